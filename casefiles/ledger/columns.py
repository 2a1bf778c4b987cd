"""The columns a list of records of one kind can have, read from what the kind declares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Property, Role
from casefiles.model.record import Kind
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import ValueType
from casefiles.text import N_, _, language

TITLE, WHEN, SOURCES, INCIDENTS, PERSONS, RESTING = (
    "title",
    "when",
    "sources",
    "incidents",
    "persons",
    "resting",
)

COUNTS: Mapping[str, str] = {
    SOURCES: N_("Sources"),
    INCIDENTS: N_("Incidents"),
    PERSONS: N_("Persons"),
    RESTING: N_("Cited by"),
}
"""Columns that are counted and not told, with their labels."""

_COUNTED: Mapping[str, tuple[str, ...]] = {
    "person": (INCIDENTS, SOURCES),
    "organisation": (INCIDENTS, SOURCES),
    "incident": (PERSONS, SOURCES),
    "source": (RESTING,),
    "task": (),
    "tag": (),
}
"""What is counted for a kind where it is not its sources."""

_PROSE = {
    *("account", "assessment", "basis", "body", "demand", "fate", "harm", "health"),
    *("included_because", "method", "misprint", "note", "offer", "result", "said", "shown"),
    *("statement", "terms", "threat"),
}
"""Properties that are told in sentences: too long for a cell."""

_SHORT = (ValueType.TEXT, ValueType.DATE, ValueType.TERM, ValueType.LINK, ValueType.NUMBER)
_MOST_USUAL = 5

_USUAL: Mapping[str, tuple[str, ...]] = {
    "person": (TITLE, WHEN, "lives_in", INCIDENTS, SOURCES),
    "incident": (TITLE, WHEN, "place", PERSONS, SOURCES),
    "source": (TITLE, WHEN, "genre", "outlet", RESTING),
}
"""Where the rule of `usual_columns` would choose worse."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: `name` is a property's, or "title", "when" or a count's."""

    name: str
    label: str
    numeric: bool = False


def columns_of(kind: str) -> tuple[Column, ...]:
    """All columns a list of this kind can show, in the order in which they are offered."""
    return _columns(kind, language())


def usual_columns(kind: str) -> tuple[str, ...]:
    """The three to five columns shown until somebody chooses: title, what, when, where, counts."""
    if kind in _USUAL:
        return _USUAL[kind]
    declared = list(_told(BY_NAME[kind]))
    first_term = [one.name for one in declared if one.type is ValueType.TERM][:1]
    first_place = [one.name for one in declared if one.role is Role.PLACE][:1]
    when = [WHEN] if BY_NAME[kind].dated_by else []
    names = [TITLE, *first_term, *when, *first_place, *counted(kind)][:_MOST_USUAL]
    more = [one.name for one in declared if one.name not in names]
    return tuple(names + more[: max(0, 3 - len(names))])


def counted(kind: str) -> tuple[str, ...]:
    """What is counted for records of this kind."""
    return _COUNTED.get(kind, (SOURCES,))


def property_of(kind: str, column: str) -> Property | None:
    """The property whose first reading stands in this column; None for title and counts."""
    declared = BY_NAME[kind]
    if column == WHEN and declared.dated_by:
        return declared.properties[declared.dated_by[0]]
    return None if column in (TITLE, *counted(kind)) else declared.properties.get(column)


@lru_cache(256)
def _columns(kind: str, _language: str) -> tuple[Column, ...]:
    return tuple(_offered(BY_NAME[kind]))


def _offered(kind: Kind) -> Iterator[Column]:
    title = kind.words.title
    yield Column(TITLE, _(kind.properties[title[0]].label) if title else _("Title"))
    if kind.dated_by:
        yield Column(WHEN, _(kind.properties[kind.dated_by[0]].label))
    for prop in _told(kind):
        yield Column(prop.name, _(prop.label), numeric=prop.type is ValueType.NUMBER)
    for name in counted(kind.name):
        yield Column(name, _(COUNTS[name]), numeric=True)


def _told(kind: Kind) -> Iterator[Property]:
    """The properties worth a column: short, not shown as title or "when", nothing masked."""
    elsewhere = {*kind.words.title[:1], *kind.dated_by[:1]}
    own = [kind.properties[name].sensitivity for name in kind.words.title[:1]]
    masked = Sensitivity.INTERNAL if Sensitivity.INTERNAL not in own else Sensitivity.INTERNAL + 1
    for prop in kind.properties.values():
        if (
            prop.type in _SHORT
            and prop.name not in elsewhere
            and prop.name not in _PROSE
            and prop.sensitivity < masked
        ):
            yield prop
