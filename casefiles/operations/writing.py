"""Writing a file the user asked for: whole or not at all, and never over something else."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from casefiles.errors import DiskFull, MediumTrouble, OutputRefused
from casefiles.stopping import pause
from casefiles.text import _

NO_SPACE = 28
_PIECE = 1 << 18


def write_new(target: Path, data: bytes) -> None:
    """Write these bytes to a file that must not exist."""
    write_new_with(target, lambda file: _write_all(file, data))


def write_new_with(target: Path, write: Callable[[BinaryIO], None]) -> None:
    """Let `write` fill a file that must not exist.

    It is written beside its place, synced and then put there, so that a full disk or a pulled
    stick leaves no half file under the name. Raises `OutputRefused` if something of that name is
    there, `DiskFull`, `MediumTrouble`.
    """
    if target.exists():
        raise OutputRefused(
            _("A file of this name is there already; it was left alone."),
            _("Choose another name."),
        )
    beside = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    try:
        with beside.open("xb") as file:
            beside.chmod(0o600)
            write(file)
            file.flush()
            os.fsync(file.fileno())
        pause()
        beside.rename(target)
    except OSError as problem:
        if problem.errno == NO_SPACE:
            raise DiskFull(_("The disk is full; the file was not written.")) from None
        raise MediumTrouble(
            _("The file cannot be written there."), _("Choose another folder.")
        ) from None
    finally:
        beside.unlink(missing_ok=True)


def _write_all(file: BinaryIO, data: bytes) -> None:
    for start in range(0, len(data), _PIECE):
        pause()
        file.write(data[start : start + _PIECE])
