"""The two copies of the `keys` file, `keys.a` and `keys.b`, in the vault's folder.

Both hold the same bytes. A change is written to `a`, then to `b`, each into `keys.X.new` first:
written, synced, renamed over the old one, the folder synced. So at every moment at least one copy
is whole. A power cut between the two leaves `a` one generation ahead; both are valid then, and the
difference is told at the next opening. A `keys.X.new` left by a cut is overwritten by the next
change; it holds nothing the copies do not.
"""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from casefiles.errors import NotAVault, StorageError, VaultDamaged, VaultExists, VaultNewer
from casefiles.seal.header import LARGEST_OF_ANY_VERSION, Header, read_header
from casefiles.seal.medium import reading_trouble, writing_trouble
from casefiles.text import _

NAMES = ("keys.a", "keys.b")
_SEALED = "vault.db"
"""What the keys open; it is only looked for here, to tell lost keys from a folder that is none."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy as it was found: its header, or the trouble with it."""

    name: str
    raw: bytes = field(default=b"", repr=False)
    header: Header | None = field(default=None, repr=False)
    trouble: str = ""


def read_copies(folder: Path) -> tuple[Copy, Copy]:
    """Both copies; nothing is written.

    Raises `NotAVault` when there is neither, `VaultDamaged` when what they open is there,
    `MediumTrouble` when neither can be read, `VaultNewer` when a newer program wrote one.
    """
    paths = [folder / name for name in NAMES]
    if not any(path.is_file() for path in paths):
        raise _without_keys(folder)
    first, second = (_read(path) for path in paths)
    if first.trouble and second.trouble and not (first.raw or second.raw):
        raise reading_trouble(_("The keys of the vault cannot be read."))
    return first, second


def write_copies(folder: Path, raw: bytes) -> None:
    """Replace both copies by `raw`; raises `DiskFull` or `MediumTrouble`."""
    for name in NAMES:
        try:
            _replace(folder, name, raw)
        except OSError as error:
            raise _failed_at(name, error) from error


def remove_copies(folder: Path) -> None:
    """Take back what an interrupted creation wrote."""
    for name in NAMES:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def refuse_existing(folder: Path) -> None:
    """Raise `VaultExists` when the folder already holds keys."""
    if any((folder / name).exists() for name in NAMES):
        raise VaultExists(
            _("There is already a vault in this folder; it was not touched."),
            _("Choose another name or place."),
        )


def _without_keys(folder: Path) -> NotAVault | VaultDamaged:
    """Whoever lost the keys must not be sent to look for another folder."""
    if not (folder / _SEALED).exists():
        return NotAVault(
            _("There is no vault in this folder."), _("Choose a folder that ends in .parvanda.")
        )
    return VaultDamaged(
        _("The case files (vault.db) are here, but both key files (keys.a and keys.b) are gone."),
        _(
            "Put keys.a or keys.b back from a backup or another copy of this folder. Without one,"
            " only the recovery sheet opens the case files and writes new keys."
        ),
    )


def _read(path: Path) -> Copy:
    if not path.is_file():
        return Copy(path.name, trouble=_("{name} is missing.").format(name=path.name))
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_OF_ANY_VERSION + 1)
    except OSError:
        return Copy(path.name, trouble=_("{name} cannot be read.").format(name=path.name))
    try:
        return Copy(path.name, raw, read_header(raw))
    except VaultNewer:
        raise
    except VaultDamaged:
        return Copy(path.name, raw, trouble=_("{name} is damaged.").format(name=path.name))


def _replace(folder: Path, name: str, raw: bytes) -> None:
    fresh = folder / f"{name}.new"
    fresh.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(fresh, flags, 0o600), "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / name)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """Make the renaming last; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _failed_at(name: str, error: OSError) -> StorageError:
    if name == NAMES[0]:
        return writing_trouble(
            error,
            _("The keys of the vault could not be written; what opened it before still does."),
        )
    return writing_trouble(
        error,
        _(
            "Only one of the two copies of the keys was written; both the old and the new way in"
            " open the vault."
        ),
    )
