"""Erasing: the one exception to "history only grows".

Body and salt of every entry about a record go for good; id and commitment stay as a tombstone, so
that chain and `verify` hold. Parts of the record (its acts, relations, posts) go with it, undone
ones too, and files nobody else names. What other records say in their own words is not searched,
and copies elsewhere are out of reach: whoever asks for erasing is told both.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, or_, select

from casefiles.ledger import files, tables
from casefiles.ledger.clusters import Clusters
from casefiles.ledger.history import ERASE
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.projection import KIND_NUMBER
from casefiles.ledger.projector import batches
from casefiles.ledger.reader import Reader
from casefiles.ledger.step import Step
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect, records_of
from casefiles.model.kinds import IS_A, KINDS
from casefiles.stopping import pause

CHUNK = 500

_PARTS = {KIND_NUMBER[kind.name]: kind.words.belongs_by for kind in KINDS if kind.words.belongs_by}


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
    members = {one for group in reader.members_of(list(refs)).values() for one in group}
    with ledger.database.reading() as connection:
        ids = _with_parts(connection, ledger.properties.numbers, members)
        citing = _citing(connection, ids)
    gone: list[int] = []
    step = Step(ERASE, author, erasing=True)
    step.detail["count"] = len(ids)
    for identity in sorted(ids):
        step.judge(Aspect.ERASURE, identity, "erased", reason)

    def bury(connection: Connection, number: int) -> None:
        # Whoever was joined with or kept apart from an erased record may stand differently now.
        step.touching |= _related(connection, ids)
        before = files.used_by(connection, ids)
        gone.append(_bury(connection, ids, number))
        unused = before - files.used(connection)
        files.drop(connection, unused)
        gone.append(len(unused))

    ledger.commit(step, also=bury)
    return Erased(len(ids), gone[0], gone[1], citing)


def _with_parts(
    connection: Connection, numbers: Mapping[str, int], ids: Collection[bytes]
) -> set[bytes]:
    """These records and, again and again, the parts that belong to them."""
    doomed: set[bytes] = set()
    waiting = set(ids)
    while waiting:
        pause()
        doomed |= waiting
        parts = _shown_parts(connection, numbers, waiting) | _undone_parts(
            connection, numbers, waiting
        )
        waiting = parts - doomed
    return doomed


def _shown_parts(
    connection: Connection, numbers: Mapping[str, int], owners: Collection[bytes]
) -> set[bytes]:
    """Parts that belong to these records now, the ones in the trash included."""
    link, record = tables.link, tables.record
    found: set[bytes] = set()
    for kind, names in _PARTS.items():
        known = [numbers[name] for name in names if name in numbers]
        for part in batches(sorted(owners), CHUNK):
            found.update(
                connection.scalars(
                    select(record.c.id)
                    .join(link, link.c.subject == record.c.id)
                    .where(
                        link.c.object.in_(part), link.c.property.in_(known), record.c.kind == kind
                    )
                )
            )
    return found


def _undone_parts(
    connection: Connection, numbers: Mapping[str, int], owners: Collection[bytes]
) -> set[bytes]:
    """Parts that belonged to these records in Steps that are undone: redo must not bring them."""
    claim, kind = tables.claim, tables.claim.alias()
    known = {numbers[name] for names in _PARTS.values() for name in names if name in numbers}
    called = [KINDS[number].name for number in _PARTS]
    found: set[bytes] = set()
    for part in batches(sorted(owners), CHUNK):
        found.update(
            connection.scalars(
                select(claim.c.subject)
                .join(kind, kind.c.subject == claim.c.subject)
                .where(
                    claim.c.step.in_(select(tables.step_state.c.step)),
                    claim.c.property.in_(known),
                    claim.c.subject.not_in(select(tables.record.c.id)),
                    func.json_extract(claim.c.body, "$.value.ref").in_([one.hex() for one in part]),
                    kind.c.property == numbers.get(IS_A, -1),
                    func.json_extract(kind.c.body, "$.value.term").in_(called),
                )
            )
        )
    return found


def _citing(connection: Connection, ids: Collection[bytes]) -> int:
    """How many statements of other records rest on these."""
    table = tables.cited
    claims: set[bytes] = set()
    for part in batches(sorted(ids), CHUNK):
        rows = connection.execute(select(table).where(table.c.source.in_(part)))
        claims |= {row.claim for row in rows if row.subject not in ids}
    return len(claims)


def _related(connection: Connection, ids: Collection[bytes]) -> set[bytes]:
    pairs = tables.identity
    related: set[bytes] = set()
    for part in batches(sorted(ids), CHUNK):
        for row in connection.execute(
            select(pairs).where(or_(pairs.c.one.in_(part), pairs.c.other.in_(part)))
        ):
            related |= {row.one, row.other}
    return Clusters(connection).widen(related)


def _bury(connection: Connection, ids: Collection[bytes], number: int) -> int:
    """Replace every entry about these records by its tombstone; returns how many."""
    claims = _rows(connection, tables.claim, "subject", ids)
    judgments = _judgments_on(connection, ids, [row.id for row in claims], number)
    graves = [
        {"id": row.id, "step": row.step, "commitment": row.commitment, "erased_in": number}
        for row in [*claims, *judgments.values()]
    ]
    if graves:
        connection.execute(insert(tables.tombstone), graves)
    _delete(connection, tables.claim, "subject", ids)
    _delete(connection, tables.judgment, "id", judgments)
    for column in ("older", "newer"):
        _delete(connection, tables.supersedes, column, judgments)
    _delete(connection, tables.claim_state, "claim", [row.id for row in claims])
    for table, column in ((tables.claim_state, "claim"), (tables.record_state, "record")):
        _delete(connection, table, column, ids)
    for column in ("one", "other"):
        _delete(connection, tables.identity, column, ids)
    # `released` stays: only so is what a recipient sends back still known as erased.
    return len(graves)


def _judgments_on(
    connection: Connection, ids: Collection[bytes], claims: Iterable[bytes], number: int
) -> dict[bytes, Row[Any]]:
    """All judgments on these records, their claims, pairs and mentions, and on such judgments
    themselves."""
    judged = tables.judgment
    found: dict[bytes, Row[Any]] = {}
    several = (int(Aspect.IDENTITY), int(Aspect.MENTION))
    for row in connection.execute(select(judged).where(judged.c.aspect.in_(several))):
        if not records_of(row.target).isdisjoint(ids):
            found[row.id] = row
    waiting = [*ids, *claims, *found]
    while waiting:
        rows = [
            row
            for row in _rows(connection, judged, "target", waiting)
            # What was erased, brought back and is erased again stays known as erased before.
            if row.aspect != int(Aspect.ERASURE)
        ]
        new = {row.id: row for row in rows if row.step != number and row.id not in found}
        found |= new
        waiting = [*new]
    return found


def _rows(
    connection: Connection, table: Table, column: str, values: Iterable[bytes]
) -> Sequence[Row[Any]]:
    rows: list[Row[Any]] = []
    for part in batches(values, CHUNK):
        pause()
        rows.extend(connection.execute(select(table).where(table.c[column].in_(part))))
    return rows


def _delete(connection: Connection, table: Table, column: str, values: Iterable[bytes]) -> None:
    for part in batches(values, CHUNK):
        pause()
        connection.execute(delete(table).where(table.c[column].in_(part)))
