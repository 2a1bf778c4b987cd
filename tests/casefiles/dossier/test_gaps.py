"""Gaps: what somebody should look at before a dossier leaves, and nothing that is not in it."""

from typing import TYPE_CHECKING

import pytest

from casefiles.dossier.compose import compose
from casefiles.dossier.gaps import Gap, Lack, may_be_one
from casefiles.model.values import Text
from casefiles.release.audience import Audience
from casefiles.release.selection import Selection
from casefiles.release.view import View
from tests.casefiles.dossier.test_compose import DATE

if TYPE_CHECKING:
    from tests.casefiles.dossier.conftest import Desk


def found(
    desk: "Desk", audience: Audience = Audience.INTERNAL, without: tuple[str, ...] = ()
) -> tuple[Gap, ...]:
    selection = Selection((desk.refs["rahim"],), audience, without=without)
    return compose(selection, View(desk.reader, audience), version="1", date=DATE).gaps


def places(desk: "Desk", lack: Lack, *without: str) -> set[tuple[str, str]]:
    called = {ref: name for name, ref in desk.refs.items()}
    return {
        (called[one.ref], one.property) for one in found(desk, without=without) if one.lack is lack
    }


def test_a_statement_without_a_source_is_a_gap(desk: "Desk") -> None:
    told = places(desk, Lack.NO_SOURCE)
    assert {("rahim", "name"), ("post", "held"), ("reply", "when")} <= told
    [name] = [one for one in found(desk) if (one.lack, one.property) == (Lack.NO_SOURCE, "name")]
    assert name.values == (Text("Раҳим Каримов", "tg"),)  # the other spelling has two sources


def test_what_belongs_together_and_titles_need_no_source(desk: "Desk") -> None:
    told = {name for lack in Lack for place, name in places(desk, lack) if place != "search"}
    assert not told & {"title", "incident", "who", "whose", "relation_type", "contact_secret"}


def test_two_sources_of_one_origin_are_one_origin(desk: "Desk") -> None:
    told = places(desk, Lack.ONE_ORIGIN)
    assert {("rahim", "function"), ("questioning", "act"), ("is sister", "kinship")} <= told


def test_two_independent_origins_are_no_gap(desk: "Desk") -> None:
    both = [("bulletin", 1, 1), ("paper", 1, 1)]
    desk.add("rahim", "person", ("occupation", Text("writer"), both))
    assert ("rahim", "occupation") not in {place for lack in Lack for place in places(desk, lack)}


def test_dates_that_disagree_are_one_gap_with_both_values(desk: "Desk") -> None:
    assert places(desk, Lack.DATES) == {("rahim", "born"), ("search", "when")}
    [born] = [one for one in found(desk) if one.lack is Lack.DATES and one.property == "born"]
    assert len(born.values) == 2


def test_a_section_left_out_has_no_gaps(desk: "Desk") -> None:
    told = places(desk, Lack.DATES, "family", "incidents", "chronology", "conflicts", "unknown")
    assert told == {("rahim", "born")}
    assert ("trial", "decided") in places(desk, Lack.ONE_ORIGIN)
    assert ("trial", "decided") not in places(desk, Lack.ONE_ORIGIN, "proceedings", "chronology")


def test_what_the_audience_may_not_see_is_no_gap(desk: "Desk") -> None:
    desk.add("rahim", "person", ("occupation", Text("writer"), [], "stated", "own", 3))
    assert "occupation" in {one.property for one in found(desk)}
    assert "occupation" not in {one.property for one in found(desk, Audience.PARTNER)}


def test_sources_and_places_are_not_looked_at(desk: "Desk") -> None:
    assert not {"source", "place", "organisation"} & {one.ref.kind for one in found(desk)}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Rahim Karimov",), ("Раҳим Каримов",), True),
        (("R. K.", "Rahim Karimov"), ("Karimov Rakhim",), True),
        (("Karimov",), ("Rahim Karimov",), False),
        (("Rahim Karimov",), ("Zulfiya Karimova",), False),
        ((), ("Rahim Karimov",), False),
    ],
)
def test_persons_may_be_one_if_a_full_name_of_each_agrees(
    one: tuple[str, ...], other: tuple[str, ...], same: bool
) -> None:
    assert may_be_one(one, other) is same
