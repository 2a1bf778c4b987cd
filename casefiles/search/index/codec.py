"""A Whoosh codec whose segments are plain arrays, and the writer that fills them.

Whoosh keeps the book: generations, segments, deleted documents, what is obsolete. Its own codec
takes postings one by one through Python, which costs 12 ms a document when a segment is rewritten
and pickles what it stores; this one joins whole segments as arrays, and no word is ever unpickled.
"""

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from whoosh.codec.base import Codec
from whoosh.codec.whoosh3 import W3Segment
from whoosh.formats import Format
from whoosh.writing import SegmentWriter

from casefiles.search.index.arrays import Array, pack, unpack
from casefiles.search.index.postings import Field, Gathered, Loose, Row, join

EXTENSION = ".arrays"
COLUMNS = ("length", "earliest", "latest")


class PlacesFormat(Format):  # type: ignore[misc]  # Whoosh has no types
    """A posting's value is its positions, as little-endian 32-bit numbers."""

    def decode_positions(self, value: bytes) -> list[int]:
        """The positions in a value."""
        return list(struct.unpack(f"<{len(value) // 4}I", value))


class ArrayCodec(Codec):  # type: ignore[misc]
    """Makes segments whose one file holds arrays. `ArrayWriter` writes them, `Segment` reads."""

    length_stats = False

    def new_segment(self, _storage: Any, indexname: str) -> Any:
        return W3Segment(self, indexname)

    def per_document_writer(self, _storage: Any, _segment: Any) -> "_Nothing":
        return _Nothing()

    def field_writer(self, _storage: Any, _segment: Any) -> "_Nothing":
        return _Nothing()


class _Nothing:
    """Where Whoosh would open files of its own."""

    is_closed = True


class ArrayWriter(SegmentWriter):  # type: ignore[misc]
    """One change of the index: documents added, numbers deleted, segments absorbed, one commit."""

    def __init__(self, index: Any) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False)
        self._gathered = {name: Gathered() for name in self.schema.names()}
        self._columns: dict[str, list[int]] = {name: [] for name in COLUMNS}
        self._absorbed: list[dict[str, Loose]] = []
        self._absorbed_columns: dict[str, list[Array]] = {name: [] for name in COLUMNS}

    def add_row(self, row: Row) -> None:
        """One document more."""
        for name, occurrences in row.forms.items():
            self._gathered[name].add(self.docnum, occurrences)
        for name in COLUMNS:
            self._columns[name].append(getattr(row, name))
        self._added = True
        self.docnum += 1

    def absorb(self, segment: Any) -> None:
        """Copy the living documents of an older segment. Only after the last `add_row`."""
        arrays = read(self.storage, segment)
        alive = np.ones(segment.doc_count_all(), dtype=bool)
        alive[list(segment.deleted_docs())] = False
        renumbered = np.where(alive, self.docnum + np.cumsum(alive) - 1, -1)
        self._absorbed.append(
            {name: Field(arrays, name).loose(renumbered) for name in self._gathered}
        )
        for name in COLUMNS:
            self._absorbed_columns[name].append(arrays[name][alive])
        self._added = True
        self.docnum += int(alive.sum())

    def _flush_segment(self) -> None:
        arrays: dict[str, Array] = {
            name: np.concatenate(
                [np.array(self._columns[name], dtype="i4"), *self._absorbed_columns[name]]
            )
            for name in COLUMNS
        }
        for name, gathered in self._gathered.items():
            parts: Sequence[Loose] = [gathered.loose(), *(one[name] for one in self._absorbed)]
            arrays |= join(parts, name)
        with self.newsegment.create_file(self.storage, EXTENSION) as file:
            file.write(pack(arrays))


def read(storage: Any, segment: Any) -> dict[str, Array]:
    """The arrays of a segment."""
    with segment.open_file(storage, EXTENSION) as file:
        return unpack(file.read())
