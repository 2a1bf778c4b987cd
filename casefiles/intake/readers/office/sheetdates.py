"""Numbers that are shown as dates. A workbook saves days since 1900 (or 1904) and a look.

Excel believes that 1900 was a leap year, as Lotus did, so its days up to 28 February 1900 count
from one day later, and there is a day 60 that never was.
"""

import re
from datetime import date, timedelta

from casefiles.intake.readers.office.markup import Attributes, Listener, leave_out

DATE, TIME, HOURS = "date", "time", "hours"
"""A day, a time of day, and hours that go on behind 24."""

_BUILT_IN = {
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58), DATE),
    **dict.fromkeys((*range(18, 22), 32, 33, 34, 35, 45, 47, 55, 56), TIME),
    46: HOURS,
}
_NO_LETTERS = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|general', re.IGNORECASE)
_LAST_DAY = 2_958_465
_THE_DAY_THAT_NEVER_WAS = 60
_SECONDS = 86_400


class Formats(Listener):
    """Hears the part with the styles: which of them make a date of a number."""

    def __init__(self) -> None:
        super().__init__()
        self._looks: dict[str, str] = {}
        self._styles: list[str] = []
        self._in_cells = False
        self.begins = {
            "x:numFmt": self._format,
            "x:cellXfs": self._begin_cells,
            "x:xf": self._style,
            "x:dxfs": leave_out,
        }
        self.ends = {"x:cellXfs": self._end_cells}

    def of(self, style: str) -> str:
        """DATE, TIME, HOURS, or "" for a number."""
        at = int(style) if style.isascii() and style.isdigit() and len(style) < 9 else -1
        known = self._styles[at] if 0 <= at < len(self._styles) else ""
        if known in self._looks:
            return self._looks[known]
        built_in = known.isascii() and known.isdigit() and len(known) < 5
        return _BUILT_IN.get(int(known), "") if built_in else ""

    def _format(self, told: Attributes) -> None:
        self._looks[told.get("numFmtId", "")] = look_of(told.get("formatCode", ""))

    def _begin_cells(self, _told: Attributes) -> None:
        self._in_cells = True

    def _end_cells(self) -> None:
        self._in_cells = False

    def _style(self, told: Attributes) -> None:
        if self._in_cells:
            self._styles.append(told.get("numFmtId", ""))


def look_of(code: str) -> str:
    """What a format such as "dd.mm.yyyy" makes of a number. An m beside an h means minutes."""
    letters = _NO_LETTERS.sub("", code[:1000]).lower().partition(";")[0]
    if "[" in letters:
        return HOURS
    clock = "h" in letters or "s" in letters
    if "y" in letters or "d" in letters or ("m" in letters and not clock):
        return DATE
    return TIME if clock else ""


def dated(value: str, look: str, from_1904: bool) -> str | None:
    """A number as date or time, None where it can be none."""
    try:
        days = float(value)
    except ValueError:
        return None
    if not 0 <= days <= _LAST_DAY:
        return None
    seconds = round(days * _SECONDS)
    whole, rest = divmod(seconds, _SECONDS)
    if look == HOURS:
        return _clock(seconds)
    if look == TIME and not whole:
        return _clock(rest)
    day = _day(whole, from_1904)
    return f"{day} {_clock(rest)}" if rest and day else day or _clock(rest)


def _day(whole: int, from_1904: bool) -> str:
    if from_1904:
        return _iso(date(1904, 1, 1), whole)
    if whole == _THE_DAY_THAT_NEVER_WAS:
        return "1900-02-29"
    if not whole:
        return ""
    before = 31 if whole < _THE_DAY_THAT_NEVER_WAS else 30
    return _iso(date(1899, 12, before), whole)


def _iso(start: date, days: int) -> str:
    try:
        return (start + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")
