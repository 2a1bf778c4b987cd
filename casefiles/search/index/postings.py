"""The lists of a segment as they are searched: which words there are, what stands where.

What every question needs (words, forms, where each list begins) is read once and kept; postings
and positions, which are nearly all of a segment, are read as they are asked for.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np

from casefiles.search.forms import SPELLING, STEM
from casefiles.search.index.arrays import Array, Arrays
from casefiles.search.index.schema import ALL, TEXT_FIELDS

_FIELD = {name: number for number, name in enumerate(TEXT_FIELDS)}
_SIGNS: Array = np.array([ord(SPELLING), ord(STEM)])
_NONE: Array = np.zeros(0, dtype=np.int64)
_YES: Array = np.ones(1, dtype=bool)


def _bits(codes: Array) -> Array:
    """A bit for each letter (some share one), none for the sign of a form."""
    bits = np.uint64(1) << (codes & 63).astype("u8")
    return np.where(np.isin(codes, _SIGNS), np.uint64(0), bits)


class _Run(NamedTuple):
    """Neighbouring lists, whose postings and positions stand one after the other."""

    start: int
    end: int
    places_start: int
    places_end: int


class Sorted:
    """Strings of bytes in ascending order."""

    def __init__(self, content: Array, ends: Array) -> None:
        self._content = content.tobytes()
        self._ends = memoryview(ends.data)
        self._size = len(ends)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, number: int) -> bytes:
        return self._content[self._ends[number - 1] if number else 0 : self._ends[number]]

    def some(self, numbers: Array) -> list[bytes]:
        """The strings of these numbers, quicker than one after the other."""
        ends = np.append(0, np.asarray(self._ends))
        ranges = zip(ends[numbers].tolist(), ends[numbers + 1].tolist(), strict=True)
        content = self._content
        return [content[begin:end] for begin, end in ranges]

    def find(self, one: bytes) -> int | None:
        """The number of a string, None if it is not there."""
        at = self.lowest(one)
        return at if at < self._size and self[at] == one else None

    def lowest(self, one: bytes) -> int:
        """The number of the first string that is not less."""
        low, high = 0, self._size
        content, ends = self._content, self._ends
        while low < high:
            middle = (low + high) // 2
            if content[ends[middle - 1] if middle else 0 : ends[middle]] < one:
                low = middle + 1
            else:
                high = middle
        return low

    def beginning(self, start: bytes) -> range:
        """The numbers of the strings that begin with `start`."""
        return range(self.lowest(start), self.lowest(start + b"\xff"))

    def perhaps_like(self, numbers: range, word: str, edits: int) -> Array:
        """Which of neighbouring strings (a mask) may be so few edits away from a word.

        An edit changes the length by one at most and, of the set of letters, two; all is compared
        at once. Signs before a form (see `forms`) do not count.
        """
        lengths, letters = self._shapes
        close = np.abs(lengths[numbers.start : numbers.stop] - len(word)) <= edits
        own = np.bitwise_or.reduce(_bits(np.array([*map(ord, word)], dtype="u4")))
        found: Array = close & (
            np.bitwise_count(letters[numbers.start : numbers.stop] ^ own) <= 2 * edits
        )
        return found

    @cached_property
    def _shapes(self) -> tuple[Array, Array]:
        """Of each string the number of its letters, and the set of them as bits."""
        codes = np.frombuffer(self._content.decode().encode("utf-32-le"), "<u4")
        whole = np.frombuffer(self._content, "u1") & 0xC0 != 0x80
        ends = np.cumsum(whole)[np.asarray(self._ends) - 1] if len(codes) else np.zeros(0, "i8")
        begins = np.append(0, ends[:-1])[: len(ends)]
        signs = np.isin(codes[begins], _SIGNS).astype(np.int64) if len(codes) else begins
        bits = _bits(codes)
        return ends - begins - signs, np.bitwise_or.reduceat(bits, begins) if len(codes) else bits


class Inverted:
    """The lists of a segment. A word is a number; a list is the number of its place."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    @cached_property
    def words(self) -> Sorted:
        """All words."""
        return self._sorted("words")

    @cached_property
    def forms(self) -> Sorted:
        """All forms of the words."""
        return self._sorted("forms")

    @cached_property
    def terms(self) -> Sorted:
        """All terms that are no words."""
        return self._sorted("terms")

    def words_of(self, forms: range) -> Array:
        """The words that have any of some neighbouring forms, ascending."""
        begin, end = int(self._form_first[forms.start]), int(self._form_first[forms.stop])
        found: Array = self._form_words[begin:end]
        return found if len(forms) == 1 else np.unique(found)

    def knows(self, field: str) -> bool:
        """Whether any word stands in a field."""
        number = _FIELD[field]
        return bool(self._field_first[number] < self._field_first[number + 1])

    def lists(self, field: str, words: Array) -> Array:
        """The lists of words (ascending) in a field; of words that do not stand there, none."""
        number = _FIELD[field]
        begin, end = self._field_first[number], self._field_first[number + 1]
        known = self._list_words[begin:end]
        if not len(known) or not len(words):
            return _NONE
        at = np.minimum(np.searchsorted(known, words), len(known) - 1)
        found: Array = at[known[at] == words] + begin
        return found

    def lists_of_terms(self, terms: range) -> Array:
        """The lists of neighbouring terms."""
        begin = self._field_first[-1]
        return np.arange(begin + terms.start, begin + terms.stop)

    def frequencies(self, lists: Array) -> Array:
        """In how many documents each stands."""
        found: Array = self._first[lists + 1] - self._first[lists]
        return found

    def standing_in(self, field: str, forms: range) -> Array:
        """Which of some neighbouring forms (a mask) are of words that stand in the field."""
        if field == ALL or not forms:
            return np.ones(len(forms), dtype=bool)
        first = self._form_first[forms.start : forms.stop + 1].astype(np.int64)
        number = _FIELD[field]
        known = np.zeros(self._arrays.length("words_ends"), dtype=bool)
        known[self._list_words[self._field_first[number] : self._field_first[number + 1]]] = True
        inside = known[self._form_words[first[0] : first[-1]]]
        found: Array = np.logical_or.reduceat(inside, first[:-1] - first[0])
        return found

    def docs(self, lists: Array) -> Iterator[Array]:
        """The documents of all postings of some lists (ascending), some perhaps more than once."""
        yield from (self._arrays.part("docs", run.start, run.end) for run in self._runs(lists))

    def held(self, lists: Array) -> tuple[Array, Array]:
        """The documents and weights of all postings of some lists (ascending), list by list."""
        found = [
            (
                self._arrays.part("docs", run.start, run.end),
                self._arrays.part("weights", run.start, run.end),
            )
            for run in self._runs(lists)
        ]
        if len(found) == 1:
            return found[0]
        if not found:
            return _NONE, _NONE
        return np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found])

    def standing(self, lists: Array, among: Array | None = None) -> tuple[Array, Array]:
        """For each position, in documents of `among` (a mask) if given, its document and itself."""
        found = [self._standing(run, among) for run in self._runs(lists)]
        if len(found) == 1:
            return found[0]
        if not found:
            return _NONE, _NONE
        return np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found])

    def _standing(self, run: _Run, among: Array | None) -> tuple[Array, Array]:
        docs = self._arrays.part("docs", run.start, run.end)
        kept = None if among is None else np.flatnonzero(among.take(docs))
        if kept is not None and not len(kept):
            return _NONE, _NONE
        counts = self._arrays.part("counts", run.start, run.end)
        if kept is None or len(kept) == len(docs):
            places = self._arrays.part("places", run.places_start, run.places_end)
            return np.repeat(docs, counts), places
        ends = np.cumsum(counts, dtype=np.int64)[kept]
        docs, counts = docs[kept], counts[kept]
        # Of each position how far it lies behind the place it will have among those that are kept.
        behind = run.places_start + ends - np.cumsum(counts, dtype=np.int64)
        at = np.repeat(behind, counts)
        at += np.arange(len(at))
        return np.repeat(docs, counts), self._arrays.some("places", at)

    def _runs(self, lists: Array) -> Iterator[_Run]:
        """The lists as runs, as those of neighbouring words are read at once."""
        if not len(lists):
            return
        after = lists + 1
        parted = after[:-1] != lists[1:]
        starts = lists[np.concatenate((_YES, parted))]
        ends = after[np.concatenate((parted, _YES))]
        first, places = self._first, self._places_first
        yield from map(
            _Run._make,
            zip(
                first[starts].tolist(),
                first[ends].tolist(),
                places[starts].tolist(),
                places[ends].tolist(),
                strict=True,
            ),
        )

    def _sorted(self, name: str) -> Sorted:
        return Sorted(self._arrays.whole(name), self._arrays.whole(f"{name}_ends"))

    @cached_property
    def _form_first(self) -> Array:
        return self._arrays.whole("form_first")

    @cached_property
    def _form_words(self) -> Array:
        return self._arrays.whole("form_words")

    @cached_property
    def _field_first(self) -> Array:
        return self._arrays.whole("field_first").astype(np.int64)

    @cached_property
    def _list_words(self) -> Array:
        return self._arrays.whole("list_words")

    @cached_property
    def _first(self) -> Array:
        return self._arrays.whole("first")

    @cached_property
    def _places_first(self) -> Array:
        return self._arrays.whole("places_first")
