"""Receiving is a union of sets: whatever arrives, in any order, cut or repeated, ends the same.

Three desks work on a common case, then their entries go to observers in different orders. Clocks
play no part: ids are drawn at random, so later ones may look earlier.
"""

from collections.abc import Callable, Sequence

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from casefiles.exchange.lines import Line
from casefiles.ledger import history
from casefiles.ledger.entries import everything
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.step import Step
from casefiles.ledger.verify import verify
from casefiles.model.claim import Claim
from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.judgment import Aspect, Judgment, pair
from casefiles.model.values import Link, TermValue, Text
from tests.casefiles.exchange.desks import carry, desks, lines_of, small_case
from tests.casefiles.ledger.dumps import projections

_WANTED = settings.default.max_examples if settings.default else 100
EXAMPLES = max(8, _WANTED // 10) if _WANTED > 100 else 8
"""An example is six desks and some twenty archives: about a second."""

QUICK = (Phase.explicit, Phase.generate)
"""Making a failing example smaller takes minutes here; the first one found says enough."""

ORDERS = st.permutations(range(3))
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["say", "weigh", "protect", "trash", "same", "new", "undo"]), st.randoms()
    ),
    min_size=1,
    max_size=5,
)


def _work(ledger: Ledger, refs: Sequence[Ref], acts: Sequence[tuple[str, object]]) -> None:
    """Let one desk work on the case."""
    persons = [ref for ref in refs if ref.kind == "person"]
    for name, random in acts:
        pick: Callable[[Sequence[object]], object] = random.choice  # type: ignore[attr-defined]
        if name == "undo":
            if len(history.past(ledger)) > 1 and history.next_undo(ledger):
                history.undo(ledger, author="N.", together=True)
            continue
        claims = [kept.entry for kept in everything(ledger) if isinstance(kept.entry, Claim)]
        with ledger.step("change", author="N.") as step:
            _act(name, step, pick, persons, claims)


def _act(
    name: str,
    step: Step,
    pick: Callable[[Sequence[object]], object],
    persons: Sequence[Ref],
    claims: Sequence[Claim],
) -> None:
    person = pick(persons)
    assert isinstance(person, Ref)
    claim = pick(claims)
    assert isinstance(claim, Claim)
    if name == "say":
        step.say(person.id, "name", Text(str(pick(["Zafar", "Зафар", "ظفر"]))))
    elif name == "weigh":
        step.judge(Aspect.WEIGHT, claim.id, str(pick(["preferred", "rejected", "open"])))
    elif name == "protect":
        step.judge(Aspect.SENSITIVITY, person.id, str(pick(["0", "1", "2", "3"])))
    elif name == "trash":
        step.judge(Aspect.TRASH, person.id, str(pick(["trashed", "kept"])))
    elif name == "same":
        other = pick([ref for ref in persons if ref != person])
        assert isinstance(other, Ref)
        verdict = str(pick(["same", "different", "unsure"]))
        step.judge(Aspect.IDENTITY, pair(person.id, other.id), verdict)
    else:
        made = step.create("relation", RecordId.random())
        step.say(made.id, "whose", Link(person.id))
        step.say(made.id, "kinship", TermValue("sister"))


def _ids(ledger: Ledger) -> set[EntryId]:
    return {kept.entry.id for kept in everything(ledger)}


def _same(one: Ledger, other: Ledger) -> None:
    assert projections(one, steps=False) == projections(other, steps=False)
    assert _ids(one) == _ids(other)


def _adopt(ledger: Ledger, chosen: Sequence[EntryId]) -> None:
    with ledger.step("adopt", author="N.") as step:
        for identity in chosen:
            step.judge(Aspect.ADOPTION, identity, "adopted")


def _judgments(lines: Sequence[Line]) -> list[EntryId]:
    return [line.entry.id for line in lines if isinstance(line.entry, Judgment)]


@settings(max_examples=EXAMPLES, phases=QUICK)
@given(acts=st.tuples(ACTS, ACTS, ACTS), order=ORDERS, other=ORDERS, data=st.data())
def test_receiving_is_commutative_associative_and_idempotent(
    acts: tuple[list[tuple[str, object]], ...],
    order: list[int],
    other: list[int],
    data: st.DataObject,
) -> None:
    with desks(6) as (one, two, three, watcher, second, between):
        refs = list(small_case(one).values())
        for peer in (two, three):
            carry(lines_of(one), peer)
        for peer, work in zip((one, two, three), acts, strict=True):
            _work(peer, refs, work)
        sent = [lines_of(peer) for peer in (one, two, three)]

        for number in order:
            carry(sent[number], watcher)
        # Another desk gets a part of something first, then all of it in another order, twice.
        part = data.draw(st.lists(st.sampled_from(sent[0]), unique_by=lambda line: line.entry.id))
        carry(part, second)
        for number in [*other, *other]:
            carry(sent[number], second)
        _same(watcher, second)

        # Nothing is lost, and nothing arrives twice.
        assert _ids(watcher) == {line.entry.id for lines in sent for line in lines}
        head = watcher.head
        assert not any(carry(lines, watcher) for lines in sent)
        assert watcher.head == head

        # (one + two) + three is one + (two + three).
        carry(sent[other[0]], between)
        carry(sent[other[1]], between)
        with desks(1) as (third,):
            carry(lines_of(between), third)
            carry(sent[other[2]], third)
            _same(watcher, third)

        # The same adoptions lead to the same reading.
        everyone = sorted({one for lines in sent for one in _judgments(lines)})
        chosen = data.draw(st.lists(st.sampled_from(everyone), unique=True)) if everyone else []
        _adopt(watcher, chosen)
        _adopt(second, list(reversed(chosen)))
        _same(watcher, second)
        stored = projections(watcher)
        watcher.rebuild()
        assert projections(watcher) == stored


@settings(max_examples=EXAMPLES // 2, phases=QUICK)
@given(acts=st.tuples(ACTS, ACTS))
def test_two_desks_that_trust_each_other_see_the_same(
    acts: tuple[list[tuple[str, object]], list[tuple[str, object]]],
) -> None:
    with desks(2) as (one, two):
        refs = list(small_case(one).values())
        carry(lines_of(one), two, adopt=True)
        _same(one, two)
        _work(one, refs, acts[0])
        _work(two, refs, acts[1])
        from_one, from_two = lines_of(one), lines_of(two)
        carry(from_two, one, adopt=True)
        carry(from_one, two, adopt=True)
        assert projections(one, steps=False) == projections(two, steps=False)
        standing = {line.entry.id for line in lines_of(one)}
        assert standing == {line.entry.id for line in lines_of(two)}


def test_a_proposal_does_not_act_before_it_is_adopted() -> None:
    with desks(2) as (one, two):
        refs = small_case(one)
        carry(lines_of(one), two)
        with two.database.reading() as connection:
            merged = connection.exec_driver_sql("SELECT merged_into FROM record").scalars().all()
        assert not any(merged)
        proposed = [line.entry.id for line in lines_of(one) if isinstance(line.entry, Judgment)]
        _adopt(two, proposed)
        assert projections(one, steps=False) == projections(two, steps=False)
        assert refs


def test_raising_a_level_acts_at_once() -> None:
    with desks(2) as (one, two):
        sister = small_case(one)["sister"]
        carry(lines_of(one), two)
        with two.database.reading() as connection:
            level = connection.exec_driver_sql(
                "SELECT sensitivity FROM record WHERE id = ?", (bytes(sister.id),)
            ).scalar_one()
        assert level == 2


def test_undoing_a_receipt_is_local_and_receiving_again_brings_it_back(ledger: Ledger) -> None:
    two = ledger
    with desks(1) as (one,):
        small_case(one)
        before = projections(two, steps=False)
        assert carry(lines_of(one), two)
        taken = projections(two, steps=False)
        history.undo(two, author="M.")
        assert projections(two, steps=False) == before
        assert carry(lines_of(one), two)
        assert projections(two, steps=False) == taken
        assert not carry(lines_of(one), two)
        assert verify(two) == ()
