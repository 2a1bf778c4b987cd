"""The page of an incident: one sentence, then act by act who suffered, who acted, where, when."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from app.parts.actstable import ActsTable
from app.parts.links import Sentence
from app.parts.section import (
    Columns,
    Section,
    group_section,
    not_known_section,
    sources_section,
    stacked,
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
        holder, column = stacked()
        column.addWidget(self.fields_section(_("What is known"), told.fields))
        if told.not_known:
            column.addWidget(not_known_section(told.not_known, self.add_to))
        return holder

    def _trailing(self, told: IncidentPicture) -> QWidget:
        holder, column = stacked()
        for group in told.groups:
            column.addWidget(group_section(self.desk, group))
        if told.sources:
            column.addWidget(sources_section(self.desk, told.sources))
        return holder
