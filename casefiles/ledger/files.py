"""Originals and texts, byte for byte under their SHA-256, in chunks of 1 MiB inside the database.

A file is put first, in short transactions, and belongs to nobody until a claim names it. What a
broken-off import left behind is swept away at the next opening; the mark in `meta` says that there
may be something to sweep, so that an ordinary opening costs nothing.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Select, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from casefiles.errors import VaultDamaged
from casefiles.ledger import tables
from casefiles.ledger.database import Database
from casefiles.model.kinds import KINDS
from casefiles.model.values import ValueType
from casefiles.text import _

CHUNK = 1 << 20
_MARK = "files being taken in"
_ELSEWHERE = "files elsewhere"

_FILE_PROPERTIES = {
    prop.name
    for kind in KINDS
    for prop in kind.properties.values()
    if prop.type in (ValueType.FILE, ValueType.LAYER)
}


def put(database: Database, data: bytes) -> bytes:
    """Keep these bytes; returns their SHA-256. Keeping the same bytes twice costs nothing."""
    sha256 = hashlib.sha256(data).digest()
    with database.writing() as connection:
        if _known(connection, sha256):
            return sha256
        mark = upsert(tables.meta).values(key=_MARK, value=b"1")
        connection.execute(mark.on_conflict_do_nothing())
        _put_chunk(connection, sha256, data, 0)
        if len(data) <= CHUNK:
            _put_whole(connection, sha256, len(data))
            return sha256
    for start in range(CHUNK, len(data), CHUNK):
        with database.writing() as connection:
            _put_chunk(connection, sha256, data, start)
    with database.writing() as connection:
        _put_whole(connection, sha256, len(data))
    return sha256


def _put_chunk(connection: Connection, sha256: bytes, data: bytes, start: int) -> None:
    if start < len(data):
        row = {"sha256": sha256, "seq": start // CHUNK, "data": data[start : start + CHUNK]}
        connection.execute(insert(tables.chunk).prefix_with("OR REPLACE"), row)


def _put_whole(connection: Connection, sha256: bytes, size: int) -> None:
    connection.execute(insert(tables.file), {"sha256": sha256, "size": size})


def chunks(database: Database, sha256: bytes) -> Iterator[bytes]:
    """The bytes under this digest, piece by piece; raises `VaultDamaged` if they are not it."""
    table = tables.chunk
    digest, seq = hashlib.sha256(), 0
    while True:
        with database.reading() as connection:
            data = connection.scalar(
                select(table.c.data).where(table.c.sha256 == sha256, table.c.seq == seq)
            )
        if data is None:
            break
        digest.update(data)
        seq += 1
        yield data
    if digest.digest() != sha256:
        raise VaultDamaged(
            _("A file in the vault is damaged or missing; it was not shown as if it were whole.")
        )


def get(database: Database, sha256: bytes) -> bytes:
    """All bytes kept under this digest."""
    return b"".join(chunks(database, sha256))


def has(database: Database, sha256: bytes) -> bool:
    """Whether a file with this digest is here."""
    with database.reading() as connection:
        return _known(connection, sha256)


def drop(connection: Connection, digests: Iterable[bytes]) -> None:
    """Remove these files for good."""
    for sha256 in digests:
        for table in (tables.chunk, tables.file):
            connection.execute(delete(table).where(table.c.sha256 == sha256))


def used(connection: Connection) -> set[bytes]:
    """The digests that claims name, withdrawn ones too: undo must find its files again."""
    return _named(connection.scalars(_naming()))


def used_by(connection: Connection, records: Iterable[bytes]) -> set[bytes]:
    """The same for the claims about these records."""
    found: set[bytes] = set()
    wanted = list(records)
    for start in range(0, len(wanted), 500):
        about = tables.claim.c.subject.in_(wanted[start : start + 500])
        found |= _named(connection.scalars(_naming().where(about)))
    return found


def _naming() -> Select[str]:
    claim, name = tables.claim, tables.property_name
    return (
        select(claim.c.body)
        .join(name, name.c.number == claim.c.property)
        .where(name.c.name.in_(_FILE_PROPERTIES))
    )


def _named(bodies: Iterable[str]) -> set[bytes]:
    found: set[bytes] = set()
    for body in bodies:
        value = json.loads(body)["value"]
        found |= {bytes.fromhex(value[key]) for key in ("file", "layer", "of") if key in value}
    return found


def elsewhere(connection: Connection) -> set[bytes]:
    """The digests that arriving claims named while the bytes stayed with their sender."""
    kept = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == _ELSEWHERE))
    return {bytes.fromhex(digits) for digits in json.loads(kept or b"[]")}


def note_elsewhere(database: Database, digests: Iterable[bytes]) -> None:
    """Remember that these files never came, so that their absence is no damage."""
    with database.writing() as connection:
        known = elsewhere(connection)
        absent = missing(connection, digests)
        if absent - known:
            value = json.dumps(sorted(one.hex() for one in known | absent)).encode()
            statement = upsert(tables.meta).values(key=_ELSEWHERE, value=value)
            connection.execute(
                statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
            )


def sweep(database: Database) -> None:
    """Remove what no claim names, if an import was broken off."""
    with database.reading() as connection:
        marked = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == _MARK))
    if marked is None:
        return
    with database.reading() as connection:
        kept = set(connection.scalars(select(tables.chunk.c.sha256).distinct()))
        kept |= set(connection.scalars(select(tables.file.c.sha256)))
        orphans = kept - used(connection)
    for sha256 in orphans:
        _drop_in_pieces(database, sha256)
    with database.writing() as connection:
        connection.execute(delete(tables.meta).where(tables.meta.c.key == _MARK))


def _drop_in_pieces(database: Database, sha256: bytes) -> None:
    """Remove a file chunk by chunk: removing needs as much room on the disk as it frees later."""
    table = tables.chunk
    with database.writing() as connection:
        connection.execute(delete(tables.file).where(tables.file.c.sha256 == sha256))
        pieces = connection.scalars(select(table.c.seq).where(table.c.sha256 == sha256)).all()
    for seq in reversed(pieces):
        with database.writing() as connection:
            connection.execute(delete(table).where(table.c.sha256 == sha256, table.c.seq == seq))


def missing(connection: Connection, digests: Iterable[bytes]) -> set[bytes]:
    """Those of these digests whose bytes are not here."""
    return {one for one in digests if not _known(connection, one)}


def _known(connection: Connection, sha256: bytes) -> bool:
    found = select(tables.file.c.sha256).where(tables.file.c.sha256 == sha256)
    return connection.execute(found).first() is not None
