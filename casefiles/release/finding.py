"""Finding withheld names in a text, in any spelling, script, order and line break.

A whole name is found by the sounds of its parts, written like names (with capitals) near each other
in any order, and by its letters run together, which mends broken lines and small letters. A part on
its own must sound nearly the same, because parts are also ordinary words. An invented code name is
found as it stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations

from casefiles.names.fold import fold, keys, script, words
from casefiles.names.parts import Part, parse
from casefiles.names.sounds import likeness
from casefiles.release.protected import Protected

ALIKE_TOGETHER = 0.8
"""How alike each part of a whole name must sound to the word that stands for it."""

ALIKE_ALONE = 0.9
"""The same for a word on its own."""

MOST_PARTS = 4
SHORTEST_ALONE = 3
SHORTEST_JOINED = 8
BETWEEN = 1
"""So many words may stand between the parts of a name (a patronymic, an initial)."""

_BROKEN = re.compile(r"(\w+)[-\u00ad\u2010]?\s*\n\s*(\w+)")


@dataclass(frozen=True, slots=True)
class _Sought:
    """One part of one withheld name."""

    name: int
    place: int
    part: Part

    def stands_in(self, word: str, at_least: float) -> bool:
        vowels_lost = self.part.arabic or script(word) == "arabic"
        alike = likeness(fold(word), self.part.folded, unwritten_vowels=vowels_lost)
        return alike >= at_least


class NameFinder:
    """Prepared once for a set of names, then asked for each text."""

    def __init__(self, protected: Protected) -> None:
        self._meant = [parse(name).full for name in protected.meant]
        self._allowed = {part.folded for parts in self._meant for part in parts}
        self._codes = {f" {fold(name.text)} " for name in protected.names if name.coded}
        self._lengths: list[int] = []
        self._together: dict[str, list[_Sought]] = defaultdict(list)
        self._alone: dict[str, list[_Sought]] = defaultdict(list)
        self._joined: set[str] = set()
        for name in protected.names:
            parts = parse(name.text).full
            if not name.coded and not any(_namesakes(parts, meant) for meant in self._meant):
                self._seek(parts, by_parts=name.by_parts)

    def found(self, text: str) -> bool:
        """Whether a withheld name, or an unmistakable part of one, stands in the text."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        folded = f" {fold(text)} "
        if any(code in folded for code in self._codes):
            return True
        run_together = folded.replace(" ", "")
        if any(form in run_together for form in self._joined):
            return True
        return self._whole_found(text) or self._part_found(text)

    def _seek(self, parts: tuple[Part, ...], *, by_parts: bool) -> None:
        number = len(self._lengths)
        self._lengths.append(len(parts))
        self._joined.update(_joined([part.folded for part in parts]))
        for place, part in enumerate(parts):
            sought = _Sought(number, place, part)
            for key in keys(part.written):
                if len(parts) > 1:
                    self._together[key].append(sought)
                if (by_parts or len(parts) == 1) and self._points_at_one(part):
                    self._alone[key].append(sought)

    def _points_at_one(self, part: Part) -> bool:
        """Whether nobody who is meant to be there has this part in their name."""
        if len(part.folded) < SHORTEST_ALONE:
            return False
        return all(likeness(part.folded, other) < ALIKE_ALONE for other in self._allowed)

    def _whole_found(self, text: str) -> bool:
        recent: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for position, word in enumerate(words(text)):
            if not _like_name(word):
                continue
            for sought in _seekers(self._together, word, ALIKE_TOGETHER):
                wanted = self._lengths[sought.name]
                first = position - wanted - BETWEEN + 1
                seen = [one for one in recent[sought.name] if one[0] >= first]
                recent[sought.name] = [*seen, (position, sought.place)]
                if _all_there(recent[sought.name], wanted):
                    return True
        return False

    def _part_found(self, text: str) -> bool:
        return any(
            True
            for word in (*words(text), *_mended(text))
            if _like_name(word)
            for _sought in _seekers(self._alone, word, ALIKE_ALONE)
        )


def _namesakes(withheld: tuple[Part, ...], meant: tuple[Part, ...]) -> bool:
    """Whether somebody who is meant to be there is called the same, so that a hit says nothing."""
    if len(withheld) != len(meant) or len(meant) > MOST_PARTS:
        return False
    return any(
        all(
            likeness(one.folded, other.folded) >= ALIKE_ALONE
            for one, other in zip(withheld, order, strict=True)
        )
        for order in permutations(meant)
    )


def _seekers(index: dict[str, list[_Sought]], word: str, at_least: float) -> Iterator[_Sought]:
    """The parts that this word may stand for, each once."""
    candidates = {sought: None for key in keys(word) for sought in index.get(key, ())}
    return (sought for sought in candidates if sought.stands_in(word, at_least))


def _joined(parts: list[str]) -> Iterator[str]:
    orders: Iterable[Iterable[str]] = permutations(parts) if len(parts) <= MOST_PARTS else [parts]
    for order in orders if len(parts) > 1 else ():
        form = "".join(order)
        if len(form) >= SHORTEST_JOINED:
            yield form


def _all_there(seen: list[tuple[int, int]], wanted: int) -> bool:
    """Whether a word of its own stands for each part of a name."""
    choices = [[at for at, place in seen if place == part] for part in range(wanted)]
    return _distinct(choices, frozenset())


def _distinct(choices: list[list[int]], taken: frozenset[int]) -> bool:
    if not choices:
        return True
    return any(_distinct(choices[1:], taken | {at}) for at in choices[0] if at not in taken)


def _like_name(word: str) -> bool:
    return word[0].isupper() or script(word) == "arabic"


def _mended(text: str) -> Iterator[str]:
    """Words that the end of a line may have cut in two."""
    return (first + last for first, last in _BROKEN.findall(text))
