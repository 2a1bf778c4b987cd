"""What a list counts for each of its records: sources, incidents, persons, what rests on it.

Counted is what lies in the record and in its parts (the acts of an incident, those a person
suffered), each once, however many claims say it; what lies in the trash is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select, union

from casefiles.ledger import tables
from casefiles.ledger.columns import INCIDENTS, PERSONS, RESTING, SOURCES
from casefiles.ledger.projection import KIND_NUMBER
from casefiles.ledger.propertynames import PropertyNames
from casefiles.model.kinds import KINDS

_PARTS = tuple(KIND_NUMBER[kind.name] for kind in KINDS if kind.words.belongs_by)
_BELONGING = frozenset(name for kind in KINDS for name in kind.words.belongs_by)


def tally(
    connection: Connection,
    properties: PropertyNames,
    count: str,
    owner: Mapping[bytes, bytes],
) -> Mapping[bytes, int]:
    """How many there are for each owner; `owner` leads from each merged id to its record's.

    At most as many ids as one question may hold. Owners with none are left out.
    """
    belonging = tuple(sorted(properties.numbers[one] for one in _known(properties, _BELONGING)))
    found: dict[bytes, set[bytes]] = defaultdict(set)
    rows = connection.execute(_question(count, belonging), {"ids": list(owner)})
    for row in rows:
        found[owner[row[0]]].add(row[1])
    return {record: len(others) for record, others in found.items()}


def _known(properties: PropertyNames, names: Iterable[str]) -> Sequence[str]:
    return [name for name in names if name in properties.numbers]


@lru_cache
def _question(count: str, belonging: tuple[int, ...]) -> Select[Any]:
    """Pairs of an asked id and what is counted for it; built once, it costs more than it runs."""
    if count == SOURCES:
        return _sources(belonging)
    if count == RESTING:
        return _resting()
    return _together({INCIDENTS: "incident", PERSONS: "person"}[count], belonging)


def _sources(belonging: tuple[int, ...]) -> Select[Any]:
    cited, link, part = tables.cited, tables.link, tables.record.alias("part")
    own = select(cited.c.subject.label("owner"), cited.c.source).where(
        cited.c.subject.in_(_asked())
    )
    theirs = (
        select(link.c.object, cited.c.source)
        .join(part, part.c.id == link.c.subject)
        .join(cited, cited.c.subject == link.c.subject)
        .where(
            link.c.object.in_(_asked()),
            link.c.property.in_(belonging),
            part.c.kind.in_(_PARTS),
            part.c.trashed == 0,
        )
    )
    pairs = union(own, theirs).subquery()
    source = tables.record.alias("source")
    return (
        select(pairs.c.owner, func.coalesce(source.c.merged_into, source.c.id))
        .join(source, source.c.id == pairs.c.source)
        .where(source.c.trashed == 0)
    )


def _resting() -> Select[Any]:
    cited, record = tables.cited, tables.record
    return (
        select(cited.c.source, func.coalesce(record.c.merged_into, record.c.id))
        .distinct()
        .join(record, record.c.id == cited.c.subject)
        .where(cited.c.source.in_(_asked()), record.c.trashed == 0)
    )


def _together(kind: str, belonging: tuple[int, ...]) -> Select[Any]:
    """The records of `kind` that a part joins with the asked ones."""
    mine, part = tables.link.alias("mine"), tables.record.alias("part")
    theirs, other = tables.link.alias("theirs"), tables.record.alias("other")
    return (
        select(mine.c.object, func.coalesce(other.c.merged_into, other.c.id))
        .distinct()
        .join(part, part.c.id == mine.c.subject)
        .join(theirs, theirs.c.subject == mine.c.subject)
        .join(other, other.c.id == theirs.c.object)
        .where(
            mine.c.object.in_(_asked()),
            mine.c.property.in_(belonging),
            theirs.c.property.in_(belonging),
            part.c.kind.in_(_PARTS),
            part.c.trashed == 0,
            other.c.kind == KIND_NUMBER[kind],
            other.c.trashed == 0,
        )
    )


def _asked() -> BindParameter[Any]:
    return bindparam("ids", expanding=True)
