"""Postings: which term stands in which document, how heavy, and where.

They exist in two shapes. `Loose` is a list of postings as they are gathered from texts or taken out
of older segments; `Inverted` is sorted by term, as it is searched. `join` turns any number of the
first into one of the second, which is all that merging is.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from casefiles.search.index.arrays import Array


class Loose(NamedTuple):
    """Postings, those of one term by ascending document.

    Each names its term by number and owns `size` of the positions.
    """

    terms: Sequence[bytes]
    term: Array
    doc: Array
    weight: Array
    size: Array
    place: Array


class Inverted:
    """Postings by term, over the arrays of a segment (see `arrays`)."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._terms = arrays["terms"].tobytes()
        self._ends = arrays["ends"]
        self._first = arrays["first"]
        self.docs = arrays["docs"]
        self.weights = arrays["weights"]
        self._places_from = arrays["places_from"]
        self._places = arrays["places"]

    def __len__(self) -> int:
        return len(self._ends)

    def term(self, number: int) -> bytes:
        """The term of that number in ascending order."""
        return self._terms[self._ends[number - 1] if number else 0 : self._ends[number]]

    def number(self, term: bytes) -> int | None:
        """The number of a term, None if it stands nowhere."""
        at = self.lowest(term)
        return at if at < len(self) and self.term(at) == term else None

    def lowest(self, term: bytes) -> int:
        """The number of the first term that is not less."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < term:
                low = middle + 1
            else:
                high = middle
        return low

    def beginning(self, start: bytes) -> range:
        """The numbers of the terms that begin with `start`."""
        return range(self.lowest(start), self.lowest(start + b"\xff"))

    def span(self, numbers: range) -> slice:
        """The postings of neighbouring terms, as a slice of `docs` and `weights`."""
        return slice(int(self._first[numbers.start]), int(self._first[numbers.stop]))

    def frequencies(self, numbers: range) -> Array:
        """In how many documents each of neighbouring terms stands."""
        return np.diff(self._first[numbers.start : numbers.stop + 1])

    def counts(self, span: slice) -> Array:
        """How often the term stands in each document of the span."""
        return np.diff(self._places_from[span.start : span.stop + 1])

    def places(self, span: slice) -> Array:
        """The positions of all postings of the span, one posting after the other."""
        return self._places[self._places_from[span.start] : self._places_from[span.stop]]

    def last_places(self, span: slice) -> tuple[Array, Array]:
        """For each posting of the span its document, and the last position of the term there."""
        return self.docs[span], self._places[self._places_from[span.start + 1 : span.stop + 1] - 1]

    def loose(self, renumbered: Array) -> Loose:
        """The postings of documents whose new number is not negative, under that number."""
        everything = slice(0, len(self.docs))
        term = np.repeat(np.arange(len(self), dtype="u4"), np.diff(self._first))
        doc, size = renumbered[self.docs], self.counts(everything)
        kept = doc >= 0
        place = self.places(everything)[np.repeat(kept, size)]
        terms = [self.term(number) for number in range(len(self))]
        renamed = doc[kept].astype("u4")
        return Loose(terms, term[kept], renamed, self.weights[kept], size[kept], place)


def join(parts: Sequence[Loose]) -> dict[str, Array]:
    """The arrays of all parts, whose documents follow one another.

    Terms that no posting is left of are not in them.
    """
    every = sorted(set().union(*(_used(part) for part in parts)))
    number = {term: at for at, term in enumerate(every)}
    term = np.concatenate([_translated(part, number) for part in parts])
    order = np.argsort(term, kind="stable")
    size = np.concatenate([part.size for part in parts])
    place = np.concatenate([part.place for part in parts])
    return {
        "terms": np.frombuffer(b"".join(every), dtype="u1"),
        "ends": np.cumsum([len(one) for one in every], dtype="u4"),
        "first": _starts(np.bincount(term, minlength=len(every))),
        "docs": np.concatenate([part.doc for part in parts])[order],
        "weights": np.concatenate([part.weight for part in parts])[order],
        "places_from": _starts(size[order]),
        "places": _reordered(place, size, order),
    }


def _used(part: Loose) -> set[bytes]:
    return {part.terms[number] for number in np.unique(part.term).tolist()}


def _translated(part: Loose, number: Mapping[bytes, int]) -> Array:
    table: Array = np.array([number.get(term, 0) for term in part.terms], dtype="u4")
    return table[part.term]


def _starts(counts: Array) -> Array:
    starts = np.zeros(len(counts) + 1, dtype="u4")
    np.cumsum(counts, out=starts[1:])
    return starts


def _reordered(values: Array, counts: Array, order: Array) -> Array:
    """Runs of `counts` values each, brought into another order of runs."""
    begins = np.cumsum(counts, dtype=np.int64) - counts
    sizes = counts[order]
    ends = np.cumsum(sizes, dtype=np.int64)
    within = np.arange(len(values)) - np.repeat(ends - sizes, sizes)
    moved: Array = values[np.repeat(begins[order], sizes) + within]
    return moved
