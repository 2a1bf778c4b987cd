"""The ledger against itself: every entry against its commitment, every Step against the chain.

Everything is computed from contents, never from stored digests alone. Each entry is read once; what
the chain needs of it (id and commitment, 48 bytes) is kept by Step meanwhile.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from casefiles.ledger import tables
from casefiles.ledger.commitment import (
    CLAIM,
    GENESIS,
    OURS,
    PARTNERS,
    commitment,
    root,
    step_digest,
)
from casefiles.ledger.damage import Damage
from casefiles.ledger.propertynames import PropertyNames
from casefiles.stopping import pause
from casefiles.text import _

_ID = 16
_PAIR = 48

PORTION = 1000
"""Rows fetched at a time."""


class Audit:
    """One look through the ledger, inside one `reading()`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._properties = PropertyNames(connection)  # as stored, not as remembered
        self._by_step: dict[int, bytearray] = defaultdict(bytearray)
        self._claimed: set[tuple[bytes, bytes]] = set()

    def damage(self) -> Iterator[Damage]:
        """All that is found: entries first, because they name the record."""
        yield from self._claims()
        yield from self._judgments()
        yield from self._supersedes()
        self._graves()
        self._carried()
        yield from self._chain()

    def _claims(self) -> Iterator[Damage]:
        for row in self._rows(tables.claim):
            self._note(row.step, row.id, row.commitment)
            name = self._properties.names.get(row.property, "")
            expected = commitment(row.salt, CLAIM, row.id, name, row.subject, row.body)
            if expected != row.commitment:
                yield Damage(_("An entry about this record was changed:"), row.subject.hex())

    def _judgments(self) -> Iterator[Damage]:
        for row in self._rows(tables.judgment):
            self._note(row.step, row.id, row.commitment)
            flag = PARTNERS if row.partners else OURS
            name = str(row.aspect)
            expected = commitment(row.salt, flag, row.id, name, row.target, row.body)
            if expected != row.commitment:
                yield Damage(_("A judgment on this was changed:"), row.target.hex())
                continue
            for older in json.loads(row.body).get("supersedes", ()):
                self._claimed.add((bytes.fromhex(older), row.id))

    def _supersedes(self) -> Iterator[Damage]:
        """The table that spares reading bodies must say what the bodies say."""
        rows = self._connection.execute(select(tables.supersedes))
        for _older, newer in self._claimed ^ {(row.older, row.newer) for row in rows}:
            yield Damage(_("It is not as written what this judgment supersedes:"), newer.hex())

    def _graves(self) -> None:
        for row in self._rows(tables.tombstone):
            self._note(row.step, row.id, row.commitment)

    def _carried(self) -> None:
        """Entries that a Step brought again, wherever their payload lies now."""
        carried = tables.carried
        for table in (tables.claim, tables.judgment, tables.tombstone):
            rows = self._connection.execute(
                select(carried.c.step, table.c.id, table.c.commitment)
                .join(table, carried.c.entry == table.c.id)
                # What was erased after that Step and brought back since is not what it carried.
                .where(table.c.step < carried.c.step)
            )
            for row in rows:
                self._note(row.step, row.id, row.commitment)

    def _rows(self, table: Table) -> Iterator[Row[Any]]:
        for part in self._connection.execute(select(table)).partitions(PORTION):
            pause()
            yield from part

    def _note(self, step: int, identity: bytes, committed: bytes) -> None:
        self._by_step[step] += identity + committed

    def _chain(self) -> Iterator[Damage]:
        steps = self._connection.execute(select(tables.step).order_by(tables.step.c.number)).all()
        previous, expected_number = GENESIS, 1
        for row in steps:
            if row.number != expected_number:
                yield Damage(_("Steps are missing from the history before step"), str(row.number))
            meta = {
                "number": row.number,
                "id": row.id.hex(),
                "act": row.act,
                "detail": row.detail,
                "author": row.author,
                "made_at": row.made_at,
            }
            whole = root(_pairs(self._by_step.pop(row.number, b"")))
            # From the stored digest of the Step before, so that one fault names one Step.
            digest = step_digest(previous, meta, whole)
            if (whole, digest) != (row.root, row.digest):
                yield Damage(_("The chain of history is broken at step"), str(row.number))
            previous, expected_number = row.digest, row.number + 1
        for number in sorted(self._by_step):
            yield Damage(_("There are entries of a step that is missing:"), str(number))


def _pairs(noted: bytes | bytearray) -> Iterator[tuple[bytes, bytes]]:
    for start in range(0, len(noted), _PAIR):
        one = bytes(noted[start : start + _PAIR])
        yield one[:_ID], one[_ID:]
