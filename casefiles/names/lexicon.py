"""Who and what is looked for in texts: names taken apart once, and found by the sound of a word."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

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


@dataclass(frozen=True)
class Lexicon:
    """Made once from all that is known, used for many texts."""

    persons: tuple[Person, ...]
    by_sound: Mapping[str, frozenset[int]]
    by_word: Mapping[str, tuple[Phrase, ...]]
    by_spelling: Mapping[tuple[str, ...], frozenset[int]]
    _hits: dict[str, frozenset[int]] = field(default_factory=dict)

    def sounding_like(self, word: str) -> frozenset[int]:
        """The numbers of persons one of whose parts may be this word."""
        if word not in self._hits:
            found: set[int] = set()
            for written in nominatives(word):
                for sound in sounds(written):
                    found |= self.by_sound.get(sound, frozenset())
            self._hits[word] = frozenset(found)
        return self._hits[word]

    def spelled(self, words: Iterable[str]) -> frozenset[int]:
        """Who is called exactly so, but for script and order."""
        return self.by_spelling.get(tuple(sorted(map(folded, words))), frozenset())


def lexicon(every: Iterable[Bearer]) -> Lexicon:
    """Take all names apart."""
    persons: list[Person] = []
    by_sound: dict[str, set[int]] = defaultdict(set)
    by_word: dict[str, list[Phrase]] = defaultdict(list)
    by_spelling: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for bearer in every:
        if bearer.person:
            made = _person(len(persons), bearer)
            persons.append(made)
            for _name, name in made.whole:
                by_spelling[tuple(sorted(part.folded for part in name.parts))].add(made.number)
            for part in _parts(made):
                for word in part.written.split():
                    for sound in sounds(word):
                        by_sound[sound].add(made.number)
        else:
            for phrase in _phrases(bearer):
                by_word[phrase.words[0]].append(phrase)
    return Lexicon(
        tuple(persons),
        {sound: frozenset(found) for sound, found in by_sound.items()},
        _word_by_word(by_word),
        {spelled: frozenset(found) for spelled, found in by_spelling.items()},
    )


def _word_by_word(by_word: Mapping[str, list[Phrase]]) -> Mapping[str, tuple[Phrase, ...]]:
    return {
        word: tuple(sorted(found, key=lambda one: -len(one.words)))
        for word, found in by_word.items()
    }


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


def _parts(person: Person) -> Iterator[Part]:
    yield from person.single
    yield from person.surnames
    yield from person.others


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
