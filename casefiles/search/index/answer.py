"""Answering a condition from segments: which documents, and how well each fits.

Words are scored by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)
over the weighted counts of their forms; conditions only let through. The sets are exact: nothing is
skipped for speed.
"""

import math
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from casefiles.search.conditions import (
    AllOf,
    AnyOf,
    Beginning,
    Condition,
    Dated,
    InField,
    Like,
    OfKind,
    Phrase,
    Without,
    Word,
    Wording,
)
from casefiles.search.forms import SPELLING, Asked, asked, bare, beginnings, near, plain_form
from casefiles.search.index.schema import ALL
from casefiles.search.index.segment import Mask, Numbers, Scores, Segment

_K1, _B = 1.2, 0.75
_MOST_FORMS = 4000
"""Of a beginning: `а*` in a large vault shall not read the whole index."""


class Answer(NamedTuple):
    """For each document of a segment: does it match, and its score (0 where it does not)."""

    mask: Mask
    score: Scores


class Answers:
    """Answers conditions over a fixed set of segments, sharing what they have in common."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._documents = max(1, sum(int(segment.alive.sum()) for segment in segments))
        length = sum(int(segment.length[segment.alive].sum()) for segment in segments)
        self._usual_length = max(1.0, length / self._documents)
        self._rarities: dict[tuple[str, str], float] = {}

    def of(self, condition: Condition, segment: Segment) -> Answer:
        """The living documents of the segment for which the condition holds."""
        mask, score = self._of(condition, segment, ALL)
        mask = mask & segment.alive
        return Answer(mask, np.where(mask, score, 0.0))

    def anywhere(self, wording: Wording, segment: Segment) -> Mask:
        """The documents that hold the wording at all."""
        return self._wording(wording, segment, ALL).mask

    def in_field(self, wording: Wording, field: str, segment: Segment) -> Mask:
        """The documents that hold the wording in one field."""
        return self._wording(wording, segment, field).mask

    def _of(self, condition: Condition, segment: Segment, field: str) -> Answer:
        match condition:
            case InField(named, wording):
                return self._wording(wording, segment, named)
            case Dated() | OfKind():
                return _unscored(_let_through(condition, segment))
            case Without(inner):
                return _unscored(~self._of(inner, segment, field).mask)
            case AllOf(conditions):
                return self._all_of(segment, field, conditions)
            case AnyOf():
                return self._any_of(segment, field, condition)
            case _:
                return self._wording(condition, segment, field)

    def _wording(self, wording: Wording, segment: Segment, field: str) -> Answer:
        match wording:
            case Word(_, word):
                return self._any_form(segment, field, asked(word))
            case Beginning(_, start):
                return self._any_form(segment, field, _begun(segment, field, start))
            case Like(_, word, edits):
                return self._any_form(segment, field, _alike(segment, field, word, edits))
            case Phrase(_, words):
                return self._phrase(segment, field, words)

    def _all_of(self, segment: Segment, field: str, conditions: Iterable[Condition]) -> Answer:
        mask, score = np.ones(segment.size, dtype=bool), np.zeros(segment.size)
        for condition in conditions:
            one = self._of(condition, segment, field)
            mask &= one.mask
            score += one.score
        return Answer(mask, score)

    def _any_of(self, segment: Segment, field: str, some: AnyOf) -> Answer:
        count, score = np.zeros(segment.size), np.zeros(segment.size)
        for condition in some.conditions:
            one = self._of(condition, segment, field)
            count += one.mask
            score += one.score
        return Answer(count >= some.least, score * count / len(some.conditions))

    def _any_form(self, segment: Segment, field: str, wanted: Iterable[Asked]) -> Answer:
        mask, score = np.zeros(segment.size, dtype=bool), np.zeros(segment.size)
        for form, worth in wanted:
            docs, weights = segment.postings(field, form)
            if len(docs):
                mask[docs] = True
                rarity = self._rarity(field, form)
                score[docs] += worth * rarity * self._saturated(segment, docs, weights)
        return Answer(mask, score)

    def _phrase(self, segment: Segment, field: str, words: Sequence[str]) -> Answer:
        among = np.logical_and.reduce(
            [self._any_form(segment, field, asked(word)).mask for word in words]
        )
        steps = (_positions(segment, field, word, among) - i for i, word in enumerate(words))
        docs, counts = np.unique(reduce(_common, steps) >> 32, return_counts=True)
        score = np.zeros(segment.size)
        rarity = sum(self._rarity(field, plain_form(word)) for word in words)
        score[docs] = rarity * self._saturated(segment, docs, counts.astype(np.float64))
        return Answer(_mask(segment, docs), score)

    def _saturated(self, segment: Segment, docs: Numbers, weights: Scores) -> Scores:
        share = 1 - _B + _B * segment.length[docs] / self._usual_length
        return weights * (_K1 + 1) / (weights + _K1 * share)

    def _rarity(self, field: str, form: str) -> float:
        known = self._rarities.get((field, form))
        if known is None:
            held = sum(segment.frequency(field, form) for segment in self._segments)
            held = min(held, self._documents)  # dead documents are counted among the holders
            known = math.log(1 + (self._documents - held + 0.5) / (held + 0.5))
            self._rarities[field, form] = known
        return known


def _positions(segment: Segment, field: str, word: str, among: Mask) -> Numbers:
    found = [segment.positions(field, form, among) for form, _ in asked(word)]
    return np.unique(np.concatenate(found))


def _common(one: Numbers, other: Numbers) -> Numbers:
    return np.intersect1d(one, other, assume_unique=True)


def _begun(segment: Segment, field: str, start: str) -> Iterable[Asked]:
    for beginning in beginnings(start):
        for form in segment.vocabulary(field, beginning, _MOST_FORMS):
            yield Asked(form, 1.0 if form == start else 0.5)


def _alike(segment: Segment, field: str, word: str, edits: int) -> Iterable[Asked]:
    best: dict[str, float] = {}
    for spelling in near(word):
        for sign in ("", SPELLING):
            known = segment.vocabulary(field, sign + spelling[0])
            letters = [bare(form) for form in known]
            close = process.extract(
                spelling, letters, scorer=Levenshtein.distance, score_cutoff=edits, limit=None
            )
            for _, distance, at in close:
                worth = 1.0 / (1 + distance)
                best[known[at]] = max(worth, best.get(known[at], 0.0))
    return [Asked(form, worth) for form, worth in best.items()]


def _let_through(condition: Dated | OfKind, segment: Segment) -> Mask:
    if isinstance(condition, OfKind):
        return _mask(segment, segment.postings("kind", condition.kind).docs)
    begun = segment.earliest <= condition.end.toordinal()
    lasting = segment.latest >= condition.start.toordinal()
    return begun & lasting & (segment.latest > 0)


def _mask(segment: Segment, docs: Numbers) -> Mask:
    mask = np.zeros(segment.size, dtype=bool)
    mask[docs] = True
    return mask


def _unscored(mask: Mask) -> Answer:
    return Answer(mask, np.zeros(len(mask)))
