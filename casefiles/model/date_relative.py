"""Dates that count from a publication: "last June", "last month", "two years ago".

What a newspaper means by them hangs on its own date, so without one they are refused, and an
answer is never more precise than the publication date allows.
"""

import re
from datetime import date, timedelta

from casefiles.errors import NotUnderstood
from casefiles.model.date_lexicon import AGO, MONTHS, ORDINAL, SEASONS, WEEKDAYS, alternatives
from casefiles.text import _

_NUMBER_WORDS = (
    "a an one один одну як یک",
    "two два две двух ду دو",
    "three три трех се سه",
    "four четыре четырех чор чаҳор چهار",
    "five пять пяти панҷ پنج",
    "six шесть шаш شش",
    "seven семь ҳафт هفت",
    "eight восемь ҳашт هشت",
    "nine девять нуҳ نه",
    "ten десять даҳ ده",
)
_NUMBERS = {word: number for number, words in enumerate(_NUMBER_WORDS, 1) for word in words.split()}
_UNIT_WORDS = {
    "day": "day days день дня дней рӯз руз روز",
    "week": "week weeks неделю недели недель ҳафта هفته",
    "month": "month months месяц месяца месяцев моҳ ماه",
    "year": "year years год года лет сол سال",
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{alternatives(_NUMBERS)})"
_LAST = r"last|past|previous|прошл(?:ый|ая|ое|ого|ом|ой|ую)"
_THIS = r"this|current|эт(?:от|а|о|ого|ом|ой|у)|текущ(?:ий|его|ем)"
_MONTH_WORD = r"month|месяц|месяца|месяце"
_YEAR_WORD = r"year|yr"


def month_text(year: int, month: int) -> str:
    """`YYYY-MM`, with months below 1 or above 12 carried into the year."""
    year, index = year + (month - 1) // 12, (month - 1) % 12
    return f"{year:04d}-{index + 1:02d}"


def moved(day: date, by: int) -> date:
    """The day `by` days later; `NotUnderstood` beyond the years 0001 to 9999."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        raise NotUnderstood(_("This date lies beyond the years that can be kept.")) from None


def read(text: str, published: tuple[date, date] | None) -> str | None:
    """EDTF for relative words, None if the text is none of them; raises `NotUnderstood`."""
    for pattern, reading in _PATTERNS:
        found = re.fullmatch(pattern, text)
        if found:
            if published is None:
                raise NotUnderstood(
                    _("This date counts from the day of publication, which is not plainly known."),
                    _("Enter when the source was published, or write the year."),
                )
            return reading(found, published)
    return None


def _day(found: re.Match[str], published: tuple[date, date]) -> str:
    back = 0 if found[0] in ("today", "сегодня") else 1
    return moved(_one_day(published), -back).isoformat()


def _weekday(found: re.Match[str], published: tuple[date, date]) -> str:
    day = _one_day(published)
    back = (day.weekday() - WEEKDAYS.index(found["weekday"]) - 1) % 7 + 1
    return moved(day, -back).isoformat()


def _week(found: re.Match[str], published: tuple[date, date]) -> str:
    day = _one_day(published)
    monday = moved(day, -day.weekday() - (7 if found["last"] else 0))
    return f"{monday.isoformat()}/{moved(monday, 6).isoformat()}"


def _month(found: re.Match[str], published: tuple[date, date]) -> str:
    year, month = _one_month(published)
    return month_text(year, month - (1 if found["last"] else 0))


def _year(found: re.Match[str], published: tuple[date, date]) -> str:
    return f"{_one_year(published) - (1 if found['last'] else 0):04d}"


def _month_of_year(found: re.Match[str], published: tuple[date, date]) -> str:
    year = _one_year(published) - (1 if found["last"] else 0)
    day = found.groupdict().get("day")
    return month_text(year, MONTHS[found["month"]]) + (f"-{int(day):02d}" if day else "")


def _last_named_month(found: re.Match[str], published: tuple[date, date]) -> str:
    """The latest such month before publication; doubtful where it could also be a year earlier."""
    year, month = _one_month(published)
    named = MONTHS[found["month"]]
    return month_text(year, named) + "?" if named < month else month_text(year - 1, named)


def _last_season(found: re.Match[str], published: tuple[date, date]) -> str:
    year, month = _one_month(published)
    code = SEASONS[found["season"]]
    over = {"21": 6, "22": 9, "23": 12, "24": 13}[code]
    return f"{year:04d}-{code}?" if month >= over else f"{year - 1:04d}-{code}"


def _ago(found: re.Match[str], published: tuple[date, date]) -> str:
    said = found["count"] or "one"
    count, unit = _NUMBERS.get(said) or int(said), _UNITS[found["unit"]]
    if unit == "year":
        return f"{max(_one_year(published) - count, 1):04d}~"
    if unit == "month":
        year, month = _one_month(published)
        return month_text(year, month - count) + "~"
    day = moved(_one_day(published), -count * (7 if unit == "week" else 1))
    return day.isoformat() + ("~" if unit == "week" else "")


def _one_day(published: tuple[date, date]) -> date:
    if published[0] != published[1]:
        raise _too_vague()
    return published[0]


def _one_month(published: tuple[date, date]) -> tuple[int, int]:
    first, last = published
    if (first.year, first.month) != (last.year, last.month):
        raise _too_vague()
    return first.year, first.month


def _one_year(published: tuple[date, date]) -> int:
    if published[0].year != published[1].year:
        raise _too_vague()
    return published[0].year


def _too_vague() -> NotUnderstood:
    return NotUnderstood(
        _("The date of publication is not exact enough to count from."),
        _("Write the date with its year."),
    )


_WHICH = rf"(?:(?P<last>{_LAST})|(?:{_THIS}))"
_NAMED_MONTH = rf"(?P<month>{alternatives(MONTHS)})"
_DAY = rf"(?P<day>[0-9]{{1,2}})(?:{ORDINAL})?"
_PATTERNS = (
    (r"today|yesterday|сегодня|вчера|дирӯз|دیروز", _day),
    (rf"last (?P<weekday>{alternatives(WEEKDAYS)})", _weekday),
    (rf"{_WHICH} (?:week|неделя|неделе|недели|неделю)", _week),
    (rf"{_WHICH} (?:{_MONTH_WORD})", _month),
    (rf"(?:{_DAY} )?{_NAMED_MONTH} {_WHICH}(?: (?:{_YEAR_WORD}))?", _month_of_year),
    (rf"{_NAMED_MONTH} {_DAY} {_WHICH}(?: (?:{_YEAR_WORD}))?", _month_of_year),
    (rf"{_WHICH} (?:{_YEAR_WORD})", _year),
    (r"(?:моҳи|ماه) (?P<last>гузашта|گذشته)", _month),
    (r"(?P<last>прошл(?:ый|ого|ом)|гузашта|گذشته)|(?:этот|этого|этом)", _year),
    (rf"(?:{_LAST}) {_NAMED_MONTH}", _last_named_month),
    (rf"this (?P<last>(?!))?{_NAMED_MONTH}", _month_of_year),
    (rf"(?:{_LAST}) (?P<season>{alternatives(SEASONS)})", _last_season),
    (
        rf"(?:{_COUNT} )?(?P<unit>{alternatives(_UNITS)}) (?:{AGO})",
        _ago,
    ),
)
