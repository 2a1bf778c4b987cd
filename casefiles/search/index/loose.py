"""Lists of postings as they are gathered from texts, before they are a segment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from casefiles.search.index.arrays import Array, narrowest


@dataclass(frozen=True)
class Loose:
    """A `Part` (see `joining`) that is in memory.

    `columns` are "docs", "weights" and "counts", one entry a posting, list by list; and "places".
    """

    called: Mapping[str, Sequence[bytes]]
    pairs: tuple[Array, Array]
    lists: Array
    held: Array
    columns: Mapping[str, Array]

    def known(self, kind: str) -> int:
        """How many "words", "forms" or "terms" there are."""
        return len(self.called[kind])

    def names(self, kind: str, numbers: Array) -> list[bytes]:
        """These of them; all of them ascend."""
        every = self.called[kind]
        return [every[number] for number in numbers.tolist()]

    def kind(self, column: str) -> np.dtype[Any]:
        """The narrowest numbers that hold a column."""
        return narrowest(int(self.columns[column].max(initial=0)))

    def take(self, column: str, start: int, end: int) -> Array:
        """A column of the postings of some neighbouring lists."""
        first = self._places_first if column == "places" else self._first
        return self.columns[column][first[start] : first[end]]

    @cached_property
    def sizes(self) -> Array:
        """How many positions each list has."""
        return np.diff(self._places_first)

    @cached_property
    def _first(self) -> Array:
        return np.append(0, np.cumsum(self.held))

    @cached_property
    def _places_first(self) -> Array:
        ends = np.append(0, np.cumsum(self.columns["counts"], dtype=np.int64))
        found: Array = ends[self._first]
        return found
