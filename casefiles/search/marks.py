"""Where the words of a question stand in a text: ranges of the original, exactly at the letters.

The text is cut and folded by the same functions as for the index, so a word is marked if and only
if it is one the index would have found.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from casefiles.search.conditions import InField, Wording
from casefiles.search.meeting import Meeting, Meets, by_letters
from casefiles.search.normalise import Looking, words
from casefiles.search.normalise import Word as TextWord
from casefiles.search.spotting import Spotting

_IN_THE_BODY = frozenset({"name", "place", "mention"})
"""Fields whose words are worth seeing in the text as well; an author's name there is chance."""

_MOST_KNOWN = 1 << 16
"""Words of which a marker remembers what they answer, as texts share most of their words."""

MOST_MARKS = 1_000

_T = TypeVar("_T")


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
    return _by_letters(tuple(wordings)).marks(text)


class Marker:
    """Marks the same wordings in many texts; `meetings` say of each what answers it."""

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        single = [(number, one.each[0]) for number, one in enumerate(meetings) if len(one.each) < 2]
        phrases = [(number, one.each) for number, one in enumerate(meetings) if len(one.each) > 1]
        begins = [(number, each[0]) for number, each in phrases]
        continued = [meets for _, each in phrases for meets in each[1:]]
        self._phrases = dict(phrases)
        self._word_of = _remembered(lambda word: next(_met(single, word), None))
        self._phrases_from = _remembered(lambda word: (*_met(begins, word),))
        self._within = _remembered(lambda word: any(meets(word) for meets in continued))
        self._looking = self._looking_for(meetings)

    def marks(self, text: str) -> list[Mark]:
        """The marks in a text, as `marks` says."""
        standing = [*self._looking.words(text)]
        found: list[Mark] = []
        counts = Counter[int]()
        for mark in (*self._of_words(standing), *self._of_phrases(text, standing)):
            counts[mark.wording] += 1
            if counts[mark.wording] <= MOST_MARKS:
                found.append(mark)
        return _apart(found)

    def _looking_for(self, meetings: Sequence[Meeting]) -> Looking | Spotting:
        known = [one.known for one in meetings if one.known is not None]
        if len(known) == len(meetings):
            return Spotting(frozenset().union(*known))
        return Looking(self._meets, frozenset.intersection(*(one.never for one in meetings)))

    def _meets(self, word: str) -> bool:
        alone = self._word_of(word) is not None
        return alone or bool(self._phrases_from(word)) or self._within(word)

    def _of_words(self, standing: Iterable[TextWord]) -> Iterator[Mark]:
        for word in standing:
            number = self._word_of(word.text)
            if number is not None:
                yield Mark(word.start, word.end, number)

    def _of_phrases(self, text: str, standing: Sequence[TextWord]) -> Iterator[Mark]:
        """The words of each place where a phrase stands."""
        for at, word in enumerate(standing):
            for number in self._phrases_from(word.text):
                each = self._phrases[number]
                run = standing[at : at + len(each)]
                if len(run) == len(each) and _stands(text, run, each):
                    yield from (Mark(one.start, one.end, number) for one in run)


def _stands(text: str, run: Sequence[TextWord], each: Sequence[Meets]) -> bool:
    """Whether these words answer a phrase, and no other word stands between them."""
    return all(meets(word.text) for meets, word in zip(each, run, strict=True)) and all(
        next(words(text[one.end : other.start]), None) is None for one, other in pairwise(run)
    )


def _met(numbered: Iterable[tuple[int, Meets]], word: str) -> Iterator[int]:
    return (number for number, meets in numbered if meets(word))


def _remembered(function: Callable[[str], _T]) -> Callable[[str], _T]:
    return lru_cache(maxsize=_MOST_KNOWN)(function)


@lru_cache(maxsize=16)
def _by_letters(wordings: tuple[Wording, ...]) -> Marker:
    return Marker([by_letters(one) for one in wordings])


def _apart(found: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(set(found)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
