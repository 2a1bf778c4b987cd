"""What goes along with chosen records, and how it is written anew for somebody outside."""

from collections.abc import Collection
from typing import cast

import pytest

from casefiles.exchange.lines import Line
from casefiles.ledger.files import put
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.ledger.union import Arriving
from casefiles.model.claim import Citation, Claim, Passage
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect, Judgment, pair
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import FileValue, Link, Number, TermValue, Text, Value
from casefiles.release.audience import Audience
from casefiles.release.closure import Closure, closure
from casefiles.release.derive import Release, derive
from casefiles.release.view import View


class Desk:
    """A ledger, and records by names of the test's own."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.refs: dict[str, Ref] = {}

    def add(self, name: str, kind: str, /, **said: object) -> Ref:
        """A record; values are texts, or (value, level)."""
        with self.ledger.step("add", author="N.") as step:
            ref = self.refs[name] = step.create(kind)
            for prop, told in said.items():
                value, level = told if isinstance(told, tuple) else (told, 0)
                step.say(ref.id, prop, _value(value), sensitivity=Sensitivity(level))
        return ref

    def judge(self, aspect: Aspect, target: bytes, verdict: str, reason: str = "") -> None:
        with self.ledger.step("judge", author="N.") as step:
            step.judge(aspect, target, verdict, reason)

    def claim(self, name: str, prop: str) -> Claim:
        return Reader(self.ledger).statements(self.refs[name])[prop][0].claim

    def closure(self, *names: str, audience: Audience = Audience.PARTNER) -> Closure:
        view = View(Reader(self.ledger), audience)
        return closure(view, [self.refs[name] for name in names])

    def release(
        self, *names: str, audience: Audience = Audience.PARTNER, originals: bool = False
    ) -> Release:
        view = View(Reader(self.ledger), audience)
        chosen = closure(view, [self.refs[name] for name in names])
        return derive(self.ledger, view, chosen, "somebody", originals=originals)


def _value(told: object) -> Value:
    if isinstance(told, Ref):
        return Link(told.id)
    return Text(told) if isinstance(told, str) else cast("Value", told)


def _texts(release: Release) -> set[str]:
    claims = [one.entry for one in release.entries if isinstance(one.entry, Claim)]
    return {claim.value.text for claim in claims if isinstance(claim.value, Text)}


def _judgments(release: Release) -> list[Judgment]:
    return [one.entry for one in release.entries if isinstance(one.entry, Judgment)]


def _names(desk: Desk, refs: Collection[Ref]) -> set[str]:
    return {name for name, ref in desk.refs.items() if ref in refs}


def _family(desk: Desk) -> None:
    add = desk.add
    add("country", "place", name="Tajikistan")
    add("village", "place", name="Testabad", part_of=desk.refs["country"])
    add("elsewhere", "place", name="Elsewhere")
    add("exile", "person", name="Zafar Testov", lives_in=desk.refs["village"])
    add("brother", "person", name="Umed Testov", occupation="smith")
    add("stranger", "person", name="Shodi Otherov", occupation="baker")
    add("counsel", "person", name="Olim Counselov", occupation="lawyer")
    add("kin", "relation", who=desk.refs["brother"], whose=desk.refs["exile"])
    add("police", "organisation", name="Police", based_in=desk.refs["country"])
    add("raid", "incident", title="Raid", exile=desk.refs["exile"], agency=desk.refs["police"])
    add("act", "act", incident=desk.refs["raid"], victim=desk.refs["stranger"])
    add("done", "involvement", act=desk.refs["act"], perpetrator=desk.refs["police"])
    trial = {"defendant": desk.refs["exile"], "counsel": desk.refs["counsel"]}
    add("trial", "proceeding", title="Trial", **trial)
    add("other", "incident", title="Another", exile=desk.refs["stranger"])
    add("task", "task", title=("Call", 3), about=(desk.refs["exile"], 3))
    add("case", "case", title="Family", member=desk.refs["exile"])


def test_a_person_goes_with_kin_incidents_acts_and_what_they_name(ledger: Ledger) -> None:
    desk = Desk(ledger)
    _family(desk)
    found = desk.closure("exile")
    assert _names(desk, found.refs) == {
        *("exile", "brother", "kin", "raid", "act", "done", "trial"),
        *("stranger", "counsel", "police", "village", "country"),
    }
    assert _names(desk, found.named) == {"stranger", "counsel"}
    assert found.counts()["person"] == 4


def test_who_is_only_named_goes_by_name_alone(ledger: Ledger) -> None:
    desk = Desk(ledger)
    _family(desk)
    texts = _texts(desk.release("exile"))
    assert {"Shodi Otherov", "Olim Counselov", "smith"} <= texts
    assert texts.isdisjoint({"baker", "lawyer", "Another", "Elsewhere", "Call"})


def test_a_case_goes_with_its_members(ledger: Ledger) -> None:
    desk = Desk(ledger)
    _family(desk)
    person, case = desk.closure("exile"), desk.closure("case")
    assert set(case.refs) == {*person.refs, desk.refs["case"]}


def test_links_to_what_stays_are_left_out(ledger: Ledger) -> None:
    desk = Desk(ledger)
    _family(desk)
    release = desk.release("village")
    here = {one.entry.subject for one in release.entries if isinstance(one.entry, Claim)}
    assert len(here) == 2
    for one in release.entries:
        if isinstance(one.entry, Claim) and isinstance(one.entry.value, Link):
            assert one.entry.value.to in here


def test_merged_records_leave_as_one_and_keep_their_id_when_taken_apart(ledger: Ledger) -> None:
    desk = Desk(ledger)
    desk.add("one", "person", name="Zafar")
    desk.add("two", "person", name="Zafari")
    target = pair(desk.refs["one"].id, desk.refs["two"].id)
    desk.judge(Aspect.IDENTITY, target, "same")
    release = desk.release("one")
    claims = [one.entry for one in release.entries if isinstance(one.entry, Claim)]
    assert _texts(release) == {"Zafar", "Zafari"}
    assert len({claim.subject for claim in claims}) == 1


def test_a_protected_source_is_a_stand_in_without_passage_or_words(ledger: Ledger) -> None:
    desk = Desk(ledger)
    source = desk.add("interview", "source", title=("Interview with S.", 3))
    desk.judge(Aspect.SENSITIVITY, source.id, "3")
    person = desk.add("exile", "person")
    with ledger.step("add", author="N.") as step:
        cited = Citation(source.id, Passage(7, 9, page="12"), "in these words")
        step.say(person.id, "name", Text("Zafar Testov"), citations=[cited])
    release = desk.release("exile")
    (claim,) = (
        one.entry
        for one in release.entries
        if isinstance(one.entry, Claim) and one.entry.property == "name"
    )
    (citation,) = claim.citations
    assert citation == Citation(citation.source)
    assert any(text.startswith("Source ") for text in _texts(release))
    assert "Interview with S." not in _texts(release)


def test_weights_travel_with_reasons_that_name_nobody(ledger: Ledger) -> None:
    desk = Desk(ledger)
    desk.add("hidden", "person", name="Gulnora Whisperova", informant=TermValue("yes"))
    desk.add("exile", "person", name="Zafar Testov", born=(Text("x"), 0), occupation="smith")
    desk.judge(Aspect.WEIGHT, desk.claim("exile", "name").id, "preferred", "as the court prints it")
    told = "Gulnora Whisperova says so"
    desk.judge(Aspect.WEIGHT, desk.claim("exile", "occupation").id, "rejected", told)
    reasons = {one.verdict: one.reason for one in _judgments(desk.release("exile"))}
    assert reasons == {"preferred": "as the court prints it", "rejected": ""}
    public = _judgments(desk.release("exile", audience=Audience.PUBLIC))
    assert {one.reason for one in public} == {""}


def test_a_level_travels_with_what_it_protects(ledger: Ledger) -> None:
    desk = Desk(ledger)
    desk.add("exile", "person", name="Zafar", occupation=("smith", 1))
    desk.judge(Aspect.SENSITIVITY, desk.refs["exile"].id, "1")
    release = desk.release("exile", audience=Audience.OFFICIAL)
    levels = {
        one.entry.property: one.entry.sensitivity
        for one in release.entries
        if isinstance(one.entry, Claim)
    }
    assert levels["occupation"] is Sensitivity.OFFICIAL
    assert [(one.aspect, one.verdict) for one in _judgments(release)] == [(Aspect.SENSITIVITY, "1")]


@pytest.mark.parametrize(
    ("kind", "unexamined"), [("text/plain", 0), ("text/html", 1), ("message/rfc822", 1)]
)
def test_only_a_file_that_stands_there_as_it_is_read_counts_as_examined(
    ledger: Ledger, kind: str, unexamined: int
) -> None:
    """In a page a name may be written in numbers, in a letter it may be packed."""
    desk = Desk(ledger)
    digest = put(ledger.database, b"<p>&#90;afar</p>")
    original = FileValue(digest, "a.txt", kind, 16)
    source = desk.add("page", "source", title="A page", original=original)
    person = desk.add("exile", "person")
    with ledger.step("add", author="N.") as step:
        step.say(person.id, "name", Text("Zafar Testov"), citations=[Citation(source.id)])
    release = desk.release("exile", originals=True)
    assert release.withheld.unexamined == unexamined


def test_originals_of_cited_sources_go_only_if_asked_and_never_to_the_public(
    ledger: Ledger,
) -> None:
    desk = Desk(ledger)
    digest = put(ledger.database, b"picture")
    original = FileValue(digest, "Zafar at home.jpg", "image/jpeg", 7)
    source = desk.add("photo", "source", title="A photograph", original=original)
    person = desk.add("exile", "person")
    with ledger.step("add", author="N.") as step:
        step.say(person.id, "name", Text("Zafar Testov"), citations=[Citation(source.id)])
    assert desk.release("exile").files == {}
    release = desk.release("exile", originals=True)
    assert release.files == {digest: b"picture"}
    assert release.withheld.unexamined == 1
    (name,) = (
        one.entry.value.name
        for one in release.entries
        if isinstance(one.entry, Claim) and isinstance(one.entry.value, FileValue)
    )
    assert "Zafar" not in name
    public = desk.release("photo", audience=Audience.PUBLIC, originals=True)
    assert public.files == {}
    assert public.withheld.files == 1


def test_every_kind_of_value_can_leave(ledger: Ledger) -> None:
    desk = Desk(ledger)
    desk.add("count", "statistic", title="Prisoners", quantity=Number(100, 120, "persons"))
    release = desk.release("count")
    values = [one.entry.value for one in release.entries if isinstance(one.entry, Claim)]
    assert Number(100, 120, "persons") in values
    assert all(isinstance(one, Arriving) for one in release.entries)
    assert Line(release.entries[0].entry, release.entries[0].salt).acting
