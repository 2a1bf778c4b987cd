"""Which Steps rest on which: what must be undone, or redone, together.

A Step rests on another if it says something about, links to, cites or names as its speaker a record
that exists only through the other, or if it judges one of the other's entries. What a Step speaks
of is read from its entries themselves, so that nothing judged about them hides it.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, select, union_all

from casefiles.ledger import tables
from casefiles.ledger.projector import batches
from casefiles.ledger.propertynames import PropertyNames
from casefiles.model.judgment import records_of
from casefiles.model.kinds import IS_A

CHUNK = 500


def resting_on(
    connection: Connection, properties: PropertyNames, number: int, *, besides: Collection[str]
) -> set[int]:
    """The standing later Steps that rest on this one, directly or through others.

    Steps of the acts `besides` rest on nothing.
    """
    table = tables.step
    numbers = select(table.c.number).where(table.c.number > number, table.c.act.not_in(besides))
    later = set(connection.scalars(numbers)) - _withdrawn(connection)
    if not later:
        return set()
    spoken = _spoken_of(connection, later)
    found: set[int] = set()
    waiting = [number]
    while waiting:
        here = waiting.pop()
        only_here = _only_by(connection, properties, here)
        direct = {
            step
            for step, names in spoken.items()
            if step > here and step not in found and not names.isdisjoint(only_here)
        }
        found |= direct
        waiting.extend(direct)
    return found


def needed_by(
    connection: Connection, properties: PropertyNames, steps: Collection[int]
) -> set[int]:
    """The withdrawn Steps, others than these, on which these rest."""
    others = _withdrawn(connection) - set(steps)
    if not others or not steps:
        return set()
    spoken = set().union(*_spoken_of(connection, steps).values())
    for step in steps:
        spoken -= _brought(connection, properties, step)
    return {
        step for step in others if not spoken.isdisjoint(_only_by(connection, properties, step))
    }


def _only_by(connection: Connection, properties: PropertyNames, number: int) -> set[bytes]:
    """The entries and records that are here through this Step and through no other that stands."""
    brought = _brought(connection, properties, number)
    withdrawn = _withdrawn(connection) | {number}
    claim, judged, carried = tables.claim, tables.judgment, tables.carried
    is_a = properties.numbers.get(IS_A, -1)
    again: set[bytes] = set()
    for part in batches(sorted(brought), CHUNK):
        elsewhere = (
            select(claim.c.id, claim.c.step).where(claim.c.id.in_(part)),
            select(judged.c.id, judged.c.step).where(judged.c.id.in_(part)),
            select(carried.c.entry, carried.c.step).where(carried.c.entry.in_(part)),
            select(claim.c.subject, claim.c.step).where(
                claim.c.subject.in_(part), claim.c.property == is_a
            ),
            select(claim.c.subject, carried.c.step)
            .join(carried, carried.c.entry == claim.c.id)
            .where(claim.c.subject.in_(part), claim.c.property == is_a),
        )
        rows = connection.execute(union_all(*elsewhere))
        again |= {identity for identity, step in rows if step not in withdrawn}
    return brought - again


def _brought(connection: Connection, properties: PropertyNames, number: int) -> set[bytes]:
    """The entries a Step made or carried, and the records they call into being."""
    claim, judged = tables.claim, tables.judgment
    is_a = properties.numbers.get(IS_A, -1)
    found: set[bytes] = set()
    for statement in _of_steps(claim, [number]):
        for row in connection.execute(statement):
            found.add(row.id)
            if row.property == is_a:
                found.add(row.subject)
    for statement in _of_steps(judged, [number]):
        found |= {row.id for row in connection.execute(statement)}
    return found


def _spoken_of(connection: Connection, steps: Collection[int]) -> Mapping[int, set[bytes]]:
    """For each Step the records and entries it speaks of."""
    spoken: dict[int, set[bytes]] = defaultdict(set)
    for part in batches(sorted(steps), CHUNK):
        for table, named in (
            (tables.claim, _named_by_claim),
            (tables.judgment, _named_by_judgment),
        ):
            for statement in _of_steps(table, part):
                for row in connection.execute(statement):
                    spoken[row.in_step].update(named(row))
    return spoken


def _of_steps(table: Table, steps: Collection[int]) -> tuple[Select[Any], Select[Any]]:
    """The entries these Steps made, and those they brought again."""
    carried = tables.carried
    again = select(table, carried.c.step.label("in_step")).join(
        carried, carried.c.entry == table.c.id
    )
    return (
        select(table, table.c.step.label("in_step")).where(table.c.step.in_(steps)),
        again.where(carried.c.step.in_(steps)),
    )


def _named_by_claim(row: Row[Any]) -> Iterator[bytes]:
    body = json.loads(row.body)
    yield row.subject
    named = [body["value"].get("ref"), body.get("who")]
    named += [cite["source"] for cite in body.get("cites", ())]
    yield from (bytes.fromhex(digits) for digits in named if digits)


def _named_by_judgment(row: Row[Any]) -> Iterable[bytes]:
    return tuple(records_of(row.target)) or (row.target,)


def _withdrawn(connection: Connection) -> set[int]:
    return set(connection.scalars(select(tables.step_state.c.step)))
