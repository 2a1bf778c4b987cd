"""A real encrypted database in memory, and an index in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy
import sqlcipher3
from sqlalchemy.pool import StaticPool

from casefiles.search import TABLES, SearchIndex, VaultStorage
from casefiles.search.index import merging


def encrypted(path: str = ":memory:") -> sqlalchemy.Engine:
    """An engine over one SQLCipher connection, as the ledger makes it."""
    raw = sqlcipher3.connect(path, isolation_level=None, check_same_thread=False)
    raw.execute(f"PRAGMA key = \"x'{'5e' * 48}'\"")
    raw.execute("PRAGMA secure_delete = ON")
    raw.execute("PRAGMA foreign_keys = ON")
    engine = sqlalchemy.create_engine(
        "sqlite://", creator=lambda: raw, module=sqlcipher3.dbapi2, poolclass=StaticPool
    )
    sqlalchemy.event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def with_tables(engine: sqlalchemy.Engine) -> sqlalchemy.Connection:
    connection = engine.connect()
    for statement in TABLES:
        connection.exec_driver_sql(statement)
    connection.commit()
    return connection


@pytest.fixture
def connection() -> Iterator[sqlalchemy.Connection]:
    engine = encrypted()
    connection = with_tables(engine)
    yield connection
    connection.close()
    engine.dispose()


@pytest.fixture
def storage(connection: sqlalchemy.Connection) -> VaultStorage:
    return VaultStorage(lambda: connection)


@pytest.fixture
def index(storage: VaultStorage) -> SearchIndex:
    index = SearchIndex(storage)
    index.create()
    return index


@pytest.fixture
def joined(monkeypatch: pytest.MonkeyPatch) -> Callable[[SearchIndex], None]:
    """Joins all segments of an index, as only an import of much would."""

    def join(index: SearchIndex) -> None:
        with monkeypatch.context() as eager:
            eager.setattr(merging, "_SMALL", -1)
            eager.setattr(merging, "_LARGER", 1_000_000)
            index.update([])

    return join


@pytest.fixture
def opened() -> Callable[..., tuple[sqlalchemy.Engine, sqlalchemy.Connection]]:
    """Opens the database at a path, making the tables if it is new."""

    def open_at(
        path: Path, *, new: bool = False
    ) -> tuple[sqlalchemy.Engine, sqlalchemy.Connection]:
        engine = encrypted(str(path))
        return engine, with_tables(engine) if new else engine.connect()

    return open_at
