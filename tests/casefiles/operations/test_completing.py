"""Completing: found by half a word and in another script, told apart, no secrets in the line."""

import pytest

from casefiles.model.dates import understand
from casefiles.model.ids import Ref
from casefiles.model.values import Link, Text, When
from casefiles.operations.completing import alike, candidates
from casefiles.operations.judging import put_in_trash
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault


def person(vault: Vault, name: str, *more: Said) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text(name)), *more])


def test_half_a_word_finds_the_record(vault: Vault) -> None:
    ref = person(vault, "Jamshed Qosimov")
    person(vault, "Rustam Saidov")
    assert [one.ref for one in candidates(vault, text="Jamshed Qos", kinds=["person"])] == [ref]


@pytest.mark.parametrize("typed", ["Munira Olim", "olim mun", "Мунира Оли", "Munyra Olimova"])
def test_those_who_bear_half_of_the_name_do_not_hide_who_is_meant(vault: Vault, typed: str) -> None:
    for number in range(12):
        person(vault, f"Munira Saidova {'abcdefghijkl'[number] * 4}")
    ref = person(vault, "Munira Olimova")
    found = candidates(vault, text=typed, kinds=["person"])
    assert (found[0].ref, found[0].fits) == (ref, True)


def test_another_script_finds_it_too(vault: Vault) -> None:
    ref = person(vault, "Jamshed Qosimov")
    assert [one.ref for one in candidates(vault, text="Касымов", kinds=["person"])] == [ref]


def test_only_the_kinds_that_fit_are_offered(vault: Vault) -> None:
    person(vault, "Konibodom")
    place = add_record(vault, kind="place", said=[Said("name", Text("Konibodom"))])
    assert [one.ref for one in candidates(vault, text="Konib", kinds=["place"])] == [place]


def test_signs_of_the_search_are_only_letters_here(vault: Vault) -> None:
    ref = person(vault, "Qosimov Jamshed")
    assert [one.ref for one in candidates(vault, text='kind: "Qosimov', kinds=["person"])] == [ref]
    assert [one.ref for one in candidates(vault, text='-"Qosimov" (', kinds=["person"])] == [ref]
    assert candidates(vault, text=" *", kinds=["person"]) == ()


def test_a_line_tells_two_of_one_name_apart_without_secrets(vault: Vault) -> None:
    town = add_record(vault, kind="place", said=[Said("name", Text("Khujand"))])
    person(vault, "Ali Saidov", Said("born", When(understand("1971"))))
    person(
        vault,
        "Ali Saidov",
        Said("papers", Text("passport 1234")),
        Said("birthplace", Link(town.id)),
    )
    found = sorted(one.line for one in candidates(vault, text="Ali Saidov", kinds=["person"]))
    assert found == ["Birthplace: Khujand", "Born: 1971"]


def test_alike_names_are_hinted_at_and_relatives_are_not(vault: Vault) -> None:
    ref = person(vault, "Қосимов Ҷамшед")
    person(vault, "Qosimov Rustam")
    trashed = person(vault, "Jamshed Kasimov")
    put_in_trash(vault, refs=[trashed])
    assert [one.ref for one in alike(vault, kind="person", name="Jamshed Qosimov")] == [ref]


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("Қосимов", True),
        ("Қосимов Ҷам", True),
        ("Джамшед Касымов", True),
        ("Qosimov Jamshed Ghafurovich Ismoilovich", True),
        ("Қосимов Фаррух Ғафурович", False),
        ("Қосимов Фаррух", False),
        ("Касымов Ф", False),
    ],
)
def test_a_full_name_with_another_given_name_is_another_person(
    vault: Vault, typed: str, fits: bool
) -> None:
    ref = person(vault, "Қосимов Ҷамшед Ғафурович")
    [found] = candidates(vault, text=typed, kinds=["person"])
    assert (found.ref, found.fits) == (ref, fits)


def test_a_person_is_known_by_each_of_the_names(vault: Vault) -> None:
    ref = person(vault, "Saidov Jamshed", Said("name", Text("Қосимов Ҷамшед")))
    [found] = candidates(vault, text="Қосимов Ҷамшед", kinds=["person"])
    assert (found.ref, found.fits) == (ref, True)
