"""Verbs about the vault itself: create, keys, verify, rebuild, stats."""

from pathlib import Path
from typing import Annotated

import typer

from casefiles.cli.opening import (
    Author,
    Json,
    KeyFile,
    PassphraseFile,
    Sheet,
    VaultAt,
    new_passphrase,
    opened,
    passphrase,
    sheet_text,
)
from casefiles.cli.output import give, remark, say
from casefiles.errors import VaultDamaged
from casefiles.model.kinds import BY_NAME
from casefiles.operations.example import fill_in_example
from casefiles.operations.figures import figures
from casefiles.operations.keeping import (
    Access,
    add_key_file,
    change_passphrase,
    head_words,
    recovery_sheet,
    remove_key_file,
    repair_keys,
)
from casefiles.operations.writing import write_new
from casefiles.seal.passphrase import generate_words
from casefiles.text import N_, _
from casefiles.vault import Vault, named


def add_to(program: typer.Typer) -> None:
    """Put the verbs on the command line."""
    program.command()(create)
    keys = typer.Typer(help=_("Change what opens a vault."), rich_markup_mode=None)
    keys.command("change")(change)
    keys.command("add-file")(add_file)
    keys.command("remove-file")(remove_file)
    keys.command("sheet")(sheet)
    keys.command("repair")(repair)
    program.add_typer(keys, name="key")
    program.command()(stats)
    program.command()(verify)
    program.command()(rebuild)


def create(
    vault: VaultAt,
    *,
    example: Annotated[bool, typer.Option(help=N_("Fill in the published example."))] = False,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Create a new vault."""
    if passphrase_file is None:
        words = " ".join(generate_words())
        remark(_("A good passphrase is six words by chance. For example: {w}").format(w=words))
    chosen = new_passphrase(passphrase_file, _("Passphrase for the new vault"))
    with Vault.create(named(vault), chosen, author=author or "", key_file=key_file) as made:
        count = fill_in_example(made) if example else 0
        if as_json:
            give({"vault": made.name, "records": count, "head": head_words(made)})
            return
        say(_("Created the vault {name}.").format(name=made.name))
        if count:
            say(_("Filled in the example: {n} records.").format(n=count))
        if count:
            say(_("History ends in: {words}").format(words=head_words(made)))
        say(_("Print a recovery sheet now: parvanda key sheet VAULT"))


def change(
    vault: VaultAt,
    *,
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: Annotated[
        str | None, typer.Option(metavar="FILE", help=N_("The new passphrase."))
    ] = None,
    key_file: KeyFile = None,
    recovery_sheet: Sheet = None,
) -> None:
    """Change the passphrase."""
    access = Access.of(vault, passphrase_file_text(passphrase_file, recovery_sheet), key_file)
    access = access.with_sheet(sheet_text(recovery_sheet))
    change_passphrase(access, new=new_passphrase(new_passphrase_file, _("New passphrase")))
    say(_("The passphrase is changed. Old copies of the vault still open with the old one."))


def add_file(vault: VaultAt, key_file: Path, *, passphrase_file: PassphraseFile = None) -> None:
    """From now on the vault also needs a key file, which is made now."""
    add_key_file(Access.of(vault, passphrase(passphrase_file), None), key_file=key_file)
    say(_("The vault now opens only with the passphrase and this key file. Keep a copy of it."))


def remove_file(vault: VaultAt, key_file: Path, *, passphrase_file: PassphraseFile = None) -> None:
    """The vault no longer needs the key file."""
    remove_key_file(Access.of(vault, passphrase(passphrase_file), key_file))
    say(_("The passphrase alone opens the vault again."))


def repair(
    vault: VaultAt, *, passphrase_file: PassphraseFile = None, key_file: KeyFile = None
) -> None:
    """Make both copies of the keys whole again."""
    damage = repair_keys(Access.of(vault, passphrase(passphrase_file), key_file))
    for one in damage:
        say(one)
    say(_("Both copies of the keys are whole and the same.") if damage else _("Nothing to repair."))


def sheet(
    vault: VaultAt,
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help=N_("Write it there."))
    ] = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
) -> None:
    """Print the recovery sheet. Whoever has it can open the vault."""
    with opened(vault, passphrase_file, key_file) as it:
        text = recovery_sheet(it)
    if output is None:
        say(text)
        return
    write_new(output, text.encode())
    remark(_("The recovery sheet is written, outside the vault and in plain. Guard the paper."))


def stats(
    vault: VaultAt,
    *,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """Count what the vault holds."""
    with opened(vault, passphrase_file, key_file) as it:
        counted = figures(it)
    if as_json:
        give(counted.to_json())
        return
    for kind, count in counted.records.items():
        say(f"{count:>8}  {_(BY_NAME[kind].words.more)}")
    say(f"{counted.claims:>8}  " + _("statements"))
    say(f"{counted.without_source:>8}  " + _("of them without a source"))
    say(f"{counted.disputed:>8}  " + _("records on which sources disagree"))
    say(f"{counted.steps:>8}  " + _("steps in the history"))
    say(_("These are documented cases, not all cases."))


def verify(
    vault: VaultAt,
    *,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """Check that everything is still what was written."""
    with opened(vault, passphrase_file, key_file) as it:
        damage = [*it.warnings, *(str(one) for one in it.verify())]
        words = head_words(it) if not damage else ""
    if as_json:
        give({"whole": not damage, "damage": damage, "head": words})
    for one in damage if not as_json else ():
        say(one)
    if damage:
        raise VaultDamaged(
            _("The vault is not as it was written."),
            _("Copy its folder, then restore the last verified backup."),
        )
    if not as_json:
        say(_("Everything is as it was written. History ends in: {w}").format(w=words))


def rebuild(
    vault: VaultAt, *, passphrase_file: PassphraseFile = None, key_file: KeyFile = None
) -> None:
    """Compute records and search index anew from the ledger."""
    with opened(vault, passphrase_file, key_file) as it:
        it.rebuild()
    say(_("Records and search are computed anew."))


def passphrase_file_text(file: str | None, sheet: Path | None) -> str | None:
    """The passphrase, unless a recovery sheet stands in for it."""
    return None if sheet is not None else passphrase(file)
