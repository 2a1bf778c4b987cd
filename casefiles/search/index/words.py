"""The words of many documents, each numbered once, with the forms it is written under."""

from array import array
from itertools import chain
from typing import NamedTuple

import numpy as np

from casefiles.search.forms import COMMON, forms
from casefiles.search.index.arrays import Array
from casefiles.search.normalise import folded, runs


class Passage(NamedTuple):
    """A text as a range of `Words.written`; `telling` of its words are not in every sentence."""

    start: int
    size: int
    telling: int


class Words(dict[str, tuple[int, ...]]):
    """From a run of letters to the numbers of its words; made for one batch of documents.

    A dictionary that fills itself, so that a long text is taken apart without a line of Python for
    each of its words.
    """

    def __init__(self) -> None:
        super().__init__()
        self.written = array("I")
        self._numbers: dict[str, int] = {}
        self._forms: dict[str, int] = {}
        self._forms_of = array("I")
        self._forms_from = array("I", [0])
        self._passages: dict[str, Passage] = {}
        self._common: set[int] = set()

    def __missing__(self, run: str) -> tuple[int, ...]:
        found = tuple(self._number(word) for word in folded(run))
        self[run] = found
        return found

    def short(self, text: str) -> Passage:
        """A name or title; the same one often comes again."""
        found = self._passages.get(text)
        if found is None:
            found = self._passages[text] = self.long(text)
        return found

    def long(self, text: str) -> Passage:
        """A text of any length."""
        numbers = list(chain.from_iterable(map(self.__getitem__, runs(text))))
        start = len(self.written)
        self.written.fromlist(numbers)
        common = sum(map(self._common.__contains__, numbers))
        return Passage(start, len(numbers), len(numbers) - common)

    def raw(self, form: str) -> Passage:
        """A form that is no word of a language: a reference, a kind."""
        found = self._passages.get("\0" + form)
        if found is None:
            number = self._add((form,))
            self.written.append(number)
            found = self._passages["\0" + form] = Passage(len(self.written) - 1, 1, 1)
        return found

    def forms(self) -> list[bytes]:
        """All forms by number."""
        return [form.encode() for form in self._forms]

    def forms_of_words(self) -> tuple[Array, Array]:
        """The numbers of the forms of word 0, then of word 1 ...; and where those of each begin."""
        return np.array(self._forms_of), np.array(self._forms_from)

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = self._add(forms(word))
            if word in COMMON:
                self._common.add(number)
        return number

    def _add(self, written_under: tuple[str, ...]) -> int:
        known = self._forms
        self._forms_of.extend([known.setdefault(form, len(known)) for form in written_under])
        self._forms_from.append(len(self._forms_of))
        return len(self._forms_from) - 2
