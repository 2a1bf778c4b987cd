"""Answering a condition from segments: which documents, and how well each fits.

Words are scored by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009)
over the weighted counts of their forms; conditions only let through. The sets are exact: nothing is
skipped for speed. How well a record's own names fit is scored apart (`naming`).
"""

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from casefiles.givingway import give_way
from casefiles.search.conditions import (
    SOURCE,
    AllOf,
    Among,
    AnyOf,
    Beginning,
    Condition,
    Counted,
    Dated,
    InField,
    Near,
    OfKind,
    Phrase,
    Widened,
    Without,
    Word,
    Wording,
)
from casefiles.search.index.arrays import Array
from casefiles.search.index.phrases import begins
from casefiles.search.index.placing import inside_of
from casefiles.search.index.schema import ALL, COUNTED
from casefiles.search.index.segment import Mask, Numbers, Postings, Scores, Segment
from casefiles.search.index.speaking import Speaking
from casefiles.search.index.wordings import (
    close_by,
    forms_by_word,
    forms_of,
    holders,
    standing,
)

_K1 = 1.2
_B = 0.3
"""Little, as a long article beside records of one line is no worse for it."""


_USUAL_LENGTH = 300.0
"""Words of a text that is not long, however many records have none at all."""

_A_TEXT = 100
"""Words with which a source has a text of its own, and is more than its title and a remark."""

_PLACES = OfKind("place")

_LETTING_THROUGH = (Dated, OfKind, Among, Counted, Without)
"""Conditions that score nothing."""

_HEARD_IN = (ALL, "mention")
"""Fields in which a source is found under the names of those it speaks of (see `speaking`)."""


class Answer(NamedTuple):
    """For each document of a segment: does it match, and its score if it does."""

    mask: Mask
    score: Scores


class _Found(NamedTuple):
    rarity: float
    answers: list[Answer]


class Answers:
    """Answers conditions over a fixed set of segments, each named by its place among them."""

    def __init__(
        self, segments: Sequence[Segment], speaking: Speaking, *, hearsay: bool = True
    ) -> None:
        self.segments = segments
        self._speaking = speaking
        self._hearsay = hearsay
        self._documents = max(1, sum(segment.living for segment in segments))
        length = sum(segment.living_length for segment in segments)
        self._usual_length = max(_USUAL_LENGTH, length / self._documents)
        self._found: dict[tuple[Wording, str], _Found] = {}
        self._heard_of: dict[Wording, list[Scores]] = {}

    def of(self, condition: Condition, at: int) -> Answer:
        """The living documents of a segment for which the condition holds, and their scores."""
        mask, score = self._of(condition, at)
        return Answer(mask & self.segments[at].alive, score)

    def holding(self, wording: Wording, field: str, at: int, docs: Numbers) -> Mask:
        """Which of these few documents of a segment hold the wording in one field."""
        segment = self.segments[at]
        if found := self._found.get((wording, field)):
            return found.answers[at].mask[docs]
        inside = np.zeros(len(docs), dtype=bool)
        if field in _HEARD_IN and not _exact(wording) and (heard := self._heard(wording)):
            inside |= heard[at][docs] > 0
        if segment.has(field):
            inside |= self._holding(wording, segment, field, docs)[docs]
        return inside

    def in_parts(self, wording: Wording, at: int, docs: Numbers) -> Mask:
        """Which of these few documents may hold some of the wording in their parts' words."""
        segment = self.segments[at]
        inside = np.zeros(len(docs), dtype=bool)
        if not segment.has_parts(docs):
            return inside
        for form in forms_of(segment, wording):
            inside |= segment.in_parts(form, docs, begun=isinstance(wording, Beginning))
        return inside

    def rarity(self, wording: Wording) -> float:
        """How much it says that a record holds the wording; nothing, if none does."""
        if found := self._found.get((wording, ALL)):
            return found.rarity if any(one.mask.any() for one in found.answers) else 0.0
        masks = [self._holding(wording, segment, ALL) for segment in self.segments]
        if not _exact(wording) and (heard := self._heard(wording)):
            masks = [mask | (counts > 0) for mask, counts in zip(masks, heard, strict=True)]
        return self._rarity(masks) if any(mask.any() for mask in masks) else 0.0

    def _of(self, condition: Condition, at: int) -> Answer:
        give_way()
        match condition:
            case InField(field, wording):
                found = self._in_field(field, wording)[at]
            case Near():
                found = self._near(condition, at)
            case Dated() | OfKind() | Among() | Counted():
                found = _unscored(_let_through(condition, self.segments[at]))
            case Without(inner):
                found = _unscored(~self._without_hearsay._of(inner, at).mask)
            case AllOf(conditions):
                found = self._all_of(conditions, at)
            case AnyOf():
                found = self._any_of(condition, at)
            case Widened(asked, others):
                found = self._best_of((asked, *others), at)
            case _:
                found = self._wording(condition, ALL).answers[at]
        return found

    def _all_of(self, conditions: Sequence[Condition], at: int) -> Answer:
        if not conditions:
            return _unscored(np.ones(self.segments[at].size, dtype=bool))
        mask, score = self._of(conditions[0], at)
        for condition in conditions[1:]:
            if not mask.any():
                break  # the rest lets nothing back in
            one = self._of(condition, at)
            mask = mask & one.mask
            if not isinstance(condition, _LETTING_THROUGH):
                score = score + one.score
        return Answer(mask, score)

    def _any_of(self, some: AnyOf, at: int) -> Answer:
        size = self.segments[at].size
        count, score = np.zeros(size, dtype=np.uint16), np.zeros(size)
        for condition in some.conditions:
            one = self._of(condition, at)
            count += one.mask
            score += one.score
        score *= count
        score /= len(some.conditions)
        return Answer(count >= some.least, score)

    def _best_of(self, conditions: Iterable[Condition], at: int) -> Answer:
        size = self.segments[at].size
        mask, score = np.zeros(size, dtype=bool), np.zeros(size)
        for condition in conditions:
            one = self._of(condition, at)
            mask |= one.mask
            score = np.maximum(score, np.where(one.mask, one.score, 0.0))
        return Answer(mask, score)

    @cached_property
    def _without_hearsay(self) -> "Answers":
        """For what is excluded: nothing is left out for what only claims on others rest on it."""
        return Answers(self.segments, self._speaking, hearsay=False)

    def _in_field(self, field: str, wording: Wording) -> list[Answer]:
        if field == SOURCE:
            return self._resting_on(wording)
        return (
            self._in_place(wording) if field == "place" else self._wording(wording, field).answers
        )

    def _near(self, near: Near, at: int) -> Answer:
        segment = self.segments[at]
        first, second = (self._wording(one, ALL).answers[at] for one in (near.one, near.other))
        among = first.mask & second.mask
        one, other = (standing(segment, wording, among) for wording in (near.one, near.other))
        close = close_by(one, other, near.words)
        mask = segment.mask(np.unique(close >> 32))
        return Answer(mask, np.where(mask, first.score + second.score, 0.0))

    def _in_place(self, wording: Wording) -> list[Answer]:
        """What lies in a place named so, or in one that is part of it."""
        named = self._wording(wording, "place").answers
        called = self._wording(wording, "name").answers
        places = [
            fit.mask & segment.alive & _let_through(OfKind("place"), segment)
            for fit, segment in zip(called, self.segments, strict=True)
        ]
        inside = inside_of(self.segments, places)
        return [
            Answer(fit.mask | mask, np.maximum(fit.score, mask.astype(np.float64)))
            for fit, mask in zip(named, inside, strict=True)
        ]

    def _resting_on(self, wording: Wording) -> list[Answer]:
        """Sources that are called so, were written or published so, and what rests on them."""
        fields = ("title", "name", "author", "outlet")
        each = [self._wording(wording, field).answers for field in fields]
        sources = [
            np.logical_or.reduce([fits[at].mask for fits in each])
            & segment.alive
            & _let_through(OfKind(SOURCE), segment)
            for at, segment in enumerate(self.segments)
        ]
        resting = self._speaking.resting_on(sources)
        return [
            Answer(own | (counts > 0), own.astype(np.float64) + np.minimum(counts, 1.0))
            for own, counts in zip(sources, resting, strict=True)
        ]

    def _wording(self, wording: Wording, field: str) -> _Found:
        """The answer of every segment: how rare a wording is, all of them say together.

        Not how rare each form is: or an odd spelling would count for more than the one typed.
        """
        found = self._found.get((wording, field))
        if found is None:
            fits = [self._fit(wording, segment, field) for segment in self.segments]
            if field in _HEARD_IN and not _exact(wording) and (heard := self._heard(wording)):
                fits = [_better(fit, counts) for fit, counts in zip(fits, heard, strict=True)]
            rarity = self._rarity([fit.mask for fit in fits])
            for fit in fits:
                np.multiply(fit.score, rarity, out=fit.score)
            found = self._found[wording, field] = _Found(rarity, fits)
        return found

    def _rarity(self, masks: Sequence[Mask]) -> float:
        held = sum(
            int((mask & segment.alive).sum())
            for mask, segment in zip(masks, self.segments, strict=True)
        )
        return math.log(1 + (self._documents - held + 0.5) / (held + 0.5))

    def _holding(
        self, wording: Wording, segment: Segment, field: str, within: Numbers | None = None
    ) -> Mask:
        """The documents of a segment that hold the wording, however well.

        With `within` only these need to be told rightly.
        """
        if not segment.has(field):
            return np.zeros(segment.size, dtype=bool)
        if isinstance(wording, Phrase):
            return self._phrase(segment, field, wording, within).mask
        begun = isinstance(wording, Beginning)
        return segment.holding(segment.lists(field, forms_of(segment, wording), begun=begun))

    def _heard(self, wording: Wording) -> list[Scores]:
        """How many claims each source has on records that are named so; empty if there are none."""
        if not self._hearsay or self._speaking.silent:
            return []
        heard = self._heard_of.get(wording)
        if heard is None:
            heard = self._heard_of[wording] = self._spoken_of(wording)
        return heard

    def _spoken_of(self, wording: Wording) -> list[Scores]:
        named = [self._holding(wording, one, "name") & one.alive for one in self.segments]
        if not any(mask.any() for mask in named):
            return []
        places = [_let_through(_PLACES, one) for one in self.segments]
        others = [mask & ~place for mask, place in zip(named, places, strict=True)]
        heard = self._speaking.heard(others)
        placed = [mask & place for mask, place in zip(named, places, strict=True)]
        if not any(mask.any() for mask in placed):
            return heard
        # A text names the places it speaks of; only what has none is known by them.
        return [
            counts + np.where(one.length < _A_TEXT, more, 0.0)
            for counts, more, one in zip(
                heard, self._speaking.heard(placed), self.segments, strict=True
            )
        ]

    def _fit(self, wording: Wording, segment: Segment, field: str) -> Answer:
        """How well each document of the segment fits, as if all wordings were equally rare."""
        if not segment.has(field):
            return _unscored(np.zeros(segment.size, dtype=bool))
        if isinstance(wording, Phrase):
            return self._phrase(segment, field, wording)
        return self._any(segment, holders(segment, field, wording))

    def _any(self, segment: Segment, found: Iterable[tuple[Postings, float]]) -> Answer:
        # The best form counts, not the sum: a word found in three spellings is one word, and each
        # looser form already counts all words that are written under it.
        best = np.zeros(segment.size)
        for (docs, weights), worth in found:
            best[docs] = np.maximum(best[docs], worth * weights)
        mask = best > 0
        docs = np.flatnonzero(mask)
        best[docs] = self._saturated(segment, docs, best[docs])
        return Answer(mask, best)

    def _phrase(
        self, segment: Segment, field: str, phrase: Phrase, within: Numbers | None = None
    ) -> Answer:
        among = segment.alive if within is None else segment.mask(within)
        found = begins(segment, field, forms_by_word(phrase), among)
        docs, counts = np.unique(found >> 32, return_counts=True)
        score = np.zeros(segment.size)
        score[docs] = len(phrase.words) * self._saturated(segment, docs, counts.astype(np.float64))
        return Answer(segment.mask(docs), score)

    def _saturated(self, segment: Segment, docs: Array, weights: Array) -> Array:
        share = 1 - _B + _B * segment.length[docs] / self._usual_length
        fit: Array = weights * (_K1 + 1) / (weights + _K1 * share)
        return fit


def _exact(wording: Wording) -> bool:
    """Whether only the words as written count, and not whom a text speaks of by other names."""
    return isinstance(wording, Word | Phrase) and wording.exact


def _better(fit: Answer, counts: Scores) -> Answer:
    """The fit, or what is due for claims on records named so, whichever is more."""
    heard = counts * (_K1 + 1) / (counts + _K1 * (1 - _B))
    return Answer(fit.mask | (counts > 0), np.maximum(fit.score, heard))


def _let_through(condition: Dated | OfKind | Among | Counted, segment: Segment) -> Mask:
    if isinstance(condition, Counted):
        told = f"{condition.group}:{condition.value}"
        return segment.mask(segment.postings(COUNTED, told).docs)
    if isinstance(condition, Among):
        known = (segment.number_of(ref) for ref in condition.refs)
        return segment.mask(np.array([doc for doc in known if doc is not None], dtype=np.int64))
    if isinstance(condition, OfKind):
        return segment.mask(segment.postings("kind", condition.kind).docs)
    begun = segment.earliest <= condition.end.toordinal()
    lasting = segment.latest >= condition.start.toordinal()
    return begun & lasting & (segment.latest > 0)


def _unscored(mask: Mask) -> Answer:
    return Answer(mask, np.zeros(len(mask)))
