"""Verbs that decide about records: one or several, and gone for good."""

import sys
from typing import Annotated

import typer

from casefiles.cli.opening import Author, KeyFile, PassphraseFile, VaultAt, opened
from casefiles.cli.output import plain, say
from casefiles.errors import NotUnderstood
from casefiles.operations import erasing, judging
from casefiles.text import N_, _, many

Refs = Annotated[list[str], typer.Argument(metavar="REF...", help=N_("Records."))]


def add_to(program: typer.Typer) -> None:
    """Put the verbs on the command line."""
    program.command()(merge)
    program.command()(unmerge)
    program.command("keep-apart")(keep_apart)
    program.command()(erase)


def merge(
    vault: VaultAt,
    refs: Refs,
    *,
    reason: Annotated[str, typer.Option(metavar="WORDS")] = "",
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
) -> None:
    """Say that records are one. Nothing is lost, and unmerge takes them apart again."""
    with opened(vault, passphrase_file, key_file) as it:
        found = [it.reader.find(ref) for ref in refs]
        merged = judging.merge(it, refs=found, reason=reason, author=author)
        say(_("Merged into {ref}.").format(ref=merged))


def unmerge(
    vault: VaultAt,
    ref: Annotated[str, typer.Argument(metavar="REF")],
    *,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
) -> None:
    """Take a merged record apart again."""
    with opened(vault, passphrase_file, key_file) as it:
        count = judging.unmerge(it, ref=it.reader.find(ref), author=author)
    say(many("It is {n} record again.", "They are {n} records again.", count))


def keep_apart(
    vault: VaultAt,
    refs: Refs,
    *,
    reason: Annotated[str, typer.Option(metavar="WORDS")] = "",
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
) -> None:
    """Say that records are different, however alike they look."""
    with opened(vault, passphrase_file, key_file) as it:
        found = [it.reader.find(ref) for ref in refs]
        judging.keep_apart(it, refs=found, reason=reason, author=author)
    say(_("They are kept apart."))


def erase(
    vault: VaultAt,
    refs: Refs,
    *,
    yes: Annotated[
        bool, typer.Option("--yes", help=N_("Do not ask; this cannot be undone."))
    ] = False,
    reason: Annotated[str, typer.Option(metavar="WORDS")] = "",
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
) -> None:
    """Erase records for good, with their acts and relations. This cannot be undone."""
    with opened(vault, passphrase_file, key_file) as it:
        found = [it.reader.find(ref) for ref in refs]
        if not yes:
            called = "; ".join(it.reader.title(ref) or str(ref) for ref in found)
            _ask(
                _("Erase {what} for good, with its parts? This cannot be undone.").format(
                    what=plain(called)
                )
            )
        outcome = erasing.erase_for_good(it, refs=found, reason=reason, author=author)
    gone = outcome.gone
    say(
        _("Erased {r} records, {e} entries, {f} files.").format(
            r=gone.records, e=gone.entries, f=gone.files
        )
    )
    if gone.still_citing:
        say(
            many(
                "{n} statement elsewhere still cites it, in its own words.",
                "{n} statements elsewhere still cite it, in their own words.",
                gone.still_citing,
            )
        )
    if outcome.still_naming:
        say(_("These still say its name in their own words:"))
        for hit in outcome.still_naming:
            say(f"  {hit.ref}  {hit.title}")
    if outcome.begun_naming:
        say(erasing.begun_in_words(outcome.begun_naming))
    say(_("Other spellings and descriptions of it may stand elsewhere: search for them."))
    say(_("Backups, archives and papers that left this vault are out of reach."))


def _ask(question: str) -> None:
    if not sys.stdin.isatty():
        raise NotUnderstood(_("There is nobody here to ask; nothing was erased."), _("Give --yes."))
    if not typer.confirm(question, err=True):
        raise NotUnderstood(_("Nothing was erased."))
