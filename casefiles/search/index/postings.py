"""Postings of one field: which form stands in which document, how heavy, and where.

They exist in two shapes. `Loose` is a list of postings in the order of documents, as they are
gathered from texts or taken out of older segments; `Field` is sorted by form, as it is searched.
`join` turns any number of the first into one of the second, which is all that merging is.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from casefiles.search.index.arrays import Array


class Occurrences(NamedTuple):
    """Of one form in one document: what they weigh together, and the positions, ascending."""

    weight: float
    places: Sequence[int]


class Row(NamedTuple):
    """A document taken apart: its forms by field, and its columns. Days are ordinals, or 0."""

    forms: Mapping[str, Mapping[str, Occurrences]]
    length: int
    earliest: int
    latest: int


class Loose(NamedTuple):
    """Postings by document. Each names its form by number and owns `size` of the positions."""

    forms: Sequence[bytes]
    form: Array
    doc: Array
    weight: Array
    size: Array
    place: Array


class Gathered:
    """Postings of one field, added document by document in ascending order."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._form, self._doc = array("I"), array("I")
        self._weight, self._count, self._place = array("f"), array("I"), array("I")

    def add(self, doc: int, forms: Mapping[str, Occurrences]) -> None:
        """All forms of one document."""
        numbers = self._numbers
        for form, (weight, places) in forms.items():
            self._form.append(numbers.setdefault(form, len(numbers)))
            self._doc.append(doc)
            self._weight.append(weight)
            self._count.append(len(places))
            self._place.extend(places)

    def loose(self) -> Loose:
        """What was gathered."""
        columns = (self._form, self._doc, self._weight, self._count, self._place)
        forms = [form.encode() for form in self._numbers]
        return Loose(forms, *(np.array(column) for column in columns))


class Field:
    """Postings by form, over the arrays of a segment (see `arrays`)."""

    def __init__(self, arrays: Mapping[str, Array], name: str) -> None:
        self._forms = arrays[f"{name}.terms"].tobytes()
        self._ends = arrays[f"{name}.ends"]
        self._first = arrays[f"{name}.first"]
        self.docs = arrays[f"{name}.docs"]
        self.weights = arrays[f"{name}.weights"]
        self._places_from = arrays[f"{name}.places_from"]
        self._places = arrays[f"{name}.places"]

    def __len__(self) -> int:
        return len(self._ends)

    def form(self, number: int) -> bytes:
        """The form of that number in ascending order."""
        return self._forms[self._ends[number - 1] if number else 0 : self._ends[number]]

    def number(self, form: bytes) -> int | None:
        """The number of a form, None if the field does not hold it."""
        at = self.lowest(form)
        return at if at < len(self) and self.form(at) == form else None

    def lowest(self, form: bytes) -> int:
        """The number of the first form that is not less."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.form(middle) < form:
                low = middle + 1
            else:
                high = middle
        return low

    def beginning(self, start: bytes) -> range:
        """The numbers of the forms that begin with `start`."""
        return range(self.lowest(start), self.lowest(start + b"\xff"))

    def span(self, number: int) -> slice:
        """The postings of a form, as a slice of `docs` and `weights`; empty behind the last."""
        return slice(int(self._first[number]), int(self._first[min(number + 1, len(self))]))

    def counts(self, span: slice) -> Array:
        """How often the form stands in each document of the span."""
        return np.diff(self._places_from[span.start : span.stop + 1])

    def places(self, span: slice) -> Array:
        """The positions of all postings of the span, one posting after the other."""
        return self._places[self._places_from[span.start] : self._places_from[span.stop]]

    def loose(self, renumbered: Array) -> Loose:
        """The postings of documents whose new number is not negative, under that number."""
        everything = slice(0, len(self.docs))
        form = np.repeat(np.arange(len(self), dtype="u4"), np.diff(self._first))
        doc, size = renumbered[self.docs], self.counts(everything)
        kept = doc >= 0
        place = self.places(everything)[np.repeat(kept, size)]
        forms = [self.form(number) for number in range(len(self))]
        renamed = doc[kept].astype("u4")
        return Loose(forms, form[kept], renamed, self.weights[kept], size[kept], place)


def join(parts: Sequence[Loose], name: str) -> dict[str, Array]:
    """The arrays of a field made of all parts, whose documents follow one another.

    Forms that no posting is left of are not in them.
    """
    every = sorted(set().union(*(_used(part) for part in parts)))
    number = {form: at for at, form in enumerate(every)}
    form = np.concatenate([_translated(part, number) for part in parts])
    order = np.argsort(form, kind="stable")
    size = np.concatenate([part.size for part in parts])
    place = np.concatenate([part.place for part in parts])
    return {
        f"{name}.terms": np.frombuffer(b"".join(every), dtype="u1"),
        f"{name}.ends": np.cumsum([len(one) for one in every], dtype="u4"),
        f"{name}.first": _starts(np.bincount(form, minlength=len(every))),
        f"{name}.docs": np.concatenate([part.doc for part in parts])[order],
        f"{name}.weights": np.concatenate([part.weight for part in parts])[order],
        f"{name}.places_from": _starts(size[order]),
        f"{name}.places": _reordered(place, size, order),
    }


def _used(part: Loose) -> set[bytes]:
    return {part.forms[number] for number in np.unique(part.form)}


def _translated(part: Loose, number: Mapping[bytes, int]) -> Array:
    table: Array = np.array([number.get(form, 0) for form in part.forms], dtype="u4")
    return table[part.form]


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
