"""Reasons and what they weigh: what two records have in common, and what speaks against it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from casefiles.insight.alike.facts import Facts
from casefiles.model.dates import UncertainDate, at_odds
from casefiles.names.fold import fold

Tell = Callable[[int, int], None]
"""Hears how far the looking is: so many pairs of so many."""

ENOUGH = 0.6
"""From this on a pair is worth somebody's time."""

_FAR_APART = 5 * 365
"""Days: years of birth are often a little wrong, dates that far apart are no slip of the pen."""


@dataclass(frozen=True, slots=True)
class Reason:
    """`about` is the name of a reason (`wording`), `weight` what it adds or, below 0, takes away.

    `told` are values to be told with it: words, ids of records, numbers.
    """

    about: str
    weight: float
    told: tuple[Any, ...] = ()
    identifies: str = ""
    """Which independent identifier agrees, if one does: a name, a birth to the day, a paper."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one, the smaller id first, and why.

    `kin`: not alike enough for that, but perhaps relatives.
    """

    kind: str
    one: bytes
    other: bytes
    score: float
    reasons: tuple[Reason, ...]
    kin: bool = False

    @property
    def ends(self) -> frozenset[bytes]:
        """Its two records, whatever the order."""
        return frozenset((self.one, self.other))

    @property
    def sure(self) -> bool:
        """Whether two independent identifiers agree and nothing speaks against it."""
        agreeing = {one.identifies for one in self.reasons} - {""}
        return not self.kin and len(agreeing) > 1 and all(one.weight >= 0 for one in self.reasons)


def weighed(
    kind: str, a: Facts, b: Facts, reasons: Iterable[Reason], *, kin: bool = False
) -> Pair | None:
    """The pair, if its reasons are enough together."""
    told = sorted(reasons, key=lambda one: -one.weight)
    score = sum(one.weight for one in told)
    if score < ENOUGH:
        return None
    one, other = sorted((a.id, b.id))
    return Pair(kind, one, other, round(score, 3), tuple(told), kin)


def on_dates(
    name: str, a: Sequence[UncertainDate], b: Sequence[UncertainDate], *, identifies: bool = False
) -> list[Reason]:
    """Whether dates of one thing fit: to the day, roughly, or not at all."""
    pairs = [(x, y) for x in a for y in b]
    if not pairs:
        return []
    days = [(x, y) for x, y in pairs if x == y and x.precision == "day" and not x.doubtful]
    if days:
        said = days[0][0].label()
        return [Reason("same day", 0.25, (name, said), name if identifies else "")]
    fitting = [(x, y) for x, y in pairs if not at_odds((x, y))]
    if fitting:
        x, y = min(fitting, key=lambda pair: pair[0] != pair[1])
        return [Reason("dates fit", 0.15 if x == y else 0.1, (name, x.label(), y.label()))]
    x, y = min(pairs, key=lambda pair: _apart(*pair))
    weight = -0.5 if _apart(x, y) > _FAR_APART else -0.2
    return [Reason("dates apart", weight, (name, x.label(), y.label()))]


def on_words(name: str, a: Facts, b: Facts, weight: float) -> list[Reason]:
    """Whether both are told the same words of one property."""
    ours = {fold(one): one for one in a.texts(name)}
    shared = [one for one in b.texts(name) if fold(one) and fold(one) in ours]
    return [Reason("same words", weight, (name, shared[0]))] if shared else []


def on_links(name: str, a: Facts, b: Facts, weight: float, against: float = 0.0) -> list[Reason]:
    """Whether both lead to one record by a property, or to others."""
    ours, theirs = a.refs(name), b.refs(name)
    if shared := sorted(ours & theirs):
        return [Reason("same link", weight, (name, shared[0]))]
    if ours and theirs and against:
        return [Reason("other link", against, (name, min(ours), min(theirs)))]
    return []


def on_terms(name: str, a: Facts, b: Facts, weight: float, against: float) -> list[Reason]:
    """Whether both are called by one term of a property, or by others."""
    ours, theirs = a.terms(name) - {"unknown"}, b.terms(name) - {"unknown"}
    if not ours or not theirs:
        return []
    if shared := sorted(ours & theirs):
        return [Reason("same term", weight, (name, shared[0]))] if weight else []
    return [Reason("other term", against, (name, min(ours), min(theirs)))]


def _apart(a: UncertainDate, b: UncertainDate) -> int:
    (first, last), (other_first, other_last) = a.sort_key, b.sort_key
    return max(other_first - last, first - other_last, 0)
