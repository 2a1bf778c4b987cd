"""One segment of the index as it is searched: what stands where, and when."""

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from casefiles.givingway import give_way
from casefiles.model.ids import Ref
from casefiles.search.index.arrays import Array, Arrays
from casefiles.search.index.postings import Inverted
from casefiles.search.index.schema import (
    ALL,
    CITED,
    COUNTED,
    KNOWN,
    NAMING,
    NO_PARTS,
    REF,
    TEXT_FIELDS,
    term,
)

Mask: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.int64]
Scores: TypeAlias = NDArray[np.float64]

_TEXTS = frozenset(TEXT_FIELDS)
_NO_WORDS: Array = np.zeros(0, dtype=np.int64)
_MOST_KNOWN = 512
"""Forms whose words are remembered."""

_MANY = 16
"""A list with more postings than one document of so many is summed up over all of them."""


class Postings(NamedTuple):
    """The documents that hold a form, ascending, and the weight of the form in each."""

    docs: Array
    weights: Array


class Segment:
    """A segment of `size` documents numbered from 0, some of them no longer `alive`."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._inverted = Inverted(arrays)
        self.size = arrays.length("length")
        self.length = arrays.whole("length")
        self._cited_in: WeakKeyDictionary[Segment, Array] = WeakKeyDictionary()
        self.alike: dict[tuple[str, int], dict[str, float]] = {}
        self._known: dict[tuple[str, bool], Array] = {}
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

    @property
    def readable(self) -> bool:
        """Whether the words of the segment can be read; raises `IndexDamaged` if not."""
        return len(self._inverted.forms) >= 0

    def ref(self, doc: int) -> Ref:
        """The record a document stands for."""
        return Ref.parse(self._inverted.terms[int(self._ref_numbers[doc])][1:].decode())

    def number_of(self, ref: Ref) -> int | None:
        """The living document of a record, None if there is none here."""
        docs = self.postings(REF, str(ref)).docs
        return int(docs[0]) if len(docs) and self.alive[docs[0]] else None

    def postings(self, field: str, form: str) -> Postings:
        """The documents that hold the form in the field, dead ones included."""
        give_way()
        return self._postings(self._lists(field, form))

    def knows(self, field: str, form: str) -> bool:
        """Whether any document, dead ones included, holds the form in the field."""
        return len(self._lists(field, form)) > 0

    def count(self, field: str, form: str) -> int:
        """How many living documents hold the form in the field; without reading them, if it can."""
        lists = self._lists(field, form)
        if len(lists) < 2 and self.living == self.size:
            return int(self._inverted.frequencies(lists).sum())
        return int(self.alive[self._postings(lists).docs].sum())

    def mask(self, docs: Numbers) -> Mask:
        """These documents and no others."""
        mask = np.zeros(self.size, dtype=bool)
        mask[docs] = True
        return mask

    def lists(self, field: str, forms: Iterable[str], *, begun: bool = False) -> Array:
        """The lists of all words that have any of the forms (or one that begins so) in a field."""
        words = [self._words_of(form, begun=begun) for form in forms]
        if len(words) == 1:
            return self._inverted.lists(field, words[0])
        every = np.unique(np.concatenate(words)) if words else _NO_WORDS
        return self._inverted.lists(field, every)

    def frequency(self, lists: Array) -> int:
        """How many postings some lists have, those of dead documents included."""
        return int(self._inverted.frequencies(lists).sum())

    def holding(self, lists: Array) -> Mask:
        """The documents that any of some lists holds, dead ones included."""
        give_way()
        mask = np.zeros(self.size, dtype=bool)
        for docs in self._inverted.docs(lists):
            mask[docs] = True
        return mask

    def standing(self, lists: Array, among: Mask) -> Numbers:
        """Where words of some lists stand in documents of `among`: `doc << 32 | position`,
        ascending."""
        docs, places = self._inverted.standing(lists, among)
        found = docs.astype(np.int64)
        found <<= 32
        found |= places
        if len(lists) > 1:
            found.sort(kind="stable")  # quick, as each list is in order already
        return found

    def beginning(self, field: str, start: str) -> Postings:
        """The documents that hold any form that begins with `start`, and the weight of them all."""
        return self._postings(self._lists_begun(field, start))

    def vocabulary(self, field: str, start: str, like: str = "", edits: int = 0) -> list[str]:
        """The forms of the field that begin with `start`, ascending.

        With `like`, those left out that are surely more than so many `edits` away from it.
        """
        forms = self._inverted.forms
        numbers = forms.beginning(start.encode())
        chosen = self._inverted.standing_in(field, numbers)
        if like:
            chosen &= forms.perhaps_like(numbers, like, edits)
        at = numbers.start
        return [forms[at + number].decode() for number in np.flatnonzero(chosen).tolist()]

    def tally(self, group: str, among: Mask) -> dict[str, int]:
        """How many of these documents are counted under each value of a group."""
        terms, counts = self._inverted.terms, {}
        begun = term(COUNTED, f"{group}:")
        for number in terms.beginning(begun):
            docs = self._inverted.held(self._inverted.lists_of_terms(range(number, number + 1)))[0]
            if found := int(among[docs].sum()):
                counts[terms[number][len(begun) :].decode()] = found
        return counts

    def words(self, form: str, *, begun: bool = False) -> list[str]:
        """The words that have the form (or one that begins so), or the sound (see `sounds`)."""
        words = self._inverted.words
        return [words[one].decode() for one in self._words_of(form, begun=begun).tolist()]

    def in_parts(self, form: str, docs: Numbers, *, begun: bool = False) -> Mask:
        """Which of these documents hold the form (or one that begins so) in their parts' words."""
        lists = self._lists_begun(ALL, form) if begun else self._lists(ALL, form)
        held, places = self._inverted.standing(lists, self.mask(docs))
        return np.isin(docs, held[places >= self.parts_from[held]])

    def has(self, field: str) -> bool:
        """Whether any word stands in a field."""
        return self._inverted.knows(field)

    def has_parts(self, docs: Numbers) -> bool:
        """Whether any of these documents has words of parts."""
        return bool((self.parts_from[docs] != NO_PARTS).any())

    def names(self, form: str, among: Mask, *, begun: bool = False) -> Array:
        """The numbers of the names of documents of `among` that hold the form (or one that begins
        so)."""
        lists = self._lists_begun(NAMING, form) if begun else self._lists(NAMING, form)
        docs, places = self._inverted.standing(lists, among)
        found: Array = self._first_name[docs] + places
        return found

    @cached_property
    def sources(self) -> dict[bytes, int]:
        """The documents that may be cited, dead ones included, by each id they are known as."""
        terms = self._inverted.terms
        numbers = terms.beginning(term(KNOWN, ""))
        docs = self._inverted.held(self._inverted.lists_of_terms(numbers))[0].tolist()
        return {terms[number][1:]: doc for number, doc in zip(numbers, docs, strict=True)}

    @cached_property
    def cited(self) -> tuple[list[bytes], Array, Postings]:
        """The ids cited here, by how many documents each, and by which how often."""
        numbers = self._inverted.terms.beginning(term(CITED, ""))
        lists = self._inverted.lists_of_terms(numbers)
        ids = [self._inverted.terms[number][1:] for number in numbers]
        return ids, self._inverted.frequencies(lists), Postings(*self._inverted.held(lists))

    def cited_in(self, other: "Segment") -> Array:
        """For each id cited here the document of another segment that is known so, or -1.

        Neither ever changes, so that after a change only new segments are compared.
        """
        found = self._cited_in.get(other)
        if found is None:
            known = other.sources
            found = np.array([known.get(one, -1) for one in self.cited[0]], dtype=np.int64)
            self._cited_in[other] = found
        return found

    @cached_property
    def parts_from(self) -> Array:
        """Of each document the position from which on the words of its parts stand."""
        return self._arrays.whole("parts_from")

    @cached_property
    def earliest(self) -> Array:
        """Of each document its first day as an ordinal, or 0."""
        return self._arrays.whole("earliest")

    @cached_property
    def latest(self) -> Array:
        """Of each document its last day as an ordinal, or 0."""
        return self._arrays.whole("latest")

    @cached_property
    def name_doc(self) -> Array:
        """Of each name the document it belongs to."""
        return self._arrays.whole("name_doc")

    @cached_property
    def name_words(self) -> Array:
        """Of each name the number of its telling words."""
        return self._arrays.whole("name_words")

    @cached_property
    def name_rank(self) -> Array:
        """Of each name whether it is the record's own or describes it."""
        return self._arrays.whole("name_rank")

    def _lists(self, field: str, form: str) -> Array:
        inverted = self._inverted
        if field in _TEXTS:
            return inverted.lists(field, self._words_of(form))
        number = inverted.terms.find(term(field, form))
        return inverted.lists_of_terms(range(0) if number is None else range(number, number + 1))

    def _lists_begun(self, field: str, start: str) -> Array:
        return self._inverted.lists(field, self._words_of(start, begun=True))

    def _words_of(self, form: str, *, begun: bool = False) -> Array:
        """The words that have the form; remembered, as one question asks in many fields."""
        found = self._known.get((form, begun))
        if found is None:
            forms = self._inverted.forms
            if begun:
                numbers = forms.beginning(form.encode())
            else:
                number = forms.find(form.encode())
                numbers = range(0) if number is None else range(number, number + 1)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[form, begun] = self._inverted.words_of(numbers)
        return found

    def _postings(self, lists: Array) -> Postings:
        docs, weights = self._inverted.held(lists)
        if len(lists) < 2:
            return Postings(docs, weights)
        if len(docs) * _MANY > self.size:
            summed = np.bincount(docs, weights, minlength=self.size)
            found = np.flatnonzero(summed > 0)
            return Postings(found, summed[found])
        found, at = np.unique(docs, return_inverse=True)
        return Postings(found, np.bincount(at, weights, minlength=len(found)))

    @cached_property
    def _first_name(self) -> Array:
        """For each document the number of its first name: those of a document stand together."""
        return np.searchsorted(self.name_doc, np.arange(self.size))

    @cached_property
    def _ref_numbers(self) -> Array:
        """For each document the number of the term of its reference."""
        refs = self._inverted.terms.beginning(term(REF, ""))
        numbers = np.zeros(self.size, dtype=np.int64)
        docs, _weights = self._inverted.held(self._inverted.lists_of_terms(refs))
        numbers[docs] = np.arange(refs.start, refs.stop)
        return numbers
