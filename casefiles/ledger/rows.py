"""Many rows at once: past SQLAlchemy's per-value work, which costs more than the database does."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table

Row = Mapping[str, Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows; a column that is not in a row, or is None in it, becomes NULL.

    Rows are gathered by the columns they fill, because the driver takes longer to bind a NULL than
    to write a value, and a person fills four columns of thirty.
    """
    by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        filled = {name: value for name, value in row.items() if value is not None}
        by_columns[tuple(filled)].append(tuple(filled.values()))
    for names, values in by_columns.items():
        connection.exec_driver_sql(_insertion(table.name, names), values)


@lru_cache(1024)
def _insertion(table: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join("?" * len(names))
    return f'INSERT INTO "{table}"({columns}) VALUES ({places})'  # noqa: S608 - our own names
