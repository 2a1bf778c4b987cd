"""The dates in a text as its page lists them: each once, with all places where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from casefiles.insight.passages import Span
from casefiles.model.date_finding import FoundDate
from casefiles.model.dates import UncertainDate

_LAST = 2**31
"""Sorts behind every day of the calendar."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date: `words` as the text writes it first, `sentence` what is understood, or why nothing.

    `places` are half-open, in code points, in the order of the text. `when` is None where the
    words cannot be kept as a date.
    """

    words: str
    when: UncertainDate | None
    sentence: str
    places: tuple[Span, ...]


def gathered(found: Iterable[FoundDate]) -> tuple[Dated, ...]:
    """The same date in other words is one; those that mean nothing yet are told apart by words.

    In the order of time, which is what a chronology is made of; what means nothing yet is last.
    """
    together: dict[UncertainDate | str, list[FoundDate]] = {}
    for one in found:
        together.setdefault(one.when or _plain(one).casefold(), []).append(one)
    made = [
        Dated(
            _plain(ones[0]),
            ones[0].when,
            ones[0].sentence(),
            tuple((one.start, one.end) for one in ones),
        )
        for ones in together.values()
    ]
    return tuple(sorted(made, key=_in_time))


def _plain(one: FoundDate) -> str:
    return " ".join(one.surface.split())


def _in_time(one: Dated) -> tuple[int, int, Span]:
    """What is only known to lie before a day stands at that day."""
    first = one.when and (one.when.earliest or one.when.latest)
    last = one.when and one.when.latest
    return (
        first.toordinal() if first else _LAST,
        last.toordinal() if last else _LAST,
        one.places[0],
    )
