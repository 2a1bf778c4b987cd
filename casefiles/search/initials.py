"""With which letters a word may begin that meets another: most of a text need not be looked at.

The forms of a word (see `forms`) begin with its own first letter or with what a romanisation makes
of it. What begins otherwise is passed over unread when marks are looked for in a text.
"""

from functools import lru_cache

_LATIN = {
    "c": "cks", "d": "dj", "e": "ei", "k": "kh", "o": "ou", "p": "pf", "q": "kq", "t": "tc",
    "w": "vw", "x": "hx", "y": "eiy", "z": "jz",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "dj", "е": "ei", "ж": "jz", "з": "jz", "и": "i",
    "й": "eiи", "к": "hk", "л": "l", "м": "m", "н": "n", "о": "ou", "п": "pf", "р": "r", "с": "s",
    "т": "tc", "у": "u", "ф": "f", "х": "h", "ц": "t", "ч": "c", "ш": "s", "щ": "s", "ы": "i",
    "э": "ei", "ю": "i", "я": "i", "ғ": "gг", "ӣ": "iи", "қ": "kк", "ӯ": "uу", "ҳ": "hх",
    "ҷ": "jжч", "ё": "iе",
}  # fmt: skip
"""What else the forms begin with, for words that begin so. Letters whose sound hangs on the next
one (ъ, ь) are not here, nor are those that folding changes."""

_PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوه"
_BEGUN = {letter: letter + _LATIN.get(letter, "") for letter in "abcdefghijklmnopqrstuvwxyz"}
_BEGUN |= {letter: letter + others for letter, others in _CYRILLIC.items()}
_BEGUN |= {letter: letter for letter in _PERSIAN}


@lru_cache(maxsize=256)
def never(letters: frozenset[str]) -> frozenset[str]:
    """Letters, small and capital, with which no word begins that has a form beginning with these.

    Of letters that are not known here nothing is said.
    """
    found = {letter for letter, begun in _BEGUN.items() if letters.isdisjoint(begun)}
    return frozenset(found | {letter.upper() for letter in found})
