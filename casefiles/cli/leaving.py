"""The verb that prints: what leaves the vault on paper."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from casefiles.cli.opening import Author, Json, KeyFile, PassphraseFile, VaultAt, opened
from casefiles.cli.output import give, say
from casefiles.errors import NotUnderstood
from casefiles.operations.checking import LACKS, WeakPlace, counted, weak_places
from casefiles.operations.dossiers import Printed, preview, print_dossier, refs_named
from casefiles.release.audience import Audience
from casefiles.release.selection import Selection
from casefiles.text import N_, _, many

LANGUAGES = ("en", "ru")
"""What a dossier can be written in."""


def add_to(program: typer.Typer) -> None:
    """Put the verb on the command line."""
    program.command()(dossier)


def dossier(  # noqa: PLR0913 - a verb's options are its arguments
    vault: VaultAt,
    refs: Annotated[list[str], typer.Argument(metavar="REF...", help=N_("Records."))],
    *,
    audience: Annotated[
        str, typer.Option(metavar="A", help=N_("internal, partner, official or public."))
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE.pdf", help=N_("Write it there.")),
    ] = None,
    template: Annotated[str, typer.Option(metavar="T")] = "person",
    language: Annotated[str, typer.Option(metavar="L", help=N_("en or ru."))] = "en",
    purpose: Annotated[str, typer.Option(metavar="WORDS")] = "",
    without: Annotated[
        list[str] | None, typer.Option(metavar="SECTION", help=N_("Leave this section out."))
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help=N_("Only list what to look at first; write nothing.")),
    ] = False,
    version: Annotated[str | None, typer.Option(metavar="V")] = None,
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")] = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Print a dossier as PDF for an audience.

    What that audience may not see is left out, and the finished PDF is searched for withheld names.
    """
    if (output is None) is not check:
        raise typer.BadParameter(_("Give -o FILE.pdf, or --check."))
    day = _day(date) if date else None
    with opened(vault, passphrase_file, key_file) as it:
        selection = Selection(
            refs_named(it, refs),
            Audience.parse(audience),
            _language(language),
            template,
            purpose,
            tuple(dict.fromkeys(without or ())),
        )
        if output is None:
            places = weak_places(it, preview(it, selection=selection, version=version, date=day))
            _say_places(places, as_json=as_json)
            return
        printed = print_dossier(
            it, selection=selection, target=output, version=version, date=day, author=author
        )
    if as_json:
        give(_json(printed))
        return
    _say_printed(printed)


def _say_printed(printed: Printed) -> None:
    made = printed.made
    say(many("Wrote a dossier of {n} page.", "Wrote a dossier of {n} pages.", made.pages))
    say(
        _("Left out for this audience: {s} statements, {r} records.").format(
            s=made.left_out.statements, r=made.left_out.records
        )
    )
    say(_("SHA-256: {digest}").format(digest=made.sha256))
    if not printed.recorded:
        say(_("The vault cannot be written, so this is not in its history."))


def _language(untrusted_text: str) -> str:
    if untrusted_text not in LANGUAGES:
        raise NotUnderstood(
            _("There is no such language."),
            _("Known are: {languages}.").format(languages=", ".join(LANGUAGES)),
        )
    return untrusted_text


def _day(untrusted_text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(untrusted_text)
    except ValueError:
        raise NotUnderstood(_("A date looks like 2017-07-18.")) from None


def _say_places(places: Sequence[WeakPlace], *, as_json: bool) -> None:
    if as_json:
        give(
            [
                {
                    "lack": one.lack.value,
                    "ref": str(one.ref),
                    "property": one.property,
                    "title": one.title,
                    "words": one.words,
                }
                for one in places
            ]
        )
        return
    for lack in LACKS:
        found = [one for one in places if one.lack is lack]
        if found:
            say(f"\n{_(LACKS[lack])} ({len(found)})")
        for one in found:
            say(f"  {one.title}   {one.field}: {one.words}")
            say(f"      {one.ref}")
    say("\n" + (", ".join(counted(places)) + "." if places else _("Nothing to look at first.")))


def _json(printed: Printed) -> dict[str, object]:
    made = printed.made
    return {
        "pages": made.pages,
        "sha256": made.sha256,
        "version": printed.version,
        "left_out": {"statements": made.left_out.statements, "records": made.left_out.records},
        "recorded": printed.recorded,
    }
