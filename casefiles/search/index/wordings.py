"""Which documents of a segment hold a wording, and where in them its words stand."""

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from casefiles.search.conditions import Beginning, Like, Phrase, Word, Wording
from casefiles.search.forms import (
    SPELLING,
    Asked,
    asked_by,
    asked_of,
    bare,
    beginnings,
    near,
    plain_form,
)
from casefiles.search.index.phrases import begins
from casefiles.search.index.schema import ALL
from casefiles.search.index.segment import Mask, Numbers, Postings, Segment

_MOST_REMEMBERED = 16
"""Words whose near ones are remembered, as one question asks the same of every field."""

_MOST_BEGUN = 500
"""Words that begin so, whose places are compared with those of another wording."""


def holders(
    segment: Segment, field: str, wording: Word | Beginning | Like
) -> Iterator[tuple[Postings, float]]:
    """Postings that answer the wording, each with what it is worth."""
    match wording:
        case Word():
            return postings(segment, field, asked_by(wording))
        case Beginning(_, start):
            return _begun(segment, field, start)
        case Like(_, word, edits):
            return postings(segment, field, alike(segment, word, edits))


def standing(segment: Segment, wording: Wording, among: Mask) -> Numbers:
    """Where a wording stands, each of its words; of very many words only the first count."""
    match wording:
        case Phrase(_, words):
            found = begins(segment, ALL, forms_by_word(wording), among)
            return np.unique(np.concatenate([found + i for i in range(len(words))]))
        case Beginning(_, start):
            known = (one for some in beginnings(start) for one in segment.vocabulary(ALL, some))
            forms = [*islice(known, _MOST_BEGUN)]
        case _:
            forms = forms_of(segment, wording)
    return segment.standing(segment.lists(ALL, forms), among)


def close_by(one: Numbers, other: Numbers, words: int) -> Numbers:
    """The positions of the one that have one of the other at most so many words away."""
    if not len(one) or not len(other):
        return one[:0]
    after = np.searchsorted(other, one)
    right = other[np.minimum(after, len(other) - 1)]
    left = other[np.maximum(after - 1, 0)]
    close: Numbers = one[np.minimum(np.abs(right - one), np.abs(one - left)) <= words]
    return close


def postings(
    segment: Segment, field: str, wanted: Iterable[Asked]
) -> Iterator[tuple[Postings, float]]:
    """The postings of each form, with what it is worth."""
    for form, worth in wanted:
        yield segment.postings(field, form), worth


def _begun(segment: Segment, field: str, start: str) -> Iterator[tuple[Postings, float]]:
    yield segment.postings(field, plain_form(start)), 0.5
    for beginning in beginnings(start):
        yield segment.beginning(field, beginning), 0.5


def forms_of(segment: Segment, wording: Wording) -> list[str]:
    """The forms under which a segment has what answers a wording; of a `Beginning`, theirs."""
    match wording:
        case Phrase():
            return [form for forms in forms_by_word(wording) for form in forms]
        case Word():
            return [form for form, _ in asked_by(wording)]
        case Like(_, word, edits):
            return [form for form, _ in alike(segment, word, edits)]
        case Beginning(_, start):
            return [*beginnings(start)]


def forms_by_word(phrase: Phrase) -> list[list[str]]:
    """For each word of a phrase the forms any of which will do."""
    return [[form for form, _ in asked_of(phrase, word)] for word in phrase.words]


def written(segments: Iterable[Segment], wording: Wording) -> tuple[frozenset[str], ...]:
    """The words (folded) that answer a wording, as texts have them; a set for each of a phrase."""
    if isinstance(wording, Phrase):
        return tuple(
            frozenset(word for one in segments for form in forms for word in one.words(form))
            for forms in forms_by_word(wording)
        )
    begun = isinstance(wording, Beginning)
    return (
        frozenset(
            word
            for one in segments
            for form in forms_of(one, wording)
            for word in one.words(form, begun=begun)
        ),
    )


def alike(segment: Segment, word: str, edits: int) -> tuple[Asked, ...]:
    """The forms at most `edits` letters from any spelling of the word, in whatever field."""
    known = segment.alike.get((word, edits))
    if known is None:
        if len(segment.alike) >= _MOST_REMEMBERED:
            segment.alike.clear()
        known = segment.alike[word, edits] = _alike(segment, word, edits)
    return tuple(Asked(form, worth) for form, worth in known.items())


def _alike(segment: Segment, word: str, edits: int) -> dict[str, float]:
    best: dict[str, float] = {}
    for spelling in near(word):
        for sign in ("", SPELLING):
            known = segment.vocabulary(ALL, sign + spelling[0], spelling, edits)
            letters = [bare(form) for form in known]
            close = process.extract(
                spelling, letters, scorer=Levenshtein.distance, score_cutoff=edits, limit=None
            )
            for _, distance, at in close:
                worth = 1.0 / (1 + distance)
                best[known[at]] = max(worth, best.get(known[at], 0.0))
    return best
