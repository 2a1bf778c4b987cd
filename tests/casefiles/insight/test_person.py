"""The page of a person: who they are, whom they belong to, what was done and on what it rests."""

import pytest

from casefiles.insight.person import Listed, PersonPicture, person_picture
from casefiles.model.judgment import Aspect
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import TermValue
from tests.casefiles.insight.conftest import Case, day


def picture(case: Case, of: str) -> PersonPicture:
    return person_picture(case.reader, case.refs[of])


def rows(shown: PersonPicture, label: str) -> tuple[Listed, ...]:
    (group,) = (one for one in shown.groups if one.label == label)
    return group.rows


def test_the_heading_says_who_and_counts_what_there_is(case: Case) -> None:
    rahim = picture(case, "rahim")
    assert (rahim.title, rahim.functions) == ("Rahim Karimov", "head of a movement in exile")
    assert rahim.counts == ("1 incident", "1 relative", "1 source")
    assert picture(case, "sister").counts[0] == "victim"
    assert [one.words for one in rahim.names] == ["Rahim Karimov"]


def test_a_relative_is_shown_from_either_end_with_the_acts_that_struck_them(case: Case) -> None:
    (sister,) = picture(case, "rahim").relatives
    assert (sister.title, sister.kinship, sister.acts) == ("Zulfiya Nazarova", "Sister", 2)
    (brother,) = picture(case, "sister").relatives
    assert (brother.title, brother.kinship, brother.acts) == ("Rahim Karimov", "Sibling", 0)


def test_two_relations_with_one_relative_are_one_row(case: Case) -> None:
    case.add("again", "relation", who="sister", whose="rahim")
    case.say("again", "kinship", TermValue("half_sibling"), certainty="alleged")
    (sister,) = picture(case, "rahim").relatives
    assert set(sister.kinship.split(" / ")) == {"Sister", "Half-sibling"}
    assert sister.remarks == ("alleged",)


def test_a_relation_that_is_no_kinship_makes_no_relative(case: Case) -> None:
    case.add("friend", "person", name="A friend")
    case.add("friendship", "relation", who="friend", whose="rahim")
    case.say(
        "friendship", "relation_type", TermValue("friend_of"), certainty="denied", by="official"
    )
    rahim = picture(case, "rahim")
    assert len(rahim.relatives) == 1
    (row,) = rows(rahim, "Relatives and relations")
    assert (row.title, row.note) == ("A friend", "Friend of; denied (official)")


def test_what_the_person_was_in_each_incident(case: Case) -> None:
    (aimed,) = picture(case, "rahim").incidents
    assert (aimed.title, aimed.date) == ("House search in Sarichashma", "8 July 2017")
    assert aimed.roles == ("exile it was aimed at",)
    (struck,) = picture(case, "sister").incidents
    assert struck.roles == ("victim: house search, interrogation",)
    assert picture(case, "niece").incidents[0].remarks == ("alleged",)


def test_an_alleged_perpetrator_is_told_through_the_act(case: Case) -> None:
    case.add("officer", "person", name="An officer")
    case.add("order", "involvement", act="questioning", degree=TermValue("ordered"))
    case.say("order", "perpetrator", "officer", certainty="alleged", by="relative")
    officer = picture(case, "officer")
    (role,) = officer.incidents
    assert (role.title, role.roles) == (
        "House search in Sarichashma",
        ("alleged perpetrator: ordered",),
    )
    assert role.remarks == ("alleged (relative)",)
    assert "alleged perpetrator" in officer.counts


def test_incidents_stand_in_the_order_of_time_with_the_most_precise_date(case: Case) -> None:
    case.add("earlier", "incident", title="A summons", exile="rahim", when=day("2016-05-03"))
    case.say("earlier", "when", day("2016"), [("paper", 1, 1), ("bulletin", 1, 1)])
    case.add("undated", "incident", title="A visit", exile="rahim")
    shown = [(one.title, one.date) for one in picture(case, "rahim").incidents]
    assert shown == [
        ("A summons", "3 May 2016"),
        ("House search in Sarichashma", "8 July 2017"),
        ("A visit", ""),
    ]


def test_a_link_that_was_rejected_or_comes_from_the_trash_is_not_drawn(case: Case) -> None:
    case.add("other", "incident", title="Not about him")
    wrong = case.say("other", "exile", "rahim")
    case.add("thrown", "incident", title="A mistake", exile="rahim")
    assert len(picture(case, "rahim").incidents) == 3
    case.judge(Aspect.WEIGHT, wrong, "rejected")
    case.trash("thrown")
    assert [one.title for one in picture(case, "rahim").incidents] == [
        "House search in Sarichashma"
    ]


def test_posts_are_told_by_role_and_organisation(case: Case) -> None:
    case.add("movement", "organisation", name="The Movement")
    case.add("post", "post", person="rahim", organisation="movement", role="chairman")
    case.say("post", "held", day("2010/2015"))
    (row,) = rows(picture(case, "rahim"), "Posts")
    assert (row.title, row.note, row.date) == ("chairman", "The Movement", "2010 – 2015")


def test_a_doubted_link_says_so_in_its_row(case: Case) -> None:
    case.add("conference", "event", title="A conference", when=day("2017"))
    case.say("conference", "participant", "rahim", certainty="denied", by="official")
    case.say("conference", "event_type", TermValue("conference"))
    (row,) = rows(picture(case, "rahim"), "Took part in")
    assert row.note == "Conference; denied (official)"


def test_the_life_line_has_open_ends_and_leaves_our_own_work_out(case: Case) -> None:
    case.say("rahim", "born", day("1971~"))
    case.say("rahim", "left_country", day("2012/.."))
    case.add("edition", "case", title="Edition of 2018", member="rahim", opened=day("2018"))
    life = picture(case, "rahim").life
    assert [(one.label, one.date, one.kind) for one in life] == [
        ("Born", "about 1971", "person"),
        ("Left the country", "2012 or later", "person"),
        ("House search in Sarichashma", "8 July 2017", "incident"),
    ]
    assert life[1].first is not None
    assert life[1].last is None
    assert rows(picture(case, "rahim"), "In cases")[0].title == "Edition of 2018"


def test_sources_come_with_their_places_also_those_of_acts_and_relations(case: Case) -> None:
    sister = picture(case, "sister")
    places = {one.title: [place.place for place in one.places] for one in sister.sources}
    assert places == {
        "Relatives under pressure": ["line 4", "line 13", "line 16"],
        "Pressure on families": ["line 8"],
        "An own inquiry": ["line 5"],
    }
    assert [one.date for one in sister.sources] == ["September 2017", "20 July 2018", ""]


def test_what_is_missing_is_said_by_the_property_to_fill(case: Case) -> None:
    assert ("born", "Born") in picture(case, "rahim").not_known
    case.say("rahim", "born", day("1971"))
    assert "born" not in [name for name, _label in picture(case, "rahim").not_known]


def test_children_and_informants_are_flagged(case: Case) -> None:
    assert picture(case, "rahim").risk == ()
    assert picture(case, "niece").risk == ("A child", "For official bodies")
    case.say("rahim", "informant", TermValue("yes"), level=Sensitivity.INTERNAL)
    assert picture(case, "rahim").risk == ("Informant: protect", "Internal")


def test_merged_records_are_one_picture(case: Case) -> None:
    case.add("karimov", "person", name="Karimov R.")
    case.add("summons", "incident", title="A summons", exile="karimov")
    case.merge("rahim", "karimov")
    ref = case.reader.resolve(case.refs["karimov"].id)
    assert ref is not None
    merged = person_picture(case.reader, ref)
    assert merged.members == 2
    assert {one.words for one in merged.names} == {"Rahim Karimov", "Karimov R."}
    assert {one.title for one in merged.incidents} == {"House search in Sarichashma", "A summons"}


def test_a_person_with_many_incidents_costs_no_more_questions(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question for each linked record would be felt on a slow machine."""
    few = _questions(case, monkeypatch)
    for number in range(20):
        name = f"more {number}"
        case.add(name, "incident", title=name, exile="rahim", when=day("2018"))
        case.add(f"act {number}", "act", incident=name, victim="rahim")
        case.add(f"post {number}", "post", person="rahim")
        case.add(f"kin {number}", "person", name=f"Relative {number}")
        case.add(f"is {number}", "relation", who=f"kin {number}", whose="rahim")
        case.say(f"is {number}", "kinship", TermValue("cousin"), [("paper", number + 1, 99)])
    assert _questions(case, monkeypatch) <= few + 3


def _questions(case: Case, monkeypatch: pytest.MonkeyPatch) -> int:
    asked = []
    database = case.ledger.database
    reading = type(database).reading

    def counted(self: object) -> object:
        asked.append(self)
        return reading(self)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(type(database), "reading", counted)
        picture(case, "rahim")
    return len(asked)
