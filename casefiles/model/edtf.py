"""The grammar of uncertain dates: EDTF level 1 text in, first and last possible day out.

EDTF is the Library of Congress's Extended Date/Time Format, now ISO 8601-2:2019. Level 1 lets a
source's own vagueness be written down: `1994~` (about), `1994?` (uncertain), `1994%` (both),
`198X` (some year of the decade), `2017-07-XX` (some day of July), `2017-22` (summer), `1994/..`
(open end), `1994/` (end unknown). Times of day, years beyond 0001-9999 and the letter-prefixed
years of the standard do not occur in case files and are refused.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from casefiles.errors import NotUnderstood
from casefiles.text import _

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<mark>[?~%]?)"
)
_LONGEST = 40
"""No level 1 expression is longer; anything more is not a date and is not even matched."""

# Sources seldom say whether they count seasons by calendar months or by the sun, so each season
# reaches over both readings: (first month, first day, years later, last month, last day). The
# winter "of 2017" is either end of that year.
_SEASONS = {
    "21": (3, 1, 0, 6, 21),
    "22": (6, 1, 0, 9, 22),
    "23": (9, 1, 0, 12, 21),
    "24": (1, 1, 1, 3, 20),
}

_SLACK = {"day": 7, "month": 31, "season": 92, "year": 366, "decade": 3653, "century": 36525}
"""Days by which an approximate or uncertain date may be off when it is compared with others."""


@dataclass(frozen=True, slots=True)
class Point:
    """One end of an interval, or the whole of a plain date. `earliest <= latest` always."""

    year: str
    month: str
    day: str
    mark: str
    precision: str
    earliest: date
    latest: date

    @property
    def slack(self) -> timedelta:
        """How far a marked date may be off when compared; zero for an unmarked one."""
        return timedelta(days=_SLACK[self.precision] if self.mark else 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression says. A plain date is its own start and end; a missing end is None.

    `unknown` tells an unknown end (`1994/`) from an open one (`1994/..`).
    """

    start: Point | None
    end: Point | None
    interval: bool = False
    unknown: bool = False


@lru_cache(4096)
def read(untrusted_text: str) -> Reading:
    """Read canonical EDTF level 1 text; raises `NotUnderstood`."""
    if len(untrusted_text) > _LONGEST:
        raise _not_edtf()
    if "/" not in untrusted_text:
        point = _read_point(untrusted_text)
        return Reading(point, point)
    left, _slash, right = untrusted_text.partition("/")
    start = None if left in ("", "..") else _read_point(left)
    end = None if right in ("", "..") else _read_point(right)
    if start is None and end is None:
        raise NotUnderstood(_("A period needs at least a beginning or an end."))
    if start and end and start.earliest > end.latest:
        raise NotUnderstood(_("This period ends before it begins."))
    return Reading(start, end, interval=True, unknown="" in (left, right))


def _read_point(untrusted_text: str) -> Point:
    found = _POINT.fullmatch(untrusted_text)
    if not found:
        raise _not_edtf()
    year, month, day, mark = (found[name] or "" for name in ("year", "month", "day", "mark"))
    if year == "0000":
        raise NotUnderstood(_("There is no year 0: years run from 0001 to 9999."))
    if ("X" in year and month) or (month == "XX" and day not in ("", "XX")):
        raise _not_edtf()
    if month in _SEASONS and not day:
        return Point(year, month, "", mark, "season", *_season(int(year), month))
    precision, earliest, latest = _span(year, month, day)
    return Point(year, month, day, mark, precision, earliest, latest)


def _span(year: str, month: str, day: str) -> tuple[str, date, date]:
    first_year, last_year = int(year.replace("X", "0")) or 1, int(year.replace("X", "9"))
    if month in ("", "XX"):
        precision = {0: "year", 1: "decade", 2: "century"}[year.count("X")]
        return precision, date(first_year, 1, 1), date(last_year, 12, 31)
    if not 1 <= int(month) <= 12:
        raise NotUnderstood(_("There is no such month: months run from 01 to 12."))
    length = calendar.monthrange(first_year, int(month))[1]
    if day in ("", "XX"):
        month_start = date(first_year, int(month), 1)
        return "month", month_start, month_start.replace(day=length)
    if not 1 <= int(day) <= length:
        raise NotUnderstood(_("There is no such day in that month."))
    exact = date(first_year, int(month), int(day))
    return "day", exact, exact


def _season(year: int, code: str) -> tuple[date, date]:
    first_month, first_day, later, last_month, last_day = _SEASONS[code]
    if year + later > date.max.year:
        return date(year, first_month, first_day), date.max
    return date(year, first_month, first_day), date(year + later, last_month, last_day)


def _not_edtf() -> NotUnderstood:
    return NotUnderstood(
        _("This is not a date that can be kept."),
        _("Write it like 1994, 1994-08, 1994-08-12, 1994~ for about, or 1994/1997 for a period."),
    )
