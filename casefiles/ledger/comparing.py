"""The records as they are stored, against what the entries say they are.

Compared in pieces, table by table, as sets of rows: a row that differs, is missing, or that no
entry speaks of is found in every projection table.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select

from casefiles.ledger import tables
from casefiles.ledger.damage import Damage
from casefiles.ledger.judging import Judging
from casefiles.ledger.projection import Projected
from casefiles.ledger.projector import Projector, by_table
from casefiles.ledger.propertynames import PropertyNames
from casefiles.ledger.states import States
from casefiles.model.kinds import KINDS
from casefiles.stopping import pause
from casefiles.text import _


class Comparing:
    """One comparison, inside one `reading()`."""

    def __init__(self, connection: Connection, properties: PropertyNames) -> None:
        self._connection = connection
        self._projector = Projector(connection, properties)
        self._states = States(connection, Judging(connection))
        self._counted: Counter[str] = Counter()

    def damage(self) -> Iterator[Damage]:
        """All that is found, each record named once."""
        named: set[bytes] = set()
        for identity in sorted(self._judged()):
            yield Damage(_("What was judged about this is not what is shown:"), identity.hex())
        for step in sorted(self._withdrawn()):
            yield Damage(_("It is not shown as in the history whether this was undone:"), str(step))
        for members, projected in self._projector.computed_anew():
            pause()
            wrong = self._wrong(members, projected) - named
            named |= wrong
            for identity in sorted(wrong):
                yield Damage(_("This record does not show its entries:"), identity.hex())
        if not named and self._extra():
            yield Damage(_("There are records in the lists that no entry speaks of."))

    def _judged(self) -> set[bytes]:
        """The targets whose stored state is not what the judgments add up to."""
        expected = {
            (table.name, tuple(row.values()))
            for target in self._states.all_targets()
            for table, row in self._states.rows(target)
        }
        stored = {
            (table.name, tuple(row))
            for table in (tables.claim_state, tables.record_state, tables.identity)
            for row in self._connection.execute(select(table))
        }
        return {row[0] for _table, row in expected ^ stored}

    def _withdrawn(self) -> set[int]:
        """The Steps that are stored as withdrawn and are not, or the other way round."""
        stored = set(self._connection.scalars(select(tables.step_state.c.step)))
        return self._states.withdrawn_steps() ^ stored

    def _wrong(self, members: Sequence[bytes], projected: Projected) -> set[bytes]:
        """The records among these whose rows are not as computed."""
        rows: dict[Table, Iterable[Mapping[str, Any]]] = dict(by_table(projected))
        for table in self._kind_tables(members):
            rows.setdefault(table, ())
        wrong: set[bytes] = set()
        for table, computed in rows.items():
            key = next(iter(table.columns))
            expected = _tuples(table, computed)
            self._counted[table.name] += len(expected)
            stored = self._connection.execute(select(table).where(key.in_(members))).all()
            wrong |= {row[0] for row in expected.symmetric_difference(map(tuple, stored))}
        return wrong

    def _kind_tables(self, members: Sequence[bytes]) -> list[Table]:
        """Where rows of these records may lie, going by what is stored."""
        record = tables.record
        numbers = self._connection.scalars(
            select(record.c.kind).distinct().where(record.c.id.in_(members))
        )
        return [tables.kind_tables[KINDS[number].name] for number in numbers]

    def _extra(self) -> bool:
        every = [tables.record, tables.link, tables.dated, tables.cited]
        every += tables.kind_tables.values()
        return any(
            self._connection.scalar(select(func.count()).select_from(table))
            != self._counted[table.name]
            for table in every
        )


def _tuples(table: Table, rows: Iterable[Mapping[str, Any]]) -> set[tuple[Any, ...]]:
    """Rows as the database gives them: every column, in the order of the table."""
    places = {column.name: place for place, column in enumerate(table.columns)}
    found = set()
    for row in rows:
        values = [None] * len(places)
        for name, value in row.items():
            values[places[name]] = value
        found.add(tuple(values))
    return found
