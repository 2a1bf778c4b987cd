"""Uncertain dates: what a source says about when, and never more precisely than it says it.

An `UncertainDate` keeps EDTF level 1 text (ISO 8601-2; the grammar is in `edtf`) and, computed
from it, the first and last day it can mean. Whether something held throughout that time or
happened on some day of it is said beside it, because EDTF level 1 cannot. `understand` takes what
people type.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from casefiles.errors import NotUnderstood
from casefiles.model import date_sentences, date_words, edtf
from casefiles.text import _

_SOON = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date as a source gives it. Making one from text that is no date raises `NotUnderstood`.

    `text` is canonical EDTF level 1. `earliest` and `latest` are the first and last possible day
    as written, None where that end is open or unknown. `throughout`: it held all that time;
    otherwise it happened on some day of it.
    """

    text: str
    throughout: bool = False
    earliest: date | None = field(init=False, compare=False)
    latest: date | None = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Compute the bounds, so that they can never disagree with the text."""
        start, end = self._reading.start, self._reading.end
        object.__setattr__(self, "earliest", start.earliest if start else None)
        object.__setattr__(self, "latest", end.latest if end else None)

    @classmethod
    def parse(cls, untrusted_text: str, *, throughout: bool = False) -> "UncertainDate":
        """From EDTF level 1, spaces around it and a small x allowed; raises `NotUnderstood`."""
        return cls(untrusted_text.strip().replace("x", "X"), throughout)

    @classmethod
    def of_day(cls, day: date) -> "UncertainDate":
        """The date that is exactly this day."""
        return cls(day.isoformat())

    @property
    def _reading(self) -> edtf.Reading:
        return edtf.read(self.text)

    @property
    def precision(self) -> str:
        """One of day, month, season, year, decade, century, interval."""
        reading = self._reading
        return "interval" if reading.interval or not reading.start else reading.start.precision

    @property
    def doubtful(self) -> bool:
        """Whether an end is marked as uncertain (`?` or `%`): it may be wrong altogether."""
        return any(point.mark in ("?", "%") for point in self._points())

    @property
    def approximate(self) -> bool:
        """Whether an end is marked as approximate (`~` or `%`)."""
        return any(point.mark in ("~", "%") for point in self._points())

    @property
    def sort_key(self) -> tuple[int, int]:
        """First and last possible day as proleptic Gregorian ordinals; open ends sort outermost."""
        first = self.earliest.toordinal() if self.earliest else 0
        last = self.latest.toordinal() if self.latest else date.max.toordinal() + 1
        return first, last

    def sentence(self) -> str:
        """In words, as part of a sentence: "on 12 August 1994", "some day between ... and ..."."""
        return date_sentences.sentence(self._reading, throughout=self.throughout)

    def label(self) -> str:
        """In words for a table cell or an axis: "12 August 1994", "about 1994"."""
        return date_sentences.label(self._reading)

    def contains(self, other: "UncertainDate") -> bool:
        """Whether every day the other can mean, as written, lies within this one."""
        (first, last), (other_first, other_last) = self.sort_key, other.sort_key
        return first <= other_first and other_last <= last

    def overlaps(self, other: "UncertainDate") -> bool:
        """Whether both may speak of one day, marked dates taken a little wider than written."""
        (first, last), (other_first, other_last) = self._reach(), other._reach()
        return first <= other_last and other_first <= last

    def certainly_before(self, other: "UncertainDate") -> bool:
        """Whether this lies wholly before the other on any reading; never for uncertain dates."""
        if self.doubtful or other.doubtful:
            return False
        return self._reach()[1] < other._reach()[0]

    def _points(self) -> tuple[edtf.Point, ...]:
        return tuple(point for point in (self._reading.start, self._reading.end) if point)

    def _reach(self) -> tuple[int, int]:
        first, last = self.sort_key
        start, end = self._reading.start, self._reading.end
        early = start.slack.days if start else 0
        late = end.slack.days if end else 0
        return first - early, last + late


def at_odds(dates: Iterable[UncertainDate]) -> bool:
    """Whether dates given for one event cannot all be true.

    "July 2017" and "10 July 2017" can: one report is only more exact than the other. As each date
    reaches from one day to another, all have a day in common if the last beginning is before the
    first end.
    """
    reaches = [one._reach() for one in dates]
    return bool(reaches) and max(r[0] for r in reaches) > min(r[1] for r in reaches)


def understand(untrusted_text: str, *, published: UncertainDate | None = None) -> UncertainDate:
    """What a person typed or a source printed; raises `NotUnderstood`.

    In English, Russian, Tajik or Persian, months by their Gregorian names.

    Understands EDTF, "12 August 1994", "about Aug 1994", "5.3.97" (day first), "before 1997",
    "between 1994 and 1997", "1997-2001", "summer 2017", "early 2017" and the like. Words such as
    "last June" or "last month" need the date on which the source was `published`, and it must be
    plain; no clock is asked.
    """
    anchor = _anchor(published) if published else None
    text, throughout = date_words.to_edtf(untrusted_text, anchor)
    return UncertainDate.parse(text, throughout=throughout)


def typed(when: UncertainDate) -> str:
    """In words where those are understood as the same date again, else in EDTF."""
    try:
        if understand(when.label()).text == when.text:
            return when.label()
    except NotUnderstood:
        pass
    return when.text


def what_is_wrong(untrusted_text: str) -> str:
    """What cannot be in a date as it is typed; "" for a date, and for what may yet become one."""
    try:
        understand(untrusted_text)
    except NotUnderstood as fault:
        if fault.sentence != date_words.not_a_date().sentence:
            return f"{fault.sentence} {fault.way_on}".rstrip()
    return ""


def in_the_future(when: UncertainDate, *, today: date) -> str:
    """A remark where an end lies more than a year ahead: mostly a slip, but sentences end so."""
    ahead = today + _SOON
    ends = when._points()
    return _("This lies in the future.") if any(one.earliest > ahead for one in ends) else ""


def _anchor(published: UncertainDate) -> date_words.Anchor | None:
    if published.earliest is None or published.latest is None:
        return None
    if published.doubtful or published.approximate:
        return None
    return published.earliest, published.latest
