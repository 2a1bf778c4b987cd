"""What each arriving entry is to a vault, told before anything is written."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from casefiles.errors import ArchiveRefused, NotUnderstood
from casefiles.exchange.lines import Line
from casefiles.exchange.receiving import take, weigh
from casefiles.ledger import history, released
from casefiles.ledger.erase import erase
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.step import Step
from casefiles.model.claim import Claim
from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.judgment import Aspect, Judgment
from casefiles.model.values import FileValue, Text
from casefiles.release.outside import OutsideIds, wording_of
from tests.casefiles.exchange.desks import carry, desks, lines_of, small_case


@pytest.fixture
def two() -> Iterator[list[Ledger]]:
    """A desk with the small case and an empty one."""
    with desks(2) as made:
        yield made


def _line(subject: bytes, text: str) -> Line:
    claim = Claim(EntryId.random(), RecordId(subject), "note", Text(text))
    return Line(claim, bytes(16))


def test_the_same_id_with_other_content_is_kept_apart_and_told(two: list[Ledger]) -> None:
    one, other = two
    small_case(one)
    lines = lines_of(one)
    carry(lines, other)
    number = next(at for at, line in enumerate(lines) if isinstance(line.entry, Claim))
    entry = lines[number].entry
    assert isinstance(entry, Claim)
    lines[number] = replace(lines[number], entry=replace(entry, certainty="denied"))
    head = other.head
    assert weigh(other, lines).union.clashing == [entry.id]
    assert not carry(lines, other)
    assert other.head == head


def test_a_judgment_on_our_steps_is_refused(two: list[Ledger]) -> None:
    small_case(two[0])
    step = history.past(two[0])[0].id
    forged = Judgment(EntryId.random(), Aspect.STANDING, bytes(step), "withdrawn")
    with pytest.raises(NotUnderstood, match="history"):
        weigh(two[0], [Line(forged, bytes(16))])


def test_new_words_about_an_erased_record_count_as_bringing_it_back(two: list[Ledger]) -> None:
    one = two[0]
    refs = small_case(one)
    zafar = refs["zafar"]
    erase(one, [zafar], author="N.")
    lines = [_line(zafar.id, "more"), _line(refs["sister"].id, "more")]
    weighed = weigh(one, lines)
    assert (len(weighed.union.erased), len(weighed.union.new)) == (1, 1)
    with pytest.raises(ArchiveRefused):
        take(one, weighed, Step("receive", "N."), {})
    assert take(one, weighed, Step("receive", "N."), {}, bring_back=True)


def test_what_its_documenter_undid_is_left_out(two: list[Ledger]) -> None:
    small_case(two[0])
    lines = lines_of(two[0])
    weighed = weigh(two[1], [replace(line, undone=True) for line in lines])
    assert weighed.undone == len(lines)
    assert weighed.changes_nothing


def test_a_file_that_did_not_come_is_known_to_be_elsewhere(ledger: Ledger) -> None:
    with desks(1) as (one,):
        refs = small_case(one)
        named = FileValue(b"d" * 32, "a.txt", "text/plain", 3)
        with one.step("add", author="N.") as step:
            step.say(refs["article"].id, "original", named)
        weighed = weigh(ledger, lines_of(one))
    assert weighed.missing_files(ledger) == 1
    take(ledger, weighed, Step("receive", "N."), {})
    assert ledger.meta("files elsewhere") is not None


def _sent(ledger: Ledger, ref: Ref) -> Line:
    """One claim of ours, as it left."""
    ids = OutsideIds(released.outside_ids(ledger, "somebody"))
    line = next(
        line
        for line in lines_of(ledger)
        if isinstance(line.entry, Claim)
        and line.entry.subject == ref.id
        and line.entry.property == "name"
    )
    assert isinstance(line.entry, Claim)
    claim = replace(line.entry, subject=ids.record([ref.id]), citations=())
    identity, salt = ids.entry(line.entry.id, line.salt, wording_of(claim))
    released.remember(ledger, "somebody", ids.new.items())
    return Line(replace(claim, id=identity), salt)


def test_our_own_words_are_recognised_and_others_under_their_id_kept_apart(
    two: list[Ledger],
) -> None:
    one = two[0]
    sent = _sent(one, small_case(one)["zafar"])
    assert weigh(one, [sent]).union.same == [sent.entry.id]
    assert isinstance(sent.entry, Claim)
    altered = replace(sent, entry=replace(sent.entry, value=Text("Somebody Else")))
    assert weigh(one, [altered]).union.clashing == [sent.entry.id]


def test_sending_again_gives_the_same_ids_and_salts(two: list[Ledger]) -> None:
    zafar = small_case(two[0])["zafar"]
    assert _sent(two[0], zafar) == _sent(two[0], zafar)
