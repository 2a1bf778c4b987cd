"""The living documents of an older segment, as a part of a new one."""

from functools import cached_property
from typing import Any

import numpy as np

from casefiles.search.index.arrays import Array, Arrays
from casefiles.search.index.joining import stretches
from casefiles.search.index.postings import Sorted
from casefiles.search.index.schema import TEXT_FIELDS

_STRETCH = 1 << 20
"""Postings that are looked through at once for those that are left."""


class Absorbed:
    """A `Part` (see `joining`) that is read from its segment as it is asked for.

    `renumbered` is the new number of each document, or a negative one for those that are gone.
    """

    def __init__(self, arrays: Arrays, renumbered: Array) -> None:
        self._arrays = arrays
        self._renumbered = renumbered
        self._whole = bool((renumbered >= 0).all())
        self._first = arrays.whole("first").astype(np.int64)
        self._places_first = arrays.whole("places_first").astype(np.int64)

    def known(self, kind: str) -> int:
        """How many "words", "forms" or "terms" there are."""
        return self._arrays.length(f"{kind}_ends")

    def names(self, kind: str, numbers: Array) -> list[bytes]:
        """These of them; all of them ascend."""
        every = Sorted(self._arrays.whole(kind), self._arrays.whole(f"{kind}_ends"))
        return every.some(numbers)

    def kind(self, column: str) -> np.dtype[Any]:
        """In what numbers a column is kept."""
        return self._arrays.kind(column)

    def take(self, column: str, start: int, end: int) -> Array:
        """A column of the postings of some neighbouring lists that any posting is left of."""
        begin, stop = int(self._own[start]), int(self._own[end - 1]) + 1
        if column == "places":
            return self._places(begin, stop)
        if column != "docs" and self._whole:
            return self._column(column, begin, stop)
        docs = self._renumbered[self._column("docs", begin, stop)]
        kept = docs >= 0
        found: Array = (docs if column == "docs" else self._column(column, begin, stop))[kept]
        return found

    @cached_property
    def lists(self) -> Array:
        """The numbers of the lists that any posting is left of."""
        words = self._arrays.length("words_ends")
        begins = self._arrays.whole("field_first").astype(np.int64)
        fields = np.repeat(np.arange(len(TEXT_FIELDS)), begins[1:] - begins[:-1])
        texts = fields * words + self._arrays.whole("list_words")
        terms = len(TEXT_FIELDS) * words + np.arange(self._arrays.length("terms_ends"))
        every: Array = np.concatenate([texts, terms])[self._own]
        return every

    @cached_property
    def held(self) -> Array:
        """How many postings are left of each."""
        return self._left[0][self._own]

    @cached_property
    def sizes(self) -> Array:
        """How many positions."""
        return self._left[1][self._own]

    @property
    def pairs(self) -> tuple[Array, Array]:
        """Numbers of forms, and of words that have them."""
        first = self._arrays.whole("form_first").astype(np.int64)
        forms = np.repeat(np.arange(len(first) - 1), first[1:] - first[:-1])
        return forms, self._arrays.whole("form_words")

    @cached_property
    def _own(self) -> Array:
        """The lists, as they are numbered here, that any posting is left of."""
        return np.flatnonzero(self._left[0])

    @cached_property
    def _left(self) -> tuple[Array, Array]:
        """Of every list the postings and positions of documents that are not gone."""
        held, sizes = np.diff(self._first), np.diff(self._places_first)
        if self._whole:
            return held, sizes
        for start, end in stretches(self._first, _STRETCH):
            kept = self._renumbered[self._column("docs", start, end)] >= 0
            begins = self._first[start:end] - self._first[start]
            held[start:end] = np.add.reduceat(kept, begins, dtype=np.int64)
            counts = self._column("counts", start, end) * kept
            sizes[start:end] = np.add.reduceat(counts, begins, dtype=np.int64)
        return held, sizes

    def _column(self, name: str, start: int, end: int) -> Array:
        return self._arrays.part(name, int(self._first[start]), int(self._first[end]))

    def _places(self, start: int, end: int) -> Array:
        first = self._places_first
        places = self._arrays.part("places", int(first[start]), int(first[end]))
        if self._whole:
            return places
        kept = self._renumbered[self._column("docs", start, end)] >= 0
        found: Array = places[np.repeat(kept, self._column("counts", start, end))]
        return found
