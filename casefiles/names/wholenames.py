"""Where whole names of known persons stand in a text, in any order, spelling, script and case."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from casefiles.givingway import give_way
from casefiles.names.compare import compare
from casefiles.names.lexicon import Lexicon, Person, Phrase
from casefiles.names.parts import is_title, parse
from casefiles.names.surroundings import is_institution
from casefiles.names.tokens import Token, folded, hyphened, joined, nominatives, stemmed

_MOST_WORDS = 6
_MOST_READINGS = 12
_PARTICLES = frozenset(
    ("al", "el", "ibn", "bin", "ud", "ad", "de", "von", "van", "der", "i", "аль")
)


class Window(NamedTuple):
    """Words `first` to `last` of the text name one person, or one record that is called so."""

    first: int
    last: int
    same: float
    number: int
    """Of the person; -1 for a phrase."""
    phrase: Phrase | None = None

    @property
    def length(self) -> int:
        """How many words."""
        return self.last - self.first + 1


def whole_names(line: Sequence[Token], known: Lexicon) -> Iterator[Window]:
    """Every stretch of words that is a name of a known person, overlapping ones too."""
    hits = [
        known.sounding_like(word.text) if _may_name(word) or hyphened(word) else frozenset()
        for word in line
    ]
    for first, here in enumerate(hits):
        give_way()
        if not here or not _may_name(line[first]) or is_title(folded(line[first].text)):
            continue
        for last in range(first + 1, min(first + _MOST_WORDS, len(line))):
            if not _goes_on(line, first, last):
                break
            both = here & hits[last]
            if not both or _named_after(line, last):
                continue
            words = line[first : last + 1]
            if spelled_so := known.spelled(word.text for word in words) & both:
                yield from (Window(first, last, 1.0, number) for number in spelled_so)
                continue
            for number in both:
                if same := _same(words, known.persons[number]):
                    yield Window(first, last, same, number)


def phrases(line: Sequence[Token], known: Lexicon) -> Iterator[Window]:
    """Every stretch of words that is the name of something else."""
    stems = [stemmed(word.text) for word in line]
    for first, stem in enumerate(stems):
        for phrase in known.beginning(stem):
            last = first + len(phrase.words) - 1
            if tuple(stems[first : last + 1]) != phrase.words:
                continue
            if _as_written(line[first], phrase) and _unbroken(line, first, last):
                yield Window(first, last, 1.0, -1, phrase)


def _may_name(word: Token) -> bool:
    return (word.capital or not word.cased) and len(word.text) > 1 and not word.text.isdigit()


def _goes_on(line: Sequence[Token], first: int, last: int) -> bool:
    """Whether the name may go on to this word. A comma may part a surname that stands first."""
    word = line[last]
    if last == first + 1 and word.between == ", ":
        return _may_name(word)
    named = _may_name(word) or word.initial or _particle(word) or hyphened(word)
    return named and joined(line[last - 1], word)


def _particle(word: Token) -> bool:
    return word.text in _PARTICLES


def _named_after(line: Sequence[Token], last: int) -> bool:
    """Rudaki Avenue: what bears a person's name is not the person."""
    after = last + 1
    return (
        after < len(line)
        and line[after].between.isspace()
        and "\n" not in line[after].between
        and is_institution(line[after].text)
    )


def _same(words: Sequence[Token], person: Person) -> float:
    comma = words[1].between == ", "
    if comma and not any(part.folded == folded(words[0].text) for part in person.surnames):
        return 0.0
    spelled = [word.text for word in words]
    best = _best(tuple(spelled), person, comma=comma)
    if best:
        return best
    readings = product(*(nominatives(word) for word in spelled))
    for reading in islice(readings, 1, _MOST_READINGS):
        if best := _best(reading, person, comma=comma):
            return best * 0.99
    return 0.0


def _best(words: tuple[str, ...], person: Person, *, comma: bool) -> float:
    written = f"{words[0]}, {' '.join(words[1:])}" if comma else " ".join(words)
    return max((_score(written, name) for name, _parts in person.whole), default=0.0)


@lru_cache(1 << 15)
def _score(written: str, name: str) -> float:
    said, meant = parse(written).full, parse(name).full
    if len(said) < 2:
        # Abdul Vahid: two words, one name.
        return float([one.folded for one in said] == [one.folded for one in meant])
    found = compare(written, name)
    return found.same if found.verdict == "same" else 0.0


def _as_written(word: Token, phrase: Phrase) -> bool:
    if phrase.exact:
        return word.text == phrase.exact
    return word.capital or not word.cased or word.text[0].isdigit()


def _unbroken(line: Sequence[Token], first: int, last: int) -> bool:
    return all(
        not any(sign in line[at].between for sign in ".;:!?") and "\n\n" not in line[at].between
        for at in range(first + 1, last + 1)
    )
