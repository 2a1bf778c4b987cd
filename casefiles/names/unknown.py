"""Names in a text that belong to nobody who is known yet, with how often they stand there."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from casefiles.names.compare import compare
from casefiles.names.fold import stem, words
from casefiles.names.lexicon import Lexicon, sounds
from casefiles.names.parts import is_title
from casefiles.names.surroundings import is_institution, is_no_name, is_role
from casefiles.names.tokens import Token, begins_sentence, beside, folded, stemmed, tokens

_SHORTEST, _MOST_WORDS = 3, 4
_SURNAMES = frozenset(("ov", "ova", "zoda", "pur"))

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name as it is written first, and the places of all its spellings."""

    name: str
    places: tuple[Span, ...]


def unknown_names(text: str, known: Lexicon, taken: Collection[Span]) -> tuple[Unknown, ...]:
    """Names of two words or more outside what is `taken`: surnames of the region first, then the
    most frequent.

    Only forms are judged: words with a capital that the text never writes small, side by side. Of
    scripts without capitals nothing is offered.
    """
    line = tokens(text)
    small = {word.text.casefold() for word in line if word.cased and not word.capital}
    edges = sorted(taken)
    groups = _Groups()
    for first, last in _runs(line, small, known):
        start, end = line[first].start, line[last].end
        at = bisect_left(edges, (end, end)) - 1
        if at < 0 or edges[at][1] <= start:
            groups.add(text[start:end], (start, end))
    ordered = sorted(groups.every, key=lambda one: (_foreign(one[0]), -len(one[1]), one[1][0]))
    return tuple(Unknown(" ".join(name.split()), tuple(places)) for name, places in ordered)


class _Groups:
    """Spellings of one name together; only names that share a sound are compared."""

    def __init__(self) -> None:
        self.every: list[tuple[str, list[Span]]] = []
        self._by_sound: dict[str, list[int]] = defaultdict(list)

    def add(self, written: str, place: Span) -> None:
        """To the spellings of the same name, or as a new one."""
        keys = {key for word in words(written) for key in sounds(word)}
        alike = dict.fromkeys(number for key in keys for number in self._by_sound[key])
        for number in alike:
            if _same(self.every[number][0], written):
                self.every[number][1].append(place)
                return
        for key in keys:
            self._by_sound[key].append(len(self.every))
        self.every.append((written, [place]))


def _foreign(written: str) -> bool:
    """Whether no word ends as surnames of the region mostly do."""
    return not any(stem(folded(word))[1] in _SURNAMES for word in words(written))


def _same(one: str, other: str) -> bool:
    return one == other or compare(one, other).verdict == "same"


def _runs(line: Sequence[Token], small: set[str], known: Lexicon) -> Iterator[Span]:
    first = -1
    for at, word in enumerate(line):
        if first >= 0 and not (beside(word) and _part(word, small, known)):
            yield from _run(line, first, at - 1)
            first = -1
        if first < 0 and _part(word, small, known) and not _opens(line, at):
            first = at
    if first >= 0:
        yield from _run(line, first, len(line) - 1)


def _run(line: Sequence[Token], first: int, last: int) -> Iterator[Span]:
    bears_name = last + 1 < len(line) and is_institution(line[last + 1].text)
    if 2 <= last - first + 1 <= _MOST_WORDS and not bears_name:
        yield first, last


def _opens(line: Sequence[Token], at: int) -> bool:
    """A short word that begins a sentence has its capital from there."""
    return begins_sentence(line, at) and len(line[at].text) <= _SHORTEST


def _part(word: Token, small: set[str], known: Lexicon) -> bool:
    plain = word.text.casefold()
    return (
        word.capital
        and len(word.text) >= _SHORTEST
        and not word.acronym
        and not word.text.isdigit()
        and plain not in small
        and not is_institution(plain)
        and not is_role(plain)
        and not is_no_name(plain)
        and not is_title(folded(word.text))
        and not known.beginning(stemmed(word.text))
    )
