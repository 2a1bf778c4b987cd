"""Other ways the same word is written: without Tajik letters, in a legacy font, in Latin.

The search is not the name engine: it folds letters so that *Кабирӣ*, *Кабири* and *Kabiri* meet and
leaves vowels alone, because a reader corrects a wrong hit at a glance but never sees a missing one.
Both sides, text and question, pass through the same functions.
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

# Romanisations of one sound, in the order they must be read.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch", "sh"),
        (r"dzh|dj", "j"),
        (r"tch", "ch"),
        (r"zh", "j"),
        (r"kh|x", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"w", "v"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"ch", "c"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"(?:(?<=[aeiou])|^)ye", "e"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..o)f$", "v"),
    )
)


@lru_cache(maxsize=1 << 16)
def other_spellings(word: str) -> tuple[str, ...]:
    """The looser spellings of a word folded by `normalise`, the word itself perhaps among them."""
    if is_cyrillic(word):
        found = [without_tajik_letters(word), romanised(word)]
        found.append(without_tajik_letters(word.translate(_SOFT_J)))
        return tuple(dict.fromkeys(found))
    return (romanised(word),) if word.isascii() and not word.isdigit() else ()


def without_tajik_letters(word: str) -> str:
    """A Cyrillic word as somebody types it who has Russian letters only."""
    return word.translate(_WITHOUT_TAJIK_LETTERS)


def romanised(word: str) -> str:
    """A Cyrillic or Latin word in one common romanisation: Раҳмон, Rahmon, Rakhmon -> rahmon."""
    latin = word.translate(_LATIN)
    for pattern, sound in _RULES:
        latin = pattern.sub(sound, latin)
    return latin


def is_cyrillic(word: str) -> bool:
    """Whether the word has a Cyrillic letter."""
    return any("\u0400" <= letter <= "\u052f" for letter in word)
