"""Which sources speak of a record: those that what is said about it rests on.

A source is found under every name of the records whose claims cite it, though its text may have
none of them: an English article under the Tajik name of a party. The names are not written into the
source's document, which would have to be taken apart again whenever a claim cites it. A record's
document holds the ids of the sources it rests on, and a question goes that way. Ids as the claims
give them: a source knows which others were merged into it.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from casefiles.search.index.arrays import Array
from casefiles.search.index.segment import Mask, Scores, Segment


class Speaking:
    """The way from records to sources, across a fixed set of segments."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._begins = np.cumsum([0, *(segment.size for segment in segments)])
        ways = [_Way(segment, segments, self._begins) for segment in segments]
        self._ways = ways
        self.silent = not any(len(way.docs) for way in ways)
        """Whether no source is spoken of at all."""

    def heard(self, named: Sequence[Mask]) -> list[Scores]:
        """How many claims on the records given (a mask a segment) each document is cited by."""
        counts = np.zeros(int(self._begins[-1]))
        for way, mask in zip(self._ways, named, strict=True):
            kept = mask[way.docs]
            counts += np.bincount(
                way.sources[kept], weights=way.weights[kept], minlength=len(counts)
            )
        return [counts[begin:end] for begin, end in pairwise(self._begins.tolist())]

    def resting_on(self, sources: Sequence[Mask]) -> list[Scores]:
        """How many claims of each document cite the sources given (a mask a segment)."""
        chosen = np.concatenate(sources) if sources else np.zeros(0, dtype=bool)
        counts: list[Scores] = []
        for way, mask in zip(self._ways, sources, strict=True):
            cited = (way.weights * chosen[way.sources]).astype(np.float64)
            counted = np.bincount(way.docs, weights=cited, minlength=len(mask))
            counts.append(counted.astype(np.float64))
        return counts


class _Way:
    """From documents of one segment to sources, numbered across all segments."""

    def __init__(self, segment: Segment, segments: Sequence[Segment], begins: Array) -> None:
        ids, counts, (docs, weights) = segment.cited
        found = np.full(len(ids), -1, dtype=np.int64)
        # Most small segments cite nothing, and all are gone through after each change.
        for other, begin in zip(segments if ids else (), begins.tolist(), strict=False):
            inside = segment.cited_in(other)
            living = (inside >= 0) & other.alive[inside]
            found[living] = begin + inside[living]
        each = np.repeat(found, counts)
        known = each >= 0
        self.docs: Array = docs[known]
        self.weights: Array = weights[known]
        self.sources: Array = each[known]
