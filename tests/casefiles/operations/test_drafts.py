"""Drafts live in the vault, encrypted, without a Step, and go when they are dropped."""

from pathlib import Path

import pytest

from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.values import Text
from casefiles.operations.amending import add_value, replace_value
from casefiles.operations.drafts import (
    CITATION,
    About,
    draft,
    drafts,
    drop_draft,
    follow,
    keep_draft,
    leave_draft,
)
from casefiles.operations.judging import merge
from casefiles.operations.recording import Said, add_record
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


def test_what_was_left_is_told_from_what_stood_open_until_it_is_typed_on(vault: Vault) -> None:
    keep_draft(vault, "left", {"text": WORDS})
    leave_draft(vault, "left")
    leave_draft(vault, "never kept")
    keep_draft(vault, "open", {"text": WORDS})
    assert {one.key: one.left for one in drafts(vault)} == {"left": True, "open": False}
    keep_draft(vault, "left", {"text": f"{WORDS} here"})
    assert not any(one.left for one in drafts(vault))


@pytest.mark.parametrize(
    "about",
    [
        About(Ref("incident", RecordId.new()), "act"),
        About(Ref("incident", RecordId.new()), "account", "add"),
        About(Ref("person", RecordId.new()), "born", "edit", EntryId.new()),
    ],
)
def test_a_key_tells_what_its_draft_is_about(about: About) -> None:
    assert About.parse(str(about)) == about


@pytest.mark.parametrize("key", ["", "new person", "kept citation", "person:xyz born add"])
def test_a_key_that_begins_with_no_record_is_about_none(key: str) -> None:
    assert About.parse(key) is None


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


# After merges and corrections


def keys(vault: Vault) -> list[str]:
    return [one.key for one in follow(vault)]


def test_what_was_begun_goes_with_a_merged_record(vault: Vault) -> None:
    one, other = (add_record(vault, kind="person", said=[Said("name", Text("Z"))]) for _ in "12")
    keep_draft(vault, str(About(one, "name")), {"typed": "half"})
    keep_draft(vault, str(About(other, "born")), {"typed": "1980"})
    merge(vault, refs=[one, other])
    now = vault.reader.resolve(one.id)
    assert now is not None
    assert keys(vault) == [str(About(now, "born")), str(About(now, "name"))]
    assert draft(vault, str(About(now, "name"))) == {"typed": "half"}


def test_a_corrected_value_that_is_gone_is_one_to_be_added(vault: Vault) -> None:
    ref = add_record(vault, kind="person", said=[Said("name", Text("Zafar"))])
    claim = add_value(vault, ref=ref, said=Said("name", Text("Zafr")))
    keep_draft(vault, str(About(ref, "name", "edit", claim)), {"typed": "Zafar K."})
    keep_draft(vault, str(About(ref, "name", "reject", claim)), {"typed": "misread"})
    assert len(keys(vault)) == 2
    replace_value(vault, ref=ref, claim=claim, said=Said("name", Text("Zafar")))
    assert keys(vault) == [str(About(ref, "name", "add"))]
    assert draft(vault, str(About(ref, "name", "add"))) == {"typed": "Zafar K."}


def test_what_is_about_nothing_that_is_known_stays(vault: Vault) -> None:
    keep_draft(vault, "new person", {"typed": "Z"})
    keep_draft(vault, CITATION, {"subject": "x"})
    assert keys(vault) == [CITATION, "new person"]
