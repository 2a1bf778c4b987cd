"""A record's properties: equal values stand together, with all that should be known of them."""

from casefiles.insight.fields import Field, fields_of
from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.model.claim import Citation, Passage
from casefiles.model.ids import RecordId
from casefiles.model.judgment import Aspect
from casefiles.model.kinds import BY_NAME
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import TermValue, Text
from tests.casefiles.insight.conftest import Case, day


def field(case: Case, of: str, name: str) -> Field:
    (found,) = (one for one in fields_of(case.reader, case.refs[of]) if one.name == name)
    return found


def test_statements_that_give_one_value_stand_together_with_all_their_places(case: Case) -> None:
    case.say("rahim", "born", day("1971"), [("bulletin", 3, 5)])
    case.say("rahim", "born", day("1971"), [("paper", 7, 7)])
    (value,) = field(case, "rahim", "born").values
    assert value.words == "1971"
    assert {(one.title, one.place) for one in value.cited} == {
        ("Relatives under pressure", "lines 3-5"),
        ("An own inquiry", "line 7"),
    }
    assert len(value.more) == 1
    assert value.claim not in value.more


def test_the_same_words_marked_with_another_language_are_one_value(case: Case) -> None:
    case.say("rahim", "note", Text("teacher", "en"))
    case.say("rahim", "note", Text("teacher"))
    assert [one.words for one in field(case, "rahim", "note").values] == ["teacher"]


def test_links_to_records_that_were_merged_are_one_value(case: Case) -> None:
    case.add("same village", "place", name="Sari Chashma")
    case.say("search", "place", "same village")
    assert len(field(case, "search", "place").values) == 2
    case.merge("village", "same village")
    (value,) = field(case, "search", "place").values
    assert value.leads_to == case.reader.resolve(case.refs["same village"].id)


def test_values_that_cannot_all_be_true_are_disputed(case: Case) -> None:
    case.say("rahim", "born", day("1971"), [("bulletin", 3, 3)])
    assert not field(case, "rahim", "born").disputed
    case.say("rahim", "born", day("1973"), [("paper", 3, 3)])
    assert field(case, "rahim", "born").disputed


def test_a_denial_does_not_stand_behind_the_value_it_denies(case: Case) -> None:
    case.say("rahim", "note", "is a member", [("bulletin", 1, 1)])
    case.say("rahim", "note", "is a member", [("paper", 2, 2)], certainty="denied", by="official")
    said, denied = field(case, "rahim", "note").values
    assert [one.title for one in said.cited] == ["Relatives under pressure"]
    assert denied.remarks == ("denied (official)",)


def test_who_says_what_stays_together_in_the_remarks(case: Case) -> None:
    case.say("rahim", "note", "was held", certainty="stated", by="relative")
    case.say("rahim", "note", "was held", certainty="alleged", by="ngo")
    (value,) = field(case, "rahim", "note").values
    assert value.remarks == ("stated (relative)", "alleged (NGO)")


def test_a_reprint_makes_no_second_origin(case: Case) -> None:
    case.say("rahim", "note", "was held", [("bulletin", 1, 1), ("reprint", 1, 1)])
    assert field(case, "rahim", "note").values[0].independent == 1
    case.say("rahim", "note", "was held", [("paper", 1, 1)])
    assert field(case, "rahim", "note").values[0].independent == 2


def test_a_rejected_value_is_kept_last_and_marked(case: Case) -> None:
    wrong = case.say("rahim", "note", "a teacher", [("bulletin", 1, 1)])
    case.say("rahim", "note", "b driver")
    case.judge(Aspect.WEIGHT, wrong, "rejected")
    values = field(case, "rahim", "note").values
    assert [(one.words, one.rejected) for one in values] == [
        ("b driver", False),
        ("a teacher", True),
    ]


def test_what_only_we_may_know_is_masked_and_our_own_notes_are_not(case: Case) -> None:
    case.say("rahim", "contact", "a telephone number", level=Sensitivity.INTERNAL)
    case.say("rahim", "health", "asthma", level=Sensitivity.OFFICIAL)
    case.add("todo", "task")
    case.say("todo", "body", "ask again", level=Sensitivity.INTERNAL)
    assert field(case, "rahim", "contact").values[0].masked
    assert not field(case, "rahim", "health").values[0].masked
    assert not field(case, "todo", "body").values[0].masked


def test_fields_come_in_the_order_in_which_the_kind_declares_them(case: Case) -> None:
    case.say("rahim", "tag", Text("not a link, but kept"))
    case.say("rahim", "sex", TermValue("male"))
    names = [one.name for one in fields_of(case.reader, case.refs["rahim"])]
    assert names == [name for name in BY_NAME["person"].properties if name in names]


def test_a_source_that_has_not_arrived_here_is_said_to_be_missing(case: Case) -> None:
    with case.ledger.step("test", author="") as step:
        citations = [Citation(RecordId.new(), Passage(page="p. 3"))]
        step.say(case.refs["rahim"].id, "note", Text("was held"), citations=citations)
    (value,) = field(case, "rahim", "note").values
    assert [(one.title, one.place) for one in value.cited] == [
        ("(a source that is not here)", "p. 3")
    ]
    assert value.independent == 0


def test_parts_are_called_by_what_they_join(case: Case) -> None:
    names = Names(Known(case.reader))
    names.learn([case.refs["kinship"], case.refs["searching"]])
    assert names.of(case.refs["kinship"]) == "Sister: Zulfiya Nazarova – Rahim Karimov"
    assert "House search in Sarichashma" in names.of(case.refs["searching"])
