"""Short pieces of a text around the marked words, cut between words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

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
    chosen: list[Snippet] = []
    seen: set[int] = set()
    left = list(marks)
    while left and len(chosen) < MOST_SNIPPETS:
        first = max(range(len(left)), key=lambda i: (_worth(text, left, i, seen), -i))
        inside = _window(text, left, first)
        chosen.append(_around(text, inside, chosen))
        seen |= {mark.wording for mark in inside}
        left = [mark for mark in left if not _overlaps(mark, chosen[-1])]
    return tuple(sorted(chosen, key=lambda one: one.start))


def _window(text: str, marks: Sequence[Mark], first: int) -> list[Mark]:
    """The marks from the first on that fit into one snippet."""
    room = min(marks[first].start + _ROOM - _BEFORE, _stretch(text, marks[first])[1])
    rest = islice(marks, first, None)
    return list(takewhile(lambda mark: mark.end <= room, rest)) or [marks[first]]


def _worth(text: str, marks: Sequence[Mark], first: int, seen: set[int]) -> tuple[int, int, int]:
    inside = _window(text, marks, first)
    wordings = {mark.wording for mark in inside}
    return len(wordings - seen), len(wordings), len(inside)


def _around(text: str, inside: Sequence[Mark], others: Sequence[Snippet]) -> Snippet:
    first, last = inside[0].start, inside[-1].end
    low, high = _stretch(text, inside[0])
    floor = max((one.start + len(one.text) for one in others if one.start < first), default=0)
    ceiling = min((one.start for one in others if one.start > first), default=len(text))
    start = max(low, floor, first - _BEFORE)
    end = max(last, min(high, ceiling, start + _ROOM))
    return _piece(text, start, end, inside)


def _stretch(text: str, mark: Mark) -> tuple[int, int]:
    """Where the words begin and end that belong together around a mark."""
    end = text.find(APART, mark.end)
    return text.rfind(APART, 0, mark.start) + 1, len(text) if end < 0 else end


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
