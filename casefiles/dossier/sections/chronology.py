"""Everything with a date, in order, no more precisely than the sources say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casefiles.dossier.circle import Circle, moment
from casefiles.dossier.outline import (
    Block,
    ChronologyRow,
    Heading,
    Listing,
    Run,
    Runs,
    text,
)
from casefiles.dossier.outline import Chronology as Rows
from casefiles.dossier.pen import Pen
from casefiles.ledger.reader import Statement
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Role
from casefiles.model.values import ValueType, When
from casefiles.text import _


@dataclass(frozen=True, slots=True)
class _Entry:
    date: UncertainDate
    runs: Runs
    remark: str

    @property
    def order(self) -> tuple[tuple[int, int], str]:
        return moment(self.date), self.runs[0].text


def chronology(circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """Rows by date; what has no date is listed below."""
    refs = (circle.person, *circle.posts, *circle.events, *circle.incidents)
    refs += (*circle.proceedings, *circle.measures, *circle.replies)
    entries = sorted((e for ref in refs for e in _entries(ref, pen)), key=lambda e: e.order)
    rows = tuple(ChronologyRow(e.date.label(), e.runs, e.remark) for e in entries)
    blocks: list[Block] = [Rows(rows)] if rows else []
    undated = tuple(text(_called(ref, pen)) for ref in refs[1:] if _undated(ref, pen))
    if undated:
        blocks += [Heading(_("Without a date"), 3), Listing(undated)]
    return tuple(blocks)


def _entries(ref: Ref, pen: Pen) -> Iterator[_Entry]:
    for name, prop in BY_NAME[ref.kind].properties.items():
        if prop.type is not ValueType.DATE:
            continue
        groups = _sharpest_first(pen.groups(ref, name))
        if not groups:
            continue
        words = _words(ref, name, pen)
        runs = [Run(words, notes=pen.notes.numbers(groups[0]))]
        for other in groups[1:]:
            also = _(" – also given: {date}").format(date=pen.words(ref, other[0]))
            runs.append(Run(also, italic=True, notes=pen.notes.numbers(other)))
        yield _Entry(_date(groups[0]), tuple(runs), pen.remark(groups[0]))


def _sharpest_first(groups: Iterable[Sequence[Statement]]) -> list[Sequence[Statement]]:
    """What gives the narrowest date within the first one leads: "10 July" before "July"."""
    dated = [group for group in groups if isinstance(group[0].claim.value, When)]
    within = (group for group in dated if _date(dated[0]).contains(_date(group)))
    leading = min(within, key=lambda group: _width(_date(group)), default=None)
    return sorted(dated, key=lambda group: group is not leading)


def _date(group: Sequence[Statement]) -> UncertainDate:
    value = group[0].claim.value
    assert isinstance(value, When)
    return value.date


def _width(date: UncertainDate) -> int:
    first, last = date.sort_key
    return last - first


def _words(ref: Ref, name: str, pen: Pen) -> str:
    """What happened on that date: the record itself, or one stage of it."""
    prop = BY_NAME[ref.kind].properties[name]
    if ref.kind == "person":
        return _(prop.label)
    called = _called(ref, pen)
    return called if prop.role is Role.WHEN else f"{called}: {_(prop.label)}"


def _called(ref: Ref, pen: Pen) -> str:
    kind = _(BY_NAME[ref.kind].words.one)
    if ref.kind == "post":
        where = pen.every(ref, "organisation")
        return ", ".join(filter(None, (f"{kind}: {pen.every(ref, 'role')}", where)))
    told = pen.view.own_title(ref) or _account(ref, pen)
    return f"{kind}: {told}" if told else kind


def _account(ref: Ref, pen: Pen) -> str:
    """A reply or promise often has no title, but words."""
    return pen.first(ref, "account") if "account" in BY_NAME[ref.kind].properties else ""


def _undated(ref: Ref, pen: Pen) -> bool:
    dates = [n for n, prop in BY_NAME[ref.kind].properties.items() if prop.type is ValueType.DATE]
    return not any(pen.view.tells(ref, name) or pen.view.withholds(ref, name) for name in dates)
