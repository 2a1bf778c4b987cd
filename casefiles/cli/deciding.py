"""Verbs that decide about records: one or several, and gone for good."""

import sys
from typing import Annotated, Any

import typer

from casefiles.cli.opening import Author, Json, KeyFile, PassphraseFile, VaultAt, opened
from casefiles.cli.output import give, plain, progress, say
from casefiles.errors import NotUnderstood
from casefiles.model.kinds import kind_named
from casefiles.operations import duplicates as looking
from casefiles.operations import erasing, judging
from casefiles.text import N_, _, many
from casefiles.vault import Vault

Refs = Annotated[list[str], typer.Argument(metavar="REF...", help=N_("Records."))]


def add_to(program: typer.Typer) -> None:
    """Put the verbs on the command line."""
    program.command()(merge)
    program.command()(unmerge)
    program.command("keep-apart")(keep_apart)
    program.command()(duplicates)
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


def duplicates(
    vault: VaultAt,
    *,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help=N_("Only records of this kind."))
    ] = None,
    decided: Annotated[
        bool, typer.Option("--decided", help=N_("Pairs that were decided, too."))
    ] = False,
    as_json: Json = False,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
) -> None:
    """Find records that may be one, with the reasons. Nothing is merged by this."""
    kinds = [kind_named(one).name for one in kind or looking.KINDS]
    if unknown := [one for one in kinds if one not in looking.KINDS]:
        raise NotUnderstood(
            _("Duplicates of this kind are not looked for: {kind}.").format(kind=unknown[0]),
            _("Known are: {kinds}.").format(kinds=", ".join(looking.KINDS)),
        )
    with opened(vault, passphrase_file, key_file) as it:
        found = looking.look_for(it, kinds=kinds, decided_too=decided, report=progress())
        told = [_pair(it, one) for one in found]
    if as_json:
        give(told)
        return
    for one in told:
        head = _("Perhaps relatives") if one["relatives"] else _("Perhaps the same")
        say(f"{head}: {one['titles'][0]}  |  {one['titles'][1]}")
        say(f"  {one['refs'][0]}  {one['refs'][1]}")
        for reason in one["why"]:
            say(f"  - {reason}")
    if not told:
        say(_("Nothing to compare."))


def _pair(vault: Vault, pair: looking.Pair) -> dict[str, Any]:
    refs = looking.refs_of(pair)
    return {
        "kind": pair.kind,
        "refs": [str(ref) for ref in refs],
        "titles": [vault.reader.title(ref) for ref in refs],
        "score": pair.score,
        "relatives": pair.kin,
        "two_identifiers": pair.sure,
        "why": list(looking.reasons(vault, pair)),
    }


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
