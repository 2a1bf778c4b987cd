"""The page of an incident: a sentence made from the data, a row an act, and its basis."""

from casefiles.insight.incident import ActRow, IncidentPicture, incident_picture
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import TermValue
from tests.casefiles.insight.conftest import Case, day


def picture(case: Case, of: str = "search") -> IncidentPicture:
    return incident_picture(case.reader, case.refs[of])


def sentence(shown: IncidentPicture) -> str:
    return "".join(run.text for run in shown.sentence)


def act(case: Case, name: str) -> ActRow:
    (row,) = (one for one in picture(case).acts if one.ref == case.refs[name])
    return row


def test_the_sentence_is_made_from_the_data(case: Case) -> None:
    assert sentence(picture(case)) == (
        "House search and interrogation of Zulfiya Nazarova and niece of Rahim Karimov"
        " in Sarichashma, on 8 July 2017, by Police of the district (alleged)."
        " 3 sources, 2 independent."
    )


def test_every_name_in_the_sentence_is_a_link(case: Case) -> None:
    links = {run.text: run.ref for run in picture(case).sentence if run.ref}
    assert links["Sarichashma"] == case.refs["village"]
    assert links["Police of the district"] == case.refs["police"]
    assert links["Zulfiya Nazarova"] == case.refs["sister"]


def test_many_victims_are_counted(case: Case) -> None:
    case.add("brother", "person", name="Salim Karimov")
    case.say("searching", "victim", "brother")
    assert "interrogation of 3 persons in" in sentence(picture(case))


def test_without_acts_the_title_stands_and_nothing_is_invented(case: Case) -> None:
    case.add("visit", "incident", title="A visit")
    assert sentence(picture(case, "visit")) == "A visit. No source."


def test_an_agency_is_named_where_no_single_act_has_a_perpetrator(case: Case) -> None:
    case.add("visit", "incident", title="A visit")
    case.say("visit", "agency", "police", certainty="inferred")
    assert "by Police of the district (inferred)" in sentence(picture(case, "visit"))


def test_an_allegation_is_not_made_surer_by_another_perpetrator(case: Case) -> None:
    case.add("other", "organisation", name="The prosecutor")
    case.add("second", "involvement", act="searching")
    case.say("second", "perpetrator", "other", certainty="stated")
    assert "(alleged)" in sentence(picture(case))


def test_a_row_tells_who_suffered_and_what_they_are_to_the_exile(case: Case) -> None:
    row = act(case, "searching")
    assert row.act == "House search"
    ((sister),) = row.suffered
    assert (sister.title, sister.remarks) == ("Zulfiya Nazarova", ("sister of Rahim Karimov",))


def test_a_row_tells_who_acted_as_far_as_somebody_says_so(case: Case) -> None:
    case.say("deed", "basis", "they wore the uniform")
    (police,) = act(case, "questioning").acted
    assert police.title == "Police of the district"
    assert police.remarks == ("carried out", "alleged (relative)", "they wore the uniform")
    assert act(case, "searching").acted == ()


def test_a_doubted_victim_is_marked_in_the_row(case: Case) -> None:
    remarks = {one.title: one.remarks for one in act(case, "questioning").suffered}
    assert remarks["niece of Rahim Karimov"] == ("alleged",)


def test_a_row_counts_its_sources_and_their_origins(case: Case) -> None:
    row = act(case, "questioning")
    assert (row.sources, row.independent) == (3, 2)
    assert {one.title for one in row.cited} == {
        "Relatives under pressure",
        "Pressure on families",
        "An own inquiry",
    }


def test_where_and_when_are_those_of_the_act_and_empty_if_nobody_says(case: Case) -> None:
    assert (act(case, "searching").where, act(case, "searching").when) == ((), "")
    case.add("station", "place", name="Police station")
    case.say("searching", "place", "station")
    case.say("searching", "when", day("2017-07-09"))
    row = act(case, "searching")
    assert ([one.title for one in row.where], row.when) == (["Police station"], "9 July 2017")


def test_what_was_behind_it_stands_in_groups(case: Case) -> None:
    case.add("conference", "event", title="A conference", when=day("2017-07"))
    case.say("search", "retaliation_for", "conference", certainty="inferred")
    case.say("search", "threat", "the house would be taken")
    groups = {one.label: one.rows for one in picture(case).groups}
    assert [one.title for one in groups["Aimed at"]] == ["Rahim Karimov"]
    (trigger,) = groups["In retaliation for"]
    assert (trigger.title, trigger.date, trigger.note) == ("A conference", "July 2017", "inferred")
    assert [one.title for one in groups["Threatened"]] == ["the house would be taken"]


def test_what_is_masked_is_not_told_in_passing(case: Case) -> None:
    case.say("search", "threat", "a secret threat", level=Sensitivity.INTERNAL)
    case.say("searching", "account", "a secret account", level=Sensitivity.INTERNAL)
    shown = picture(case)
    groups = {one.label: one.rows for one in shown.groups}
    assert [one.title for one in groups["Threatened"]] == ["(hidden)"]
    assert "secret" not in str(shown.acts)


def test_involvement_in_the_whole_incident_is_not_laid_on_single_acts(case: Case) -> None:
    case.add("minister", "person", name="A minister")
    case.add("order", "involvement", incident="search", degree=TermValue("ordered"))
    case.say("order", "perpetrator", "minister", certainty="alleged")
    groups = {one.label: one.rows for one in picture(case).groups}
    (row,) = groups["Alleged involvement in the whole incident"]
    assert (row.title, row.note) == ("A minister", "ordered; alleged")
    assert all("minister" not in str(one.acted) for one in picture(case).acts)


def test_what_an_office_will_ask_for_and_nobody_said(case: Case) -> None:
    assert [name for name, _label in picture(case).not_known] == ["agency", "account"]
