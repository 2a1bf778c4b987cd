"""How long it takes to find who is mentioned: run it, read the figures.

    python tests/benchmarks/mentions.py [--persons N] [--pages N]

An invented source of 100 pages (2,500 characters each) that names some of 2,000 invented persons,
whole and by surname. Not a test: nothing here passes or fails.
"""

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from casefiles.names.lexicon import Bearer, lexicon
from casefiles.names.mentions import find_mentions

SEED = 4
PAGE = 2_500
SYLLABLES = [consonant + vowel for consonant in "bdfgjklmnrstvyz" for vowel in "aou"]
ENDINGS = ["ov", "ev", "zoda", "i", "iyon"]
SENTENCE = "the officers came at night and asked where the family had been during the summer"


def word(chance: random.Random, syllables: int) -> str:
    """An invented one."""
    return "".join(chance.choice(SYLLABLES) for _ in range(syllables))


def text(chance: random.Random, names: list[str], pages: int) -> str:
    """Sentences of common words; every third names somebody, some of them by surname again."""
    made: list[str] = []
    size = 0
    while size < pages * PAGE:
        sentence = chance.choices(SENTENCE.split(), k=chance.randrange(8, 20))
        if chance.random() < 1 / 3:
            name = chance.choice(names)
            sentence.insert(3, name)
            if chance.random() < 0.5:
                sentence.append(name.split()[-1])
        sentence[0] = sentence[0].capitalize()
        made.append(" ".join(sentence) + ".")
        size += len(made[-1]) + 1
    return " ".join(made)


def main() -> None:
    """Measure it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--persons", type=int, default=2_000)
    parser.add_argument("--pages", type=int, default=100)
    asked = parser.parse_args()
    chance = random.Random(SEED)
    names = [
        f"{word(chance, 3).capitalize()} {word(chance, 2).capitalize()}{chance.choice(ENDINGS)}"
        for _ in range(asked.persons)
    ]
    before = time.perf_counter()
    known = lexicon(Bearer(number, (name,)) for number, name in enumerate(names))
    print(f"{asked.persons:,} persons taken apart in {time.perf_counter() - before:.2f} s")
    words = text(chance, names, asked.pages)
    for turn in ("at first", "again"):
        before = time.perf_counter()
        found = find_mentions(words, known)
        took = time.perf_counter() - before
        print(f"{asked.pages} pages, {len(found):,} mentions found in {took:.2f} s {turn}")


if __name__ == "__main__":
    main()
