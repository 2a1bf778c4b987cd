"""Taking in entries is a union of sets: order, grouping and repetition change nothing.

Also how judgments that disagree are read (protectively), and that a judgment waits for its claim.
"""

import itertools
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefiles.ledger import history
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader, Statement
from casefiles.ledger.union import Arriving, Union, add_to, compare
from casefiles.ledger.verify import verify
from casefiles.model.claim import Citation, Claim
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.judgment import Aspect, Judgment, pair
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, TermValue, Text, Value, When
from tests.casefiles.ledger.dumps import made, projections, quick_folder

ONE, TWO, THREE, SOURCE = (RecordId(bytes([number]) * 16) for number in (1, 2, 3, 9))


def claim(
    subject: RecordId, name: str, value: Value, *, sources: Sequence[RecordId] = (), level: int = 0
) -> Arriving:
    """A claim as it comes from somebody else."""
    entry = Claim(
        EntryId.new(),
        subject,
        name,
        value,
        citations=tuple(Citation(source) for source in sources),
        sensitivity=Sensitivity(level),
    )
    return Arriving(entry, bytes(16))


def person(identity: RecordId, name: str) -> list[Arriving]:
    """A person of that id, with a name."""
    return [claim(identity, "kind", TermValue("person")), claim(identity, "name", Text(name))]


def judgment(aspect: Aspect, target: bytes, verdict: str, *older: Arriving) -> Arriving:
    """A partner's judgment, superseding others of theirs."""
    ids = tuple(EntryId(one.entry.id) for one in older)
    return Arriving(Judgment(EntryId.new(), aspect, target, verdict, "", ids), bytes(16))


def receive(ledger: Ledger, arriving: Sequence[Arriving], *, adopt: bool = False) -> Union:
    """Take all of it in as one Step."""
    union = compare(ledger, arriving)
    with ledger.step("receive", author="N.") as step:
        add_to(step, union, adopt=adopt)
    return union


def adopt(ledger: Ledger, *judgments: Arriving, verdict: str = "adopted") -> None:
    """Let a partner's judgments act, or decline them."""
    with ledger.step("adopt", author="N.") as step:
        for one in judgments:
            step.judge(Aspect.ADOPTION, one.entry.id, verdict)


def statement(ledger: Ledger, identity: RecordId, name: str = "name") -> Statement:
    """The statement that stands first."""
    return Reader(ledger).statements(Ref("person", identity))[name][0]


def summary_level(ledger: Ledger, identity: RecordId) -> int:
    summary = Reader(ledger).summary(Ref("person", identity))
    assert summary is not None
    return int(summary.sensitivity)


# Order


@dataclass(frozen=True)
class World:
    """What several peers have written, and what we adopt of it."""

    entries: tuple[Arriving, ...]
    adopted: tuple[bytes, ...]
    declined: tuple[bytes, ...]


def _world() -> World:
    """Peers who contradict each other in every question there is."""
    persons = [*person(ONE, "Zafar"), *person(TWO, "Зафар"), *person(THREE, "Zafar A.")]
    source = [
        claim(SOURCE, "kind", TermValue("source")),
        claim(SOURCE, "published", When(UncertainDate.parse("2017-07"))),
    ]
    said = [
        claim(ONE, "born", When(UncertainDate.parse("1970")), sources=[SOURCE]),
        claim(ONE, "born", When(UncertainDate.parse("1971"))),
        claim(TWO, "picture", Text("not a picture at all")),
        claim(TWO, "born", Text("not a date either")),
        claim(THREE, "lives_in", Link(RecordId(b"x" * 16)), level=3),
        claim(SOURCE, "copy_of", Link(RecordId(b"y" * 16))),
    ]
    name = persons[1].entry.id
    first = judgment(Aspect.WEIGHT, name, "preferred")
    second = judgment(Aspect.WEIGHT, name, "open", first)
    third = judgment(Aspect.WEIGHT, name, "rejected", second)
    judged = [
        *(first, second, third),
        judgment(Aspect.STANDING, said[0].entry.id, "withdrawn"),
        judgment(Aspect.STANDING, said[0].entry.id, "restored"),
        judgment(Aspect.STANDING, said[1].entry.id, "withdrawn"),
        judgment(Aspect.IDENTITY, pair(ONE, TWO), "same"),
        judgment(Aspect.IDENTITY, pair(TWO, THREE), "same"),
        judgment(Aspect.IDENTITY, pair(ONE, THREE), "different"),
        judgment(Aspect.IDENTITY, pair(ONE, THREE), "same"),
        judgment(Aspect.TRASH, TWO, "trashed"),
        judgment(Aspect.TRASH, TWO, "kept"),
        judgment(Aspect.TRASH, THREE, "trashed"),
        judgment(Aspect.SENSITIVITY, ONE, "3"),
        judgment(Aspect.SENSITIVITY, ONE, "1"),
        judgment(Aspect.SENSITIVITY, said[4].entry.id, "1"),
        judgment(Aspect.SENSITIVITY, said[2].entry.id, "2"),
    ]
    ids = [one.entry.id for one in judged]
    return World((*persons, *source, *said, *judged), tuple(ids[1:-2]), (ids[-1],))


@settings(max_examples=8)
@given(st.data())
def test_records_do_not_depend_on_the_order_in_which_entries_arrived(data: st.DataObject) -> None:
    world = _world()
    folder = quick_folder()
    try:
        expected = _arrived(folder / "expected.db", world, [list(world.entries)], adopt_at=0)
        order = data.draw(st.permutations(world.entries))
        cuts = sorted(data.draw(st.sets(st.integers(1, len(order) - 1), max_size=5)))
        groups = [order[start:end] for start, end in itertools.pairwise([0, *cuts, len(order)])]
        # Some arrive twice; nothing changes by that.
        groups.append(data.draw(st.lists(st.sampled_from(order), max_size=5)))
        at = data.draw(st.integers(0, len(groups) - 1))
        assert _arrived(folder / "other.db", world, groups, adopt_at=at) == expected
    finally:
        shutil.rmtree(folder)


def _arrived(
    path: Path, world: World, groups: Sequence[Sequence[Arriving]], *, adopt_at: int
) -> object:
    ledger = made(path)
    for number, group in enumerate(groups):
        receive(ledger, group)
        if number == adopt_at:
            with ledger.step("adopt", author="N.") as step:
                for one in world.adopted:
                    step.judge(Aspect.ADOPTION, one, "adopted")
                for one in world.declined:
                    step.judge(Aspect.ADOPTION, one, "declined")
    stored = projections(ledger, steps=False)
    ledger.rebuild()
    assert projections(ledger, steps=False) == stored
    assert verify(ledger) == ()
    ledger.database.close()
    return stored


def test_what_is_here_already_is_passed_over(ledger: Ledger) -> None:
    entries = person(ONE, "Zafar")
    receive(ledger, entries)
    head, before = ledger.head, projections(ledger)
    union = receive(ledger, entries)
    assert union.same == [one.entry.id for one in entries]
    assert (ledger.head, projections(ledger)) == (head, before)


def test_the_same_id_with_other_words_is_kept_apart_and_told(ledger: Ledger) -> None:
    kind, name = person(ONE, "Zafar")
    receive(ledger, [kind, name])
    assert isinstance(name.entry, Claim)
    forged = Arriving(Claim(name.entry.id, ONE, "name", Text("Sadriddin")), name.salt)
    union = receive(ledger, [forged])
    assert union.clashing == [name.entry.id]
    assert Reader(ledger).title(Ref("person", ONE)) == "Zafar"
    other_salt = Arriving(name.entry, b"x" * 16)
    assert compare(ledger, [other_salt]).clashing == [name.entry.id]


def test_what_was_undone_here_returns_when_it_arrives_again(ledger: Ledger) -> None:
    entries = person(ONE, "Zafar")
    receive(ledger, entries)
    before = projections(ledger, steps=False)
    history.undo(ledger, author="N.")
    assert not any(projections(ledger, steps=False).values())
    union = receive(ledger, entries)
    assert set(union.returning) == {one.entry.id for one in entries}
    assert projections(ledger, steps=False) == before
    assert verify(ledger) == ()
    history.undo(ledger, author="N.")
    assert not any(projections(ledger, steps=False).values())
    assert verify(ledger) == ()


def test_a_decision_we_took_back_does_not_return_because_a_partner_still_has_it(
    ledger: Ledger,
) -> None:
    entries = person(ONE, "Zafar")
    receive(ledger, entries)
    with ledger.step("trash", author="N.") as step:
        own = step.judge(Aspect.TRASH, ONE, "trashed")
    history.undo(ledger, author="N.")
    salt = _salt(ledger, own)
    coming_home = Arriving(Judgment(own, Aspect.TRASH, ONE, "trashed"), salt)
    union = receive(ledger, [coming_home])
    assert union.same == [own]
    summary = Reader(ledger).summary(Ref("person", ONE))
    assert summary is not None
    assert not summary.trashed


# Judgments of others


def test_a_partners_judgment_is_a_proposal_until_it_is_adopted(ledger: Ledger) -> None:
    trash = judgment(Aspect.TRASH, ONE, "trashed")
    receive(ledger, [*person(ONE, "Zafar"), trash])
    assert not _trashed(ledger)
    adopt(ledger, trash)
    assert _trashed(ledger)
    history.undo(ledger, author="N.")
    assert not _trashed(ledger)
    history.redo(ledger, author="N.")
    assert _trashed(ledger)


@pytest.mark.parametrize("judgment_first", [True, False])
def test_a_judgment_that_comes_before_its_claim_waits_and_then_acts(
    ledger: Ledger, judgment_first: bool
) -> None:
    kind, name = person(ONE, "Zafar")
    reject = judgment(Aspect.WEIGHT, name.entry.id, "rejected")
    trash = judgment(Aspect.TRASH, ONE, "trashed")
    parts = [[reject, trash], [kind, name]]
    for part in parts if judgment_first else parts[::-1]:
        receive(ledger, part, adopt=True)
    assert statement(ledger, ONE).weight == "rejected"
    assert _trashed(ledger)
    stored = projections(ledger)
    ledger.rebuild()
    assert projections(ledger) == stored


def test_a_withdrawn_claim_that_arrives_late_is_withdrawn_at_once(ledger: Ledger) -> None:
    kind, name = person(ONE, "Zafar")
    receive(ledger, [kind, judgment(Aspect.STANDING, name.entry.id, "withdrawn")], adopt=True)
    receive(ledger, [name])
    assert Reader(ledger).statements(Ref("person", ONE)) == {}
    assert Reader(ledger).title(Ref("person", ONE)) == ""


def test_a_partners_wish_to_protect_more_acts_at_once_and_never_lowers(ledger: Ledger) -> None:
    hidden = claim(ONE, "contact", Text("a street"), level=3)
    low = judgment(Aspect.SENSITIVITY, hidden.entry.id, "1")
    name = claim(ONE, "name", Text("Zafar A."))
    high = judgment(Aspect.SENSITIVITY, name.entry.id, "2")
    record = judgment(Aspect.SENSITIVITY, ONE, "2")
    receive(ledger, [person(ONE, "")[0], hidden, name, low, high, record])
    assert statement(ledger, ONE, "contact").sensitivity == Sensitivity.INTERNAL
    assert statement(ledger, ONE, "name").sensitivity == Sensitivity.PARTNER
    assert summary_level(ledger, ONE) == Sensitivity.PARTNER
    adopt(ledger, high, record, verdict="declined")
    assert statement(ledger, ONE, "name").sensitivity == Sensitivity.OPEN
    assert summary_level(ledger, ONE) == Sensitivity.OPEN


def test_we_can_protect_less_than_a_partner_wishes_by_our_own_word(ledger: Ledger) -> None:
    high = judgment(Aspect.SENSITIVITY, ONE, "3")
    receive(ledger, [*person(ONE, "Zafar"), high])
    with ledger.step("protect", author="N.") as step:
        step.judge(Aspect.SENSITIVITY, ONE, "1", "a reason")
    assert summary_level(ledger, ONE) == Sensitivity.OFFICIAL


_CONFLICTS = [
    (Aspect.STANDING, "withdrawn", "restored"),
    (Aspect.WEIGHT, "preferred", "rejected"),
    (Aspect.SENSITIVITY, "1", "2"),
]


@pytest.mark.parametrize(("aspect", "one", "other"), _CONFLICTS)
def test_conflicting_judgments_on_a_claim_are_read_protectively(
    ledger: Ledger, aspect: Aspect, one: str, other: str
) -> None:
    kind, name = person(ONE, "Zafar")
    receive(ledger, [kind, name])
    for verdict in (one, other):  # two peers, neither knowing of the other
        receive(ledger, [judgment(aspect, name.entry.id, verdict)], adopt=True)
    told = statement(ledger, ONE)
    assert told.contested == (aspect.name.lower(),)
    assert told.weight == "open"
    if aspect is Aspect.SENSITIVITY:
        assert told.sensitivity == Sensitivity.PARTNER
    with ledger.step("decide", author="N.") as step:
        step.judge(aspect, name.entry.id, other, "a reason")
    settled = statement(ledger, ONE)
    assert settled.contested == ()
    history.undo(ledger, author="N.")
    assert statement(ledger, ONE).contested == (aspect.name.lower(),)


def test_a_record_trashed_by_one_peer_and_kept_by_another_is_kept(ledger: Ledger) -> None:
    receive(ledger, person(ONE, "Zafar"))
    for verdict in ("trashed", "kept"):
        receive(ledger, [judgment(Aspect.TRASH, ONE, verdict)], adopt=True)
    assert not _trashed(ledger)
    assert Reader(ledger).contested(Ref("person", ONE)) == ("trash",)


def test_two_persons_one_peer_holds_for_one_and_another_for_two_are_unsure(ledger: Ledger) -> None:
    receive(ledger, [*person(ONE, "Zafar"), *person(TWO, "Zafar")])
    receive(ledger, [judgment(Aspect.IDENTITY, pair(ONE, TWO), "same")], adopt=True)
    assert Reader(ledger).resolve(TWO) == Ref("person", ONE)
    receive(ledger, [judgment(Aspect.IDENTITY, pair(ONE, TWO), "different")], adopt=True)
    assert Reader(ledger).resolve(TWO) == Ref("person", TWO)
    assert Reader(ledger).contested(Ref("person", TWO)) == ("identity",)


def test_a_chain_of_same_that_crosses_a_different_is_listed_and_not_merged(ledger: Ledger) -> None:
    everybody = [*person(ONE, "Zafar"), *person(TWO, "Zafar"), *person(THREE, "Zafar")]
    receive(ledger, everybody)
    same = [judgment(Aspect.IDENTITY, pair(*two), "same") for two in ((ONE, TWO), (TWO, THREE))]
    receive(ledger, same, adopt=True)
    refs = {one: Ref("person", one) for one in (ONE, TWO, THREE)}
    assert {Reader(ledger).resolve(one) for one in refs} == {refs[ONE]}
    assert Reader(ledger).contradictions() == []
    receive(ledger, [judgment(Aspect.IDENTITY, pair(ONE, THREE), "different")], adopt=True)
    assert {one: Reader(ledger).resolve(one) for one in refs} == refs
    assert Reader(ledger).contradictions() == [tuple(refs.values())]
    history.undo(ledger, author="N.")
    assert {Reader(ledger).resolve(one) for one in refs} == {refs[ONE]}


def test_an_older_judgment_comes_back_when_its_successor_is_undone(ledger: Ledger) -> None:
    kind, name = person(ONE, "Zafar")
    receive(ledger, [kind, name])
    for verdict in ("preferred", "open", "rejected"):
        with ledger.step("weigh", author="N.") as step:
            step.judge(Aspect.WEIGHT, name.entry.id, verdict, "a reason")
    assert statement(ledger, ONE).weight == "rejected"
    history.undo(ledger, author="N.", number=3)  # one in the middle: the newest still holds
    assert statement(ledger, ONE).weight == "rejected"
    assert statement(ledger, ONE).contested == ()
    history.undo(ledger, author="N.", number=4)
    assert statement(ledger, ONE).weight == "preferred"


def test_a_forged_circle_of_judgments_silences_nobody(ledger: Ledger) -> None:
    first, second = EntryId.new(), EntryId.new()
    circle = [
        Arriving(Judgment(first, Aspect.TRASH, ONE, "trashed", "", (second,)), bytes(16)),
        Arriving(Judgment(second, Aspect.TRASH, ONE, "kept", "", (first,)), bytes(16)),
    ]
    receive(ledger, [*person(ONE, "Zafar"), *circle], adopt=True)
    assert Reader(ledger).contested(Ref("person", ONE)) == ("trash",)


def test_a_partner_cannot_undo_our_steps(ledger: Ledger) -> None:
    receive(ledger, person(ONE, "Zafar"))
    step_id = history.past(ledger)[0].id
    receive(ledger, [judgment(Aspect.STANDING, step_id, "withdrawn")], adopt=True)
    assert not history.step_numbered(ledger, 1).withdrawn
    assert verify(ledger) == ()


def _trashed(ledger: Ledger) -> bool:
    summary = Reader(ledger).summary(Ref("person", ONE))
    assert summary is not None
    return summary.trashed


def _salt(ledger: Ledger, identity: EntryId) -> bytes:
    with ledger.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, salt FROM judgment").all()
    return {row.id: row.salt for row in rows}[identity]  # type: ignore[no-any-return]
