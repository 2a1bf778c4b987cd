"""Whether a word of a text may be the word that was typed, though it is written quite otherwise.

The index asks this of the words it knows (`hearing`), the marks of the words of one text.
"""

from collections.abc import Iterator
from functools import lru_cache

from casefiles.search.forms import COMMON, plain_form
from casefiles.search.kindred import kindred
from casefiles.search.sounds import (
    SHORTEST,
    beginnings_of,
    close_key,
    is_persian,
    keys,
    may_be_heard,
    pattern,
)
from casefiles.search.spellings import is_cyrillic

_SHORTEST_ALIKE = 6
"""Sounds of a key in the same script, where *stock* is not *stack*; `SHORTEST` in another."""


def alike(word: str, other: str) -> bool:
    """Whether both (folded) sound alike across spellings and scripts, or are of one family."""
    if other[0] not in _first_letters(word) or min(len(word), len(other)) < SHORTEST:
        return False
    if word in COMMON or other in COMMON:
        return False
    if is_persian(word):
        return not is_persian(other) and any(map(pattern(word).fullmatch, _long_keys(other)))
    if is_persian(other):
        return any(may_be_heard(other, key) for key in _long_keys(word))
    one, two = plain_form(word), plain_form(other)
    if one.isascii() and two.isascii():
        same = len(close_key(one)) >= _SHORTEST_ALIKE and close_key(one) == close_key(two)
        return same or kindred(word, other)
    least = SHORTEST if is_cyrillic(one) != is_cyrillic(two) else _SHORTEST_ALIKE
    return any(len(key) >= least for key in {*keys(one)}.intersection(keys(two)))


@lru_cache(maxsize=1 << 12)
def _first_letters(word: str) -> frozenset[str]:
    return beginnings_of(plain_form(word))


def _long_keys(word: str) -> Iterator[str]:
    return (key for key in keys(plain_form(word)) if len(key) >= SHORTEST)
