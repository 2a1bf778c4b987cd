"""What the start window lets do beside itself: open, create, and open with the recovery sheet.

Each takes a `Job`. Deriving a key cannot be interrupted; who cancels is free at once, and a vault
that opens afterwards is closed again.
"""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.jobs import Job
from casefiles.errors import Cancelled, CaseFileError, NotAVault, VaultDamaged
from casefiles.text import _

if TYPE_CHECKING:
    from casefiles.seal.passphrase import Cost
    from casefiles.vault import Vault


def warm() -> None:
    """Load what opening needs, while somebody is still typing."""
    import casefiles.vault  # noqa: F401 - loaded for its effect


def open_vault(job: Job, folder: Path, passphrase: str, key_file: Path | None) -> "Vault":
    """Open by passphrase."""
    from casefiles.vault import Unlocking, Vault

    return _unless_cancelled(job, Vault.open(folder, Unlocking(passphrase, key_file)))


def make_vault(
    job: Job,
    folder: Path,
    passphrase: str,
    *,
    author: str = "",
    example: bool = False,
    cost: "Cost | None" = None,
) -> "Vault":
    """Create a vault, with the example in it if asked for."""
    from casefiles.operations.example import fill_in_example
    from casefiles.vault import Vault

    made = Vault.create(folder, passphrase, author=author, cost=cost)
    try:
        if example and not job.cancelled:
            job.report(0, 0, _("Filling in the example: about half a minute …"))
            fill_in_example(made)
        return _unless_cancelled(job, made)
    except BaseException:
        # Nobody else can have opened it meanwhile, and nothing of anybody's is in it.
        made.close()
        shutil.rmtree(made.folder, ignore_errors=True)
        raise


def sheet_of(vault: "Vault") -> str:
    """The recovery sheet as text."""
    from casefiles.operations.keeping import recovery_sheet

    return recovery_sheet(vault)


def confirm(vault: "Vault") -> None:
    """The sheet was typed back: nobody needs to be reminded of it.

    Nobody is kept out because that could not be written; then the reminder stays.
    """
    from casefiles.operations.keeping import confirm_sheet

    with suppress(CaseFileError):
        confirm_sheet(vault)


def prove_sheet(folder: Path, typed: str) -> None:
    """Say whether these words open this vault: raises `WrongKey` or `NotUnderstood`."""
    from casefiles.seal.recovery import parse_sheet, unlock_with_sheet
    from casefiles.vault import prove

    sheet = parse_sheet(typed)
    try:
        unlock_with_sheet(folder, sheet)
    except (VaultDamaged, NotAVault):
        prove(folder, sheet.data_key)  # the keys are lost; the case files themselves decide


def renew(
    job: Job, folder: Path, typed: str, passphrase: str, *, cost: "Cost | None" = None
) -> "Vault":
    """Set another passphrase by the recovery sheet, and open with it."""
    from dataclasses import replace

    from casefiles.operations.keeping import Access, change_passphrase

    access = Access.of(folder, None, None).with_sheet(typed)
    change_passphrase(replace(access, cost=cost), new=passphrase)
    vault = open_vault(job, folder, passphrase, None)
    confirm(vault)
    return vault


def write_file(target: Path, data: bytes) -> None:
    """Write a file outside the vault, whole or not at all."""
    from casefiles.operations.writing import write_new

    write_new(target, data)


def _unless_cancelled(job: Job, vault: "Vault") -> "Vault":
    if job.cancelled:
        vault.close()
        raise Cancelled(_("Stopped."))
    return vault
