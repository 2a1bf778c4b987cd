"""Checking a dossier: the weak places in words, and persons who may be one."""

import pytest

from casefiles.dossier.gaps import Lack
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect, pair
from casefiles.model.values import Link, Text, When
from casefiles.operations.checking import WeakPlace, counted, weak_places
from casefiles.operations.dossiers import preview
from casefiles.operations.judging import keep_apart
from casefiles.operations.recording import Said, add_record
from casefiles.release.audience import Audience
from casefiles.release.selection import Selection
from casefiles.text import speaking
from casefiles.vault import Vault


@pytest.fixture
def person(vault: Vault) -> Ref:
    dates = [Said("born", When(UncertainDate.parse(text))) for text in ("1971", "1973")]
    return add_record(vault, kind="person", said=[Said("name", Text("Safar Odinaev")), *dates])


def named(vault: Vault, name: str) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text(name))])


def checked(vault: Vault, person: Ref, lack: Lack) -> list[WeakPlace]:
    selection = Selection((person,), Audience.INTERNAL, "ru")
    places = weak_places(vault, preview(vault, selection=selection))
    return [one for one in places if one.lack is lack]


def test_each_place_names_its_record_field_and_values(vault: Vault, person: Ref) -> None:
    [dates] = checked(vault, person, Lack.DATES)
    assert (dates.ref, dates.property) == (person, "born")
    assert (dates.title, dates.field, dates.words) == ("Safar Odinaev", "Born", "1971 / 1973")
    with speaking("ru"):
        assert checked(vault, person, Lack.DATES)[0].field != "Born"


def test_links_are_worded_by_whom_they_lead_to(vault: Vault, person: Ref) -> None:
    village = add_record(vault, kind="place", said=[Said("name", Text("Sarichashma"))])
    place = Said("birthplace", Link(village.id))
    other = add_record(vault, kind="person", said=[Said("name", Text("Nur Alimov")), place])
    assert "Sarichashma" in [one.words for one in checked(vault, other, Lack.NO_SOURCE)]


def test_the_gravest_come_first_and_are_counted(vault: Vault, person: Ref) -> None:
    named(vault, "Сафар Одинаев")
    selection = Selection((person,), Audience.INTERNAL)
    places = weak_places(vault, preview(vault, selection=selection))
    lacks = [one.lack for one in places]
    assert lacks == sorted(lacks, key=list(Lack).index)
    assert counted(places) == (
        "3 statements without a source",
        "1 date that disagrees",
        "1 person who may be another",
    )


def test_a_namesake_in_another_script_is_an_uncertain_identity(vault: Vault, person: Ref) -> None:
    other = named(vault, "Одинаев Сафар")
    named(vault, "Safar Rahimov")
    [found] = checked(vault, person, Lack.IDENTITY)
    assert (found.ref, found.property) == (person, "name")
    assert "Одинаев Сафар" in found.words
    keep_apart(vault, refs=[other, person])
    assert checked(vault, person, Lack.IDENTITY) == []


def test_who_was_judged_unsure_is_uncertain_whatever_the_name(vault: Vault, person: Ref) -> None:
    other = named(vault, "Kamol Testov")
    assert checked(vault, person, Lack.IDENTITY) == []
    with vault.step("keep_apart") as step:
        step.judge(Aspect.IDENTITY, pair(person.id, other.id), "unsure")
    [found] = checked(vault, person, Lack.IDENTITY)
    assert "Kamol Testov" in found.words
