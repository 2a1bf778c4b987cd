"""Who and what is looked for in texts: names taken apart once, and found by the sound of a word."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from casefiles.names.fold import keys
from casefiles.names.parts import Name, Part, parse
from casefiles.names.tokens import Token, folded, nominatives, stemmed, tokens

_SURNAMES = frozenset(("ov", "ova", "zoda"))

Key = Hashable


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person, or what is called like one says: its key and all its names."""

    key: Key
    names: tuple[str, ...]
    person: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """A known person's names, taken apart: of several parts, and of one."""

    number: int
    key: Key
    whole: tuple[tuple[str, Name], ...]
    single: tuple[Part, ...]
    surnames: tuple[Part, ...]
    others: tuple[Part, ...]
    initials: tuple[str, ...]
    """Of given names that are only known by their first letters."""
    folds: frozenset[str]
    """All parts as they are written, folded."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name that is found word by word: of an organisation or a place."""

    key: Key
    words: tuple[str, ...]
    exact: str
    """In capitals throughout, as an abbreviation is; else empty."""


class Lexicon:
    """All that is known, taken apart; learns and forgets bearers one by one. Used for many texts.

    A person keeps its number until it is forgotten.
    """

    def __init__(self) -> None:
        self.persons: dict[int, Person] = {}
        self._by_sound: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, tuple[Phrase, ...]] = {}
        self._by_spelling: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._numbers: dict[Key, int] = {}
        self._phrases: dict[Key, tuple[Phrase, ...]] = {}
        self._hits: dict[str, frozenset[int]] = {}
        self._next = count()

    def learn(self, bearer: Bearer) -> None:
        """Look for this one by these names, and by no others from before."""
        number = self._numbers.get(bearer.key)
        self.forget(bearer.key)
        if not bearer.person:
            self._learn_phrases(bearer)
            return
        made = _person(next(self._next) if number is None else number, bearer)
        self.persons[made.number], self._numbers[made.key] = made, made.number
        for spelled in _spellings(made):
            self._by_spelling[spelled].add(made.number)
        for sound in _sounds_of(made):
            self._by_sound[sound].add(made.number)
        self._hits.clear()

    def forget(self, key: Key) -> None:
        """Look for this one no more."""
        for phrase in self._phrases.pop(key, ()):
            rest = tuple(one for one in self._by_word[phrase.words[0]] if one != phrase)
            self._by_word[phrase.words[0]] = rest
        number = self._numbers.pop(key, None)
        if number is None:
            return
        gone = self.persons.pop(number)
        for spelled in _spellings(gone):
            self._by_spelling[spelled].discard(number)
        for sound in _sounds_of(gone):
            self._by_sound[sound].discard(number)
        self._hits.clear()

    def number_of(self, key: Key) -> int | None:
        """The number of a person, None if nobody is known under the key."""
        return self._numbers.get(key)

    def sounding_like(self, word: str) -> frozenset[int]:
        """The numbers of persons one of whose parts may be this word."""
        if word not in self._hits:
            found: set[int] = set()
            for written in nominatives(word):
                for sound in sounds(written):
                    found |= self._by_sound.get(sound, set())
            self._hits[word] = frozenset(found)
        return self._hits[word]

    def spelled(self, words: Iterable[str]) -> AbstractSet[int]:
        """Who is called exactly so, but for script and order."""
        return self._by_spelling.get(tuple(sorted(map(folded, words))), frozenset())

    def beginning(self, stem: str) -> tuple[Phrase, ...]:
        """The phrases whose first word has this stem, the longest first."""
        return self._by_word.get(stem, ())

    def _learn_phrases(self, bearer: Bearer) -> None:
        made = tuple(dict.fromkeys(_phrases(bearer)))
        self._phrases[bearer.key] = made
        for phrase in made:
            others = self._by_word.get(phrase.words[0], ())
            ordered = sorted((*others, phrase), key=lambda one: -len(one.words))
            self._by_word[phrase.words[0]] = tuple(ordered)


def lexicon(every: Iterable[Bearer]) -> Lexicon:
    """Take all names apart."""
    made = Lexicon()
    for bearer in every:
        made.learn(bearer)
    return made


@lru_cache(1 << 16)
def sounds(word: str) -> frozenset[str]:
    """The keys of one word."""
    return keys(word)


def _person(number: int, bearer: Bearer) -> Person:
    named = [(name, parse(name)) for name in dict.fromkeys(bearer.names)]
    whole = tuple((name, parts) for name, parts in named if _several(parts))
    single = tuple(parts.full[0] for _name, parts in named if len(parts.parts) == 1 and parts.full)
    initialled = [p.full[0] for _name, p in named if len(p.parts) > 1 and len(p.full) == 1]
    last = [parts.full[-1] for _name, parts in whole[:1]] + initialled
    family = {part.folded for part in last}
    every = [part for _name, parts in whole for part in parts.full]
    surnames = [
        part for part in every + initialled if part.folded in family or part.ending in _SURNAMES
    ]
    others = [part for part in every if part not in surnames]
    initials = {part.folded for _name, of in named for part in of.parts if part.initial}
    return Person(
        number,
        bearer.key,
        whole,
        single,
        _once(surnames),
        _once(others),
        tuple(sorted(initials)),
        frozenset(part.folded for part in (*single, *surnames, *others)),
    )


def _several(name: Name) -> bool:
    return sum(len(part.written.split()) for part in name.full) > 1


def _once(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple({part.folded: part for part in parts}.values())


def _spellings(person: Person) -> set[tuple[str, ...]]:
    return {tuple(sorted(part.folded for part in name.parts)) for _name, name in person.whole}


def _sounds_of(person: Person) -> set[str]:
    parts = (*person.single, *person.surnames, *person.others)
    return {sound for part in parts for word in part.written.split() for sound in sounds(word)}


def _phrases(bearer: Bearer) -> Iterator[Phrase]:
    for name in dict.fromkeys(bearer.names):
        words = tokens(name)
        if words and words[0].text.casefold() == "the":
            words = words[1:]
        if not words or not any(any(map(str.isalpha, word.text)) for word in words):
            continue
        exact = words[0].text if len(words) == 1 and _short(words[0]) else ""
        yield Phrase(bearer.key, tuple(stemmed(word.text) for word in words), exact)


def _short(word: Token) -> bool:
    return word.acronym and len(word.text) <= 7
