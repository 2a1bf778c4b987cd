"""Under which ids things left the vault, for each recipient; so that what comes back rejoins.

A row is (recipient, local, outside). `recipient` is the key an archive was sealed to. `local` is
either a record's id (16 bytes), or an entry's id and 16 bytes that tell in which wording it left
(32 bytes; see `casefiles.release.outside`), or the id of an entry that came from this recipient and
is known there under the same id (16 bytes, equal to `outside`).

The table is no part of the chain: it says nothing about the world, only about names.
"""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from casefiles.ledger import tables
from casefiles.ledger.ledger import Ledger


def outside_ids(ledger: Ledger, recipient: str) -> Mapping[bytes, bytes]:
    """All that this recipient was given or gave: local to outside."""
    table = tables.released
    with ledger.database.reading() as connection:
        rows = connection.execute(
            select(table.c.local, table.c.outside).where(table.c.recipient == recipient)
        )
        return {row.local: row.outside for row in rows}


def local_ids(ledger: Ledger, outside: Collection[bytes]) -> Mapping[bytes, bytes]:
    """What these outside ids are at home, whoever they were given to; unknown ones left out.

    An outside id is 122 random bits, so it means one thing whoever brings it: also where the
    recipient was only a passphrase, or a colleague passes on what the recipient wrote.
    """
    table = tables.released
    with ledger.database.reading() as connection:
        rows = connection.execute(
            select(table.c.local, table.c.outside).where(table.c.local != table.c.outside)
        )
        return {row.outside: row.local for row in rows if row.outside in outside}


def remember(ledger: Ledger, recipient: str, rows: Iterable[tuple[bytes, bytes]]) -> None:
    """Keep (local, outside) pairs; what is known already stays as it is."""
    values = [
        {"recipient": recipient, "local": local, "outside": outside} for local, outside in rows
    ]
    if values:
        with ledger.database.writing() as connection:
            connection.execute(upsert(tables.released).on_conflict_do_nothing(), values)
