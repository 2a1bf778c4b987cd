"""What lies within a time and a place: incidents, and who and what stands in them."""

from datetime import date

import pytest

from casefiles.ledger.ledger import Ledger
from casefiles.ledger.listing import Listing
from casefiles.ledger.within import Surroundings, Within
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect, pair
from casefiles.model.values import Link, Text
from tests.casefiles.ledger.test_listing import add, judge, on

YEAR_2015 = Within(date(2015, 1, 1), date(2015, 12, 31))


class Case:
    """Two incidents of two years in two regions, each with a victim, and who has to do with none.

    The first is dated and placed by its act, in a village of the region; the second by itself.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.paper, self.other_paper = (
            add(ledger, "source", title=Text(title), published=on(day))
            for title, day in (("Paper", "2015-07-01"), ("Other", "2019-01-01"))
        )
        self.region = add(ledger, "place", name=Text("Sughd"))
        self.village = add(ledger, "place", name=Text("Mill"), part_of=Link(self.region.id))
        self.elsewhere = add(ledger, "place", name=Text("Khatlon"))
        self.victim = add(ledger, "person", name=Text("Zarina"))
        self.other_victim = add(ledger, "person", name=Text("Umed"))
        self.neighbour = add(ledger, "person", name=Text("Aziz"), lives_in=Link(self.village.id))
        self.agency = add(ledger, "organisation", name=Text("Police"))
        self.search = add(ledger, "incident", title=Text("Search"))
        self.act = add(
            ledger,
            "act",
            [self.paper],
            incident=Link(self.search.id),
            victim=Link(self.victim.id),
            when=on("2015-06"),
            place=Link(self.village.id),
        )
        add(ledger, "involvement", act=Link(self.act.id), perpetrator=Link(self.agency.id))
        self.arrest = add(
            ledger,
            "incident",
            [self.other_paper],
            title=Text("Arrest"),
            when=on("2018-05-04/2019-01-02"),
            place=Link(self.elsewhere.id),
            exile=Link(self.other_victim.id),
        )


@pytest.fixture
def case(ledger: Ledger) -> Case:
    return Case(ledger)


def within(ledger: Ledger, kind: str, asked: Within) -> set[bytes]:
    return set(Surroundings(ledger, asked).of_kind(kind))


def ids(*refs: Ref) -> set[bytes]:
    return {ref.id for ref in refs}


def test_a_time_holds_incidents_whose_acts_can_be_of_it_and_who_stands_in_them(
    ledger: Ledger, case: Case
) -> None:
    assert within(ledger, "incident", YEAR_2015) == ids(case.search)
    assert within(ledger, "person", YEAR_2015) == ids(case.victim)
    assert within(ledger, "organisation", YEAR_2015) == ids(case.agency)
    assert within(ledger, "place", YEAR_2015) == ids(case.village)
    assert within(ledger, "source", YEAR_2015) == ids(case.paper)


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        (date(2019, 1, 2), None, True),
        (date(2019, 1, 3), None, False),
        (None, date(2018, 5, 4), True),
        (None, date(2018, 5, 3), False),
    ],
)
def test_days_at_the_edge_are_within_and_ends_may_be_open(
    ledger: Ledger, case: Case, first: date | None, last: date | None, fits: bool
) -> None:
    assert (case.arrest.id in within(ledger, "incident", Within(first, last))) is fits


def test_a_place_holds_its_parts_and_what_is_linked_to_them(ledger: Ledger, case: Case) -> None:
    sughd = Within(place=case.region.id)
    assert within(ledger, "incident", sughd) == ids(case.search)
    assert within(ledger, "person", sughd) == ids(case.victim, case.neighbour)
    assert within(ledger, "place", sughd) == ids(case.region, case.village)


def test_time_and_place_must_both_hold(ledger: Ledger, case: Case) -> None:
    both = Within(YEAR_2015.first, YEAR_2015.last, case.elsewhere.id)
    assert not within(ledger, "incident", both)
    assert not within(ledger, "person", both)
    there = Within(YEAR_2015.first, YEAR_2015.last, case.region.id)
    assert within(ledger, "person", there) == ids(case.victim), "the neighbour is of no time"


def test_what_lies_in_the_trash_leads_nowhere(ledger: Ledger, case: Case) -> None:
    judge(ledger, Aspect.TRASH, case.act.id, "trashed")
    assert not within(ledger, "incident", YEAR_2015)
    judge(ledger, Aspect.TRASH, case.arrest.id, "trashed")
    assert not within(ledger, "person", Within(date(2018, 1, 1)))


def test_merged_records_are_within_by_either_and_stand_there_once(
    ledger: Ledger, case: Case
) -> None:
    double = add(ledger, "incident", title=Text("Search again"))
    judge(ledger, Aspect.IDENTITY, pair(case.search.id, double.id), "same")
    assert len(within(ledger, "incident", YEAR_2015)) == 1
    assert within(ledger, "person", YEAR_2015) == ids(case.victim)
    both = add(ledger, "place", name=Text("Согд"))
    judge(ledger, Aspect.IDENTITY, pair(case.region.id, both.id), "same")
    assert within(ledger, "person", Within(place=both.id)) >= ids(case.victim)


def test_places_that_contain_each_other_end_the_walk(ledger: Ledger, case: Case) -> None:
    with ledger.step("change", author="N.") as step:
        step.say(case.region.id, "part_of", Link(case.village.id))
    assert within(ledger, "incident", Within(place=case.village.id)) == ids(case.search)


def test_a_list_is_narrowed_by_words_and_by_what_lies_within(ledger: Ledger, case: Case) -> None:
    listing = Listing(ledger)
    assert set(listing.ids("person", within=YEAR_2015)) == ids(case.victim)
    assert not listing.ids("person", words="Umed", within=YEAR_2015)
    assert len(listing.ids("person", within=Within())) == 3, "nothing said means all"
