"""The page of a person: who, whose relative, struck or acting where, and on what all that rests."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.forms.relative import RelativeForm
from app.parts.adding import Adding
from app.parts.lifeline import life_section
from app.parts.namedin import named_in_sections
from app.parts.section import (
    Section,
    group_sections,
    linked_row,
    not_known_sections,
    sources_sections,
)
from app.place import Place
from app.reading import RecordPage
from app.theme import GRID
from app.widgets.pieces import Piece
from app.widgets.words import button, label
from casefiles.insight.kin import Relative
from casefiles.insight.person import IncidentRole, PersonPicture, person_picture
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.operations.drafts import About
from casefiles.text import N_, _, many

_MOST_NAMES = 6
_ADD_RELATIVE = N_("Add a relative")
_ADD_INCIDENT = N_("Add an incident")


class PersonPage(RecordPage[PersonPicture]):
    """Reads and edits one person: identity leads, beside it life, family, incidents, sources."""

    name = "person"
    help = "person"

    @staticmethod
    def picture(reader: Reader, ref: Ref) -> PersonPicture:
        """As `insight` draws it."""
        return person_picture(reader, ref)

    def adds(self) -> Mapping[str, Callable[[], None]]:
        """A relative; an incident that struck the person."""
        return {_ADD_RELATIVE: self._add_relative, _ADD_INCIDENT: self._add_incident}

    def above(self, told: PersonPicture) -> Sequence[Piece]:
        """Names in all scripts, functions, counts; then what must be known before all else."""
        others = [value.words for value in told.names if value.words != told.title]
        names = "   ".join(dict.fromkeys(others[:_MOST_NAMES]))
        line = "  •  ".join(filter(None, (told.functions, *told.counts)))
        risks = [Piece(one, one, partial(label, f"⚠ {one}", "danger")) for one in told.risk]
        return [self.header(told.title, members=told.members, names=names, line=line), *risks]

    def leading(self, told: PersonPicture) -> Sequence[Piece]:
        """Who it is, and what is not known."""
        return [
            *self.fields(_("Identity"), told.fields),
            *not_known_sections(told.not_known, self.add_to),
        ]

    def trailing(self, told: PersonPicture) -> Sequence[Piece]:
        """The life, the family, the incidents, the sources."""
        life = Piece("life", told.life, partial(life_section, self.desk, told.life))
        relatives = (told.relatives, told.title)
        incidents = Piece("incidents", told.incidents, partial(self._incidents, told.incidents))
        return [
            *([life] if told.life else []),
            Piece("relatives", relatives, partial(self._relatives, *relatives)),
            incidents,
            *sources_sections(self.desk, told.sources),
            *named_in_sections(self.desk, told.ref, told.names),
        ]

    def below(self, told: PersonPicture) -> Sequence[Piece]:
        """What else leads here."""
        return group_sections(self.desk, told.groups)

    def _add_relative(self) -> None:
        for one in self.findChildren(Adding):
            one.begin()

    def _add_incident(self) -> None:
        self.desk.open(Place("new", self.ref, "incident"))

    def _relatives(self, relatives: Sequence[Relative], title: str) -> QWidget:
        section = Section(_("Relatives") + (f"   {len(relatives)}" if relatives else ""))
        if relatives:
            section.add_rows(relatives, self._relative)
        section.body.addSpacing(GRID)
        about = About(self.ref, "relative")
        make = partial(RelativeForm, self.desk, self.ref, title)
        adding = Adding(self.desk, _(_ADD_RELATIVE), about, make)
        section.body.addWidget(adding)
        section.setFocusProxy(adding.button)
        return section

    def _relative(self, one: Relative) -> QWidget:
        struck = many("struck in {n} act", "struck in {n} acts", one.acts) if one.acts else ""
        notes = (*one.remarks, struck)
        return linked_row(self.desk, one.ref, one.title, date=one.kinship, notes=notes)

    def _incidents(self, incidents: Sequence[IncidentRole]) -> QWidget:
        section = Section(_("Incidents") + (f"   {len(incidents)}" if incidents else ""))
        if incidents:
            section.add_rows(incidents, self._incident)
        section.body.addSpacing(GRID)
        adding = button(_(_ADD_INCIDENT))
        adding.clicked.connect(self._add_incident)
        section.body.addWidget(adding, 0, Qt.AlignmentFlag.AlignLeading)
        return section

    def _incident(self, one: IncidentRole) -> QWidget:
        notes = (*one.roles, *one.remarks)
        return linked_row(self.desk, one.ref, one.title, date=one.date, notes=notes)
