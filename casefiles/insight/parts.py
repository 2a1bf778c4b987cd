"""One picture in the making, and what the pictures of all kinds share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casefiles.insight.fields import Cited, Fields
from casefiles.insight.known import Known
from casefiles.insight.rows import Group, Listed, Rows
from casefiles.insight.wanted import wanted
from casefiles.ledger.projection import REJECTED
from casefiles.ledger.reader import Incoming, Reader, Statement
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.text import _

__all__ = ["Group", "Listed", "Mentioned", "Sketch"]

_RELATIVES_ASK: Mapping[str, tuple[str, ...]] = {"person": ("last_seen",)}
"""What is looked for beside what an office asks for."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A source that something here rests on, and the places in it."""

    source: Ref
    title: str
    date: str
    places: tuple[Cited, ...]


class Sketch(Rows):
    """What is known of one record and around it, and the hands that word it."""

    def __init__(self, reader: Reader, ref: Ref) -> None:
        super().__init__(Known(reader), ref)
        self.fields = Fields(self.known, self.names)
        self.members = len(reader.members(ref))

    def incoming(self) -> list[Incoming]:
        """What leads here and was not rejected, with all that rows on it show at hand."""
        found = self.known.incoming([self.ref])[self.ref]
        names = sorted({one.property for one in found})
        self.known.learn([self.ref])
        self.learn_rows((one.origin for one in found), *names)
        return [one for one in found if any(s.weight != REJECTED for s in self.behind(one))]

    def sources(self, statements: Sequence[Statement]) -> tuple[Mentioned, ...]:
        """The sources that statements rest on, by their dates, each with its places."""
        places: dict[Ref, dict[Cited, None]] = {}
        for one in self.fields.cited(statements):
            places.setdefault(one.source, {})[one] = None
        self.known.learn(places, *BY_NAME["source"].dated_by)
        return tuple(
            Mentioned(one.ref, one.title, one.date, tuple(sorted(places[one.ref], key=_position)))
            for one in map(self.listed, self.in_time(places))
        )

    def not_known(self) -> tuple[tuple[str, str], ...]:
        """What matters of such a record and nobody has said: name and label of the properties."""
        properties, said = BY_NAME[self.ref.kind].properties, self.known.said(self.ref)
        names = (*wanted(self.ref.kind), *_RELATIVES_ASK.get(self.ref.kind, ()))
        return tuple((name, _(properties[name].label)) for name in names if name not in said)


def _position(place: Cited) -> tuple[int, int, str]:
    return place.first_line, place.last_line, place.place
