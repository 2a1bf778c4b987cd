"""Where words stand that follow one another: the rarest are looked up first.

What each word leaves is all that is read of the next, so that a phrase costs what its rarest words
cost, however frequent the others are. That changes what is read and nothing of what is found.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter

import numpy as np

from casefiles.search.index.arrays import Array
from casefiles.search.index.segment import Mask, Numbers, Segment

_NONE: Numbers = np.zeros(0, dtype=np.int64)
_FEW = 8
"""Looking each position up in the other list is quicker than merging both, if that is so many
times as long."""


def begins(segment: Segment, field: str, words: Sequence[Iterable[str]], among: Mask) -> Numbers:
    """Where the phrase begins in documents of `among`: `doc << 32 | position`, ascending.

    Each of its words is given by the forms any of which will do.
    """
    every = [segment.lists(field, forms) for forms in words]
    rarest = sorted(enumerate(every), key=lambda one: segment.frequency(one[1]))
    for lists in map(itemgetter(1), rarest):
        among = among & segment.holding(lists)
        if not among.any():
            return _NONE
    # Counted from the last word: a word at the beginning of a text has nothing before it.
    last = len(every) - 1
    ends: Numbers | None = None
    for at, lists in rarest:
        found = segment.standing(lists, among) + (last - at)
        ends = found if ends is None else common(ends, found)
        if not len(ends):
            break
        among = segment.mask(ends >> 32)
    return _NONE if ends is None else ends - last


def common(one: Numbers, other: Numbers) -> Numbers:
    """The positions that are in both, each of which ascends and holds none twice."""
    fewer, more = sorted((one, other), key=len)
    if not len(fewer):
        return fewer
    if len(fewer) * _FEW < len(more):
        at = np.minimum(np.searchsorted(more, fewer), len(more) - 1)
        found: Array = fewer[more[at] == fewer]
        return found
    merged = np.concatenate((fewer, more))
    merged.sort(kind="stable")  # quick, as it is two runs in order
    twice: Array = merged[1:][merged[1:] == merged[:-1]]
    return twice
