"""From answers to a short list: the best documents, and where in them the words stand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from casefiles.search.conditions import FIELDS, Condition, InField, Wording
from casefiles.search.index.answer import Answers
from casefiles.search.index.schema import ALL
from casefiles.search.index.segment import Mask, Segment
from casefiles.search.values import ScoredRef


class _Place(NamedTuple):
    """A document in the order of merit: worse scores, later dates, later numbers are greater."""

    minus_score: float
    earliest: int
    segment: int
    doc: int


class _Whereabouts(NamedTuple):
    """For one segment: which documents hold some wording in a field, and each one anywhere."""

    fields: Mapping[str, Mask]
    anywhere: Mapping[Wording, Mask]


def ranked(
    segments: Sequence[Segment],
    condition: Condition,
    leaves: Iterable[Wording | InField],
    limit: int,
) -> list[ScoredRef]:
    """The best documents for which the condition holds, and where they hold its leaves."""
    answers = Answers(segments)
    places: list[_Place] = []
    for number, segment in enumerate(segments):
        places += _best_of(answers, number, segment, condition, limit)
    best = sorted(places)[:limit]
    leaves = tuple(leaves)
    where = {
        number: _whereabouts(answers, number, segments[number].size, leaves)
        for number in {place.segment for place in best}
    }
    return [_scored(segments[place.segment], place, where[place.segment]) for place in best]


def _best_of(
    answers: Answers, number: int, segment: Segment, condition: Condition, limit: int
) -> list[_Place]:
    mask, score = answers.of(condition, number)
    docs = np.flatnonzero(mask)
    order = np.lexsort((docs, segment.earliest[docs], -score[docs]))[:limit]
    return [
        _Place(-float(score[doc]), int(segment.earliest[doc]), number, int(doc))
        for doc in docs[order]
    ]


def _scored(segment: Segment, place: _Place, where: _Whereabouts) -> ScoredRef:
    return ScoredRef(
        segment.ref(place.doc),
        -place.minus_score,
        tuple(field for field in FIELDS if where.fields[field][place.doc]),
        tuple(wording for wording, mask in where.anywhere.items() if not mask[place.doc]),
    )


def _whereabouts(
    answers: Answers, number: int, size: int, leaves: Sequence[Wording | InField]
) -> _Whereabouts:
    fields = {field: np.zeros(size, dtype=bool) for field in FIELDS}
    anywhere: dict[Wording, Mask] = {}
    for leaf in leaves:
        named = (leaf.field,) if isinstance(leaf, InField) else FIELDS
        wording = leaf.wording if isinstance(leaf, InField) else leaf
        for field in named:
            fields[field] |= answers.holding(wording, field, number)
        anywhere[wording] = answers.holding(wording, ALL, number)
    return _Whereabouts(fields, anywhere)
