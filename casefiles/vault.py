"""The vault: one encrypted folder with everything in it. Create it, open it, lock it.

A vault is a folder `NAME.parvanda` with three files: `vault.db` (an SQLCipher database: ledger,
records, originals, search index) and two copies of the keys (`keys.a`, `keys.b`; their format
stands in `casefiles.seal.header`). Nothing else is ever written beside an export the user asks for.

The data key opens the database (`casefiles.seal.derive`: key and salt). The database's
`user_version` is the version of the ledger's tables (`casefiles.ledger.upgrades`); `meta` holds
the vault's id, the author's name, our sharing identity and the generation of the keys last seen.
"""

import os
import shutil
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

from casefiles.errors import (
    DiskFull,
    IndexDamaged,
    MediumTrouble,
    NotAVault,
    NotUnderstood,
    VaultDamaged,
    VaultExists,
    VaultReadOnly,
    WrongKey,
)
from casefiles.ledger import files
from casefiles.ledger.changes import Changes
from casefiles.ledger.database import Database, DatabaseKey
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.ledger.step import Step
from casefiles.ledger.verify import Damage, verify
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.seal.derive import VaultKeys
from casefiles.seal.identity import Identity
from casefiles.seal.keyring import create_keyring, unlock
from casefiles.seal.opening import Unlocked
from casefiles.seal.passphrase import Cost, calibrate
from casefiles.seal.recovery import RecoverySheet, unlock_with_sheet
from casefiles.search import (
    Hits,
    SearchIndex,
    VaultRecords,
    VaultStorage,
    Widening,
    find,
    holding,
    parse,
)
from casefiles.search.documents import bodies_of
from casefiles.search.following import Indexing, all_refs, index_all
from casefiles.text import _

T = TypeVar("T")

SUFFIX = ".parvanda"
DATABASE = "vault.db"


@dataclass(frozen=True, slots=True)
class Unlocking:
    """What the user gives to open a vault: a passphrase (with a key file), or a recovery sheet."""

    passphrase: str | None = None
    key_file: Path | None = None
    sheet: RecoverySheet | None = None


class Vault:
    """An open vault. Use it as a context manager, or `close` it."""

    def __init__(self, folder: Path, unlocked: Unlocked, database: Database) -> None:
        self.folder = folder
        self.unlocked = unlocked
        self.database = database
        self.ledger = Ledger.open(database)
        self.reader = Reader(self.ledger)
        self._storage = VaultStorage(lambda: database.current)
        self.index = SearchIndex(self._storage)
        self.widening = Widening(self.index, VaultRecords(self.reader))
        self.warnings = unlocked.damage + self._keys_rolled_back()
        self.ledger.attach(Indexing(self.reader, self.index))

    # Coming to be

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        author: str = "",
        cost: Cost | None = None,
        key_file: Path | None = None,
    ) -> "Vault":
        """A new vault at `folder`, which must not exist; the name ends in `.parvanda`.

        Everything is made in a folder beside it and put in place at the end, so a crash half-way
        leaves no half vault. Raises `VaultExists`, `NotUnderstood`, `DiskFull`, `MediumTrouble`.
        """
        folder = named(folder)
        if folder.exists():
            raise VaultExists(
                _("Something of this name is there already."), _("Choose another name.")
            )
        making = folder.with_name(f".{folder.name}.{os.urandom(4).hex()}")
        with _medium_told():
            folder.parent.mkdir(parents=True, exist_ok=True)
            making.mkdir(mode=0o700)
            try:
                unlocked = create_keyring(
                    making, passphrase, cost=cost or calibrate(), key_file=key_file
                )
                database = Database.create(making / DATABASE, _database_key(unlocked))
                ledger = Ledger.create(database)
                ledger.set_meta("vault", unlocked.vault_id)
                ledger.set_meta("author", author.encode())
                database.close()
                making.rename(folder)
            except BaseException:
                shutil.rmtree(making, ignore_errors=True)
                raise
            _sync_folder(folder.parent)
        return cls._opened(folder, unlocked, read_only=False)

    @classmethod
    def open(cls, folder: Path, unlocking: Unlocking, *, read_only: bool = False) -> "Vault":
        """Open the vault in `folder`; for reading only where nothing can be written.

        Raises `NotAVault`, `WrongKey`, `VaultInUse`, `VaultDamaged`, `VaultNewer`.
        """
        folder = _existing(folder)
        if unlocking.sheet is not None:
            unlocked = unlock_with_sheet(folder, unlocking.sheet)
        else:
            unlocked = unlock(folder, passphrase=unlocking.passphrase, key_file=unlocking.key_file)
        writable = os.access(folder, os.W_OK) and os.access(folder / DATABASE, os.W_OK)
        return cls._opened(folder, unlocked, read_only=read_only or not writable)

    @classmethod
    def _opened(cls, folder: Path, unlocked: Unlocked, *, read_only: bool) -> "Vault":
        if not (folder / DATABASE).is_file():
            raise VaultDamaged(
                _("The keys are here, but the case files (vault.db) are missing."),
                _("Put the file back from a backup; the keys fit it."),
            )
        with _medium_told():
            database = Database.open(
                folder / DATABASE, _database_key(unlocked), read_only=read_only
            )
        try:
            vault = cls(folder, unlocked, database)
            if vault.ledger.meta("vault") != unlocked.vault_id:
                raise VaultDamaged(_("The keys and the case files belong to different vaults."))
            vault._prepare()
        except BaseException:
            database.close()
            raise
        return vault

    # What it answers

    @property
    def name(self) -> str:
        """The name its folder gives it."""
        return self.folder.name.removesuffix(SUFFIX)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self.database.read_only

    @property
    def author(self) -> str:
        """Who is named in new lines of history unless told otherwise."""
        return (self.ledger.meta("author") or b"").decode()

    @property
    def identity(self) -> Identity:
        """The vault's own signing and sealing keys, made at its creation."""
        kept = self.ledger.meta("identity")
        if kept is None:
            raise VaultReadOnly(_("This vault has no identity yet, and none can be written here."))
        return Identity.from_bytes(kept)

    def recovery_sheet(self) -> RecoverySheet:
        """The sheet that opens this vault when the passphrase is lost."""
        return RecoverySheet.of(self.name, self.unlocked)

    def search(self, text: str, *, kinds: Collection[str] = (), limit: int = 20) -> Hits:
        """What fits the words, best first. Of a damaged index, once it was built anew."""
        return self._once_more(lambda: self._found(text, kinds, limit))

    def holding(
        self, text: str, *, kinds: Collection[str] = (), limit: int = 20
    ) -> tuple[Ref, ...]:
        """The records that `search` would show, best first, without saying why: much quicker."""
        query = parse(text)

        def ask() -> tuple[Ref, ...]:
            with self.database.reading():
                return holding(self.index, query, widening=self.widening, kinds=kinds, limit=limit)

        return self._once_more(ask)

    def verify(self, *, head: bytes | None = None) -> tuple[Damage, ...]:
        """Everything that is not as it was written, the search index included."""
        found = verify(self.ledger, head=head)
        if found:
            return found
        with self.database.reading():
            listed = {ref for ref in all_refs(self.reader) if BY_NAME[ref.kind].words.listed}
            try:
                known = self.index.refs()
            except IndexDamaged as damaged:
                return (Damage(damaged.sentence),)
        if listed != known:
            return (Damage(_("The search does not know all records; rebuild it.")),)
        return ()

    # What it does

    @contextmanager
    def step(self, act: str, *, author: str | None = None) -> Iterator[Step]:
        """One act of the documenter: written when the block ends, forgotten if it raises."""
        with self.ledger.step(act, author=self.author if author is None else author) as step:
            yield step

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Be told what each Step changed."""
        self.ledger.listen(listener)

    def put_file(self, data: bytes) -> bytes:
        """Keep an original or a text; returns its SHA-256."""
        return files.put(self.database, data)

    def get_file(self, sha256: bytes) -> bytes:
        """The bytes kept under this digest."""
        return files.get(self.database, sha256)

    def has_file(self, sha256: bytes) -> bool:
        """Whether the bytes under this digest are here."""
        return files.has(self.database, sha256)

    def rebuild(self) -> None:
        """Compute records and index anew from the ledger."""
        with self.database.writing():
            self.ledger.rebuild()
            index_all(self.reader, self.index)

    def close(self) -> None:
        """Let go of the vault. The process that held its keys should end soon after."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    # How inside

    def _prepare(self) -> None:
        """Make what a new or older vault lacks: the index, the identity."""
        if self.read_only:
            self._index_apart()
            return
        try:
            with self.database.writing():
                self._storage.prepare()
                if not self.index.ready:
                    index_all(self.reader, self.index)
        except VaultDamaged:
            pass  # reading is worth more than finding; searching and `verify` tell of it
        with self.database.writing():
            if self.ledger.meta("identity") is None:
                self.ledger.set_meta("identity", Identity.new().to_bytes())
            seen = str(self.unlocked.generation).encode()
            if not self._keys_rolled_back() and self.ledger.meta("keys seen") != seen:
                self.ledger.set_meta("keys seen", seen)

    def _index_apart(self) -> None:
        """An index of another form, or none, where nothing can be written: one in memory."""
        with suppress(VaultDamaged), self.database.apart():
            if not self.index.there:
                self._storage.prepare(apart=True)
                index_all(self.reader, self.index)

    def _keys_rolled_back(self) -> tuple[str, ...]:
        seen = int(self.ledger.meta("keys seen") or b"0")
        if self.unlocked.generation >= seen:
            return ()
        return (
            _("The keys are older than those this vault was last opened with: somebody put back")
            + " "
            + _("an old copy. An old passphrase may open it; change the passphrase."),
        )

    def _once_more(self, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except IndexDamaged:
            if self.read_only:
                raise
            with self.database.writing():
                index_all(self.reader, self.index)
            return ask()

    def _found(self, text: str, kinds: Collection[str], limit: int) -> Hits:
        query = parse(text)
        with self.database.reading():
            return find(
                self.index,
                query,
                titles_of=lambda refs: {
                    ref: summary.title for ref, summary in self.reader.summaries(refs).items()
                },
                bodies_of=lambda refs, whole: bodies_of(self.reader, refs, whole),
                widening=self.widening,
                kinds=kinds,
                limit=limit,
            )


def prove(folder: Path, data_key: bytes) -> tuple[bytes, int]:
    """The vault's id and the generation of its keys, from a database that this key opens.

    For writing new keys where both copies are lost. Raises `NotAVault` if there is no database,
    `WrongKey` if it does not open.
    """
    if not (folder / DATABASE).is_file():
        raise NotAVault(
            _("There are no case files (vault.db) at this place."),
            _("Check the name and the folder."),
        )
    keys = VaultKeys.of(data_key)
    try:
        database = Database.open(
            folder / DATABASE, DatabaseKey(keys.database, keys.database_salt), read_only=True
        )
    except VaultDamaged:
        raise WrongKey(
            _("The sheet does not open these case files, or they are damaged."),
            _("Find the sheet of this vault; nothing was changed."),
        ) from None
    try:
        ledger = Ledger.open(database)
        return ledger.meta("vault") or b"", int(ledger.meta("keys seen") or b"0")
    finally:
        database.close()


def named(folder: Path) -> Path:
    """The folder with the ending of a vault, added where it is missing."""
    name = unicodedata.normalize("NFC", folder.name)
    if not name or name == SUFFIX:
        raise NotUnderstood(_("A vault needs a name."))
    return folder.with_name(name if name.endswith(SUFFIX) else name + SUFFIX)


def _existing(folder: Path) -> Path:
    for candidate in (folder, named(folder)):
        if candidate.is_dir():
            return candidate
    raise NotAVault(_("There is no vault at this place."), _("Check the name and the folder."))


def _database_key(unlocked: Unlocked) -> DatabaseKey:
    keys = VaultKeys.of(unlocked.data_key)
    return DatabaseKey(keys.database, keys.database_salt)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _medium_told() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        if problem.errno == 28:  # ENOSPC
            raise DiskFull(_("The disk is full; the vault was not made.")) from None
        raise MediumTrouble(
            _("The folder cannot be written or read here."), _("Choose another place.")
        ) from None
