"""Everything out, in an open form; and in again from our own interchange."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casefiles.errors import UnreadableFile
from casefiles.exchange import lines
from casefiles.exchange.formats import format_named
from casefiles.exchange.placing import Placing
from casefiles.exchange.receiving import Weighed, take, weigh
from casefiles.ledger.step import Step
from casefiles.text import _
from casefiles.vault import Vault

LARGEST_LOAD = 1 << 30


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: where, its SHA-256, and how many bytes."""

    path: Path
    digest: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a file did: entries taken, here already, kept apart because their id is here
    with other content, left out because they were undone; and how many wait as proposals."""

    new: int
    same: int
    clashing: int
    undone: int
    proposals: int
    missing_files: int
    """Documents that are named but were not in the file; they stay with whoever has them."""


def export(vault: Vault, *, format_name: str, path: Path) -> Exported:
    """Write everything in the vault to one file, in plain: whoever finds it can read it.

    Raises `NotUnderstood` (no such format, or a file of that name is there), `DiskFull`,
    `MediumTrouble`.
    """
    form = format_named(format_name)
    size = 0
    with Placing(path) as placing:
        for piece in form.write(vault.ledger):
            size += placing.write(piece)
        digest = placing.settle()
        placing.put()
    return Exported(path, digest, size)


def load(vault: Vault, *, path: Path, as_own: bool = False, author: str | None = None) -> Loaded:
    """Take in a file of our own interchange as one undoable Step; what is here already stays.

    Judgments wait to be adopted, unless `as_own`: then those that acted where the file was made act
    here. Raises `UnreadableFile`, `NotUnderstood`, `ArchiveRefused` (it would bring back what was
    erased).
    """
    try:
        with path.open("rb") as file:
            weighed = weigh(vault.ledger, lines.read(_bounded(file)))
    except OSError as problem:
        raise UnreadableFile(
            _("The file cannot be read."), _("Check that it is there and try again.")
        ) from problem
    step = Step("load", vault.author if author is None else author)
    take(vault.ledger, weighed, step, {}, adopt=as_own)
    return _told(vault, weighed, as_own=as_own)


def _bounded(file: BinaryIO) -> BinaryIO:
    if file.seek(0, io.SEEK_END) > LARGEST_LOAD:
        raise UnreadableFile(_("The file is larger than can be loaded at once (1 GiB)."))
    file.seek(0)
    return file


def _told(vault: Vault, weighed: Weighed, *, as_own: bool) -> Loaded:
    union = weighed.union
    return Loaded(
        new=len(union.new) + len(union.returning),
        same=len(union.same),
        clashing=len(union.clashing),
        undone=weighed.undone,
        proposals=0 if as_own else weighed.proposals,
        missing_files=weighed.missing_files(vault.ledger),
    )
