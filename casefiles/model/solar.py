"""The Iranian calendar (Solar Hijri) reckoned in the Gregorian one, for the years of case files."""

from datetime import date, timedelta

YEARS = range(1300, 1451)
"""1921 to 2072: the cycle of leap years below holds for all of them."""
BEGAN = 621
"""The Gregorian year in which a year begins is so much later."""
_NEW_YEAR = date(1994, 3, 21)
_NEW_YEAR_OF = 1373
_LEAP = {1, 5, 9, 13, 17, 22, 26, 30}
"""The places of leap years in the cycle of 33 years."""
_LONG_MONTHS = 6


def day_of(year: int, month: int, day: int) -> date:
    """The day in the Gregorian calendar. The first six months have 31 days, the others 30.

    Month 13 is the first of the next year, as the last month has 29 days in most years.
    """
    if month > 12:
        return day_of(year + 1, month - 12, day)
    before = (month - 1) * 31 - max(0, month - 1 - _LONG_MONTHS)
    return _new_year(year) + timedelta(days=before + day - 1)


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return day_of(year, month, 1), day_of(year, month + 1, 1) - timedelta(days=1)


def _new_year(year: int) -> date:
    if year >= _NEW_YEAR_OF:
        leaps = sum(1 for one in range(_NEW_YEAR_OF, year) if one % 33 in _LEAP)
        return _NEW_YEAR + timedelta(days=365 * (year - _NEW_YEAR_OF) + leaps)
    leaps = sum(1 for one in range(year, _NEW_YEAR_OF) if one % 33 in _LEAP)
    return _NEW_YEAR - timedelta(days=365 * (_NEW_YEAR_OF - year) + leaps)
