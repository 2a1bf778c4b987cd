"""The ledger of a vault: entries only ever added, Steps chained, projections kept true to them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from casefiles.errors import DiskFull, VaultDamaged, VaultNewer
from casefiles.ledger import tables
from casefiles.ledger.changes import Changes
from casefiles.ledger.commitment import GENESIS
from casefiles.ledger.database import Database, temporary
from casefiles.ledger.files import sweep
from casefiles.ledger.projector import Followed, Projector
from casefiles.ledger.propertynames import PropertyNames
from casefiles.ledger.step import Step
from casefiles.ledger.upgrades import NEWEST, UPGRADES
from casefiles.ledger.writing import write_step
from casefiles.model.ids import Ref, StepId
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Role
from casefiles.text import _

Listener = Callable[[Changes], None]

_NAME_PROPERTIES = {
    (kind.name, prop.name)
    for kind in BY_NAME.values()
    for prop in kind.properties.values()
    if prop.role is Role.NAME
}


class Follower:
    """Something kept in the same transaction as the records: the search index."""

    def follow(self, changes: Changes) -> None:
        """Change with the records; an exception undoes both."""

    def forget(self) -> None:
        """The transaction was rolled back: drop what was remembered from inside it."""


class Ledger:
    """Opened once over the vault's database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._listeners: list[Listener] = []
        self._followers: list[Follower] = []
        with database.reading() as connection:
            self.properties = PropertyNames(connection)

    @classmethod
    def create(cls, database: Database) -> "Ledger":
        """A new ledger in an empty database."""
        with database.writing() as connection:
            _upgrade(connection, 0)
        return cls(database)

    @classmethod
    def open(cls, database: Database) -> "Ledger":
        """The ledger of this database, upgraded if it is older.

        Raises `VaultNewer` if it was written by a newer program and this one may not write.
        """
        with database.reading() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version > NEWEST:
            raise VaultNewer(
                _("This vault was written by a newer version of Parvanda."),
                _("Open it with that version; nothing was changed."),
            )
        if version == 0:
            raise VaultDamaged(_("The vault's database is empty: it holds no case files."))
        if database.read_only:
            _compute_apart(database)
            return cls(database)
        with database.writing() as connection:
            known = _meta(connection, "projection") == tables.projection_version()
            if version < NEWEST or not known:
                _upgrade(connection, version)
        with suppress(DiskFull):  # sweeping needs room too; reading must not wait for it
            sweep(database)
        return cls(database)

    @property
    def head(self) -> bytes:
        """The digest of the last Step: the whole history in 32 bytes."""
        with self.database.reading() as connection:
            table = tables.step
            newest = select(table.c.digest).order_by(table.c.number.desc()).limit(1)
            return connection.scalar(newest) or GENESIS

    def listen(self, listener: Listener) -> None:
        """Tell `listener` of the changes of each Step, after it is safely written.

        Who listens first is told last: a window asks at once, and whoever keeps something of the
        records for its pages has to have heard by then.
        """
        self._listeners.append(listener)

    def attach(self, follower: Follower) -> None:
        """Let `follower` change in the same transaction as the records."""
        self._followers.append(follower)

    @contextmanager
    def step(self, act: str, *, author: str) -> Iterator[Step]:
        """Collect one act; written when the block ends, forgotten if it raises.

        with ledger.step("add_person", author="N.") as step:
            ref = step.create("person")
            step.say(ref.id, "name", Text("..."))
        """
        step = Step(act, author)
        yield step
        if not step.empty:
            self.commit(step)

    def commit(self, step: Step, also: Callable[[Connection, int], None] | None = None) -> Changes:
        """Write a collected Step. `also` runs in the same transaction, given the Step's number."""
        try:
            with self.database.writing() as connection:
                number = write_step(connection, self.properties, step)
                if also is not None:
                    also(connection, number)
                followed = Projector(connection, self.properties).follow(
                    number,
                    step.touching | {claim.subject for claim in step.claims},
                    judged=not step.tells_only,
                )
                changes = self._changes(step, followed)
                for follower in self._followers:
                    follower.follow(changes)
        except BaseException:
            self._forget()
            raise
        for listener in reversed(self._listeners):
            listener(changes)
        return changes

    def rebuild(self) -> None:
        """Compute all projections anew from the entries."""
        with self.database.writing() as connection:
            Projector(connection, self.properties).rebuild()

    def meta(self, key: str) -> bytes | None:
        """A value kept beside the ledger (the vault's name, our identity)."""
        with self.database.reading() as connection:
            return _meta(connection, key)

    def set_meta(self, key: str, value: bytes) -> None:
        """Keep a value beside the ledger."""
        with self.database.writing() as connection:
            _set_meta(connection, key, value)

    def _changes(self, step: Step, followed: Followed) -> Changes:
        before, after = set(followed.before.values()), set(followed.after.values())
        changed = before & after
        return Changes(
            StepId(step.id),
            created=frozenset(after - before),
            changed=frozenset(changed),
            removed=frozenset(before - after),
            names_changed=frozenset(_renamed(step, changed)),
            beside=followed.beside - after,
            erased=step.erasing,
        )

    def _forget(self) -> None:
        with self.database.reading() as connection:
            self.properties.forget(connection)
        for follower in self._followers:
            follower.forget()


def _renamed(step: Step, changed: set[Ref]) -> set[Ref]:
    if step.verdicts or step.carried:
        return changed  # undo, merge, trash, another name preferred: who knows what they are called
    told = {(claim.subject, claim.property) for claim in step.claims}
    return {
        ref
        for ref in changed
        if any((ref.id, name) in told for kind, name in _NAME_PROPERTIES if kind == ref.kind)
    }


def _upgrade(connection: Connection, version: int) -> None:
    for statements in UPGRADES[version:]:
        for statement in statements:
            connection.exec_driver_sql(statement)
    for name in tables.projection_names():
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')
    for statement in tables.projection_sql():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {NEWEST}")
    _set_meta(connection, "projection", tables.projection_version())
    Projector(connection, PropertyNames(connection)).rebuild()


def _compute_apart(database: Database) -> None:
    """What is computed as it was by another version is computed anew beside the file."""
    with database.apart() as connection:
        if _meta(connection, "projection") != tables.projection_version():
            for statement in tables.projection_sql():
                connection.exec_driver_sql(temporary(statement))
            Projector(connection, PropertyNames(connection)).rebuild()


def _meta(connection: Connection, key: str) -> bytes | None:
    return connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == key))


def _set_meta(connection: Connection, key: str, value: bytes) -> None:
    statement = upsert(tables.meta).values(key=key, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
    )
