"""Which judgments count, and what they add up to.

A judgment *stands* while one of the Steps that brought it is not withdrawn. It *acts* if it stands
and is our own, or a partner's that one of ours adopted. It *counts* if it acts and no acting
judgment on the same question supersedes it, directly or through others that need not act any more.
Where several count and disagree, the protective reading holds and the question is marked as
contested. No clock is read anywhere.

Only our own judgments withdraw Steps or adopt, and they always speak of what was there before them,
so the questions asked here lead to ever later Steps and end.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from casefiles.ledger import tables
from casefiles.model.judgment import Aspect
from casefiles.model.sensitivity import Sensitivity


@dataclass(frozen=True, slots=True)
class Filed:
    """A judgment as the ledger holds it."""

    id: bytes
    step: int
    aspect: Aspect
    target: bytes
    partners: bool
    verdict: str
    reason: str
    superseding: bool = False
    """Whether it names older judgments; asked for only to spare a look at who supersedes whom."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the counting judgments on one question add up to; `verdict` None if there are none."""

    verdict: str | None
    contested: bool = False


NOTHING = Reading(None)


class Judging:
    """Answers for one moment: make a new one after anything was written."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._withdrawn: dict[int, bool] = {}

    def step_withdrawn(self, number: int) -> bool:
        """Whether the Step of that number is withdrawn."""
        if number not in self._withdrawn:
            step_id = self._connection.scalar(
                select(tables.step.c.id).where(tables.step.c.number == number)
            )
            # Set first, so that a forged circle ends; ours cannot make one.
            self._withdrawn[number] = False
            on_step = self.on(step_id, Aspect.STANDING) if step_id else []
            ours = [filed for filed in on_step if not filed.partners]
            self._withdrawn[number] = self._add_up(ours).verdict == "withdrawn"
        return self._withdrawn[number]

    def read(self, target: bytes, aspect: Aspect) -> Reading:
        """What holds for this question."""
        return self._add_up(self.on(target, aspect))

    def read_all(self, target: bytes) -> Mapping[Aspect, Reading]:
        """What holds for every question that was judged about this target."""
        table = tables.judgment
        by_aspect: dict[Aspect, list[Filed]] = defaultdict(list)
        for row in self._connection.execute(select(table).where(table.c.target == target)):
            filed = filed_from_row(row)
            by_aspect[filed.aspect].append(filed)
        return {aspect: self._add_up(filed) for aspect, filed in by_aspect.items()}

    def raised(self, target: bytes) -> int:
        """The level partners want at least: a wish to protect more acts before it is adopted."""
        levels = (int(filed.verdict) for filed in self._raising(target))
        return max(levels, default=int(Sensitivity.OPEN))

    def before_a_new_one(self, target: bytes, aspect: Aspect) -> list[Filed]:
        """What a new judgment of ours on this question supersedes: all that has an effect now."""
        raising = self._raising(target) if aspect is Aspect.SENSITIVITY else []
        return self.counting(target, aspect) + raising

    def counting(self, target: bytes, aspect: Aspect) -> list[Filed]:
        """The judgments on this question that act and are not superseded."""
        on_question = self.on(target, aspect)
        return self._unsuperseded(on_question, [one for one in on_question if self.acts(one)])

    def proposals(self, target: bytes, aspect: Aspect) -> list[Filed]:
        """A partner's judgments that stand and wait to be adopted or declined."""
        return [filed for filed in self.on(target, aspect) if self._waits(filed)]

    def acts(self, filed: Filed) -> bool:
        """Whether it stands and is ours or adopted."""
        if not self._stands(filed):
            return False
        if not filed.partners:
            return True
        if filed.aspect in (Aspect.ADOPTION, Aspect.ERASURE):
            return False
        return self.read(filed.id, Aspect.ADOPTION).verdict == "adopted"

    def on(self, target: bytes, aspect: Aspect) -> list[Filed]:
        """All judgments on this question, whether they count or not."""
        table = tables.judgment
        rows = self._connection.execute(
            select(table).where(table.c.target == target, table.c.aspect == int(aspect))
        )
        return [filed_from_row(row) for row in rows]

    def _add_up(self, on_question: list[Filed]) -> Reading:
        if not on_question:
            return NOTHING
        acting = [filed for filed in on_question if self.acts(filed)]
        verdicts = {filed.verdict for filed in self._unsuperseded(on_question, acting)}
        return combine(on_question[0].aspect, verdicts)

    def _raising(self, target: bytes) -> list[Filed]:
        on_question = self.on(target, Aspect.SENSITIVITY)
        waiting = [filed for filed in on_question if self._waits(filed)]
        if not waiting:
            return []
        superseded = self._superseded(on_question, [one for one in on_question if self.acts(one)])
        return [filed for filed in waiting if filed.id not in superseded]

    def _unsuperseded(self, on_question: list[Filed], acting: list[Filed]) -> list[Filed]:
        if len(acting) < 2:
            return acting
        superseded = self._superseded(on_question, acting)
        left = [filed for filed in acting if filed.id not in superseded]
        # A forged circle would silence all of them; then all count, and protection decides.
        return left or acting

    def _superseded(self, on_question: list[Filed], acting: list[Filed]) -> set[bytes]:
        older = self._older(filed.id for filed in on_question if filed.superseding)
        superseded: set[bytes] = set()
        for filed in acting:
            waiting = list(older.get(filed.id, ()))
            while waiting:
                one = waiting.pop()
                if one not in superseded and one != filed.id:
                    superseded.add(one)
                    waiting.extend(older.get(one, ()))
        return superseded

    def _older(self, newer: Iterable[bytes]) -> Mapping[bytes, list[bytes]]:
        table = tables.supersedes
        found: dict[bytes, list[bytes]] = defaultdict(list)
        wanted = list(newer)
        if wanted:
            for row in self._connection.execute(select(table).where(table.c.newer.in_(wanted))):
                found[row.newer].append(row.older)
        return found

    def _waits(self, filed: Filed) -> bool:
        if not filed.partners or not self._stands(filed):
            return False
        return self.read(filed.id, Aspect.ADOPTION).verdict is None

    def _stands(self, filed: Filed) -> bool:
        if not self.step_withdrawn(filed.step):
            return True
        rows = self._connection.execute(
            select(tables.carried.c.step).where(tables.carried.c.entry == filed.id)
        )
        return any(not self.step_withdrawn(row.step) for row in rows)


def combine(aspect: Aspect, verdicts: set[str]) -> Reading:
    """The protective reading: nothing lost, nothing merged, nothing shown further than agreed."""
    if not verdicts:
        return NOTHING
    if len(verdicts) == 1:
        return Reading(next(iter(verdicts)))
    protective = {
        Aspect.STANDING: "restored",
        Aspect.WEIGHT: "open",
        Aspect.IDENTITY: "unsure",
        Aspect.TRASH: "kept",
        Aspect.ADOPTION: "declined",
        Aspect.SENSITIVITY: max(verdicts),
        Aspect.ERASURE: "erased",
        Aspect.MENTION: "open",
    }
    return Reading(protective[aspect], contested=True)


def filed_from_row(row: Row[Any]) -> Filed:
    """From a row of the judgment table."""
    body = json.loads(row.body)
    return Filed(
        row.id,
        row.step,
        Aspect(row.aspect),
        row.target,
        bool(row.partners),
        body["verdict"],
        body.get("reason", ""),
        bool(body.get("supersedes")),
    )
