"""A file that leaves: written beside its place, forced to the medium, read back, then put there.

So there is never half a file under the name the user gave, and nothing is ever overwritten. What is
written under the passing name is already what may lie on that medium: sealed, or an export in
plain that the user asked for.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from casefiles.errors import MediumTrouble, NotUnderstood
from casefiles.seal.medium import reading_trouble, writing_trouble
from casefiles.stopping import pause
from casefiles.text import _

_PIECE = 1 << 20


class Placing:
    """One file on its way to `target`. Use it as a context manager; unless `put` was called, the
    end of the block leaves nothing behind.

    Raises `NotUnderstood` if something of that name is there, `DiskFull`, `MediumTrouble`.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self._digest = hashlib.sha256()
        self._size = 0
        _refuse_existing(target)
        self._passing = target.with_name(f".{secrets.token_hex(8)}.part")
        with _told():
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            self._file = os.fdopen(os.open(self._passing, flags, 0o600), "w+b")

    def write(self, data: bytes) -> int:
        """Add to the file."""
        pause()
        with _told():
            self._file.write(data)
        self._digest.update(data)
        self._size += len(data)
        return len(data)

    def settle(self) -> bytes:
        """Force it to the medium and read it back from there; returns its SHA-256."""
        with _told():
            self._file.flush()
            os.fsync(self._file.fileno())
            if hasattr(os, "posix_fadvise"):
                # From the medium, not from memory, as far as the system can be asked for that.
                os.posix_fadvise(self._file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        found = hashlib.sha256()
        try:
            self._file.seek(0)
            while piece := self._file.read(_PIECE):
                pause()
                found.update(piece)
        except OSError as problem:
            raise reading_trouble(_("The file could not be read back.")) from problem
        if found.digest() != self._digest.digest():
            raise MediumTrouble(
                _("The medium did not keep what was written to it."),
                _("Use another stick or disk; nothing was left on this one."),
            )
        self._file.close()
        return found.digest()

    def put(self) -> None:
        """Give it its name; what has come to lie there meanwhile is not overwritten."""
        try:
            os.close(os.open(self.target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            raise _exists() from None
        except OSError as problem:
            raise writing_trouble(problem, _("The file could not be put in its place.")) from None
        try:
            self._passing.replace(self.target)
        except OSError as problem:
            with suppress(OSError):
                self.target.unlink()
            raise writing_trouble(problem, _("The file could not be put in its place.")) from None
        _sync_folder(self.target.parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._passing.unlink(missing_ok=True)


def _refuse_existing(target: Path) -> None:
    if os.path.lexists(target):
        raise _exists()
    if not target.parent.is_dir():
        raise NotUnderstood(_("There is no such folder to write to."), _("Choose another place."))


def _exists() -> NotUnderstood:
    return NotUnderstood(
        _("A file of this name is there already; it was not overwritten."),
        _("Choose another name."),
    )


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        with suppress(OSError):  # some sticks cannot sync a folder; the file itself is synced
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise writing_trouble(problem, _("The file could not be written.")) from problem
