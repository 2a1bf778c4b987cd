"""The page of any other record: its fields, and everything that leads to it."""

from app.parts.section import group_section, not_known_section, sources_section
from app.reading import RecordPage
from casefiles.insight.record import RecordPicture, record_picture
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.text import _


class AnyRecordPage(RecordPage):
    """Reads and edits an organisation, a place, an event, a proceeding and all the rest."""

    name = "record"
    help = "record"

    @staticmethod
    def picture(reader: Reader, ref: Ref) -> RecordPicture:
        """As `insight` draws it."""
        return record_picture(reader, ref)

    def paint(self, told: RecordPicture) -> None:
        """Fields, what is not known, what leads here, sources."""
        body = self.column.body
        body.addWidget(self.header(told.title, members=told.members, line=told.kind_label))
        body.addWidget(self.fields_section(_("What is known"), told.fields))
        if told.not_known:
            body.addWidget(not_known_section(told.not_known, self.add_to))
        for group in told.groups:
            body.addWidget(group_section(self.desk, group))
        if told.sources:
            body.addWidget(sources_section(self.desk, told.sources))
