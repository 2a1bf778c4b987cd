"""Where lines and citations stand in the text of a source."""

import re
from bisect import bisect_right

from casefiles.model.claim import Citation

Span = tuple[int, int]


class Passages:
    """The lines of a text; its first line is line `first` of the original file."""

    def __init__(self, text: str, first: int = 1) -> None:
        self.first = first
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        """Where each line begins."""
        self._length = len(text)

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.first + len(self.starts) - 1

    def line_at(self, offset: int) -> int:
        """The number of the line in which a place of the text lies."""
        return self.first + bisect_right(self.starts, offset) - 1

    def span(self, first: int, last: int) -> Span:
        """Where these lines begin and end in the text, inclusive; drawn in to what there is."""
        most = len(self.starts) - 1
        one, other = (min(max(line - self.first, 0), most) for line in (first, max(first, last)))
        end = self.starts[other + 1] - 1 if other < most else self._length
        return self.starts[one], end

    def cited(self, citation: Citation) -> Span:
        """The lines that are cited, else the characters, else the whole text."""
        passage = citation.passage
        if passage.first_line:
            return self.span(passage.first_line, passage.last_line)
        if 0 <= passage.start < passage.end <= self._length:
            return passage.start, passage.end
        return 0, self._length
