"""The page of an incident: one sentence, then act by act who suffered, who acted, where, when."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from app.parts.actstable import ActsTable
from app.parts.links import Sentence
from app.parts.section import Section, group_sections, not_known_sections, sources_sections
from app.reading import RecordPage
from app.widgets.pieces import Piece
from casefiles.insight.incident import ActRow, IncidentPicture, incident_picture
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.text import N_, _

_ADD_ACT = N_("Add an act")


class IncidentPage(RecordPage[IncidentPicture]):
    """Reads and edits one incident with its acts."""

    name = "incident"
    help = "incident"

    @staticmethod
    def picture(reader: Reader, ref: Ref) -> IncidentPicture:
        """As `insight` draws it."""
        return incident_picture(reader, ref)

    def above(self, told: IncidentPicture) -> Sequence[Piece]:
        """The generated sentence, then the table of acts."""
        return [
            self.header(told.title, members=told.members),
            Piece("sentence", told.sentence, partial(Sentence, self.desk, told.sentence)),
            Piece("acts", told.acts, partial(self._acts, told.acts)),
        ]

    def leading(self, told: IncidentPicture) -> Sequence[Piece]:
        """What is known, and what is not."""
        return [
            *self.fields(_("What is known"), told.fields),
            *not_known_sections(told.not_known, self.add_to),
        ]

    def trailing(self, told: IncidentPicture) -> Sequence[Piece]:
        """What was behind it and came of it, and the sources."""
        return [
            *group_sections(self.desk, told.groups),
            *sources_sections(self.desk, told.sources),
        ]

    def adds(self) -> Mapping[str, Callable[[], None]]:
        """An act."""
        return {_ADD_ACT: self._add_act}

    def _add_act(self) -> None:
        for one in self.findChildren(ActsTable):
            one.adding.begin()

    def _acts(self, acts: Sequence[ActRow]) -> QWidget:
        section = Section(_("Acts") + f"   {len(acts)}")
        table = ActsTable(self.desk, self.ref, acts)
        section.body.addWidget(table)
        table.adding.button.setToolTip(_("Ctrl+Enter"))
        table.adding.button.setShortcut(QKeySequence("Ctrl+Shift+Return"))
        return section
