"""Kept questions tell what is new."""

from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record
from casefiles.operations.searches import (
    SavedSearch,
    forget_search,
    is_saved,
    looked_at,
    save_search,
    saved_searches,
)
from casefiles.vault import Vault


def person(vault: Vault, name: str) -> None:
    add_record(vault, kind="person", said=[Said("name", Text(name))])


def test_a_kept_question_tells_what_is_new_since_somebody_looked(vault: Vault) -> None:
    person(vault, "Safar Odinaev")
    save_search(vault, words="одинаев ")
    assert saved_searches(vault) == (SavedSearch("одинаев", 1, 0),)
    person(vault, "Karim Odinaev")
    person(vault, "Karim Yusupov")
    assert saved_searches(vault) == (SavedSearch("одинаев", 2, 1),)
    looked_at(vault, words="одинаев")
    assert saved_searches(vault) == (SavedSearch("одинаев", 2, 0),)


def test_the_newest_stands_first_and_each_question_once(vault: Vault) -> None:
    for words in ("a", "b", "a"):
        save_search(vault, words=words)
    assert [one.words for one in saved_searches(vault)] == ["a", "b"]
    assert is_saved(vault, words="b")
    forget_search(vault, words="b")
    assert not is_saved(vault, words="b")


def test_keeping_a_question_is_no_line_of_history(vault: Vault) -> None:
    before = vault.ledger.head
    save_search(vault, words="odinaev")
    assert vault.ledger.head == before
