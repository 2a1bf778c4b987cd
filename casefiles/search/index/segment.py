"""One segment of the index as it is searched: what stands where, and when."""

from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from casefiles.model.ids import Ref
from casefiles.search.conditions import FIELDS
from casefiles.search.index.arrays import Array
from casefiles.search.index.postings import Field
from casefiles.search.index.schema import ALL, KIND, REF

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

    def __init__(self, arrays: dict[str, Array], deleted: frozenset[int]) -> None:
        self._fields = {name: Field(arrays, name) for name in (ALL, REF, KIND, *FIELDS)}
        self.length = arrays["length"]
        self.earliest = arrays["earliest"]
        self.latest = arrays["latest"]
        self.size = len(self.length)
        self.alive: Mask = np.ones(self.size, dtype=bool)
        self.alive[list(deleted)] = False

    def ref(self, doc: int) -> Ref:
        """The record a document stands for."""
        return Ref.parse(self._fields[REF].form(int(self._ref_numbers[doc])).decode())

    def number_of(self, ref: Ref) -> int | None:
        """The living document of a record, None if there is none here."""
        docs = self.postings(REF, str(ref)).docs
        return int(docs[0]) if len(docs) and self.alive[docs[0]] else None

    def postings(self, field: str, form: str) -> Postings:
        """The documents that hold the form in the field, dead ones included."""
        held = self._fields[field]
        number = held.number(form.encode())
        if number is None:
            return _NONE
        span = held.span(number)
        return Postings(held.docs[span], held.weights[span])

    def positions(self, field: str, form: str, among: Mask) -> Numbers:
        """Where the form stands in documents of `among`: `doc << 32 | position`, ascending."""
        held = self._fields[field]
        number = held.number(form.encode())
        if number is None:
            return np.zeros(0, dtype=np.int64)
        span = held.span(number)
        docs = np.repeat(held.docs[span].astype(np.int64), held.counts(span))
        places = held.places(span)
        kept = among[docs]
        return (docs[kept] << 32) | places[kept]

    def beginning(self, field: str, start: str) -> Postings:
        """The documents that hold any form that begins with `start`, and the weight of them all."""
        held = self._fields[field]
        numbers = held.beginning(start.encode())
        span = slice(held.span(numbers.start).start, held.span(numbers.stop).start)
        weights = np.bincount(held.docs[span], held.weights[span], minlength=self.size)
        docs = np.flatnonzero(weights)
        return Postings(docs, weights[docs])

    def vocabulary(self, field: str, start: str) -> list[str]:
        """The forms of the field that begin with `start`, ascending."""
        held = self._fields[field]
        return [held.form(number).decode() for number in held.beginning(start.encode())]

    @cached_property
    def _ref_numbers(self) -> Array:
        """For each document the number of its reference among all: each stands in one document."""
        held = self._fields[REF]
        numbers = np.zeros(self.size, dtype=np.int64)
        numbers[held.docs] = np.arange(len(held))
        return numbers


def segment(arrays: dict[str, Array], whoosh_segment: Any) -> Segment:
    """A segment from its arrays and what Whoosh knows of deletions."""
    return Segment(arrays, frozenset(whoosh_segment.deleted_docs()))
