"""Dates as they are typed into a search: 2017, 2017-07, 2017-07-21, ranges, "summer 1994"."""

import calendar
import re
from datetime import date, timedelta

from casefiles.errors import NotUnderstood
from casefiles.model.dates import understand
from casefiles.search.conditions import Dated

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_A_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_RANGE = re.compile(r"(.*?)(?:\.\.|…|/)(.*)")


def dated(text: str) -> Dated | None:
    """The days that `text` means (open ends allowed: `..2017`, `2017-07..`), or None."""
    if not (parts := _RANGE.fullmatch(text)):
        days = _days(text)
        return Dated(*days) if days else None
    first, last = (_days(end) if end else None for end in parts.groups())
    if (parts[1] and not first) or (parts[2] and not last) or not (first or last):
        return None
    if first and last and last < first:
        first, last = last, first
    return Dated(first[0] if first else date.min, last[1] if last else date.max)


def before(text: str) -> Dated | None:
    """The days before all that `text` means, or None."""
    days = dated(text) or in_words(text)
    if days is None or days.start == date.min:
        return None
    return Dated(date.min, days.start - timedelta(days=1))


def after(text: str) -> Dated | None:
    """The days after all that `text` means, or None."""
    days = dated(text) or in_words(text)
    if days is None or days.end == date.max:
        return None
    return Dated(days.end + timedelta(days=1), date.max)


def in_words(text: str) -> Dated | None:
    """The days that words mean, in English or Russian: "summer 1994", "июль 2017", "1990s"."""
    if not _A_YEAR.search(text):
        return None
    try:
        found = understand(text)
    except NotUnderstood:
        return None
    return Dated(found.earliest or date.min, found.latest or date.max)


def is_year(text: str) -> bool:
    """Whether `text` is a bare year of our times, which may as well be a word of a text."""
    return bool(re.fullmatch(r"(?:19|20)\d\d", text))


def looks_like_date(text: str) -> bool:
    """Whether bare `text` says more than a number: at least a month, or a range."""
    if re.fullmatch(r"\d{4}-\d{1,2}(?:-\d{1,2})?", text):
        return True
    return bool(re.search(r"\.\.|…", text)) and dated(text) is not None


def _days(text: str) -> tuple[date, date] | None:
    if not (match := _DAY.fullmatch(text)):
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None
