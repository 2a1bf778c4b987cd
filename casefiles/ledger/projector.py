"""Keeps the projection tables true to the ledger: follows one Step, or computes everything anew.

Both ways end in the same `project`; `rebuild` is `follow` for all records at once. What a Step
touches is found in four moves: Steps whose withdrawal flipped, questions judged, the records these
speak of, and the clusters of records judged to be the same.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    delete,
    func,
    insert,
    select,
    table,
    union_all,
)

from casefiles.ledger import tables
from casefiles.ledger.clusters import Clusters
from casefiles.ledger.judging import Judging
from casefiles.ledger.projection import (
    OPEN,
    Projected,
    RecordReading,
    Told,
    project,
)
from casefiles.ledger.propertynames import PropertyNames
from casefiles.ledger.rows import insert_rows
from casefiles.ledger.states import States
from casefiles.model.ids import RecordId, Ref
from casefiles.model.judgment import Aspect, records_of
from casefiles.model.kinds import BY_NAME, KINDS
from casefiles.stopping import pause

T = TypeVar("T")

CHUNK = 500
"""Records projected at a time: well below SQLite's limit on parameters."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The touched records that existed before and that exist now, by the id that carries them."""

    before: Mapping[bytes, Ref]
    after: Mapping[bytes, Ref]
    beside: frozenset[Ref]
    """What the parts among them link to, or linked to before, and what links to a record that came
    or went: these are shown, and found, by words of the touched."""


class Projector:
    """Works inside the caller's transaction."""

    def __init__(self, connection: Connection, properties: PropertyNames) -> None:
        self._connection = connection
        self._properties = properties
        self._judging = Judging(connection)
        self._states = States(connection, self._judging)
        self._withdrawn: set[int] | None = None

    def follow(self, step: int, touching: Iterable[bytes] = (), *, judged: bool = True) -> Followed:
        """Bring everything up to date after the Step of that number, and the records `touching`.

        `judged` False if the Step holds new claims alone, and `touching` all their subjects.
        """
        subjects = set(touching)
        if judged:
            numbers = [step, *self._follow_steps(step)]
            subjects |= self._subjects_of_steps(numbers)
            subjects |= self._follow_questions(numbers)
        clusters = Clusters(self._connection)
        touched = sorted(clusters.widen(subjects), key=clusters.of)
        before = self.refs(touched)
        beside = self._beside(before)
        for part in whole_clusters(touched, clusters):
            pause()
            self._store(self.compute(part, clusters), replacing=part)
        after = self.refs(touched)
        beside |= self._beside(after) | self._leading_to(before.keys() ^ after.keys())
        return Followed(before, after, frozenset(self._carriers(beside)))

    def rebuild(self) -> None:
        """Compute every projection anew."""
        for name in tables.projection_names():
            self._connection.execute(delete(table(name)))
        withdrawn = [{"step": number} for number in sorted(self._states.withdrawn_steps())]
        insert_rows(self._connection, tables.step_state, withdrawn)
        rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        for target in self._states.all_targets():
            for into, row in self._states.rows(target):
                rows[into].append(row)
        for into, settled in rows.items():
            insert_rows(self._connection, into, settled)
        for _members, projected in self.computed_anew():
            self._store(projected, replacing=())

    def computed_anew(self) -> Iterator[tuple[list[bytes], Projected]]:
        """All records in chunks, each with its rows from the ledger and the judgments' states."""
        clusters = Clusters(self._connection)
        done: set[bytes] = set()
        for part in self.subjects():
            mine = sorted(clusters.widen(part) - done)
            done |= {member for member in mine if len(clusters.chain(member).members) > 1}
            yield mine, self.compute(mine, clusters)

    def subjects(self) -> Iterator[set[bytes]]:
        """All records the ledger speaks of, in chunks."""
        last = b""
        while True:
            table = tables.claim
            found = self._connection.scalars(
                select(table.c.subject)
                .distinct()
                .where(table.c.subject > last)
                .order_by(table.c.subject)
                .limit(CHUNK)
            ).all()
            if not found:
                return
            yield set(found)
            last = found[-1]

    def compute(self, members: Sequence[bytes], clusters: Clusters) -> Projected:
        """The rows for these records; `members` must hold whole clusters."""
        told = self._told(members)
        readings = self._record_readings(members)
        projected = Projected()
        for cluster in sorted({clusters.of(member) for member in members}):
            about = [one for member in cluster for one in told.get(member, ())]
            if about:
                project(cluster, about, readings, self._properties.numbers, projected)
        return projected

    def refs(self, records: Iterable[bytes]) -> dict[bytes, Ref]:
        """The existing ones among these records, each by the id that carries it."""
        table = tables.record
        found: dict[bytes, Ref] = {}
        for part in batches(sorted(records), CHUNK):
            rows = self._connection.execute(
                select(table.c.id, table.c.kind).where(
                    table.c.id.in_(part), table.c.merged_into.is_(None)
                )
            )
            found |= {row.id: Ref(KINDS[row.kind].name, RecordId(row.id)) for row in rows}
        return found

    def _beside(self, refs: Mapping[bytes, Ref]) -> set[bytes]:
        """What the parts among these records link to."""
        parts = [one for one, ref in refs.items() if not BY_NAME[ref.kind].words.listed]
        table = tables.link
        return self._gathered(table.c.object, table.c.subject, parts)

    def _leading_to(self, records: Iterable[bytes]) -> set[bytes]:
        """What links to these records, and so is shown with their names."""
        table = tables.link
        return self._gathered(table.c.subject, table.c.object, records)

    def _gathered(
        self, wanted: ColumnElement[Any], known: ColumnElement[Any], values: Iterable[bytes]
    ) -> set[bytes]:
        found: set[bytes] = set()
        for part in batches(values, CHUNK):
            found.update(self._connection.scalars(select(wanted).where(known.in_(part))))
        return found

    def _carriers(self, records: Iterable[bytes]) -> Iterator[Ref]:
        """The records these ids are shown as now."""
        table = tables.record
        for part in batches(records, CHUNK):
            rows = self._connection.execute(
                select(table.c.id, table.c.kind, table.c.merged_into).where(table.c.id.in_(part))
            )
            for row in rows:
                yield Ref(KINDS[row.kind].name, RecordId(row.merged_into or row.id))

    def _follow_steps(self, step: int) -> list[int]:
        """Steps that were withdrawn or restored by this one, directly or through others."""
        flipped: list[int] = []
        waiting = [step]
        while waiting:
            for target in self._step_targets(waiting.pop()):
                row = self._connection.execute(
                    select(tables.step.c.number).where(tables.step.c.id == target)
                ).first()
                if row is not None and self._flip(row.number):
                    flipped.append(row.number)
                    waiting.append(row.number)
        return flipped

    def _step_targets(self, step: int) -> Sequence[bytes]:
        table = tables.judgment
        return self._connection.scalars(
            select(table.c.target).where(
                table.c.step == step, table.c.aspect == int(Aspect.STANDING)
            )
        ).all()

    def _flip(self, number: int) -> bool:
        state = tables.step_state
        was = self._connection.execute(select(state).where(state.c.step == number)).first()
        now = self._judging.step_withdrawn(number)
        if bool(was) == now:
            return False
        change = (
            insert(state).values(step=number)
            if now
            else delete(state).where(state.c.step == number)
        )
        self._connection.execute(change)
        return True

    def _subjects_of_steps(self, numbers: Sequence[int]) -> set[bytes]:
        claim, carried = tables.claim, tables.carried
        subjects: set[bytes] = set()
        for number in numbers:
            subjects.update(
                self._connection.scalars(
                    select(claim.c.subject).distinct().where(claim.c.step == number)
                )
            )
            subjects.update(
                self._connection.scalars(
                    select(claim.c.subject)
                    .distinct()
                    .join(carried, carried.c.entry == claim.c.id)
                    .where(carried.c.step == number)
                )
            )
        return subjects

    def _follow_questions(self, numbers: Sequence[int]) -> set[bytes]:
        """Settle every question these Steps judge; returns the records they speak of."""
        targets = self._judged_in(numbers)
        several = {target for target in targets if records_of(target)}
        named = {member for target in several for member in records_of(target)}
        for target in targets:
            self._states.settle(target)
        # Whoever was one with these before is still connected with one of them.
        return named | self._subjects_of(targets - several)

    def _judged_in(self, numbers: Sequence[int]) -> set[bytes]:
        table, carried = tables.judgment, tables.carried
        targets: set[bytes] = set()
        for number in numbers:
            own = select(table.c.target, table.c.aspect).where(table.c.step == number)
            again = (
                select(table.c.target, table.c.aspect)
                .join(carried, carried.c.entry == table.c.id)
                .where(carried.c.step == number)
            )
            for target, aspect in self._connection.execute(union_all(own, again)).all():
                if aspect == Aspect.ADOPTION:
                    # What is adopted or declined may now act, or no more.
                    targets.update(
                        self._connection.scalars(select(table.c.target).where(table.c.id == target))
                    )
                else:
                    targets.add(target)
        steps = tables.step.c.id
        return targets - self._gathered(steps, steps, targets)

    def _subjects_of(self, targets: Iterable[bytes]) -> set[bytes]:
        """The records that claims among these speak of; the others are taken for records."""
        claim = tables.claim
        found: dict[bytes, bytes] = {}
        wanted = set(targets)
        for part in batches(wanted, CHUNK):
            rows = self._connection.execute(
                select(claim.c.id, claim.c.subject).where(claim.c.id.in_(part))
            )
            found |= {row.id: row.subject for row in rows}
        return set(found.values()) | (wanted - found.keys())

    def _told(self, members: Sequence[bytes]) -> Mapping[bytes, list[Told]]:
        claim, state = tables.claim, tables.claim_state
        rows = self._connection.execute(
            select(
                claim.c.id,
                claim.c.subject,
                claim.c.step,
                claim.c.property,
                claim.c.body,
                state.c.weight,
            )
            .outerjoin(state, state.c.claim == claim.c.id)
            .where(claim.c.subject.in_(members), func.coalesce(state.c.stands, 1) == 1)
        ).all()
        fallen = self._fallen([(row.id, row.step) for row in rows])
        told: dict[bytes, list[Told]] = defaultdict(list)
        for row in rows:
            if row.id not in fallen:
                name = self._properties.name(row.property)
                told[row.subject].append(
                    Told(row.id, row.subject, name, json.loads(row.body), row.weight or OPEN)
                )
        return told

    def _fallen(self, entries: Sequence[tuple[bytes, int]]) -> set[bytes]:
        """Those of these entries all of whose Steps are withdrawn."""
        if self._withdrawn is None:
            self._withdrawn = set(self._connection.scalars(select(tables.step_state.c.step)))
        fallen = {entry for entry, step in entries if step in self._withdrawn}
        table = tables.carried
        for part in batches(sorted(fallen), CHUNK):
            rows = self._connection.execute(select(table).where(table.c.entry.in_(part)))
            fallen -= {row.entry for row in rows if row.step not in self._withdrawn}
        return fallen

    def _record_readings(self, members: Sequence[bytes]) -> Mapping[bytes, RecordReading]:
        table = tables.record_state
        rows = self._connection.execute(select(table).where(table.c.record.in_(members)))
        return {row.record: RecordReading(bool(row.trashed), row.sensitivity or 0) for row in rows}

    def _store(self, projected: Projected, *, replacing: Sequence[bytes]) -> None:
        if replacing:
            self._clear(replacing)
        for into, rows in by_table(projected):
            insert_rows(self._connection, into, rows)

    def _clear(self, members: Sequence[bytes]) -> None:
        record = tables.record
        numbers = self._connection.scalars(
            select(record.c.kind).distinct().where(record.c.id.in_(members))
        ).all()
        if not numbers:
            return  # only records that exist have rows anywhere
        for number in numbers:
            table = tables.kind_tables[KINDS[number].name]
            self._connection.execute(delete(table).where(table.c.id.in_(members)))
        for table in (tables.link, tables.dated, tables.cited):
            self._connection.execute(delete(table).where(table.c.subject.in_(members)))
        self._connection.execute(delete(record).where(record.c.id.in_(members)))


def by_table(projected: Projected) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """The rows with the tables they belong in."""
    yield tables.record, projected.records
    yield tables.link, projected.links
    yield tables.dated, projected.dated
    yield tables.cited, projected.cited
    for name, rows in projected.kind_rows.items():
        yield tables.kind_tables[name], rows


def whole_clusters(ordered: Iterable[bytes], clusters: Clusters) -> Iterator[list[bytes]]:
    """Records in lists of about `CHUNK`, never tearing a cluster apart."""
    part: list[bytes] = []
    for record in ordered:
        if len(part) >= CHUNK and clusters.of(record) != clusters.of(part[-1]):
            yield part
            part = []
        part.append(record)
    if part:
        yield part


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of at most `size`."""
    walk = iter(things)
    while part := list(islice(walk, size)):
        yield part
