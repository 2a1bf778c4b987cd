"""Keeping a vault: what opens it, the recovery sheet, and the words its history ends in."""

from dataclasses import dataclass, replace
from pathlib import Path

from casefiles.errors import NotAVault, VaultDamaged
from casefiles.ledger.commitment import GENESIS
from casefiles.operations.preferences import preference, set_preference
from casefiles.seal import keyring
from casefiles.seal.keyfile import write_key_file
from casefiles.seal.passphrase import Cost, calibrate
from casefiles.seal.recovery import RecoverySheet, parse_sheet, render_sheet, unlock_with_sheet
from casefiles.seal.words import words_of
from casefiles.text import _
from casefiles.vault import Vault, named, prove

_CONFIRMED = "sheet.confirmed"


@dataclass(frozen=True, slots=True)
class Access:
    """The folder of a locked vault and what opens it: for changing the keys themselves."""

    folder: Path
    passphrase: str | None
    key_file: Path | None = None
    sheet: RecoverySheet | None = None
    cost: Cost | None = None

    @classmethod
    def of(cls, folder: Path, passphrase: str | None, key_file: Path | None) -> "Access":
        """For the vault at `folder`; raises `NotAVault`."""
        for candidate in (folder, named(folder)):
            if candidate.is_dir():
                return cls(candidate, passphrase, key_file)
        raise NotAVault(_("There is no vault at this place."), _("Check the name and the folder."))

    def with_sheet(self, untrusted_text: str | None) -> "Access":
        """The same, opened by a typed-in recovery sheet if there is one."""
        if untrusted_text is None:
            return self
        return replace(self, sheet=parse_sheet(untrusted_text))


def change_passphrase(access: Access, *, new: str) -> None:
    """Seal the keys with another passphrase. Raises `WrongKey` and its like, nothing changed.

    Opened by a recovery sheet, the new passphrase becomes the only way in; the sheet also writes
    new keys where both copies of them are damaged or lost.
    """
    cost = access.cost or calibrate()
    if access.sheet is None:
        keyring.change_passphrase(
            access.folder,
            new,
            cost=cost,
            passphrase=access.passphrase,
            key_file=access.key_file,
        )
        return
    try:
        recovery_key = unlock_with_sheet(access.folder, access.sheet).data_key
    except (VaultDamaged, NotAVault):
        _write_keys_anew(access.folder, access.sheet, new, cost)
        return
    keyring.change_passphrase(access.folder, new, cost=cost, recovery_key=recovery_key)


def repair_keys(access: Access) -> tuple[str, ...]:
    """Make both copies of the keys whole and the same; returns what was wrong with them."""
    unlocked = keyring.unlock(access.folder, passphrase=access.passphrase, key_file=access.key_file)
    if unlocked.damage:
        keyring.repair_copy(access.folder, unlocked)
    return unlocked.damage


def mend_keys(vault: Vault) -> None:
    """The same for a vault that is open, with the keys it was opened with.

    Raises `VaultDamaged` if they are no longer there, or are others by now.
    """
    damage = vault.unlocked.damage
    vault.unlocked = keyring.repair_copy(vault.folder, vault.unlocked)
    vault.warnings = tuple(one for one in vault.warnings if one not in damage)


def add_key_file(access: Access, *, key_file: Path) -> None:
    """Make a key file at `key_file`; the vault opens only with both from now on."""
    assert access.passphrase is not None
    keyring.unlock(access.folder, passphrase=access.passphrase)  # before a file is made
    write_key_file(key_file)
    keyring.add_key_file(
        access.folder,
        key_file,
        passphrase=access.passphrase,
        cost=access.cost or calibrate(),
    )


def remove_key_file(access: Access) -> None:
    """The passphrase alone opens the vault again."""
    assert access.passphrase is not None
    assert access.key_file is not None
    keyring.remove_key_file(
        access.folder,
        passphrase=access.passphrase,
        key_file=access.key_file,
        cost=access.cost or calibrate(),
    )


def _write_keys_anew(folder: Path, sheet: RecoverySheet, new: str, cost: Cost) -> None:
    vault_id, generation = prove(folder, sheet.data_key)
    keyring.rebuild_keyring(
        folder,
        data_key=sheet.data_key,
        vault_id=vault_id,
        generation=generation,
        passphrase=new,
        cost=cost,
    )


def recovery_sheet(vault: Vault) -> str:
    """The recovery sheet as text to print."""
    return render_sheet(vault.recovery_sheet())


def sheet_confirmed(vault: Vault) -> bool:
    """Whether somebody showed, or said, that the recovery sheet is on paper."""
    return bool(preference(vault, _CONFIRMED, default=False))


def confirm_sheet(vault: Vault) -> None:
    """Remember, inside the vault, that the recovery sheet is on paper."""
    set_preference(vault, _CONFIRMED, value=True)


def head_words(vault: Vault) -> str:
    """Four words for the state of the whole history: remember them, compare them later.

    Empty while there is no history.
    """
    if vault.ledger.head == GENESIS:
        return ""
    return " ".join(words_of(vault.ledger.head, 4))


def name_author(vault: Vault, name: str) -> None:
    """Who is named in new lines of history from now on; old lines stay as they are."""
    vault.ledger.set_meta("author", " ".join(name.split()).encode())


def prove_access(access: Access) -> None:
    """Say whether this opens the vault: raises `WrongKey` if not. Nothing is written."""
    keyring.unlock(access.folder, passphrase=access.passphrase, key_file=access.key_file)


def needs_key_file(vault: Vault) -> bool:
    """Whether the vault opens only with a key file."""
    return keyring.needs_key_file(vault.folder)
