"""The page of any other record: its fields, and everything that leads to it."""

from collections.abc import Sequence

from app.parts.namedin import named_in_sections
from app.parts.section import group_sections, not_known_sections, sources_sections
from app.reading import RecordPage
from app.widgets.pieces import Piece
from casefiles.insight.bearers import KINDS
from casefiles.insight.record import RecordPicture, record_picture
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.text import _


class AnyRecordPage(RecordPage[RecordPicture]):
    """Reads and edits an organisation, a place, an event, a proceeding and all the rest."""

    name = "record"
    help = "record"

    @staticmethod
    def picture(reader: Reader, ref: Ref) -> RecordPicture:
        """As `insight` draws it."""
        return record_picture(reader, ref)

    def above(self, told: RecordPicture) -> Sequence[Piece]:
        """Title and kind, fields, what is not known, what leads here, sources: one column."""
        named = told.ref.kind in KINDS
        return [
            self.header(told.title, members=told.members, line=told.kind_label),
            *self.fields(_("What is known"), told.fields),
            *not_known_sections(told.not_known, self.add_to),
            *group_sections(self.desk, told.groups),
            *sources_sections(self.desk, told.sources),
            *(named_in_sections(self.desk, told.ref, told.title) if named else ()),
        ]
