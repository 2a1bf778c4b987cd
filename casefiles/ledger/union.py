"""Taking in entries from elsewhere: a union of sets, previewed first, written as one Step.

An entry is known by its id *and* its commitment. What is here already is passed over; the same id
with other content is kept apart and reported, never taken and never silently dropped; what was
erased here stays erased unless asked. A partner's judgments are taken as proposals.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from casefiles.ledger import tables
from casefiles.ledger.commitment import CLAIM, OURS, PARTNERS, canonical, commitment
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.projector import batches
from casefiles.ledger.step import Step
from casefiles.model.claim import Claim
from casefiles.model.ids import EntryId
from casefiles.model.judgment import Aspect, Judgment
from casefiles.stopping import pause


@dataclass(frozen=True, slots=True)
class Arriving:
    """An entry with the salt under which its sender committed to it."""

    entry: Claim | Judgment
    salt: bytes

    def commitments(self) -> tuple[bytes, ...]:
        """Under which it may be known here; a judgment may be ours that comes home again."""
        body = canonical(self.entry.body_to_json())
        if isinstance(self.entry, Claim):
            one = self.entry
            return (commitment(self.salt, CLAIM, one.id, one.property, one.subject, body),)
        name = str(int(self.entry.aspect))
        return tuple(
            commitment(self.salt, flag, self.entry.id, name, self.entry.target, body)
            for flag in (PARTNERS, OURS)
        )


@dataclass(slots=True)
class Union:
    """What taking entries in would do."""

    new: list[Arriving] = field(default_factory=list)
    same: list[EntryId] = field(default_factory=list)
    returning: list[EntryId] = field(default_factory=list)
    """Here already, but only in Steps that were withdrawn: they would stand again."""
    clashing: list[EntryId] = field(default_factory=list)
    """The same id as an entry here, with other content: kept apart."""
    erased: list[Arriving] = field(default_factory=list)
    """Erased here; taken only if asked."""


@dataclass(frozen=True, slots=True)
class _Here:
    commitment: bytes
    standing: bool


def compare(ledger: Ledger, arriving: Iterable[Arriving]) -> Union:
    """Say what each entry is to this vault. Changes nothing."""
    incoming = list(arriving)
    with ledger.database.reading() as connection:
        here = _known(connection, [one.entry.id for one in incoming])
        gone = _erased(connection, [one.entry.id for one in incoming])
    union = Union()
    seen: set[bytes] = set()
    for one in incoming:
        pause()
        identity = one.entry.id
        if identity in seen:
            continue
        seen.add(identity)
        if identity in gone and identity not in here:
            if gone[identity].isdisjoint(one.commitments()):
                union.clashing.append(identity)
            else:
                union.erased.append(one)
        elif identity not in here:
            union.new.append(one)
        elif here[identity].commitment not in one.commitments():
            union.clashing.append(identity)
        elif here[identity].standing:
            union.same.append(identity)
        else:
            union.returning.append(identity)
    return union


def add_to(step: Step, union: Union, *, adopt: bool = False) -> None:
    """Put what is new or returning into a Step.

    With `adopt`, judgments act at once (our own vault's data coming home); otherwise they wait.
    """
    for one in union.new:
        step.salts[one.entry.id] = one.salt
        if isinstance(one.entry, Claim):
            step.claims.append(one.entry)
        elif one.entry.aspect not in (Aspect.ADOPTION, Aspect.ERASURE, Aspect.MENTION):
            step.partners_judgments.append(one.entry)
            if adopt:
                step.judge(Aspect.ADOPTION, one.entry.id, "adopted")
    step.carried.extend(union.returning)


def _known(connection: Connection, identities: Sequence[bytes]) -> Mapping[bytes, _Here]:
    withdrawn = set(connection.scalars(select(tables.step_state.c.step)))
    found: dict[bytes, _Here] = {}
    for table in (tables.claim, tables.judgment):
        for row in _rows(connection, table, identities):
            # A judgment of ours that we took back does not return because a partner still has it.
            ours = table is tables.judgment and not row.partners
            found[row.id] = _Here(row.commitment, ours or row.step not in withdrawn)
    for part in batches(sorted(one for one in found if not found[one].standing), 500):
        carried = tables.carried
        rows = connection.execute(select(carried).where(carried.c.entry.in_(part)))
        for row in rows:
            if row.step not in withdrawn:
                found[row.entry] = _Here(found[row.entry].commitment, standing=True)
    return found


def _erased(connection: Connection, identities: Sequence[bytes]) -> Mapping[bytes, set[bytes]]:
    found: dict[bytes, set[bytes]] = defaultdict(set)
    for row in _rows(connection, tables.tombstone, identities):
        found[row.id].add(row.commitment)
    return found


def _rows(connection: Connection, table: Table, identities: Sequence[bytes]) -> list[Row[Any]]:
    rows: list[Row[Any]] = []
    for part in batches(sorted(set(identities)), 500):
        rows.extend(connection.execute(select(table).where(table.c.id.in_(part))).all())
    return rows
