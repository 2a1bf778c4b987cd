"""Typed and printed dates, in the languages of `date_lexicon`, turned into EDTF level 1 text.

Here are the words around a date: periods, bounds, doubt. The date itself is read by `date_points`,
or by `date_relative` where it counts from a publication.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from casefiles.errors import NotUnderstood
from casefiles.model import date_points, date_relative, edtf
from casefiles.model.date_lexicon import ABOUT, AGO, NOISE, PERHAPS, plain
from casefiles.text import _

Anchor = tuple[date, date]
"""First and last possible day of the publication that words like "last June" are counted from."""

_LONGEST = 200
_MONTH, _YEAR, _DAY = date_points.MONTH, date_points.YEAR, date_points.DAY


def to_edtf(untrusted_text: str, published: Anchor | None) -> tuple[str, bool]:
    """EDTF text, and whether the words say that it held throughout. Raises `NotUnderstood`."""
    if len(untrusted_text) > _LONGEST:
        raise not_a_date()
    already = untrusted_text.strip().replace("x", "X")
    if re.fullmatch(r"[0-9X./?~%-]+", already) and (re.match(r"[0-9]{2}[0-9X]{2}|\.\.|/", already)):
        kept = _if_edtf(already)
        if kept:
            return kept, False
    text = _tidy(untrusted_text)
    season = date_points.season(text)
    if season:
        return season, False
    return _period(text, published) or (_marked(text, published), False)


def _if_edtf(text: str) -> str | None:
    """The text itself if it is EDTF. An impossible day in that shape is refused at once."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[?~%]?", text) or "/" in text[4:] or "X" in text:
        date_points.refuse_impossible(text)
        return text
    try:
        edtf.read(text)
    except NotUnderstood:
        return None
    return text


def _tidy(text: str) -> str:
    text = re.sub(r"(?<=[0-9]{4})-(?:м|го)(?!\w)", "", plain(unicodedata.normalize("NFKC", text)))
    noise = rf"(?<!\w)(?:{NOISE})(?!\w)(?! (?:{AGO})(?! аз| از))\.?"
    text = re.sub(noise, " ", text.replace(",", " "))
    return re.sub(r"\s+", " ", text).strip(" .;")


def _period(text: str, published: Anchor | None) -> tuple[str, bool] | None:
    for pattern, reading in _PERIODS:
        found = re.fullmatch(pattern, text)
        if found:
            return reading(found, published)
    return None


def _bounded(*, throughout: bool) -> "_PeriodReader":
    def reading(found: re.Match[str], published: Anchor | None) -> tuple[str, bool]:
        first, last = _share_year(found["first"].strip(), found["last"].strip())
        start, end = _marked(first, published), _marked(last, published)
        return f"{_end_of(start, 0)}/{_end_of(end, 1)}", throughout

    return reading


def _share_year(first: str, last: str) -> tuple[str, str]:
    """For "12 - 14 August 1994" and "June - August 2010" the beginning borrows from the end."""
    if re.search(r"[0-9]{4}", first) and re.fullmatch(r"[0-9]{2}", last):
        century, year = re.findall(r"([0-9]{2})([0-9]{2})(?![0-9])", first)[-1]
        return (first, century + last) if last > year else (f"{first}-{last}", last)
    if re.search(r"[0-9]{4}|[0-9]\.[0-9]{2}(?![0-9])", first):
        return first, last
    tail = re.search(rf"(?:{_MONTH} )?{_YEAR}$", last)
    if not tail:
        return first, last
    if re.fullmatch(_DAY, first) and tail["month"]:
        return f"{first} {tail[0]}", last
    return f"{first} {tail['year']}", last


def _before(*, included: bool) -> "_PeriodReader":
    def reading(found: re.Match[str], published: Anchor | None) -> tuple[str, bool]:
        point = _marked(found["last"], published)
        last = _end_of(point, 1) if included else _shifted(_end_of(point, 0), -1)
        return f"../{last}", False

    return reading


def _after(*, included: bool, throughout: bool) -> "_PeriodReader":
    def reading(found: re.Match[str], published: Anchor | None) -> tuple[str, bool]:
        point = _marked(found["first"], published)
        first = _end_of(point, 0) if included else _shifted(_end_of(point, 1), 1)
        return f"{first}/..", throughout

    return reading


def _end_of(point: str, which: int) -> str:
    """Of a word that is a period itself ("early 2017") the end that is meant."""
    return point.split("/")[which] if "/" in point else point


def _shifted(point: str, by: int) -> str:
    """The unit before or after a plain day, month or year; others stay, being vague anyway."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", point):
        return date_relative.moved(date.fromisoformat(point), by).isoformat()
    month = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", point)
    if month:
        return date_relative.month_text(int(month[1]), int(month[2]) + by)
    return f"{int(point) + by:04d}" if re.fullmatch(r"[0-9]{4}", point) else point


_PeriodReader = Callable[[re.Match[str], Anchor | None], tuple[str, bool]]

_PERIODS: tuple[tuple[str, _PeriodReader], ...] = (
    (
        (
            r"(?:some ?time |some day )?(?:between|между|байни|بین) (?P<first>.+)"
            r" (?:and|и|ва|و) (?P<last>.+)"
        ),
        _bounded(throughout=False),
    ),
    (
        (
            r"(?:from|с|со|от|аз|از) (?P<first>.+)"
            r" (?:to|until|till|through|по|до|то|تا) (?P<last>.+)"
        ),
        _bounded(throughout=True),
    ),
    (
        (
            r"(?:before|prior to|earlier than|до|раньше|ранее|(?:пеш|қабл) аз|(?:پیش|قبل) از)"
            r" (?P<last>.+)"
        ),
        _before(included=False),
    ),
    (
        r"(?:by|until|till|up to|not later than|no later than|не позднее|к|то|تا) (?P<last>.+)",
        _before(included=True),
    ),
    (r"(?P<last>.+) or earlier", _before(included=True)),
    (
        r"(?:after|later than|после|позже|позднее|(?:пас|баъд) аз|(?:پس|بعد) از) (?P<first>.+)",
        _after(included=False, throughout=False),
    ),
    (r"(?:since|начиная с|с|со) (?P<first>.+)", _after(included=True, throughout=True)),
    (r"from (?P<first>.+?)(?: on| onwards?)?", _after(included=True, throughout=True)),
    (r"(?P<first>.+) or later", _after(included=True, throughout=False)),
    (r"(?P<first>.+) (?:to|through|till|until|по) (?P<last>.+)", _bounded(throughout=True)),
    (r"(?P<first>.*[^-]) - (?P<last>[^-].*)", _bounded(throughout=False)),
    (r"(?P<first>[^-]*[0-9]{4})-(?P<last>[^-]*[0-9]{4}|[0-9]{2})", _bounded(throughout=False)),
    (
        rf"(?P<first>[0-9]{{1,2}})-(?P<last>[0-9]{{1,2}} {_MONTH} {_YEAR})",
        _bounded(throughout=False),
    ),
    (
        rf"(?P<first>{_DAY} [^\W\d]+)-(?P<last>[0-9]{{1,2}} {_MONTH} {_YEAR})",
        _bounded(throughout=False),
    ),
    (rf"(?P<first>[^\W\d]+)-(?P<last>{_MONTH} {_YEAR})", _bounded(throughout=False)),
)


def _marked(text: str, published: Anchor | None) -> str:
    """One date with its "about" and "perhaps" taken off and put behind as an EDTF mark."""
    doubtful, text = _take(rf"(?:{PERHAPS}) ?", text)
    about, text = _take(rf"(?:{ABOUT}) ?", text)
    if text.endswith(("?", "~", "%")):
        doubtful, about = doubtful or text[-1] in "?%", about or text[-1] in "~%"
        text = text[:-1].strip()
    ends = _plain(text, published).split("/")
    return "/".join(_with_marks(end, doubtful=doubtful, about=about) for end in ends)


def _with_marks(end: str, *, doubtful: bool, about: bool) -> str:
    """Marks add up: what was about and is also doubtful is both."""
    doubtful, about = doubtful or end[-1] in "?%", about or end[-1] in "~%"
    mark = "%" if doubtful and about else "?" if doubtful else "~" if about else ""
    return end.rstrip("?~%") + mark


def _take(pattern: str, text: str) -> tuple[bool, str]:
    found = re.match(pattern, text)
    return (True, text[found.end() :].strip()) if found else (False, text)


def _plain(text: str, published: Anchor | None) -> str:
    found = date_relative.read(text, published) or date_points.read(text)
    if not found:
        raise not_a_date()
    return found


def not_a_date() -> NotUnderstood:
    """What is said of words that are no date, or not one yet."""
    return NotUnderstood(
        _("This date could not be understood."),
        _("Write it like 1994, August 1994, 12 August 1994, before 1997, or 1994 - 1997."),
    )
