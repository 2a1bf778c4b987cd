"""What is passed over unread when a word is looked for: nothing that could be meant."""

from hypothesis import given
from hypothesis import strategies as st

from casefiles.search.conditions import Beginning, Like, Phrase, Word, Wording
from casefiles.search.forms import bare, forms
from casefiles.search.initials import never
from casefiles.search.marks import marks
from casefiles.search.normalise import folded
from casefiles.search.sounds import (
    SHORTEST,
    keys,
    may_be_heard,
    pattern,
    sounding,
    sounding_like,
)

LATIN = st.text("abcdehijkoqtuwxyz", min_size=1, max_size=6)
CYRILLIC = st.text("абдежзикоухчшъыьэюяғӣқӯҳҷё", min_size=1, max_size=6)
PERSIAN = st.text("اآبجچحخدزشعغفقکگلمنوهی", min_size=1, max_size=6)
WORDS = LATIN | CYRILLIC | PERSIAN


@given(WORDS)
def test_no_word_is_passed_over_for_one_of_its_own_forms(word: str) -> None:
    for form in forms(word):
        letters = frozenset(bare(form)[:1])
        assert word[0] not in never(letters)
        assert word[0].upper() not in never(letters)


def test_letters_that_nothing_meant_begins_with_are_passed_over() -> None:
    assert {"b", "B", "б", "Б", "ب"} <= never(frozenset("k"))
    assert not {"k", "K", "к", "қ"} & never(frozenset("k"))
    assert "ъ" not in never(frozenset("k"))  # nobody knows what follows


@given(WORDS, st.lists(WORDS, max_size=8), st.sampled_from(" ,-'"))
def test_the_marks_of_a_text_are_those_of_each_of_its_words(
    word: str, others: list[str], sign: str
) -> None:
    wordings: list[Wording] = [Word(word, word), Beginning(word, word), Like(word, word, 1)]
    for wording in wordings:
        alone = [one for one in others if marks(one, [wording])]
        together = marks(f" {sign} ".join(others), [wording])
        assert len(together) == len(alone)
    twice = Phrase(f"{word} {word}", folded(f"{word} {word}"))
    assert marks(f"{' '.join(others)} {word} {word}", [twice])


@given(PERSIAN, st.data())
def test_a_persian_word_is_looked_up_under_every_key_that_fits_it(
    persian: str, data: st.DataObject
) -> None:
    word = data.draw(st.from_regex(pattern(persian), fullmatch=True))
    found = [key for key in keys(word) if len(key) >= SHORTEST and pattern(persian).fullmatch(key)]
    if found and min(len(persian), len(word)) >= SHORTEST:
        assert {*sounding_like(persian)} & {*sounding(word)}
        assert {*sounding_like(word)} & {*sounding(persian)}


@given(PERSIAN, LATIN | CYRILLIC, st.data())
def test_a_key_fits_a_persian_word_in_both_ways_of_looking_or_in_neither(
    persian: str, other: str, data: st.DataObject
) -> None:
    fitting = data.draw(st.from_regex(pattern(persian), fullmatch=True))
    for key in (*keys(fitting), *keys(other)):
        assert may_be_heard(persian, key) == bool(pattern(persian).fullmatch(key))


def test_names_in_persian_script_are_found_by_their_sound() -> None:
    for persian, word in (
        ("رحمانوف", "раҳмонов"),
        ("شریف", "sharif"),
        ("قاسموف", "qosimov"),
        ("عبدالله", "abdullo"),
        ("کبیری", "kabiri"),
        ("خواجه", "хоҷа"),
    ):
        assert any(pattern(persian).fullmatch(key) for key in keys(word)), (persian, word)
        assert {*sounding_like(persian)} & {*sounding(word)}
        assert {*sounding_like(word)} & {*sounding(persian)}
