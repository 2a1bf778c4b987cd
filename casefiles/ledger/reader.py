"""What is said about records: statements with their judgments, links, citations, words.

Everything handed out is a value; nothing reaches back into the database later.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, distinct, func, or_, select

from casefiles.givingway import give_way
from casefiles.ledger import files, tables
from casefiles.ledger.clusters import contradicted
from casefiles.ledger.projection import OPEN, REJECTED, Told, in_order
from casefiles.ledger.registry import Registry, Summary, portions
from casefiles.ledger.standing import standing_claims
from casefiles.model.claim import Claim, claim_from_json
from casefiles.model.dates import at_odds
from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.kinds import BY_NAME, IS_A, KINDS
from casefiles.model.properties import Property
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Layer, ValueType, When

__all__ = ["Incoming", "Reader", "Statement", "Summary"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A standing claim with what was judged about it.

    `sensitivity` is the judged level where there is one, else the claim's own, and never less than
    what a partner asked for and nobody declined.
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


_CLAIM, _STATE = tables.claim.c, tables.claim_state.c
_READ_OF_A_CLAIM = (
    _CLAIM.subject,
    _CLAIM.id,
    _CLAIM.step,
    _CLAIM.property,
    _CLAIM.body,
    _STATE.weight,
    _STATE.sensitivity,
    _STATE.at_least,
    _STATE.contested,
)
_STANDING = standing_claims(_READ_OF_A_CLAIM)
"""Built once: composing it costs more than running it."""

_STANDING_ON = _STANDING.where(tables.claim.c.property.in_(bindparam("wanted", expanding=True)))
"""Only on some properties."""

_LINKS = select(tables.link).where(
    tables.link.c.object.in_(bindparam("targets", expanding=True)),
)
_LINKS_ON = _LINKS.where(tables.link.c.property.in_(bindparam("wanted", expanding=True)))
_ORIGIN = func.coalesce(tables.record.c.merged_into, tables.record.c.id)
_COUNTED_LINKS = (
    select(tables.record.c.kind, func.count(distinct(_ORIGIN)).label("number"))
    .join(tables.link, tables.record.c.id == tables.link.c.subject)
    .where(tables.link.c.object.in_(bindparam("targets", expanding=True)))
    .where(tables.record.c.trashed == 0)
    .group_by(tables.record.c.kind)
)


class Reader(Registry):
    """Reads a ledger: the registry of its records, and all that is said about them."""

    def statements(self, ref: Ref) -> Mapping[str, Sequence[Statement]]:
        """All that is said about a record, by property, the best first; rejected ones included."""
        return self.statements_of([ref])[ref]

    def statements_of(
        self, refs: Collection[Ref], *names: str
    ) -> Mapping[Ref, Mapping[str, Sequence[Statement]]]:
        """The same for several records in one question; on the properties named, or on all."""
        with self._ledger.database.reading():
            owner = {one: ref for ref, members in self.members_of(refs).items() for one in members}
            rows = self._standing(owner, names)
        found: dict[Ref, dict[str, list[_Read]]] = {ref: defaultdict(list) for ref in refs}
        for row in rows:
            read = self._read(row)
            place = found[owner[read[0].claim.subject]]
            place[read[0].claim.property].append(read)
        return {ref: _in_declared_order(ref, said) for ref, said in found.items()}

    def statements_together(self, refs: Sequence[Ref]) -> Mapping[str, Sequence[Statement]]:
        """What would be said of these if they were one record, in the order it would then have."""
        with self._ledger.database.reading():
            rows = self._standing([one for ref in refs for one in self.members(ref)], ())
        found: dict[str, list[_Read]] = defaultdict(list)
        for read in map(self._read, rows):
            found[read[0].claim.property].append(read)
        return _in_declared_order(refs[0], found)

    def shown(self, ref: Ref, name: str) -> Sequence[Statement]:
        """The statements a reader sees as values of one property, the best first."""
        return as_shown(self.statements_of([ref], name)[ref].get(name, ()))

    def disputed(self, ref: Ref, name: str) -> bool:
        """Whether sources disagree on a property that has one true value."""
        prop = BY_NAME[ref.kind].properties[name]
        return in_dispute(prop, self.statements_of([ref], name)[ref].get(name, ()))

    def contested(self, ref: Ref) -> tuple[str, ...]:
        """What was judged in several ways about the record as a whole: aspects of `Aspect`."""
        state, pairs = tables.record_state, tables.identity
        members = self.members(ref)
        with self._ledger.database.reading() as connection:
            told = connection.scalars(select(state.c.contested).where(state.c.record.in_(members)))
            found = {aspect for line in told for aspect in line.split()}
            unsure = select(pairs.c.one).where(
                pairs.c.contested == 1, or_(pairs.c.one.in_(members), pairs.c.other.in_(members))
            )
            if connection.execute(unsure).first():
                found.add("identity")
        return tuple(sorted(found))

    def contradictions(self) -> Sequence[tuple[Ref, ...]]:
        """Records called the same through others and different directly: none of them is merged."""
        with self._ledger.database.reading() as connection:
            chains = contradicted(connection)
        refs = self.resolve_all(member for chain in chains for member in chain)
        return [tuple(refs[one] for one in chain if one in refs) for chain in chains]

    def linked_to(self, ref: Ref, *names: str) -> Sequence[Incoming]:
        """The records that link to this one, by the properties named or by any."""
        return self.linked_to_all([ref], *names)[ref]

    def linked_to_all(self, refs: Collection[Ref], *names: str) -> Mapping[Ref, Sequence[Incoming]]:
        """The same for several records at once. What lies in the trash links to nothing."""
        with self._ledger.database.reading():
            owner = {one: ref for ref, members in self.members_of(refs).items() for one in members}
            rows = self._links_to(owner, names)
            origins = self.look_up(row.subject for row in rows)
        found: dict[Ref, list[Incoming]] = {ref: [] for ref in refs}
        for row in rows:
            origin = origins.get(row.subject)
            if origin and not origin.trashed:
                name = self._ledger.properties.name(row.property)
                found[owner[row.object]].append(Incoming(origin.ref, name, EntryId(row.claim)))
        return found

    def counted_links(self, ref: Ref) -> Mapping[str, int]:
        """How many records of each kind lead here, outside the trash; merged ones count once."""
        with self._ledger.database.reading() as connection:
            targets = {"targets": self.members(ref)}
            rows = connection.execute(_COUNTED_LINKS, targets).all()
        return {KINDS[row.kind].name: row.number for row in rows}

    def _links_to(self, targets: Iterable[bytes], names: Collection[str]) -> list[Row[Any]]:
        numbers = self._ledger.properties.numbers
        more = {"wanted": [numbers[one] for one in names if one in numbers]} if names else {}
        question = _LINKS_ON if names else _LINKS
        rows: list[Row[Any]] = []
        with self._ledger.database.reading() as connection:
            for part in portions(targets):
                rows.extend(connection.execute(question, {"targets": part} | more))
        return rows

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

    def _standing(self, subjects: Iterable[bytes], names: Collection[str]) -> list[Sequence[Any]]:
        numbers = self._ledger.properties.numbers
        more = {"wanted": [numbers[one] for one in names if one in numbers]} if names else {}
        question = _STANDING_ON if names else _STANDING
        existence = numbers.get(IS_A)
        rows: list[Sequence[Any]] = []
        with self._ledger.database.reading() as connection:
            for part in portions(subjects):
                rows.extend(connection.execute(question, {"subjects": part} | more))
        return [row for row in rows if row[3] != existence]

    def _read(self, row: Sequence[Any]) -> "_Read":
        give_way()
        subject, identity, step, number, written, weight, judged, at_least, contested = row
        name, body = self._ledger.properties.name(number), json.loads(written)
        claim = claim_from_json(EntryId(identity), RecordId(subject), name, body)
        level = max(claim.sensitivity if judged is None else judged, at_least or 0)
        aspects = tuple(contested.split()) if contested else ()
        return Statement(claim, step, weight or OPEN, Sensitivity(level), aspects), body


def as_shown(statements: Sequence[Statement]) -> Sequence[Statement]:
    """Of statements in their order, those a reader sees: rejected and denied only if alone."""
    return [one for one in statements if _positive(one)] or statements


def in_dispute(prop: Property, statements: Iterable[Statement]) -> bool:
    """Whether statements on a property that has one true value give several, or dates far apart."""
    if prop.many:
        return False
    values = {one.claim.value for one in statements if _positive(one)}
    if prop.type is ValueType.DATE:
        return at_odds(value.date for value in values if isinstance(value, When))
    return len(values) > 1


def _positive(statement: Statement) -> bool:
    return statement.weight != REJECTED and statement.claim.certainty != "denied"


_Read = tuple[Statement, Mapping[str, Any]]
"""A statement with its claim as it was written, by which the projections put values in order."""


def _in_declared_order(
    ref: Ref, by_property: Mapping[str, list[_Read]]
) -> Mapping[str, Sequence[Statement]]:
    """By property as the kind declares them, unknown ones last; nothing for what is not said."""
    properties = BY_NAME[ref.kind].properties
    declared = [name for name in properties if name in by_property]
    names = declared + [name for name in by_property if name not in properties]
    return defaultdict(
        list, {name: _ordered(by_property[name], properties.get(name)) for name in names}
    )


def _ordered(read: list[_Read], prop: Property | None) -> list[Statement]:
    if len(read) < 2:
        return [one for one, _body in read]
    by_claim: dict[bytes, Statement] = {one.claim.id: one for one, _body in read}
    return [by_claim[told.claim] for told in in_order(map(_told, read), prop)]


def _told(read: _Read) -> Told:
    statement, body = read
    claim = statement.claim
    level = int(statement.sensitivity)
    return Told(claim.id, claim.subject, claim.property, body, statement.weight, level)
