"""Entries as they are kept, with their salts: what exports and archives are made from.

Handed out in pages, so that the database's lock is never held for long. What is only of this vault
is not handed out: adoptions, erasures, and judgments on Steps (undo and redo); what these did is
told by `Kept.acting` and `Kept.undone`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from casefiles.ledger import tables
from casefiles.ledger.judging import Judging, filed_from_row
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.projector import batches
from casefiles.model.claim import Claim, claim_from_json
from casefiles.model.ids import EntryId, RecordId
from casefiles.model.judgment import Aspect, Judgment, judgment_from_json, members_of_pair

PAGE = 1000
_LOCAL = (int(Aspect.ADOPTION), int(Aspect.ERASURE), int(Aspect.MENTION))


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry of the ledger. `undone`: every Step that brought it was taken back. `acting`: a
    judgment that is our own, or a partner's that was adopted (claims always act)."""

    entry: Claim | Judgment
    salt: bytes
    undone: bool
    acting: bool = True


def everything(ledger: Ledger) -> Iterator[Kept]:
    """All claims by id, then all judgments by id, history included."""
    for table in (tables.claim, tables.judgment):
        last = b""
        while True:
            with ledger.database.reading() as connection:
                page = select(table).where(table.c.id > last).order_by(table.c.id).limit(PAGE)
                rows = connection.execute(page).all()
                kept = _Keeping(connection, ledger).all_of(table, rows)
            if not rows:
                break
            yield from kept
            last = rows[-1].id


def claims_about(ledger: Ledger, records: Iterable[bytes]) -> list[Kept]:
    """Every claim about these records (ids before merging), whether it stands or not."""
    return _fetched(ledger, tables.claim, "subject", records)


def claims_named(ledger: Ledger, claims: Iterable[bytes]) -> Mapping[bytes, Kept]:
    """The claims of these ids, as far as they are here."""
    return {kept.entry.id: kept for kept in _fetched(ledger, tables.claim, "id", claims)}


def judgments_named(ledger: Ledger, judgments: Iterable[bytes]) -> Mapping[bytes, Kept]:
    """The judgments of these ids, as far as they are here."""
    return {kept.entry.id: kept for kept in _fetched(ledger, tables.judgment, "id", judgments)}


def judgments_on(ledger: Ledger, targets: Iterable[bytes]) -> list[Kept]:
    """Every judgment on these claims and records."""
    return _fetched(ledger, tables.judgment, "target", targets)


def identities_among(ledger: Ledger, records: Collection[bytes]) -> list[Kept]:
    """Every judgment on two of these records being the same or not."""
    table = tables.judgment
    with ledger.database.reading() as connection:
        rows = connection.execute(
            select(table).where(table.c.aspect == int(Aspect.IDENTITY)).order_by(table.c.id)
        ).all()
        inside = [row for row in rows if set(members_of_pair(row.target)) <= set(records)]
        return _Keeping(connection, ledger).all_of(table, inside)


def erased_records(ledger: Ledger, records: Iterable[bytes]) -> set[bytes]:
    """Those of these records that were erased and are not here again."""
    judged, claim = tables.judgment, tables.claim
    gone: set[bytes] = set()
    with ledger.database.reading() as connection:
        for part in batches(sorted(set(records)), 500):
            erased = select(judged.c.target).where(
                judged.c.target.in_(part), judged.c.aspect == int(Aspect.ERASURE)
            )
            here = select(claim.c.subject).where(claim.c.subject.in_(part))
            gone |= set(connection.scalars(erased)) - set(connection.scalars(here))
    return gone


def steps_among(ledger: Ledger, identities: Iterable[bytes]) -> set[bytes]:
    """Those of these ids that are Steps of this vault."""
    found: set[bytes] = set()
    with ledger.database.reading() as connection:
        for part in batches(sorted(set(identities)), 500):
            found |= set(
                connection.scalars(select(tables.step.c.id).where(tables.step.c.id.in_(part)))
            )
    return found


class _Keeping:
    """Turns rows into entries, for one moment."""

    def __init__(self, connection: Connection, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger
        self._judging = Judging(connection)
        self._withdrawn = set(connection.scalars(select(tables.step_state.c.step)))

    def all_of(self, table: Table, rows: Iterable[Row[Any]]) -> list[Kept]:
        if table is tables.claim:
            return [self._claim(row) for row in rows]
        rows = [row for row in rows if row.aspect not in _LOCAL]
        steps = self._steps(row.target for row in rows if row.aspect == int(Aspect.STANDING))
        return [self._judgment(row) for row in rows if row.target not in steps]

    def _claim(self, row: Row[Any]) -> Kept:
        name = self._ledger.properties.name(row.property)
        claim = claim_from_json(EntryId(row.id), RecordId(row.subject), name, json.loads(row.body))
        return Kept(claim, row.salt, self._undone(row))

    def _judgment(self, row: Row[Any]) -> Kept:
        body = json.loads(row.body)
        judgment = judgment_from_json(EntryId(row.id), row.aspect, row.target, body)
        undone = self._undone(row)
        acting = undone or self._judging.acts(filed_from_row(row))
        return Kept(judgment, row.salt, undone, acting)

    def _undone(self, row: Row[Any]) -> bool:
        if row.step not in self._withdrawn:
            return False
        carried = select(tables.carried.c.step).where(tables.carried.c.entry == row.id)
        return set(self._connection.scalars(carried)) <= self._withdrawn

    def _steps(self, identities: Iterable[bytes]) -> set[bytes]:
        found: set[bytes] = set()
        for part in batches(sorted(set(identities)), 500):
            wanted = select(tables.step.c.id).where(tables.step.c.id.in_(part))
            found |= set(self._connection.scalars(wanted))
        return found


def _fetched(ledger: Ledger, table: Table, column: str, values: Iterable[bytes]) -> list[Kept]:
    found: list[Kept] = []
    for part in batches(sorted(set(values)), 500):
        with ledger.database.reading() as connection:
            rows = connection.execute(
                select(table).where(table.c[column].in_(part)).order_by(table.c.id)
            ).all()
            found.extend(_Keeping(connection, ledger).all_of(table, rows))
    return found
