"""Take a written name apart: titles off, initials known, prefixes bound to what they begin.

Only forms are judged here. Which part is the given name, and which the surname, is known for
comma forms ("Sattori, Farhod") and else only guessed from the order and the ending.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from casefiles.names.fold import fold, persian_readings, script, stem, words

# Titles, ranks and forms of address, folded: they stand before names and are no part of them.
_TITLES = frozenset(
    word
    for line in (
        "mr mrs ms miss dr prof professor sir gen general col colonel maj major capt captain lt",
        "lieutenant president minister imam imom mullo mulla mullah domullo ustod ustad ustoz",
        "sheikh shaikh shaykh eshon eshoni eshan ishan ishon eishan hoji haji hojji hajji qori",
        "qari mavlavi maulavi mavlono ayatollah hojjatoleslam gn gospodin doktor akademik",
        "muhtaram janob",
    )
    for word in line.split()
)
_ARTICLES = frozenset(("al", "el", "ul", "ad", "ud", "as", "ash", "ar", "an", "at"))
_BEGINNINGS = frozenset(("abu", "abd", "abdul", "abdal", "umm", "ummu", "bint", "ibn", "bin"))
_ENDINGS = frozenset(("allah", "allo", "alloh", "ullah", "ulloh", "ullo", "din", "addin", "uddin"))
_PATRONYMIC = re.compile(r".{3,}(?:ovich|evich|yevich|ovna|evna|yevna|ichna)$")
_ONE_SOUND = frozenset(("kh", "gh", "sh", "ch", "zh", "dzh", "dj", "ts", "ya", "yu", "yo", "ye"))


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name. `folded` is Latin; `stem` is without the ending `ending` names."""

    written: str
    folded: str
    stem: str
    ending: str
    initial: bool
    arabic: bool

    def readings(self) -> Iterator["Part"]:
        """The part as it may be read in Persian script; else as it stands."""
        yield self
        for written in persian_readings(self.written) if self.arabic else ():
            folded = fold(written)
            if folded != self.folded:
                root, ending = stem(folded)
                yield replace(self, folded=folded, stem=root, ending=ending)

    @property
    def patronymic(self) -> bool:
        """Whether it is a Russian patronymic (Ivanovich, Ivanovna)."""
        return bool(_PATRONYMIC.match(self.folded))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts, given name first where a comma tells; titles are left out."""

    parts: tuple[Part, ...]

    def joinings(self) -> Iterator["Name"]:
        """The name with two parts written as one, as in Muhammadali for Muhammad Ali."""
        for at, (before, part) in enumerate(pairwise(self.parts)):
            if not (before.initial or part.initial):
                joined = _joined(before, part)
                yield Name((*self.parts[:at], joined, *self.parts[at + 2 :]))

    @property
    def full(self) -> tuple[Part, ...]:
        """The parts that are written out."""
        return tuple(part for part in self.parts if not part.initial)


def is_title(folded: str) -> bool:
    """Whether a folded word is a title or a form of address."""
    return folded in _TITLES


def parse(name: str) -> Name:
    """Take a name apart. A name without letters has no parts."""
    family, comma, given = name.partition(",")
    ordered = f"{given} {family}" if comma and given.strip() else name
    parts = [_part(word, ordered) for word in words(ordered)]
    named = [part for part in parts if part.folded and part.folded not in _TITLES]
    return Name(_bound(named or [part for part in parts if part.folded]))


def _part(word: str, name: str) -> Part:
    folded = fold(word)
    dotted = f"{word}." in name
    initial = len(word) == 1 or (dotted and len(word) <= 3 and folded in _ONE_SOUND)
    root, ending = stem(folded)
    return Part(word, folded, root, ending, initial, script(word) == "arabic")


def _bound(parts: list[Part]) -> tuple[Part, ...]:
    """Abu Nasr, Abdul Vahid, Habib ullah, Nur ad-Din: one part each; a bare article falls."""
    bound: list[Part] = []
    for part in parts:
        before = bound[-1] if bound else None
        if before and not before.initial and not part.initial and _belong(before, part):
            bound[-1] = _joined(before, part)
        elif part.folded not in _ARTICLES or len(parts) == 1:
            bound.append(_without_article(part))
    return tuple(bound)


def _belong(before: Part, part: Part) -> bool:
    return before.folded in _BEGINNINGS or part.folded in _ENDINGS


def _joined(before: Part, part: Part) -> Part:
    folded = before.folded + part.folded
    root, ending = stem(folded)
    written = f"{before.written} {part.written}"
    return Part(written, folded, root, ending, initial=False, arabic=part.arabic)


def _without_article(part: Part) -> Part:
    """In Persian script the article is written together with its word."""
    if not part.arabic or not part.written.startswith("ال") or len(part.folded) < 6:
        return part
    folded = part.folded.removeprefix("al")
    root, ending = stem(folded)
    return Part(part.written, folded, root, ending, initial=False, arabic=True)
