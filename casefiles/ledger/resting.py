"""Which Steps rest on which: what must be undone, or redone, together.

A Step rests on another if it says something about, links to, cites or names as its speaker a record
that exists only through the other, or if it judges one of the other's entries.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, or_, select, union

from casefiles.ledger import tables
from casefiles.ledger.projector import batches
from casefiles.ledger.propertynames import PropertyNames
from casefiles.model.judgment import Aspect, members_of_pair
from casefiles.model.kinds import IS_A

CHUNK = 500


def resting_on(connection: Connection, properties: PropertyNames, number: int) -> set[int]:
    """The standing later Steps that rest on this one, directly or through others."""
    withdrawn = _withdrawn(connection)
    is_a = properties.numbers.get(IS_A, -1)
    found: set[int] = set()
    waiting = [number]
    while waiting:
        direct = _directly(connection, is_a, waiting.pop()) - withdrawn - found
        waiting.extend(direct)
        found |= direct
    return found


def needed_by(
    connection: Connection, properties: PropertyNames, steps: Collection[int]
) -> set[int]:
    """The withdrawn Steps, others than these, on which these rest."""
    others = _withdrawn(connection) - set(steps)
    if not others or not steps:
        return set()
    spoken = set(_spoken_of(connection, steps))
    is_a = properties.numbers.get(IS_A, -1)
    claim, judged, record = tables.claim, tables.judgment, tables.record
    made_by_these: set[bytes] = set()
    makers: dict[bytes, set[int]] = {}
    for part in batches(sorted(spoken), CHUNK):
        shown = set(connection.scalars(select(record.c.id).where(record.c.id.in_(part))))
        shown |= _carried_on(connection, part, others)
        records = select(claim.c.subject, claim.c.step).where(
            claim.c.subject.in_(part), claim.c.property == is_a
        )
        entries = union(
            records,
            select(claim.c.id, claim.c.step).where(claim.c.id.in_(part)),
            select(judged.c.id, judged.c.step).where(judged.c.id.in_(part)),
        )
        for identity, step in connection.execute(entries):
            if step in steps:
                made_by_these.add(identity)
            if step in others and identity not in shown:
                makers.setdefault(identity, set()).add(step)
    return {step for one, by in makers.items() if one not in made_by_these for step in by}


def _carried_on(
    connection: Connection, entries: Collection[bytes], withdrawn: Collection[int]
) -> set[bytes]:
    table = tables.carried
    rows = connection.execute(select(table).where(table.c.entry.in_(entries)))
    return {row.entry for row in rows if row.step not in withdrawn}


def _withdrawn(connection: Connection) -> set[int]:
    return set(connection.scalars(select(tables.step_state.c.step)))


def _directly(connection: Connection, is_a: int, number: int) -> set[int]:
    claim, judged, carried = tables.claim, tables.judgment, tables.carried
    only_here = _made_only_by(is_a, number)
    entries = union(_entries_only_by(claim, number), _entries_only_by(judged, number), only_here)
    judges = select(judged.c.id, judged.c.step).where(judged.c.target.in_(entries))
    everything = union(_speaking_of(only_here, number), judges).subquery()
    steps = set(connection.scalars(select(everything.c.step).distinct()))
    again = select(carried.c.step).join(everything, everything.c.id == carried.c.entry)
    steps |= set(connection.scalars(again.distinct()))
    # Identity judgments name two records in one target; they are few, so each half is compared.
    steps |= _merging(connection, set(connection.scalars(only_here)))
    return {step for step in steps if step > number}


def _speaking_of(records: Select[Any], number: int) -> Select[Any]:
    """Claims of later Steps about these records, or that link to, cite or quote them."""
    claim, carried = tables.claim, tables.carried
    cite = func.json_each(claim.c.body, "$.cites").table_valued("value")
    cites = select(cite.c.value).where(_id_in(cite.c.value, "$.source").in_(records)).exists()
    later = select(carried.c.entry).where(carried.c.step > number)
    return select(claim.c.id, claim.c.step).where(
        or_(claim.c.step > number, claim.c.id.in_(later)),
        or_(
            claim.c.subject.in_(records),
            _id_in(claim.c.body, "$.value.ref").in_(records),
            _id_in(claim.c.body, "$.who").in_(records),
            cites,
        ),
    )


def _id_in(form: ColumnElement[Any], path: str) -> ColumnElement[Any]:
    return func.unhex(func.json_extract(form, path))


def _made_only_by(is_a: int, number: int) -> Select[Any]:
    """The records that exist through this Step and through no other that stands."""
    claim, carried = tables.claim, tables.carried
    withdrawn = select(tables.step_state.c.step)
    created = select(claim.c.subject).where(claim.c.property == is_a)
    by_entry = created.join(carried, carried.c.entry == claim.c.id)
    here = union(
        created.where(claim.c.step == number), by_entry.where(carried.c.step == number)
    ).subquery()
    elsewhere = union(
        created.where(
            claim.c.subject.in_(select(here.c.subject)),
            claim.c.step != number,
            claim.c.step.not_in(withdrawn),
        ),
        by_entry.where(carried.c.step != number, carried.c.step.not_in(withdrawn)),
    ).subquery()
    return select(here.c.subject).where(here.c.subject.not_in(select(elsewhere.c.subject)))


def _entries_only_by(table: Table, number: int) -> Select[Any]:
    """The entries that stand through this Step and through no other."""
    carried = tables.carried
    withdrawn = select(tables.step_state.c.step)
    again = select(carried.c.entry).where(
        carried.c.step != number, carried.c.step.not_in(withdrawn)
    )
    here = or_(
        table.c.step == number,
        table.c.id.in_(select(carried.c.entry).where(carried.c.step == number))
        & table.c.step.in_(withdrawn),
    )
    return select(table.c.id).where(here, table.c.id.not_in(again))


def _merging(connection: Connection, made: Collection[bytes]) -> set[int]:
    table = tables.judgment
    rows = connection.execute(
        select(table.c.step, table.c.target).where(table.c.aspect == int(Aspect.IDENTITY))
    )
    return {row.step for row in rows if not set(members_of_pair(row.target)).isdisjoint(made)}


def _spoken_of(connection: Connection, steps: Iterable[int]) -> Iterator[bytes]:
    """The records and entries these Steps speak of."""
    claim, judged = tables.claim, tables.judgment
    for number in steps:
        for row in connection.execute(select(claim).where(claim.c.step == number)):
            yield row.subject
            yield from _named(json.loads(row.body))
        for row in connection.execute(select(judged).where(judged.c.step == number)):
            if row.aspect == Aspect.IDENTITY:
                yield from members_of_pair(row.target)
            else:
                yield row.target


def _named(body: Mapping[str, Any]) -> Iterator[bytes]:
    named = [body["value"].get("ref"), body.get("who")]
    named += [cite["source"] for cite in body.get("cites", ())]
    yield from (bytes.fromhex(digits) for digits in named if digits)
