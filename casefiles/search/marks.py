"""Where the words of a question stand in a text: ranges of the original, exactly at the letters.

The text is cut and folded by the same functions as for the index, so a word is marked if and only
if it is one the index would have found.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from casefiles.search.conditions import Beginning, InField, Like, Phrase, Word, Wording
from casefiles.search.forms import (
    STEM,
    asked,
    asked_of,
    bare,
    beginnings,
    forms,
    near,
    plain_form,
)
from casefiles.search.initials import never
from casefiles.search.likeness import alike
from casefiles.search.normalise import Word as TextWord
from casefiles.search.normalise import words
from casefiles.search.sounds import beginnings_of

_IN_THE_BODY = frozenset({"name", "place", "mention"})
"""Fields whose words are worth seeing in the text as well; an author's name there is chance."""


MOST_MARKS = 1_000


class Mark(NamedTuple):
    """A range of code points in the original text and the number of the wording it is for."""

    start: int
    end: int
    wording: int


def shown(leaves: Iterable[Wording | InField]) -> tuple[Wording, ...]:
    """The wordings to mark in a text."""
    found = (
        (one.wording if one.field in _IN_THE_BODY else None) if isinstance(one, InField) else one
        for one in leaves
    )
    return tuple(dict.fromkeys(one for one in found if one is not None))


def marks(text: str, wordings: Sequence[Wording]) -> list[Mark]:
    """The marks in the text, by start; where two would overlap, the first wording's stays.

    At most `MOST_MARKS` for each wording, from the beginning of the text.
    """
    if not wordings:
        return []
    first = _first_matching(tuple(wordings))
    counts = Counter[int]()
    found: list[Mark] = []
    passed_over = _passed_over(tuple(wordings))
    for word in words(text, lambda folded: first(folded) is not None, passed_over):
        number = first(word.text)
        if number is not None and counts[number] < MOST_MARKS:
            counts[number] += 1
            found.append(Mark(word.start, word.end, number))
    for number, wording in enumerate(wordings):
        if isinstance(wording, Phrase):
            standing = islice(_phrases(text, wording), MOST_MARKS)
            found += (Mark(word.start, word.end, number) for word in standing)
    return _apart(found)


@lru_cache(maxsize=16)
def _first_matching(wordings: tuple[Wording, ...]) -> Callable[[str], int | None]:
    """A function that gives the number of the first wording, no phrase, that a word answers.

    It remembers, as the texts of one list of hits share most of their words.
    """
    single = [(n, _matching(one)) for n, one in enumerate(wordings) if not isinstance(one, Phrase)]
    return lru_cache(maxsize=1 << 16)(
        lambda word: next((number for number, meets in single if meets(word)), None)
    )


@lru_cache(maxsize=64)
def _passed_over(wordings: tuple[Wording, ...]) -> frozenset[str]:
    """Letters, small and capital, with which no word begins that answers any of the wordings."""
    begun, sounding = set[str](), set[str]()
    for wording in wordings:
        match wording:
            case Word(_, word):
                begun.update(bare(form)[0] for form in (*_wanted_forms(word), plain_form(word)))
                sounding |= beginnings_of(plain_form(word))
            case Phrase(_, each):
                begun.update(bare(form)[0] for word in each for form, _ in asked_of(wording, word))
            case Beginning(_, start):
                begun.update(bare(form)[0] for form in beginnings(start))
            case Like(_, word):
                begun.update(spelling[0] for spelling in near(word))
    return never(frozenset(begun)) - sounding - {letter.upper() for letter in sounding}


def matches(wording: Word | Beginning | Like, word: str) -> bool:
    """Whether a folded word of a text answers the wording."""
    return _matching(wording)(word)


def _matching(wording: Word | Beginning | Like) -> Callable[[str], bool]:
    match wording:
        case Word():
            return _meeting(wording)
        case Beginning(_, start):
            begun = beginnings(start)
            return lambda word: any(form.startswith(begun) for form in forms(word))
        case Like(_, wanted, edits):
            spellings = near(wanted)
            return lambda word: any(
                bare(form)[0] == spelling[0]
                and Levenshtein.distance(bare(form), spelling, score_cutoff=edits) <= edits
                for form in forms(word)
                if not form.startswith(STEM)
                for spelling in spellings
            )


def _meeting(wording: Word) -> Callable[[str], bool]:
    plain, wanted = plain_form(wording.word), wording.word
    if wording.exact:
        return lambda word: plain_form(word) == plain
    spelled, unmeant = _wanted_forms(wanted), wording.without
    return lambda word: (
        (not spelled.isdisjoint(forms(word)) or alike(wanted, word)) and word not in unmeant
    )


@lru_cache(maxsize=1 << 12)
def _wanted_forms(wanted: str) -> frozenset[str]:
    return frozenset(form for form, _ in asked(wanted))


def _phrases(text: str, phrase: Phrase) -> Iterator[TextWord]:
    """The words of each place where the phrase stands."""
    window: deque[TextWord] = deque(maxlen=len(phrase.words))
    each = [frozenset(form for form, _ in asked_of(phrase, word)) for word in phrase.words]

    def meets(wanted: frozenset[str], word: str) -> bool:
        return not wanted.isdisjoint(forms(word))

    def any_meets(word: str) -> bool:
        return any(meets(one, word) for one in each)

    for word in words(text, any_meets, _passed_over((phrase,))):
        if window and next(words(text[window[-1].end : word.start]), None) is not None:
            window.clear()  # a word that is none of the phrase's stands between
        window.append(word)
        if len(window) == window.maxlen and all(map(meets, each, (one.text for one in window))):
            yield from window


def _apart(found: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(set(found)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
