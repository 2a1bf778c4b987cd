"""A question changed by a click reads as if it had been typed."""

import pytest

from casefiles.search.retyping import narrowed, with_variant, without_variant


@pytest.mark.parametrize(
    ("text", "typed", "other", "changed"),
    [
        ("kabiri dushanbe", "kabiri", "Kabirov", "kabiri!Kabirov dushanbe"),
        ("kabiri!x dushanbe", "Kabiri", "y", "kabiri!x!y dushanbe"),
        ("irpt", "IRPT", "Party of Peace", 'irpt!"Party of Peace"'),
        ("person:kabiri OR (kabiri)", "kabiri", "z", "person:kabiri!z OR (kabiri!z)"),
        ('"kabiri" kabiri', "kabiri", "z", '"kabiri" kabiri!z'),
        ("kabirov", "kabiri", "z", "kabirov"),
    ],
)
def test_a_spelling_is_left_out_and_taken_in_again(
    text: str, typed: str, other: str, changed: str
) -> None:
    assert without_variant(text, typed, other) == changed
    assert with_variant(changed, typed, other) == text


def test_a_condition_is_added_once() -> None:
    assert narrowed("kabiri", "lang:ru") == "kabiri lang:ru"
    assert narrowed("kabiri lang:ru", "lang:ru") == "kabiri lang:ru"
    assert narrowed("a OR b", "lang:ru") == "(a OR b) lang:ru"
    assert narrowed("", "lang:ru") == "lang:ru"
