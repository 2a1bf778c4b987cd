"""Many rows at once: past SQLAlchemy's per-value work, which costs more than the database does."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

Row = Mapping[str, Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that have a value for every column of the table."""
    if rows:
        statement, values = _insertion(table)
        connection.exec_driver_sql(statement, [values(row) for row in rows])


@lru_cache(128)
def _insertion(table: Table) -> tuple[str, Any]:
    names = [column.name for column in table.columns]
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join("?" * len(names))
    # A single name would be taken out bare, not as a tuple of one.
    values = itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
    statement = f'INSERT INTO "{table.name}"({columns}) VALUES ({places})'  # noqa: S608 - our own names
    return statement, values
