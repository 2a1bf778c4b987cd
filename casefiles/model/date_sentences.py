"""Uncertain dates in words. Whole phrases a month, so that a language can bend each as it must."""

from casefiles.model.date_cases import DateWords
from casefiles.model.edtf import Point, Reading
from casefiles.text import N_, _

_MONTHS = (
    N_("January {year}"),
    N_("February {year}"),
    N_("March {year}"),
    N_("April {year}"),
    N_("May {year}"),
    N_("June {year}"),
    N_("July {year}"),
    N_("August {year}"),
    N_("September {year}"),
    N_("October {year}"),
    N_("November {year}"),
    N_("December {year}"),
)
_DAYS = (
    N_("{day} January {year}"),
    N_("{day} February {year}"),
    N_("{day} March {year}"),
    N_("{day} April {year}"),
    N_("{day} May {year}"),
    N_("{day} June {year}"),
    N_("{day} July {year}"),
    N_("{day} August {year}"),
    N_("{day} September {year}"),
    N_("{day} October {year}"),
    N_("{day} November {year}"),
    N_("{day} December {year}"),
)
_SEASONS = {
    "21": N_("spring {year}"),
    "22": N_("summer {year}"),
    "23": N_("autumn {year}"),
    "24": N_("winter {year}"),
}
_MARKS = {
    "~": N_("about {date}"),
    "?": N_("perhaps {date}"),
    "%": N_("perhaps about {date}"),
}


def sentence(reading: Reading, *, throughout: bool) -> str:
    """As part of a sentence: "on 12 August 1994", "from 1994 on", "throughout 1994"."""
    start, end = reading.start, reading.end
    if not reading.interval:
        return _plain(_point(start), throughout=throughout)
    if start and end:
        pattern = (
            _("from {first} to {last}") if throughout else _("some day between {first} and {last}")
        )
        return pattern.format(first=_words(start), last=_words(end))
    if start:
        return _after(_words(start), throughout=throughout, unknown=reading.unknown)
    return _until(_words(_point(end)), throughout=throughout, unknown=reading.unknown)


def label(reading: Reading) -> str:
    """For a table cell: no preposition before a plain date."""
    start, end = reading.start, reading.end
    if not reading.interval:
        return str(_words(_point(start)))
    if start and end:
        return _("{first} – {last}").format(first=_words(start), last=_words(end))
    if start:
        return _("{date} or later").format(date=_words(start))
    return _("{date} or earlier").format(date=_words(_point(end)))


def _point(point: Point | None) -> Point:
    if point is None:
        msg = "a reading has at least one end"
        raise ValueError(msg)
    return point


def _plain(point: Point, *, throughout: bool) -> str:
    words = _words(point)
    if throughout:
        return _("throughout {date}").format(date=words)
    if point.mark:
        return str(words)
    if point.precision == "day":
        return _("on {date}").format(date=words)
    return _("in {date}").format(date=words)


def _after(first: DateWords, *, throughout: bool, unknown: bool) -> str:
    if throughout and unknown:
        return _("from {first}, end unknown").format(first=first)
    return (_("from {first} on") if throughout else _("{first} or later")).format(first=first)


def _until(last: DateWords, *, throughout: bool, unknown: bool) -> str:
    if throughout and unknown:
        return _("until {last}, beginning unknown").format(last=last)
    return (_("until {last}") if throughout else _("{last} or earlier")).format(last=last)


def _words(point: Point) -> DateWords:
    bare = DateWords.of(_bare(point))
    if not point.mark:
        return bare
    return DateWords.of(_(_MARKS[point.mark]).format(date=bare), bare=bare, mark=point.mark)


def _bare(point: Point) -> str:
    year = str(point.earliest.year)
    if point.precision == "season":
        return _(_SEASONS[point.month]).format(year=year)
    if point.precision == "day":
        return _(_DAYS[int(point.month) - 1]).format(day=int(point.day), year=year)
    if point.precision == "month":
        month = _(_MONTHS[int(point.month) - 1]).format(year=year)
        return _("{date} (day unknown)").format(date=month) if point.day else month
    if point.precision == "decade":
        return _("the {year}s").format(year=point.year.replace("X", "0"))
    if point.precision == "century":
        first, last = point.year.replace("X", "0"), point.year.replace("X", "9")
        return _("the years {first} to {last}").format(first=first, last=last)
    return _year(point, year)


def _year(point: Point, year: str) -> str:
    if point.day:
        return _("{date} (day unknown)").format(date=year)
    return _("{date} (month unknown)").format(date=year) if point.month else year
