"""Creating, opening and changing the keys of a vault."""

from pathlib import Path

import pytest

from casefiles.errors import NotAVault, NotUnderstood, VaultExists, WrongKey
from casefiles.seal.keyfile import write_key_file
from casefiles.seal.keyring import (
    add_key_file,
    add_passphrase,
    change_passphrase,
    create_keyring,
    needs_key_file,
    rebuild_keyring,
    remove_key_file,
    remove_passphrase,
    unlock,
)
from tests.casefiles.seal.made import CHEAP, PASSPHRASE, Keys

OTHER = "another passphrase altogether"


def refused(keys: Keys, passphrase: str, key_file: Path | None = None) -> WrongKey:
    """The error of an attempt that must change nothing."""
    before = keys.found()
    with pytest.raises(WrongKey) as caught:
        unlock(keys.folder, passphrase=passphrase, key_file=key_file)
    assert keys.found() == before
    return caught.value


def test_the_passphrase_opens_what_it_closed(keys: Keys) -> None:
    opened = unlock(keys.folder, passphrase=PASSPHRASE)
    assert opened == keys.made
    assert len(opened.data_key) == 32
    assert opened.damage == ()


def test_both_copies_are_the_same_and_nothing_else_is_written(keys: Keys) -> None:
    assert keys.found() == {"keys.a": keys.raw, "keys.b": keys.raw}
    assert len(keys.raw) == 1024


def test_keys_are_readable_by_their_owner_alone(keys: Keys) -> None:
    assert (keys.folder / "keys.a").stat().st_mode & 0o077 == 0


def test_a_wrong_passphrase_opens_nothing_and_writes_nothing(keys: Keys) -> None:
    refused(keys, OTHER)


def test_a_wrong_passphrase_key_file_or_slot_is_one_sentence(keys: Keys, key_file: Path) -> None:
    wrong_passphrase = refused(keys, OTHER)
    wrong_file_too = refused(keys, OTHER, key_file)
    add_key_file(keys.folder, key_file, passphrase=PASSPHRASE, cost=CHEAP)
    missing_file = refused(keys, PASSPHRASE)
    assert str(wrong_passphrase) == str(wrong_file_too) == str(missing_file)
    assert PASSPHRASE not in str(missing_file)


def test_data_keys_and_vault_ids_are_never_the_same_twice(keys: Keys, tmp_path: Path) -> None:
    second = create_keyring(tmp_path, PASSPHRASE, cost=CHEAP)
    assert second.data_key != keys.made.data_key
    assert second.vault_id != keys.made.vault_id


def test_keys_are_never_written_over(keys: Keys) -> None:
    with pytest.raises(VaultExists):
        create_keyring(keys.folder, OTHER, cost=CHEAP)
    assert keys.found() == {"keys.a": keys.raw, "keys.b": keys.raw}


def test_a_folder_without_keys_is_no_vault(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NotAVault):
            unlock(folder, passphrase=PASSPHRASE)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(keys: Keys) -> None:
    changed = change_passphrase(keys.folder, OTHER, cost=CHEAP, passphrase=PASSPHRASE)
    assert changed.data_key == keys.made.data_key
    assert changed.generation == keys.made.generation + 1
    assert unlock(keys.folder, passphrase=OTHER) == changed
    refused(keys, PASSPHRASE)


def test_a_change_needs_the_old_passphrase(keys: Keys) -> None:
    with pytest.raises(WrongKey):
        change_passphrase(keys.folder, "new", cost=CHEAP, passphrase=OTHER)
    assert keys.found() == {"keys.a": keys.raw, "keys.b": keys.raw}


def test_an_empty_passphrase_is_not_taken(keys: Keys, tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood):
        create_keyring(tmp_path, "\n", cost=CHEAP)
    with pytest.raises(NotUnderstood):
        change_passphrase(keys.folder, "", cost=CHEAP, passphrase=PASSPHRASE)
    assert keys.found() == {"keys.a": keys.raw, "keys.b": keys.raw}


def test_a_key_file_is_needed_once_added_and_not_once_removed(keys: Keys, key_file: Path) -> None:
    assert not needs_key_file(keys.folder)
    added = add_key_file(keys.folder, key_file, passphrase=PASSPHRASE, cost=CHEAP)
    assert needs_key_file(keys.folder)
    assert unlock(keys.folder, passphrase=PASSPHRASE, key_file=key_file) == added
    refused(keys, PASSPHRASE)
    refused(keys, OTHER, key_file)
    removed = remove_key_file(keys.folder, passphrase=PASSPHRASE, key_file=key_file, cost=CHEAP)
    assert not needs_key_file(keys.folder)
    assert unlock(keys.folder, passphrase=PASSPHRASE) == removed
    assert removed.data_key == keys.made.data_key


def test_a_key_file_changed_by_one_bit_opens_nothing(keys: Keys, key_file: Path) -> None:
    add_key_file(keys.folder, key_file, passphrase=PASSPHRASE, cost=CHEAP)
    contents = key_file.read_bytes()
    key_file.write_bytes(contents[:-1] + bytes((contents[-1] ^ 1,)))
    refused(keys, PASSPHRASE, key_file)


def test_a_key_file_stays_needed_when_the_passphrase_changes(keys: Keys, key_file: Path) -> None:
    add_key_file(keys.folder, key_file, passphrase=PASSPHRASE, cost=CHEAP)
    change_passphrase(keys.folder, OTHER, cost=CHEAP, passphrase=PASSPHRASE, key_file=key_file)
    refused(keys, OTHER)
    assert unlock(keys.folder, passphrase=OTHER, key_file=key_file).damage == ()


def test_a_vault_can_be_made_with_a_key_file(tmp_path: Path) -> None:
    folder, key_file = tmp_path / "v", tmp_path / "k"
    folder.mkdir()
    write_key_file(key_file)
    made = create_keyring(folder, PASSPHRASE, cost=CHEAP, key_file=key_file)
    assert unlock(folder, passphrase=PASSPHRASE, key_file=key_file) == made
    with pytest.raises(WrongKey):
        unlock(folder, passphrase=PASSPHRASE)


def test_a_key_file_that_is_missing_or_empty_is_told(keys: Keys, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    for path in (empty, tmp_path / "missing", tmp_path):
        with pytest.raises(NotUnderstood):
            unlock(keys.folder, passphrase=PASSPHRASE, key_file=path)


def test_a_new_key_file_never_overwrites(tmp_path: Path) -> None:
    write_key_file(tmp_path / "k")
    made = (tmp_path / "k").read_bytes()
    assert len(made) == 64
    with pytest.raises(NotUnderstood):
        write_key_file(tmp_path / "k")
    assert (tmp_path / "k").read_bytes() == made


def test_two_authors_each_have_a_passphrase(keys: Keys) -> None:
    add_passphrase(keys.folder, keys.made, OTHER, cost=CHEAP)
    first = unlock(keys.folder, passphrase=PASSPHRASE)
    second = unlock(keys.folder, passphrase=OTHER)
    assert first.data_key == second.data_key
    assert (first.slot, second.slot) == (0, 1)
    change_passphrase(keys.folder, "third one", cost=CHEAP, passphrase=OTHER)
    assert unlock(keys.folder, passphrase=PASSPHRASE).slot == 0
    remove_passphrase(keys.folder, passphrase=PASSPHRASE)
    refused(keys, PASSPHRASE)
    assert unlock(keys.folder, passphrase="third one").slot == 1


def test_the_only_passphrase_cannot_be_removed(keys: Keys) -> None:
    with pytest.raises(NotUnderstood):
        remove_passphrase(keys.folder, passphrase=PASSPHRASE)
    assert unlock(keys.folder, passphrase=PASSPHRASE) == keys.made


def test_there_are_eight_slots_and_no_ninth(keys: Keys) -> None:
    for number in range(1, 8):
        add_passphrase(keys.folder, keys.made, f"passphrase {number}", cost=CHEAP)
    with pytest.raises(NotUnderstood):
        add_passphrase(keys.folder, keys.made, "ninth", cost=CHEAP)
    assert unlock(keys.folder, passphrase="passphrase 1").slot == 1
    assert len((keys.folder / "keys.a").read_bytes()) == 1024


def test_the_data_key_opens_and_a_new_passphrase_then_is_the_only_way_in(keys: Keys) -> None:
    add_passphrase(keys.folder, keys.made, OTHER, cost=CHEAP)
    opened = unlock(keys.folder, recovery_key=keys.made.data_key)
    assert opened.slot is None
    assert opened.vault_id == keys.made.vault_id
    change_passphrase(keys.folder, "a fresh start", cost=CHEAP, recovery_key=keys.made.data_key)
    assert unlock(keys.folder, passphrase="a fresh start").data_key == keys.made.data_key
    refused(keys, OTHER)
    refused(keys, PASSPHRASE)


def test_a_data_key_of_another_vault_is_refused(keys: Keys) -> None:
    with pytest.raises(WrongKey):
        unlock(keys.folder, recovery_key=bytes(32))


def test_lost_keys_are_written_anew_from_the_data_key(keys: Keys) -> None:
    for name in ("keys.a", "keys.b"):
        (keys.folder / name).unlink()
    rebuilt = rebuild_keyring(
        keys.folder,
        data_key=keys.made.data_key,
        vault_id=keys.made.vault_id,
        generation=keys.made.generation,
        passphrase=OTHER,
        cost=CHEAP,
    )
    assert unlock(keys.folder, passphrase=OTHER) == rebuilt
    assert rebuilt.generation == keys.made.generation + 1
    assert rebuilt.vault_id == keys.made.vault_id


def test_what_is_shown_of_an_open_keyring_holds_no_key(keys: Keys) -> None:
    shown = repr(keys.made) + str(keys.made)
    assert keys.made.data_key.hex() not in shown
    assert repr(keys.made.data_key) not in shown
