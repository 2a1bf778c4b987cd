"""From loose lists of postings to the arrays of a segment, which is all that merging is."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from casefiles.search.index.arrays import Array
from casefiles.search.index.schema import TEXT_FIELDS

_FIELDS = len(TEXT_FIELDS)


class Loose(NamedTuple):
    """Lists of postings as they are gathered from texts, or taken out of an older segment.

    `pairs` says which forms the words have: numbers of `forms` and of `words`. A list is numbered
    `field * len(words) + word`, and the one of a term that is no word as if all fields came before
    it. `lists` ascend; each has `held` postings, by ascending document, of which each owns `counts`
    of the positions.
    """

    words: Sequence[bytes]
    forms: Sequence[bytes]
    pairs: tuple[Array, Array]
    terms: Sequence[bytes]
    lists: Array
    held: Array
    docs: Array
    weights: Array
    counts: Array
    places: Array


class _Tables(NamedTuple):
    """The numbers of the words, forms and terms of a part among those of all parts."""

    words: Array
    forms: Array
    terms: Array


class _Part(NamedTuple):
    """What a part has, numbered as all parts together are numbered."""

    lists: Array
    pairs: Array


def join(parts: Sequence[Loose]) -> dict[str, Array]:
    """The arrays of all parts, whose documents follow one another.

    Words and terms that no posting is left of are not in them, nor are their forms.
    """
    used = [_used(part) for part in parts]
    words, of_words = _united([part.words for part in parts], [one[0] for one in used])
    forms, of_forms = _united([part.forms for part in parts], [one[1] for one in used])
    terms, of_terms = _united([part.terms for part in parts], [one[2] for one in used])
    renamed = [
        _renamed(part, one[0], _Tables(*tables), len(words))
        for part, one, *tables in zip(parts, used, of_words, of_forms, of_terms, strict=True)
    ]
    arrays = _ordered(parts, np.concatenate([one.lists for one in renamed]), len(words))
    pairs = np.unique(np.concatenate([one.pairs for one in renamed]))
    of_form, of_word = np.divmod(pairs, max(1, len(words)))
    return {
        **_bytes("words", words),
        **_bytes("forms", forms),
        **_bytes("terms", terms),
        "form_first": _starts(np.bincount(of_form.astype(np.int64), minlength=len(forms))),
        "form_words": of_word.astype("u4"),
        **arrays,
    }


def _used(part: Loose) -> tuple[Array, Array, Array]:
    """Which words, forms and terms of a part have postings."""
    size = len(part.words)
    texts = part.lists < _FIELDS * size
    words = np.zeros(size, dtype=bool)
    words[part.lists[texts] % max(1, size)] = True
    forms = np.zeros(len(part.forms), dtype=bool)
    of_form, of_word = part.pairs
    forms[of_form[words[of_word]]] = True
    terms = np.zeros(len(part.terms), dtype=bool)
    terms[part.lists[~texts] - _FIELDS * size] = True
    return words, forms, terms


def _united(
    every: Sequence[Sequence[bytes]], used: Sequence[Array]
) -> tuple[list[bytes], list[Array]]:
    """The names of all parts that are used, in order, and for each part their new numbers."""
    chosen = [np.flatnonzero(one).tolist() for one in used]
    tables: list[Array] = [np.zeros(len(names), dtype=np.int64) for names in every]
    if len(every) == 1:  # a change of one record: nothing need be compared but for the order
        order = sorted(chosen[0], key=every[0].__getitem__)
        tables[0][order] = np.arange(len(order))
        return [every[0][number] for number in order], tables
    found = sorted({names[one] for names, some in zip(every, chosen, strict=True) for one in some})
    numbers = {name: number for number, name in enumerate(found)}
    for table, names, some in zip(tables, every, chosen, strict=True):
        table[some] = [numbers[names[one]] for one in some]
    return found, tables


def _renamed(part: Loose, used: Array, tables: _Tables, new_size: int) -> _Part:
    size = len(part.words)
    texts = part.lists < _FIELDS * size
    field, word = np.divmod(part.lists[texts], max(1, size))
    lists = np.concatenate(
        [
            field * new_size + tables.words[word],
            _FIELDS * new_size + tables.terms[part.lists[~texts] - _FIELDS * size],
        ]
    )
    of_form, of_word = (one[used[part.pairs[1]]] for one in part.pairs)
    return _Part(lists, tables.forms[of_form] * new_size + tables.words[of_word])


def _ordered(parts: Sequence[Loose], lists: Array, words: int) -> dict[str, Array]:
    """The lists of all parts by number, the parts of one list in the order of their documents."""
    held = np.concatenate([part.held for part in parts]).astype(np.int64)
    counts = np.concatenate([part.counts for part in parts])
    ends = np.cumsum(held)
    sizes = np.diff(np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])[np.append(0, ends)])
    order = np.argsort(lists, kind="stable")
    every, at = np.unique(lists[order], return_index=True)
    texts = every[every < _FIELDS * words]
    moved = _moved(held, order)
    docs = np.concatenate([part.docs for part in parts])
    weights = np.concatenate([part.weights for part in parts])
    places = np.concatenate([part.places for part in parts])
    return {
        "field_first": np.searchsorted(texts, np.arange(_FIELDS + 1) * words).astype("u4"),
        "list_words": (texts % max(1, words)).astype("u4"),
        "first": _starts(_summed(held[order], at)),
        "places_first": _starts(_summed(sizes[order], at)),
        "docs": docs[moved],
        "weights": weights[moved],
        "counts": counts[moved],
        "places": places[_moved(sizes, order)],
    }


def _summed(values: Array, at: Array) -> Array:
    return np.add.reduceat(values, at) if len(at) else values[:0]


def _bytes(name: str, names: Sequence[bytes]) -> dict[str, Array]:
    ends = np.cumsum([len(one) for one in names], dtype=np.int64).astype("u4")
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
