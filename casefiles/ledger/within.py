"""What lies within a time and a place: incidents of both, and who and what stands in them.

An incident is within when it, or one of its acts, can have happened in that time, and when it, or
one of its acts, lies in that place or in a part of it. Persons, organisations, places and sources
are within when they stand in such an incident. With a place alone, what is linked to the place
itself is within, too; with a time alone, so are sources published in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from casefiles.ledger import tables
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.projection import KIND_NUMBER
from casefiles.ledger.registry import portions
from casefiles.ledger.tallies import bare_rows
from casefiles.model.ids import RecordId
from casefiles.model.kinds import BY_NAME

_UPWARD = ("incident", "act")
"""By these the parts of an incident say where they belong: an act, and what somebody had in it."""
_PUBLISHED = ("published", "posted")


@dataclass(frozen=True, slots=True)
class Within:
    """A time, both days included and open where None, and a place; nothing of it means all."""

    first: date | None = None
    last: date | None = None
    place: RecordId | None = None

    def __bool__(self) -> bool:
        return self.timed or self.place is not None

    @property
    def timed(self) -> bool:
        """Whether it says anything of time."""
        return self.first is not None or self.last is not None


class Surroundings:
    """Asks a ledger what lies within. Made for one question; holds what it found on the way."""

    def __init__(self, ledger: Ledger, within: Within) -> None:
        self._ledger = ledger
        self._within = within
        self._places = self._parts_of_place()
        self._incidents = self._found_incidents()

    def of_kind(self, kind: str) -> frozenset[bytes]:
        """The records of that kind, as lists hold them."""
        if kind == "incident":
            return frozenset(self._incidents)
        found = self._around(kind)
        if self._places and not self._within.timed:
            found |= self._at_place(kind)
        if kind == "source" and self._within.place is None:
            found |= self._held(kind, self._dated(_PUBLISHED))
        return frozenset(found)

    def _found_incidents(self) -> set[bytes]:
        found: set[bytes] | None = None
        if self._within.timed:
            when = (*BY_NAME["incident"].dated_by, *BY_NAME["act"].dated_by)
            found = self._held("incident", self._with_wholes(self._dated(when)))
        if self._within.place is not None:
            there = self._held("incident", self._with_wholes(self._linking(self._places, "place")))
            found = there if found is None else found & there
        return found or set()

    def _around(self, kind: str) -> set[bytes]:
        """What incidents and their parts name, or rest on."""
        inside = self._members(self._incidents)
        inside |= self._linking(inside, *_UPWARD)
        inside |= self._linking(inside, "act")
        table, subject = tables.link, tables.link.c.subject
        column = table.c.object
        if kind == "source":
            table, subject, column = tables.cited, tables.cited.c.subject, tables.cited.c.source
        named = self._each(inside, lambda part: select(column).where(subject.in_(part)))
        return self._held(kind, named)

    def _at_place(self, kind: str) -> set[bytes]:
        return self._held(kind, self._places | self._linking(self._places))

    def _parts_of_place(self) -> set[bytes]:
        """The place and all that is part of it, however deep; a circle ends where it closes."""
        if self._within.place is None:
            return set()
        found: set[bytes] = set()
        new: set[bytes] = {self._within.place}
        while new:
            found |= new
            new = self._members(new) | self._linking(new, "part_of")
            new -= found
        return found

    def _with_wholes(self, parts: set[bytes]) -> set[bytes]:
        """The same, and the incidents of those that are parts of one."""
        link, numbers = tables.link, self._numbers(_UPWARD[:1])
        upward = link.c.property.in_(numbers)
        return parts | self._each(
            parts, lambda part: select(link.c.object).where(link.c.subject.in_(part), upward)
        )

    def _dated(self, names: Iterable[str]) -> set[bytes]:
        """Subjects that can be of this time by one of these properties."""
        dated, within = tables.dated, self._within
        wanted: list[ColumnElement[bool]] = [dated.c.property.in_(self._numbers(names))]
        if within.first is not None:
            day = within.first.toordinal()
            wanted.append(or_(dated.c.latest.is_(None), dated.c.latest >= day))
        if within.last is not None:
            day = within.last.toordinal()
            wanted.append(or_(dated.c.earliest.is_(None), dated.c.earliest <= day))
        return self._all(_here(select(dated.c.subject).where(*wanted), dated.c.subject))

    def _linking(self, objects: Iterable[bytes], *names: str) -> set[bytes]:
        """What links to one of these, by these properties or by any."""
        link, numbers = tables.link, self._numbers(names)

        def question(part: list[bytes]) -> Select[Any]:
            asked = _here(select(link.c.subject), link.c.subject).where(link.c.object.in_(part))
            return asked.where(link.c.property.in_(numbers)) if names else asked

        return self._each(objects, question)

    def _members(self, ids: Iterable[bytes]) -> set[bytes]:
        """These, what they were merged into, and all that was: links lead to any of them."""
        record = tables.record
        into = record.c.merged_into
        found = set(ids)
        found |= self._each(
            found, lambda part: select(into).where(record.c.id.in_(part), into.is_not(None))
        )
        return found | self._each(found, lambda part: select(record.c.id).where(into.in_(part)))

    def _held(self, kind: str, ids: set[bytes]) -> set[bytes]:
        """Those of a kind, as lists hold them: none from the trash, merged ones once."""
        record = tables.record
        number = KIND_NUMBER[kind]
        carrier = func.coalesce(record.c.merged_into, record.c.id)
        of_kind = record.c.kind + 0 == number
        carriers = self._each(
            ids, lambda part: select(carrier).where(record.c.id.in_(part), of_kind)
        )
        here = record.c.trashed + 0 == 0
        return self._each(
            carriers, lambda part: select(record.c.id).where(record.c.id.in_(part), here)
        )

    def _numbers(self, names: Iterable[str]) -> Sequence[int]:
        known = self._ledger.properties.numbers
        return [known[name] for name in names if name in known]

    def _each(self, ids: Iterable[bytes], question: Any) -> set[bytes]:
        found: set[bytes] = set()
        for part in portions(ids):
            found |= self._all(question(part))
        return found

    def _all(self, question: Select[Any]) -> set[bytes]:
        with self._ledger.database.reading() as connection:
            return {row[0] for row in bare_rows(connection, question)}


def _here(question: Select[Any], subject: ColumnElement[Any]) -> Select[Any]:
    """Only subjects that do not lie in the trash."""
    record = tables.record
    return question.join(record, record.c.id == subject).where(record.c.trashed + 0 == 0)
