"""Numbers as words: the lists of 2048 words, eleven bits a word.

The English list is that of BIP-39; recovery sheets and fingerprints always use it, so that a sheet
written in one language of the program can be typed back in another. Its order is part of the
formats and never changes.
"""

from functools import lru_cache

import resources

LIST_SIZE = 2048
BITS_A_WORD = 11

ENGLISH = "english"
LIST_OF_LANGUAGE = {"en": ENGLISH, "ru": "russian", "tg": "russian"}


@lru_cache
def word_list(name: str = ENGLISH) -> tuple[str, ...]:
    """The 2048 words of a list in their order."""
    text = resources.path("wordlists", f"{name}.txt").read_text(encoding="utf-8")
    words = tuple(text.split())
    if len(set(words)) != LIST_SIZE:
        msg = f"the word list {name} is not whole"
        raise ValueError(msg)
    return words


@lru_cache
def _positions() -> dict[str, int]:
    return {word: at for at, word in enumerate(word_list())}


def position(untrusted_word: str) -> int | None:
    """The place of a word in the English list (0 to 2047), or None."""
    return _positions().get(untrusted_word)


def words_of(data: bytes, count: int) -> tuple[str, ...]:
    """The first `count` groups of eleven bits of `data`, high bits first, as English words."""
    spare = len(data) * 8 - count * BITS_A_WORD
    if spare < 0:
        msg = f"{len(data)} bytes do not hold {count} words"
        raise ValueError(msg)
    number = int.from_bytes(data, "big") >> spare
    shifts = range((count - 1) * BITS_A_WORD, -1, -BITS_A_WORD)
    return tuple(word_list()[number >> shift & (LIST_SIZE - 1)] for shift in shifts)
