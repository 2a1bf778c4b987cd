"""Is everything still what was written? Storage, chain, contents, projections and files.

The database finds flipped bits by itself, page by page; what it cannot see is a page or a file put
back from an older state. That is what the chain over *contents* is for: it is computed again from
the entries, never from stored digests alone, and compared with the head whoever asks remembers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from casefiles.errors import VaultDamaged
from casefiles.ledger import files, tables
from casefiles.ledger.commitment import (
    CLAIM,
    GENESIS,
    OURS,
    PARTNERS,
    commitment,
    root,
    step_digest,
)
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.projector import Projector, by_table
from casefiles.ledger.writing import carried_entries
from casefiles.text import _


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was written; `where` names a Step, record or file."""

    what: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.where}".rstrip()


def verify(ledger: Ledger, *, head: bytes | None = None) -> tuple[Damage, ...]:
    """All damage found, empty if there is none. `head`: the digest the history should end in."""
    found: list[Damage] = []
    for check in (_storage, _entries, _chain, _projections, _files):
        try:
            found.extend(check(ledger))
        except VaultDamaged as damaged:
            found.append(Damage(damaged.sentence))
            break
    if head is not None and head != ledger.head:
        found.append(Damage(_("The history does not end where it should: steps are missing.")))
    return tuple(found)


def _storage(ledger: Ledger) -> Iterator[Damage]:
    with ledger.database.reading() as connection:
        for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check").all():
            yield Damage(_("A page of the database is damaged:"), str(row[0]))
        for row in connection.exec_driver_sql("PRAGMA integrity_check").all():
            if row[0] != "ok":
                yield Damage(_("The database is inconsistent:"), str(row[0]))


def _entries(ledger: Ledger) -> Iterator[Damage]:
    """Every entry against its own commitment: this names the record."""
    claim, judged = tables.claim, tables.judgment
    with ledger.database.reading() as connection:
        for row in connection.execute(select(claim)):
            name = ledger.properties.name(row.property)
            expected = commitment(row.salt, CLAIM, row.id, name, row.subject, row.body)
            if expected != row.commitment:
                yield Damage(_("An entry about this record was changed:"), row.subject.hex())
        for row in connection.execute(select(judged)):
            flag = PARTNERS if row.partners else OURS
            name = str(row.aspect)
            expected = commitment(row.salt, flag, row.id, name, row.target, row.body)
            if expected != row.commitment:
                yield Damage(_("A judgment on this was changed:"), row.target.hex())


def _chain(ledger: Ledger) -> Iterator[Damage]:
    with ledger.database.reading() as connection:
        previous = GENESIS
        steps = connection.execute(select(tables.step).order_by(tables.step.c.number)).all()
        for expected_number, row in enumerate(steps, start=1):
            meta = {
                "number": row.number,
                "id": row.id.hex(),
                "act": row.act,
                "detail": row.detail,
                "author": row.author,
                "made_at": row.made_at,
            }
            whole = root(_entries_of(connection, row.number))
            digest = step_digest(previous, meta, whole)
            if row.number != expected_number or (whole, digest) != (row.root, row.digest):
                yield Damage(_("The chain of history is broken at step"), str(row.number))
                return
            previous = digest


def _entries_of(connection: Connection, number: int) -> list[tuple[bytes, bytes]]:
    found: list[tuple[bytes, bytes]] = []
    for table in (tables.claim, tables.judgment, tables.tombstone):
        rows = connection.execute(
            select(table.c.id, table.c.commitment).where(table.c.step == number)
        )
        found.extend((row.id, row.commitment) for row in rows)
    return found + carried_entries(connection, number)


def _projections(ledger: Ledger) -> Iterator[Damage]:
    """Records against what the ledger says they are."""
    with ledger.database.reading() as connection:
        expected, counted = Projector(connection, ledger.properties), 0
        for projected in expected.computed_anew():
            counted += len(projected.records)
            for table, rows in by_table(projected):
                for row in rows:
                    key = [column == row[column.name] for column in table.primary_key]
                    stored = connection.execute(select(table).where(*key)).first()
                    if stored is None or dict(stored._mapping) != row:
                        identity = row.get("id") or row["subject"]
                        yield Damage(_("This record does not show its entries:"), identity.hex())
        if counted != connection.exec_driver_sql("SELECT count(*) FROM record").scalar_one():
            yield Damage(_("There are records in the lists that no entry speaks of."))


def _files(ledger: Ledger) -> Iterator[Damage]:
    with ledger.database.reading() as connection:
        wanted = files.used(connection)
        wanted -= files.missing(connection, files.elsewhere(connection))
    for sha256 in sorted(wanted):
        try:
            for _piece in files.chunks(ledger.database, sha256):
                pass
        except VaultDamaged:
            yield Damage(_("A file is damaged or missing:"), sha256.hex())
