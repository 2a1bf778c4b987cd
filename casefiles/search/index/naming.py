"""How well a record is named by the words of a question.

The best single name counts, however many others the record has: how many of its words are asked
for, and how much of the question it holds. So the person called so comes before the relative whose
description speaks of that person, and both before what only links to them; and a name given in ten
spellings is worth no more than in one.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np

from casefiles.search.conditions import Beginning, InField, Like, Phrase, Word, Wording
from casefiles.search.forms import asked_by, beginnings, plain_form
from casefiles.search.index.answer import Answers
from casefiles.search.index.arrays import Array
from casefiles.search.index.gathering import DESCRIBING, OWN
from casefiles.search.index.segment import Mask, Scores, Segment
from casefiles.search.index.wordings import alike

_NAMES = ("title", "name")
_WORTH = 4.0
"""What a name is worth that is just the question; a text that holds its words often has 2.2."""

_RANKS: Array = np.zeros(2)
_RANKS[OWN], _RANKS[DESCRIBING] = 1.0, 0.5


class Naming:
    """The words of a question as names may hold them."""

    def __init__(self, answers: Answers, leaves: Iterable[Wording | InField]) -> None:
        self._answers = answers
        self._words = tuple(dict.fromkeys(_single(leaves)))

    def scores(self, segment: Segment, among: Mask) -> Scores:
        """For each document of `among` what its best name is worth, 0 for none."""
        score = np.zeros(segment.size)
        found = {word: [*_names(segment, word, among)] for word in self._words}
        touched = [names for ones in found.values() for names, _ in ones]
        named = np.unique(np.concatenate(touched)) if touched else np.zeros(0, dtype=np.int64)
        if not len(named):
            return score
        matched, worth = np.zeros(len(named)), np.zeros(len(named))
        for word, ones in found.items():
            best = np.zeros(len(named))
            for names, fit in ones:
                at = np.searchsorted(named, names)
                best[at] = np.maximum(best[at], fit)
            matched += best > 0
            worth += self._rarities[word] * best
        covered = np.minimum(1.0, matched / segment.name_words[named])
        worth *= (
            _WORTH
            * covered
            * (worth / sum(self._rarities.values()))
            * _RANKS[segment.name_rank[named]]
        )
        np.maximum.at(score, segment.name_doc[named], worth)
        return score

    @cached_property
    def _rarities(self) -> dict[Wording, float]:
        """How rare each word is: asked only where some name holds one of them."""
        return {word: self._answers.rarity(word) for word in self._words}


def _single(leaves: Iterable[Wording | InField]) -> Iterator[Wording]:
    """The wordings that a name may hold, phrases word by word."""
    for leaf in leaves:
        if isinstance(leaf, InField) and leaf.field not in _NAMES:
            continue
        wording = leaf.wording if isinstance(leaf, InField) else leaf
        if isinstance(wording, Phrase):
            yield from (Word(word, word) for word in wording.words)
        else:
            yield wording


def _names(segment: Segment, wording: Wording, among: Mask) -> Iterator[tuple[Array, float]]:
    """The names of documents of `among` that hold the wording, and how well."""
    match wording:
        case Word():
            for form, worth in asked_by(wording):
                yield segment.names(form, among), worth
        case Beginning(_, start):
            yield segment.names(plain_form(start), among), 1.0
            for beginning in beginnings(start):
                yield segment.names(beginning, among, begun=True), 0.5
        case Like(_, word, edits):
            for form, worth in alike(segment, word, edits):
                yield segment.names(form, among), worth
