"""Lists of the records of one kind: which, in what order, narrowed by typed words, and their rows.

A list of 50,000 is two questions: `ids`, once, as one packed piece of memory, and `rows`, for those
in view. Both take the database's lock in pieces. Between two pieces a Step may change something;
whoever shows the list hears of that and asks again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, func, or_, select, tuple_

from casefiles.ledger import tables
from casefiles.ledger.cells import Cell, in_find_form, in_order, in_words
from casefiles.ledger.columns import COUNTS, TITLE, WHEN, property_of, usual_columns
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.ordering import wanted
from casefiles.ledger.packed import Ids
from casefiles.ledger.projection import KIND_NUMBER
from casefiles.ledger.registry import portions
from casefiles.ledger.tallies import tally
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Property
from casefiles.model.sensitivity import Sensitivity
from casefiles.text import _

PIECE = 20_000
"""Rows read under one hold of the lock."""

MOST_CELLS = 10_000
"""Values asked for in one question; a question goes through the whole table."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One record as a list shows it: `cells` in the order of the columns asked for.

    `disputed` names those columns on which sources disagree.
    """

    ref: Ref
    cells: tuple[str, ...]
    title: str
    sensitivity: Sensitivity
    disputed: frozenset[str]


class Listing:
    """Asks a ledger. Cheap to make; holds no state."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def count(self, kind: str, *, trashed: bool = False) -> int:
        """How many records of the kind there are, or lie in the trash."""
        with self._ledger.database.reading() as connection:
            statement = select(func.count()).where(*_of_kind(kind, trashed=trashed))
            return connection.scalar(statement) or 0

    def ids(
        self,
        kind: str,
        *,
        words: str = "",
        columns: Sequence[str] | None = None,
        sort: str = TITLE,
        descending: bool = False,
        trashed: bool = False,
    ) -> Ids:
        """All records of the kind in order; with `words`, those that have each in title or cells.

        `columns` are those shown, the usual ones if not given. What has nothing in the column
        sorted by stands last either way; what is equal in it stands by title.
        """
        found = self._by_title(kind, trashed)
        if typed := list(wanted(words)):
            found = self._narrowed(kind, trashed, typed, columns or usual_columns(kind))
        if sort != TITLE:
            return Ids(b"".join(self._sorted(kind, found.plain(), sort, descending)))
        return found[::-1] if descending else found

    def rows(
        self, kind: str, ids: Iterable[bytes], columns: Sequence[str] | None = None
    ) -> list[ListRow]:
        """The rows of these records in their order; what is no longer there is left out."""
        columns = usual_columns(kind) if columns is None else columns
        asked = list(ids)
        found: dict[bytes, ListRow] = {}
        for part in portions(asked):
            with self._ledger.database.reading() as connection:
                found |= self._rows(connection, kind, part, columns)
        return [found[one] for one in asked if one in found]

    # Which, and in what order

    def _by_title(self, kind: str, trashed: bool, typed: Iterable[tuple[str, ...]] = ()) -> Ids:
        table = tables.record
        conditions = [*_of_kind(kind, trashed=trashed), *map(_in_title, typed)]
        pieces: list[bytes] = []
        beyond: list[ColumnElement[bool]] = []
        while True:
            some = (
                select(table.c.id)
                .where(*conditions, *beyond)
                .order_by(table.c.sort, table.c.id)
                .limit(PIECE)
                .subquery()
            )
            with self._ledger.database.reading() as connection:
                digits = connection.scalar(select(func.group_concat(func.hex(some.c.id), "")))
                pieces.append(bytes.fromhex(digits or ""))
                if len(pieces[-1]) < PIECE * 16:
                    return Ids(b"".join(pieces))
                last = pieces[-1][-16:]
                sort = connection.scalar(select(table.c.sort).where(table.c.id == last))
            beyond = [tuple_(table.c.sort, table.c.id) > tuple_(sort, last)]

    def _narrowed(
        self, kind: str, trashed: bool, typed: list[tuple[str, ...]], columns: Sequence[str]
    ) -> Ids:
        told = [prop for prop in (property_of(kind, one) for one in columns) if prop is not None]
        elsewhere = self._in_cells(kind, told, typed)
        if not any(elsewhere):
            return self._by_title(kind, trashed, typed)
        left = self._by_title(kind, trashed).plain()
        for forms, fitting in zip(typed, elsewhere, strict=True):
            fitting.update(self._by_title(kind, trashed, [forms]).plain())
            left = [one for one in left if one in fitting]
        return Ids(b"".join(left))

    def _in_cells(
        self, kind: str, props: Iterable[Property], typed: list[tuple[str, ...]]
    ) -> list[set[bytes]]:
        """For each typed word the records that have it in one of these properties."""
        table = tables.kind_tables[kind]
        fitting: list[set[bytes]] = [set() for _forms in typed]
        for prop in props:
            column = table.c[prop.name]
            with self._ledger.database.reading() as connection:
                cells = connection.scalars(select(column).distinct().where(column.is_not(None)))
                forms = in_find_form(connection, prop, cells)
            for spelt, found in zip(typed, fitting, strict=True):
                hits = [cell for cell, form in forms.items() if any(one in form for one in spelt)]
                found.update(self._having(table, column, hits))
        return fitting

    def _having(
        self, table: Table, column: ColumnElement[Any], cells: Sequence[Cell]
    ) -> Iterator[bytes]:
        for start in range(0, len(cells), MOST_CELLS):
            part = cells[start : start + MOST_CELLS]
            with self._ledger.database.reading() as connection:
                yield from connection.scalars(select(table.c.id).where(column.in_(part))).all()

    def _sorted(self, kind: str, ids: list[bytes], sort: str, descending: bool) -> list[bytes]:
        places = self._places(kind, ids, sort)
        known = [one for one in ids if one in places]
        known.sort(key=places.__getitem__, reverse=descending)
        return known + [one for one in ids if one not in places] if len(known) < len(ids) else known

    def _places(self, kind: str, ids: list[bytes], sort: str) -> Mapping[bytes, int]:
        if sort in COUNTS:
            return self._counted(ids, sort)
        prop = property_of(kind, sort)
        if prop is None:
            return {}
        cells = self._cells(tables.kind_tables[kind], prop)
        with self._ledger.database.reading() as connection:
            order = in_order(connection, prop, cells.values())
        return {one: order[cell] for one, cell in cells.items() if cell in order}

    def _cells(self, table: Table, prop: Property) -> dict[bytes, Cell]:
        column = table.c[prop.name]
        found: dict[bytes, Cell] = {}
        last = b""
        while True:
            with self._ledger.database.reading() as connection:
                rows = connection.execute(
                    select(table.c.id, column)
                    .where(column.is_not(None), table.c.id > last)
                    .order_by(table.c.id)
                    .limit(PIECE)
                ).cursor.fetchall()
            found.update(rows)
            if len(rows) < PIECE:
                return found
            last = rows[-1][0]

    def _counted(self, ids: list[bytes], count: str) -> Mapping[bytes, int]:
        found = dict.fromkeys(ids, 0)
        for part in portions(ids):
            with self._ledger.database.reading() as connection:
                found |= self._tally(connection, count, part)
        return found

    # What stands in them

    def _rows(
        self, connection: Connection, kind: str, ids: list[bytes], columns: Sequence[str]
    ) -> Mapping[bytes, ListRow]:
        table = tables.record
        # The kind is looked at here: asked for in SQL, it would lure the database from the ids.
        found = connection.execute(select(table).where(table.c.id.in_(ids)))
        records = [row for row in found if row.kind == KIND_NUMBER[kind]]
        carriers = {row.id: row.merged_into or row.id for row in records}
        texts = [self._texts(connection, kind, carriers.values(), one) for one in columns]
        return {
            row.id: _row(kind, row, columns, [text.get(carriers[row.id], "") for text in texts])
            for row in records
        }

    def _texts(
        self, connection: Connection, kind: str, ids: Iterable[bytes], column: str
    ) -> Mapping[bytes, str]:
        """What one column says for each of these records; nothing for what is not known."""
        if column in COUNTS:
            counted = self._tally(connection, column, ids)
            return {one: str(counted.get(one, 0)) for one in ids}
        prop = property_of(kind, column)
        if prop is None:
            return {}
        table = tables.kind_tables[kind]
        statement = select(table.c.id, table.c[prop.name]).where(
            table.c.id.in_(list(ids)), table.c[prop.name].is_not(None)
        )
        cells = {row[0]: row[1] for row in connection.execute(statement)}
        words = in_words(connection, prop, cells.values())
        return {one: words.get(cell, "") for one, cell in cells.items()}

    def _tally(
        self, connection: Connection, count: str, ids: Iterable[bytes]
    ) -> Mapping[bytes, int]:
        table = tables.record
        owner = {one: one for one in ids}
        merged = select(table.c.id, table.c.merged_into).where(table.c.merged_into.in_(list(owner)))
        owner |= {row.id: row.merged_into for row in connection.execute(merged)}
        return tally(connection, self._ledger.properties, count, owner)


def _of_kind(kind: str, *, trashed: bool) -> list[ColumnElement[bool]]:
    table = tables.record
    return [
        table.c.kind == KIND_NUMBER[kind],
        table.c.trashed == int(trashed),
        table.c.merged_into.is_(None),
    ]


def _in_title(forms: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(*(func.instr(tables.record.c.folded, form) > 0 for form in forms))


def _row(kind: str, row: Row[Any], columns: Sequence[str], texts: list[str]) -> ListRow:
    title = row.title or _("(without a name)")
    cells = tuple(
        title if name == TITLE else text for name, text in zip(columns, texts, strict=True)
    )
    names = {WHEN if name in BY_NAME[kind].dated_by[:1] else name for name in row.disputed.split()}
    return ListRow(
        Ref(kind, RecordId(row.merged_into or row.id)),
        cells,
        title,
        Sensitivity(row.sensitivity),
        frozenset(names.intersection(columns)),
    )
