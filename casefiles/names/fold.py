"""Fold the spelling and script of names away, in two steps.

`fold` writes any script in one plain lower-case Latin: Сатторӣ, Sattorī and "Sattori" become the
same letters. `skeleton` goes on to sounds: kh, h and x are one, doubled letters are single,
vowels count only as the beginning of a word, because Persian script does not write them and
romanisations disagree about them. `keys` are the skeletons under which a word should be looked up:
several where a letter can be two sounds or where an ending may be dropped.

The idea of keys by sound is Russell's Soundex (1918); the classes here are those in which
romanisations of Tajik, Persian and Russian differ.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

from casefiles.names.letters import (
    APOSTROPHES,
    ARABIC,
    ARABIC_SHAPES,
    CYRILLIC,
    JOINERS,
    LATIN,
    LEGACY_TAJIK,
    PLAIN_FEH,
)

WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}{JOINERS}\u0300-\u036f\u064b-\u065f]+[^\W_]*)*")
_UNWRITTEN = re.compile(rf"[{APOSTROPHES}{JOINERS}]")
_POSSESSIVE = re.compile("['’]s$")
_SOFT_G = re.compile(rf"g[{APOSTROPHES}](?=\w)")

# Word-final Persian spellings of Russian and Tajik surname endings, and silent letters.
_ARABIC_ENDINGS = (
    (re.compile("(?<=..)(?:و|ا)?ف$"), "ov"),
    (re.compile("(?<=..)(?:وو|او|و)ا$"), "ova"),
    (re.compile("زاده$"), "zoda"),
    (re.compile("^ال(?=...)"), "al"),
    (re.compile("لله$"), "llah"),
    (re.compile("(?<=..)ال(?=[دذرزسشصطن]..)"), "u"),
    (re.compile("خوا"), "kho"),
    (re.compile("(?<=[^ایو])ه$"), "a"),
    (re.compile("(?<=[سزتدکگ])(?=ه)"), "a"),
    (re.compile("^و"), "v"),
    (re.compile("^ی"), "y"),
)

_BARE_FEH = re.compile("(?<=..)(?<![وا])ف$")

# Sounds that romanisations write differently; the order matters, longest first.
_SOUNDS = (
    ("w", "v"),
    ("ou", "u"),
    ("au", "av"),
    ("shch", "w"),
    ("sch", "w"),
    ("sh", "w"),
    ("dzh", "j"),
    ("dj", "j"),
    ("zh", "j"),
    ("tch", "c"),
    ("ch", "C"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "s"),
    ("ck", "k"),
    ("c", "k"),
    ("C", "c"),
)
QAF = "G"
"""The g that a q may be. It is that of Ghafur, but never the h that a Russian g may stand for."""

_SEVERAL = {"x": ("h", "ks"), "q": ("k", QAF)}
"""Letters that stand for two sounds: x in Uzbek and in Alexander, q for Persian qaf."""

_PARTED = re.compile("(?<=.)sh")
"""Inside a Latin word, sh may also be an s and an h: Ishoq is Исҳоқ."""

_MOST_READINGS = 8
_VOWELS = "aeiouy"

# An ending that a decree, a fashion or a clerk adds or drops: -ov, -zoda, -i and the like.
_ENDING = re.compile(
    r"(?P<stem>.{3,}?)(?P<ending>(?:i?ye|ie|o|e)(?:va|v|ff)|z[oa]d(?:ah|eh|a|e)|pur|iyy?|i|y)$"
)
_ENDEARMENT = re.compile(r"(?P<stem>.{3,}?)(?:(?:dj|dzh|zh|j)[oa]n|kh?[oa]n|bek)$")


def script(word: str) -> str:
    """ "latin", "cyrillic" or "arabic" by the first letter that has one of them, else ""."""
    for letter in word:
        name = unicodedata.name(letter, "")
        for known in ("LATIN", "CYRILLIC", "ARABIC"):
            if name.startswith(known):
                return known.lower()
    return ""


def words(text: str) -> tuple[str, ...]:
    """The words of a text, with apostrophes and joiners inside them; hyphens part words."""
    return tuple(WORD.findall(unicodedata.normalize("NFC", text)))


def fold(text: str) -> str:
    """The text in lower-case Latin letters and digits, one space between words."""
    return " ".join(filter(None, map(_fold_word, words(text))))


def skeleton(word: str) -> str:
    """The consonants by sound, after an `a` if the word begins with a vowel: Sattorov, strv."""
    return _bare(readings(fold(word))[0])


def keys(word: str) -> frozenset[str]:
    """All skeletons under which the word may be found, endings kept and dropped. May be empty."""
    folds = {fold(written) for written in persian_readings(word)}
    forms = {
        form for folded in folds for form in (folded, stem(folded)[0], *without_endearment(folded))
    }
    full = {_bare(reading) for form in forms for reading in readings(form)}
    found = full | {_without_h(key) for key in full}
    found |= {key.replace("p", "f") for key in found}  # Yusupov, Yusufov
    return frozenset(found) - {""}


def persian_readings(word: str) -> Iterator[str]:
    """What only the reader of a word in Persian script knows: whether a vav is a vowel or a v, and
    whether a feh at the end is one (Ashraf) or all that is written of -ov (Rahimov)."""
    yield from _with_vav_as_v(word)
    if _BARE_FEH.search(word):
        yield from _with_vav_as_v(word[:-1] + PLAIN_FEH)


def _with_vav_as_v(word: str) -> Iterator[str]:
    parts = word.split("و")
    joints = itertools.product("وڤ", repeat=len(parts) - 1)
    for chosen in itertools.islice(joints, _MOST_READINGS):
        yield "".join(map("".join, itertools.zip_longest(parts, chosen, fillvalue="")))


def stem(folded: str) -> tuple[str, str]:
    """A folded word without its surname or izafat ending, and that ending's kind or "".

    Kinds: ov, ova, zoda, pur, i. The stem keeps at least three letters.
    """
    found = _ENDING.match(folded)
    if not found or not re.search(f"[^{_VOWELS}].*[^{_VOWELS}]", found["stem"]):
        return folded, ""
    ending = found["ending"]
    if ending.endswith("va"):
        return found["stem"], "ova"
    if ending[-1] in "vf":
        return found["stem"], "ov"
    return found["stem"], {"z": "zoda", "p": "pur"}.get(ending[0], "i")


def readings(folded: str) -> tuple[str, ...]:
    """The sounds of a folded word, vowels kept; several where a letter has two sounds."""
    spellings = dict.fromkeys((folded, _PARTED.sub("s.h", folded)))
    every = (reading for spelling in spellings for reading in _chosen(_sounds(spelling)))
    return tuple(dict.fromkeys(itertools.islice(every, _MOST_READINGS)))


def _chosen(sounds: str) -> Iterator[str]:
    choices = [_SEVERAL.get(sound, (sound,)) for sound in sounds if sound != "."]
    return map("".join, itertools.product(*choices))


@lru_cache(65536)
def _fold_word(word: str) -> str:
    word = unicodedata.normalize("NFKC", word)
    written = script(word)
    if written == "cyrillic":
        return _plain(word.translate(LEGACY_TAJIK).lower().translate(CYRILLIC))
    if written == "arabic":
        return _plain(_arabic(word))
    word = _POSSESSIVE.sub("", word.lower())
    return _plain(_SOFT_G.sub("gh", word).translate(LATIN))


def _arabic(word: str) -> str:
    word = _plain_marks(_UNWRITTEN.sub("", word).translate(ARABIC_SHAPES))
    for pattern, latin in _ARABIC_ENDINGS:
        word = pattern.sub(latin, word)
    return word.translate(ARABIC)


def _plain_marks(word: str) -> str:
    """Without combining marks: accents, and the short vowels and doublings of Arabic script."""
    return "".join(letter for letter in word if unicodedata.combining(letter) == 0)


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", _UNWRITTEN.sub("", word))
    letters = _plain_marks(decomposed)
    return re.sub(r"[^a-z0-9]", "", anyascii(letters).lower())


def _sounds(folded: str) -> str:
    for spelling, sound in _SOUNDS:
        folded = folded.replace(spelling, sound)
    return re.sub(r"(.)\1+", r"\1", folded)


def _bare(sounds: str) -> str:
    sounds = sounds.replace(QAF, "g")
    begins = "a" if sounds[:1] and sounds[0] in _VOWELS else ""
    consonants = re.sub(f"[{_VOWELS}]", "", sounds)
    return begins + re.sub(r"(.)\1+", r"\1", consonants)


def _without_h(key: str) -> str:
    """An h inside a word is often lost: Shahrbonu, Sharbonu. Short keys keep theirs."""
    shorter = key[:1] + key[1:].replace("h", "")
    return re.sub(r"(.)\1+", r"\1", shorter) if len(shorter) > 2 else key


def without_endearment(folded: str) -> tuple[str, ...]:
    """A folded word as it may be without -jon, -khon or -bek, which respect adds to given names.

    A d before -jon may belong to either: Umed and Ali both may be called so.
    """
    found = _ENDEARMENT.match(folded)
    if not found:
        return (folded,)
    shorter = found["stem"]
    keeps_d = folded.startswith(shorter + "dj")
    return (shorter, shorter + "d") if keeps_d else (shorter,)
