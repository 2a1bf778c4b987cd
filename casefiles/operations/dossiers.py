"""Printing a dossier: composed for its audience, looked through, written, kept in the history."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles.dossier.making import MadeDossier, make_dossier
from casefiles.dossier.templates import template_named
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Text, Value, When
from casefiles.operations.writing import write_new
from casefiles.release.audience import Audience
from casefiles.release.selection import Selection
from casefiles.text import _, speaking
from casefiles.vault import Vault


@dataclass(frozen=True, slots=True)
class Printed:
    """A dossier that was written. `recorded` is False only in a vault that cannot be written."""

    made: MadeDossier
    version: str
    recorded: bool


def preview(
    vault: Vault,
    *,
    selection: Selection,
    file_name: str = "",
    version: str | None = None,
    date: dt.date | None = None,
) -> MadeDossier:
    """The dossier as `print_dossier` would write it now. Nothing is written."""
    version = version or _next_version(vault, selection)
    date = date or _today()
    with speaking(selection.language):
        return make_dossier(
            selection, vault.reader, version=version, date=date, file_name=file_name
        )


def print_dossier(
    vault: Vault,
    *,
    selection: Selection,
    target: Path,
    version: str | None = None,
    date: dt.date | None = None,
    addressee: str = "",
    author: str | None = None,
) -> Printed:
    """Write a dossier to `target`, which must not exist, and keep what left, for whom, in a Step.

    `version` counts the dossiers made about the first record; `date` is today. The same input,
    date and version give the same bytes. `addressee` is for our own history alone. Raises
    `NotUnderstood`, `OutputRefused`, `DiskFull`, `MediumTrouble`; then nothing is written and
    nothing recorded.
    """
    version = version or _next_version(vault, selection)
    date = date or _today()
    made = preview(vault, selection=selection, file_name=target.name, version=version, date=date)
    write_new(target, made.content)
    if vault.read_only:
        return Printed(made, version, recorded=False)
    try:
        _record(vault, selection, made, date, addressee, author)
    except BaseException:
        target.unlink(missing_ok=True)  # what is not in the history does not leave
        raise
    return Printed(made, version, recorded=True)


def note_handed_out(
    vault: Vault,
    *,
    selection: Selection,
    made: MadeDossier,
    addressee: str = "",
    author: str | None = None,
) -> None:
    """Keep in the history what left on paper, with the digest of the PDF that was printed."""
    _record(vault, selection, made, _today(), addressee, author)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _next_version(vault: Vault, selection: Selection) -> str:
    return str(1 + _made_before(vault, selection.refs[0])) if selection.refs else "1"


def _made_before(vault: Vault, ref: Ref) -> int:
    about = {one.origin for one in vault.reader.linked_to(ref, "about")}
    submissions = [one for one in about if one.kind == "submission"]
    said = vault.reader.statements_of(submissions)
    return sum("digest" in one for one in said.values())  # what others sent has no digest of ours


def _record(
    vault: Vault,
    selection: Selection,
    made: MadeDossier,
    date: dt.date,
    addressee: str,
    author: str | None,
) -> None:
    told: list[tuple[str, Value]] = [
        # Not the dossier's own title: it is a name, and would outlive the erasing of its person.
        ("title", Text(_(template_named(selection.template).label))),
        ("audience", Text(Audience(selection.audience).value)),
        ("sent", When(UncertainDate.of_day(date))),
        ("digest", Text(made.sha256)),
        *(("about", Link(ref.id)) for ref in selection.refs),
    ]
    if addressee.strip():
        told.append(("addressee_name", Text(" ".join(addressee.split()))))
    with vault.step("dossier", author=author) as step:
        submission = step.create("submission")
        for name, value in told:
            step.say(
                submission.id,
                name,
                value,
                certainty="stated",
                by="own",
                sensitivity=Sensitivity.INTERNAL,
            )
        step.detail["refs"] = []
        if selection.without:
            step.detail["without"] = list(selection.without)
        step.about(*selection.refs)


def refs_named(vault: Vault, untrusted: Sequence[str]) -> tuple[Ref, ...]:
    """The records that a person named; raises `NoSuchRecord`."""
    return tuple(vault.reader.find(text) for text in untrusted)
