"""What records there are: resolved through merges, found by what people type, listed, counted.

Everything handed out is a value; nothing reaches back into the database later. Lists are asked for
in pages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, func, or_, select

from casefiles.errors import NoSuchRecord
from casefiles.ledger import tables
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.ordering import sort_form
from casefiles.ledger.projection import KIND_NUMBER
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME, KINDS
from casefiles.model.properties import Role
from casefiles.model.record import Record
from casefiles.model.sensitivity import Sensitivity
from casefiles.text import _

_NAME_PROPERTIES = {
    prop.name for kind in KINDS for prop in kind.properties.values() if prop.role is Role.NAME
}

_READ = [column for column in tables.record.columns if column.name != "folded"]
"""What is read of a record; its folded title is only looked through."""

PORTION = 500
"""Ids asked for at a time: well below SQLite's limit on parameters."""

# Built once: composing them costs more than running them.
_WANTED: BindParameter[bytes] = bindparam("wanted", expanding=True)
_RECORDS = select(tables.record).where(tables.record.c.id.in_(_WANTED))
_MERGED = (
    select(tables.record.c.id, tables.record.c.merged_into)
    .where(tables.record.c.merged_into.in_(_WANTED))
    .order_by(tables.record.c.id)
)


@dataclass(frozen=True, slots=True)
class Summary:
    """A record in a list. Days are proleptic Gregorian ordinals, None where open or unknown."""

    ref: Ref
    title: str
    earliest: int | None
    latest: int | None
    sensitivity: Sensitivity
    trashed: bool
    disputed: tuple[str, ...]


class Registry:
    """The records of a ledger: found, listed, counted. Cheap to make; holds no state."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def resolve(self, identity: bytes) -> Ref | None:
        """The record that id leads to now, through merges; None if it does not exist."""
        return self.resolve_all([identity]).get(identity)

    def resolve_all(self, identities: Iterable[bytes]) -> Mapping[bytes, Ref]:
        """The same for many ids at once; those that lead nowhere are left out."""
        table = tables.record
        found: dict[bytes, Ref] = {}
        with self._ledger.database.reading() as connection:
            for part in portions(identities):
                rows = connection.execute(
                    select(table.c.id, table.c.kind, table.c.merged_into).where(
                        table.c.id.in_(part)
                    )
                )
                for row in rows:
                    found[row.id] = Ref(KINDS[row.kind].name, RecordId(row.merged_into or row.id))
        return found

    def find(self, untrusted_text: str) -> Ref:
        """A record from what a person types: a reference, the end of one, its exact title or name.

        A kind may stand before each ("person:3f2a", "person:Farhod Sattori").
        Raises `NoSuchRecord` if nothing, or more than one record, fits.
        """
        text = untrusted_text.strip()
        kind, _colon, digits = text.rpartition(":")
        if digits and len(digits) >= 4 and all(c in "0123456789abcdef" for c in digits.lower()):
            found = self._by_digits(digits.lower().replace("-", ""), kind)
            if found:
                return _only(found)
        titled = self._by_title(text) or self._by_name(text)
        if not titled and kind in KIND_NUMBER:
            titled = self._by_title(digits.strip()) or self._by_name(digits.strip())
            titled = [ref for ref in titled if ref.kind == kind]
        return _only(titled)

    def summary(self, ref: Ref) -> Summary | None:
        """One record as a list shows it."""
        return self.summaries([ref]).get(ref)

    def summaries(self, refs: Iterable[Ref]) -> Mapping[Ref, Summary]:
        """Several at once; what does not exist is left out."""
        table = tables.record
        found: dict[Ref, Summary] = {}
        with self._ledger.database.reading() as connection:
            for part in portions(ref.id for ref in refs):
                rows = connection.execute(select(*_READ).where(table.c.id.in_(part)))
                found |= {summary.ref: summary for summary in map(_summary, rows)}
        return found

    def look_up(self, identities: Iterable[bytes]) -> Mapping[bytes, Summary]:
        """What each id leads to through merges, as a list shows it, in one question.

        `resolve_all` and `summaries` together: all members of a merged record carry its reading.
        """
        found: dict[bytes, Summary] = {}
        with self._ledger.database.reading() as connection:
            for part in portions(identities):
                rows = connection.execute(_RECORDS, {"wanted": part})
                found |= {row.id: _summary(row) for row in rows}
        return found

    def title(self, ref: Ref) -> str:
        """What the record is called; empty for parts such as acts, which have no title."""
        summary = self.summary(ref)
        return summary.title if summary else ""

    def page(
        self, kind: str, *, after: Summary | None = None, limit: int = 200, trashed: bool = False
    ) -> Sequence[Summary]:
        """A page of records of one kind in the order of their titles."""
        table = tables.record
        statement = (
            select(*_READ)
            .where(
                table.c.kind == KIND_NUMBER[kind],
                table.c.merged_into.is_(None),
                table.c.trashed == int(trashed),
            )
            .order_by(table.c.sort, table.c.id)
            .limit(limit)
        )
        if after is not None:
            sort = sort_form(after.title)
            statement = statement.where(
                or_(
                    table.c.sort > sort,
                    (table.c.sort == sort) & (table.c.id > bytes(after.ref.id)),
                )
            )
        with self._ledger.database.reading() as connection:
            return [_summary(row) for row in connection.execute(statement)]

    def all_of(self, kind: str) -> Sequence[Summary]:
        """All records of a kind, in the order of their titles. For kinds that are few."""
        return self.page(kind, limit=-1)

    def counts(self) -> Mapping[str, int]:
        """How many records of each kind there are, without the trash."""
        table = tables.record
        with self._ledger.database.reading() as connection:
            rows = connection.execute(
                select(table.c.kind, func.count())
                .where(table.c.merged_into.is_(None), table.c.trashed == 0)
                .group_by(table.c.kind)
            ).all()
        return {KINDS[number].name: count for number, count in rows}

    def record(self, ref: Ref) -> Record | None:
        """The typed record: one reading a property."""
        kind = BY_NAME[ref.kind]
        table = tables.kind_tables[ref.kind]
        with self._ledger.database.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == ref.id)).first()
        return kind.table(**row._mapping) if row else None

    def members(self, ref: Ref) -> Sequence[RecordId]:
        """The ids that were merged into this record, itself first."""
        return self.members_of([ref])[ref]

    def members_of(self, refs: Iterable[Ref]) -> Mapping[Ref, list[RecordId]]:
        """The same for several records at once."""
        found = {ref: [ref.id] for ref in refs}
        by_id: dict[bytes, list[RecordId]] = {ref.id: members for ref, members in found.items()}
        with self._ledger.database.reading() as connection:
            for part in portions(by_id):
                for row in connection.execute(_MERGED, {"wanted": part}):
                    by_id[row.merged_into].append(RecordId(row.id))
        return found

    def _by_digits(self, digits: str, kind: str) -> list[Ref]:
        table = tables.record
        statement = select(*_READ).where(func.lower(func.hex(table.c.id)).like(f"%{digits}"))
        if kind in KIND_NUMBER:
            statement = statement.where(table.c.kind == KIND_NUMBER[kind])
        with self._ledger.database.reading() as connection:
            rows = connection.execute(statement.limit(10)).all()
        return [_carrier(row) for row in rows]

    def _by_title(self, title: str) -> list[Ref]:
        table = tables.record
        with self._ledger.database.reading() as connection:
            rows = connection.execute(
                select(*_READ).where(table.c.sort == sort_form(title), table.c.trashed == 0)
            ).all()
        return [_carrier(row) for row in rows]

    def _by_name(self, name: str) -> list[Ref]:
        """By any of the names a record has; slower, as names are not kept by themselves."""
        claim, table = tables.claim, tables.record
        numbers = self._ledger.properties.numbers
        wanted = {numbers[one] for one in _NAME_PROPERTIES if one in numbers}
        with self._ledger.database.reading() as connection:
            rows = connection.execute(
                select(*_READ)
                .join(claim, claim.c.subject == table.c.id)
                .where(
                    claim.c.property.in_(wanted),
                    func.json_extract(claim.c.body, "$.value.text") == name,
                    table.c.trashed == 0,
                )
            ).all()
        return [_carrier(row) for row in rows]


def _carrier(row: Row[Any]) -> Ref:
    return Ref(KINDS[row.kind].name, RecordId(row.merged_into or row.id))


def _only(found: list[Ref]) -> Ref:
    refs = set(found)
    if len(refs) == 1:
        return refs.pop()
    if refs:
        raise NoSuchRecord(
            _("{n} records fit this: {refs}.").format(
                n=len(refs), refs=", ".join(str(ref) for ref in sorted(refs))
            ),
            _("Use one of these references."),
        )
    raise NoSuchRecord(
        _("No record fits this reference."), _("Search for it and use the reference shown there.")
    )


def _summary(row: Row[Any]) -> Summary:
    return Summary(
        _carrier(row),
        row.title,
        row.earliest,
        row.latest,
        Sensitivity(row.sensitivity),
        bool(row.trashed),
        tuple(row.disputed.split()),
    )


def portions(identities: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The ids, each once, in lists of at most `PORTION`."""
    walk = iter(dict.fromkeys(identities))
    while part := list(islice(walk, PORTION)):
        yield part
