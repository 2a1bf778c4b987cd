"""History in the documenter's words."""

import pytest

from casefiles.errors import HistoryError
from casefiles.ledger.history import NeedsOthers
from casefiles.model.ids import Ref
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Text
from casefiles.operations.erasing import erase_for_good
from casefiles.operations.history import Line, lines, redo, undo
from casefiles.operations.judging import (
    keep_apart,
    merge,
    prefer,
    protect,
    put_in_trash,
    reject,
    take_from_trash,
    unmerge,
    withdraw,
)
from casefiles.operations.recording import Draft, Said, add_record, add_records, add_values
from casefiles.vault import Vault


def person(vault: Vault, name: str) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text(name))])


def words(told: list[Line]) -> list[str]:
    return [line.words for line in told]


def test_every_act_has_its_line(vault: Vault) -> None:
    one, other = person(vault, "A"), person(vault, "B")
    [claim] = add_values(vault, ref=one, said=[Said("name", Text("C"))])
    withdraw(vault, ref=one, claim=claim)
    prefer(vault, ref=one, claim=claim, reason="a reason")
    reject(vault, ref=one, claim=claim, reason="a reason")
    protect(vault, refs=[other], level=Sensitivity.PARTNER)
    put_in_trash(vault, refs=[other])
    take_from_trash(vault, refs=[other])
    merged = merge(vault, refs=[one, other])
    unmerge(vault, ref=merged)
    keep_apart(vault, refs=[one, other])
    assert words(lines(vault))[::-1] == [
        "Added A",
        "Added B",
        "Changed A: name",
        "Withdrew a value of A: name",
        "Preferred a value of A: name",
        "Rejected a value of A: name",
        "Changed the protection of B",
        "Put in the trash: B",
        "Took out of the trash: B",
        "Merged A; B",
        "Took apart A",
        "Kept apart A; B",
    ]


def test_the_field_is_named_whichever_of_merged_records_it_was_said_of(vault: Vault) -> None:
    one, other = person(vault, "A"), person(vault, "B")
    [first] = add_values(vault, ref=one, said=[Said("occupation", Text("teacher"))])
    [second] = add_values(vault, ref=other, said=[Said("note", Text("met her"))])
    merged = merge(vault, refs=[one, other])
    withdraw(vault, ref=merged, claim=first)
    withdraw(vault, ref=merged, claim=second)
    assert [line.rpartition(": ")[2] for line in words(lines(vault))[1::-1]] == [
        "occupation",
        "note",
    ]


def test_undo_and_redo_tell_what_they_took_back(vault: Vault) -> None:
    person(vault, "A")
    [line] = undo(vault)
    assert line.past.withdrawn
    assert words(lines(vault)) == [
        "Undid: Added A",
        "Added A",
    ]
    [line] = redo(vault)
    assert not line.past.withdrawn
    assert words(lines(vault))[0] == "Redid: Added A"


def test_many_records_are_counted_and_a_few_named(vault: Vault) -> None:
    drafts = [Draft("person", (Said("name", Text(f"N{number}")),)) for number in range(8)]
    add_records(vault, drafts=drafts)
    assert words(lines(vault)) == ["Added N0; N1; N2; N3; N4; and 3 more"]


def test_what_is_undone_is_counted_and_called_as_it_was(vault: Vault) -> None:
    drafts = [Draft("person", (Said("name", Text(f"N{number}")),)) for number in range(8)]
    add_records(vault, drafts=drafts)
    [line] = undo(vault)
    told = "Added N0; N1; N2; N3; N4; and 3 more"
    assert line.words == told
    assert words(lines(vault)) == [f"Undid: {told}", told]
    redo(vault)
    assert words(lines(vault))[0] == f"Redid: {told}"


def test_the_best_name_is_told_of_what_is_undone(vault: Vault) -> None:
    ref = person(vault, "Safarov")
    add_values(vault, ref=ref, said=[Said("name", Text("Odina Safarov"))])
    undo(vault, number=1, together=True)
    assert words(lines(vault))[-1] == "Added Odina Safarov"


def test_what_was_erased_is_not_named_any_more(vault: Vault) -> None:
    ref = person(vault, "Zafar")
    erase_for_good(vault, refs=[ref])
    assert words(lines(vault)) == [
        "Erased 1 record for good",
        "Added something no longer shown",
    ]
    assert all("Zafar" not in str(line) for line in lines(vault))


def test_a_merge_of_which_half_was_erased_is_not_redone(vault: Vault) -> None:
    one, other = person(vault, "A"), person(vault, "B")
    merge(vault, refs=[one, other])
    undo(vault)
    erase_for_good(vault, refs=[other])
    with pytest.raises(HistoryError, match="nothing to redo"):
        redo(vault)


def test_lines_come_in_pages(vault: Vault) -> None:
    for name in "ABCDE":
        person(vault, name)
    first = lines(vault, limit=2)
    assert words(first) == ["Added E", "Added D"]
    assert words(lines(vault, limit=2, before=first[-1].past.number)) == ["Added C", "Added B"]


def test_an_older_step_is_undone_with_those_that_rest_on_it_or_not_at_all(vault: Vault) -> None:
    ref = person(vault, "A")
    person(vault, "B")
    add_values(vault, ref=ref, said=[Said("note", Text("words"))])
    with pytest.raises(NeedsOthers) as told:
        undo(vault, number=1)
    assert [past.number for past in told.value.others] == [3]
    assert "3" in str(told.value)
    undone = undo(vault, number=1, together=True, author="M.")
    assert [line.past.number for line in undone] == [3, 1]
    assert vault.reader.counts() == {"person": 1}
    newest = lines(vault)[0]
    assert (newest.words, newest.past.author) == ("Undid: Added A", "M.")
