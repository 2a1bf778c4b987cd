"""Lists of the records of one kind: which, in what order, narrowed by typed words, and their rows.

A list of 50,000 is two questions: `ids`, once, as one packed piece of memory, and `rows`, for those
in view. Both take the database's lock in pieces. Between two pieces a Step may change something;
whoever shows the list hears of that and asks again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from casefiles.ledger import tables
from casefiles.ledger.arranging import Arranging, listed
from casefiles.ledger.cells import in_words
from casefiles.ledger.columns import COUNTS, TITLE, WHEN, property_of, usual_columns
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.ordering import sort_form, wanted
from casefiles.ledger.packed import Ids
from casefiles.ledger.projection import KIND_NUMBER
from casefiles.ledger.registry import portions
from casefiles.ledger.tallies import tally_of
from casefiles.ledger.within import Surroundings, Within
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.sensitivity import Sensitivity
from casefiles.text import _

_READ = [
    tables.record.c[name]
    for name in ("id", "kind", "title", "sensitivity", "disputed", "merged_into")
]


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
            statement = select(func.count()).where(*listed(kind, trashed=trashed))
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
        within: Within | None = None,
        disputed: bool = False,
    ) -> Ids:
        """All records of the kind in order; with `words`, those that have each in title or cells.

        With `within`, only those that lie within that time and place; with `disputed`, only those
        on which sources disagree. `columns` are those shown,
        the usual ones if not given. What has nothing in the column sorted by stands last either
        way; what is equal in it stands by title.
        """
        arranging = Arranging(self._ledger, kind, trashed=trashed)
        typed = list(wanted(words))
        shown = usual_columns(kind) if columns is None else columns
        found = arranging.narrowed(typed, shown) if typed else arranging.by_title()
        if within:
            there = Surroundings(self._ledger, within).of_kind(kind)
            found = Ids(b"".join(one for one in found.plain() if one in there))
        if disputed:
            there = arranging.disputed()
            found = Ids(b"".join(one for one in found.plain() if one in there))
        if sort != TITLE:
            return arranging.by_column(found, sort, descending=descending)
        return found[::-1] if descending else found

    def titled(self, kind: str, start: str, *, trashed: bool = False) -> Ids:
        """Records whose titles begin with what is typed while a list has the focus, by title."""
        return Arranging(self._ledger, kind, trashed=trashed).beginning(sort_form(start))

    def rows(
        self, kind: str, ids: Iterable[bytes], columns: Sequence[str] | None = None
    ) -> list[ListRow]:
        """The rows of these records in their order; what is no longer there is left out."""
        shown = usual_columns(kind) if columns is None else columns
        asked = list(ids)
        found: dict[bytes, ListRow] = {}
        for part in portions(asked):
            with self._ledger.database.reading() as connection:
                found |= self._rows(connection, kind, part, shown)
        return [found[one] for one in asked if one in found]

    def _rows(
        self, connection: Connection, kind: str, ids: list[bytes], columns: Sequence[str]
    ) -> Mapping[bytes, ListRow]:
        table = tables.record
        # The kind is looked at here: asked for in SQL, it would lure the database from the ids.
        found = connection.execute(select(*_READ).where(table.c.id.in_(ids))).all()
        records = [row for row in found if row.kind == KIND_NUMBER[kind]]
        carriers = {row.id: row.merged_into or row.id for row in records}
        texts = self._texts(connection, kind, list(carriers.values()), columns)
        return {row.id: _row(kind, row, columns, texts[carriers[row.id]]) for row in records}

    def _texts(
        self, connection: Connection, kind: str, ids: list[bytes], columns: Sequence[str]
    ) -> Mapping[bytes, dict[str, str]]:
        """What each column but the title says of each of these records; empty where unknown."""
        texts: dict[bytes, dict[str, str]] = {one: {} for one in ids}
        counts = [one for one in columns if one in COUNTS]
        for name, counted in tally_of(connection, self._ledger.properties, counts, ids).items():
            for one, found in texts.items():
                found[name] = str(counted.get(one, 0))
        props = {one: prop for one in columns if (prop := property_of(kind, one)) is not None}
        table = tables.kind_tables[kind]
        wanted_columns = [table.c[prop.name] for prop in props.values()]
        question = select(table.c.id, *wanted_columns).where(table.c.id.in_(ids))
        rows = connection.execute(question).all() if props else []
        for place, (name, prop) in enumerate(props.items(), start=1):
            cells = {row[0]: row[place] for row in rows if row[place] is not None}
            words = in_words(connection, prop, cells.values())
            for one, cell in cells.items():
                texts[one][name] = words.get(cell, "")
        return texts


def _row(kind: str, row: Row[Any], columns: Sequence[str], texts: Mapping[str, str]) -> ListRow:
    title = row.title or _("(without a name)")
    disputed: frozenset[str] = frozenset()
    if row.disputed:
        dated = BY_NAME[kind].dated_by[:1]
        names = {WHEN if name in dated else name for name in row.disputed.split()}
        disputed = frozenset(names.intersection(columns))
    return ListRow(
        Ref(kind, RecordId(row.merged_into or row.id)),
        tuple(title if name == TITLE else texts.get(name, "") for name in columns),
        title,
        Sensitivity(row.sensitivity),
        disputed,
    )
