"""Opening a vault from the command line: the options every verb shares, and the passphrase."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from casefiles.cli.output import remark
from casefiles.errors import NotUnderstood, UnreadableFile
from casefiles.seal.recovery import parse_sheet
from casefiles.text import N_, _
from casefiles.vault import Unlocking, Vault

LONGEST_TEXT = 16 * 1024 * 1024
"""Bytes of a plan or a list of names that are read."""
LONGEST_FILE = 64 * 1024
"""Bytes of a passphrase file or recovery sheet that are read."""

VaultAt = Annotated[Path, typer.Argument(metavar="VAULT", help=N_("The vault's folder."))]
PassphraseFile = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help=N_("Read the passphrase from the first line of FILE; - is standard input."),
    ),
]
KeyFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help=N_("The key file, if the vault needs one."))
]
Sheet = Annotated[
    Path | None,
    typer.Option(
        "--recovery-sheet", metavar="FILE", help=N_("Open with a typed-in recovery sheet.")
    ),
]
Json = Annotated[bool, typer.Option("--json", help=N_("Print JSON for programs."))]
Author = Annotated[
    str | None, typer.Option(metavar="NAME", help=N_("Who is named in the history."))
]


@contextmanager
def opened(
    folder: Path,
    passphrase_file: str | None,
    key_file: Path | None = None,
    sheet: Path | None = None,
) -> Iterator[Vault]:
    """The open vault, its warnings told; closed afterwards."""
    unlocking = unlocking_from(passphrase_file, key_file, sheet)
    with Vault.open(folder, unlocking) as vault:
        for warning in vault.warnings:
            remark(warning)
        if vault.read_only:
            remark(_("This vault is open for reading only."))
        yield vault


def unlocking_from(
    passphrase_file: str | None, key_file: Path | None, sheet: Path | None
) -> Unlocking:
    """What the options say; asks for the passphrase where they do not."""
    if sheet is not None:
        return Unlocking(sheet=parse_sheet(_read(str(sheet))))
    return Unlocking(passphrase=passphrase(passphrase_file), key_file=key_file)


def passphrase(file: str | None, prompt: str = "") -> str:
    """The first line of `file`, or what is typed at the prompt."""
    if file is None:
        if not sys.stdin.isatty():
            raise NotUnderstood(
                _("There is nobody here to type a passphrase."), _("Give --passphrase-file FILE.")
            )
        return getpass.getpass(f"{prompt or _('Passphrase')}: ")
    return _read(file).split("\n", 1)[0].rstrip("\r")


def new_passphrase(file: str | None, prompt: str) -> str:
    """A passphrase to be set: typed twice, or the first line of `file`."""
    first = passphrase(file, prompt)
    if file is None and getpass.getpass(f"{_('Once more')}: ") != first:
        raise NotUnderstood(_("The two passphrases differ."), _("Start again; nothing was made."))
    return first


def sheet_text(path: Path | None) -> str | None:
    """The text of a typed-in recovery sheet, if there is one; raises `UnreadableFile`."""
    return None if path is None else _read(str(path))


def read_text(path: Path) -> str:
    """A text file of moderate size that the user named; raises `UnreadableFile`."""
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_TEXT).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UnreadableFile(_("This file cannot be read as text.")) from None


def _read(file: str) -> str:
    try:
        if file == "-":
            data = sys.stdin.buffer.read(LONGEST_FILE)
        else:
            with Path(file).open("rb") as handle:
                data = handle.read(LONGEST_FILE)
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UnreadableFile(_("The file with the passphrase or sheet cannot be read.")) from None
