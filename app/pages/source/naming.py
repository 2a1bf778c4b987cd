"""Where a record is named in a stretch of text, in any script and ending.

The stretch is one that somebody cited for the record, so that the question is not who is meant but
where it stands: a surname alone is enough for a person, most of its words for anything else.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from casefiles.names.fold import fold, keys, script, stem
from casefiles.names.parts import parse
from casefiles.names.sounds import likeness
from casefiles.search.conditions import Word as Wording
from casefiles.search.forms import COMMON
from casefiles.search.marks import matches
from casefiles.search.normalise import Word, words

_ALIKE = 0.75
_SHORTEST = 3
_MOST_NAMES = 12
_PARTING = frozenset("\n;:!?؛؟")
_ENOUGH = 0.6
"""The part of the words of an organisation or an incident that must stand together."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A name in the text: half-open, in code points, of how many words."""

    start: int
    end: int
    words: int


def standings(text: str, start: int, kind: str, names: Iterable[str]) -> list[Standing]:
    """Where one of the names stands in a stretch of text that begins at `start`."""
    tokens = _tokens(text)
    found: set[Standing] = set()
    for name in list(dict.fromkeys(names))[:_MOST_NAMES]:
        wanted = _parts(name, person=kind == "person")
        if not wanted:
            continue
        least = 1 if kind == "person" or len(wanted) == 1 else max(2, ceil(_ENOUGH * len(wanted)))
        if kind == "place":
            least = min(len(wanted), 2)
        for run in _runs(text, tokens, wanted):
            if len(run) >= least and _capital(text[run[0].start]):
                place = start + run[0].start, start + run[-1].end
                found.add(Standing(*place, len(run)))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _capital(letter: str) -> bool:
    """Names begin with a capital where letters have them: Said is a name, said is not."""
    return letter.isupper() or letter.lower() == letter.upper()


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[Word, ...]:
    return tuple(words(text))


@lru_cache(maxsize=4096)
def _parts(name: str, *, person: bool) -> tuple[str, ...]:
    if person:
        written = [word for part in parse(name).full for word in part.written.split()]
    else:
        written = [name[word.start : word.end] for word in words(name) if word.text not in COMMON]
    return tuple(
        one for one in written if len(fold(one)) >= _SHORTEST or one.isdigit() or len(written) == 1
    )


def _runs(text: str, tokens: Sequence[Word], wanted: Sequence[str]) -> Iterator[list[Word]]:
    """The runs of words that are words of the name, each at most once; initials may stand between.

    Words of every sentence may stand between as well: Party *of* Renaissance.
    """
    run: list[tuple[Word, str]] = []
    for number, token in enumerate(tokens):
        if run and _parted(text, tokens[number - 1], token):
            yield [word for word, _part in run]
            run = []
        fitting = [one for one in wanted if _meets(one, token.text)]
        used = [part for _word, part in run]
        part = next((one for one in fitting if one not in used), None)
        if part is None and fitting:
            # "rights, Human Rights Watch": what came before the repeated word is let go.
            yield [word for word, _part in run]
            part = fitting[0]
            run = run[used.index(part) + 1 :]
        if part is not None:
            run.append((token, part))
        elif len(token.text) > 1 and token.text not in COMMON and run:
            yield [word for word, _part in run]
            run = []
    if run:
        yield [word for word, _part in run]


def _parted(text: str, before: Word, token: Word) -> bool:
    """Whether a sentence ends between two words; the point of an initial ends none."""
    between = text[before.end : token.start]
    return bool(set(between) & _PARTING) or ("." in between and len(before.text) > 2)


@lru_cache(maxsize=1 << 17)
def _meets(part: str, word: str) -> bool:
    """Whether a folded word of the text is this part of a name."""
    folded = _folded(word)
    mine = _folded(part)
    if folded == mine:
        return True
    if min(len(folded), len(mine)) < _SHORTEST:
        return False
    if matches(Wording(part, next((one.text for one in words(part)), "")), word):
        return True
    if _keys(part).isdisjoint(_keys(word)):
        return False
    unwritten = script(part) == "arabic" or script(word) == "arabic"
    pairs = ((folded, mine), (stem(folded)[0], stem(mine)[0]))
    return any(likeness(a, b, unwritten_vowels=unwritten) >= _ALIKE for a, b in pairs)


@lru_cache(maxsize=1 << 15)
def _folded(word: str) -> str:
    return fold(word).replace(" ", "")


@lru_cache(maxsize=1 << 15)
def _keys(word: str) -> frozenset[str]:
    return keys(word)
