"""What lies in a place: records that name it as theirs, and those of every place in it.

A place's document holds the id of the place it is part of, as every document holds those of the
places it lies in. So a place that moves to another region is one document written anew, and not
all that ever happened there. Ids as the claims give them: a place knows which were merged into it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

import numpy as np

from casefiles.search.index.schema import PLACED
from casefiles.search.index.segment import Mask, Segment


def inside_of(segments: Sequence[Segment], places: Sequence[Mask]) -> list[Mask]:
    """The documents that lie in the places given (a mask a segment), these included."""
    found = [mask.copy() for mask in places]
    seen: set[bytes] = set()
    while fresh := {*_ids(segments, found)} - seen:
        seen |= fresh
        for at, segment in enumerate(segments):
            for identity in fresh:
                found[at][segment.postings(PLACED, identity.decode()).docs] = True
            found[at] &= segment.alive
    return found


def _ids(segments: Iterable[Segment], chosen: Iterable[Mask]) -> Iterator[bytes]:
    """What the chosen documents of places are known as."""
    for segment, mask in zip(segments, chosen, strict=True):
        docs = np.fromiter(segment.sources.values(), dtype=np.int64, count=len(segment.sources))
        if (inside := mask[docs]).any():
            yield from compress(segment.sources, inside.tolist())
