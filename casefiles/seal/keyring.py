"""The keyring of a vault: create, unlock, change the passphrase, key file, repair.

The data key is random and never changes in a vault's life; changing a passphrase seals it anew
("rewrap"). Old `keys` files, in a backup or in the worn-out cells of a disk, still open with the
old passphrase: where others know it, the case files must move into a new vault.

Every change rewrites both copies from the one that was opened and so also heals a damaged one.
"""

import secrets
from pathlib import Path

from casefiles.errors import NotUnderstood, StorageError, VaultDamaged
from casefiles.seal.copies import read_copies, refuse_existing, remove_copies, write_copies
from casefiles.seal.derive import DATA_KEY_SIZE, VaultKeys
from casefiles.seal.header import SLOTS, VAULT_ID_SIZE, Header, authentic, new_header
from casefiles.seal.keyfile import key_file_digest
from casefiles.seal.opening import (
    Opening,
    Unlocked,
    open_with_data_key,
    open_with_secret,
    salvage_data_key,
    wrong_key,
)
from casefiles.seal.passphrase import Cost, normalised
from casefiles.seal.slot import Place, Secret, SlotKind, free_slot, seal_slot
from casefiles.text import _


def create_keyring(
    folder: Path, passphrase: str, *, cost: Cost, key_file: Path | None = None
) -> Unlocked:
    """Write the keys of a new vault into an existing folder.

    Raises `VaultExists`, `NotUnderstood` (passphrase or key file), `DiskFull`, `MediumTrouble`;
    after a failure nothing of it is left.
    """
    refuse_existing(folder)
    secret = _secret(passphrase, key_file)
    data_key, vault_id = secrets.token_bytes(DATA_KEY_SIZE), secrets.token_bytes(VAULT_ID_SIZE)
    header = _sealed_in(new_header(vault_id, 1), 0, data_key, secret, cost)
    try:
        return _written(folder, header, data_key, 0)
    except StorageError:
        remove_copies(folder)
        raise


def unlock(
    folder: Path,
    *,
    passphrase: str | None = None,
    key_file: Path | None = None,
    recovery_key: bytes | None = None,
) -> Unlocked:
    """Open by passphrase (with its key file) or by the data key of a recovery sheet.

    Writes nothing. Raises `NotAVault`, `WrongKey`, `VaultDamaged` (both copies), `VaultNewer`,
    `NotUnderstood` (no passphrase or key file to read), `MediumTrouble`.
    """
    return _open(folder, passphrase, key_file, recovery_key).unlocked


def needs_key_file(folder: Path) -> bool:
    """Whether no passphrase opens the vault without a key file, as far as its keys say."""
    kinds = {k for copy in read_copies(folder) if copy.header for k in copy.header.kinds}
    return SlotKind.PASSPHRASE_AND_KEY_FILE in kinds and SlotKind.PASSPHRASE not in kinds


def vault_ids(folder: Path) -> set[bytes]:
    """What the whole copies give as the vault's id, unproven: one id, or none when damaged."""
    return {copy.header.vault_id for copy in read_copies(folder) if copy.header}


def change_passphrase(
    folder: Path,
    new_passphrase: str,
    *,
    cost: Cost,
    passphrase: str | None = None,
    key_file: Path | None = None,
    recovery_key: bytes | None = None,
) -> Unlocked:
    """Seal the data key with another passphrase; a key file that was needed stays needed.

    Opened by passphrase, only the slot it opens changes. Opened by `recovery_key`, the new
    passphrase (with `key_file`, if given) becomes the only way in. Raises as `unlock` does.
    """
    normalised(new_passphrase)
    opening = _open(folder, passphrase, key_file, recovery_key)
    slot, header = opening.unlocked.slot, opening.header
    if slot is None:
        slot, header = 0, new_header(header.vault_id, header.generation)
        return _resealed(folder, opening, header, slot, _secret(new_passphrase, key_file), cost)
    needs_file = header.kinds[slot] is SlotKind.PASSPHRASE_AND_KEY_FILE
    secret = _secret(new_passphrase, key_file if needs_file else None)
    return _resealed(folder, opening, header, slot, secret, cost)


def add_key_file(folder: Path, key_file: Path, *, passphrase: str, cost: Cost) -> Unlocked:
    """From now on the passphrase opens only together with `key_file`."""
    opening = _open(folder, passphrase, None, None)
    return _resealed(
        folder, opening, opening.header, _slot(opening), _secret(passphrase, key_file), cost
    )


def remove_key_file(folder: Path, *, passphrase: str, key_file: Path, cost: Cost) -> Unlocked:
    """From now on the passphrase opens without a key file."""
    opening = _open(folder, passphrase, key_file, None)
    return _resealed(
        folder, opening, opening.header, _slot(opening), _secret(passphrase, None), cost
    )


def add_passphrase(
    folder: Path,
    unlocked: Unlocked,
    new_passphrase: str,
    *,
    cost: Cost,
    key_file: Path | None = None,
) -> Unlocked:
    """Let one more passphrase open the vault (two authors, one laptop); there are eight slots."""
    opening = open_with_data_key(folder, unlocked.data_key)
    secret = _secret(new_passphrase, key_file)
    free = [n for n in range(SLOTS) if opening.header.kinds[n] is SlotKind.FREE]
    if not free:
        raise NotUnderstood(
            _("Eight passphrases open this vault already."), _("Remove one of them first.")
        )
    return _resealed(folder, opening, opening.header, free[0], secret, cost)


def remove_passphrase(folder: Path, *, passphrase: str, key_file: Path | None = None) -> Unlocked:
    """Close the slot that this passphrase opens; the last one stays."""
    opening = _open(folder, passphrase, key_file, None)
    slot = _slot(opening)
    if len(opening.header.used()) == 1:
        raise NotUnderstood(
            _("This is the only passphrase of the vault; it was kept."), _("Change it instead.")
        )
    header = opening.header.with_slot(slot, SlotKind.FREE, free_slot())
    return _written(folder, _next(header, opening), opening.unlocked.data_key, None)


def repair_copy(folder: Path, unlocked: Unlocked) -> Unlocked:
    """Make both copies whole and the same again, from the one that was opened.

    The copy that was opened wins, even over a newer one: its passphrase has just been proven.
    Raises `VaultDamaged` when that copy is no longer there.
    """
    header_key = VaultKeys.of(unlocked.data_key).header
    good = [c.header for c in read_copies(folder) if c.header and authentic(c.raw, header_key)]
    opened = [h for h in good if h.generation == unlocked.generation]
    if not opened:
        raise VaultDamaged(
            _("The keys of the vault have changed since it was opened; nothing was written."),
            _("Close the vault and open it again."),
        )
    newest = max(header.generation for header in good)
    header = _numbered(opened[0], newest + 1)
    return _written(folder, header, unlocked.data_key, unlocked.slot)


def salvage(folder: Path, passphrase: str, key_file: Path | None = None) -> Unlocked:
    """The data key out of two damaged copies, where the slot itself is still whole.

    Writes nothing; `rebuild_keyring` does, once the vault's database has opened with the key.
    Raises `WrongKey` when no slot opens.
    """
    return salvage_data_key(folder, _secret(passphrase, key_file))


def rebuild_keyring(
    folder: Path,
    *,
    data_key: bytes,
    vault_id: bytes,
    generation: int,
    passphrase: str,
    cost: Cost,
    key_file: Path | None = None,
) -> Unlocked:
    """Write new keys over lost or damaged ones.

    For who has already proven `data_key` on the vault's database (from a recovery sheet, or
    salvaged), and read from it the vault's id and the highest generation seen.
    """
    secret = _secret(passphrase, key_file)
    header = _sealed_in(new_header(vault_id, generation + 1), 0, data_key, secret, cost)
    return _written(folder, header, data_key, 0)


def _open(
    folder: Path, passphrase: str | None, key_file: Path | None, recovery_key: bytes | None
) -> Opening:
    if (passphrase is None) == (recovery_key is None):
        msg = "give either a passphrase or a recovery key"
        raise ValueError(msg)
    if recovery_key is not None:
        return open_with_data_key(folder, recovery_key)
    assert passphrase is not None
    return open_with_secret(folder, _secret(passphrase, key_file))


def _secret(passphrase: str, key_file: Path | None) -> Secret:
    return Secret(normalised(passphrase), None if key_file is None else key_file_digest(key_file))


def _slot(opening: Opening) -> int:
    if opening.unlocked.slot is None:
        raise wrong_key()
    return opening.unlocked.slot


def _resealed(
    folder: Path, opening: Opening, header: Header, slot: int, secret: Secret, cost: Cost
) -> Unlocked:
    data_key = opening.unlocked.data_key
    header = _sealed_in(_next(header, opening), slot, data_key, secret, cost)
    return _written(folder, header, data_key, slot)


def _sealed_in(header: Header, slot: int, data_key: bytes, secret: Secret, cost: Cost) -> Header:
    place = Place(header.vault_id, slot, secret.kind)
    return header.with_slot(slot, secret.kind, seal_slot(data_key, secret, place, cost))


def _next(header: Header, opening: Opening) -> Header:
    return _numbered(header, opening.newest_generation + 1)


def _numbered(header: Header, generation: int) -> Header:
    return Header(header.vault_id, generation, header.kinds, header.slots)


def _written(folder: Path, header: Header, data_key: bytes, slot: int | None) -> Unlocked:
    write_copies(folder, header.to_bytes(VaultKeys.of(data_key).header))
    return Unlocked(data_key, header.vault_id, header.generation, slot)
