"""Where a surname or a given name alone stands for a person of whom the text speaks.

A bare name says little by itself. It belongs to whom the text named in full, before or after; to
whom somebody cited the passage for; or, behind a title, to the only one who bears it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from casefiles.names.lexicon import Key, Lexicon, Person
from casefiles.names.parts import Part, is_title, parse
from casefiles.names.sounds import likeness, same_beginning
from casefiles.names.surroundings import (
    is_institution,
    is_kin,
    is_no_name,
    is_role,
    leads_to_institution,
)
from casefiles.names.tellings import FULL, GIVEN, Tellings
from casefiles.names.tokens import (
    Token,
    begins_sentence,
    beside,
    folded,
    hyphened,
    nominatives,
    stemmed,
)

_EXACT, _NEAR = 0.985, 0.9
_SHORTEST = 3
_FEMALE = frozenset(("ov", "ova"))
_LONG_AGO = 200
"""Words after which somebody is hardly called by a given name any more."""
_SHORT_WORD = 4
"""Words of so few letters have to be spelled alike."""
_AND = frozenset(("and", "и", "va", "ва", "و", "et", "und"))

Span = tuple[int, int]


class Reading(NamedTuple):
    """Somebody whom a bare name may mean, and how well it fits; the highest is meant."""

    exact: int
    known: int
    family: int
    near: tuple[int, float]
    number: int


@dataclass
class Told:
    """What the text has said: where whole names stand, and which words it also writes small."""

    line: Sequence[Token]
    known: Lexicon
    taken: Mapping[int, int]
    """Words that are parts of whole names, with the number of the person or -1."""
    cited: Mapping[Key, Sequence[Span]]
    refused: Collection[tuple[int, int, Key]] = ()

    @cached_property
    def common(self) -> frozenset[str]:
        """Words that are also written without a capital, and so are no names."""
        return frozenset(
            word.text.casefold() for word in self.line if word.cased and not word.capital
        )

    @cached_property
    def tellings(self) -> Tellings:
        """Who was named so far."""
        return Tellings(self.line, self.taken)

    def bare(self, at: int) -> tuple[int, int, int] | None:
        """Whom this word alone means, with its first and last word: initials belong to it."""
        word = self.line[at]
        self.tellings.read_up_to(at)
        if not self._can_be_name(at):
            return None
        first, last = self._with_initials(at)
        initials = [one.text for one in self.line[first : last + 1] if one is not word]
        persons = [
            person
            for number in self.known.sounding_like(word.text)
            if _begin_so(person := self.known.persons[number], initials)
            and (self.line[first].start, self.line[last].end, person.key) not in self.refused
        ]
        readings = self._readings(at, persons, initialled=bool(initials))
        if not readings or (len(readings) > 1 and readings[0][:4] == readings[1][:4]):
            return None
        best = readings[0]
        self.tellings.tell(best.number, at, FULL if best.family else GIVEN)
        return best.number, first, last

    def _with_initials(self, at: int) -> tuple[int, int]:
        """M. M. Sattori; Sattori M. M."""
        first = last = at
        while first > 0 and _is_initial(self.line[first - 1]):
            first -= 1
        if first == at:
            following = self.line[at + 1 : at + 3]
            for word in following:
                if not _is_initial(word) or word.between.strip() not in ("", "."):
                    break
                last += 1
        return first, last

    def _readings(self, at: int, persons: Sequence[Person], *, initialled: bool) -> list[Reading]:
        """The best first. Who is called exactly so comes before all who are called alike."""
        titled = self._titled(at)
        exactly = _nominative_folds(self.line[at].text)
        called_so = [one for one in persons if not exactly.isdisjoint(one.folds)]
        for some in (called_so, [one for one in persons if one not in called_so]):
            found = [
                reading
                for one in some
                if (
                    reading := self._reading(
                        at, one, singled_out=titled or (initialled and _has_given(one))
                    )
                )
            ]
            if found:
                return sorted(found, reverse=True)
        return []

    def _can_be_name(self, at: int) -> bool:
        word = self.line[at]
        named = word.capital or not word.cased
        if not named or len(folded(word.text)) < _SHORTEST or word.text.isdigit():
            return False
        small = word.text.casefold()
        if is_no_name(small) or (small in self.common and begins_sentence(self.line, at)):
            return False
        return not (self._goes_on_before(at) or self._goes_on_after(at))

    def _goes_on_after(self, at: int) -> bool:
        """Whether the next word makes another name of it: Rudaki Avenue, Olimov Davron."""
        if at + 1 >= len(self.line):
            return False
        word = self.line[at + 1]
        if not beside(word):
            return False
        if is_institution(word.text):
            return True
        if not word.capital or self.line[at].end != word.start - len(word.between):
            return False
        if self._with_initials(at)[1] > at:
            return False
        return at + 1 not in self.taken and not self._plain(at + 1)

    def _goes_on_before(self, at: int) -> bool:
        """Whether the word before makes another name of it: Davron Olimov, улица Рудаки."""
        if at == 0 or not beside(self.line[at]):
            return False
        before = self.line[at - 1]
        if leads_to_institution(before.text):
            return True
        if not before.capital or before.text.isdigit():
            return hyphened(self.line[at]) and not before.capital and before.cased
        possessive = self.line[at].start - before.end > len(self.line[at].between)
        return at - 1 not in self.taken and not possessive and not self._plain(at - 1)

    def _plain(self, at: int) -> bool:
        """A word with a capital that is no part of a person's name."""
        word = self.line[at]
        small = word.text.casefold()
        return (
            word.acronym
            or is_role(small)
            or is_title(folded(word.text))
            or small in self.common
            or bool(self.known.beginning(stemmed(word.text)))
            or (begins_sentence(self.line, at) and len(small) < _SHORTEST + 1)
        )

    def _of_kin(self, at: int) -> bool:
        """Whether it stands behind "father of" or the like."""
        return any(is_kin(word.text) for word in self.line[max(at - 2, 0) : at])

    def _titled(self, at: int) -> bool:
        if at == 0 or self.line[at].between.strip(". "):
            return False
        before = self.line[at - 1].text
        return is_role(before) or is_title(folded(before))

    def _reading(self, at: int, person: Person, *, singled_out: bool) -> Reading | None:
        """`singled_out`: behind a title or initials a surname means whom it can only mean."""
        word = self.line[at]
        met, cited = self.tellings.met(person.number), person.key in self.cited
        shared = self._shared_surname(at, person)
        if not (met or shared or cited or singled_out):
            return None
        surname, given = _fits(word, person.surnames), _fits(word, person.others)
        single = _fits(word, person.single) if met or cited else 0.0
        by_given = given >= _EXACT and (shared or self._lately(at, person))
        fit = max(surname, single, given if by_given else 0.0)
        if fit < (_NEAR if met else _EXACT):
            return None
        family = surname >= given
        near = self._nearness(at, person, family=family)
        known = 3 if shared and given >= _EXACT else 2 if met else int(cited)
        return Reading(int(fit >= _EXACT) + int(fit >= 1), known, int(family), near, person.number)

    def _lately(self, at: int, person: Person) -> bool:
        """Whether somebody was named so lately that a given name is enough."""
        ago = self.tellings.since(person.number, at)
        return ago is not None and (ago <= _LONG_AGO or self._of_kin(at))

    def _shared_surname(self, at: int, person: Person) -> bool:
        """Lola and Nigora Olimova: the surname after the next name is this one's, too."""
        after = at + 1
        if after < len(self.line) and self.line[after].text in _AND:
            after += 1
        elif after >= len(self.line) or self.line[after].between != ", ":
            return False
        if self.taken.get(after, -1) < 0 or not _fits(self.line[at], person.others):
            return False
        while self.taken.get(after + 1) == self.taken[after]:
            after += 1
        return _fits(self.line[after], person.surnames) >= _NEAR

    def _nearness(self, at: int, person: Person, *, family: bool) -> tuple[int, float]:
        """Who was named last is meant; else whose passage this is; else who is named next."""
        near = self.tellings.nearness(person.number, at, family=family)
        if near is not None:
            return near
        word = self.line[at]
        cited = self.cited.get(person.key, ())
        around = [end - start for start, end in cited if start <= word.start < end]
        if around:
            # Of two whose passage it is, the one of whom less else is said here.
            every = sum(end - start for start, end in cited)
            return 1, 1.0 / (1 + min(around)) + 1e-6 / (1 + every)
        return 0, 1.0 / (1 + self.tellings.until_named(person.number))


def _is_initial(word: Token) -> bool:
    short = word.capital and len(word.text) <= 2 and word.dotted
    return short and not is_title(folded(word.text))


@lru_cache(1 << 14)
def _nominative_folds(word: str) -> frozenset[str]:
    return frozenset(map(folded, nominatives(word)))


def _has_given(person: Person) -> bool:
    return bool(person.others or person.initials)


def _begin_so(person: Person, initials: Sequence[str]) -> bool:
    """Whether the given names may begin with these letters; of the patronymic's little is known."""
    if not initials:
        return True
    known = [part.folded for part in person.others] + list(person.initials)
    return not known or any(same_beginning(folded(initials[0]), one) for one in known)


def _fits(word: Token, parts: Sequence[Part]) -> float:
    best = 0.0
    for number, written in enumerate(nominatives(word.text) if parts else ()):
        said = _part(written)
        if said is not None:
            fit = max(_alike(said, part) for part in parts)
            best = max(best, fit - 0.005 * bool(number))
    return best


@lru_cache(1 << 14)
def _part(word: str) -> Part | None:
    found = parse(word).parts
    return found[0] if len(found) == 1 else None


def _alike(one: Part, other: Part) -> float:
    if one.folded == other.folded:
        return 1.0
    if {one.ending, other.ending} == _FEMALE:
        return 0.0
    unwritten = one.arabic != other.arabic
    if not unwritten and min(len(one.folded), len(other.folded)) <= _SHORT_WORD:
        return 0.0
    whole = likeness(one.folded, other.folded, unwritten_vowels=unwritten)
    if unwritten:
        return whole
    bare = likeness(one.stem, other.stem) * 0.95
    return max(whole if whole > _EXACT else whole * 0.98, bare)
