"""The tables as SQLAlchemy Core sees them.

Two layers with two lives. The *ledger* tables hold what was entered; their SQL is frozen in
`upgrades` and changes only by an upgrade. The *projection* tables hold what is computed from them;
their SQL is made here from the declarations in `casefiles.model`, and when it changes they are
dropped and computed again.
"""

import hashlib

from sqlalchemy import (
    Column,
    ColumnElement,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    types,
)
from sqlmodel import AutoString

from casefiles.model.kinds import KINDS


class Bytes(LargeBinary):
    """Bytes as the driver takes and gives them; the usual conversions cost half of an import."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:  # noqa: ARG002
        return None

    def result_processor(self, dialect: Dialect, coltype: object) -> None:  # noqa: ARG002
        return None


ledger = MetaData()
projection = MetaData()

RULES = 3
"""Raise it when `casefiles.ledger.projection` computes other rows from the same entries: every
vault is then computed anew when it is next opened."""

meta = Table("meta", ledger, Column("key", Text, primary_key=True), Column("value", Bytes))
step = Table(
    "step",
    ledger,
    Column("number", Integer, primary_key=True),
    Column("id", Bytes),
    Column("act", Text),
    Column("detail", Text),
    Column("author", Text),
    Column("made_at", Text),
    Column("root", Bytes),
    Column("digest", Bytes),
)
property_name = Table(
    "property_name", ledger, Column("number", Integer, primary_key=True), Column("name", Text)
)
claim = Table(
    "claim",
    ledger,
    Column("subject", Bytes, primary_key=True),
    Column("id", Bytes, primary_key=True),
    Column("step", Integer),
    Column("property", Integer),
    Column("salt", Bytes),
    Column("commitment", Bytes),
    Column("body", Text),
)
judgment = Table(
    "judgment",
    ledger,
    Column("id", Bytes, primary_key=True),
    Column("step", Integer),
    Column("aspect", Integer),
    Column("target", Bytes),
    Column("partners", Integer),
    Column("salt", Bytes),
    Column("commitment", Bytes),
    Column("body", Text),
)
supersedes = Table(
    "supersedes",
    ledger,
    Column("older", Bytes, primary_key=True),
    Column("newer", Bytes, primary_key=True),
)
carried = Table(
    "carried",
    ledger,
    Column("entry", Bytes, primary_key=True),
    Column("step", Integer, primary_key=True),
)
tombstone = Table(
    "tombstone",
    ledger,
    Column("id", Bytes, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("commitment", Bytes),
    Column("erased_in", Integer),
)
file = Table(
    "file",
    ledger,
    Column("sha256", Bytes, primary_key=True),
    Column("size", Integer),
)
chunk = Table(
    "chunk",
    ledger,
    Column("sha256", Bytes, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("data", Bytes),
)
released = Table(
    "released",
    ledger,
    Column("recipient", Text, primary_key=True),
    Column("local", Bytes, primary_key=True),
    Column("outside", Bytes),
)

record = Table(
    "record",
    projection,
    Column("id", Bytes, primary_key=True),
    Column("kind", Integer),
    Column("title", Text),
    Column("sort", Text),
    Column("folded", Text),
    Column("earliest", Integer),
    Column("latest", Integer),
    Column("sensitivity", Integer),
    Column("trashed", Integer),
    Column("merged_into", Bytes),
    Column("disputed", Text),
)
link = Table(
    "link",
    projection,
    Column("subject", Bytes, primary_key=True),
    Column("claim", Bytes, primary_key=True),
    Column("property", Integer),
    Column("object", Bytes),
)
dated = Table(
    "dated",
    projection,
    Column("subject", Bytes, primary_key=True),
    Column("claim", Bytes, primary_key=True),
    Column("property", Integer),
    Column("earliest", Integer),
    Column("latest", Integer),
)
cited = Table(
    "cited",
    projection,
    Column("subject", Bytes, primary_key=True),
    Column("claim", Bytes, primary_key=True),
    Column("source", Bytes, primary_key=True),
)
claim_state = Table(
    "claim_state",
    projection,
    Column("claim", Bytes, primary_key=True),
    Column("stands", Integer),
    Column("weight", Text),
    Column("sensitivity", Integer),
    Column("at_least", Integer),
    Column("contested", Text),
)
"""What judgments on a claim add up to, whether it is here already or not. `sensitivity` is the
level judged, `at_least` the one a partner wants and nobody has declined; the higher holds."""

record_state = Table(
    "record_state",
    projection,
    Column("record", Bytes, primary_key=True),
    Column("trashed", Integer),
    Column("sensitivity", Integer),
    Column("contested", Text),
)
"""The same for a record as a whole; its own level is computed from what is said about it."""

identity = Table(
    "identity",
    projection,
    Column("one", Bytes, primary_key=True),
    Column("other", Bytes, primary_key=True),
    Column("verdict", Text),
    Column("contested", Integer),
)
step_state = Table("step_state", projection, Column("step", Integer, primary_key=True))
"""The numbers of withdrawn Steps."""

kind_tables: dict[str, Table] = {kind.name: kind.table.__table__ for kind in KINDS}  # type: ignore[attr-defined]
"""One table a kind, its columns the properties."""

_TYPES = (
    (types.LargeBinary, "BLOB"),
    (types.Float, "REAL"),
    (types.Integer, "INTEGER"),
    ((types.String, AutoString), "TEXT"),
)

_INDEXES = (
    # Lists are put in order and narrowed by typed words from this index alone.
    "CREATE INDEX record_by_title ON record(kind, trashed, merged_into, sort, id, folded)",
    "CREATE INDEX record_by_date ON record(kind, earliest, id)",
    "CREATE INDEX record_merged ON record(merged_into) WHERE merged_into IS NOT NULL",
    "CREATE INDEX link_back ON link(object, property)",
    "CREATE INDEX dated_by_day ON dated(property, earliest, latest)",
    "CREATE INDEX cited_source ON cited(source)",
    "CREATE INDEX identity_other ON identity(other)",
)


def projection_sql() -> tuple[str, ...]:
    """The statements that make the projection tables and their indexes."""
    tables = [*projection.sorted_tables, *kind_tables.values()]
    return tuple(_create(table) for table in tables) + _INDEXES


def projection_names() -> tuple[str, ...]:
    """The names of the projection tables."""
    return tuple(table.name for table in [*projection.sorted_tables, *kind_tables.values()])


def projection_version() -> bytes:
    """Changes whenever the projection tables do, or what the kinds declare about their rows."""
    declared = [
        (kind.name, kind.words.title, kind.words.listed, prop.name, prop.type.value)
        for kind in KINDS
        for prop in kind.properties.values()
    ]
    answered = [
        (prop.many, prop.role.value, prop.protects)
        for kind in KINDS
        for prop in kind.properties.values()
    ]
    known = (RULES, projection_sql(), declared, answered)
    return hashlib.sha256(repr(known).encode()).digest()


def _create(table: Table) -> str:
    columns = [f'"{column.name}" {_type(column)}' for column in table.columns]
    key = ", ".join(f'"{column.name}"' for column in table.primary_key)
    # SQLite stores a table with a single integer key best as an ordinary one.
    rowid = "" if table is step_state else ", WITHOUT ROWID"
    return f'CREATE TABLE "{table.name}"({", ".join(columns)}, PRIMARY KEY({key})) STRICT{rowid}'


def _type(column: ColumnElement[object]) -> str:
    for family, name in _TYPES:
        if isinstance(column.type, family):
            return name
    msg = f"no column type for {column}"
    raise TypeError(msg)
