"""Verbs about what was done: history, undo, redo."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from casefiles.cli.opening import Author, Json, KeyFile, PassphraseFile, VaultAt, opened
from casefiles.cli.output import give, say
from casefiles.operations import history as acts
from casefiles.operations.history import Line
from casefiles.text import N_, _


def add_to(program: typer.Typer) -> None:
    """Put the verbs on the command line."""
    program.command()(history)
    program.command()(undo)
    program.command()(redo)


def history(
    vault: VaultAt,
    *,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 50,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """What was done, newest first."""
    with opened(vault, passphrase_file, key_file) as it:
        lines = acts.lines(it, limit=limit)
    _tell(lines, as_json=as_json)


def undo(
    vault: VaultAt,
    *,
    step: Annotated[
        int | None, typer.Option(metavar="N", help=N_("The number of an older step."))
    ] = None,
    together: Annotated[
        bool, typer.Option(help=N_("Also undo the later steps that rest on it."))
    ] = False,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Take back the newest step, or an older one."""
    with opened(vault, passphrase_file, key_file) as it:
        lines = acts.undo(it, number=step, together=together, author=author)
    _tell(lines, as_json=as_json, heading=_("Taken back:"))


def redo(
    vault: VaultAt,
    *,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Bring back what was undone last."""
    with opened(vault, passphrase_file, key_file) as it:
        lines = acts.redo(it, author=author)
    _tell(lines, as_json=as_json, heading=_("Brought back:"))


def _tell(lines: Iterable[Line], *, as_json: bool, heading: str = "") -> None:
    if as_json:
        give([_json(line) for line in lines])
        return
    if heading:
        say(heading)
    for line in lines:
        past = line.past
        withdrawn = "   " + _("(undone)") if past.withdrawn else ""
        author = f"   {past.author}" if past.author else ""
        when = f"{dt.datetime.fromisoformat(past.made_at).astimezone():%Y-%m-%d %H:%M}"
        say(f"{past.number:>6}  {when}  {line.words}{withdrawn}{author}")


def _json(line: Line) -> dict[str, Any]:
    return {
        "step": line.past.number,
        "act": line.past.act,
        "words": line.words,
        "author": line.past.author,
        "made_at": line.past.made_at,
        "undone": line.past.withdrawn,
        "refs": [str(ref) for ref in line.refs],
    }
