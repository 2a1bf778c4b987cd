"""Dates that stand in running text, in English, Russian, Tajik and Persian.

The text is spelled as kinds of words, shapes of dates are looked for in that, and the parser of
typed dates says what each means; so nothing is found that it would not understand.
"""

import re
from dataclasses import dataclass

from casefiles.errors import NotUnderstood
from casefiles.model import date_shapes
from casefiles.model.date_spelling import Spelling, spell
from casefiles.model.dates import UncertainDate, understand
from casefiles.model.iranian import from_iranian
from casefiles.text import _

_SAME_THOUGHT = 400
"""Characters over which a year that was named is still the one that is spoken of."""
_TELLING = ("day", "month")
"""Dates as exact as these tell what happened; a mere year ("the accords of 1997") looks aside."""
_SOON = 31
"""Days after its publication of which a source may speak without saying the year."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Characters `start` to `end` (half-open, code points) of a text that say when.

    `surface` is what stands there. `when` is None where the words are surely a date that cannot be
    kept as they stand, and `refusal` says why: no year, a day that the month does not have.
    """

    start: int
    end: int
    surface: str
    when: UncertainDate | None
    refusal: str = ""

    def sentence(self) -> str:
        """What is understood, as the date fields echo it, or why nothing is."""
        return self.when.sentence() if self.when else self.refusal


def find_dates(text: str, *, published: UncertainDate | None = None) -> tuple[FoundDate, ...]:
    """All dates in the order of the text, none over another, each as long as it can be.

    "Last month" and the like are found only if it is known when the text was `published`. A day
    without a year takes the year that was named before it in the paragraph, or else that of the
    publication, and is doubtful (`?`) then.
    """
    return tuple(_Finder(text, published).found())


class _Finder:
    """Goes through one text once."""

    def __init__(self, text: str, published: UncertainDate | None) -> None:
        self._text, self._published = text, published
        self._spelled: Spelling = spell(text)
        self._named: tuple[int, int] | None = None
        """The year that was named last, and where."""

    def found(self) -> list[FoundDate]:
        letters, at = self._spelled.letters, 0
        found: list[FoundDate] = []
        while next_one := date_shapes.shapes(letters, at):
            first, ends = next_one
            at = first + 2
            for end in ends:
                one = self._read(first, end)
                if one is not None:
                    found.append(one)
                    at = end + 1
                    break
        return found

    def _read(self, first: int, last: int) -> FoundDate | None:
        start, end = self._spelled.place(first, last)
        shape = self._spelled.letters[first:last]
        surface = self._text[start:end]
        try:
            when = self._understood(surface, shape, start, last)
        except NotUnderstood as fault:
            if not date_shapes.is_surely_date(shape):
                return None
            return FoundDate(start, end, surface, None, fault.sentence)
        if date_shapes.names_year(shape) and when.precision in _TELLING and when.earliest:
            self._named = end, when.earliest.year
        return FoundDate(start, end, surface, when)

    def _understood(self, surface: str, shape: str, start: int, last: int) -> UncertainDate:
        """Raises `NotUnderstood`."""
        if date_shapes.may_be_iranian(shape):
            return _iranian(surface)
        if date_shapes.names_year(shape) or date_shapes.is_relative(shape):
            return understand(surface, published=self._published)
        year = self._year_behind(last) or self._year_before(start)
        if year:
            return _perhaps(understand(f"{surface} {year}"))
        return self._of_publication(surface)

    def _year_behind(self, last: int) -> str:
        """The year of a date that is told together with this one, if any."""
        at = date_shapes.year_behind(self._spelled.letters, last)
        return self._text[slice(*self._spelled.place(at, at + 1))] if at is not None else ""

    def _year_before(self, start: int) -> str:
        """The year that was named shortly before, in the same paragraph."""
        if self._named is None:
            return ""
        where, year = self._named
        near = start - where < _SAME_THOUGHT and "\n\n" not in self._text[where:start]
        return str(year) if near else ""

    def _of_publication(self, surface: str) -> UncertainDate:
        """The last such day before publication, or one soon after it."""
        printed = self._published.latest if self._published else None
        if printed is None:
            raise NotUnderstood(_("The year is missing from this date."))
        found = understand(f"{surface} {printed.year}")
        if found.earliest and (found.earliest - printed).days > _SOON:
            found = understand(f"{surface} {printed.year - 1}")
        return _perhaps(found)


def _iranian(surface: str) -> UncertainDate:
    """In the calendar of Persian texts. Elsewhere such a year is only probably meant so."""
    found = from_iranian(surface)
    if found is None:
        raise NotUnderstood(_("This date could not be understood."))
    return found if re.search("[\u0600-\u06ff]", surface) else _perhaps(found)


def _perhaps(when: UncertainDate) -> UncertainDate:
    """The same, marked as uncertain."""
    ends = [_doubtful(end) for end in when.text.split("/")]
    return UncertainDate("/".join(ends), when.throughout)


def _doubtful(end: str) -> str:
    if end in ("", "..") or end[-1] in "?%":
        return end
    return f"{end[:-1]}%" if end.endswith("~") else f"{end}?"
