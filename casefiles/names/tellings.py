"""What a text has told so far: who was named where, read from its beginning to its end."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from casefiles.names.surroundings import is_kin
from casefiles.names.tokens import Token, ends_sentence

ASIDE, GIVEN, FULL = 0, 1, 2
"""Named only to say whose relative another is; by a given name; in full or by surname."""

_FAR = 9
"""Words between "father of" and the name, at most."""


class _Telling(NamedTuple):
    at: int
    weight: int


class Tellings:
    """`taken`: the words that are parts of whole names, with the number of the person or -1."""

    def __init__(self, line: Sequence[Token], taken: Mapping[int, int]) -> None:
        self._line, self._taken = line, taken
        self._sentences = _sentences(line)
        self._whole = sorted(at for at, number in taken.items() if number >= 0)
        self._first: dict[int, int] = {}
        for at in self._whole:
            self._first.setdefault(taken[at], at)
        self._read = 0
        self._past: dict[int, list[_Telling]] = {}
        self._called: dict[int, int] = {}

    def met(self, number: int) -> bool:
        """Whether the text names this person anywhere that is known by now."""
        return number in self._first

    def read_up_to(self, at: int) -> None:
        """Everything before this word has been read."""
        while self._read < len(self._whole) and self._whole[self._read] < at:
            here = self._whole[self._read]
            self._tell(self._taken[here], here, ASIDE if self._aside(here) else FULL)
            self._read += 1

    def tell(self, number: int, at: int, weight: int) -> None:
        """A bare name at this word means this person; everything before was read."""
        self._first.setdefault(number, at)
        self._tell(number, at, weight)

    def since(self, number: int, at: int) -> int | None:
        """How many words ago the person was named; None if not yet."""
        past = self._past.get(number)
        return at - past[-1].at if past else None

    def nearness(self, number: int, at: int, *, family: bool) -> tuple[int, float] | None:
        """The higher, the likelier a bare name means them; None if they were not named yet.

        Who was named last is meant. In another sentence a surname means who was called by it, not
        who was only named beside.
        """
        past = self._past.get(number, ())
        for one in reversed(past):
            if self._sentences[one.at] != self._sentences[at]:
                break
            if one.weight > ASIDE:
                return 4, float(one.at)
        called = self._called.get(number) if family else (past[-1].at if past else None)
        if called is not None:
            return 3, float(called)
        return (2, float(past[-1].at)) if past else None

    def until_named(self, number: int) -> int:
        """The first word that names them."""
        return self._first.get(number, len(self._line))

    # How inside

    def _tell(self, number: int, at: int, weight: int) -> None:
        self._past.setdefault(number, []).append(_Telling(at, weight))
        if weight == FULL:
            self._called[number] = at

    def _aside(self, at: int) -> bool:
        """Father of the activist Islom Olimov: the name only says whose father."""
        first = at
        while self._taken.get(first - 1) == self._taken[at]:
            first -= 1
        for before in range(first - 1, max(first - _FAR, -1), -1):
            other = self._sentences[before] != self._sentences[at]
            if other or self._taken.get(before, -1) >= 0:
                return False
            if is_kin(self._line[before].text):
                return self._named_before(before)
        return False

    def _named_before(self, at: int) -> bool:
        """Whether somebody else is named in the same sentence, before this word."""
        sentence = self._sentences[at]
        while at > 0 and self._sentences[at - 1] == sentence:
            at -= 1
            if self._taken.get(at, -1) >= 0:
                return True
        return False


def _sentences(line: Sequence[Token]) -> list[int]:
    """The number of the sentence of each word."""
    found = [0] * len(line)
    for at in range(1, len(line)):
        found[at] = found[at - 1] + ends_sentence(line[at - 1], line[at])
    return found
