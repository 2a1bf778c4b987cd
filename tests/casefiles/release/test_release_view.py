"""What each audience sees: its own level and below, labels for the rest, nothing of informants."""

from typing import TYPE_CHECKING

import pytest

from casefiles.errors import NotUnderstood
from casefiles.model.judgment import Aspect, pair
from casefiles.model.kinds import BY_NAME
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Text
from casefiles.release.audience import Audience
from casefiles.release.view import LeftOut, Standing, View
from casefiles.text import speaking

if TYPE_CHECKING:
    from tests.casefiles.release.conftest import SmallCase

PUBLIC, OFFICIAL, PARTNER, INTERNAL = (
    Audience.PUBLIC,
    Audience.OFFICIAL,
    Audience.PARTNER,
    Audience.INTERNAL,
)


def test_each_audience_has_a_clearance_and_a_mark() -> None:
    assert [one.clearance for one in Audience] == sorted(Sensitivity, reverse=True)
    assert len({one.mark for one in Audience}) == 4
    assert Audience.parse("Official body") is OFFICIAL
    with pytest.raises(NotUnderstood):
        Audience.parse("everybody")


def test_statements_above_the_clearance_are_not_there(case: "SmallCase") -> None:
    rahim = case.refs["rahim"]
    assert View(case.reader, INTERNAL).of(rahim, "contact")
    assert not View(case.reader, PARTNER).of(rahim, "contact")
    view = View(case.reader, PUBLIC)
    assert "contact" not in view.said(rahim)
    assert view.withholds(rahim, "contact")
    assert not view.withholds(rahim, "name")


def test_working_notes_reach_partners_and_nobody_further_out(case: "SmallCase") -> None:
    rahim = case.refs["rahim"]
    assert View(case.reader, PARTNER).of(rahim, "note")
    assert not View(case.reader, OFFICIAL).of(rahim, "note")


def test_a_withheld_name_gives_way_to_kinship(case: "SmallCase") -> None:
    view = View(case.reader, PUBLIC)
    assert view.title(case.refs["sister"]) == "Sister of Rahim Karimov"
    assert View(case.reader, PARTNER).title(case.refs["sister"]) == "Zulfiya Nazarova"
    with speaking("ru"):
        assert "Rahim Karimov" in View(case.reader, PUBLIC).title(case.refs["sister"])


def test_where_kinship_may_not_be_told_a_letter_stands(case: "SmallCase") -> None:
    view = View(case.reader, PUBLIC)
    assert view.standing(case.refs["child"]) is Standing.LABELLED
    assert view.title(case.refs["child"]) == "Person A"
    assert view.title(case.refs["child"]) == "Person A"
    assert View(case.reader, OFFICIAL).title(case.refs["child"]) == "Umed Karimov"


def test_nothing_leads_to_an_informant(case: "SmallCase") -> None:
    for audience in (PUBLIC, OFFICIAL, PARTNER):
        view = View(case.reader, audience)
        assert view.standing(case.refs["informant"]) is Standing.HIDDEN
        assert not view.said(case.refs["informant"])
        assert case.refs["is relative"] not in view.linking(case.refs["rahim"], "relation", "whose")
        assert case.refs["act on informant"] not in view.linking(
            case.refs["search"], "act", "incident"
        )
        assert not view.of(case.refs["testimony"], "informant")
    assert View(case.reader, INTERNAL).linking(case.refs["informant"], "act", "victim")


def test_terms_that_start_high_are_withheld_however_they_were_entered(case: "SmallCase") -> None:
    assert not View(case.reader, PARTNER).of(case.refs["threat"], "act")
    assert View(case.reader, INTERNAL).of(case.refs["threat"], "act")


def test_a_protected_source_is_labelled_and_not_hidden(case: "SmallCase") -> None:
    testimony = case.refs["testimony"]
    case.judge(Aspect.SENSITIVITY, testimony.id, "3")
    view = View(case.reader, PARTNER)
    assert view.standing(testimony) is Standing.LABELLED
    assert view.title(testimony) == "Source A"
    assert not view.said(testimony)


def test_protecting_a_record_or_a_claim_acts_on_the_next_view(case: "SmallCase") -> None:
    rahim = case.refs["rahim"]
    alias = case.say("rahim", "name", Text("R. K."))
    assert len(View(case.reader, PUBLIC).of(rahim, "name")) == 2
    case.judge(Aspect.SENSITIVITY, alias, "2")
    assert len(View(case.reader, PUBLIC).of(rahim, "name")) == 1
    case.judge(Aspect.SENSITIVITY, rahim.id, "1")
    assert View(case.reader, PUBLIC).standing(rahim) is Standing.LABELLED


def test_rejected_statements_and_trashed_records_are_not_shown(case: "SmallCase") -> None:
    alias = case.say("rahim", "name", Text("Rahim the Elder Karimov"))
    assert View(case.reader, PUBLIC).title(case.refs["rahim"]) == "Rahim the Elder Karimov"
    case.judge(Aspect.WEIGHT, alias, "rejected")
    assert View(case.reader, PUBLIC).title(case.refs["rahim"]) == "Rahim Karimov"
    case.judge(Aspect.TRASH, case.refs["sister"].id, "trashed")
    view = View(case.reader, PUBLIC)
    assert view.known(case.refs["sister"].id) is None
    assert not view.targets(case.refs["is sister"], "who")


def test_links_are_followed_through_merges(case: "SmallCase") -> None:
    with case.ledger.step("test", author="") as step:
        twin = step.create("person")
        step.say(twin.id, "name", Text("Rahim Karimzoda"))
        step.judge(Aspect.IDENTITY, pair(twin.id, case.refs["rahim"].id), "same")
    view = View(case.reader, PUBLIC)
    merged = view.known(twin.id)
    assert merged == view.known(case.refs["rahim"].id)
    assert merged is not None
    assert {s.claim.value for s in view.of(merged, "name")} >= {Text("Rahim Karimzoda")}


def test_only_counts_tell_what_was_left_out(case: "SmallCase") -> None:
    view = View(case.reader, PUBLIC)
    assert view.left_out() == LeftOut(0, 0)
    for name in ("name", "contact", "note", "born"):
        view.of(case.refs["rahim"], name)
    assert view.left_out() == LeftOut(statements=1, records=0)
    view.said(case.refs["child"])
    view.linking(case.refs["rahim"], "relation", "whose")
    view.linking(case.refs["rahim"], "relation", "whose")
    assert view.left_out() == LeftOut(statements=1, records=2)
    inside = View(case.reader, INTERNAL)
    for ref in case.refs.values():
        for name in BY_NAME[ref.kind].properties:
            inside.of(ref, name)
        inside.incoming(ref)
    assert inside.left_out() == LeftOut(0, 0)


def test_a_denied_link_leads_nowhere(case: "SmallCase") -> None:
    with case.ledger.step("test", author="") as step:
        step.say(case.refs["search"].id, "exile", Link(case.refs["sister"].id), certainty="denied")
    view = View(case.reader, PARTNER)
    assert case.refs["search"] not in view.linking(case.refs["sister"], "incident", "exile")
