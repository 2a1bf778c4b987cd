"""Verbs between desks: cards, partners, sealed archives out and in, and the open interchange."""

from dataclasses import asdict
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
    passphrase,
    read_text,
)
from casefiles.cli.output import give, say
from casefiles.exchange.partners import Partner
from casefiles.model.ids import EntryId
from casefiles.model.kinds import BY_NAME
from casefiles.operations import adopting, exporting, receiving, sharing
from casefiles.operations.dossiers import refs_named
from casefiles.operations.receiving import Preview
from casefiles.operations.sharing import Shared
from casefiles.release.audience import Audience
from casefiles.release.derive import Withheld
from casefiles.text import N_, _, many

ArchivePassphrase = Annotated[
    str | None,
    typer.Option(
        "--with-passphrase",
        metavar="FILE",
        help=N_("The archive's own passphrase: the first line of FILE."),
    ),
]


def add_to(program: typer.Typer) -> None:
    """Put the verbs on the command line."""
    program.command()(share)
    program.command()(receive)
    program.command()(proposals)
    program.command()(card)
    program.command()(partner)
    program.command()(export)
    program.command()(load)


def share(  # noqa: PLR0913 - a verb's options are its arguments
    vault: VaultAt,
    refs: Annotated[list[str], typer.Argument(metavar="REF...", help=N_("Records."))],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE.age", help=N_("Write it there."))
    ],
    audience: Annotated[
        str, typer.Option(metavar="A", help=N_("internal, partner, official or public."))
    ],
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="RECIPIENT", help=N_("A partner, a card or a key (age1...).")),
    ] = None,
    with_passphrase: ArchivePassphrase = None,
    unsigned: Annotated[
        bool, typer.Option("--unsigned", help=N_("Do not say who made it."))
    ] = False,
    originals: Annotated[
        bool, typer.Option("--originals", help=N_("Also the files of sources only cited."))
    ] = False,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Seal records into an archive for a partner."""
    if bool(to) == bool(with_passphrase):
        raise typer.BadParameter(_("Give --to RECIPIENT, or --with-passphrase FILE."))
    with opened(vault, passphrase_file, key_file) as it:
        shared = sharing.share(
            it,
            refs=refs_named(it, refs),
            recipients=to or (),
            passphrase=passphrase(with_passphrase) if with_passphrase else None,
            audience=Audience.parse(audience),
            target=output,
            signed=not unsigned,
            originals=originals,
            author=author,
        )
    if as_json:
        give(_shared_json(shared))
        return
    _say_shared(shared)


def receive(  # noqa: PLR0913 - a verb's options are its arguments
    vault: VaultAt,
    file: Annotated[Path, typer.Argument(metavar="FILE.age")],
    *,
    look: Annotated[
        bool, typer.Option("--try", help=N_("Only say what it would bring; take nothing in."))
    ] = False,
    with_passphrase: ArchivePassphrase = None,
    bring_back_erased: Annotated[
        bool, typer.Option("--bring-back-erased", help=N_("Also what was erased here."))
    ] = False,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Look at a partner's archive and take it in, in one step that can be undone."""
    words = passphrase(with_passphrase) if with_passphrase else None
    with opened(vault, passphrase_file, key_file) as it:
        seen = receiving.preview(it, file, passphrase=words)
        if not as_json:
            _say_preview(seen)
        taken = (
            not look
            and receiving.take_in(
                it, seen, bring_back_erased=bring_back_erased, author=author
            ).taken
        )
    if as_json:
        give(_preview_json(seen) | {"taken": taken})
    elif look:
        say(_("Nothing was taken in: this was only a look."))
    elif taken:
        say(_("Taken in, as one step; undo takes it back."))
    else:
        say(_("Everything in it is here already; nothing changed."))


def proposals(
    vault: VaultAt,
    *,
    adopt: Annotated[
        list[str] | None, typer.Option(metavar="ID", help=N_("Let this decision act here."))
    ] = None,
    decline: Annotated[
        list[str] | None, typer.Option(metavar="ID", help=N_("Say no to this decision."))
    ] = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """List the decisions of partners that wait; adopt or decline them."""
    with opened(vault, passphrase_file, key_file) as it:
        if adopt:
            adopting.adopt(it, chosen=[EntryId.parse(one) for one in adopt], author=author)
        if decline:
            adopting.decline(it, chosen=[EntryId.parse(one) for one in decline], author=author)
        waiting = adopting.proposals(it)
    if as_json:
        give([{"id": str(one.id), "words": one.words, "reason": one.reason} for one in waiting])
        return
    for one in waiting:
        say(f"{one.id}  {one.words}")
        if one.reason:
            say(f"    {one.reason}")
    if not waiting:
        say(_("No decisions of partners wait."))


def card(
    vault: VaultAt,
    *,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help=N_("The name on it; it may be made up."))
    ] = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """Print this vault's card, for partners."""
    with opened(vault, passphrase_file, key_file) as it:
        ours = sharing.card(it, name=name)
    if as_json:
        words = " ".join(ours.fingerprint)
        give(
            {
                "name": ours.name,
                "card": str(ours),
                "recipient": ours.recipient.text,
                "fingerprint": words,
            }
        )
        return
    say(str(ours))
    say(_("Its ten words, to be compared aloud: {w}").format(w=" ".join(ours.fingerprint)))


def partner(
    vault: VaultAt,
    card_file: Annotated[
        Path | None, typer.Argument(metavar="CARD-FILE", help=N_("A file with a partner's card."))
    ] = None,
    *,
    verified: Annotated[
        str | None,
        typer.Option(metavar="PARTNER", help=N_("The ten words were compared in person.")),
    ] = None,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """Add a partner's card, say that it was verified, or list all partners."""
    with opened(vault, passphrase_file, key_file) as it:
        if card_file is not None:
            sharing.add_partner(it, card_text=read_text(card_file).strip())
        if verified is not None:
            sharing.verify_partner(it, partner=verified)
        all_of_them = sharing.partners(it)
    if as_json:
        give([_partner_json(one) for one in all_of_them])
        return
    for one in all_of_them:
        say(f"{one.card.name}   {_(one.state.value)}")
        say(f"  {one.fingerprint}")
    if not all_of_them:
        say(_("No partners yet. Ask one for the card of their vault."))


def export(
    vault: VaultAt,
    *,
    format_name: Annotated[str, typer.Option("--format", metavar="jsonl")] = "jsonl",
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="PATH", help=N_("Write it there."))
    ],
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """Write everything to an open file, in plain: whoever finds it can read it."""
    with opened(vault, passphrase_file, key_file) as it:
        written = exporting.export(it, format_name=format_name, path=output)
    if as_json:
        give({"sha256": written.digest.hex(), "size": written.size})
        return
    say(many("Wrote {n} byte, in plain.", "Wrote {n} bytes, in plain.", written.size))
    say(_("SHA-256: {digest}").format(digest=written.digest.hex()))


def load(
    vault: VaultAt,
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")],
    *,
    as_own: Annotated[
        bool, typer.Option("--as-own", help=N_("Its decisions act at once: the file is ours."))
    ] = False,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFile = None,
    author: Author = None,
    as_json: Json = False,
) -> None:
    """Take in a file of the open interchange, in one step that can be undone."""
    with opened(vault, passphrase_file, key_file) as it:
        loaded = exporting.load(it, path=file, as_own=as_own, author=author)
    counts = {
        "new": loaded.new,
        "same": loaded.same,
        "clashing": loaded.clashing,
        "undone": loaded.undone,
        "proposals": loaded.proposals,
        "missing_files": loaded.missing_files,
    }
    if as_json:
        give(counts)
        return
    _say_counts(counts)


_COUNTED = {
    "new": N_("new entries"),
    "same": N_("here already"),
    "returning": N_("undone here, would stand again"),
    "clashing": N_("kept apart: the same identity with other content"),
    "erased": N_("erased here, taken only if asked"),
    "undone": N_("left out: undone where the file was made"),
    "proposals": N_("decisions that wait to be adopted"),
    "missing_files": N_("documents named that are not in it"),
}


def _say_counts(counts: dict[str, int]) -> None:
    for name, count in counts.items():
        if count or name == "new":
            say(f"{count:>8}  {_(_COUNTED[name])}")


def _say_shared(shared: Shared) -> None:
    for kind, count in shared.counts.items():
        say(f"{count:>8}  {_(BY_NAME[kind].words.more)}")
    _say_withheld(shared.withheld)
    say(_("Written, read back and verified: {name}").format(name=shared.path.name))
    if shared.key_file is not None:
        say(
            _("It opens with its passphrase and this small file: {name}").format(
                name=shared.key_file.name
            )
        )
    say(_("SHA-256: {digest}").format(digest=shared.digest.hex()))


def _say_withheld(withheld: Withheld) -> None:
    say(
        _("Stayed at home: {s} statements, {r} records, {f} files.").format(
            s=withheld.statements + withheld.naming, r=withheld.records, f=withheld.files
        )
    )
    if withheld.naming:
        line = _("{n} of these statements name somebody protected in their words.")
        say(line.format(n=withheld.naming))
    if withheld.unexamined:
        line = _("{n} files went along unexamined: nobody can search pictures or sound.")
        say(line.format(n=withheld.unexamined))


def _shared_json(shared: Shared) -> dict[str, Any]:
    return {
        "records": dict(shared.counts),
        "withheld": asdict(shared.withheld),
        "file": shared.path.name,
        "key_file": shared.key_file.name if shared.key_file else None,
        "sha256": shared.digest.hex(),
    }


def _say_preview(seen: Preview) -> None:
    if seen.sender is None:
        say(_("From: nobody signed it"))
    else:
        say(_("From: {name} ({state})").format(name=seen.sender.name, state=_(seen.state.value)))
        say(_("Ten words: {w}").format(w=" ".join(seen.sender.fingerprint)))
    say(_("Made for: {audience}").format(audience=seen.audience.label))
    if seen.gap:
        say(
            _("Archives {a} to {b} of this sender never came here.").format(
                a=seen.gap.start, b=seen.gap.stop - 1
            )
        )
    if seen.broken:
        say(_("The sender's last archive is another than the one taken here."))
    if seen.received_before:
        say(_("Already received."))
    _say_counts(dict(seen.counts()))


def _preview_json(seen: Preview) -> dict[str, Any]:
    return {
        "sender": seen.sender.name if seen.sender else None,
        "state": seen.state.value,
        "audience": seen.audience.value,
        "number": seen.number,
        "gap": list(seen.gap),
        "received_before": seen.received_before,
        "counts": dict(seen.counts()),
    }


def _partner_json(one: Partner) -> dict[str, Any]:
    return {
        "name": one.card.name,
        "state": one.state.value,
        "recipient": one.card.recipient.text,
        "fingerprint": one.fingerprint,
    }
