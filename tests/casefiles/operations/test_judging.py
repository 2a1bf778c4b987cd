"""Deciding: nothing is lost by it, everything can be taken back, only erasing cannot."""

import pytest

from casefiles.errors import HistoryError, NotUnderstood
from casefiles.ledger.pairs import verdicts
from casefiles.model.ids import EntryId, Ref
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Text
from casefiles.operations.drafts import drafts, keep_draft
from casefiles.operations.erasing import erase_for_good
from casefiles.operations.history import undo
from casefiles.operations.judging import (
    keep_apart,
    leave_open,
    merge,
    prefer,
    protect,
    put_in_trash,
    reject,
    take_from_trash,
    unmerge,
    withdraw,
)
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.vault import Vault


def person(vault: Vault, name: str) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text(name))])


def add_name(vault: Vault, ref: Ref, name: str) -> EntryId:
    [claim] = add_values(vault, ref=ref, said=[Said("name", Text(name))])
    return claim


def names(vault: Vault, ref: Ref) -> list[str]:
    values = [one.claim.value for one in vault.reader.statements(ref).get("name", ())]
    return [value.text for value in values if isinstance(value, Text)]


def resolved(vault: Vault, *refs: Ref) -> list[Ref | None]:
    return [vault.reader.resolve(ref.id) for ref in refs]


def test_a_withdrawn_value_is_no_longer_said_until_that_is_undone(vault: Vault) -> None:
    ref = person(vault, "A")
    wrong = add_name(vault, ref, "B")
    withdraw(vault, ref=ref, claim=wrong, reason="a mistake")
    assert names(vault, ref) == ["A"]
    assert not vault.search("B", kinds=["person"]).hits
    undo(vault)
    assert names(vault, ref) == ["A", "B"]


def test_a_preferred_value_comes_first_and_a_rejected_one_last(vault: Vault) -> None:
    ref = person(vault, "A")
    second, third = add_name(vault, ref, "B"), add_name(vault, ref, "C")
    prefer(vault, ref=ref, claim=third, reason="the passport says so")
    assert names(vault, ref) == ["C", "A", "B"]
    assert vault.reader.title(ref) == "C"
    reject(vault, ref=ref, claim=third, reason="the passport is forged")
    assert names(vault, ref) == ["A", "B", "C"]
    reject(vault, ref=ref, claim=second, reason="another person")
    assert [one.claim.id for one in vault.reader.shown(ref, "name")] != [second, third]
    undo(vault)
    undo(vault)
    assert names(vault, ref) == ["C", "A", "B"]


@pytest.mark.parametrize("decide", [prefer, reject])
def test_who_prefers_or_rejects_says_why(vault: Vault, decide: object) -> None:
    ref = person(vault, "A")
    claim = add_name(vault, ref, "B")
    head = vault.ledger.head
    with pytest.raises(NotUnderstood):
        decide(vault, ref=ref, claim=claim, reason="  ")  # type: ignore[operator]
    assert vault.ledger.head == head


def test_a_protected_record_has_its_level_with_all_it_was_merged_from(vault: Vault) -> None:
    one, other = person(vault, "A"), person(vault, "B")
    ref = merge(vault, refs=[one, other])
    protect(vault, refs=[ref], level=Sensitivity.INTERNAL, reason="asked for it")
    unmerge(vault, ref=ref)
    for part in (one, other):
        summary = vault.reader.summary(part)
        assert summary is not None
        assert summary.sensitivity == Sensitivity.INTERNAL


def test_the_trash_hides_without_losing(vault: Vault) -> None:
    ref = person(vault, "Zafar")
    put_in_trash(vault, refs=[ref])
    assert vault.reader.counts() == {}
    assert not vault.search("Zafar").hits
    assert [summary.ref for summary in vault.reader.page("person", trashed=True)] == [ref]
    take_from_trash(vault, refs=[ref])
    assert vault.reader.counts() == {"person": 1}
    assert vault.search("Zafar").hits


def test_merged_records_are_one_until_taken_apart(vault: Vault) -> None:
    one, other, third = (person(vault, name) for name in "ABC")
    incident = add_record(vault, kind="incident", said=[Said("exile", Link(other.id))])
    merged = merge(vault, refs=[one, other, third], reason="one passport")
    assert set(resolved(vault, one, other, third)) == {merged}
    assert names(vault, merged) == ["A", "B", "C"]
    assert [one.origin for one in vault.reader.linked_to(merged)] == [incident]
    assert {hit.ref for hit in vault.search("B", kinds=["person"]).hits} == {merged}
    assert unmerge(vault, ref=merged) == 3
    assert resolved(vault, one, other, third) == [one, other, third]
    assert names(vault, other) == ["B"]
    undo(vault)
    assert set(resolved(vault, one, other, third)) == {merged}


def test_records_once_taken_apart_can_be_merged_again_with_others(vault: Vault) -> None:
    one, other, third = (person(vault, name) for name in "ABC")
    unmerge(vault, ref=merge(vault, refs=[one, other, third]))
    merged = merge(vault, refs=[one, other])
    assert resolved(vault, one, other, third) == [merged, merged, third]
    merged = merge(vault, refs=[merged, third])
    assert set(resolved(vault, one, other, third)) == {merged}
    assert vault.reader.contradictions() == []


def test_records_kept_apart_stay_apart(vault: Vault) -> None:
    one, other, third = (person(vault, "Zafar") for _ in range(3))
    keep_apart(vault, refs=[one, other, third], reason="cousins")
    assert resolved(vault, one, other, third) == [one, other, third]
    merged = merge(vault, refs=[one, other])
    keep_apart(vault, refs=[one, other])
    assert merged in (one, other)
    assert resolved(vault, one, other) == [one, other]


def test_what_nobody_can_tell_is_left_open_and_still_merged_when_somebody_knows(
    vault: Vault,
) -> None:
    one, other = person(vault, "Zafar"), person(vault, "Zafar")
    leave_open(vault, refs=[one, other], reason="the age is missing")
    assert verdicts(vault.ledger, [one.id]) == {frozenset((one.id, other.id)): "unsure"}
    assert resolved(vault, one, other) == [one, other]
    merged = merge(vault, refs=[one, other])
    assert resolved(vault, one, other) == [merged, merged]
    undo(vault)
    assert verdicts(vault.ledger, [one.id]) == {frozenset((one.id, other.id)): "unsure"}


def test_only_several_records_of_one_kind_can_be_one(vault: Vault) -> None:
    one, place = person(vault, "A"), add_record(vault, kind="place", said=[])
    for refs in ([], [one], [one, one], [one, place]):
        for decide in (merge, keep_apart, leave_open):
            with pytest.raises(NotUnderstood):
                decide(vault, refs=refs)
    with pytest.raises(NotUnderstood):
        unmerge(vault, ref=one)


def test_erasing_tells_what_still_says_the_name(vault: Vault) -> None:
    ref = person(vault, "Zafar Nabiev")
    other = person(vault, "Brother")
    add_values(vault, ref=other, said=[Said("note", Text("Told us of Zafar Nabiev in May."))])
    done = erase_for_good(vault, refs=[ref])
    assert [hit.ref for hit in done.still_naming] == [other]


def test_erasing_takes_what_was_begun_about_it_and_tells_what_else_was_begun(vault: Vault) -> None:
    ref, other = person(vault, "Zafar Nabiev"), person(vault, "Brother")
    keep_draft(vault, f"{ref} note", {"text": "seen"})
    keep_draft(vault, f"{other} note", {"text": "Brother of zafar nabiev"})
    keep_draft(vault, f"{other} born", {"text": "1971"})
    done = erase_for_good(vault, refs=[ref])
    assert done.begun_naming == 1
    assert {one.key for one in drafts(vault)} == {f"{other} note", f"{other} born"}


def test_erased_is_gone_and_undo_does_not_bring_it_back(vault: Vault) -> None:
    ref = person(vault, "Zafar")
    done = erase_for_good(vault, refs=[ref], reason="asked for it").gone
    assert done.records == 1
    assert vault.reader.resolve(ref.id) is None
    assert not vault.search("Zafar").hits
    with pytest.raises(HistoryError):
        undo(vault)
    assert vault.verify() == ()


def test_decisions_name_who_made_them(vault: Vault) -> None:
    ref = person(vault, "A")
    put_in_trash(vault, refs=[ref], author="M.")
    with vault.database.reading() as connection:
        authors = connection.exec_driver_sql("SELECT author FROM step ORDER BY number").scalars()
        assert list(authors) == ["N.", "M."]
