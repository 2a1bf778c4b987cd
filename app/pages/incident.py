"""The page of an incident: one sentence, then act by act who suffered, who acted, where, when."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.parts.actstable import ActsTable
from app.parts.links import Sentence
from app.parts.section import (
    Columns,
    Section,
    group_section,
    not_known_section,
    sources_section,
)
from app.reading import RecordPage
from app.widgets.words import button
from casefiles.insight.incident import IncidentPicture, incident_picture
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.text import _


class IncidentPage(RecordPage):
    """Reads and edits one incident with its acts."""

    name = "incident"
    help = "incident"

    @staticmethod
    def picture(reader: Reader, ref: Ref) -> IncidentPicture:
        """As `insight` draws it."""
        return incident_picture(reader, ref)

    def paint(self, told: IncidentPicture) -> None:
        """The generated sentence, the table of acts, then all the rest in two columns."""
        body = self.column.body
        body.addWidget(self.header(told.title, members=told.members))
        body.addWidget(Sentence(self.desk, told.sentence))
        body.addWidget(self._acts(told))
        body.addWidget(Columns(self._leading(told), self._trailing(told)))

    def _acts(self, told: IncidentPicture) -> QWidget:
        section = Section(_("Acts") + f"   {len(told.acts)}")
        table = ActsTable(self.desk, self.ref, told.acts)
        section.body.addWidget(table)
        adding = button(_("Add an act"), tip=_("Ctrl+Enter"))
        adding.setShortcut(QKeySequence("Ctrl+Shift+Return"))
        adding.clicked.connect(table.begin_adding)
        section.body.addWidget(adding, 0, Qt.AlignmentFlag.AlignLeading)
        return section

    def _leading(self, told: IncidentPicture) -> QWidget:
        holder, column = _column()
        fields = Section(_("What is known"))
        for field in told.fields:
            fields.body.addWidget(self.field(field))
        more = button(_("Add something else …"), quiet=True)
        more.clicked.connect(self.choose_property)
        fields.body.addWidget(more)
        column.addWidget(fields)
        if told.not_known:
            column.addWidget(not_known_section(told.not_known, self.add_to))
        return holder

    def _trailing(self, told: IncidentPicture) -> QWidget:
        holder, column = _column()
        for group in told.groups:
            column.addWidget(group_section(self.desk, group))
        if told.sources:
            column.addWidget(sources_section(self.desk, told.sources))
        return holder


def _column() -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return holder, column
