"""From answers to a short list: the best documents, and where in them the words stand."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from casefiles.search.conditions import FIELDS, Condition, InField, Wording, required, wanted
from casefiles.search.index.answer import Answers
from casefiles.search.index.naming import Naming
from casefiles.search.index.schema import ALL
from casefiles.search.index.segment import Mask, Numbers, Scores, Segment
from casefiles.search.values import ScoredRef


class _Place(NamedTuple):
    """A document in the order of merit: worse scores, later dates, later numbers are greater."""

    minus_score: float
    earliest: int
    segment: int
    doc: int


def ranked(
    answers: Answers,
    condition: Condition,
    limit: int,
    *,
    explained: bool = True,
) -> list[ScoredRef]:
    """The best documents for which the condition holds, and (if explained) where they hold its
    leaves."""
    segments = answers.segments
    leaves = tuple(wanted(condition, widened=False))
    lackable = frozenset(required(condition))
    naming = Naming(answers, leaves)
    places: list[_Place] = []
    for number, segment in enumerate(segments):
        mask, score = answers.of(condition, number)
        if not mask.any():
            continue
        docs = np.flatnonzero(mask)
        merit = score[docs] + naming.scores(segment, mask)[docs]
        places += _best_of(number, segment, docs, merit, limit)
    best = sorted(places)[:limit]
    if not explained:
        return [ScoredRef(segments[one.segment].ref(one.doc), -one.minus_score) for one in best]
    found: dict[_Place, ScoredRef] = {}
    for number in {place.segment for place in best}:
        inside = [place for place in best if place.segment == number]
        found |= zip(
            inside, _scored(answers, segments[number], inside, leaves, lackable), strict=True
        )
    return [found[place] for place in best]


def _best_of(
    number: int, segment: Segment, docs: Numbers, merit: Scores, limit: int
) -> list[_Place]:
    if len(docs) > limit:  # the others need not be sorted, only those as good as the last
        kept = merit >= np.partition(merit, -limit)[-limit]
        docs, merit = docs[kept], merit[kept]
    order = np.lexsort((docs, segment.earliest[docs], -merit))[:limit]
    return [
        _Place(-float(worth), int(segment.earliest[doc]), number, int(doc))
        for doc, worth in zip(docs[order], merit[order], strict=True)
    ]


def _scored(
    answers: Answers,
    segment: Segment,
    places: Sequence[_Place],
    leaves: Sequence[Wording | InField],
    lackable: Collection[Wording | InField],
) -> Iterator[ScoredRef]:
    """The references of documents of one segment, and where they hold the leaves."""
    number, docs = places[0].segment, np.array([place.doc for place in places])
    inside = {field: np.zeros(len(docs), dtype=bool) for field in FIELDS}
    anywhere: dict[Wording, Mask] = {}
    in_parts = np.zeros(len(docs), dtype=bool)
    for leaf in leaves:
        named = FIELDS if not isinstance(leaf, InField) else {leaf.field}.intersection(FIELDS)
        wording = leaf.wording if isinstance(leaf, InField) else leaf
        for field in named:
            inside[field] |= answers.holding(wording, field, number, docs)
        if leaf in lackable:
            anywhere[wording] = answers.holding(wording, ALL, number, docs)
        in_parts |= answers.in_parts(wording, number, docs)
    for at, place in enumerate(places):
        yield ScoredRef(
            segment.ref(place.doc),
            -place.minus_score,
            tuple(field for field in FIELDS if inside[field][at]),
            tuple(wording for wording, mask in anywhere.items() if not mask[at]),
            bool(in_parts[at]),
        )
