"""One segment of the index as it is searched: what stands where, and when."""

from collections.abc import Collection
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from casefiles.model.ids import Ref
from casefiles.search.index.arrays import Array
from casefiles.search.index.postings import Inverted
from casefiles.search.index.schema import ALL, CITED, COUNTED, KNOWN, NAMING, REF, term

Mask: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.int64]
Scores: TypeAlias = NDArray[np.float64]


class Postings(NamedTuple):
    """The documents that hold a form, ascending, and the weight of the form in each."""

    docs: Array
    weights: Array


_NONE = Postings(np.zeros(0, dtype="u4"), np.zeros(0, dtype="f4"))


class Segment:
    """A segment of `size` documents numbered from 0, some of them no longer `alive`."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._inverted = Inverted(arrays)
        self.length = arrays["length"]
        self.parts_from = arrays["parts_from"]
        self.earliest = arrays["earliest"]
        self.latest = arrays["latest"]
        self.name_doc = arrays["name_doc"]
        self.name_words = arrays["name_words"]
        self.name_rank = arrays["name_rank"]
        self.size = len(self.length)
        self._deleted = 0
        self.alive: Mask = np.ones(self.size, dtype=bool)
        self.living = self.size
        self.living_length = int(self.length.sum())

    def without(self, deleted: Collection[int]) -> "Segment":
        """The segment once these documents are deleted; deleted ones never come back."""
        if len(deleted) != self._deleted:
            self._deleted = len(deleted)
            self.alive[list(deleted)] = False
            self.living = int(self.alive.sum())
            self.living_length = int(self.length[self.alive].sum())
        return self

    def ref(self, doc: int) -> Ref:
        """The record a document stands for."""
        return Ref.parse(self._inverted.term(int(self._ref_numbers[doc]))[1:].decode())

    def number_of(self, ref: Ref) -> int | None:
        """The living document of a record, None if there is none here."""
        docs = self.postings(REF, str(ref)).docs
        return int(docs[0]) if len(docs) and self.alive[docs[0]] else None

    def postings(self, field: str, form: str) -> Postings:
        """The documents that hold the form in the field, dead ones included."""
        number = self._inverted.number(term(field, form))
        if number is None:
            return _NONE
        span = self._inverted.span(range(number, number + 1))
        return Postings(self._inverted.docs[span], self._inverted.weights[span])

    def positions(self, field: str, form: str, among: Mask) -> Numbers:
        """Where the form stands in documents of `among`: `doc << 32 | position`, ascending."""
        docs, places = self._standing(self._numbers(field, form))
        kept = among[docs]
        return (docs[kept].astype(np.int64) << 32) | places[kept]

    def beginning(self, field: str, start: str) -> Postings:
        """The documents that hold any form that begins with `start`, and the weight of them all."""
        span = self._inverted.span(self._inverted.beginning(term(field, start)))
        docs, weights = self._inverted.docs[span], self._inverted.weights[span]
        summed = np.bincount(docs, weights, minlength=self.size)
        found = np.flatnonzero(summed)
        return Postings(found, summed[found])

    def vocabulary(self, field: str, start: str) -> list[str]:
        """The forms of the field that begin with `start`, ascending."""
        numbers = self._inverted.beginning(term(field, start))
        return [self._inverted.term(number)[1:].decode() for number in numbers]

    def tally(self, group: str, among: Mask) -> dict[str, int]:
        """How many of these documents are counted under each value of a group."""
        counts = {}
        begun = term(COUNTED, f"{group}:")
        for number in self._inverted.beginning(begun):
            docs = self._inverted.docs[self._inverted.span(range(number, number + 1))]
            if found := int(among[docs].sum()):
                counts[self._inverted.term(number)[len(begun) :].decode()] = found
        return counts

    def in_parts(self, form: str, docs: Numbers, *, begun: bool = False) -> Mask:
        """Which of these documents hold the form (or one that begins so) in their parts' words."""
        numbers = self._inverted.beginning(term(ALL, form)) if begun else self._numbers(ALL, form)
        held, last = self._inverted.last_places(self._inverted.span(numbers))
        return np.isin(docs, held[last >= self.parts_from[held]])

    def names(self, form: str, *, begun: bool = False) -> Array:
        """The numbers of the names that hold the form (or one that begins so)."""
        if begun:
            numbers = self._inverted.beginning(term(NAMING, form))
        else:
            numbers = self._numbers(NAMING, form)
        docs, places = self._standing(numbers)
        found: Array = self._first_name[docs] + places
        return found

    @cached_property
    def sources(self) -> dict[bytes, int]:
        """The documents that may be cited, dead ones included, by each id they are known as."""
        numbers = self._inverted.beginning(term(KNOWN, ""))
        docs = self._inverted.docs[self._inverted.span(numbers)].tolist()
        return {
            self._inverted.term(number)[1:]: doc for number, doc in zip(numbers, docs, strict=True)
        }

    @cached_property
    def cited(self) -> tuple[list[bytes], Array, Postings]:
        """The ids cited here, by how many documents each, and by which how often."""
        numbers = self._inverted.beginning(term(CITED, ""))
        span = self._inverted.span(numbers)
        found = Postings(self._inverted.docs[span], self._inverted.weights[span])
        ids = [self._inverted.term(number)[1:] for number in numbers]
        return ids, self._inverted.frequencies(numbers), found

    def _numbers(self, field: str, form: str) -> range:
        number = self._inverted.number(term(field, form))
        return range(0) if number is None else range(number, number + 1)

    def _standing(self, numbers: range) -> tuple[Array, Array]:
        """For each position of neighbouring terms, its document and itself."""
        span = self._inverted.span(numbers)
        docs = np.repeat(self._inverted.docs[span], self._inverted.counts(span))
        return docs, self._inverted.places(span)

    @cached_property
    def _first_name(self) -> Array:
        """For each document the number of its first name: those of a document stand together."""
        return np.searchsorted(self.name_doc, np.arange(self.size))

    @cached_property
    def _ref_numbers(self) -> Array:
        """For each document the number of the term of its reference."""
        refs = self._inverted.beginning(term(REF, ""))
        numbers = np.zeros(self.size, dtype=np.int64)
        numbers[self._inverted.docs[self._inverted.span(refs)]] = np.arange(refs.start, refs.stop)
        return numbers
