"""How a word sounds, coarsely, so that one name meets itself in another script.

A key keeps the consonants as one romanisation has them and three kinds of vowels: *a* and *o* are
one, as are *e*, *i* and *y*, because Tajik, Russian and English take the same vowel for each other.
Persian script writes few vowels, so a Persian word is a pattern that keys of other words may fit.
Letters are folded by `normalise` before they come here; common words are not the concern of keys.
"""

import re
from functools import lru_cache

from casefiles.search.spellings import is_cyrillic, romanised, undoubled
from casefiles.search.stems import endings_cut

_VOWELS = str.maketrans({"o": "a", "e": "i", "y": "i"})
_GLIDE = re.compile(r"(?<=[bcdfghjklmnprstvz])i(?=[au])")
_PERSIAN = re.compile("[\u0620-\u064a\u066e-\u06d3]+")

_PERSIAN_LETTERS = {
    "ا": "[au]", "آ": "a", "ع": "[aiu]?", "ء": "", "ئ": "i?", "ب": "b", "پ": "p", "ت": "t",
    "ط": "t", "ث": "s", "س": "s", "ص": "s", "ج": "j", "چ": "[cj]", "ح": "h", "خ": "h", "ه": "h",
    "د": "d", "ذ": "z", "ز": "z", "ض": "z", "ظ": "z", "ر": "r", "ژ": "j", "ش": "sh", "غ": "[gk]",
    "ق": "[gk]", "ف": "[fv]", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n",
    "و": "(?:uv|av|u|v|a)", "ی": "(?:ai|i)",
}  # fmt: skip
_LONG = frozenset("اآوی")
_SHORT_VOWEL = "[aiu]?"
_ARTICLE = re.compile("(?<=..)ال(?=..)")
_HARD = str.maketrans("cg", "jk", "aiuhvf")
"""What of a key stands for certain in Persian script, the letters of a class as one."""

SHORTEST = 4
"""Letters of a word, and sounds of its key, that is looked for by its sound."""

_KEY, _BONES, _PERSIAN_BONES = "&", "$", "%"
"""Signs before a key, the consonants of a key, and those of a Persian word, in the index."""


@lru_cache(maxsize=1 << 16)
def keys(word: str) -> tuple[str, ...]:
    """The keys of a Latin or Cyrillic word, with and without its ending; none for others."""
    if is_cyrillic(word):
        whole = dict.fromkeys((word, *endings_cut(word)))
        read = [one for form in whole for one in _readings(form)]
        return tuple(dict.fromkeys(_key(one) for one in read))
    return (_key(word),) if word.isascii() and word.isalpha() else ()


@lru_cache(maxsize=1 << 16)
def close_key(word: str) -> str:
    """The key of a Latin word among Latin words: only *a* and *o* are one."""
    return undoubled(romanised(word).replace("o", "a"))


@lru_cache(maxsize=1 << 14)
def sounding(word: str) -> tuple[str, ...]:
    """Under what a word of a text (folded by `normalise`) is found by its sound."""
    if len(word) < SHORTEST or word.isdigit():
        return ()
    if is_persian(word):
        return (_PERSIAN_BONES + _bones_of_persian(word),)
    found = keys(word)
    bones = (_BONES + key.translate(_HARD) for key in found if len(key) >= SHORTEST)
    return (*(_KEY + key for key in found), *dict.fromkeys(bones))


def sounding_like(word: str) -> tuple[str, ...]:
    """Under what words are found that may sound like this one."""
    if is_persian(word):
        return (_BONES + _bones_of_persian(word),)
    found = keys(word)
    bones = (_PERSIAN_BONES + key.translate(_HARD) for key in found if len(key) >= SHORTEST)
    return (*(_KEY + key for key in found), *dict.fromkeys(bones))


def is_persian(word: str) -> bool:
    """Whether the word is in Persian script."""
    return _PERSIAN.fullmatch(word) is not None


@lru_cache(maxsize=1 << 12)
def pattern(word: str) -> re.Pattern[str]:
    """What keys of other scripts a word in Persian script may have: to look for many keys."""
    return re.compile("".join(_heard(word)))


def may_be_heard(word: str, key: str) -> bool:
    """Whether the pattern of a word in Persian script matches the whole of one key.

    To compile it would take ten times as long, and a question meets many words for one key each.
    """
    reached = {0}
    for piece in _heard(word):
        ways = _ways(piece)
        reached = {at + len(way) for at in reached for way in ways if key.startswith(way, at)}
    return len(key) in reached


@lru_cache(maxsize=1 << 6)
def _ways(piece: str) -> tuple[str, ...]:
    """What a piece of a pattern matches; what may come again comes once, as in every key."""
    kept = piece.rstrip("?*")
    left_out = ("",) if kept != piece else ()
    if kept.startswith("["):
        return (*kept[1:-1], *left_out)
    return (*kept.removeprefix("(?:").removesuffix(")").split("|"), *left_out)


@lru_cache(maxsize=1 << 14)
def _heard(word: str) -> tuple[str, ...]:
    """The pieces of the pattern of a word in Persian script."""
    made, word = [], _as_heard(word)
    last = len(word) - 1
    for at, letter in enumerate(word):
        before, after = word[at - 1] if at else "", word[at + 1] if at < last else ""
        if at and letter not in _LONG and before not in _LONG:
            made.append(_SHORT_VOWEL)
        if at == 0 and letter == "ا":
            made += ["[aiu]", "i?"] if after == "ی" else ["[aiu]"]
        elif at == last and letter == "ه":
            made.append("(?:a|i|ah|ih|h)?")
        elif letter == "ی" and after in _LONG | {"ه"}:
            made.append("i*" if at else "i")
        elif letter == "ی" and at and word[at - 1] == "ا" and at == 1:
            made.append("i?")
        else:
            made.append(_PERSIAN_LETTERS.get(letter, ""))
    return tuple(made)


@lru_cache(maxsize=1 << 12)
def beginnings_of(word: str) -> frozenset[str]:
    """The first letters, in every script, of words that may sound like this one."""
    if is_persian(word):
        first = {key for key, letters in _BEGIN.items() if word[0] in letters}
    else:
        first = {key[0] for key in keys(word) if key}
    return frozenset(letter for one in first for letter in _BEGIN.get(one, ""))


def _as_heard(word: str) -> str:
    """A word in Persian script without what is written in it and hardly heard."""
    return _ARTICLE.sub("ع", word.replace("خوا", "خا"))


def _bones_of_persian(word: str) -> str:
    """The consonants that every key has that fits the pattern, one letter for those of a class."""
    each = (_PERSIAN_LETTERS.get(letter, "") for letter in _as_heard(word))
    return "".join(one.strip("[]")[:1] for one in each if one[-1:] not in ("?", ")")).translate(
        _HARD
    )


def _key(word: str) -> str:
    spelled = romanised(word).translate(_VOWELS)
    spelled = undoubled(_GLIDE.sub("", spelled))
    return spelled[:-1] if spelled.endswith("h") and len(spelled) > 3 else spelled


def _readings(word: str) -> tuple[str, ...]:
    """A Cyrillic word, also as it would be with the letters that people leave out."""
    found = [word]
    if "ч" in word:
        found.append(word.replace("ч", "ҷ"))
    if word.startswith("е"):
        found.append("ё" + word[1:])
    return tuple(found)


_BEGIN = {
    "a": "aoаоәөاآع", "i": "ieyиеэйёяюіїєیاع", "u": "uoуӯўүұوعا", "b": "bбب", "c": "ctчچ",
    "d": "dдد", "f": "fpфف", "g": "gгғگغق", "h": "hkxхҳњهحخ", "j": "jdzgжҷдчљجچژ", "k": "kqcкқќکقغ",
    "l": "lлل", "m": "mмم", "n": "nнن", "p": "pпپ", "r": "rрر", "s": "scсшцщtسصثش", "t": "tтتط",
    "v": "vwвو", "z": "zзزذضظ",
}  # fmt: skip
"""By the first letter of a key, those with which words of all scripts begin."""
