"""Single dates as people write them, turned into EDTF level 1 text.

Each reader knows one way of writing and answers None where it is not that way. What could be two
different dates (5/3/1997) is refused with a sentence instead of guessed.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from casefiles.errors import NotUnderstood
from casefiles.model import date_sentences, edtf, solar
from casefiles.model.date_cases import DateWords
from casefiles.model.date_lexicon import (
    MONTHS,
    ORDINAL,
    SEASONS,
    THIRDS,
    TYPED_IRANIAN_MONTHS,
    alternatives,
)
from casefiles.text import _

MONTH = rf"(?P<month>{alternatives(MONTHS)})"
SEASON = rf"(?P<season>{alternatives(SEASONS)})"
THIRD = rf"(?P<third>{alternatives(THIRDS)})"
YEAR = r"(?P<year>[0-9]{4})"
DAY = rf"(?P<day>[0-9]{{1,2}})(?:{ORDINAL})?"
_IRANIAN = re.compile(
    rf"(?:{DAY}[ -])?(?P<month>{alternatives(TYPED_IRANIAN_MONTHS)})(?: ماه)?(?: سال| соли)? {YEAR}"
)
_YEARLESS = re.compile(rf"(?:{DAY} )?{MONTH}(?: [0-9]{{1,2}}(?:st|nd|rd|th)?)?")


def read(text: str) -> str | None:
    """EDTF for a plain date in lower-case words, None if it is none.

    Raises `NotUnderstood` for impossible and for ambiguous dates.
    """
    for reading in _READERS:
        found = reading(text)
        if found:
            if "/" not in found:
                refuse_impossible(found)
            return found
    if _YEARLESS.fullmatch(text):
        raise NotUnderstood(_("The year is missing from this date."))
    return None


def refuse_impossible(text: str) -> None:
    """Raise `NotUnderstood` for a date that cannot be; of a day it says where its month ends."""
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2})-([0-9]{2})[?~%]?", text)
    month = edtf.read(found[1]) if found else None
    if found and month and month.start and month.start.precision == "month":
        last = month.start.latest.day
        if not 1 <= int(found[2]) <= last:
            sentence = _("There is no day {day} in {month}: its last is day {last}.")
            named = DateWords.of(date_sentences.label(month))
            raise NotUnderstood(sentence.format(day=int(found[2]), month=named, last=last))
    edtf.read(text)


def _iso(text: str) -> str | None:
    found = re.fullmatch(r"([0-9]{4})(?:[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?)?", text)
    return "-".join(part.zfill(2) for part in found.groups() if part) if found else None


def _words(text: str) -> str | None:
    for order in (
        f"{DAY} {MONTH} {YEAR}",
        f"{MONTH} {DAY} {YEAR}",
        f"{YEAR} {MONTH} {DAY}",
    ):
        found = re.fullmatch(order.replace(" ", r"\.?[ -]"), text)
        if found:
            return f"{found['year']}-{MONTHS[found['month']]:02d}-{int(found['day']):02d}"
    found = re.fullmatch(rf"{MONTH}\.?[ -]{YEAR}", text) or re.fullmatch(rf"{YEAR} {MONTH}", text)
    return f"{found['year']}-{MONTHS[found['month']]:02d}" if found else None


def _numbers(text: str) -> str | None:
    """Day first with dots, as written from Dushanbe to Berlin; with slashes only if one can be."""
    found = re.fullmatch(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})", text)
    if found:
        day, month = int(found[1]), int(found[3])
        if found[2] == "/" and day != month and day <= 12:
            day, month = _slashes(day, month, _full_year(found[4]))
        return f"{_full_year(found[4])}-{month:02d}-{day:02d}"
    found = re.fullmatch(r"([0-9]{1,2})[./]([0-9]{4})", text)
    return f"{found[2]}-{int(found[1]):02d}" if found else None


def _slashes(first: int, second: int, year: str) -> tuple[int, int]:
    if second <= 12:
        days = (f"{year}-{second:02d}-{first:02d}", f"{year}-{first:02d}-{second:02d}")
        one, other = (date_sentences.label(edtf.read(day)) for day in days)
        raise NotUnderstood(
            _("This could be two different days: {one} or {other}.").format(one=one, other=other),
            _("Write the month as a word, or the day first with dots: 5.3.1997."),
        )
    return second, first


def _full_year(digits: str) -> str:
    """Two digits mean 1940 to 2039: the years that case files speak of."""
    return digits if len(digits) == 4 else f"{'19' if int(digits) >= 40 else '20'}{digits}"


def season(text: str) -> str | None:
    found = re.fullmatch(rf"{SEASON} {YEAR}", text) or re.fullmatch(rf"{YEAR} {SEASON}", text)
    if found:
        return f"{found['year']}-{SEASONS[found['season']]}"
    found = re.fullmatch(rf"{SEASON} {YEAR}[/-](?P<next>[0-9]{{4}}|[0-9]{{2}})", text)
    if not found or SEASONS[found["season"]] != "24":
        return None
    following = int(found["year"]) + 1
    if int(found["next"]) not in (following, following % 100):
        return None
    return f"{found['year']}-12/{following}-03"


def _decade(text: str) -> str | None:
    found = re.fullmatch(r"([0-9]{3})0(?:s|'s|-?е|-?х)(?: годы| годах| годов)?", text)
    if found:
        return f"{found[1]}X"
    found = re.fullmatch(r"'?([4-9])0(?:s|'s|-?е|-?х)(?: годы| годах| годов)?", text)
    return f"19{found[1]}X" if found else None


def _third(text: str) -> str | None:
    """Early, middle or late in a year, decade or month: a third, its inner ends approximate."""
    found = re.fullmatch(rf"{THIRD}[ -](?P<whole>.+)", text)
    if not found:
        return None
    whole = _iso(found["whole"]) or _words(found["whole"]) or _decade(found["whole"])
    bounds = _bounds_of_thirds(whole) if whole else None
    if not bounds:
        return None
    which = THIRDS[found["third"]]
    first, last = bounds[which]
    return f"{first}{'~' if which else ''}/{last}{'~' if which < 2 else ''}"


def _bounds_of_thirds(whole: str) -> tuple[tuple[str, str], ...] | None:
    if re.fullmatch(r"[0-9]{3}X", whole):
        ends = ("0", "3"), ("4", "6"), ("7", "9")
        return tuple((whole[:3] + first, whole[:3] + last) for first, last in ends)
    point = edtf.read(whole).start
    if point is None or point.precision not in ("year", "month"):
        return None
    ends = ("01", "04"), ("05", "08"), ("09", "12")
    if point.precision == "month":
        ends = ("01", "10"), ("11", "20"), ("21", f"{point.latest.day:02d}")
    return tuple((f"{whole}-{first}", f"{whole}-{last}") for first, last in ends)


def _iranian(text: str) -> str | None:
    """A month by its Iranian or Afghan name tells the calendar of its year."""
    found = _IRANIAN.fullmatch(text)
    if found is None or int(found["year"]) not in solar.YEARS:
        return None
    first, last = solar.month_of(int(found["year"]), TYPED_IRANIAN_MONTHS[found["month"]])
    if not found["day"]:
        return f"{first}/{last}"
    day = first + timedelta(days=int(found["day"]) - 1)
    return day.isoformat() if first <= day <= last else None


_READERS: tuple[Callable[[str], str | None], ...] = (
    _iso,
    _words,
    _iranian,
    _numbers,
    season,
    _decade,
    _third,
)
