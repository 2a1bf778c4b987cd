"""How lists look is kept in the vault, and is no act of the documenter."""

from pathlib import Path

import pytest

from casefiles.ledger.history import next_undo
from casefiles.operations.preferences import preference, set_preference
from casefiles.seal.passphrase import Cost
from casefiles.vault import Unlocking, Vault

COLUMNS = {"shown": ["title", "born"], "widths": {"title": 240}}


def test_what_was_set_is_there_when_the_vault_is_opened_again(
    tmp_path: Path, passphrase: str, cheap: Cost
) -> None:
    with Vault.create(tmp_path / "case", passphrase, cost=cheap) as vault:
        set_preference(vault, "list of persons", COLUMNS)
    with Vault.open(tmp_path / "case", Unlocking(passphrase)) as vault:
        assert preference(vault, "list of persons") == COLUMNS


def test_what_was_never_set_is_what_the_asker_says(vault: Vault) -> None:
    assert preference(vault, "list of persons") is None
    assert preference(vault, "list of persons", default=[]) == []


def test_nothing_set_is_something_set(vault: Vault) -> None:
    set_preference(vault, "filter", None)
    assert preference(vault, "filter", default="everything") is None


def test_it_is_no_act_and_nothing_to_undo(vault: Vault) -> None:
    head = vault.ledger.head
    set_preference(vault, "list of persons", COLUMNS)
    assert vault.ledger.head == head
    assert next_undo(vault.ledger) is None
    assert vault.verify() == ()


def test_one_key_is_not_another_and_none_is_the_ledgers_own(vault: Vault) -> None:
    author = vault.author
    set_preference(vault, "author", "somebody else")
    set_preference(vault, "list", 1)
    set_preference(vault, "lists", 2)
    assert (preference(vault, "list"), preference(vault, "lists")) == (1, 2)
    assert vault.author == author


def test_only_plain_values_can_be_kept(vault: Vault) -> None:
    with pytest.raises(TypeError):
        set_preference(vault, "list", {1, 2})


def test_open_for_reading_it_is_kept_until_the_vault_is_closed(
    tmp_path: Path, passphrase: str, cheap: Cost
) -> None:
    with Vault.create(tmp_path / "case", passphrase, cost=cheap) as vault:
        set_preference(vault, "sorted by", "title")
    with Vault.open(tmp_path / "case", Unlocking(passphrase), read_only=True) as vault:
        set_preference(vault, "sorted by", "born")
        assert preference(vault, "sorted by") == "born"
    with Vault.open(tmp_path / "case", Unlocking(passphrase), read_only=True) as vault:
        assert preference(vault, "sorted by") == "title"
