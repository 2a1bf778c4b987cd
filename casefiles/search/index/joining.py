"""From parts of postings to the arrays of one segment, which is all that merging is.

The lists of every part stand in one order, so that a stretch of the lists of the whole is a stretch
of each part's: postings and positions are joined a stretch at a time, and memory is needed for one
stretch (and for the names of all words), however large the segments are.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple, Protocol

import numpy as np

from casefiles.search.index.arrays import Array, Stream, narrowest
from casefiles.search.index.schema import TEXT_FIELDS

_FIELDS = len(TEXT_FIELDS)

_STRETCH = 1 << 20
"""Postings or positions that are joined at once."""

_PER_POSTING = ("docs", "weights", "counts")


class Part(Protocol):
    """Lists of postings: as they are gathered from texts, or those of an older segment.

    A list is numbered `field * words + word`, and the one of a term that is no word as if all
    fields came before it. `lists` ascend, and so do the names of words, forms and terms; each list
    has `held` postings, at least one, and `sizes` positions. `pairs` says which forms the words
    have: numbers of forms and of words.
    """

    @property
    def lists(self) -> Array: ...
    @property
    def held(self) -> Array: ...
    @property
    def sizes(self) -> Array: ...
    @property
    def pairs(self) -> tuple[Array, Array]: ...

    def known(self, kind: str) -> int:
        """How many "words", "forms" or "terms" there are."""

    def names(self, kind: str, numbers: Array) -> list[bytes]:
        """These of them; all of them ascend."""

    def kind(self, column: str) -> np.dtype[Any]:
        """In what numbers a column is kept."""

    def take(self, column: str, start: int, end: int) -> Array:
        """ "docs", "weights" or "counts" of the postings of some neighbouring of the `lists`, by
        ascending document; or "places", of which each posting owns as many as it counts."""


class _Used(NamedTuple):
    """The numbers of the words, forms and terms of a part that any posting is left of."""

    words: Array
    forms: Array
    terms: Array


class _Placed(NamedTuple):
    """A part whose lists know which of the lists of the whole they are."""

    part: Part
    at: Array


def join(parts: Sequence[Part], documents: int) -> dict[str, Array | Stream]:
    """The arrays of all parts, whose documents (so many) follow one another.

    Words and terms that no posting is left of are not in them, nor are their forms.
    """
    used = [_used(part) for part in parts]
    words, of_words = _united(parts, "words", [one.words for one in used])
    forms, of_forms = _united(parts, "forms", [one.forms for one in used])
    terms, of_terms = _united(parts, "terms", [one.terms for one in used])
    renamed = [
        _renamed(part, own, other, len(words))
        for part, own, other in zip(parts, of_words, of_terms, strict=True)
    ]
    lists = _distinct(renamed)
    texts = lists[lists < _FIELDS * len(words)]
    pairs = _distinct(
        [
            _pairs(part, own, other, len(words))
            for part, own, other in zip(parts, of_words, of_forms, strict=True)
        ]
    )
    of_form, of_word = np.divmod(pairs, max(1, len(words)))
    placed = [
        _Placed(part, np.searchsorted(lists, own)) for part, own in zip(parts, renamed, strict=True)
    ]
    return {
        **_bytes("words", words),
        **_bytes("forms", forms),
        **_bytes("terms", terms),
        "form_first": _starts(np.bincount(of_form, minlength=len(forms))),
        "form_words": of_word.astype("u4"),
        "field_first": np.searchsorted(texts, np.arange(_FIELDS + 1) * len(words)).astype("u4"),
        "list_words": (texts % max(1, len(words))).astype("u4"),
        **_columns(placed, len(lists), documents),
    }


def _used(part: Part) -> _Used:
    size = part.known("words")
    texts = part.lists < _FIELDS * size
    words = np.zeros(size, dtype=bool)
    words[part.lists[texts] % max(1, size)] = True
    forms = np.zeros(part.known("forms"), dtype=bool)
    of_form, of_word = part.pairs
    forms[of_form[words[of_word]]] = True
    return _Used(np.flatnonzero(words), np.flatnonzero(forms), part.lists[~texts] - _FIELDS * size)


def _united(
    parts: Sequence[Part], kind: str, used: Sequence[Array]
) -> tuple[list[bytes], list[Array]]:
    """The names of all parts that are used, in order; for each part their new numbers, or -1."""
    tables: list[Array] = [np.full(part.known(kind), -1, dtype=np.int64) for part in parts]
    chosen = [part.names(kind, some) for part, some in zip(parts, used, strict=True)]
    if len(parts) == 1:
        tables[0][used[0]] = np.arange(len(used[0]))
        return chosen[0], tables
    # As those of each part ascend, to sort them all is only to merge them.
    found = [*dict.fromkeys(sorted(chain.from_iterable(chosen)))]
    numbers = dict(zip(found, range(len(found)), strict=True))
    for table, names, some in zip(tables, chosen, used, strict=True):
        table[some] = np.fromiter(map(numbers.__getitem__, names), np.int64, len(names))
    return found, tables


def _renamed(part: Part, of_words: Array, of_terms: Array, words: int) -> Array:
    """The lists of a part as they are numbered among all, ascending as before."""
    size = len(of_words)
    texts = part.lists < _FIELDS * size
    field, word = np.divmod(part.lists[texts], max(1, size))
    terms = of_terms[part.lists[~texts] - _FIELDS * size]
    return np.concatenate([field * words + of_words[word], _FIELDS * words + terms])


def _pairs(part: Part, of_words: Array, of_forms: Array, words: int) -> Array:
    """The forms of the words of a part that are used, each pair as one number."""
    form, word = of_forms[part.pairs[0]], of_words[part.pairs[1]]
    kept = word >= 0
    found: Array = form[kept] * words + word[kept]
    return found


def _distinct(numbers: Sequence[Array]) -> Array:
    """All different numbers, ascending; `np.unique` takes ten times as long for so many."""
    every = np.sort(np.concatenate(numbers))
    new = np.ones(len(every), dtype=bool)
    np.not_equal(every[1:], every[:-1], out=new[1:])
    found: Array = every[new]
    return found


def _columns(parts: Sequence[_Placed], lists: int, documents: int) -> dict[str, Array | Stream]:
    """Where the postings and positions of each list begin, and these themselves."""
    held, sizes = np.zeros(lists, dtype=np.int64), np.zeros(lists, dtype=np.int64)
    for part, at in parts:
        held[at] += part.held
        sizes[at] += part.sizes
    first, places_first = _starts(held), _starts(sizes)
    kinds = {
        name: max((one.part.kind(name) for one in parts), key=lambda kind: kind.itemsize)
        for name in ("weights", "counts", "places")
    }
    kinds["docs"] = narrowest(max(0, documents - 1))
    return {
        "first": first,
        "places_first": places_first,
        **{
            name: Stream(kinds[name], int(first[-1]), _joined(parts, name, first))
            for name in _PER_POSTING
        },
        "places": Stream(
            kinds["places"], int(places_first[-1]), _joined(parts, "places", places_first)
        ),
    }


def _joined(parts: Sequence[_Placed], column: str, first: Array) -> Iterator[Array]:
    """A column of all parts, stretch by stretch; in a list the parts follow one another."""
    for start, end in stretches(first, _STRETCH):
        found, runs, places = [], [], []
        for part, at in parts:
            begin, stop = np.searchsorted(at, (start, end)).tolist()
            if begin < stop:
                found.append(part.take(column, begin, stop))
                runs.append((part.sizes if column == "places" else part.held)[begin:stop])
                places.append(at[begin:stop])
        if len(found) == 1:
            yield found[0]
        else:
            order = np.argsort(np.concatenate(places), kind="stable")
            yield np.concatenate(found)[_moved(np.concatenate(runs), order)]


def stretches(first: Array, most: int) -> Iterator[tuple[int, int]]:
    """Neighbouring lists that hold at most so many things, or one that holds more.

    `first` says where the things of each list begin (one more at the end).
    """
    start, last = 0, len(first) - 1
    while start < last:
        room = int(first[start]) + most
        end = max(start + 1, int(np.searchsorted(first, room, side="right")) - 1)
        yield start, end
        start = end


def _bytes(name: str, names: Sequence[bytes]) -> dict[str, Array]:
    ends = np.cumsum(np.fromiter(map(len, names), np.int64, len(names))).astype("u4")
    return {name: np.frombuffer(b"".join(names), dtype="u1"), f"{name}_ends": ends}


def _starts(counts: Array) -> Array:
    starts = np.zeros(len(counts) + 1, dtype="u4")
    np.cumsum(counts, out=starts[1:])
    return starts


def _moved(sizes: Array, order: Array) -> Array:
    """Where the things of runs of so many each come from, once the runs are in that order."""
    begins = (np.cumsum(sizes) - sizes)[order]
    sizes = sizes[order]
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    moved: Array = np.arange(total) + np.repeat(begins - (ends - sizes), sizes)
    return moved
