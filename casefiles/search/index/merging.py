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

_FEWEST = 2
"""Segments that a change takes in if it takes any, or the next change would have to again."""

_LARGER = 2
"""A segment so many times as large as all smaller ones together is left as it is."""


def leave(_writer: Any, segments: list[Any]) -> list[Any]:
    """All segments stay as they are."""
    return segments


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """The change that makes `MOST_SEGMENTS` takes the smallest ones into its own segment.

    As far as none is larger than all smaller ones together: somebody waits for the change, and what
    lies beyond such a step costs more than all before it. A document is still copied only about
    log(n) times in its life.
    """
    if len(segments) + 1 < MOST_SEGMENTS:
        return segments
    chosen: list[Any] = []
    together = writer.docnum
    for one in _ascending(segments):
        size = one.doc_count()
        if size > _SMALL or (size > together and len(chosen) >= _FEWEST):
            break
        chosen.append(one)
        together += size
    return _rewrite(writer, segments, chosen)


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
