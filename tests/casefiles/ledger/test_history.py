"""History: what is told of each Step, and taking back across restarts."""

from pathlib import Path

import pytest

from casefiles.errors import HistoryError
from casefiles.ledger import history
from casefiles.ledger.changes import Changes
from casefiles.ledger.history import NeedsOthers, Past
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.ledger.verify import verify
from casefiles.model.claim import Citation
from casefiles.model.ids import EntryId, Ref
from casefiles.model.judgment import Aspect, Judgment, pair
from casefiles.model.values import Link, Text
from tests.casefiles.ledger.dumps import made, opened, projections


def add(ledger: Ledger, name: str, kind: str = "person") -> Ref:
    with ledger.step("add", author="N.") as step:
        ref = step.create(kind)
        step.say(ref.id, "name" if kind == "person" else "title", Text(name))
    return ref


def rename(ledger: Ledger, ref: Ref, name: str) -> None:
    with ledger.step("change", author="M.") as step:
        step.about(ref)
        step.say(ref.id, "name", Text(name))


def undone(ledger: Ledger, number: int | None = None, *, together: bool = False) -> list[int]:
    past = history.undo(ledger, author="N.", number=number, together=together)
    return [one.number for one in past]


def redone(ledger: Ledger) -> list[int]:
    return [one.number for one in history.redo(ledger, author="N.")]


def others(ledger: Ledger, number: int) -> list[int]:
    """The Steps named as resting on this one."""
    with pytest.raises(NeedsOthers) as told:
        history.undo(ledger, author="N.", number=number)
    return [past.number for past in told.value.others]


def test_lines_say_what_was_done_by_whom_newest_first(ledger: Ledger) -> None:
    ref = add(ledger, "Zafar")
    rename(ledger, ref, "Zafar A.")
    newest, oldest = history.past(ledger)
    assert (newest.number, newest.act, newest.author) == (2, "change", "M.")
    assert (oldest.number, oldest.act, oldest.author) == (1, "add", "N.")
    assert newest.detail["refs"] == [str(ref)]
    assert history.past(ledger, before=2) == [oldest]
    assert history.past(ledger, limit=1) == [newest]
    assert not newest.withdrawn
    assert newest.made_at.endswith("+00:00")


def test_history_only_grows(ledger: Ledger) -> None:
    add(ledger, "Zafar")
    heads = {ledger.head}
    for act in (undone, redone, undone, redone):
        act(ledger)
        assert ledger.head not in heads
        heads.add(ledger.head)
    assert [past.act for past in history.past(ledger)] == ["redo", "undo", "redo", "undo", "add"]


def test_undo_and_redo_go_on_after_closing_and_opening(tmp_path: Path) -> None:
    ledger = made(tmp_path / "ledger.db")
    refs = [add(ledger, name) for name in ("one", "two", "three")]
    before = projections(ledger)
    for expected in (3, 2):
        assert undone(ledger) == [expected]
        ledger.database.close()
        ledger = opened(tmp_path / "ledger.db")
    assert Reader(ledger).counts() == {"person": 1}
    for expected in (2, 3):
        assert redone(ledger) == [expected]
        ledger.database.close()
        ledger = opened(tmp_path / "ledger.db")
    assert projections(ledger) == before
    assert [Reader(ledger).title(ref) for ref in refs] == ["one", "two", "three"]
    ledger.database.close()


def test_undoing_an_undo_is_redoing(ledger: Ledger) -> None:
    add(ledger, "Zafar")
    before = projections(ledger)
    undone(ledger)
    assert undone(ledger, number=2) == [1]
    assert projections(ledger) == before
    assert history.past(ledger)[0].act == "redo"


def test_a_withdrawn_undo_undoes_nothing_any_more(ledger: Ledger) -> None:
    add(ledger, "Zafar")
    before = projections(ledger)
    undone(ledger)
    with ledger.step("change", author="N.") as step:
        step.judge(Aspect.STANDING, history.step_numbered(ledger, 2).id, "withdrawn")
    assert projections(ledger) | {"step_state": [(2,)]} == before | {"step_state": [(2,)]}
    assert verify(ledger) == ()
    undone(ledger)
    assert not any(projections(ledger, steps=False).values())
    assert verify(ledger) == ()


def test_what_is_nothing_cannot_be_done(ledger: Ledger) -> None:
    for act in (undone, redone):
        with pytest.raises(HistoryError):
            act(ledger)
    add(ledger, "Zafar")
    undone(ledger)
    for number in (1, 99, 0, -1):  # undone already, or not there
        with pytest.raises(HistoryError):
            undone(ledger, number=number)
    redone(ledger)
    with pytest.raises(HistoryError):
        undone(ledger, number=3)  # a redo


def test_a_step_with_nothing_in_it_is_no_step(ledger: Ledger) -> None:
    with ledger.step("change", author="N."):
        pass
    assert history.past(ledger) == []


# What rests on what


def test_later_words_about_a_record_rest_on_its_creation(ledger: Ledger) -> None:
    ref = add(ledger, "Zafar")
    rename(ledger, ref, "Zafar A.")
    add(ledger, "somebody else")
    assert others(ledger, 1) == [2]
    assert undone(ledger, 1, together=True) == [2, 1]
    assert Reader(ledger).counts() == {"person": 1}
    assert redone(ledger) == [2, 1]
    assert Reader(ledger).title(ref) == "Zafar A."
    assert [undone(ledger), undone(ledger)] == [[2], [1]]


def test_links_citations_and_speakers_rest_on_the_record_they_name(ledger: Ledger) -> None:
    person, source = add(ledger, "Zafar"), add(ledger, "an article", "source")
    incident = add(ledger, "a search", "incident")
    with ledger.step("link", author="N.") as step:
        step.say(incident.id, "exile", Link(person.id))
    with ledger.step("cite", author="N.") as step:
        step.say(incident.id, "account", Text("words"), citations=[Citation(source.id)])
    with ledger.step("speak", author="N.") as step:
        step.say(incident.id, "harm", Text("words"), who=person.id)
    assert others(ledger, 1) == [6, 4]
    assert others(ledger, 2) == [5]
    assert others(ledger, 3) == [6, 5, 4]


def test_a_link_that_was_withdrawn_by_itself_rests_there_all_the_same(ledger: Ledger) -> None:
    person, incident = add(ledger, "Zafar"), add(ledger, "a search", "incident")
    with ledger.step("link", author="N.") as step:
        claim = step.say(incident.id, "exile", Link(person.id))
    with ledger.step("withdraw", author="N.") as step:
        step.judge(Aspect.STANDING, claim, "withdrawn")
    assert others(ledger, 1) == [4, 3]


def test_judgments_rest_on_what_they_judge(ledger: Ledger) -> None:
    one, other = add(ledger, "Zafar"), add(ledger, "Zafar")
    with ledger.step("merge", author="N.") as step:
        step.judge(Aspect.IDENTITY, pair(one.id, other.id), "same")
    with ledger.step("trash", author="N.") as step:
        step.judge(Aspect.TRASH, other.id, "trashed")
    partners = EntryId.new()
    with ledger.step("receive", author="N.") as step:
        step.partners_judgments.append(Judgment(partners, Aspect.TRASH, one.id, "trashed"))
    with ledger.step("adopt", author="N.") as step:
        step.judge(Aspect.ADOPTION, partners, "adopted")
    assert others(ledger, 2) == [4, 3]
    assert others(ledger, 1) == [6, 5, 3]
    assert others(ledger, 5) == [6]


def test_steps_rest_on_each_other_through_others(ledger: Ledger) -> None:
    person = add(ledger, "Zafar")
    with ledger.step("add", author="N.") as step:
        incident = step.create("incident")
        step.say(incident.id, "exile", Link(person.id))
    with ledger.step("change", author="N.") as step:
        step.say(incident.id, "title", Text("a search"))
    assert others(ledger, 1) == [3, 2]
    assert undone(ledger) == [3]
    assert others(ledger, 1) == [2]


def test_an_undone_step_rests_on_nothing_any_more(ledger: Ledger) -> None:
    ref = add(ledger, "Zafar")
    rename(ledger, ref, "Zafar A.")
    assert undone(ledger) == [2]
    assert undone(ledger, 1) == [1]


def test_plain_undo_takes_what_rests_on_a_redone_step_before_it(ledger: Ledger) -> None:
    ref = add(ledger, "Zafar")
    undone(ledger)
    rename(ledger, ref, "Zafar A.")  # as when something about it arrives meanwhile
    redone(ledger)
    assert [undone(ledger), undone(ledger)] == [[3], [1]]


def test_an_undone_step_is_not_redone_before_what_it_rests_on(ledger: Ledger) -> None:
    ref = add(ledger, "Zafar")
    rename(ledger, ref, "A. Zafar")
    undone(ledger)
    undone(ledger)
    with pytest.raises(HistoryError, match="1"):
        history.redo(ledger, author="N.", undone_in=3)
    assert redone(ledger) == [1]
    history.redo(ledger, author="N.", undone_in=3)
    assert Reader(ledger).title(ref) == "A. Zafar"
    assert verify(ledger) == ()


# What is told to whoever shows something


def test_changes_name_records_and_nothing_else(ledger: Ledger) -> None:
    told: list[Changes] = []
    ledger.listen(told.append)
    person, other = add(ledger, "Zafar"), add(ledger, "Zafar")
    with ledger.step("add", author="N.") as step:
        incident = step.create("incident")
        act = step.create("act")
        step.say(act.id, "incident", Link(incident.id))
        step.say(act.id, "victim", Link(person.id))
    assert told[-1].created == {incident, act}
    assert told[-1].beside == {person}
    rename(ledger, other, "Z.")
    assert told[-1].changed == told[-1].names_changed == {other}
    with ledger.step("change", author="N.") as step:
        step.say(other.id, "note", Text("words"))
    assert told[-1].changed == {other}
    assert not told[-1].names_changed
    with ledger.step("merge", author="N.") as step:
        step.judge(Aspect.IDENTITY, pair(person.id, other.id), "same")
    shown, gone = sorted((person, other))
    assert told[-1].changed == {shown}
    assert told[-1].removed == {gone}
    undone(ledger)
    assert told[-1].changed == {shown}
    assert told[-1].created == {gone}


def test_a_name_preferred_over_another_is_a_change_of_names(ledger: Ledger) -> None:
    told: list[Changes] = []
    ref = add(ledger, "a")
    with ledger.step("change", author="N.") as step:
        claim = step.say(ref.id, "name", Text("b"))
    ledger.listen(told.append)
    with ledger.step("prefer", author="N.") as step:
        step.judge(Aspect.WEIGHT, claim, "preferred", "a reason")
    assert Reader(ledger).title(ref) == "b"
    assert told[-1].names_changed == {ref}


def test_those_that_link_to_what_came_or_went_are_named_beside(ledger: Ledger) -> None:
    person, incident = add(ledger, "Zafar"), add(ledger, "a search", "incident")
    with ledger.step("link", author="N.") as step:
        step.say(incident.id, "exile", Link(person.id))
    told: list[Changes] = []
    ledger.listen(told.append)
    other = add(ledger, "Zafar")
    with ledger.step("merge", author="N.") as step:
        step.judge(Aspect.IDENTITY, pair(person.id, other.id), "same")
    assert told[-1].removed == {other}
    with ledger.step("split", author="N.") as step:
        step.judge(Aspect.IDENTITY, pair(person.id, other.id), "different")
    assert told[-1].created == {other}


def withdrawn(past: list[Past]) -> list[int]:
    return [one.number for one in past if one.withdrawn]


def test_lines_show_which_steps_are_undone(ledger: Ledger) -> None:
    add(ledger, "one")
    add(ledger, "two")
    undone(ledger, 1)
    assert withdrawn(history.past(ledger)) == [1]
    redone(ledger)
    assert withdrawn(history.past(ledger)) == []
