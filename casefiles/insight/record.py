"""Any other record for its page, and the card that is shown while the pointer rests on a link."""

from dataclasses import dataclass

from casefiles.insight.card import Card, card
from casefiles.insight.fields import Field
from casefiles.insight.parts import Mentioned, Sketch
from casefiles.insight.rows import Group
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.text import _

__all__ = ["Card", "RecordPicture", "card", "record_picture"]


@dataclass(frozen=True, slots=True)
class RecordPicture:
    """A record. `groups` are those that lead here; `not_known`: (property, label)."""

    ref: Ref
    title: str
    kind_label: str
    fields: tuple[Field, ...]
    groups: tuple[Group, ...]
    sources: tuple[Mentioned, ...]
    not_known: tuple[tuple[str, str], ...]
    members: int


def record_picture(reader: Reader, ref: Ref) -> RecordPicture:
    """Everything the page of a record shows that has no page of its own kind."""
    sketch = Sketch(reader, ref)
    incoming = sketch.incoming()
    statements = [one for said in sketch.known.said(ref).values() for one in said]
    return RecordPicture(
        ref=ref,
        title=sketch.names.of(ref),
        kind_label=_(BY_NAME[ref.kind].words.one),
        fields=sketch.fields.of(ref),
        groups=sketch.groups(incoming),
        sources=sketch.sources(statements),
        not_known=sketch.not_known(),
        members=sketch.members,
    )
