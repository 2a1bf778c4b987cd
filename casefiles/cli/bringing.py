"""The verb that brings documents in."""

from pathlib import Path
from typing import Annotated, Any

import typer

from casefiles.cli.opening import (
    Author,
    Json,
    KeyFile,
    PassphraseFile,
    VaultAt,
    opened,
    read_text,
)
from casefiles.cli.output import give, progress, remark, say
from casefiles.intake.plan import plan_import, read_plan
from casefiles.intake.plan_json import to_json
from casefiles.operations.importing import VaultTexts, take_in
from casefiles.operations.writing import write_new
from casefiles.text import N_, _, many


def add_to(program: typer.Typer) -> None:
    """Put the verb on the command line."""
    program.command("import")(import_)


def import_(  # noqa: PLR0913 - a verb's options are its arguments
    vault: VaultAt,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...")] = None,
    *,
    split: Annotated[
        str, typer.Option(help=N_("auto or never: cut pages into articles."))
    ] = "auto",
    plan_out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=N_("Take nothing in; write the plan to correct it.")),
    ] = None,
    plan: Annotated[
        Path | None, typer.Option(metavar="FILE", help=N_("Take in a corrected plan."))
    ] = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Bring documents in, in one step that can be undone."""
    if split not in ("auto", "never"):
        raise typer.BadParameter(_("--split takes auto or never."))
    if bool(paths) == bool(plan):
        raise typer.BadParameter(_("Name files to import, or one --plan."))
    with opened(vault, passphrase_file, key_file) as it:
        known = VaultTexts(it)
        if plan is not None:
            made = read_plan(read_text(plan), known)
        else:
            mode: Any = split
            made = plan_import(paths or [], known, split=mode, progress=progress())
        if plan_out is not None:
            write_new(plan_out, to_json(made).encode())
            remark(_("The plan is written. Correct it, then import it with --plan."))
            return
        taken = take_in(it, plan=made, progress=progress(), author=author)
        if as_json:
            groups = {"new": taken.new, "attached": taken.attached, "pages": taken.pages}
            told: dict[str, Any] = {
                name: [str(one) for one in refs] for name, refs in groups.items()
            }
            give(told | {"account": list(made.account())})
            return
        for line in made.account():
            say(line)
        for ref in (*taken.new, *taken.attached):
            say(f"  {it.reader.title(ref)}   {ref}")
        say(many("Took in {n} new source.", "Took in {n} new sources.", len(taken.new)))
        if taken.attached:
            count = len(taken.attached)
            say(many("{n} found its record here.", "{n} found their records here.", count))
