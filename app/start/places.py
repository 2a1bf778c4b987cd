"""Where vaults lie, and what can be said of one before it is opened. Nothing is remembered.

Only the standard library and sentences are loaded with this module: it runs before the first
picture of the window. What needs more is imported where it is used, beside the window.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import resources
from casefiles.errors import CaseFileError
from casefiles.text import _

SUFFIX = ".parvanda"
FOLDER = "Parvanda"
_FILES = ("keys.a", "keys.b", "vault.db")


@dataclass(frozen=True, slots=True)
class Look:
    """What a locked vault shows from outside."""

    key_file: bool = False
    """Whether it opens only with a key file."""
    read_only: bool = False
    """Whether nothing can be written where it lies."""
    trouble: CaseFileError | None = None
    """Why it cannot be opened as it is, if so."""


def usual_folder() -> Path:
    """The folder beside the program in portable use, else the one in the home directory."""
    frozen = getattr(sys, "frozen", False)
    program = Path(sys.executable) if frozen else resources.path()
    beside = program.resolve().parent / FOLDER
    return beside if beside.is_dir() else Path.home() / FOLDER


def vaults_in(folder: Path) -> list[Path]:
    """The vaults that lie in a folder, by name."""
    try:
        return sorted(
            (path for path in folder.iterdir() if is_vault(path)),
            key=lambda path: path.name.casefold(),
        )
    except OSError:
        return []


def is_vault(path: Path) -> bool:
    """Whether a folder looks like a vault, damaged or not."""
    try:
        return any((path / name).is_file() for name in _FILES)
    except OSError:
        return False


def title(vault: Path) -> str:
    """The name of a vault, as its folder gives it."""
    return vault.name.removesuffix(SUFFIX)


def look(vault: Path) -> Look:
    """Look at a vault from outside; may wait for a slow medium."""
    from casefiles.seal.keyring import needs_key_file, vault_ids

    try:
        damaged = not vault_ids(vault)
        needed = needs_key_file(vault)
    except CaseFileError as trouble:
        return Look(trouble=trouble)
    if damaged:
        return Look(trouble=_damaged())
    writable = os.access(vault, os.W_OK) and os.access(vault / "vault.db", os.W_OK)
    return Look(key_file=needed, read_only=not writable)


def _damaged() -> CaseFileError:
    from casefiles.errors import VaultDamaged

    return VaultDamaged(
        _("Both copies of the keys are damaged."),
        _("The recovery sheet opens the case files and writes new keys."),
    )
