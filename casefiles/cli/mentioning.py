"""The verb that says whom and what a source mentions, and which dates stand in it."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from casefiles.cli.opening import Json, KeyFile, PassphraseFile, VaultAt, opened
from casefiles.cli.output import give, say
from casefiles.errors import NotUnderstood
from casefiles.model.date_finding import FoundDate
from casefiles.model.kinds import BY_NAME
from casefiles.operations.dating import dates
from casefiles.operations.mentioning import Mentioned, Status, mentions
from casefiles.text import N_, _, many

_STATUS = {
    Status.SUGGESTED: N_("suggested"),
    Status.CITED: N_("cited"),
    Status.ACCEPTED: N_("accepted"),
    Status.REFUSED: N_("refused"),
}


def add_to(program: typer.Typer) -> None:
    """Put the verb on the command line."""
    program.command("mentions")(mentions_)


def mentions_(
    vault: VaultAt,
    source: Annotated[str, typer.Argument(metavar="SOURCE")],
    *,
    refused: Annotated[
        bool, typer.Option("--refused", help=N_("Also what somebody refused."))
    ] = False,
    only_dates: Annotated[
        bool, typer.Option("--dates", help=N_("Only the dates that stand in the text."))
    ] = False,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """List every person, organisation and place that a source mentions, with exact places.

    The dates in its text stand below; --json tells mentions, or with --dates the dates.
    """
    with opened(vault, passphrase_file, key_file) as it:
        ref = it.reader.find(source)
        if ref.kind != "source":
            raise NotUnderstood(
                _("This record is not a source."), _("Name a source; only sources have a text.")
            )
        readable = bool(it.reader.text_of(ref))
        found = () if only_dates else mentions(it, source=ref, refused=refused)
        dated = () if as_json and not only_dates else dates(it, source=ref)
    if as_json:
        give([_date_json(one) for one in dated] if only_dates else [_json(one) for one in found])
    elif not readable:
        say(_("The text of this source is not here. Import its file to read it."))
    else:
        if not only_dates:
            _say_mentions(found)
        _say_dates(dated)


def _say_mentions(found: Sequence[Mentioned]) -> None:
    if not found:
        say(_("Nobody and nothing known is mentioned in this source."))
    for one in found:
        kind = _(BY_NAME[one.ref.kind].words.one)
        surface = " ".join(one.surface.split())
        say(f"{one.start}–{one.end}  {surface}  →  {one.title} [{kind}]  {_(_STATUS[one.status])}")


def _say_dates(dated: Sequence[FoundDate]) -> None:
    say(many("{n} date stands in the text.", "{n} dates stand in the text.", len(dated)))
    for one in dated:
        say(f"{one.start}–{one.end}  {' '.join(one.surface.split())}  →  {one.sentence()}")


def _json(one: Mentioned) -> dict[str, Any]:
    return {
        "ref": str(one.ref),
        "name": one.title,
        "surface": one.surface,
        "start": one.start,
        "end": one.end,
        "status": one.status.value,
    }


def _date_json(one: FoundDate) -> dict[str, Any]:
    """`date` is EDTF, null where the words cannot be kept as a date."""
    return {
        "date": one.when.text if one.when else None,
        "understood": one.sentence(),
        "surface": one.surface,
        "start": one.start,
        "end": one.end,
    }
