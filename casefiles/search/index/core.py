"""The search index: documents in, references out, all inside the caller's transaction."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex

from casefiles.model.ids import Ref
from casefiles.search.conditions import AllOf, AnyOf, Condition, OfKind
from casefiles.search.index.merging import merge_all, merge_small, purge
from casefiles.search.index.ranking import ranked
from casefiles.search.index.schema import FORM, row, schema
from casefiles.search.index.segment import Segment
from casefiles.search.query import Query
from casefiles.search.storage import VaultStorage
from casefiles.search.values import Document, ScoredRef

_MEMORY = 1024
"""Megabytes of postings Whoosh may gather before it writes a run (which goes to memory anyway)."""

_TOC = f"_{FORM}_"


class SearchIndex:
    """The index of one vault.

    Calls must come one at a time and with the vault's connection at hand. `add`, `update`, `remove`
    and `erase` work inside the transaction the caller has begun and change nothing else; if it is
    rolled back, `forget()` must be called. A change that fails half-way has already forgotten.
    """

    def __init__(self, storage: VaultStorage) -> None:
        self._storage = storage
        self._known: dict[tuple[str, int], Segment] = {}

    # What it answers

    @property
    def ready(self) -> bool:
        """Whether an index of the present form is there. If not, `create` it and add everything."""
        return any(name.startswith(_TOC) for name in self._storage.list())

    @property
    def count(self) -> int:
        """The number of records that can be found."""
        return sum(int(segment.alive.sum()) for segment in self._segments)

    def refs(self) -> frozenset[Ref]:
        """Every record that can be found."""
        return frozenset(
            segment.ref(int(doc))
            for segment in self._segments
            for doc in np.flatnonzero(segment.alive)
        )

    def search(self, query: Query, kinds: Collection[str] = (), limit: int = 20) -> list[ScoredRef]:
        """The best records of these kinds (of any, if none is given), best first.

        Of equal ones the one with the earlier date comes first.
        """
        condition: Condition = query.root
        if kinds:
            condition = AllOf((query.root, AnyOf(tuple(OfKind(kind) for kind in kinds))))
        return ranked(self._segments, condition, query.wanted(), limit)

    # What it does

    def create(self) -> None:
        """Begin anew with an empty index, whatever was there."""
        self.forget()
        self._storage.destroy()
        FileIndex.create(self._storage, schema(), FORM)

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents of records that are not in the index yet."""
        self._write(documents, (), merge_small)

    def update(self, documents: Iterable[Document]) -> None:
        """Put documents in the place of what the index holds of their records, if anything."""
        documents = tuple(documents)
        self._write(documents, [document.ref for document in documents], merge_small)

    def remove(self, refs: Iterable[Ref]) -> None:
        """Take records out. Their words stay in the database until `erase` or a merge."""
        self._write((), refs, merge_small)

    def erase(self, refs: Iterable[Ref], documents: Iterable[Document] = ()) -> None:
        """Take records out so that their words are gone from every stored byte of the index.

        `documents` are new versions of other records that spoke of the erased ones; what earlier
        versions said goes too. `secure_delete` clears the freed pages.
        """
        documents = tuple(documents)
        gone = [*refs, *(document.ref for document in documents)]
        self._write(documents, gone, purge)

    def tidy(self) -> None:
        """Join everything into one segment: after an import, or when there is time."""
        if len(self._segments) > 1:
            self._write((), (), merge_all)

    def forget(self) -> None:
        """Drop what is remembered in memory; to be called after a rollback."""
        self._storage.forget()
        self._known.clear()
        self.__dict__.pop("_segments", None)

    # How inside

    @cached_property
    def _segments(self) -> tuple[Segment, ...]:
        """The segments of the last change, in the order in which Whoosh numbers documents."""
        if not self.ready:
            return ()
        kept = {}
        for reader, _ in self._open().reader().leaf_readers():
            if reader.doc_count_all():
                whoosh_segment = reader.segment()
                key = (whoosh_segment.segment_id(), whoosh_segment.deleted_count())
                kept[key] = self._known.get(key) or Segment(reader)
        self._known = kept
        return tuple(kept.values())

    def _open(self) -> Any:
        # Our own schema is given, so that the pickled one is never read.
        return FileIndex(self._storage, schema(), FORM)

    def _write(
        self, documents: Iterable[Document], gone: Iterable[Ref], merging: Callable[..., Any]
    ) -> None:
        if not self.ready:
            self.create()
        try:
            writer = self._open().writer(codec=W3Codec(), compound=False, limitmb=_MEMORY)
            for number in self._numbers(gone):
                writer.delete_document(number)
            for document in {document.ref: document for document in documents}.values():
                writer.add_document(**row(document))
            writer.commit(mergetype=merging)
        except BaseException:
            self.forget()
            raise
        self.__dict__.pop("_segments", None)

    def _numbers(self, refs: Iterable[Ref]) -> Iterator[int]:
        wanted = frozenset(refs)
        first = 0
        for segment in self._segments:
            for ref in wanted:
                yield from (first + doc for doc in segment.numbers_of(ref))
            first += segment.size
