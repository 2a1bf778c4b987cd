"""A made corpus for the figures of the search: four scripts, words as rare as in real texts.

Everything follows from a seed: every engine reads the same documents and is asked the same.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

_SYLLABLES = {
    "latin": ("b d f g h j k l m n p q r s t v z sh ch kh", "a e i o u"),
    "russian": ("б в г д ж з к л м н п р с т ф х ц ч ш", "а е и о у ы я ю"),
    "tajik": ("б в г ғ д ж з к қ л м н п р с т ф х ҳ ч ҷ ш", "а е и ӣ о у ӯ"),
    "persian": ("ب پ ت ج چ ح خ د ر ز س ش ف ق ک گ ل م ن ه", "ا و ی"),
}
_SHARES = {"latin": 0.35, "russian": 0.3, "tajik": 0.2, "persian": 0.15}
_VOCABULARY = 25_000
_FOREIGN = 0.08
"""So many words of a text are of another script: names, quotations."""

_FIRST_DAY = date(1995, 1, 1)
_DAYS = 9_000
_AT_ONCE = 500

SORTS = ("common term", "rare term", "phrase", "prefix", "fuzzy", "boolean + date")


@dataclass(frozen=True, slots=True)
class Text:
    """A document of about three hundred words."""

    number: int
    title: str
    body: str
    day: date


@dataclass(frozen=True, slots=True)
class Question:
    """What every engine is asked, each in its own language.

    A boolean one is about its first two words and not the third, in the days given.
    """

    sort: str
    words: tuple[str, ...]
    days: tuple[date, date] | None = None


class Corpus:
    """`size` documents; the words of a script are drawn by Zipf's law."""

    def __init__(self, size: int, seed: int = 4) -> None:
        self.size = size
        self._seed = seed
        chance = random.Random(seed)
        self._words = {name: _vocabulary(name, chance) for name in _SYLLABLES}
        worth = 1.0 / (np.arange(_VOCABULARY) + 2.7) ** 1.05
        self._until = np.cumsum(worth / worth.sum())

    def texts(self) -> Iterator[Text]:
        """All documents, the same each time."""
        for start in range(0, self.size, _AT_ONCE):
            yield from self._portion(start, min(start + _AT_ONCE, self.size))

    def _portion(self, start: int, end: int) -> Iterator[Text]:
        chance = np.random.default_rng((self._seed, start))
        scripts = [*_SHARES]
        for number in range(start, end):
            script = scripts[chance.choice(4, p=[*_SHARES.values()])]
            length = int(chance.integers(180, 420))
            words = self._drawn(script, length + 6, chance)
            foreign = chance.random(length + 6) < _FOREIGN
            other = self._drawn(scripts[chance.integers(4)], int(foreign.sum()), chance)
            words[foreign] = other
            body = " ".join(words[6:].tolist())
            day = _FIRST_DAY + timedelta(int(chance.integers(_DAYS)))
            yield Text(number, " ".join(words[:6].tolist()), body, day)

    def questions(self, each: int) -> list[Question]:
        """So many of each sort."""
        chance = random.Random(self._seed + 1)
        texts = [text for text in self._portion(0, min(self.size, _AT_ONCE)) if text.number < 400]
        return [
            self._question(sort, chance.choice(texts), number, chance)
            for sort in SORTS
            for number in range(each)
        ]

    def _question(self, sort: str, text: Text, number: int, chance: random.Random) -> Question:
        words = self._words[[*_SYLLABLES][number % 4]]

        def pick(low: int, high: int) -> str:
            return str(words[chance.randrange(low, high)])

        match sort:
            case "common term":
                return Question(sort, (pick(0, 40),))
            case "rare term":
                return Question(sort, (pick(12_000, _VOCABULARY),))
            case "phrase":
                written = text.body.split()
                at = chance.randrange(len(written) - 3)
                return Question(sort, tuple(written[at : at + chance.choice((2, 3))]))
            case "prefix":
                return Question(sort, (pick(100, 5_000)[:4],))
            case "fuzzy":
                return Question(sort, (_misspelt(pick(500, 5_000), chance),))
            case _:
                first = _FIRST_DAY + timedelta(chance.randrange(_DAYS - 800))
                some = (pick(0, 30), pick(30, 300), pick(5, 200))
                return Question(sort, some, (first, first + timedelta(730)))

    def _drawn(self, script: str, count: int, chance: np.random.Generator) -> NDArray[np.object_]:
        numbers = np.searchsorted(self._until, chance.random(count))
        return self._words[script][np.minimum(numbers, _VOCABULARY - 1)]


def _vocabulary(script: str, chance: random.Random) -> NDArray[np.object_]:
    """Different words, the more frequent ones shorter."""
    consonants, vowels = (letters.split() for letters in _SYLLABLES[script])
    found: dict[str, None] = {}
    while len(found) < _VOCABULARY:
        syllables = 2 + (len(found) > 200) + (chance.random() < 0.3)
        parts = [chance.choice(consonants) + chance.choice(vowels) for _ in range(syllables)]
        found["".join(parts) + chance.choice([*consonants, ""])] = None
    return np.array([*found], dtype=object)


def _misspelt(word: str, chance: random.Random) -> str:
    """The word with one of its letters, not the first, written twice removed."""
    at = chance.randrange(1, len(word))
    return word[:at] + chance.choice(word) + word[at + 1 :]
