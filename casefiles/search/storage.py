"""Whoosh's files, kept in two tables of the vault's encrypted database.

Index and records change in one transaction: this storage runs its statements on the connection the
caller is in the middle of using, and never commits or rolls back by itself. Nothing is ever written
beside the database; what Whoosh calls temporary files live in memory.

Whoosh unpickles its table of contents and parts of its segments when it opens an index, and a
planted pickle runs commands. An index is therefore only ever opened from the authenticated pages of
this vault's own database: it is never imported, exported, shared, or read from any other file.
"""

import threading
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple

from sqlalchemy import Connection
from whoosh.filedb.filestore import Storage
from whoosh.filedb.structfile import BufferFile, StructFile

CHUNK = 1 << 20
"""Bytes of a file in one row: SQLite ends at one gigabyte a value, and is quick at one megabyte."""

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
"""The tables, for the ledger's upgrades. `seq` counts the chunks of a file from 0."""

_PRESENT = "SELECT 1 FROM sqlite_master WHERE name = 'index_file'"
_DIRECTORY = "SELECT name, id, size FROM index_file ORDER BY id"
_READ = "SELECT data FROM index_chunk WHERE file = ? ORDER BY seq"
_ADD_FILE = "INSERT INTO index_file (name, size) VALUES (?, ?)"
_ADD_CHUNK = "INSERT INTO index_chunk (file, seq, data) VALUES (?, ?, ?)"
_DROP_CHUNKS = "DELETE FROM index_chunk WHERE file = ?"
_DROP_FILE = "DELETE FROM index_file WHERE id = ?"
_RENAME = "UPDATE index_file SET name = ? WHERE id = ?"


class _Stored(NamedTuple):
    """The row of a file."""

    number: int
    size: int


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
    that uses a vault's one connection. Files never change once written, so their bytes stay in
    memory; after a rollback `forget()` must be called, because some of them were never saved.
    """

    def __init__(self, connection: Callable[[], Connection]) -> None:
        super().__init__()
        self._connection = connection
        self._files: dict[str, _Stored] | None = None
        self._contents: dict[str, bytes] = {}

    def prepare(self) -> None:
        """Make the tables where they are missing."""
        if not self._run(_PRESENT).first():
            for statement in TABLES:
                self._run(statement)

    def forget(self) -> None:
        """Drop what is remembered in memory; the database alone says what is there."""
        self._files = None
        self._contents.clear()
        self._locks.clear()

    def list(self) -> list[str]:
        return [*self._directory()]

    def file_exists(self, name: str) -> bool:
        return name in self._directory()

    def file_length(self, name: str) -> int:
        return self._known(name).size

    def create_file(self, name: str, **_how: Any) -> Any:
        return StructFile(_Sheet(lambda content: self._save(name, content)), name=name)

    def open_file(self, name: str, **_how: Any) -> Any:
        content = self._contents.get(name)
        if content is None:
            content = self._contents[name] = self._load(name)
        return BufferFile(content, name=name)

    def delete_file(self, name: str) -> None:
        number = self._known(name).number
        self._run(_DROP_CHUNKS, number)
        self._run(_DROP_FILE, number)
        del self._directory()[name]
        self._contents.pop(name, None)

    def rename_file(self, frm: str, to: str, safe: bool = False) -> None:
        if self.file_exists(to):
            if safe:
                raise FileExistsError("an index file of that name exists")
            self.delete_file(to)
        self._run(_RENAME, to, self._known(frm).number)
        self._directory()[to] = self._directory().pop(frm)
        if frm in self._contents:
            self._contents[to] = self._contents.pop(frm)

    def destroy(self) -> None:
        for name in self.list():
            self.delete_file(name)

    def _save(self, name: str, content: bytes) -> None:
        if self.file_exists(name):
            self.delete_file(name)
        number = self._run(_ADD_FILE, name, len(content)).lastrowid
        for seq, start in enumerate(range(0, len(content), CHUNK)):
            self._run(_ADD_CHUNK, number, seq, content[start : start + CHUNK])
        self._directory()[name] = _Stored(number, len(content))
        self._contents[name] = content

    def _load(self, name: str) -> bytes:
        number, size = self._known(name)
        content = b"".join(row[0] for row in self._run(_READ, number))
        assert len(content) == size, "an index file is not as long as was written"
        return content

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
