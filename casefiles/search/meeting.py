"""Which words of a text answer a wording: told by their letters, or by what the index knows."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from rapidfuzz.distance import Levenshtein

from casefiles.search.conditions import Beginning, Like, Phrase, Word, Wording
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
from casefiles.search.sounds import beginnings_of

Meets: TypeAlias = Callable[[str], bool]


class Meeting(NamedTuple):
    """Whether a folded word answers a wording; of a phrase, for each of its words in turn.

    `known` are all words that do, if that can be said; or else `never` are letters, small and
    capital, with which none of them begins.
    """

    each: tuple[Meets, ...]
    never: frozenset[str] = frozenset()
    known: frozenset[str] | None = None


def among(written: Sequence[frozenset[str]]) -> Meeting:
    """Words are known to answer: those of a set for each word of the wording."""
    every = frozenset[str]().union(*written)
    return Meeting(tuple(some.__contains__ for some in written), known=every)


@lru_cache(maxsize=1 << 10)
def by_letters(wording: Wording) -> Meeting:
    """Each word is taken apart to see whether it answers."""
    match wording:
        case Phrase(_, each):
            wanted = [frozenset(form for form, _ in asked_of(wording, word)) for word in each]
            begun = {form for some in wanted for form in some}
            return Meeting(tuple(map(_having, wanted)), _never(begun))
        case Word(_, word):
            plain = plain_form(word)
            heard = beginnings_of(plain)
            passed = _never({*_wanted_forms(word), plain})
            passed -= heard | {letter.upper() for letter in heard}
        case Beginning(_, start):
            passed = _never(beginnings(start))
        case Like(_, word):
            passed = _never(near(word))
    return Meeting((_matching(wording),), passed)


def _never(begun: Iterable[str]) -> frozenset[str]:
    return never(frozenset(bare(form)[0] for form in begun))


def _having(wanted: frozenset[str]) -> Meets:
    return lambda word: not wanted.isdisjoint(forms(word))


def _matching(wording: Word | Beginning | Like) -> Meets:
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


def _meeting(wording: Word) -> Meets:
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
