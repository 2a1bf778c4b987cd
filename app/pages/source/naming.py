"""Where a record is named in a stretch of text, in any script and ending.

The stretch is one that somebody cited for the record, so that the question is not who is meant but
where it stands: a surname alone is enough for a person, most of its words for anything else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from casefiles.names.fold import fold, keys, script, stem
from casefiles.names.parts import parse
from casefiles.names.sounds import likeness
from casefiles.search.conditions import Word as Wording
from casefiles.search.forms import COMMON, asked, forms
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
    stretch = _stretch(text)
    found: set[Standing] = set()
    for name in list(dict.fromkeys(names))[:_MOST_NAMES]:
        wanted = _parts(name, person=kind == "person")
        least = 1 if kind == "person" or len(wanted) == 1 else max(2, ceil(_ENOUGH * len(wanted)))
        if kind == "place":
            least = min(len(wanted), 2)
        for run in _runs(stretch, wanted):
            if len(run) >= least and _capital(text[run[0].start]):
                place = start + run[0].start, start + run[-1].end
                found.add(Standing(*place, len(run)))
    return sorted(found, key=lambda one: (one.start, -one.end))


@dataclass(frozen=True)
class _Stretch:
    """A stretch of text, its words, and where those stand that bear a sign of a name."""

    text: str
    tokens: tuple[Word, ...]
    numbers: Mapping[str, Sequence[int]]
    by_sign: Mapping[str, AbstractSet[str]]

    def fitting(self, wanted: Sequence[str]) -> dict[int, list[str]]:
        """The numbers of the words that are parts of the name, each with these parts."""
        found: dict[int, list[str]] = defaultdict(list)
        for part in wanted:
            alike = {word for sign in _asked(part) for word in self.by_sign.get(sign, ())}
            for word in alike:
                if _meets(part, word):
                    for number in self.numbers[word]:
                        found[number].append(part)
        return found


@lru_cache(maxsize=256)
def _stretch(text: str) -> _Stretch:
    tokens = tuple(words(text))
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, token in enumerate(tokens):
        numbers[token.text].append(number)
    by_sign: dict[str, set[str]] = defaultdict(set)
    for word in numbers:
        for sign in _signs(word):
            by_sign[sign].add(word)
    return _Stretch(text, tokens, numbers, by_sign)


@lru_cache(maxsize=1 << 15)
def _signs(word: str) -> frozenset[str]:
    """Whatever two words must share to be one: a form of the search, a sound of the names."""
    return frozenset((*forms(word), *(f"={key}" for key in _keys(word)), f"={_folded(word)}"))


@lru_cache(maxsize=1 << 12)
def _asked(part: str) -> frozenset[str]:
    """The same for a part of a name."""
    searched = (one.form for word in words(part) for one in asked(word.text))
    return frozenset((*searched, *(f"={key}" for key in _keys(part)), f"={_folded(part)}"))


def _capital(letter: str) -> bool:
    """Names begin with a capital where letters have them: Said is a name, said is not."""
    return letter.isupper() or letter.lower() == letter.upper()


@lru_cache(maxsize=4096)
def _parts(name: str, *, person: bool) -> tuple[str, ...]:
    if person:
        written = [word for part in parse(name).full for word in part.written.split()]
    else:
        written = [name[word.start : word.end] for word in words(name) if word.text not in COMMON]
    return tuple(
        one for one in written if len(fold(one)) >= _SHORTEST or one.isdigit() or len(written) == 1
    )


def _runs(stretch: _Stretch, wanted: Sequence[str]) -> Iterator[list[Word]]:
    """The runs of words that are words of the name, each part at most once.

    Words of every sentence and initials may stand between: Party *of* Renaissance, Qosimov *J.* G.
    """
    run: list[tuple[Word, str]] = []
    last = -1
    for number, parts in sorted(stretch.fitting(wanted).items()):
        if run and _parted(stretch, last, number):
            yield [word for word, _part in run]
            run = []
        used = [part for _word, part in run]
        part = next((one for one in parts if one not in used), None)
        if part is None:
            # "rights, Human Rights Watch": what came before the repeated word is let go.
            yield [word for word, _part in run]
            part = parts[0]
            run = run[used.index(part) + 1 :]
        run.append((stretch.tokens[number], part))
        last = number
    if run:
        yield [word for word, _part in run]


def _parted(stretch: _Stretch, one: int, other: int) -> bool:
    """Whether another word stands between, or a sentence ends; initials end none."""
    for number in range(one, other):
        before, after = stretch.tokens[number], stretch.tokens[number + 1]
        between = stretch.text[before.end : after.start]
        if set(between) & _PARTING or ("." in between and len(before.text) > 2):
            return True
        if number > one and len(before.text) > 1 and before.text not in COMMON:
            return True
    return False


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
