"""Which segments are written anew when the index changes.

Each is a Whoosh merge policy: called with the writer and the segments there are, it copies the
living documents of some into the new segment and returns the ones that stay.
"""

from typing import Any

from whoosh.reading import SegmentReader

MOST_SEGMENTS = 10
"""More segments than this make every search slower; each change adds one."""

_SMALL = 500
"""Documents. Merging more than that would keep the documenter waiting for a saved form."""


def merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Once there are more than `MOST_SEGMENTS`, join small ones until half as many are left.

    Each document is copied about log(n) times in its life, as the smallest go first.
    """
    if len(segments) < MOST_SEGMENTS:
        return segments
    ascending = sorted(segments, key=lambda segment: segment.doc_count_all())
    chosen = [
        segment
        for segment in ascending[: len(segments) - MOST_SEGMENTS // 2 + 1]
        if segment.doc_count_all() <= _SMALL
    ]
    return _rewrite(writer, segments, chosen) if len(chosen) > 1 else segments


def merge_all(writer: Any, segments: list[Any]) -> list[Any]:
    """One segment, for an import or a quiet hour."""
    return _rewrite(writer, segments, segments)


def purge(writer: Any, segments: list[Any]) -> list[Any]:
    """Every segment with a deleted document is written anew without it.

    Deleting only marks: the words stay in the segment until it is rewritten. All segments with any
    deleted document are, because an earlier version of another record may hold the erased word.
    """
    return _rewrite(writer, segments, [one for one in segments if one.has_deletions()])


def _rewrite(writer: Any, segments: list[Any], chosen: list[Any]) -> list[Any]:
    for segment in chosen:
        if segment.doc_count():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return [segment for segment in segments if segment not in chosen]
