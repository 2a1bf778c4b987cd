"""What judgments add up to, kept in rows so that reading records needs no judging.

A row depends on the judgments alone, never on whether what they speak of is here: a judgment that
arrives before its claim waits in its row, and acts as soon as the claim comes.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from casefiles.ledger import tables
from casefiles.ledger.judging import NOTHING, Judging, Reading
from casefiles.ledger.projection import OPEN
from casefiles.model.judgment import Aspect, members_of_pair

Row = dict[str, Any]

_OF_CLAIMS = (Aspect.STANDING, Aspect.WEIGHT, Aspect.SENSITIVITY)
_OF_RECORDS = (Aspect.TRASH, Aspect.SENSITIVITY)
_STATES = (*_OF_CLAIMS, Aspect.TRASH, Aspect.IDENTITY)


class States:
    """Answers and stores for one moment: make a new one after judgments were written."""

    def __init__(self, connection: Connection, judging: Judging) -> None:
        self._connection = connection
        self._judging = judging

    def settle(self, target: bytes) -> None:
        """Store what holds for everything that was judged about this claim, record or pair."""
        connection = self._connection
        if len(target) == 32:
            one, other = members_of_pair(target)
            pairs = tables.identity
            connection.execute(delete(pairs).where(pairs.c.one == one, pairs.c.other == other))
        else:
            claim, record = tables.claim_state, tables.record_state
            connection.execute(delete(claim).where(claim.c.claim == target))
            connection.execute(delete(record).where(record.c.record == target))
        for table, row in self.rows(target):
            connection.execute(insert(table), row)

    def rows(self, target: bytes) -> Iterator[tuple[Table, Row]]:
        """The rows for this target with the tables they belong in: none where nothing holds."""
        readings = self._judging.read_all(target)
        if identity := readings.get(Aspect.IDENTITY):
            if identity.verdict:
                yield tables.identity, _pair(target, identity)
            return
        at_least = self._judging.raised(target) if Aspect.SENSITIVITY in readings else 0
        of_claim = [readings.get(aspect, NOTHING) for aspect in _OF_CLAIMS]
        if at_least or any(reading.verdict for reading in of_claim):
            yield tables.claim_state, _claim(target, at_least, *of_claim)
        of_record = [readings.get(aspect, NOTHING) for aspect in _OF_RECORDS]
        if at_least or any(reading.verdict for reading in of_record):
            yield tables.record_state, _record(target, at_least, *of_record)

    def all_targets(self) -> Iterable[bytes]:
        """Everything that was ever judged, Steps and adoptions left out."""
        table = tables.judgment
        return self._connection.scalars(
            select(table.c.target)
            .distinct()
            .where(
                table.c.aspect.in_([int(aspect) for aspect in _STATES]),
                table.c.target.not_in(select(tables.step.c.id)),
            )
        ).all()

    def withdrawn_steps(self) -> set[int]:
        """The numbers of the withdrawn Steps, from the judgments."""
        table = tables.judgment
        judged = self._connection.scalars(
            select(tables.step.c.number)
            .distinct()
            .join(table, table.c.target == tables.step.c.id)
            .where(table.c.aspect == int(Aspect.STANDING))
        ).all()
        return {number for number in judged if self._judging.step_withdrawn(number)}


def _claim(target: bytes, at_least: int, standing: Reading, weight: Reading, level: Reading) -> Row:
    return {
        "claim": target,
        "stands": int(standing.verdict != "withdrawn"),
        "weight": weight.verdict or OPEN,
        "sensitivity": int(level.verdict) if level.verdict else None,
        "at_least": at_least,
        "contested": _contested(standing=standing, weight=weight, sensitivity=level),
    }


def _record(target: bytes, at_least: int, trash: Reading, level: Reading) -> Row:
    return {
        "record": target,
        "trashed": int(trash.verdict == "trashed"),
        "sensitivity": max(int(level.verdict or 0), at_least),
        "contested": _contested(trash=trash, sensitivity=level),
    }


def _pair(target: bytes, reading: Reading) -> Row:
    one, other = members_of_pair(target)
    return {
        "one": one,
        "other": other,
        "verdict": reading.verdict,
        "contested": int(reading.contested),
    }


def _contested(**readings: Reading) -> str:
    return " ".join(name for name, reading in readings.items() if reading.contested)
