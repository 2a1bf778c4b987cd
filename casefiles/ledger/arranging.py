"""Which records a list shows, and in what order: 50,000 ids without an object for each.

Every question holds the database's lock for one piece at a time, tens of milliseconds at most, so
that nobody who writes a claim waits for somebody who sorts a list.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, or_, select, tuple_

from casefiles.ledger import tables
from casefiles.ledger.cells import Cell, in_find_form, in_order
from casefiles.ledger.columns import COUNTS, property_of
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.packed import SIZE, Ids
from casefiles.ledger.projection import KIND_NUMBER
from casefiles.ledger.tallies import bare_rows, tally_between, tally_of
from casefiles.model.properties import Property

PIECE = 20_000
"""Rows read under one hold of the lock."""

MOST_CELLS = 10_000
"""Values asked for in one question; a question goes through the whole table."""

MOST_BEGINNING = 500
"""Records looked at for what somebody types into a list: enough to find one that is in it."""

Typed = Sequence[tuple[str, ...]]
"""The words typed, each in the forms in which it may stand (`ordering.wanted`)."""


class Arranging:
    """Asks a ledger about the records of one kind that lie in the trash, or do not."""

    def __init__(self, ledger: Ledger, kind: str, *, trashed: bool) -> None:
        self._ledger = ledger
        self._kind = kind
        self._trashed = trashed

    def by_title(self, typed: Typed = ()) -> Ids:
        """All in the order of their titles; of these, those whose title holds each word."""
        table = tables.record
        pieces: list[bytes] = []
        beyond: list[ColumnElement[bool]] = [*map(_in_title, typed)]
        while True:
            question = (
                select(table.c.id)
                .where(*listed(self._kind, trashed=self._trashed), *beyond)
                .order_by(table.c.sort, table.c.id)
                .limit(PIECE)
            )
            with self._ledger.database.reading() as connection:
                pieces.append(_packed(connection, question))
                if len(pieces[-1]) < PIECE * SIZE:
                    return Ids(b"".join(pieces))
                last = pieces[-1][-SIZE:]
                sort = connection.scalar(select(table.c.sort).where(table.c.id == last))
            after = tuple_(table.c.sort, table.c.id) > tuple_(sort, last)
            beyond = [*map(_in_title, typed), after]

    def beginning(self, start: str) -> Ids:
        """The first few hundred whose titles begin so, in the form by which titles are ordered."""
        table = tables.record
        question = (
            select(table.c.id)
            .where(
                *listed(self._kind, trashed=self._trashed),
                table.c.sort >= start,
                table.c.sort < start + chr(0x10FFFF),
            )
            .order_by(table.c.sort, table.c.id)
            .limit(MOST_BEGINNING)
        )
        with self._ledger.database.reading() as connection:
            return Ids(_packed(connection, question))

    def disputed(self) -> frozenset[bytes]:
        """Those that have a property on which sources disagree."""
        table = tables.record
        question = select(table.c.id).where(
            *listed(self._kind, trashed=self._trashed), table.c.disputed != ""
        )
        with self._ledger.database.reading() as connection:
            return frozenset(Ids(_packed(connection, question)).plain())

    def narrowed(self, typed: Typed, columns: Iterable[str]) -> Ids:
        """Those that hold each word in their title or in one of these columns, by title."""
        props = [property_of(self._kind, one) for one in columns]
        elsewhere = self._in_cells([prop for prop in props if prop is not None], typed)
        if not any(elsewhere):
            return self.by_title(typed)
        left = self.by_title().plain()
        for forms, fitting in zip(typed, elsewhere, strict=True):
            fitting.update(self.by_title([forms]).plain())
            left = [one for one in left if one in fitting]
        return Ids(b"".join(left))

    def by_column(self, ids: Ids, column: str, *, descending: bool) -> Ids:
        """The same records by what stands in a column; those with nothing there last."""
        plain = ids.plain()
        places = self._places(column)
        if column in COUNTS:
            places = {**dict.fromkeys(plain, 0), **places}
        known = [one for one in plain if one in places]
        rest = [one for one in plain if one not in places] if len(known) < len(plain) else []
        known.sort(key=places.__getitem__, reverse=descending)
        return Ids(b"".join(known + rest))

    def _in_cells(self, props: Iterable[Property], typed: Typed) -> list[set[bytes]]:
        """For each typed word the records that have it in one of these properties."""
        table = tables.kind_tables[self._kind]
        fitting: list[set[bytes]] = [set() for _forms in typed]
        for prop in props:
            column = table.c[prop.name]
            with self._ledger.database.reading() as connection:
                cells = connection.scalars(select(column).distinct().where(column.is_not(None)))
                forms = in_find_form(connection, prop, cells.all())
            for spelt, found in zip(typed, fitting, strict=True):
                hits = [cell for cell, form in forms.items() if any(one in form for one in spelt)]
                for ids in self._having(table, column, hits):
                    found.update(ids.plain())
        return fitting

    def _having(
        self, table: Table, column: ColumnElement[Any], cells: Sequence[Cell]
    ) -> Iterator[Ids]:
        for start in range(0, len(cells), MOST_CELLS):
            part = cells[start : start + MOST_CELLS]
            with self._ledger.database.reading() as connection:
                yield Ids(_packed(connection, select(table.c.id).where(column.in_(part))))

    def _places(self, column: str) -> Mapping[bytes, int]:
        """What to sort each record by; nothing for those that have nothing in this column."""
        if column in COUNTS:
            return self._counted(column)
        prop = property_of(self._kind, column)
        if prop is None:
            return {}
        cells = self._cells(prop)
        with self._ledger.database.reading() as connection:
            order = in_order(connection, prop, cells.values())
        return {one: order[cell] for one, cell in cells.items() if cell in order}

    def _cells(self, prop: Property) -> Mapping[bytes, Cell]:
        table = tables.kind_tables[self._kind]
        column = table.c[prop.name]
        found: dict[bytes, Cell] = {}
        last = b""
        while True:
            question = (
                select(table.c.id, column)
                .where(column.is_not(None), table.c.id > last)
                .order_by(table.c.id)
                .limit(PIECE)
            )
            with self._ledger.database.reading() as connection:
                rows = bare_rows(connection, question)
            found.update(rows)
            if len(rows) < PIECE:
                return found
            last = rows[-1][0]

    def _counted(self, count: str) -> Mapping[bytes, int]:
        """Counted over the whole table; records with merged members once more, one by one."""
        found: dict[bytes, int] = {}
        for low, high in self._stretches():
            with self._ledger.database.reading() as connection:
                found |= tally_between(connection, self._ledger.properties, count, low, high)
        merged = tables.record.c.merged_into
        with self._ledger.database.reading() as connection:
            several = connection.scalars(select(merged).distinct().where(merged.is_not(None)))
            exact = several.all()
        for start in range(0, len(exact), 200):
            part = exact[start : start + 200]
            with self._ledger.database.reading() as connection:
                found |= tally_of(connection, self._ledger.properties, [count], part)[count]
        return found

    def _stretches(self) -> Iterator[tuple[bytes, bytes]]:
        """The kind's ids in stretches of a piece: each from above `low` up to `high`."""
        table = tables.kind_tables[self._kind]
        low = b""
        while True:
            step = select(table.c.id).where(table.c.id > low).order_by(table.c.id)
            with self._ledger.database.reading() as connection:
                high = connection.scalar(step.limit(1).offset(PIECE // 4))
            yield low, high or b"\xff" * SIZE
            if high is None:
                return
            low = high


def listed(kind: str, *, trashed: bool) -> list[ColumnElement[bool]]:
    """The conditions for what stands in the list of a kind."""
    table = tables.record
    return [
        table.c.kind == KIND_NUMBER[kind],
        table.c.trashed == int(trashed),
        table.c.merged_into.is_(None),
    ]


def _in_title(forms: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(*(func.instr(tables.record.c.folded, form) > 0 for form in forms))


def _packed(connection: Connection, question: Select[Any]) -> bytes:
    """Ids in one text made by the database: half the time of a row for each."""
    ids = question.subquery()
    digits = connection.scalar(select(func.group_concat(func.hex(ids.c.id), "")))
    return bytes.fromhex(digits or "")
