"""Keeping a vault: passphrase, key file, recovery sheet, damaged keys."""

from dataclasses import replace
from pathlib import Path

import pytest

from casefiles.errors import WrongKey
from casefiles.model.values import Text
from casefiles.operations.keeping import (
    Access,
    add_key_file,
    change_passphrase,
    head_words,
    recovery_sheet,
    remove_key_file,
    repair_keys,
)
from casefiles.operations.recording import Said, add_record
from casefiles.seal.passphrase import Cost
from casefiles.vault import Unlocking, Vault


@pytest.fixture
def access(vault: Vault, passphrase: str, cheap: Cost) -> Access:
    """The vault, locked again, with a person in it."""
    add_record(vault, kind="person", said=[Said("name", Text("Safar O."))])
    vault.close()
    return Access(vault.folder, passphrase, cost=cheap)


def opens(access: Access, passphrase: str, key_file: Path | None = None) -> bool:
    try:
        with Vault.open(access.folder, Unlocking(passphrase, key_file)) as vault:
            return vault.reader.counts() == {"person": 1}
    except WrongKey:
        return False


def sheet_of(access: Access) -> str:
    with Vault.open(access.folder, Unlocking(access.passphrase)) as vault:
        return recovery_sheet(vault)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(access: Access) -> None:
    change_passphrase(access, new="another made up passphrase")
    assert opens(access, "another made up passphrase")
    assert not opens(access, access.passphrase or "")


def test_a_key_file_is_needed_until_it_is_removed(access: Access, tmp_path: Path) -> None:
    words, file = access.passphrase or "", tmp_path / "key"
    add_key_file(access, key_file=file)
    assert not opens(access, words)
    assert opens(access, words, file)
    remove_key_file(replace(access, key_file=file))
    assert opens(access, words)


def test_the_recovery_sheet_typed_back_gives_a_new_passphrase(access: Access) -> None:
    typed = sheet_of(access).upper()
    forgot = replace(access, passphrase=None).with_sheet(typed)
    change_passphrase(forgot, new="words that are not forgotten")
    assert opens(access, "words that are not forgotten")


def test_the_sheet_writes_new_keys_where_both_copies_are_lost(access: Access) -> None:
    typed = sheet_of(access)
    for copy in access.folder.glob("keys.*"):
        copy.write_bytes(b"damaged")
    forgot = replace(access, passphrase=None).with_sheet(typed)
    change_passphrase(forgot, new="words that are not forgotten")
    assert opens(access, "words that are not forgotten")


def test_the_sheet_of_another_vault_writes_nothing(
    access: Access, tmp_path: Path, cheap: Cost
) -> None:
    with Vault.create(tmp_path / "Other", "other words", cost=cheap) as other:
        typed = recovery_sheet(other)
    for copy in access.folder.glob("keys.*"):
        copy.write_bytes(b"damaged")
    with pytest.raises(WrongKey):
        change_passphrase(access.with_sheet(typed), new="anything at all")
    assert {copy.read_bytes() for copy in access.folder.glob("keys.*")} == {b"damaged"}


def test_a_damaged_copy_of_the_keys_is_told_and_repaired(access: Access) -> None:
    copy = access.folder / "keys.b"
    copy.write_bytes(copy.read_bytes()[:-1] + b"?")
    assert repair_keys(access)
    assert repair_keys(access) == ()


def test_the_history_ends_in_other_words_after_every_step(access: Access) -> None:
    with Vault.open(access.folder, Unlocking(access.passphrase)) as vault:
        before = head_words(vault)
        add_record(vault, kind="person", said=[Said("name", Text("B."))])
        assert before
        assert head_words(vault) != before
