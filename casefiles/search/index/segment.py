"""One segment of the index as arrays: what stands where, and when.

A segment is read through Whoosh's reader once and kept as NumPy arrays, because sets of documents
are combined a hundred times faster as masks than posting by posting.
"""

from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from casefiles.model.ids import Ref

Mask: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.int64]
Scores: TypeAlias = NDArray[np.float64]

_REMEMBERED = 256


class Postings(NamedTuple):
    """The documents that hold a form, ascending, and the weight of the form in each."""

    docs: Numbers
    weights: Scores


class Segment:
    """A segment of `size` documents numbered from 0, some of them no longer `alive`."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._postings: dict[tuple[str, str], Postings] = {}
        self.size: int = reader.doc_count_all()
        self.alive: Mask = np.ones(self.size, dtype=bool)
        self.alive[list(reader.segment().deleted_docs())] = False

    @cached_property
    def length(self) -> Numbers:
        """Words in each document."""
        return self._column("length")

    @cached_property
    def earliest(self) -> Numbers:
        """The first day of each document as a proleptic ordinal; 0 where it has no date."""
        return self._column("earliest")

    @cached_property
    def latest(self) -> Numbers:
        """The last day of each document, as `earliest`."""
        return self._column("latest")

    def ref(self, doc: int) -> Ref:
        """The record a document stands for."""
        return Ref.parse(self._refs[doc])

    def frequency(self, field: str, form: str) -> int:
        """In how many documents of the field the form stands, dead ones included."""
        held = (field, form) in self._reader
        return int(self._reader.doc_frequency(field, form)) if held else 0

    def postings(self, field: str, form: str) -> Postings:
        """The living documents that hold the form in the field."""
        found = self._postings.get((field, form))
        if found is None:
            found = self._read(field, form)
            if len(self._postings) >= _REMEMBERED:
                self._postings.clear()
            self._postings[field, form] = found
        return found

    def positions(self, field: str, form: str) -> Numbers:
        """Where the form stands: `doc << 32 | position`, ascending."""
        docs: list[int] = []
        packed: list[bytes] = []
        if (field, form) in self._reader:
            matcher = self._reader.postings(field, form)
            while matcher.is_active():
                docs.append(matcher.id())
                packed.append(matcher.value())
                matcher.next()
        places = np.frombuffer(b"".join(packed), dtype="<u4").astype(np.int64)
        counts = [len(one) // 4 for one in packed]
        return (np.repeat(np.array(docs, dtype=np.int64), counts) << 32) | places

    def vocabulary(self, field: str, start: str) -> list[str]:
        """All forms of the field that begin with `start`, sorted by their bytes."""
        return [form.decode() for form in self._reader.expand_prefix(field, start)]

    def numbers_of(self, ref: Ref) -> list[int]:
        """The living documents of a record: one, or none."""
        return [int(doc) for doc in self.postings("ref", str(ref)).docs]

    @cached_property
    def _refs(self) -> Any:
        return self._reader.column_reader("ref")

    def _column(self, name: str) -> Numbers:
        column = self._reader.column_reader(name)
        return np.fromiter((column[doc] for doc in range(self.size)), np.int64, self.size)

    def _read(self, field: str, form: str) -> Postings:
        docs: list[int] = []
        weights: list[float] = []
        if (field, form) in self._reader:
            matcher = self._reader.postings(field, form)
            while matcher.is_active():
                docs.append(matcher.id())
                weights.append(matcher.weight())
                matcher.next()
        return Postings(np.array(docs, dtype=np.int64), np.array(weights, dtype=np.float64))
