"""Short pieces of a text around the marked words, cut between words."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.search.marks import Mark

_ROOM = 240
"""Code points of a snippet, about three lines of a list."""

_BEFORE = 80
MOST_SNIPPETS = 3

APART = "\u2029"
"""Stands between the words of a source and what is said of it, each thing said apart from the
others: a snippet never holds two of them as if they were one sentence."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the original text, unchanged.

    `start` is where it begins in that text; `marks` are half-open ranges within the snippet. All
    are counted in code points.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    start: int


def snippets(text: str, marks: Sequence[Mark]) -> tuple[Snippet, ...]:
    """At most three pieces, in the order of the text, that show the most different wordings.

    A text without marks gives its beginning, so that a hit by title still shows what it is; what is
    only said of a record is no beginning.
    """
    if not marks:
        own = text.partition(APART)[0]
        return (_piece(own, 0, _ROOM, ()),) if own.strip() else ()
    stretches = _Stretches(text)
    chosen: list[Snippet] = []
    seen: set[int] = set()
    left = list(marks)
    while left and len(chosen) < MOST_SNIPPETS:
        inside = _best(stretches, left, seen)
        chosen.append(_around(stretches, inside, chosen))
        seen |= {mark.wording for mark in inside}
        left = [mark for mark in left if not _overlaps(mark, chosen[-1])]
    return tuple(sorted(chosen, key=lambda one: one.start))


class _Stretches:
    """A text and where in it words begin and end that belong together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._breaks = [found.start() for found in re.finditer(APART, text)]

    def around(self, mark: Mark) -> tuple[int, int]:
        """The stretch in which a mark stands."""
        at = bisect_right(self._breaks, mark.start)
        begin = self._breaks[at - 1] + 1 if at else 0
        return begin, self._breaks[at] if at < len(self._breaks) else len(self.text)


def _best(stretches: _Stretches, marks: Sequence[Mark], seen: set[int]) -> Sequence[Mark]:
    """The neighbouring marks that fit into one snippet and are worth most, the first of equals."""
    best, worth = (0, 1), (-1, 0, 0)
    end = 0
    for first, mark in enumerate(marks):
        room = min(mark.start + _ROOM - _BEFORE, stretches.around(mark)[1])
        end = max(end, first + 1)
        while end < len(marks) and marks[end].end <= room:
            end += 1
        wordings = {marks[at].wording for at in range(first, end)}
        found = (len(wordings - seen), len(wordings), end - first)
        if found > worth:
            best, worth = (first, end), found
    return marks[best[0] : best[1]]


def _around(stretches: _Stretches, inside: Sequence[Mark], others: Sequence[Snippet]) -> Snippet:
    text, first, last = stretches.text, inside[0].start, inside[-1].end
    low, high = stretches.around(inside[0])
    floor = max((one.start + len(one.text) for one in others if one.start < first), default=0)
    ceiling = min((one.start for one in others if one.start > first), default=len(text))
    start = max(low, floor, first - _BEFORE)
    end = max(last, min(high, ceiling, start + _ROOM))
    return _piece(text, start, end, inside)


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> Snippet:
    """The text from `start` to `end`, drawn in to whole words but never into a mark."""
    end = min(end, len(text))
    first = marks[0].start if marks else end
    last = marks[-1].end if marks else start
    while 0 < start < first and not (text[start - 1].isspace() and not text[start].isspace()):
        start += 1
    while end < len(text) and end > last and not (text[end].isspace()):
        end -= 1
    while end > max(last, start + 1) and text[end - 1].isspace():
        end -= 1
    shown = tuple((mark.start - start, mark.end - start) for mark in marks)
    return Snippet(text[start:end], shown, start)


def _overlaps(mark: Mark, snippet: Snippet) -> bool:
    return mark.start < snippet.start + len(snippet.text) and mark.end > snippet.start
