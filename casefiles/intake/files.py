"""Finding the files of an import and reading their bytes: nothing is followed out, nothing skipped.

Links inside a folder are left out (what they lead to is found by itself if it lies inside), and
only ordinary files are opened: a planted link, pipe or device neither leads elsewhere nor hangs.
"""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from casefiles.errors import Cancelled, UnreadableFile
from casefiles.intake import wording
from casefiles.text import _

_SLICE = 1 << 20
_VAULT = ".parvanda"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that an import came across; `left_out` says why it is not taken, "" if it may be."""

    path: str
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Bytes:
    """The bytes of a file and their SHA-256 in hexadecimal."""

    data: bytes
    sha256: str


def find(paths: Sequence[str | os.PathLike[str]], cancelled: Callable[[], bool]) -> list[Found]:
    """All files at and below `paths`, each once, folders in the order of their names.

    A path that is itself a link is followed: the user named it. Raises `Cancelled`.
    """
    found: dict[str, Found] = {}
    for path in paths:
        place = os.path.realpath(path)
        for one in _below(place) if os.path.isdir(place) else [Found(place)]:
            stop_if(cancelled)
            found.setdefault(one.path, one)
    return list(found.values())


def read(path: str, most: int) -> Bytes:
    """The bytes of an ordinary file, at most `most` of them; raises `UnreadableFile`."""
    try:
        with open(path, "rb", opener=_open_quietly) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableFile(_("This is no ordinary file, so it was not opened."))
            data = file.read(most + 1)
    except OSError as trouble:
        raise _refused(trouble) from trouble
    if len(data) > most:
        raise wording.refusal("too_large")
    return Bytes(data, hashlib.sha256(data).hexdigest())


def visible(path: str) -> str:
    """A path for the eye: signs that steer a terminal or turn the reading direction are escaped."""
    return "".join(
        sign if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else _code(sign)
        for sign in path
    )


def stop_if(cancelled: Callable[[], bool]) -> None:
    """Raise `Cancelled` if the user said stop."""
    if cancelled():
        raise Cancelled(_("Stopped. Nothing was taken in."))


def _below(folder: str) -> Iterator[Found]:
    if folder.endswith(_VAULT):
        yield Found(folder, _("This folder is a vault; documents are not imported from it."))
        return
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as trouble:
        yield Found(folder, str(_refused(trouble)))
        return
    for entry in entries:
        if entry.name.startswith("."):
            yield Found(entry.path, _("Hidden files and folders are left out."))
        elif entry.is_symlink():
            yield Found(entry.path, _("Links inside a folder are left out."))
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        else:
            yield Found(entry.path)


def _open_quietly(path: str, flags: int) -> int:
    """Without following a link, and without waiting for a pipe's other end."""
    extra = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    return os.open(path, flags | extra)


def _refused(trouble: OSError) -> UnreadableFile:
    if isinstance(trouble, FileNotFoundError | NotADirectoryError):
        return UnreadableFile(_("There is no such file."))
    if isinstance(trouble, PermissionError):
        return UnreadableFile(
            _("You have no permission to read this."), _("Change its permissions or copy it first.")
        )
    return UnreadableFile(
        _("The medium does not give this file back."), _("Copy it to another place and try again.")
    )


def _code(sign: str) -> str:
    return f"\\u{ord(sign):04x}"
