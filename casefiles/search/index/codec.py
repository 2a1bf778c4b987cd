"""A Whoosh codec whose segments are plain arrays, and the writer that fills them.

Whoosh keeps the book: generations, segments, deleted documents, what is obsolete. Its own codec
takes postings one by one through Python, which costs 12 ms a document when a segment is rewritten
and pickles what it stores; this one joins whole segments as arrays, and no word is ever unpickled.
"""

from typing import Any

import numpy as np
from whoosh.codec.base import Codec
from whoosh.codec.whoosh3 import W3Segment
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from casefiles.search.index.absorbing import Absorbed
from casefiles.search.index.arrays import Array, Arrays, pack
from casefiles.search.index.gathering import COLUMNS, Gathered
from casefiles.search.index.joining import Part, join
from casefiles.search.storage import VaultStorage, damaged
from casefiles.search.values import Document

EXTENSION = ".arrays"


class ArrayCodec(Codec):  # type: ignore[misc]  # Whoosh has no types
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


class Book(FileIndex):  # type: ignore[misc]
    """The index as its writer asks for it; Whoosh's own reads the table of contents to be sure."""

    def __init__(self, storage: Any, schema: Any, name: str) -> None:
        self.storage = storage
        self.indexname = name
        self._schema = schema  # given, so that the pickled one is never read


class ArrayWriter(SegmentWriter):  # type: ignore[misc]
    """One change of the index: documents added, numbers deleted, segments absorbed, one commit."""

    def __init__(self, index: Any, known_forms: dict[str, tuple[str, ...]] | None = None) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False)
        self._gathered = Gathered(known_forms)
        self._absorbed: list[Absorbed] = []
        self._columns: list[dict[str, Array]] = []

    def add(self, document: Document) -> None:
        """One document more."""
        self._gathered.add(document)
        self._added = True
        self.docnum += 1

    def absorb(self, segment: Any) -> None:
        """Copy the living documents of an older segment. Only after the last `add`."""
        arrays = read(self.storage, segment)
        alive = np.ones(segment.doc_count_all(), dtype=bool)
        alive[list(segment.deleted_docs())] = False
        renumbered = np.where(alive, self.docnum + np.cumsum(alive) - 1, -1)
        self._absorbed.append(Absorbed(arrays, renumbered))
        self._columns.append(_columns(arrays, alive, renumbered))
        self._added = True
        self.docnum += int(alive.sum())

    def _flush_segment(self) -> None:
        every = [self._gathered.columns(), *self._columns]
        columns = {name: np.concatenate([one[name] for one in every]) for name in every[0]}
        parts: list[Part] = [*self._absorbed]
        if self._gathered:
            parts.insert(0, self._gathered.loose())
        packed = pack({**columns, **join(parts, self.docnum)})
        self.storage.save(self.newsegment.make_filename(EXTENSION), packed.size, packed.pieces)


def _columns(arrays: Arrays, alive: Array, renumbered: Array) -> dict[str, Array]:
    """The columns of the documents that are alive, and of their names."""
    kept = {name: arrays.whole(name)[alive] for name in COLUMNS}
    documents = arrays.whole("name_doc")
    named = alive[documents]
    for name in ("name_words", "name_rank"):
        kept[name] = arrays.whole(name)[named]
    kept["name_doc"] = renumbered[documents[named]].astype("u4")
    return kept


def read(storage: VaultStorage, segment: Any) -> Arrays:
    """The arrays of a segment."""
    try:
        return Arrays(storage.paged(segment.make_filename(EXTENSION)))
    except FileNotFoundError:
        raise damaged() from None
