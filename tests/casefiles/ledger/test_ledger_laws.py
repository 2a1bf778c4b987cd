"""The laws of the ledger, on a real encrypted file, under any sequence of Steps.

All undone is the beginning; redone is as before; stored is what is computed anew; nothing is
damaged; and undoing an older Step names exactly those that rest on it.
"""

import shutil
from dataclasses import dataclass, field

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from casefiles.ledger import history
from casefiles.ledger.history import NeedsOthers
from casefiles.ledger.step import Step
from casefiles.ledger.verify import verify
from casefiles.model.claim import Citation, Passage
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.judgment import Aspect, pair
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Number, Point, TermValue, Text, Value, When
from tests.casefiles.ledger.dumps import made, opened, projections, quick_folder

_KINDS = ("person", "incident", "act", "source", "place", "statistic", "relation")
_WORDS = st.sampled_from(["Sadriddin", "Садриддин", "Zafar", "صدرالدین", "a", "b"])
_DATES = st.sampled_from(["2017-07", "1994-08-12", "2016/2018", "199X", "2017?", "../1997"])
_PROPERTIES: dict[str, tuple[str, ...]] = {
    "person": ("name", "born", "sex", "lives_in", "minor", "note"),
    "incident": ("title", "when", "place", "exile", "persons_affected"),
    "act": ("incident", "victim", "when", "account"),
    "source": ("title", "published", "copy_of"),
    "place": ("name", "part_of", "location"),
    "statistic": ("title", "quantity", "place"),
    "relation": ("who", "whose", "kinship"),
}
_LINKS = {
    "lives_in": "place",
    "place": "place",
    "exile": "person",
    "incident": "incident",
    "victim": "person",
    "copy_of": "source",
    "part_of": "place",
    "who": "person",
    "whose": "person",
}


@dataclass
class Done:
    """One Step as the test remembers it: what it made and what it spoke of."""

    number: int
    records: set[bytes] = field(default_factory=set)
    entries: set[bytes] = field(default_factory=set)
    spoken: set[bytes] = field(default_factory=set)


class Documenting(RuleBasedStateMachine):
    """Somebody at work on a vault."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = quick_folder()
        self.ledger = made(self.folder / "ledger.db")
        self.refs: list[Ref] = []
        self.claims: list[EntryId] = []
        self.done: list[Done] = []

    @initialize()
    def begin(self) -> None:
        self.beginning = projections(self.ledger, steps=False)
        assert not any(self.beginning.values())

    # What a documenter does

    @rule(data=st.data(), count=st.integers(1, 4))
    def one_act(self, data: st.DataObject, count: int) -> None:
        """A Step of several things at once."""
        done = Done(len(self._past()) + 1)
        step = Step("change", "N.")
        for _ in range(count):
            act = data.draw(st.sampled_from(self._acts(step)))
            act(data, step, done)
        self.ledger.commit(step)
        self.done.append(done)
        self.refs += [ref for ref in self._new_refs(step) if ref not in self.refs]
        self.claims += [claim.id for claim in step.claims]
        done.entries |= {claim.id for claim in step.claims}
        done.entries |= {verdict.id for verdict in step.verdicts}

    @precondition(lambda self: history.next_undo(self.ledger) is not None)
    @rule()
    def undo(self) -> None:
        self._undo_and_look(None)

    @precondition(lambda self: bool(history.next_redo(self.ledger)))
    @rule()
    def redo(self) -> None:
        undone = {past.number for past in history.next_redo(self.ledger)}
        history.redo(self.ledger, author="N.")
        assert not any(past.withdrawn for past in self._past() if past.number in undone)

    @precondition(lambda self: self._standing())
    @rule(data=st.data())
    def undo_an_older_step(self, data: st.DataObject) -> None:
        first = data.draw(st.sampled_from(self._standing()))
        expected = self._resting_on(first.number)
        if not expected:
            self._undo_and_look(first.number)
            return
        before = projections(self.ledger)
        with pytest.raises(NeedsOthers) as told:
            history.undo(self.ledger, author="N.", number=first.number)
        assert [past.number for past in told.value.others] == sorted(expected, reverse=True)
        assert projections(self.ledger) == before
        undone = history.undo(self.ledger, author="N.", number=first.number, together=True)
        assert {past.number for past in undone} == expected | {first.number}

    @rule()
    def close_and_open_again(self) -> None:
        before, head = projections(self.ledger), self.ledger.head
        self.ledger.database.close()
        self.ledger = opened(self.folder / "ledger.db")
        assert (projections(self.ledger), self.ledger.head) == (before, head)

    # What holds whatever was done

    @invariant()
    def stored_is_what_is_computed_anew(self) -> None:
        stored = projections(self.ledger)
        self.ledger.rebuild()
        assert projections(self.ledger) == stored

    def teardown(self) -> None:
        try:
            self._all_undone_is_the_beginning()
        finally:
            self.ledger.database.close()
            shutil.rmtree(self.folder)

    def _all_undone_is_the_beginning(self) -> None:
        assert verify(self.ledger) == ()
        before, times = projections(self.ledger), 0
        while history.next_undo(self.ledger):
            history.undo(self.ledger, author="N.")
            times += 1
        assert projections(self.ledger, steps=False) == self.beginning
        for _ in range(times):
            history.redo(self.ledger, author="N.")
        assert projections(self.ledger) == before
        assert verify(self.ledger) == ()

    # How inside

    def _acts(self, step: Step) -> list:  # type: ignore[type-arg]
        acts = [_create]
        if self.refs or step.claims:
            acts += [self._say, self._say, self._judge_record]
        if self.claims or step.claims:
            acts += [self._judge_claim]
        if len(self.refs) > 1:
            acts += [self._judge_pair, self._judge_pair]
        return acts

    def _new_refs(self, step: Step) -> list[Ref]:
        return [
            Ref(claim.value.code, claim.subject)
            for claim in step.claims
            if claim.property == "kind" and isinstance(claim.value, TermValue)
        ]

    def _known(self, step: Step, kind: str = "") -> list[Ref]:
        known = [*self.refs, *self._new_refs(step)]
        return [ref for ref in known if not kind or ref.kind == kind]

    def _say(self, data: st.DataObject, step: Step, done: Done) -> None:
        ref = data.draw(st.sampled_from(self._known(step)))
        name = data.draw(st.sampled_from(_PROPERTIES[ref.kind]))
        value: Value
        if name in _LINKS:
            targets = self._known(step, _LINKS[name])
            if not targets:
                return
            to = data.draw(st.sampled_from(targets)).id
            value = Link(to)
            done.spoken.add(to)
        else:
            value = data.draw(_value(name))
        sources = [one.id for one in self._known(step, "source")]
        cited = data.draw(st.lists(st.sampled_from(sources), max_size=2)) if sources else []
        persons: list[RecordId | None] = [one.id for one in self._known(step, "person")]
        who = data.draw(st.sampled_from([None, None, *persons]))
        step.say(
            ref.id,
            name,
            value,
            citations=[Citation(one, Passage(1, 3), "words") for one in cited],
            certainty=data.draw(st.sampled_from(["reported", "stated", "denied"])),
            who=who,
            sensitivity=data.draw(st.sampled_from(list(Sensitivity))),
        )
        done.spoken |= {ref.id, *cited} | ({who} if who else set())

    def _judge_record(self, data: st.DataObject, step: Step, done: Done) -> None:
        ref = data.draw(st.sampled_from(self._known(step)))
        aspect, verdict = data.draw(
            st.sampled_from(
                [
                    (Aspect.TRASH, "trashed"),
                    (Aspect.TRASH, "kept"),
                    (Aspect.SENSITIVITY, "2"),
                    (Aspect.SENSITIVITY, "0"),
                ]
            )
        )
        step.judge(aspect, ref.id, verdict)
        done.spoken.add(ref.id)

    def _judge_claim(self, data: st.DataObject, step: Step, done: Done) -> None:
        claims = [*self.claims, *(claim.id for claim in step.claims)]
        claim = data.draw(st.sampled_from(claims))
        aspect, verdict = data.draw(
            st.sampled_from(
                [
                    (Aspect.STANDING, "withdrawn"),
                    (Aspect.STANDING, "restored"),
                    (Aspect.WEIGHT, "preferred"),
                    (Aspect.WEIGHT, "rejected"),
                    (Aspect.WEIGHT, "open"),
                    (Aspect.SENSITIVITY, "3"),
                ]
            )
        )
        step.judge(aspect, claim, verdict, "a reason")
        done.spoken.add(claim)

    def _judge_pair(self, data: st.DataObject, step: Step, done: Done) -> None:
        one, other = data.draw(
            st.lists(st.sampled_from(self.refs), min_size=2, max_size=2, unique=True)
        )
        verdict = data.draw(st.sampled_from(["same", "same", "different", "unsure"]))
        step.judge(Aspect.IDENTITY, pair(one.id, other.id), verdict)
        done.spoken |= {one.id, other.id}

    def _past(self) -> list[history.Past]:
        return history.past(self.ledger, limit=-1)

    def _standing(self) -> list[history.Past]:
        return [past for past in self._past() if past.undoable]

    def _resting_on(self, number: int) -> set[int]:
        """What the test itself says must go with a Step."""
        standing = {past.number for past in self._standing()}
        done = {one.number: one for one in self.done if one.number in standing}
        resting: set[int] = set()
        waiting = [number]
        while waiting:
            here = done[waiting.pop()]
            direct = {
                one.number
                for one in done.values()
                if one.number > here.number and one.spoken & (here.records | here.entries)
            }
            waiting += direct - resting
            resting |= direct
        return resting

    def _undo_and_look(self, number: int | None) -> None:
        """Undo, see that redo brings all of it back, and undo again."""
        before = projections(self.ledger)
        history.undo(self.ledger, author="N.", number=number)
        history.redo(self.ledger, author="N.")
        assert projections(self.ledger) == before
        history.undo(self.ledger, author="N.", number=number)


def _create(data: st.DataObject, step: Step, done: Done) -> None:
    kind = data.draw(st.sampled_from(_KINDS))
    ref = step.create(kind)
    done.records.add(ref.id)
    if "name" in _PROPERTIES[kind]:
        step.say(ref.id, "name", Text(data.draw(_WORDS)))


def _value(name: str) -> st.SearchStrategy[Value]:
    if name in ("born", "when", "published"):
        return _DATES.map(lambda text: When(UncertainDate.parse(text)))
    if name in ("sex", "minor", "kinship"):
        return st.sampled_from(["female", "yes", "father"]).map(TermValue)
    if name in ("persons_affected", "quantity"):
        return st.integers(0, 3).map(lambda number: Number(number, number + 1))
    if name == "location":
        return st.just(Point(38.5, 68.75, 500))
    return _WORDS.map(Text)


TestDocumenting = Documenting.TestCase
# Without shrinking: making a long history shorter takes minutes and says little more.
TestDocumenting.settings = settings(
    max_examples=12, stateful_step_count=12, phases=[Phase.generate]
)
