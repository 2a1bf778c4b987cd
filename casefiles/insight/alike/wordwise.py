"""Names of things, word by word: of organisations, places and titles, in any script."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from casefiles.names.fold import fold, script, words
from casefiles.names.sounds import likeness

_ALIKE = 0.85
_SMALL = 3
"""Words up to this length (of, the, для, бо) tell little."""


@dataclass(frozen=True, slots=True)
class Wordwise:
    """How many words agree, and which of either have no counterpart."""

    agreeing: int
    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every word that tells something has its counterpart."""
        return bool(self.agreeing) and not self.ours and not self.theirs

    @property
    def partly(self) -> bool:
        """Whether one has all words of the other, and more."""
        return bool(self.agreeing) and not (self.ours and self.theirs)


@lru_cache(65536)
def wordwise(one: str, other: str, without: frozenset[str] = frozenset()) -> Wordwise:
    """Compare two names; folded words in `without` do not count."""
    ours, theirs = list(telling(one, without)), list(telling(other, without))
    agreeing = 0
    for word in tuple(ours):
        best = max(theirs, key=lambda there: _alike(word, there), default=None)
        if best is not None and _alike(word, best) >= _ALIKE:
            ours.remove(word)
            theirs.remove(best)
            agreeing += 1
    return Wordwise(agreeing, tuple(ours), tuple(theirs))


def telling(name: str, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a name that tell something; all of them if there are no others."""
    every = words(name)
    told = tuple(
        one
        for one in every
        if (len(one) > _SMALL or one.isdigit() or one.isupper()) and fold(one) not in without
    )
    return told or every


def initials(name: str) -> Iterable[str]:
    """What a name may be shortened to: its first letters, with and without small words."""
    every = words(name)
    for chosen in (every, [one for one in every if len(one) > _SMALL]):
        if len(chosen) > 2:
            yield fold("".join(one[0] for one in chosen))


@lru_cache(65536)
def _alike(one: str, other: str) -> float:
    a, b = fold(one), fold(other)
    if a == b:
        return 1.0
    if any(c.isdigit() for c in a + b):
        return 0.0
    unwritten = (script(one) == "arabic") != (script(other) == "arabic")
    return likeness(a, b, unwritten_vowels=unwritten)
