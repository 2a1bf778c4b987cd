"""Which segments are written anew when the index changes.

Each is a Whoosh merge policy: called with the writer and the segments there are, it copies the
living documents of some into the new segment and returns the ones that stay.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

MOST_SEGMENTS = 10
"""More segments than this make every search slower; each change adds one."""

_SMALL = 1_000
"""Documents of a segment that is worth joining while the documenter waits: a tenth of a second."""

_LARGER = 2
"""A segment so many times as large as all smaller ones together is left as it is."""


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Once there are `MOST_SEGMENTS`, join small ones until about half as many are left.

    The smallest go first, so that a document is copied about log(n) times in its life.
    """
    if len(segments) < MOST_SEGMENTS:
        return segments
    surplus = len(segments) - MOST_SEGMENTS // 2 + 1
    chosen = [one for one in _ascending(segments)[:surplus] if one.doc_count() <= _SMALL]
    return _rewrite(writer, segments, chosen) if len(chosen) > 1 else segments


def merge_large(writer: Any, segments: list[Any]) -> list[Any]:
    """Join segments that are not much smaller than the next, the large with all smaller ones.

    So a document is copied about log(n) times in its life, and log(n) segments are left.
    """
    count = _joined([one.doc_count() for one in segments])
    return _rewrite(writer, segments, _ascending(segments)[:count])


def to_settle(sizes: Sequence[int], written: int) -> bool:
    """Whether segments with so many documents are to be joined after a change of so many.

    After an import, or where there are too many that are no longer small.
    """
    return (written > _SMALL or len(sizes) >= MOST_SEGMENTS) and _joined(sizes) > 1


def purge(writer: Any, segments: list[Any]) -> list[Any]:
    """Segments with deleted documents are written anew without them.

    Deleting only marks: the words stay in the segment until it is rewritten. Any deleted document
    counts, because an earlier version of another record may hold the erased word.
    """
    return _rewrite(writer, segments, [one for one in segments if one.has_deletions()])


def _ascending(segments: list[Any]) -> list[Any]:
    return sorted(segments, key=lambda segment: segment.doc_count())


def _joined(sizes: Sequence[int]) -> int:
    """How many of the smallest segments are worth joining."""
    ascending = sorted(sizes)
    below = [0, *accumulate(ascending)]
    return max(
        (at + 1 for at, size in enumerate(ascending) if size <= _LARGER * below[at]), default=0
    )


def _rewrite(writer: Any, segments: list[Any], chosen: list[Any]) -> list[Any]:
    for segment in chosen:
        if segment.doc_count():
            writer.absorb(segment)
    return [segment for segment in segments if segment not in chosen]
