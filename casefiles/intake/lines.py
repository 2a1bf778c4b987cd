"""Lines and code points of one text. A line ends at LF and nowhere else.

Python's own `splitlines` also breaks at form feeds and other separators; offsets that others rely
on (articles, citations, marks) must not depend on those.
"""

from array import array
from bisect import bisect_right


def count(text: str) -> int:
    """How many lines a text has; an LF at the very end does not begin another one."""
    return text.count("\n") + (0 if text.endswith("\n") else 1) if text else 0


class LineMap:
    """Lines (from 1) to code point offsets (from 0) of a text, and back."""

    __slots__ = ("_length", "_starts")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        starts = array("I", (0,) if text else ())
        at = text.find("\n")
        while 0 <= at < len(text) - 1:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._starts = starts

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self._starts)

    def start(self, line: int) -> int:
        """Offset of a line's first code point; raises `IndexError` for a line that is not there."""
        if not 1 <= line <= len(self._starts):
            raise IndexError(line)
        return self._starts[line - 1]

    def end(self, line: int, text: str) -> int:
        """Offset just behind a line's last code point, its LF not counted."""
        start = self.start(line)
        if line < len(self._starts):
            return self._starts[line] - 1
        return self._length - (1 if text.endswith("\n") and self._length > start else 0)

    def span(self, first: int, last: int, text: str) -> tuple[int, int]:
        """Start and end offset of the lines `first` to `last`, both included."""
        return self.start(first), self.end(last, text)

    def line_of(self, offset: int) -> int:
        """The line that holds the code point at `offset`; raises `IndexError` outside the text."""
        if not 0 <= offset < max(1, self._length):
            raise IndexError(offset)
        return bisect_right(self._starts, offset)
