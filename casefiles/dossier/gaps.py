"""What somebody should look at before a dossier leaves: the weak places of what it says.

Only what the dossier was written from is looked at, so a section that is left out has no gaps, and
neither has what its audience may not see.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from casefiles.dossier.origins import origins
from casefiles.dossier.pen import Pen
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Property, Role
from casefiles.model.values import Value, ValueType
from casefiles.names.compare import compare

_UNSAID = ("title", "note", "relation_type", "included_because")
"""What documenters write to keep order; no source says it."""


class Lack(StrEnum):
    """What a statement lacks; the gravest first."""

    NO_SOURCE = "no source"
    DATES = "dates"
    IDENTITY = "identity"
    ONE_ORIGIN = "one origin"


@dataclass(frozen=True, slots=True)
class Gap:
    """One weak place: the property of a record, and the values that are concerned.

    For `IDENTITY`, `other` is the record that may be the same one.
    """

    lack: Lack
    ref: Ref
    property: str
    values: tuple[Value, ...] = ()
    other: Ref | None = None


def gaps(pen: Pen, about: Iterable[Ref]) -> tuple[Gap, ...]:
    """The gaps in what this pen has written `about` these persons, in the order of the pages.

    Of other persons, of places, organisations and sources a dossier tells no more than who or what
    they are; what that rests on is no weakness of it.
    """
    subjects = frozenset(about)
    asked = [
        (ref, name)
        for ref, name in pen.view.asked()
        if ref in subjects or ref.kind not in _ONLY_NAMED
    ]
    return tuple(gap for ref, name in asked if _rests(ref, name) for gap in _of(pen, ref, name))


_ONLY_NAMED = frozenset(("person", "organisation", "place", "source", "tag"))


def may_be_one(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two persons are called the same in one spelling or another.

    A single name or an initial says too little: many people bear it.
    """
    theirs = tuple(others)
    return any(compare(one, other).verdict == "same" for one in names for other in theirs)


def _rests(ref: Ref, name: str) -> bool:
    """Whether a reader may ask what this rests on."""
    prop: Property | None = BY_NAME[ref.kind].properties.get(name)
    if prop is None or name in _UNSAID or name in BY_NAME[ref.kind].words.belongs_by:
        return False
    return prop.role not in (Role.QUIET, Role.TAG) and prop.type is not ValueType.FILE


def _of(pen: Pen, ref: Ref, name: str) -> Iterator[Gap]:
    groups = pen.groups(ref, name)
    for said in groups:
        sources = origins(said, pen.view)
        if sources.most < 2:
            lack = Lack.ONE_ORIGIN if sources.sources else Lack.NO_SOURCE
            yield Gap(lack, ref, name, (said[0].claim.value,))
    dated = BY_NAME[ref.kind].properties[name].type is ValueType.DATE
    if dated and pen.disagreeing(ref, name):
        yield Gap(Lack.DATES, ref, name, tuple(said[0].claim.value for said in groups))
