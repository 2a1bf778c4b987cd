"""What a list counts for each of its records: sources, incidents, persons, what rests on it.

Counted is what lies in the record and in its parts (the acts of an incident, those a person
suffered), each once, however many claims say it; what lies in the trash is not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select, union

from casefiles.ledger import tables
from casefiles.ledger.columns import INCIDENTS, RESTING, SOURCES
from casefiles.ledger.projection import KIND_NUMBER
from casefiles.ledger.propertynames import PropertyNames
from casefiles.model.kinds import KINDS

_PARTS = tuple(KIND_NUMBER[kind.name] for kind in KINDS if kind.words.belongs_by)
_BELONGING = {name for kind in KINDS for name in kind.words.belongs_by}

Asked = Callable[[ColumnElement[Any]], ColumnElement[bool]]
"""Makes the condition that a column holds an id that was asked about."""


def tally_of(
    connection: Connection, properties: PropertyNames, counts: Iterable[str], ids: Sequence[bytes]
) -> Mapping[str, Mapping[bytes, int]]:
    """By count, how many each of these records has, with the members merged into it.

    At most a few hundred ids. Records with none are left out.
    """
    counts = list(counts)
    if not counts:
        return {}
    table = tables.record
    merged = select(table.c.id, table.c.merged_into).where(table.c.merged_into.in_(ids))
    owner = {one: one for one in ids}
    owner |= {row.id: row.merged_into for row in connection.execute(merged).all()}
    found: dict[str, Mapping[bytes, int]] = {}
    for count in counts:
        different: dict[bytes, set[bytes]] = defaultdict(set)
        question = _pairs(count, _one_of, _belonging(properties))
        for row in connection.execute(question, {"ids": list(owner)}).all():
            different[owner[row[0]]].add(row[1])
        found[count] = {one: len(others) for one, others in different.items()}
    return found


def tally_between(
    connection: Connection, properties: PropertyNames, count: str, low: bytes, high: bytes
) -> Mapping[bytes, int]:
    """How many each record has whose id lies above `low`, up to `high`; members alone."""
    question = _tallied(count, _belonging(properties))
    return dict(bare_rows(connection, question, {"low": low, "high": high}))


def bare_rows(
    connection: Connection, question: Select[Any], asked: Mapping[str, Any] | None = None
) -> Sequence[tuple[Any, ...]]:
    """Very many rows as the driver gives them: making rows of our own takes as long again."""
    cursor = connection.execute(question, asked or {}).cursor
    return [] if cursor is None else cursor.fetchall()


def _belonging(properties: PropertyNames) -> tuple[int, ...]:
    """The numbers of the properties by which parts belong to records."""
    return tuple(sorted(properties.numbers[one] for one in _BELONGING if one in properties.numbers))


def _one_of(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.in_(bindparam("ids", expanding=True))


def _between(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(column > bindparam("low"), column <= bindparam("high"))


@lru_cache
def _tallied(count: str, belonging: tuple[int, ...]) -> Select[Any]:
    pairs = _pairs(count, _between, belonging).subquery()
    return select(pairs.c.owner, func.count(pairs.c.other.distinct())).group_by(pairs.c.owner)


@lru_cache
def _pairs(count: str, asked: Asked, belonging: tuple[int, ...]) -> Select[Any]:
    """Pairs of an asked id and what is counted for it; built once, as that costs more than to run.

    A kind is compared as a sum, which keeps the database from its index on kinds.
    """
    if count == SOURCES:
        return _sources(asked, belonging)
    if count == RESTING:
        return _resting(asked)
    return _together(KIND_NUMBER["incident" if count == INCIDENTS else "person"], asked, belonging)


def _sources(asked: Asked, belonging: tuple[int, ...]) -> Select[Any]:
    cited, link, part = tables.cited, tables.link, tables.record.alias("part")
    own = select(cited.c.subject.label("owner"), cited.c.source).where(asked(cited.c.subject))
    theirs = (
        select(link.c.object, cited.c.source)
        .join(part, part.c.id == link.c.subject)
        .join(cited, cited.c.subject == link.c.subject)
        .where(
            asked(link.c.object),
            link.c.property.in_(belonging),
            (part.c.kind + 0).in_(_PARTS),
            part.c.trashed + 0 == 0,
        )
    )
    pairs = union(own, theirs).subquery()
    source = tables.record.alias("source")
    return (
        select(pairs.c.owner, func.coalesce(source.c.merged_into, source.c.id).label("other"))
        .join(source, source.c.id == pairs.c.source)
        .where(source.c.trashed + 0 == 0)
    )


def _resting(asked: Asked) -> Select[Any]:
    cited, record = tables.cited, tables.record
    other = func.coalesce(record.c.merged_into, record.c.id).label("other")
    return (
        select(cited.c.source.label("owner"), other)
        .distinct()
        .join(record, record.c.id == cited.c.subject)
        .where(asked(cited.c.source), record.c.trashed + 0 == 0)
    )


def _together(kind: int, asked: Asked, belonging: tuple[int, ...]) -> Select[Any]:
    """The records of that kind which a part joins with the asked ones, or two parts of which one
    belongs to the other: who acted is joined with an act, and that with its incident."""
    mine, theirs, way = (tables.link.alias(name) for name in ("mine", "theirs", "way"))
    ways = (
        theirs.c.subject == mine.c.subject,
        and_(way.c.subject == mine.c.subject, theirs.c.subject == way.c.object),
        and_(way.c.object == mine.c.subject, theirs.c.subject == way.c.subject),
    )
    part, end = tables.record.alias("part"), tables.record.alias("end")
    other = tables.record.alias("other")
    joined = func.coalesce(other.c.merged_into, other.c.id).label("other")
    pairs = []
    for number, together in enumerate(ways):
        question = select(mine.c.object.label("owner"), joined).where(
            asked(mine.c.object),
            together,
            part.c.id == mine.c.subject,
            end.c.id == theirs.c.subject,
            other.c.id == theirs.c.object,
            mine.c.property.in_(belonging),
            theirs.c.property.in_(belonging),
            *((one.c.kind + 0).in_(_PARTS) for one in (part, end)),
            *(one.c.trashed + 0 == 0 for one in (part, end, other)),
            other.c.kind + 0 == kind,
        )
        pairs.append(question.where(way.c.property.in_(belonging)) if number else question)
    return select(union(*pairs).subquery())
