"""Lines that are nothing but a date, above or below an article, and archive months."""

import re
from dataclasses import dataclass

from casefiles.errors import NotUnderstood
from casefiles.model.date_lexicon import MONTHS, alternatives
from casefiles.model.date_words import to_edtf

_LONGEST = 90
_MONTH = rf"(?:{alternatives(MONTHS)})\.?"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)[0-9]{2}"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\.?,?\s+"
)
_CLOCK = r"(?:\s*(?:[-–|,]|at|в)?\s*[0-9]{1,2}[:.][0-9]{2}(?:\s*(?:[ap]m|[a-z]{2,4}))?)"
_LABEL = r"(?:published|posted|updated|date|дата|опубликовано|размещено)(?:\s+on)?\s*:?\s+"
_FULL = (
    rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}(?:\s*(?:г\.|года))?|{_MONTH}\s+{_DAY},?\s+{_YEAR}"
    rf"|[0-9]{{1,2}}\.[0-9]{{1,2}}\.{_YEAR}|[0-9]{{1,2}}/[0-9]{{1,2}}/{_YEAR}"
    rf"|{_YEAR}-[0-9]{{2}}-[0-9]{{2}}"
)
_MONTHLY = rf"{_MONTH},?\s+{_YEAR}"
_YEARLESS = rf"{_DAY}\s+{_MONTH}|{_MONTH}\s+{_DAY}"

_DATE_LINE = re.compile(
    rf"(?P<label>{_LABEL})?(?:{_WEEKDAY})?"
    rf"(?:(?P<full>{_FULL})|(?P<monthly>{_MONTHLY})|(?P<yearless>{_YEARLESS})){_CLOCK}?"
    r"(?:\s+(?:by|от|автор:?)\s+(?P<by>\S.{0,60}))?\.?",
    re.IGNORECASE,
)
_ANY_FULL = re.compile(rf"(?<!\w)(?:{_FULL})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date on a line of its own.

    `edtf` is EDTF text, "" where the year is missing or the figures could mean two days.
    `labelled`: a word like "Posted on" stands before it, so that it opens what follows.
    """

    edtf: str
    printed: str
    labelled: bool = False
    yearless: bool = False
    by: str = ""


def read(line: str) -> DateLine | None:
    """The date that this line is, None where it is anything else."""
    if len(line) > _LONGEST:
        return None
    found = _DATE_LINE.fullmatch(line.strip())
    if not found or (found["by"] and not found["label"]):
        return None
    printed = found["full"] or found["monthly"] or found["yearless"]
    labelled, by = bool(found["label"]), found["by"] or ""
    if found["yearless"]:
        return DateLine("", printed, labelled, yearless=True, by=by)
    return DateLine(_edtf(printed), printed, labelled, by=by)


def with_year(yearless: DateLine, year: int) -> str:
    """EDTF of a date that is printed without its year, marked as uncertain; "" if impossible."""
    text = _edtf(f"{yearless.printed} {year}")
    return f"{text}?" if text else ""


def latest_in(text: str) -> str:
    """The latest full date that a text mentions, as EDTF; "" where it mentions none."""
    return max((_edtf(found[0]) for found in _ANY_FULL.finditer(text)), default="")


def month_of(line_rest: str) -> str:
    """EDTF of what stands behind "Monthly Archives:", "" where that is no date."""
    return _edtf(line_rest.strip()) if len(line_rest) <= _LONGEST else ""


def _edtf(printed: str) -> str:
    try:
        return to_edtf(re.sub(r"(?<=[0-9])(?:\s*г\.|\s+года)$", "", printed), None)[0]
    except NotUnderstood:
        return ""
