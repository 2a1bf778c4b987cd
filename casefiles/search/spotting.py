"""Where words that are known beforehand stand in texts: the quick way to what `normalise` tells.

Most words of most texts fold letter by letter (lower case, one form of each Persian letter), so
that a known word can be looked for in the lowered text as it is. Only what else stands there,
words with accents, apostrophes or joiners, is cut and folded one by one.
"""

import re
from collections.abc import Iterator

from casefiles.search.normalise import (
    CYRILLIC,
    LETTER,
    LONGEST_RUN,
    LONGEST_WORD,
    PERSIAN,
    RUN_LETTER,
    Word,
    plain_persian,
    words,
    words_of_run,
)

_MOST_BEGINNINGS = 24
"""Beginnings of words that are looked for one after the other in a text."""

_SIMPLE = f"0-9a-z{CYRILLIC}{PERSIAN}"
_ALL_SIMPLE = re.compile(f"[{_SIMPLE}]*")
_OTHER = re.compile(rf"[^{_SIMPLE}\s!-&(-/:-@\[-^{{-~«»–—“”„…،؛؟]")
"""What is neither a letter that folds by itself nor any of the usual signs."""

_REST = re.compile(f"{LETTER}*")
_LONG_RUN = re.compile(f"{LETTER}{{{LONGEST_RUN}}}")
_WINDOW = LONGEST_RUN // 2
_ANY_PERSIAN = re.compile(f"[{PERSIAN}]")


class Spotting:
    """Looks for the same folded words in one text after another."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted
        simple = sorted(word for word in wanted if _ALL_SIMPLE.fullmatch(word))
        self._beginnings = _beginnings(simple)
        self._persian = any(map(_ANY_PERSIAN.search, simple))
        self._long = any(len(word) >= LONGEST_WORD for word in wanted)

    def words(self, text: str) -> list[Word]:
        """The wanted words of `text`, as `normalise.words` gives them."""
        lowered = text.lower()
        if self._long or len(lowered) != len(text) or _has_long_run(text):
            return [word for word in words(text) if word.text in self._wanted]
        if self._persian and _ANY_PERSIAN.search(lowered):
            lowered = plain_persian(lowered)
        return sorted((*self._simple(lowered), *self._others(text, lowered)), key=_by_place)

    def _simple(self, lowered: str) -> Iterator[Word]:
        """Those whose letters all fold by themselves."""
        for beginning in self._beginnings:
            at = lowered.find(beginning)
            while at >= 0:
                end = _end(lowered, at)
                if lowered[at:end] in self._wanted and not _continues(lowered, at):
                    yield Word(lowered[at:end], at, end)
                at = lowered.find(beginning, end)

    def _others(self, text: str, lowered: str) -> Iterator[Word]:
        """Those of runs with other letters in them."""
        behind = 0
        for found in _OTHER.finditer(lowered):
            at = found.start()
            if at < behind or not RUN_LETTER.match(lowered, at):
                continue
            while _continues(lowered, at):
                at -= 1
            behind = _end(lowered, at)
            for word, start, end in words_of_run(text[at:behind]):
                if word in self._wanted:
                    yield Word(word, at + start, at + end)


def _by_place(word: Word) -> int:
    return word.start


def _beginnings(ordered: list[str]) -> list[str]:
    """What the words begin with, none of it the beginning of another, and not too much of it."""
    found = _apart(ordered)
    longest = max(map(len, found), default=0)
    for letters in range(longest, 0, -1):
        if len(found) <= _MOST_BEGINNINGS:
            break
        found = _apart([one[:letters] for one in found])
    return found


def _apart(ordered: list[str]) -> list[str]:
    kept: list[str] = []
    for one in ordered:
        if not kept or not one.startswith(kept[-1]):
            kept.append(one)
    return kept


def _end(text: str, at: int) -> int:
    """Where the run ends that goes on at a place."""
    found = _REST.match(text, at)
    return found.end() if found else at


def _continues(text: str, at: int) -> bool:
    """Whether a run began before this place."""
    return at > 0 and RUN_LETTER.match(text, at - 1) is not None


def _has_long_run(text: str) -> bool:
    """Whether a run may be longer than is read in one piece: rare, so told cheaply at first."""
    spaced = all(
        text.find(" ", at, at + _WINDOW) >= 0 for at in range(0, len(text) - _WINDOW, _WINDOW)
    )
    return not spaced and _LONG_RUN.search(text) is not None
