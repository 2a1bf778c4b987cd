"""The dated points and stretches of a life, to be drawn on a line."""

from collections.abc import Iterable
from dataclasses import dataclass

from casefiles.insight.parts import Sketch
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import ValueType
from casefiles.text import _

_NO_LIFE = frozenset(("case", "submission", "consent", "task", "source", "statistic"))
"""What the documenters did and what was written later is no part of the life."""


@dataclass(frozen=True, slots=True)
class LifePoint:
    """First and last possible day as proleptic Gregorian ordinals, None for an open end.

    `kind` is that of the record which `ref` leads to; `date` are the words for a reader.
    """

    ref: Ref
    label: str
    date: str
    first: int | None
    last: int | None
    kind: str


def life(sketch: Sketch, others: Iterable[Ref]) -> tuple[LifePoint, ...]:
    """The person's own dates and those of the records around them, in the order of time."""
    properties = BY_NAME[sketch.ref.kind].properties.values()
    own = [prop for prop in properties if prop.type is ValueType.DATE]
    dated = [(sketch.ref, _(prop.label), sketch.known.date(sketch.ref, prop.name)) for prop in own]
    dated += [
        (ref, sketch.names.of(ref), sketch.known.when(ref))
        for ref in dict.fromkeys(others)
        if ref.kind not in _NO_LIFE
    ]
    points = [_point(ref, label, date) for ref, label, date in dated if date]
    return tuple(sorted(points, key=_order))


def _point(ref: Ref, label: str, date: UncertainDate) -> LifePoint:
    first = date.earliest.toordinal() if date.earliest else None
    last = date.latest.toordinal() if date.latest else None
    return LifePoint(ref, label, date.label(), first, last, ref.kind)


def _order(point: LifePoint) -> tuple[int, int, str]:
    start = point.first or point.last or 0
    return start, point.last or start, point.label
