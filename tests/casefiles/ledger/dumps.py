"""Whole tables as plain values, to compare one state of a ledger with another."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from casefiles.ledger import tables
from casefiles.ledger.database import Database, DatabaseKey
from casefiles.ledger.ledger import Ledger

Dump = dict[str, list[tuple[Any, ...]]]

KEY = DatabaseKey(b"k" * 32, b"s" * 16)

_NUMBERED = ("link", "dated")


def projections(ledger: Ledger, *, steps: bool = True) -> Dump:
    """Every row of every projection table, properties by name. `steps` False: without numbers."""
    with ledger.database.reading() as connection:
        names = [name for name in tables.projection_names() if steps or name != "step_state"]
        return {name: sorted(_rows(connection, ledger, name), key=repr) for name in names}


def everything(connection: Connection) -> Dump:
    """Every row of every table in the database, whoever made it."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    ).scalars()
    return {
        name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]
        for name in names
    }


def opened(path: Path) -> Ledger:
    """The ledger in a file made with `KEY`."""
    return Ledger.open(Database.open(path, KEY))


def made(path: Path) -> Ledger:
    """A new ledger in a file, with `KEY`."""
    return Ledger.create(Database.create(path, KEY))


def holds(dump: Dump, words: Iterable[str]) -> list[str]:
    """The tables in which one of these words stands, in any of the ways a program writes words."""
    wanted = [
        form
        for word in words
        for form in (word.encode(), word.encode("utf-16-le"), word.encode().hex().encode())
    ]
    return [
        name
        for name, rows in dump.items()
        if any(form in _bytes(value) for row in rows for value in row for form in wanted)
    ]


def _rows(connection: Connection, ledger: Ledger, name: str) -> Iterable[tuple[Any, ...]]:
    rows = connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()
    if name not in _NUMBERED:
        return [tuple(row) for row in rows]
    place = [column.name for column in tables.projection.tables[name].columns].index("property")
    return [(*row[:place], ledger.properties.name(row[place]), *row[place + 1 :]) for row in rows]


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def quick_folder() -> Path:
    """A new folder, in memory where there is such a place: laws need no disk, only many Steps."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="parvanda-", dir=memory if memory.is_dir() else None))
