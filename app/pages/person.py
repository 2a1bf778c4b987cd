"""The page of a person: who, whose relative, struck or acting where, and on what all that rests."""

from PySide6.QtWidgets import QWidget

from app.parts.lifeline import life_section
from app.parts.section import (
    Columns,
    Section,
    group_section,
    linked_row,
    not_known_section,
    sources_section,
    stacked,
)
from app.reading import RecordPage
from app.widgets.words import label
from casefiles.insight.kin import Relative
from casefiles.insight.person import PersonPicture, person_picture
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.text import _, many

_MOST_NAMES = 6


class PersonPage(RecordPage):
    """Reads and edits one person."""

    name = "person"
    help = "person"

    @staticmethod
    def picture(reader: Reader, ref: Ref) -> PersonPicture:
        """As `insight` draws it."""
        return person_picture(reader, ref)

    def paint(self, told: PersonPicture) -> None:
        """Identity leads; beside it the life, the family, the incidents, the sources."""
        body = self.column.body
        others = [value.words for value in told.names if value.words != told.title]
        names = "   ".join(dict.fromkeys(others[:_MOST_NAMES]))
        line = "  •  ".join(filter(None, (told.functions, *told.counts)))
        body.addWidget(self.header(told.title, members=told.members, names=names, line=line))
        for sentence in told.risk:
            body.addWidget(label(f"⚠ {sentence}", "danger"))
        body.addWidget(Columns(self._leading(told), self._trailing(told)))

    def _leading(self, told: PersonPicture) -> QWidget:
        holder, column = stacked()
        column.addWidget(self.fields_section(_("Identity"), told.fields))
        if told.not_known:
            column.addWidget(not_known_section(told.not_known, self.add_to))
        for group in told.groups:
            column.addWidget(group_section(self.desk, group))
        return holder

    def _trailing(self, told: PersonPicture) -> QWidget:
        holder, column = stacked()
        if told.life:
            column.addWidget(life_section(self.desk, told.life))
        if told.relatives:
            section = Section(_("Relatives") + f"   {len(told.relatives)}")
            section.add_rows([self._relative(one) for one in told.relatives])
            column.addWidget(section)
        if told.incidents:
            section = Section(_("Incidents") + f"   {len(told.incidents)}")
            rows = [
                linked_row(
                    self.desk, one.ref, one.title, date=one.date, notes=(*one.roles, *one.remarks)
                )
                for one in told.incidents
            ]
            section.add_rows(rows)
            column.addWidget(section)
        if told.sources:
            column.addWidget(sources_section(self.desk, told.sources))
        return holder

    def _relative(self, one: Relative) -> QWidget:
        struck = many("struck in {n} act", "struck in {n} acts", one.acts) if one.acts else ""
        notes = (*one.remarks, struck)
        return linked_row(self.desk, one.ref, one.title, date=one.kinship, notes=notes)
