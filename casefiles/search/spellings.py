"""Other ways the same word is written: without Tajik letters, in a legacy font, in Latin.

The search is not the name engine: it folds letters, so that *Сатторӣ*, *Саттори* and *Sattori*
meet, and leaves vowels alone, because a reader corrects a wrong hit at a glance but never sees a
missing one. Both sides, text and question, pass through the same functions.
"""

import re
from functools import lru_cache

# How Tajik is typed where the keyboard has Russian letters only, and (second line) the letters that
# pre-Unicode Tajik fonts put in place of ҳ ҷ қ ғ ӯ ӣ, which survive in copied texts.
_WITHOUT_TAJIK_LETTERS = str.maketrans(
    {
        "ӣ": "и", "ӯ": "у", "қ": "к", "ғ": "г", "ҳ": "х", "ҷ": "ч", "й": "и", "ё": "е", "ъ": "",
        "њ": "х", "љ": "ч", "ќ": "к", "ѓ": "г", "ў": "у", "ї": "и", "і": "и",
    }
)  # fmt: skip
_SOFT_J = str.maketrans({"ҷ": "ж", "љ": "ж"})
_A_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")

_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ғ": "gh", "д": "d", "е": "e", "ё": "yo",
        "ж": "zh", "з": "z", "и": "i", "ӣ": "i", "й": "y", "к": "k", "қ": "q", "л": "l", "м": "m",
        "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ӯ": "u", "ў": "u",
        "ф": "f", "х": "kh", "ҳ": "h", "ц": "ts", "ч": "ch", "ҷ": "j", "ш": "sh", "щ": "sh",
        "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "i", "є": "ye",
        "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "һ": "h", "ң": "ng", "ј": "j", "џ": "j",
        "њ": "h", "љ": "j", "ќ": "k", "ѓ": "g",
    }
)  # fmt: skip

# Romanisations of one sound, in the order they must be read. Plain replacement where that says it:
# every word of every text passes through here, and an expression costs twenty times as much.
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("shch", "sh"), ("dj", "j"), ("dzh", "j"), ("tch", "ch"), ("zh", "j"), ("kh", "h"), ("x", "h"),
    ("gh", "g"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", "v"), ("ce", "se"), ("ci", "si"),
    ("cy", "sy"),
)  # fmt: skip
_SOUNDS_WITHOUT_H = tuple(one for one in _SOUNDS if "h" not in one[0] and "x" not in one[0])
_VOWELS: tuple[tuple[str, str], ...] = (("oo", "u"), ("ou", "u"), ("ee", "i"))
_HARD_C = re.compile(r"c(?!h)")
_SOFT_E = re.compile(r"(?:(?<=[aeiou])|^)ye")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 16)
def other_spellings(word: str) -> tuple[str, ...]:
    """The looser spellings of a word folded by `normalise`, the word itself perhaps among them."""
    if is_cyrillic(word):
        found = [without_tajik_letters(word), romanised(word)]
        if "ҷ" in word or "љ" in word:
            found.append(without_tajik_letters(word.translate(_SOFT_J)))
        return tuple(dict.fromkeys(found))
    return (romanised(word),) if word.isascii() and not word.isdigit() else ()


def without_tajik_letters(word: str) -> str:
    """A Cyrillic word as somebody types it who has Russian letters only."""
    return word.translate(_WITHOUT_TAJIK_LETTERS)


@lru_cache(maxsize=1 << 12)
def romanised(word: str) -> str:
    """A Cyrillic or Latin word in one common romanisation: Раҳим, Rahim, Rakhim -> rahim."""
    latin = word if word.isascii() else word.translate(_LATIN)
    # Most words have none of these letters: to look for each of the sounds costs more than this.
    for written, sound in _SOUNDS if "h" in latin or "x" in latin else _SOUNDS_WITHOUT_H:
        latin = latin.replace(written, sound)
    if "c" in latin:
        latin = _HARD_C.sub("k", latin).replace("ch", "c")
    for written, sound in _VOWELS:
        latin = latin.replace(written, sound)
    if "y" in latin:
        latin = _SOFT_E.sub("e", latin).replace("y", "i")
    latin = undoubled(latin)
    return latin[:-1] + "v" if latin.endswith("of") and len(latin) > 3 else latin


def undoubled(word: str) -> str:
    """A word with each letter once where it stands twice or more in a row."""
    # Most words have none, and to replace costs four times as much as to look.
    return _DOUBLED.sub(lambda found: found[1], word) if _DOUBLED.search(word) else word


def is_cyrillic(word: str) -> bool:
    """Whether the word has a Cyrillic letter."""
    return _A_CYRILLIC_LETTER.search(word) is not None
