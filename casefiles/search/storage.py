"""Whoosh's files, kept in two tables of the vault's encrypted database.

Index and records change in one transaction: this storage runs its statements on the connection the
caller is in the middle of using, and never commits or rolls back by itself. Nothing is ever written
beside the database; what Whoosh calls temporary files live in memory.

Whoosh unpickles its table of contents and parts of its segments when it opens an index, and a
planted pickle runs commands. An index is therefore only ever opened from the authenticated pages of
this vault's own database: it is never imported, exported, shared, or read from any other file.
"""

import struct
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from sqlalchemy import Connection
from whoosh.filedb.filestore import Storage
from whoosh.filedb.structfile import BufferFile, StructFile

from casefiles.errors import IndexDamaged
from casefiles.ledger.database import temporary
from casefiles.text import _

CHUNK = 1 << 15
"""Bytes of a file in one row: what is read at once when a question needs any of them."""

ROOM = 64 << 20
"""Bytes of chunks that stay in memory, those asked for last: however large the index is."""

_SUM = struct.Struct("<I")
_PLACE = struct.Struct("<QQ")

TABLES: tuple[str, ...] = (
    """
    CREATE TABLE index_file (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE index_chunk (
        file INTEGER NOT NULL REFERENCES index_file (id),
        seq INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (file, seq)
    ) STRICT
    """,
)
"""The tables. `seq` counts the chunks of a file from 0; after the bytes of each stands the sum of
the file's size, `seq` and these bytes (CRC-32, little-endian): the database's own seal tells what a
stranger changed, this what was torn, put together wrongly, or written by a faulty program."""

_PRESENT = "SELECT 1 FROM sqlite_master WHERE name = 'index_file'"
_DIRECTORY = "SELECT name, id, size FROM index_file ORDER BY id"
_READ = "SELECT seq, data FROM index_chunk WHERE file = ? AND seq BETWEEN ? AND ? ORDER BY seq"
_ADD_FILE = "INSERT INTO index_file (name, size) VALUES (?, ?)"
_ADD_CHUNK = "INSERT INTO index_chunk (file, seq, data) VALUES (?, ?, ?)"
_DROP_CHUNKS = "DELETE FROM index_chunk WHERE file = ?"
_DROP_FILE = "DELETE FROM index_file WHERE id = ?"
_RENAME = "UPDATE index_file SET name = ? WHERE id = ?"


def damaged() -> IndexDamaged:
    """What to raise where the index is not what was written: it must be built anew."""
    return IndexDamaged(
        _("The search could not read its index; the records themselves are safe."),
        _("Open the vault where it can be written, and rebuild it."),
    )


class _Stored(NamedTuple):
    """The row of a file."""

    number: int
    size: int


class Paged:
    """The bytes of a file, read as needed; `chunks` gives those from one number to another."""

    def __init__(self, size: int, chunks: Callable[[int, int], Sequence[bytes]]) -> None:
        self.size = size
        self._chunks = chunks

    def read(self, start: int, end: int) -> memoryview:
        """The bytes from `start` to `end`; nothing copied if they lie in one chunk."""
        if not 0 <= start <= end <= self.size:
            raise damaged()
        if start == end:
            return memoryview(b"")
        first, last = start // CHUNK, (end - 1) // CHUNK
        chunks = self._chunks(first, last)
        content = chunks[0] if first == last else b"".join(chunks)
        return memoryview(content)[start - first * CHUNK : end - first * CHUNK]


class _Sheet:
    """A file being written: handed on as bytes when closed, and only then.

    Not a `BytesIO` itself, whose finaliser closes it: a file forgotten in a failed transaction
    would be published by the garbage collector, long after the rollback.
    """

    def __init__(self, publish: Callable[[bytes], None]) -> None:
        self._buffer = BytesIO()
        self._publish = publish
        for name in ("read", "readline", "write", "seek", "tell", "flush"):
            setattr(self, name, getattr(self._buffer, name))

    def close(self) -> None:
        if not self._buffer.closed:
            content = self._buffer.getvalue()
            self._buffer.close()
            self._publish(content)


class _LockedStorage(Storage):  # type: ignore[misc]  # Whoosh has no types
    """What both storages share. Locks are only for Whoosh's sake: a vault has one writer."""

    supports_mmap = False
    readonly = False

    def __init__(self) -> None:
        self._locks: dict[str, threading.Lock] = {}

    def lock(self, name: str) -> threading.Lock:
        return self._locks.setdefault(name, threading.Lock())

    def temp_storage(self, name: str | None = None) -> "MemoryStorage":  # noqa: ARG002
        return MemoryStorage()

    def file_modified(self, name: str) -> float:  # noqa: ARG002
        return 0.0  # nothing of ours asks, and clocks decide nothing


class MemoryStorage(_LockedStorage):
    """Temporary files. Whoosh's own `RamStorage` would spill its runs into the temp folder."""

    def __init__(self) -> None:
        super().__init__()
        self._files: dict[str, bytes] = {}

    def list(self) -> list[str]:
        return [*self._files]

    def file_exists(self, name: str) -> bool:
        return name in self._files

    def file_length(self, name: str) -> int:
        return len(self._files[name])

    def create_file(self, name: str, **_how: Any) -> Any:
        return StructFile(_Sheet(lambda content: self._files.update({name: content})), name=name)

    def open_file(self, name: str, **_how: Any) -> Any:
        return BufferFile(self._files[name], name=name)

    def delete_file(self, name: str) -> None:
        self._files.pop(name, None)

    def rename_file(self, frm: str, to: str, safe: bool = False) -> None:  # noqa: ARG002
        self._files[to] = self._files.pop(frm)

    def destroy(self) -> None:
        self._files.clear()


class VaultStorage(_LockedStorage):
    """The index's files in `index_file` and `index_chunk` on the caller's connection.

    `connection` gives the connection to use now; calls must come one at a time, as everything does
    that uses a vault's one connection. Files never change once written, so `ROOM` bytes of them
    stay in memory; after a rollback `forget()` must be called, as some of them were never saved.
    Reading raises `IndexDamaged` where the bytes are not those that were written.
    """

    def __init__(self, connection: Callable[[], Connection]) -> None:
        super().__init__()
        self._connection = connection
        self._files: dict[str, _Stored] | None = None
        self._chunks: OrderedDict[tuple[int, int], bytes] = OrderedDict()
        self.held = 0
        """Bytes of chunks that are in memory."""

    def prepare(self, *, apart: bool = False) -> None:
        """Make the tables where they are missing; `apart` as temporary ones, in memory."""
        if apart or not self._run(_PRESENT).first():
            for statement in TABLES:
                self._run(temporary(statement) if apart else statement)
            self.forget()

    def forget(self) -> None:
        """Drop what is remembered in memory; the database alone says what is there."""
        self._files = None
        self._chunks.clear()
        self.held = 0
        self._locks.clear()

    def list(self) -> list[str]:
        return [*self._directory()]

    def file_exists(self, name: str) -> bool:
        return name in self._directory()

    def file_length(self, name: str) -> int:
        return self._known(name).size

    def create_file(self, name: str, **_how: Any) -> Any:
        return StructFile(
            _Sheet(lambda content: self.save(name, len(content), [content])), name=name
        )

    def open_file(self, name: str, **_how: Any) -> Any:
        paged = self.paged(name)
        return BufferFile(bytes(paged.read(0, paged.size)), name=name)

    def paged(self, name: str) -> Paged:
        """The bytes of a file, read as they are needed."""
        stored = self._known(name)
        return Paged(stored.size, lambda first, last: self._read(stored, first, last))

    def delete_file(self, name: str) -> None:
        number = self._known(name).number
        self._run(_DROP_CHUNKS, number)
        self._run(_DROP_FILE, number)
        del self._directory()[name]
        for key in [key for key in self._chunks if key[0] == number]:
            self.held -= len(self._chunks.pop(key))

    def rename_file(self, frm: str, to: str, safe: bool = False) -> None:
        if self.file_exists(to):
            if safe:
                raise FileExistsError("an index file of that name exists")
            self.delete_file(to)
        self._run(_RENAME, to, self._known(frm).number)
        self._directory()[to] = self._directory().pop(frm)

    def destroy(self) -> None:
        for name in self.list():
            self.delete_file(name)

    def save(self, name: str, size: int, pieces: Iterable[bytes]) -> None:
        """Write a file of so many bytes, whatever was under that name; they come in any pieces."""
        if self.file_exists(name):
            self.delete_file(name)
        number = self._run(_ADD_FILE, name, size).lastrowid
        for seq, chunk in enumerate(_chunks(pieces)):
            self._run(_ADD_CHUNK, number, seq, chunk + _sum(chunk, seq, size))
        self._directory()[name] = _Stored(number, size)

    def _read(self, stored: _Stored, first: int, last: int) -> Sequence[bytes]:
        """Neighbouring chunks of a file; those not in memory are asked for in one statement."""
        numbers = range(first, last + 1)
        found = {seq: self._chunks.get((stored.number, seq)) for seq in numbers}
        missing = [seq for seq, chunk in found.items() if chunk is None]
        if missing:
            rows = self._rows(_READ, stored.number, missing[0], missing[-1])
            found |= {row[0]: _checked(stored, row[0], row[1]) for row in rows}
        whole = [chunk for chunk in found.values() if chunk is not None]
        if len(whole) < len(numbers):
            raise damaged()
        for seq, chunk in zip(numbers, whole, strict=True):
            self._remember((stored.number, seq), chunk)
        return whole

    def _remember(self, key: tuple[int, int], chunk: bytes) -> None:
        """Keep a chunk as the one asked for last."""
        if key in self._chunks:
            self._chunks.move_to_end(key)
            return
        self._chunks[key] = chunk
        self.held += len(chunk)
        while self.held > ROOM:
            self.held -= len(self._chunks.popitem(last=False)[1])

    def _known(self, name: str) -> _Stored:
        found = self._directory().get(name)
        if found is None:
            raise FileNotFoundError("no such index file")
        return found

    def _directory(self) -> dict[str, _Stored]:
        """All files. Whoosh asks for one at every posting, so it is read but once."""
        if self._files is None:
            self._files = {row[0]: _Stored(row[1], row[2]) for row in self._run(_DIRECTORY)}
        return self._files

    def _run(self, statement: str, *values: object) -> Any:
        return self._connection().exec_driver_sql(statement, values)

    def _rows(self, statement: str, *values: object) -> Sequence[Any]:
        """Rows asked of the driver itself: to make a result of SQLAlchemy's takes longer than to
        read a chunk that SQLite has in memory, and a question reads a dozen."""
        cursor = self._connection().connection.cursor()
        cursor.execute(statement, values)
        return cursor.fetchall()


def _checked(stored: _Stored, seq: int, data: object) -> bytes:
    """A chunk as it was written, without its sum."""
    chunk = data[: -_SUM.size] if isinstance(data, bytes) else b""
    whole = len(chunk) == min(CHUNK, stored.size - seq * CHUNK)
    if (
        not isinstance(data, bytes)
        or not whole
        or data[-_SUM.size :] != _sum(chunk, seq, stored.size)
    ):
        raise damaged()
    return chunk


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, `CHUNK` at a time."""
    held = bytearray()
    for piece in pieces:
        held += piece
        whole = len(held) - len(held) % CHUNK
        for start in range(0, whole, CHUNK):
            yield bytes(held[start : start + CHUNK])
        del held[:whole]
    if held:
        yield bytes(held)


def _sum(chunk: bytes, seq: int, size: int) -> bytes:
    return _SUM.pack(zlib.crc32(chunk, zlib.crc32(_PLACE.pack(seq, size))))
