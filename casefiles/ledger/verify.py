"""Is everything still what was written? Storage, chain, contents, projections and files.

The database finds flipped bits by itself, page by page; what it cannot see is a page or a file put
back from an older state. That is what the chain over *contents* is for: it is computed again from
the entries, never from stored digests alone, and compared with the head whoever asks remembers.
"""

from collections.abc import Iterator

from casefiles.errors import VaultDamaged
from casefiles.ledger import files
from casefiles.ledger.audit import Audit
from casefiles.ledger.comparing import Comparing
from casefiles.ledger.damage import Damage
from casefiles.ledger.ledger import Ledger
from casefiles.stopping import pause
from casefiles.text import _

__all__ = ["Damage", "verify"]


def verify(ledger: Ledger, *, head: bytes | None = None) -> tuple[Damage, ...]:
    """All damage found, empty if there is none. `head`: the digest the history should end in."""
    found: list[Damage] = []
    for check in (_storage, _entries, _projections, _files):
        try:
            found.extend(check(ledger))
        except VaultDamaged as damaged:
            found.append(Damage(damaged.sentence))
            break
        if check is _entries and found:
            break  # what rests on changed entries proves nothing, and may not even be readable
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
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            yield Damage(_("Rows lead to others that are missing, in table"), str(row[0]))


def _entries(ledger: Ledger) -> Iterator[Damage]:
    with ledger.database.reading() as connection:
        yield from Audit(connection).damage()


def _projections(ledger: Ledger) -> Iterator[Damage]:
    with ledger.database.reading() as connection:
        yield from Comparing(connection, ledger.properties).damage()


def _files(ledger: Ledger) -> Iterator[Damage]:
    with ledger.database.reading() as connection:
        wanted = files.used(connection)
        wanted -= files.missing(connection, files.elsewhere(connection))
    for sha256 in sorted(wanted):
        try:
            for _piece in files.chunks(ledger.database, sha256):
                pause()
        except VaultDamaged:
            yield Damage(_("A file is damaged or missing:"), sha256.hex())
