"""Any other record's page, and the card that is shown while the pointer rests on a link."""

from casefiles.insight.record import card, record_picture
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import TermValue
from tests.casefiles.insight.conftest import Case, day


def test_what_leads_to_a_record_stands_under_the_words_by_which_it_does(case: Case) -> None:
    case.add("later", "incident", title="A later visit", place="village", when=day("2018"))
    case.add("undated", "incident", title="Another visit", place="village")
    village = record_picture(case.reader, case.refs["village"])
    (group,) = village.groups
    assert group.label == "Incidents here"
    assert [(one.title, one.date) for one in group.rows] == [
        ("House search in Sarichashma", "8 July 2017"),
        ("A later visit", "2018"),
        ("Another visit", ""),
    ]
    assert (village.title, village.kind_label, village.members) == ("Sarichashma", "Place", 1)


def test_parts_that_lead_here_are_told_by_whom_they_join(case: Case) -> None:
    police = record_picture(case.reader, case.refs["police"])
    (row,) = police.groups[0].rows
    assert "House search in Sarichashma" in row.title
    assert row.note == "Carried out; alleged (relative)"


def test_the_sources_of_a_record_are_those_of_its_own_statements(case: Case) -> None:
    case.say("village", "place_type", TermValue("village"), [("paper", 2, 3)])
    village = record_picture(case.reader, case.refs["village"])
    assert [(one.title, one.places[0].place) for one in village.sources] == [
        ("An own inquiry", "lines 2-3")
    ]


def test_a_proceeding_says_what_is_missing(case: Case) -> None:
    case.add("trial", "proceeding", title="Trial in absence", defendant="rahim")
    missing = [name for name, _label in record_picture(case.reader, case.refs["trial"]).not_known]
    assert missing == ["court", "charge", "decided", "sentence"]


def test_a_card_is_short_and_says_when_what_where_and_how_much(case: Case) -> None:
    shown = card(case.reader, case.refs["search"])
    assert (shown.title, shown.kind_label) == ("House search in Sarichashma", "Incident")
    assert shown.lines == ("8 July 2017", "Sarichashma, Rahim Karimov", "acts: 2")


def test_a_card_of_a_person_says_what_they_do(case: Case) -> None:
    case.say("rahim", "born", day("1971"))
    lines = card(case.reader, case.refs["rahim"]).lines
    assert lines == ("Born 1971", "head of a movement in exile", "incidents: 1, relations: 1")


def test_a_card_tells_no_secret_and_cuts_what_is_long(case: Case) -> None:
    case.say("sister", "occupation", "a secret occupation", level=Sensitivity.INTERNAL)
    case.say("niece", "function", "word " * 60)
    assert "secret" not in str(card(case.reader, case.refs["sister"]))
    assert all(len(line) <= 122 for line in card(case.reader, case.refs["niece"]).lines)


def test_a_card_of_a_part_has_a_name(case: Case) -> None:
    assert card(case.reader, case.refs["kinship"]).title == (
        "Sister: Zulfiya Nazarova – Rahim Karimov"
    )
