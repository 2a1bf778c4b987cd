"""Known words are found in a text just where cutting and folding the whole text finds them."""

import re
import sys

from hypothesis import given
from hypothesis import strategies as st

from casefiles.search.normalise import CYRILLIC, PERSIAN, fold, words
from casefiles.search.spotting import Spotting

PIECES = (
    *(
        "rain",
        "Rains",
        "rain's",
        "ra\u00adin",
        "train",
        "RAİN",
        "raïn",
        "Kelvin",
        "_rain_",
        "2016г",
    ),
    *("Қосимов", "қосимовҳо", "Ёдгор", "и\u0306од", "ӣ", "суд", "ПОДСУДИМЫЙ", "҂суд"),
    *("قاسموف", "كتاب", "کتابخانه", "می\u200cرود", "آب", "ؤ", "۱۳۷۲", "ە"),
    *("ελλάς", "Ǆ", "ŉ", "x" * 300, "y" * 64, "'", "’s", "—", "…", "\n", " ", "-", "e\u0301"),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


@given(TEXTS, st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40), st.data())
def test_known_words_are_found_where_reading_all_words_finds_them(
    text: str, some: list[str], data: st.DataObject
) -> None:
    there = [word.text for word in words(text)] or ["rain"]
    wanted = frozenset(word.text for one in some for word in words(one))
    wanted |= frozenset(data.draw(st.lists(st.sampled_from(there), max_size=5)))
    spotting = Spotting(wanted)
    assert spotting.words(text) == [word for word in words(text) if word.text in wanted]


def test_many_words_are_looked_for_by_what_they_begin_with() -> None:
    many = [f"{one}{two}{three}" for one in "abcdefg" for two in "hijklmn" for three in "opqrstu"]
    text = ", ".join(reversed(many)) + ", rain"
    found = Spotting(frozenset(many[::3])).words(text)
    assert [word.text for word in found] == [one for one in reversed(many) if one in many[::3]]


def test_letters_that_are_looked_for_as_they_stand_fold_to_themselves() -> None:
    simple = re.compile(f"[0-9a-z{CYRILLIC}]")
    every = (one for one in map(chr, range(sys.maxunicode)) if simple.fullmatch(one.lower()))
    assert [one for one in every if fold(one) != one.lower()] == []
    persian = [one for one in map(chr, range(0x700)) if re.fullmatch(f"[{PERSIAN}]", one)]
    assert [one for one in persian if len(fold(one)) != 1] == []


def test_nothing_wanted_is_found_nowhere() -> None:
    assert Spotting(frozenset()).words("rain, rain") == []
