"""The verb that prints: what leaves the vault on paper."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from casefiles.cli.opening import Author, Json, KeyFile, PassphraseFile, VaultAt, opened
from casefiles.cli.output import give, say
from casefiles.errors import NotUnderstood
from casefiles.operations.dossiers import Printed, print_dossier, refs_named
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
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE.pdf", help=N_("Write it there."))
    ],
    audience: Annotated[
        str, typer.Option(metavar="A", help=N_("internal, partner, official or public."))
    ],
    template: Annotated[str, typer.Option(metavar="T")] = "person",
    language: Annotated[str, typer.Option(metavar="L", help=N_("en or ru."))] = "en",
    purpose: Annotated[str, typer.Option(metavar="WORDS")] = "",
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
    day = _day(date) if date else None
    with opened(vault, passphrase_file, key_file) as it:
        selection = Selection(
            refs_named(it, refs), Audience.parse(audience), _language(language), template, purpose
        )
        printed = print_dossier(
            it, selection=selection, target=output, version=version, date=day, author=author
        )
    if as_json:
        give(_json(printed))
        return
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


def _json(printed: Printed) -> dict[str, object]:
    made = printed.made
    return {
        "pages": made.pages,
        "sha256": made.sha256,
        "version": printed.version,
        "left_out": {"statements": made.left_out.statements, "records": made.left_out.records},
        "recorded": printed.recorded,
    }
