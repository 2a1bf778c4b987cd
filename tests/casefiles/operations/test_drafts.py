"""Drafts live in the vault, encrypted, without a Step, and go when they are dropped."""

from pathlib import Path

from casefiles.operations.drafts import draft, drafts, drop_draft, keep_draft
from casefiles.vault import Unlocking, Vault

WORDS = "Zhukhvizgorat was last seen"


def test_a_draft_is_kept_over_locking(vault: Vault, passphrase: str) -> None:
    keep_draft(vault, "note of 1", {"text": WORDS, "cursor": 7})
    vault.close()
    with Vault.open(vault.folder, Unlocking(passphrase)) as again:
        assert draft(again, "note of 1") == {"text": WORDS, "cursor": 7}


def test_a_draft_is_no_step(vault: Vault) -> None:
    before = vault.ledger.head
    keep_draft(vault, "note", {"text": WORDS})
    drop_draft(vault, "note")
    assert vault.ledger.head == before
    assert vault.verify() == ()


def test_the_newest_draft_stands_first_and_the_same_key_is_one_draft(vault: Vault) -> None:
    for key in ("one", "two", "three"):
        keep_draft(vault, key, {"text": key})
    keep_draft(vault, "one", {"text": "one again"})
    found = drafts(vault)
    assert {one.key for one in found} == {"one", "two", "three"}
    assert len(found) == 3
    assert draft(vault, "one") == {"text": "one again"}
    assert [one.kept for one in found] == sorted((one.kept for one in found), reverse=True)


def test_a_dropped_draft_is_gone_and_dropping_twice_is_fine(vault: Vault) -> None:
    keep_draft(vault, "one", {"text": WORDS})
    keep_draft(vault, "two", {"text": WORDS})
    drop_draft(vault, "one")
    drop_draft(vault, "one")
    assert draft(vault, "one") is None
    assert [one.key for one in drafts(vault)] == ["two"]


def test_nothing_of_a_draft_stands_in_plain(vault: Vault) -> None:
    keep_draft(vault, "note", {"text": WORDS})
    files: list[Path] = [path for path in vault.folder.parent.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"Zhukhvizgorat" in path.read_bytes()]


def test_a_vault_for_reading_only_keeps_none_and_says_nothing(
    vault: Vault, passphrase: str
) -> None:
    keep_draft(vault, "kept before", {"text": WORDS})
    vault.close()
    with Vault.open(vault.folder, Unlocking(passphrase), read_only=True) as again:
        keep_draft(again, "new", {"text": WORDS})
        drop_draft(again, "kept before")
        assert [one.key for one in drafts(again)] == ["kept before"]
