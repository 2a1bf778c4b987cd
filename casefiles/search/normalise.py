"""Text as the search sees it: words folded to plain letters, each knowing where it stood.

Everything the index and the marks know about letters begins here, so that a word is cut and folded
in one way only. Folding is compatibility composition (NFKC, Unicode Standard Annex 15), lower case,
no accents, tatweel or joiners, one form of each Arabic letter, ASCII digits. Cyrillic letters keep
what makes them letters (й, ӣ, ӯ, ё); the looser readings of a word are made in `spellings`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST_WORD = 64
"""Letters of a word that count; what is longer is no word, and would only swell the index."""

LONGEST_RUN = 256
"""Letters of a text that are read in one piece where no space or sign stands among them."""

_MOST_PIECES = 1 << 16
"""Pieces of texts that are remembered to hold none of the words looked for."""

_APOSTROPHES = "'’‘‛ʼʻʽʾʿˈ`´ʹ′＇"
_INVISIBLE = (
    "\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # joiners, marks
    "\ufe00-\ufe0f"  # variation selectors
)
_COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
LETTER = rf"[\w{_APOSTROPHES}{_INVISIBLE}{_COMBINING}]"
RUN_LETTER = re.compile(LETTER)
# Bounded, so that a megabyte without a space is read in pieces.
_RUN = re.compile(rf"{LETTER}{{1,{LONGEST_RUN}}}")

CYRILLIC = "\u0400-\u0481\u048a-\u052f"
PERSIAN = "\u0620-\u063a\u0641-\u064a\u0671-\u0674\u0679-\u06d3"
"""Ranges of letters of which each is folded by itself, whatever stands beside it."""

_CYRILLIC = re.compile(f"[{CYRILLIC}]+")
_PERSIAN = re.compile(f"[{PERSIAN}]+")
_IGNORED = re.compile(rf"[\u0640{_INVISIBLE}]")
_APOSTROPHE = frozenset(_APOSTROPHES)

_SAME_LETTER = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ٱ": "ا",
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae",
        "œ": "oe", "ə": "a", "ŋ": "ng",
    }
)  # fmt: skip


class Letter(NamedTuple):
    """One folded letter and the half-open range of original code points it comes from."""

    letter: str
    start: int
    end: int


class Word(NamedTuple):
    """A folded word and the half-open range of original code points it stands for."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order; ranges are code points of `text` as it was given."""
    for run in _RUN.finditer(text):
        yield from _placed(words_of_run(run.group()), run.start())


class Looking:
    """Looks for some words in one text after another, ten times faster than looking at all words.

    `which` says of a folded word whether it is wanted. It is asked once for each way a word is
    written in the texts, and only those that are wanted are looked for. None is that begins with a
    letter (small or capital) of `passed_over`.
    """

    def __init__(
        self, which: Callable[[str], bool], passed_over: frozenset[str] = frozenset()
    ) -> None:
        self._which = which
        self._passed_over = passed_over
        self._without = set[str]()
        """What stood between spaces in earlier texts and holds none of the words."""

    def words(self, text: str) -> Iterator[Word]:
        """The wanted words of `text`, as `words` gives them."""
        runs_wanted: dict[str, tuple[Word, ...]] = {}
        for piece in self._likely(text):
            if inside := self._inside(piece):
                runs_wanted |= inside
            else:
                self._without.add(piece)
        if any(len(run) == LONGEST_RUN for run in runs_wanted):
            yield from (word for word in words(text) if self._which(word.text))
            return
        places = sorted((at, run) for run in runs_wanted for at in _standing(text, run))
        for at, run in places:
            yield from _placed(runs_wanted[run], at)

    def _likely(self, text: str) -> set[str]:
        """What stands between spaces and may hold a wanted word."""
        if len(self._without) > _MOST_PIECES:
            self._without.clear()
        fresh = set(text.split()) - self._without
        likely = {one for one in fresh if one[0] not in self._passed_over or not one.isalnum()}
        self._without |= fresh - likely
        return likely

    def _inside(self, piece: str) -> dict[str, tuple[Word, ...]]:
        """The runs of a piece that hold wanted words, and any that may have been cut."""
        found: dict[str, tuple[Word, ...]] = {}
        for run in runs(piece):
            if run[0] in self._passed_over and run.isalnum():
                continue
            inside = tuple(word for word in words_of_run(run) if self._which(word.text))
            if inside or len(run) == LONGEST_RUN:
                found[run] = inside
        return found


def folded(text: str) -> tuple[str, ...]:
    """The words of `text` without their places."""
    return tuple(word for run in runs(text) for word, _, _ in words_of_run(run))


def runs(text: str) -> list[str]:
    """The pieces of `text` between spaces and signs: each holds whole words, mostly one."""
    return _RUN.findall(text)


def _placed(inside: Iterable[Word], at: int) -> Iterator[Word]:
    for word, start, end in inside:
        yield Word(word, at + start, at + end)


def _standing(text: str, run: str) -> Iterator[int]:
    """Where a run stands in the text as a whole run, and not inside a longer one."""
    at = text.find(run)
    while at >= 0:
        end = at + len(run)
        begun = at == 0 or not RUN_LETTER.match(text, at - 1)
        if begun and not RUN_LETTER.match(text, end):
            yield at
        at = text.find(run, end)


def fold(text: str) -> str:
    """The words of `text`, folded, with one space between."""
    return " ".join(folded(text))


def letters(text: str) -> Iterator[Letter]:
    """Each folded letter of `text` with its origin: the map from folded to original offsets."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me"):
            end += 1
        for letter in _fold_cluster(text[start:end]):
            yield Letter(letter, start, end)
        start = end


def cut(run: str) -> tuple[Word, ...]:
    """The words of a piece as `runs` gives them; ranges are of the piece."""
    if (run.isascii() and run.isalnum()) or _CYRILLIC.fullmatch(run):
        return (Word(run.lower()[:LONGEST_WORD], 0, len(run)),)
    if _PERSIAN.fullmatch(run):
        return (Word(plain_persian(run)[:LONGEST_WORD], 0, len(run)),)
    found: list[Word] = []
    current: list[Letter] = []
    sequence = tuple(letters(run))
    for i, letter in enumerate(sequence):
        if letter.letter.isalnum():
            if not _is_possessive_s(sequence, i):
                current.append(letter)
        elif letter.letter == "'" and _next(sequence, i).isalnum():
            continue  # Gʻulom, Jumʿa, G'ulom: one word, with or without
        else:
            _finish(current, found)
    _finish(current, found)
    return tuple(found)


words_of_run = lru_cache(maxsize=1 << 16)(cut)
"""`cut`, remembered: texts share most of their words."""


def _is_possessive_s(sequence: tuple[Letter, ...], i: int) -> bool:
    """Whether the letter is the s of the English genitive, which is no part of a name."""
    return (
        sequence[i].letter == "s"
        and i > 0
        and sequence[i - 1].letter == "'"
        and not _next(sequence, i).isalnum()
    )


def _next(sequence: tuple[Letter, ...], i: int) -> str:
    return sequence[i + 1].letter if i + 1 < len(sequence) else ""


def _finish(current: list[Letter], found: list[Word]) -> None:
    if current:
        text = "".join(one.letter for one in current)
        found.append(Word(text[:LONGEST_WORD], current[0].start, current[-1].end))
        current.clear()


@lru_cache(maxsize=1 << 14)
def _fold_cluster(cluster: str) -> str:
    """A letter with the marks that stand on it, folded; empty if nothing of it counts."""
    if cluster[0] in _APOSTROPHE:
        return "'"
    composed = unicodedata.normalize("NFKC", _IGNORED.sub("", cluster)).lower()
    return "".join(_fold_letter(letter) for letter in composed)


def _fold_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in ("Mn", "Me"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if "\u0400" <= letter <= "\u052f":
        return letter  # й is a letter, not an и with a mark
    bare = unicodedata.normalize("NFD", letter)
    kept = "".join(one for one in bare if unicodedata.category(one) not in ("Mn", "Me"))
    return kept.translate(_SAME_LETTER)


def plain_persian(text: str) -> str:
    """The text with each letter of `PERSIAN` folded: as long as it was."""
    for letter, plain in _other_persian():
        text = text.replace(letter, plain)
    return text


@lru_cache(maxsize=1)
def _other_persian() -> tuple[tuple[str, str], ...]:
    """The letters of `PERSIAN` that are not folded as they stand."""
    every = [one for one in map(chr, range(0x0600, 0x0700)) if _PERSIAN.fullmatch(one)]
    return tuple((one, _fold_cluster(one)) for one in every if _fold_cluster(one) != one)
