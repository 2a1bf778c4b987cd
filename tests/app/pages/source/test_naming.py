"""Where records are named: whole names, surnames alone, other scripts, common words never."""

import pytest

from app.pages.source.naming import standings


def named(text: str, kind: str, *names: str) -> list[str]:
    return [text[one.start - 5 : one.end - 5] for one in standings(text, 5, kind, names)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Then Қосимов Ҷамшед left.", "Jamshed Qosimov"),
        ("جمشید قاسموف برده شد", "Jamshed Qosimov"),
        ("увезли Касымова Джамшеда", "Jamshed Qosimov"),
    ],
)
def test_a_person_is_found_in_other_scripts_and_endings(text: str, name: str) -> None:
    assert len(named(text, "person", name)) >= 1


def test_a_surname_alone_is_enough_where_the_person_is_cited() -> None:
    assert named("They asked Saidov why.", "person", "Islom Saidov") == ["Saidov"]


def test_a_common_word_is_no_name() -> None:
    assert named("They said nothing.", "person", "Islom Said") == []


def test_an_organisation_needs_most_of_its_words() -> None:
    name = "Islamic Renaissance Party of Tajikistan"
    assert named("the Islamic Renaissance Party said", "organisation", name) == [
        "Islamic Renaissance Party"
    ]
    assert named("in Tajikistan a party", "organisation", name) == []


def test_a_word_before_the_name_does_not_hide_it() -> None:
    text = "fundamental rights, Human Rights Watch said"
    assert "Human Rights Watch" in named(text, "organisation", "Human Rights Watch")


def test_a_name_does_not_go_on_in_the_next_sentence() -> None:
    assert named("They saw Qosimov. Jamshed left.", "person", "Jamshed Qosimov") == [
        "Qosimov",
        "Jamshed",
    ]
    assert named("J. Qosimov left.", "person", "Jamshed Qosimov") == ["Qosimov"]
