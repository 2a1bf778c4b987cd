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
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from casefiles.ledger import tables
from casefiles.ledger.clusters import Clusters
from casefiles.ledger.judging import Filed, Judging, Reading, filed_from_row
from casefiles.ledger.projection import (
    OPEN,
    Projected,
    RecordReading,
    Told,
    project,
)
from casefiles.ledger.propertynames import PropertyNames
from casefiles.model.ids import RecordId, Ref
from casefiles.model.judgment import Aspect, members_of_pair
from casefiles.model.kinds import BY_NAME, KINDS

CHUNK = 500
"""Records projected at a time: well below SQLite's limit on parameters."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The touched records that existed before and that exist now, by the id that carries them."""

    before: Mapping[bytes, Ref]
    after: Mapping[bytes, Ref]
    beside: frozenset[Ref]
    """What the parts among them link to, or linked to before."""


class Projector:
    """Works inside the caller's transaction."""

    def __init__(self, connection: Connection, properties: PropertyNames) -> None:
        self._connection = connection
        self._properties = properties
        self._judging = Judging(connection)

    def follow(self, step: int) -> Followed:
        """Bring everything up to date after the Step of that number."""
        flipped = self._follow_steps(step)
        subjects = self._subjects_of_steps([step, *flipped])
        subjects |= self._follow_questions([step, *flipped])
        clusters = Clusters(self._connection)
        touched = sorted(clusters.widen(subjects), key=clusters.of)
        before = self.refs(touched)
        linked = self._linked_by_parts(before)
        for part in whole_clusters(touched, clusters):
            self._store(self.compute(part, clusters), replacing=part)
        after = self.refs(touched)
        linked |= self._linked_by_parts(after)
        return Followed(before, after, frozenset(self.refs(linked).values()))

    def rebuild(self) -> None:
        """Compute every projection anew."""
        for name in tables.projection_names():
            self._connection.exec_driver_sql(f'DELETE FROM "{name}"')
        for number in self._connection.scalars(select(tables.step.c.number)).all():
            if self._judging.step_withdrawn(number):
                self._connection.execute(insert(tables.step_state), {"step": number})
        questions = select(tables.judgment.c.target, tables.judgment.c.aspect).distinct()
        for target, aspect in self._connection.execute(questions).all():
            self._settle(target, Aspect(aspect))
        for projected in self.computed_anew():
            self._store(projected, replacing=())

    def computed_anew(self) -> Iterator[Projected]:
        """The rows of all records, in chunks, computed from the ledger and the judgments' states."""
        clusters = Clusters(self._connection)
        done: set[bytes] = set()
        for part in self.subjects():
            mine = clusters.widen(part) - done
            done |= {member for member in mine if len(clusters.chain(member).members) > 1}
            yield self.compute(sorted(mine), clusters)

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

    def _linked_by_parts(self, refs: Mapping[bytes, Ref]) -> set[bytes]:
        parts = [one for one, ref in refs.items() if not BY_NAME[ref.kind].words.listed]
        table = tables.link
        linked: set[bytes] = set()
        for part in batches(parts, CHUNK):
            linked.update(
                self._connection.scalars(
                    select(table.c.object).distinct().where(table.c.subject.in_(part))
                )
            )
        return linked

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
        change = insert(state).values(step=number) if now else delete(state).where(
            state.c.step == number
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
        table, carried = tables.judgment, tables.carried
        subjects: set[bytes] = set()
        for number in numbers:
            own = self._connection.execute(select(table).where(table.c.step == number)).all()
            again = self._connection.execute(
                select(table).join(carried, carried.c.entry == table.c.id).where(
                    carried.c.step == number
                )
            ).all()
            for row in [*own, *again]:
                subjects |= self._settle_all(filed_from_row(row))
        return subjects

    def _settle_all(self, filed: Filed) -> set[bytes]:
        if filed.aspect is not Aspect.ADOPTION:
            return self._settle(filed.target, filed.aspect)
        adopted = self._connection.execute(
            select(tables.judgment).where(tables.judgment.c.id == filed.target)
        ).first()
        return self._settle(adopted.target, Aspect(adopted.aspect)) if adopted else set()

    def _settle(self, target: bytes, aspect: Aspect) -> set[bytes]:
        """Store what holds for one question; returns the records it speaks of."""
        if aspect is Aspect.IDENTITY:
            return self._settle_identity(target)
        if aspect is Aspect.ADOPTION:
            return set()
        if aspect is Aspect.ERASURE:
            return {target}
        subject = self._connection.scalar(
            select(tables.claim.c.subject).where(tables.claim.c.id == target)
        )
        if subject is not None:
            self._settle_claim(target)
            return {subject}
        if aspect in (Aspect.TRASH, Aspect.SENSITIVITY):
            self._settle_record(target)
            return {target}
        return set()

    def _settle_claim(self, target: bytes) -> None:
        standing = self._judging.read(target, Aspect.STANDING)
        weight = self._judging.read(target, Aspect.WEIGHT)
        level = self._judging.read(target, Aspect.SENSITIVITY)
        table = tables.claim_state
        self._connection.execute(delete(table).where(table.c.claim == target))
        if standing.verdict or weight.verdict or level.verdict:
            row = {
                "claim": target,
                "stands": int(standing.verdict != "withdrawn"),
                "weight": weight.verdict or OPEN,
                "sensitivity": int(level.verdict) if level.verdict else None,
                "contested": _contested(standing=standing, weight=weight, sensitivity=level),
            }
            self._connection.execute(insert(table), row)

    def _settle_record(self, target: bytes) -> None:
        trash = self._judging.read(target, Aspect.TRASH)
        level = self._judging.read(target, Aspect.SENSITIVITY)
        table = tables.record_state
        self._connection.execute(delete(table).where(table.c.record == target))
        if trash.verdict or level.verdict:
            row = {
                "record": target,
                "trashed": int(trash.verdict == "trashed"),
                "sensitivity": int(level.verdict or 0),
                "contested": _contested(trash=trash, sensitivity=level),
            }
            self._connection.execute(insert(table), row)

    def _settle_identity(self, target: bytes) -> set[bytes]:
        one, other = members_of_pair(target)
        table = tables.identity
        before = Clusters(self._connection).widen({one, other})
        self._connection.execute(delete(table).where(table.c.one == one, table.c.other == other))
        reading = self._judging.read(target, Aspect.IDENTITY)
        if reading.verdict:
            row = {
                "one": one,
                "other": other,
                "verdict": reading.verdict,
                "contested": int(reading.contested),
            }
            self._connection.execute(insert(table), row)
        return before

    def _told(self, members: Sequence[bytes]) -> Mapping[bytes, list[Told]]:
        claim, state = tables.claim, tables.claim_state
        withdrawn = set(self._connection.scalars(select(tables.step_state.c.step)))
        rows = self._connection.execute(
            select(claim, state.c.stands, state.c.weight, state.c.sensitivity)
            .outerjoin(state, state.c.claim == claim.c.id)
            .where(claim.c.subject.in_(members))
        )
        told: dict[bytes, list[Told]] = defaultdict(list)
        for row in rows:
            if row.stands == 0 or (row.step in withdrawn and not self._carried(row.id, withdrawn)):
                continue
            body = json.loads(row.body)
            level = body.get("sensitivity", 0) if row.sensitivity is None else row.sensitivity
            name = self._properties.name(row.property)
            told[row.subject].append(
                Told(row.id, row.subject, name, body, row.weight or OPEN, level)
            )
        return told

    def _carried(self, entry: bytes, withdrawn: set[int]) -> bool:
        table = tables.carried
        steps = self._connection.scalars(select(table.c.step).where(table.c.entry == entry))
        return any(step not in withdrawn for step in steps)

    def _record_readings(self, members: Sequence[bytes]) -> Mapping[bytes, RecordReading]:
        table = tables.record_state
        rows = self._connection.execute(select(table).where(table.c.record.in_(members)))
        return {
            row.record: RecordReading(bool(row.trashed), row.sensitivity or 0) for row in rows
        }

    def _store(self, projected: Projected, *, replacing: Sequence[bytes]) -> None:
        if replacing:
            self._clear(replacing)
        for table, rows in by_table(projected):
            if rows:
                self._connection.execute(insert(table), rows)

    def _clear(self, members: Sequence[bytes]) -> None:
        record = tables.record
        numbers = self._connection.scalars(
            select(record.c.kind).distinct().where(record.c.id.in_(members))
        ).all()
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


def batches(things: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    """The things in lists of at most `size`."""
    walk = iter(things)
    while part := list(islice(walk, size)):
        yield part


def _contested(**readings: Reading) -> str:
    return " ".join(name for name, reading in readings.items() if reading.contested)
