"""Questions about records: what they are, what is said about them, what leads to them.

Everything handed out is a value; nothing reaches back into the database later. Questions that can
be long are asked in pages.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, or_, select

from casefiles.errors import NoSuchRecord
from casefiles.ledger import files, tables
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.projection import KIND_NUMBER, OPEN, Told, disagreeing, shown, sort_form
from casefiles.model.claim import Claim, claim_from_json
from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.kinds import BY_NAME, IS_A, KINDS
from casefiles.model.record import Record
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Layer
from casefiles.text import _


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


@dataclass(frozen=True, slots=True)
class Statement:
    """A standing claim with what was judged about it.

    `sensitivity` is the judged level where there is one, else the claim's own.
    """

    claim: Claim
    step: int
    weight: str
    sensitivity: Sensitivity
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """Another record's link to the one asked about."""

    origin: Ref
    property: str
    claim: EntryId


class Reader:
    """Reads a ledger. Cheap to make; holds no state of its own."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def resolve(self, identity: bytes) -> Ref | None:
        """The record that id leads to now, through merges; None if it does not exist."""
        return self.resolve_all([identity]).get(identity)

    def resolve_all(self, identities: Iterable[bytes]) -> Mapping[bytes, Ref]:
        """The same for many ids at once; those that lead nowhere are left out."""
        table = tables.record
        found: dict[bytes, Ref] = {}
        wanted = list(set(identities))
        with self._ledger.database.reading() as connection:
            for start in range(0, len(wanted), 500):
                rows = connection.execute(
                    select(table.c.id, table.c.kind, table.c.merged_into).where(
                        table.c.id.in_(wanted[start : start + 500])
                    )
                )
                for row in rows:
                    found[row.id] = Ref(KINDS[row.kind].name, RecordId(row.merged_into or row.id))
        return found

    def find(self, untrusted_text: str) -> Ref:
        """A record from what a person types: a reference, the end of one, or its exact title.

        Raises `NoSuchRecord` if nothing, or more than one record, fits.
        """
        text = untrusted_text.strip()
        kind, _colon, digits = text.rpartition(":")
        if digits and len(digits) >= 4 and all(c in "0123456789abcdef" for c in digits.lower()):
            found = self._by_digits(digits.lower().replace("-", ""), kind)
            if found:
                return _only(found)
        return _only(self._by_title(text))

    def summary(self, ref: Ref) -> Summary | None:
        """One record as a list shows it."""
        return self.summaries([ref]).get(ref)

    def summaries(self, refs: Iterable[Ref]) -> Mapping[Ref, Summary]:
        """Several at once; what does not exist is left out."""
        table = tables.record
        wanted = [ref.id for ref in refs]
        found: dict[Ref, Summary] = {}
        with self._ledger.database.reading() as connection:
            for start in range(0, len(wanted), 500):
                rows = connection.execute(
                    select(table).where(table.c.id.in_(wanted[start : start + 500]))
                )
                found |= {summary.ref: summary for summary in map(_summary, rows)}
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
            select(table)
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
        table = tables.record
        with self._ledger.database.reading() as connection:
            merged = connection.scalars(
                select(table.c.id).where(table.c.merged_into == ref.id).order_by(table.c.id)
            ).all()
        return [ref.id, *(RecordId(one) for one in merged)]

    def statements(self, ref: Ref) -> Mapping[str, Sequence[Statement]]:
        """All that is said about a record, by property, the best first; rejected ones included."""
        return self.statements_of([ref])[ref]

    def statements_of(self, refs: Sequence[Ref]) -> Mapping[Ref, Mapping[str, Sequence[Statement]]]:
        """The same for several records in one question."""
        owner = {member: ref for ref in refs for member in self.members(ref)}
        found: dict[Ref, dict[str, list[Statement]]] = {ref: defaultdict(list) for ref in refs}
        for statement in self._standing(list(owner)):
            if statement.claim.property != IS_A:
                place = found[owner[statement.claim.subject]]
                place[statement.claim.property].append(statement)
        for ref, by_property in found.items():
            order = list(BY_NAME[ref.kind].properties)
            for name in sorted(by_property, key=lambda one: order.index(one) if one in order else 99):
                by_property[name] = sorted(by_property.pop(name), key=lambda one: _told(one).rank)
        return found

    def shown(self, ref: Ref, name: str) -> Sequence[Statement]:
        """The statements a reader sees as values of one property, the best first."""
        statements = self.statements(ref).get(name, ())
        by_claim = {bytes(one.claim.id): one for one in statements}
        return [by_claim[told.claim] for told in shown(map(_told, statements))]

    def disputed(self, ref: Ref, name: str) -> bool:
        """Whether sources disagree on a property that has one true value."""
        prop = BY_NAME[ref.kind].properties[name]
        return disagreeing(prop, map(_told, self.statements(ref).get(name, ())))

    def linked_to(self, ref: Ref, *names: str) -> Sequence[Incoming]:
        """The records that link to this one, by the properties named or by any."""
        table = tables.link
        numbers = self._ledger.properties.numbers
        statement = select(table).where(table.c.object.in_(self.members(ref)))
        if names:
            wanted = [numbers[name] for name in names if name in numbers]
            statement = statement.where(table.c.property.in_(wanted))
        with self._ledger.database.reading() as connection:
            rows = connection.execute(statement).all()
        origins = self.resolve_all(row.subject for row in rows)
        kept = self._standing_records(set(origins.values()))
        return [
            Incoming(
                origins[row.subject],
                self._ledger.properties.name(row.property),
                EntryId(row.claim),
            )
            for row in rows
            if row.subject in origins and origins[row.subject] in kept
        ]

    def citing(self, source: Ref) -> Sequence[tuple[Ref, EntryId]]:
        """The claims that rest on this source, with the records they are about."""
        table = tables.cited
        with self._ledger.database.reading() as connection:
            rows = connection.execute(
                select(table.c.subject, table.c.claim).where(
                    table.c.source.in_(self.members(source))
                )
            ).all()
        origins = self.resolve_all(row.subject for row in rows)
        return [
            (origins[row.subject], EntryId(row.claim)) for row in rows if row.subject in origins
        ]

    def text_of(self, source: Ref) -> str:
        """The words of a source; empty if it has none here."""
        layers = [one.claim.value for one in self.shown(source, "words_layer")]
        for layer in layers:
            if isinstance(layer, Layer) and files.has(self._ledger.database, layer.sha256):
                return files.get(self._ledger.database, layer.sha256).decode()
        return ""

    def _standing(self, subjects: Sequence[bytes]) -> list[Statement]:
        claim, state, withdrawn = tables.claim, tables.claim_state, tables.step_state
        carried = tables.carried
        # An entry of a withdrawn Step stands on if another Step that stands carried it again.
        again = (
            select(carried.c.entry)
            .where(
                carried.c.entry == claim.c.id,
                carried.c.step.not_in(select(withdrawn.c.step)),
            )
            .exists()
        )
        with self._ledger.database.reading() as connection:
            rows = connection.execute(
                select(claim, state.c.weight, state.c.sensitivity, state.c.contested)
                .outerjoin(state, state.c.claim == claim.c.id)
                .outerjoin(withdrawn, withdrawn.c.step == claim.c.step)
                .where(
                    claim.c.subject.in_(subjects),
                    or_(withdrawn.c.step.is_(None), again),
                    or_(state.c.stands.is_(None), state.c.stands == 1),
                )
            ).all()
        return [self._statement(row) for row in rows]

    def _statement(self, row: Row[Any]) -> Statement:
        name = self._ledger.properties.name(row.property)
        claim = claim_from_json(
            EntryId(row.id), RecordId(row.subject), name, json.loads(row.body)
        )
        level = claim.sensitivity if row.sensitivity is None else Sensitivity(row.sensitivity)
        contested = tuple((row.contested or "").split())
        return Statement(claim, row.step, row.weight or OPEN, level, contested)

    def _standing_records(self, refs: set[Ref]) -> set[Ref]:
        return {ref for ref, summary in self.summaries(refs).items() if not summary.trashed}

    def _by_digits(self, digits: str, kind: str) -> list[Ref]:
        table = tables.record
        statement = select(table).where(func.lower(func.hex(table.c.id)).like(f"%{digits}"))
        if kind in KIND_NUMBER:
            statement = statement.where(table.c.kind == KIND_NUMBER[kind])
        with self._ledger.database.reading() as connection:
            rows = connection.execute(statement.limit(10)).all()
        return [Ref(KINDS[row.kind].name, RecordId(row.merged_into or row.id)) for row in rows]

    def _by_title(self, title: str) -> list[Ref]:
        table = tables.record
        with self._ledger.database.reading() as connection:
            rows = connection.execute(
                select(table).where(table.c.sort == sort_form(title), table.c.trashed == 0)
            ).all()
        return [Ref(KINDS[row.kind].name, RecordId(row.merged_into or row.id)) for row in rows]


def _only(found: list[Ref]) -> Ref:
    refs = set(found)
    if len(refs) == 1:
        return refs.pop()
    if refs:
        raise NoSuchRecord(
            _("{n} records fit this reference.").format(n=len(refs)),
            _("Search for it and use more of the reference."),
        )
    raise NoSuchRecord(
        _("No record fits this reference."), _("Search for it and use the reference shown there.")
    )


def _summary(row: Row[Any]) -> Summary:
    return Summary(
        Ref(KINDS[row.kind].name, RecordId(row.id)),
        row.title,
        row.earliest,
        row.latest,
        Sensitivity(row.sensitivity),
        bool(row.trashed),
        tuple(row.disputed.split()),
    )


def _told(statement: Statement) -> Told:
    claim = statement.claim
    return Told(
        claim.id,
        claim.subject,
        claim.property,
        claim.body_to_json(),
        statement.weight,
        int(statement.sensitivity),
    )
