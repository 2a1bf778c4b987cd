"""Titles in order: Latin, then Cyrillic by the Tajik alphabet, then Persian; and found as typed."""

import unicodedata

import pytest

from casefiles.ledger.ordering import find_form, sort_form, wanted

TAJIK = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
PERSIAN = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"


@pytest.mark.parametrize("alphabet", [TAJIK, RUSSIAN, PERSIAN])
def test_every_alphabet_stands_in_its_own_order(alphabet: str) -> None:
    for letters in (alphabet, alphabet.upper()):
        assert sorted(letters, key=sort_form) == list(letters)


def test_a_list_of_all_scripts() -> None:
    people = ["Ҷамшед", "باقر", "Ғафур", "Zafar", "Юсуф", "Гулнора", "Äli", "Чориев", "Ёров", "12"]
    ordered = ["12", "Äli", "Zafar", "Гулнора", "Ғафур", "Ёров", "Чориев", "Ҷамшед", "Юсуф", "باقر"]
    assert sorted(people, key=sort_form) == ordered


def test_marks_of_latin_letters_and_case_do_not_count() -> None:
    assert sort_form("Şärïf") == sort_form("sarif") == sort_form("SARIF")


def test_an_exact_title_is_found_however_its_letters_are_coded() -> None:
    for written, typed in [
        ("Кабирӣ", unicodedata.normalize("NFD", "кабирӣ")),
        ("علي كريم", "علی کریم"),
        ("Gʻulom", "g'ulom"),
        ("٣ март", "3 март"),
    ]:
        assert sort_form(written) == sort_form(typed)


def test_letters_of_their_own_are_not_marks() -> None:
    assert sort_form("Қодир") != sort_form("Кодир")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("косимов", "Қосимов Ҷамшед"),
        ("qosim", "Қосимов Ҷамшед"),
        ("Джамшед", "Қосимов Ҷамшед"),
        ("gafurov", "Ғафуров"),
        ("Ghafurov", "Гафуров"),
        ("хаким", "Ҳаким"),
        ("g'ulom", "Ғулом"),
        ("kasymov", "Касимов"),
    ],
)
def test_what_one_keyboard_types_finds_what_another_wrote(typed: str, title: str) -> None:
    (forms,) = wanted(typed)
    assert any(form in find_form(title) for form in forms)


@pytest.mark.parametrize("name", ["Khusrav", "Джамшед", "Жуков", "Zhukov", "Ghafur", "Ходжаев"])
def test_typing_on_never_brings_back_what_typing_had_hidden(name: str) -> None:
    title = find_form(name)
    for end in range(1, len(name) + 1):
        (forms,) = wanted(name[:end])
        assert any(form in title for form in forms), name[:end]


def test_typed_marks_alone_are_no_word() -> None:
    assert list(wanted("  ' ")) == []
