"""The one encrypted database of a vault: how it is opened, and who may use its connection when.

The settings below are those that lost nothing in thousands of simulated power cuts; each line of
`_SETTINGS` has its reason. Everything goes through `reading()` and `writing()`: one connection,
handed out in order of arrival (`fairlock`), never two transactions at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.pool import StaticPool

from casefiles.errors import (
    CaseFileError,
    DiskFull,
    MediumTrouble,
    VaultDamaged,
    VaultInUse,
    VaultReadOnly,
)
from casefiles.givingway import give_way
from casefiles.ledger.fairlock import FairLock
from casefiles.text import _

# `cipher_memory_security` stays off: once on in a process it stays on, and makes every insert five
# times slower (measured), while locking a vault ends the process that held its keys anyway.
_SETTINGS = (
    "locking_mode = EXCLUSIVE",  # one instance at a time
    "journal_mode = DELETE",  # a copied file is complete after each commit; WAL lost commits
    "synchronous = EXTRA",  # also syncs the folder after the journal is gone
    "temp_store = MEMORY",  # nothing in plain beside the vault
    "secure_delete = ON",  # FAST leaves overflow pages behind
    "foreign_keys = ON",
    "trusted_schema = OFF",  # no function call from a planted schema
    "cell_size_check = ON",
    "mmap_size = 0",  # a vanished stick would be a bus error
    "cache_size = -64000",  # 64 MB: an import in one Step stays out of the journal's way
)
# A reader keeps the lock it takes, too: nobody may write under its eyes, others may read.
_READ_ONLY_SETTINGS = tuple(line for line in _SETTINGS if not line.startswith("journal_mode"))


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    """The raw key (32 bytes) and the salt (16 bytes) that stands at the head of the file."""

    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)


class Database:
    """An open vault database. Make one with `create` or `open`; `close` it when done."""

    def __init__(self, connection: Any, *, read_only: bool) -> None:
        engine = sqlalchemy.create_engine(
            "sqlite://",
            creator=lambda: connection,
            module=sqlcipher,
            poolclass=StaticPool,
            hide_parameters=True,  # an error must not quote case content
        )
        begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
        sqlalchemy.event.listen(engine, "begin", lambda conn: conn.exec_driver_sql(begin))
        self.read_only = read_only
        self._raw = connection
        self._engine = engine
        self._lock = FairLock()
        self._current: sqlalchemy.Connection | None = None
        self._keeping = False
        self._spoilt = False

    @classmethod
    def create(cls, path: Path, key: DatabaseKey) -> "Database":
        """A new, empty database at `path`, which must not exist."""
        path.touch(mode=0o600, exist_ok=False)
        return cls(_connect(path, key, read_only=False), read_only=False)

    @classmethod
    def open(cls, path: Path, key: DatabaseKey, *, read_only: bool = False) -> "Database":
        """The database at `path`.

        Raises `VaultDamaged` if the file is not what was written with this key, `VaultInUse` if
        somebody else holds it.
        """
        with path.open("rb") as file:
            # SQLCipher takes the salt from us, so it never notices damage to the file's own copy.
            if file.read(16) != key.salt:
                raise VaultDamaged(_("The first bytes of the vault's database are damaged."))
        return cls(_connect(path, key, read_only=read_only), read_only=read_only)

    @contextmanager
    def reading(self) -> Iterator[sqlalchemy.Connection]:
        """The connection, for questions; inside `writing()` it sees what is being written."""
        give_way()
        with self._held(keep=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlalchemy.Connection]:
        """The connection inside a transaction: all of it or, on any exception, nothing."""
        if self.read_only:
            raise VaultReadOnly(
                _("This vault is open for reading only; nothing was changed."),
                _("Copy it to a place where it can be written, and open it there."),
            )
        with self._held(keep=True) as connection:
            yield connection

    @contextmanager
    def apart(self) -> Iterator[sqlalchemy.Connection]:
        """The connection, for temporary tables: they stand before those of the file of the same
        name, in memory alone, until the database is closed. For files that cannot be written."""
        with self._held(keep=True) as connection:
            yield connection

    @property
    def current(self) -> sqlalchemy.Connection:
        """The connection of the `reading()` or `writing()` this thread is inside of."""
        if self._current is None or not self._lock.mine:
            msg = "outside of reading() and writing()"
            raise RuntimeError(msg)
        return self._current

    def close(self) -> None:
        """Let go of the file. Nothing can be read afterwards."""
        with self._lock.held():
            self._engine.dispose()
            self._raw.close()

    @contextmanager
    def _held(self, *, keep: bool) -> Iterator[sqlalchemy.Connection]:
        """The connection for this thread alone, its troubles told."""
        with (
            self._lock.held(),
            self._damage_told(),
            _told(),
            self._transaction(keep=keep) as connection,
        ):
            yield connection

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """A page that is not what was written looks like a lack of memory when it is changed."""
        try:
            yield
        except MemoryError:
            if self._raw.execute("PRAGMA cipher_integrity_check").fetchone() is None:
                raise
            raise _damaged() from None

    @contextmanager
    def _transaction(self, *, keep: bool) -> Iterator[sqlalchemy.Connection]:
        if self._current is not None:
            with self._inside(self._current, keep=keep) as connection:
                yield connection
            return
        with self._engine.connect() as connection:
            self._current, self._keeping, self._spoilt = connection, keep, False
            try:
                with connection.begin() as transaction:
                    yield connection
                    if self._spoilt:
                        msg = "a change failed inside this one, which cannot be kept without it"
                        raise RuntimeError(msg)
                    if not keep:
                        transaction.rollback()
            finally:
                self._current = None

    @contextmanager
    def _inside(
        self, current: sqlalchemy.Connection, *, keep: bool
    ) -> Iterator[sqlalchemy.Connection]:
        """A part of the transaction this thread is in already: kept or lost with the whole."""
        if keep and not self._keeping:
            msg = "writing() inside of reading() would be lost"
            raise RuntimeError(msg)
        try:
            yield current
        except BaseException:
            # Half of a change may stand in the transaction by now: it must not be committed.
            self._spoilt = self._spoilt or keep
            raise


def temporary(statement: str) -> str:
    """A statement that makes a table or an index, made to make a temporary one."""
    made = statement.replace("CREATE TABLE", "CREATE TEMP TABLE", 1)
    return made.replace("CREATE INDEX ", "CREATE INDEX temp.", 1)


def _connect(path: Path, key: DatabaseKey, *, read_only: bool) -> Any:
    mode = "ro" if read_only else "rw"
    with _told():
        connection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,  # SQLAlchemy's begin event starts transactions, nobody else
            check_same_thread=False,  # the fair lock keeps threads apart
            timeout=0.2,
        )
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.key.hex()}{key.salt.hex()}'\"")
            for setting in _READ_ONLY_SETTINGS if read_only else _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            if not read_only:
                # EXCLUSIVE alone takes its lock at the first write; take it now.
                connection.execute("BEGIN EXCLUSIVE")
                connection.execute("COMMIT")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def _told() -> Iterator[None]:
    """Turn the database's errors of the world into ours; leave bugs as they are."""
    try:
        yield
    except (sqlcipher.DatabaseError, sqlalchemy.exc.DatabaseError) as problem:
        origin = getattr(problem, "orig", problem)
        told = _sentence(str(origin))
        if told is None:
            raise
        raise told from None


def _sentence(message: str) -> CaseFileError | None:
    if "full" in message:
        return DiskFull(
            _("The disk is full. Nothing of this change was saved; all before it is safe."),
            _("Make room and do it again."),
        )
    if "locked" in message:
        return VaultInUse(
            _("This vault is already open in another window or program."),
            _("Close it there first."),
        )
    if "readonly" in message or "unable to open" in message:
        return VaultReadOnly(_("The vault cannot be written here; nothing was changed."))
    if "not a database" in message or "malformed" in message or "hmac" in message.lower():
        return _damaged()
    if "I/O error" in message:
        return MediumTrouble(
            _("The medium with the vault does not answer. All that was saved before is safe."),
            _("Check the stick or disk, then open the vault again."),
        )
    return None


def _damaged() -> VaultDamaged:
    return VaultDamaged(
        _("A part of the vault's database is damaged and was not read as data."),
        _("Restore the last verified backup, or copy the folder before trying anything."),
    )
