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

FEW_SEGMENTS = 4
"""Segments that are left alone after an import."""

_LARGE = 20_000
"""Documents that are joined at once: twice as many need more than a gigabyte of memory."""


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Once there are `MOST_SEGMENTS`, join small ones until about half as many are left.

    The smallest go first, so that a document is copied about log(n) times in its life.
    """
    if len(segments) < MOST_SEGMENTS:
        return segments
    surplus = len(segments) - MOST_SEGMENTS // 2 + 1
    chosen = [one for one in _ascending(segments)[:surplus] if one.doc_count() <= _SMALL]
    return _rewrite(writer, segments, chosen) if len(chosen) > 1 else segments


def merge_many(writer: Any, segments: list[Any]) -> list[Any]:
    """As few segments as memory allows, for a quiet hour."""
    chosen = _at_once(_ascending(segments))
    return _rewrite(writer, segments, chosen) if len(chosen) > 1 else segments


def to_settle(segments: Sequence[int]) -> bool:
    """Whether segments with so many documents are too many after an import, and can be fewer."""
    two = sorted(segments)[:2]
    return len(segments) > FEW_SEGMENTS and sum(two) <= _LARGE


def purge(writer: Any, segments: list[Any]) -> list[Any]:
    """Segments with deleted documents are written anew without them, as many as fit at once.

    Deleting only marks: the words stay in the segment until it is rewritten. Any deleted document
    counts, because an earlier version of another record may hold the erased word.
    """
    return _rewrite(writer, segments, _at_once([one for one in segments if one.has_deletions()]))


def _ascending(segments: list[Any]) -> list[Any]:
    return sorted(segments, key=lambda segment: segment.doc_count())


def _at_once(segments: list[Any]) -> list[Any]:
    """The first segments, together not too large; one at least."""
    sizes = list(accumulate(segment.doc_count() for segment in segments))
    return segments[: max(1, sum(size <= _LARGE for size in sizes))]


def _rewrite(writer: Any, segments: list[Any], chosen: list[Any]) -> list[Any]:
    for segment in chosen:
        if segment.doc_count():
            writer.absorb(segment)
    return [segment for segment in segments if segment not in chosen]
