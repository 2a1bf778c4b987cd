"""Editors: what is typed is cleaned where it becomes a value, and doubt is said beneath it."""

from collections.abc import Iterator

import pytest

from app.desk import Desk
from app.forms.dates import DateEditor
from app.forms.editor import Editor
from app.forms.editors import editor_for
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Text

SHOWN: list[Editor] = []


@pytest.fixture(autouse=True)
def put_away() -> Iterator[None]:
    """No editor outlives its test."""
    yield
    while SHOWN:
        SHOWN.pop().hide()


def editor(desk: Desk, kind: str, name: str) -> Editor:
    made = editor_for(BY_NAME[kind].properties[name], desk)
    made.show()
    SHOWN.append(made)
    return made


def test_what_nobody_sees_does_not_become_part_of_a_name(desk: Desk) -> None:
    made = editor(desk, "person", "name")
    made.restore({"text": "Safar\n\u202eOdinaev\u200f\t"})
    assert made.value() == Text("Safar Odinaev")
    made.restore({"text": "\u202e\u2066"})
    assert made.empty
    longer = editor(desk, "incident", "account")
    longer.restore({"text": "one\ntwo\u202e"})
    assert longer.value() == Text("one\ntwo")


@pytest.mark.parametrize("text", ["Safar\n\u202eOdinaev", "Safar\u200f  Odinaev "])
def test_a_value_that_is_shown_and_left_as_it_was_stays_so(desk: Desk, text: str) -> None:
    made = editor(desk, "person", "name")
    made.set_value(Text(text, "ru"))
    assert made.value() == Text(text, "ru")
    made.restore({"text": f"{text}a", "lang": "ru"})
    assert made.value() == Text("Safar Odinaev a" if text[-1] == " " else "Safar Odinaeva", "ru")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12.05.3021", "Understood as: on 12 May 3021. This lies in the future."),
        ("12.05.1994", "Understood as: on 12 May 1994"),
        ("31 Feb 1990", "There is no day 31 in February 1990: its last is day 28."),
        ("03/04/1990", "This could be two different days: 3 April 1990 or 4 March 1990. Write"),
        ("some time", "Not understood yet. Write it like"),
    ],
)
def test_beneath_a_date_stands_what_is_to_be_known_of_it(desk: Desk, text: str, told: str) -> None:
    made = editor(desk, "person", "born")
    assert isinstance(made, DateEditor)
    made.restore({"typed": text})
    assert made._hint.text().startswith(told)
    assert ("future" in made._hint.text()) == ("future" in told)
