"""Dates that were written in the Iranian calendar (Solar Hijri), told in the Gregorian one.

Papers of refugees and of Persian-speaking authorities give such years, and nothing marks them: a
year between 1300 and 1450 is hardly ever meant as Gregorian in case files. What is not certain
stays wide: the year 1373 ran from March 1994 to March 1995, and that is what is kept.
"""

import re
from datetime import date, timedelta

from casefiles.errors import NotUnderstood
from casefiles.model import edtf
from casefiles.model.date_lexicon import IRANIAN_MONTHS, MONTHS, SEASONS, alternatives, plain
from casefiles.model.dates import UncertainDate, understand

YEARS = range(1300, 1451)
"""Years of which it is asked which calendar is meant: 1921 to 2072."""
_BEGAN = 621
_NEW_YEAR = date(1994, 3, 21)
_NEW_YEAR_OF = 1373
_LEAP = {1, 5, 9, 13, 17, 22, 26, 30}
"""The places of leap years in the cycle of 33 years, which holds for all of `YEARS`."""
_LONG_MONTHS = 6
_BY_NAME = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}})[ -])?(?P<month>{alternatives(IRANIAN_MONTHS)})"
    r"(?: ماه)?,?(?: سال)? (?P<year>1[34][0-9]{2})"
)
_WINTER = "24"


def year_in_doubt(when: UncertainDate) -> int | None:
    """The first year in it that is probably Iranian."""
    reading = edtf.read(when.text)
    ends = (reading.start, reading.end)
    years = [int(point.year) for point in ends if point and point.year.isdigit()]
    years += [point.earliest.year for point in ends if point and not point.year.isdigit()]
    return next((year for year in years if year in YEARS), None)


def from_iranian(untrusted_text: str) -> UncertainDate | None:
    """What was typed, read as Iranian and told as Gregorian; None where that cannot be said.

    A month in digits is Iranian, too. A Gregorian month by its name stays one; only its year is
    not.
    """
    by_name = _BY_NAME.fullmatch(" ".join(plain(untrusted_text).split()))
    if by_name:
        return _of_month(by_name)
    try:
        when = understand(untrusted_text)
    except NotUnderstood:
        return None
    reading = edtf.read(when.text)
    words = set(re.findall(r"[^\W\d_]+", untrusted_text.lower()))
    named = bool(words & MONTHS.keys())
    points = [point for point in (reading.start, reading.end) if point]
    if words & SEASONS.keys() and any(point.precision != "season" for point in points):
        return None
    spans = [_span(point, named=named) for point in points]
    told = [span for span in spans if span is not None]
    if len(told) < len(spans):
        return None
    if not reading.interval or (reading.start and reading.end):
        first, last = told[0][0], told[-1][1]
        text = first if first == last and not reading.interval else f"{first}/{last}"
    elif reading.start:
        text = f"{told[0][0]}/{'' if reading.unknown else '..'}"
    else:
        text = f"{'' if reading.unknown else '..'}/{told[0][1]}"
    return UncertainDate(text, when.throughout)


def _of_month(found: re.Match[str]) -> UncertainDate | None:
    """A month, or a day of it, that was written by its Iranian name."""
    year, month = int(found["year"]), IRANIAN_MONTHS[found["month"]]
    if year not in YEARS:
        return None
    first, following = _day(year, month, 1), _day(year, month + 1, 1)
    if not found["day"]:
        return UncertainDate(f"{first.isoformat()}/{(following - timedelta(days=1)).isoformat()}")
    day = first + timedelta(days=int(found["day"]) - 1)
    return UncertainDate.of_day(day) if first <= day < following else None


def _span(point: edtf.Point, *, named: bool) -> tuple[str, str] | None:
    """The first and the last of what a point can mean, each as EDTF with the point's mark."""
    if point.earliest.year not in YEARS or point.precision == "century":
        return None
    found = _plain(point, named=named)
    return (found[0] + point.mark, found[1] + point.mark) if found else None


def _plain(point: edtf.Point, *, named: bool) -> tuple[str, str] | None:
    year = point.earliest.year
    if point.precision in ("year", "decade"):
        last = int(point.year.replace("X", "9"))
        return f"{year + _BEGAN}-03", f"{last + _BEGAN + 1}-03"
    if point.precision == "season":
        if point.month == _WINTER:
            return f"{year + _BEGAN}-12", f"{year + _BEGAN + 1}-03"
        season = f"{year + _BEGAN}-{point.month}"
        return season, season
    month = int(point.month)
    if named:
        return _named(year, month, point.day)
    if point.precision == "day":
        day = _day(year, month, int(point.day)).isoformat()
        return day, day
    following = _day(year, month + 1, 1)
    last_day = following - timedelta(days=1)
    return _day(year, month, 1).isoformat(), last_day.isoformat()


def _named(year: int, month: int, day: str) -> tuple[str, str] | None:
    """A Gregorian month of an Iranian year. In March both years have a part."""
    if month == 3 and not day.isdigit():
        return None
    began = (month, int(day) if day.isdigit() else 1) >= (3, 21)
    gregorian = year + _BEGAN + (0 if began else 1)
    text = f"{gregorian}-{month:02d}" + (f"-{day}" if day else "")
    edtf.read(text)
    return text, text


def _day(year: int, month: int, day: int) -> date:
    """The day in the Gregorian calendar. The first six months have 31 days, the others 30.

    Month 13 is the first of the next year, as the last month has 29 days in most years.
    """
    if month > 12:
        return _day(year + 1, month - 12, day)
    before = (month - 1) * 31 - max(0, month - 1 - _LONG_MONTHS)
    return _new_year(year) + timedelta(days=before + day - 1)


def _new_year(year: int) -> date:
    if year >= _NEW_YEAR_OF:
        leaps = sum(1 for one in range(_NEW_YEAR_OF, year) if one % 33 in _LEAP)
        return _NEW_YEAR + timedelta(days=365 * (year - _NEW_YEAR_OF) + leaps)
    leaps = sum(1 for one in range(year, _NEW_YEAR_OF) if one % 33 in _LEAP)
    return _NEW_YEAR - timedelta(days=365 * (_NEW_YEAR_OF - year) + leaps)
