"""What was found, counted; each count leads to a question for only those."""

import pytest

from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.values import Link, TermValue, Text, When
from casefiles.operations.facets import count_facets
from casefiles.operations.judging import put_in_trash
from casefiles.operations.recording import Said, add_record
from casefiles.operations.searching import search, search_trash
from casefiles.vault import Vault


@pytest.fixture
def search_of_a_house(vault: Vault) -> Ref:
    """An incident with an act, by an agency, in a village of a region, and a letter on it."""
    region = add_record(vault, kind="place", said=[Said("name", Text("Northern Region"))])
    village = add_record(
        vault,
        kind="place",
        said=[Said("name", Text("Brook")), Said("part_of", Link(region.id))],
    )
    agency = add_record(vault, kind="organisation", said=[Said("name", Text("Night Patrol"))])
    incident = add_record(
        vault,
        kind="incident",
        said=[
            Said("title", Text("Search of a house")),
            Said("place", Link(village.id)),
            Said("when", When(UncertainDate("2016-22"))),
        ],
    )
    add_record(
        vault,
        kind="involvement",
        said=[Said("incident", Link(incident.id)), Said("perpetrator", Link(agency.id))],
    )
    add_record(
        vault,
        kind="act",
        said=[Said("incident", Link(incident.id)), Said("act", TermValue("arrest"))],
    )
    add_record(
        vault,
        kind="source",
        said=[
            Said("title", Text("A letter on the search of the house")),
            Said("published", When(UncertainDate("2017-03"))),
            Said("language", Text("English")),
        ],
    )
    return incident


def told(vault: Vault, text: str) -> dict[str, dict[str, tuple[int, str]]]:
    return {
        group.name: {one.label: (one.count, one.words) for one in group.values}
        for group in count_facets(vault, text=text)
    }


def test_what_is_found_is_counted_by_what_it_is(vault: Vault, search_of_a_house: Ref) -> None:
    groups = told(vault, "house")
    assert groups["kind"] == {
        "Incidents": (1, "kind:incident"),
        "Sources": (1, "kind:source"),
        "Organisations": (1, "kind:organisation"),  # it is linked to the search of a house
    }
    assert groups["year"] == {"2016": (1, "date:2016"), "2017": (1, "date:2017")}
    assert groups["place"] == {"Brook": (1, 'place:"Brook"')}
    assert groups["act"] == {"Arrest": (1, 'act:"Arrest"')}
    assert groups["organisation"] == {"Night Patrol": (2, 'agency:"Night Patrol"')}
    assert groups["lang"] == {"English": (1, "lang:en")}


def test_each_count_is_that_of_the_question_it_leads_to(
    vault: Vault, search_of_a_house: Ref
) -> None:
    for group in count_facets(vault, text="house"):
        for one in group.values:
            assert len(search(vault, text=f"house {one.words}").found) == one.count, one


def test_what_tells_nothing_apart_is_not_counted(vault: Vault, search_of_a_house: Ref) -> None:
    assert "kind" not in told(vault, "house kind:incident")
    assert told(vault, "") == {}
    assert told(vault, "elsewhere") == {}


def test_a_season_is_found_within_its_year_and_by_its_name(
    vault: Vault, search_of_a_house: Ref
) -> None:
    for text in ("summer 2016", "house date:2016-07", "летом 2016", "house before:2016-08"):
        assert [one.hit.ref for one in search(vault, text=text).found] == [search_of_a_house], text
    assert not search(vault, text="kind:incident after:2016-10").found


def test_a_region_finds_what_happened_in_its_villages(vault: Vault, search_of_a_house: Ref) -> None:
    found = search(vault, text="place:northern kind:incident").found
    assert [one.hit.ref for one in found] == [search_of_a_house]


def test_the_other_keyboard_is_noticed(vault: Vault) -> None:
    add_record(vault, kind="person", said=[Said("name", Text("Сафар Одинаев"))])
    findings = search(vault, text="jlbyftd")
    assert findings.meant == ("одинаев",)
    assert "одинаев" in findings.notes[-1]
    assert search(vault, text="одинаев").meant == ()


def test_the_trash_is_read_on_request(vault: Vault, search_of_a_house: Ref) -> None:
    put_in_trash(vault, refs=[search_of_a_house])
    assert search_of_a_house not in [one.hit.ref for one in search(vault, text="house").found]
    assert search_trash(vault, text="house") == ((search_of_a_house, "Search of a house"),)
    assert search_trash(vault, text="house date:2016") == (
        (search_of_a_house, "Search of a house"),
    )
    assert search_trash(vault, text="night patrol arrest")
    assert search_trash(vault, text="house -search") == ()
    assert search_trash(vault, text="") == ()
