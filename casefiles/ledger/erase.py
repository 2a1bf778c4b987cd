"""Erasing: the one exception to "history only grows".

Body and salt of every entry about a record go for good; id and commitment stay as a tombstone, so
that chain and `verify` hold. Parts of the record (its acts, relations, posts) go with it, and files
nobody else names. What other records say in their own words is not searched, and copies elsewhere
are out of reach: whoever asks for erasing is told both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from casefiles.ledger import files, tables
from casefiles.ledger.history import ERASE
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.ledger.step import Step
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect
from casefiles.model.kinds import BY_NAME


@dataclass(frozen=True, slots=True)
class Erased:
    """What went: records (parts included), entries, files; and how many statements of other
    records cite one of them and keep their own words."""

    records: int
    entries: int
    files: int
    still_citing: int


def erase(ledger: Ledger, refs: Iterable[Ref], *, author: str, reason: str = "") -> Erased:
    """Erase these records for good, in one Step that cannot be undone."""
    reader = Reader(ledger)
    doomed = _with_parts(reader, refs)
    ids = sorted({member for ref in doomed for member in reader.members(ref)})
    citing = {claim for ref in doomed for owner, claim in reader.citing(ref) if owner not in doomed}
    gone: list[int] = []

    def bury(connection: Connection, number: int) -> None:
        gone.append(_bury(connection, ids, number))
        kept = set(connection.scalars(select(tables.file.c.sha256)))
        unused = kept - files.used(connection)
        files.drop(connection, unused)
        gone.append(len(unused))

    step = Step(ERASE, author, erasing=True)
    step.detail["count"] = len(ids)
    for identity in ids:
        step.judge(Aspect.ERASURE, identity, "erased", reason)
    ledger.commit(step, also=bury)
    return Erased(len(ids), gone[0], gone[1], len(citing))


def _with_parts(reader: Reader, refs: Iterable[Ref]) -> set[Ref]:
    """The records and, again and again, the unlisted kinds that link to them."""
    doomed: set[Ref] = set()
    waiting = list(refs)
    while waiting:
        ref = waiting.pop()
        if ref in doomed:
            continue
        doomed.add(ref)
        waiting.extend(
            incoming.origin
            for incoming in reader.linked_to(ref)
            if not BY_NAME[incoming.origin.kind].words.listed
        )
    return doomed


def _bury(connection: Connection, ids: Sequence[bytes], number: int) -> int:
    """Replace every entry about these records by its tombstone; returns how many."""
    claim, judged = tables.claim, tables.judgment
    buried = 0
    for identity in ids:
        claims = connection.execute(
            select(claim.c.id, claim.c.step, claim.c.commitment).where(claim.c.subject == identity)
        ).all()
        targets = [identity, *(row.id for row in claims)]
        judgments = _judgments_on(connection, targets, identity, number)
        graves = [
            {"id": row.id, "step": row.step, "commitment": row.commitment, "erased_in": number}
            for row in [*claims, *judgments]
        ]
        if graves:
            connection.execute(insert(tables.tombstone), graves)
        connection.execute(delete(claim).where(claim.c.subject == identity))
        for row in judgments:
            connection.execute(delete(judged).where(judged.c.id == row.id))
        _forget_states(connection, identity, [row.id for row in claims])
        buried += len(graves)
    return buried


def _judgments_on(
    connection: Connection, targets: Sequence[bytes], identity: bytes, number: int
) -> list[Row[Any]]:
    judged = tables.judgment
    found: list[Row[Any]] = []
    for start in range(0, len(targets), 500):
        part = targets[start : start + 500]
        statement = select(judged).where(judged.c.target.in_(part), judged.c.step != number)
        found.extend(connection.execute(statement))
    pairs = connection.execute(select(judged).where(judged.c.aspect == int(Aspect.IDENTITY)))
    found.extend(row for row in pairs if identity in (row.target[:16], row.target[16:]))
    return found


def _forget_states(connection: Connection, identity: bytes, claims: Sequence[bytes]) -> None:
    state, pairs = tables.claim_state, tables.identity
    for claim in claims:
        connection.execute(delete(state).where(state.c.claim == claim))
    connection.execute(delete(tables.record_state).where(tables.record_state.c.record == identity))
    connection.execute(delete(pairs).where((pairs.c.one == identity) | (pairs.c.other == identity)))
    # `released` stays: only so is what a recipient sends back still known as erased.
