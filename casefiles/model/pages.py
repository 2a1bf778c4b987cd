"""The pages of a text that was read from something with pages: a PDF, an office document."""

import re
from bisect import bisect_right

PAGE_END = "\f"
"""Stands between two pages, at the beginning of a line of the second: a form feed."""


class Pages:
    """Where the pages of a text are. A text without any page end has none."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer(PAGE_END, text)]

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._ends) + 1 if self._ends else 0

    def at(self, offset: int) -> int:
        """The number of the page (from 1) on which a place of the text lies; 0 without pages."""
        return bisect_right(self._ends, offset) + 1 if self._ends else 0
