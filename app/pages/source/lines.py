"""A text in lines as an editor shows it, and the way between its places and those of the text.

Everything the program knows about a text counts code points; Qt counts UTF-16 units in paragraphs.
Very long lines are shown in pieces, because Qt lays a paragraph out as a whole.
"""

import re
from bisect import bisect_right
from itertools import pairwise

from casefiles.insight.passages import Passages
from casefiles.model.pages import PAGE_END, Pages
from casefiles.text import _

_LONGEST = 8_000
_BEGINNING = 4_000
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PIECE = re.compile(rf"(?s).{{1,{_LONGEST}}}(?:(?<=\s)|$)|.{{{_LONGEST}}}")
_PAGE_ENDS = re.compile(f"{PAGE_END}+")
_HEAD = "──  {words}  ──"
# Qt would begin a new line at these, or keep them for itself.
_SHOWN = str.maketrans(
    {"\f": "\u200b"}
    | dict.fromkeys("\r\u2028\u2029", " ")
    | dict.fromkeys("\0\ufdd0\ufdd1", "\ufffd")
)


class Lines:
    """`text` as it is kept; its first line is line `first` of the original file."""

    def __init__(self, text: str, first: int = 1) -> None:
        self.text = text
        self._passages = Passages(text, first)
        self._pages = Pages(text)
        self._block_starts, self._numbers, self._page_heads = self._cut()
        self.shown = self._as_shown()
        """The text for the editor: one paragraph a block, none of them too long."""
        self._plain = text.isascii() or max(text) <= "\uffff"

    # What it answers

    @property
    def first(self) -> int:
        """The number of the first line in the original file."""
        return self._passages.first

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self._passages.last

    @property
    def pages(self) -> int:
        """How many pages it has; 0 for a text without any."""
        return self._pages.count

    @property
    def mirrored(self) -> bool:
        """Whether most of its letters are read from right to left."""
        beginning = self.text[:_BEGINNING]
        right = len(_FROM_RIGHT.findall(beginning))
        return right > sum(map(str.isalpha, beginning)) / 2

    def number(self, block: int) -> int:
        """The number of the line that begins with this block; 0 for what continues one."""
        return self._numbers[block] if block < len(self._numbers) else 0

    def line_at(self, offset: int) -> int:
        """The number of the line in which a place of the text lies."""
        return self._passages.line_at(offset)

    def page_at(self, offset: int) -> int:
        """The number of the page on which a place of the text lies; 0 where there are none."""
        return self._pages.at(offset)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where these lines begin and end in the text, inclusive; drawn in to what there is."""
        return self._passages.span(first, last)

    def block_at(self, offset: int) -> tuple[int, int]:
        """The block and the UTF-16 column in it of a place of the text."""
        offset = min(max(offset, 0), len(self.text))
        block = bisect_right(self._block_starts, offset) - 1
        start = self._block_starts[block]
        if self._plain:
            return block, offset - start
        return block, _units(self.text[start:offset])

    def offset_at(self, block: int, column: int) -> int:
        """The reverse of `block_at`; every place in the head of a page is that of its beginning."""
        start = self._block_starts[min(block, len(self._block_starts) - 1)]
        if block in self._page_heads:
            return start
        if self._plain:
            return start + column
        piece = self.text[start : start + column]
        for number, letter in enumerate(piece):
            if column <= 0:
                return start + number
            column -= 2 if letter > "\uffff" else 1
        return start + len(piece)

    # How inside

    def _as_shown(self) -> str:
        ends = [*self._block_starts[1:], len(self.text) + 1]
        pieces = (
            self._page_heads.get(block) or self.text[start:end].removesuffix("\n")
            for block, (start, end) in enumerate(zip(self._block_starts, ends, strict=True))
        )
        return "\n".join(pieces).translate(_SHOWN)

    def _cut(self) -> tuple[list[int], list[int], dict[int, str]]:
        """Where blocks begin, the numbers of their lines, and what stands in those that are none
        of the text but head a page."""
        starts: list[int] = []
        numbers: list[int] = []
        heads: dict[int, str] = {}
        edges = [*self._passages.starts, len(self.text) + 1]
        for number, (start, end) in enumerate(pairwise(edges), self.first):
            if self._pages.count and (start == 0 or self.text.startswith(PAGE_END, start)):
                # Of pages without words, one after the other, the last is that of this line.
                ended = _PAGE_ENDS.match(self.text, start)
                page = self._pages.at(ended.end() if ended else start)
                heads[len(starts)] = _HEAD.format(words=_("Page {n}").format(n=page))
                starts.append(start)
                numbers.append(0)
            starts.append(start)
            numbers.append(number)
            if end - start > _LONGEST:
                more = [start + one.start() for one in _PIECE.finditer(self.text[start : end - 1])]
                starts += more[1:]
                numbers += [0] * (len(more) - 1)
        return starts, numbers, heads


def _units(text: str) -> int:
    return len(text) + sum(1 for letter in text if letter > "\uffff")
