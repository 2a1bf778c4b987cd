"""Dates that were written in the Iranian calendar (Solar Hijri), told in the Gregorian one.

Papers of refugees and of Persian-speaking authorities give such years, and nothing marks them: a
year between 1300 and 1450 is hardly ever meant as Gregorian in case files. What is not certain
stays wide: the year 1373 ran from March 1994 to March 1995, and that is what is kept.
"""

import re

from casefiles.errors import NotUnderstood
from casefiles.model import edtf
from casefiles.model.date_lexicon import MONTHS, SEASONS, TYPED_IRANIAN_MONTHS, plain
from casefiles.model.dates import UncertainDate, understand
from casefiles.model.solar import BEGAN, YEARS, day_of, month_of

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
    try:
        when = understand(untrusted_text)
    except NotUnderstood:
        return None
    reading = edtf.read(when.text)
    words = set(re.findall(r"[^\W\d_]+", plain(untrusted_text)))
    if words & TYPED_IRANIAN_MONTHS.keys():
        return when  # months that tell their calendar are understood as they stand
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
        return f"{year + BEGAN}-03", f"{last + BEGAN + 1}-03"
    if point.precision == "season":
        if point.month == _WINTER:
            return f"{year + BEGAN}-12", f"{year + BEGAN + 1}-03"
        season = f"{year + BEGAN}-{point.month}"
        return season, season
    month = int(point.month)
    if named:
        return _named(year, month, point.day)
    if point.precision == "day":
        day = day_of(year, month, int(point.day)).isoformat()
        return day, day
    first, last_day = month_of(year, month)
    return first.isoformat(), last_day.isoformat()


def _named(year: int, month: int, day: str) -> tuple[str, str] | None:
    """A Gregorian month of an Iranian year. In March both years have a part."""
    if month == 3 and not day.isdigit():
        return None
    began = (month, int(day) if day.isdigit() else 1) >= (3, 21)
    gregorian = year + BEGAN + (0 if began else 1)
    text = f"{gregorian}-{month:02d}" + (f"-{day}" if day else "")
    edtf.read(text)
    return text, text
