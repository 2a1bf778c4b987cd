"""A record in a few short lines, asked for while the pointer rests on a link: in no time."""

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.insight.rows import kind_of
from casefiles.ledger.reader import Reader, Statement
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import inside, value_in_words
from casefiles.model.properties import Property, Role
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import ValueType
from casefiles.text import _

_MOST_LINES = 4
_MOST_DATES = 2
_MOST_NAMES = 3
_MOST_COUNTS = 4
_LONGEST = 120
_SAYING = ("function", "occupation", "account", "description", "outlet", "verdict", "fate")
"""What tells a reader soonest what a record is, the first that is known."""


@dataclass(frozen=True, slots=True)
class Card:
    """Two to four short lines, none of them a secret."""

    ref: Ref
    title: str
    kind_label: str
    lines: tuple[str, ...]


def card(reader: Reader, ref: Ref) -> Card:
    """The card of a record."""
    known = Known(reader, sources=False)
    names = Names(known)
    known.learn([ref])
    lines = [_dates(known, ref), _what(known, ref), _links(known, names, ref), _counts(reader, ref)]
    told = tuple(_short(line) for line in lines if line)[:_MOST_LINES]
    return Card(ref, names.of(ref), _(BY_NAME[ref.kind].words.one), told)


def _dates(known: Known, ref: Ref) -> str:
    """ "Born 1971, Died 2019"; the date by which a record is ordered needs no name."""
    told = []
    for prop in BY_NAME[ref.kind].properties.values():
        date = known.date(ref, prop.name) if prop.type is ValueType.DATE else None
        if date and not _secret(known.shown(ref, prop.name)[:1]):
            bare = prop.role is Role.WHEN and ref.kind != "person"
            told.append(date.label() if bare else f"{_(prop.label)} {date.label()}")
    return ", ".join(told[:_MOST_DATES])


def _what(known: Known, ref: Ref) -> str:
    """What kind of thing it is, and what the person does or what happened."""
    properties = BY_NAME[ref.kind].properties
    told = [properties[name] for name in (*kind_of(ref.kind), *_SAYING) if name in properties]
    return ": ".join([words for prop in told if (words := _first(known, ref, prop))][:2])


def _first(known: Known, ref: Ref, prop: Property) -> str:
    said = known.shown(ref, prop.name)[:1]
    return "" if _secret(said) else "".join(value_in_words(prop, one.claim.value) for one in said)


def _secret(said: Sequence[Statement]) -> bool:
    return any(one.sensitivity >= Sensitivity.INTERNAL for one in said)


def _links(known: Known, names: Names, ref: Ref) -> str:
    """The first records that it leads to: where it was, who it was about."""
    found: dict[Ref, None] = {}
    for prop in BY_NAME[ref.kind].properties.values():
        if prop.type is ValueType.LINK and prop.role is not Role.TAG:
            said = known.shown(ref, prop.name)
            found |= {one: None for one in map(known.target, said) if one and not _secret(said)}
    return ", ".join(names.of(one) for one in list(found)[:_MOST_NAMES])


def _counts(reader: Reader, ref: Ref) -> str:
    """ "acts: 5, relations: 3": what leads here, most first."""
    counted = sorted(reader.counted_links(ref).items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(
        f"{inside(_(BY_NAME[kind].words.more))}: {count}" for kind, count in counted[:_MOST_COUNTS]
    )


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + " …"
