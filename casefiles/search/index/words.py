"""The words of many documents, each numbered once, with the forms it is written under."""

from array import array
from itertools import chain
from typing import NamedTuple

import numpy as np

from casefiles.search.forms import COMMON, forms, plain_form
from casefiles.search.index.arrays import Array
from casefiles.search.normalise import cut, runs
from casefiles.search.sounds import sounding

_MOST_KNOWN = 250_000
"""Words whose forms are remembered from one batch of an import to the next."""


class Passage(NamedTuple):
    """A text as a range of `Words.written`; `telling` of its words are not in every sentence."""

    start: int
    size: int
    telling: int


class WordForms(NamedTuple):
    """The forms and sounds of some words; `pairs` are numbers of these and of their words."""

    forms: list[bytes]
    pairs: tuple[Array, Array]


class Words(dict[str, tuple[int, ...]]):
    """From a piece of text to the numbers of its words; made for one batch of documents.

    A dictionary that fills itself, so that a long text is taken apart without a line of Python for
    each of its words. The pieces are what stands between spaces: no run of letters has one inside.
    """

    def __init__(self, known_forms: dict[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._known_forms = known_forms
        self.written = array("I")
        self._numbers: dict[str, int] = {}
        self._terms: dict[str, int] = {}
        self._passages: dict[str, Passage] = {}
        self._common: set[int] = set()

    def __missing__(self, piece: str) -> tuple[int, ...]:
        inside = runs(piece)
        if inside == [piece]:
            found = tuple([self._number(word) for word, _, _ in cut(piece)])
        else:
            found = tuple(chain.from_iterable(map(self.__getitem__, inside)))
        self[piece] = found
        return found

    def short(self, text: str) -> Passage:
        """A name or title; the same one often comes again."""
        found = self._passages.get(text)
        if found is None:
            written = self.long(text)
            numbers = self.written[written.start :]
            common = sum(map(self._common.__contains__, numbers))
            found = written._replace(telling=written.size - common)
            self._passages[text] = found
        return found

    def long(self, text: str) -> Passage:
        """A text of any length; which of its words are telling is not asked."""
        numbers = list(chain.from_iterable(map(self.__getitem__, text.split())))
        self.written.fromlist(numbers)
        size = len(numbers)
        return Passage(len(self.written) - size, size, size)

    def raw(self, text: str) -> Passage:
        """A term that is no word of a language: a reference, a kind."""
        number = self._terms.setdefault(text, len(self._terms))
        self.written.append(number)
        return Passage(len(self.written) - 1, 1, 1)

    def words(self) -> list[bytes]:
        """All words by number."""
        return [word.encode() for word in self._numbers]

    def terms(self) -> list[bytes]:
        """All terms by number."""
        return [text.encode() for text in self._terms]

    def forms_of_words(self) -> WordForms:
        """The forms of all words."""
        numbers: dict[str, int] = {}
        known = self._known_forms
        each = [known.get(word) or _learnt(word, known) for word in self._numbers]
        found = [numbers.setdefault(form, len(numbers)) for some in each for form in some]
        of_word = np.repeat(np.arange(len(each)), np.fromiter(map(len, each), np.int64, len(each)))
        return WordForms([form.encode() for form in numbers], (np.array(found, np.int64), of_word))

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self._numbers)
            if word in COMMON:
                self._common.add(number)
        return number


def _learnt(word: str, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """All forms of a word, remembered for other texts; too many are not kept."""
    if len(known) >= _MOST_KNOWN:
        known.clear()
    found = known[word] = (*forms(word), *sounding(plain_form(word)))
    return found
