"""Which judgments count, and what they add up to.

A judgment *stands* while one of the Steps that brought it is not withdrawn. It *acts* if it stands
and is our own, or a partner's that one of ours adopted. It *counts* if it acts and no acting
judgment on the same question names it as superseded. Where several count and disagree, the
protective reading holds and the question is marked as contested. No clock is read anywhere.

Only our own judgments withdraw Steps or adopt, and they always speak of what was there before them,
so the questions asked here lead to ever later Steps and end.
"""

import json
from collections.abc import Iterable
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


@dataclass(frozen=True, slots=True)
class Reading:
    """What the counting judgments on one question add up to; `verdict` None if there are none."""

    verdict: str | None
    contested: bool = False


class Judging:
    """Answers for one moment: make a new one after anything was written."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._withdrawn: dict[int, bool] = {}

    def step_withdrawn(self, number: int) -> bool:
        """Whether the Step of that number is withdrawn."""
        if number not in self._withdrawn:
            step_id = self._connection.execute(
                select(tables.step.c.id).where(tables.step.c.number == number)
            ).scalar_one()
            # Set first, so that a forged circle ends; ours cannot make one.
            self._withdrawn[number] = False
            self._withdrawn[number] = self.read(step_id, Aspect.STANDING).verdict == "withdrawn"
        return self._withdrawn[number]

    def read(self, target: bytes, aspect: Aspect) -> Reading:
        """What holds for this question."""
        on_question = self.on(target, aspect)
        acting = [filed for filed in on_question if self.acts(filed)]
        verdicts = {filed.verdict for filed in self._unsuperseded(acting)}
        if aspect is Aspect.SENSITIVITY:
            # A partner's wish to protect more acts at once, before anybody adopts it.
            verdicts |= self._raised(on_question, verdicts)
        return combine(aspect, verdicts)

    def counting(self, target: bytes, aspect: Aspect) -> list[Filed]:
        """The judgments on this question that act and are not superseded."""
        return self._unsuperseded(filed for filed in self.on(target, aspect) if self.acts(filed))

    def proposals(self, target: bytes, aspect: Aspect) -> list[Filed]:
        """A partner's judgments that stand and wait to be adopted or declined."""
        return [
            filed
            for filed in self.on(target, aspect)
            if filed.partners
            and self._stands(filed)
            and self.read(filed.id, Aspect.ADOPTION).verdict is None
        ]

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

    def _unsuperseded(self, acting: Iterable[Filed]) -> list[Filed]:
        acting = list(acting)
        if len(acting) < 2:
            return acting
        names = {filed.id for filed in acting}
        table = tables.supersedes
        rows = self._connection.execute(
            select(table.c.older).where(table.c.newer.in_(names), table.c.older.in_(names))
        )
        superseded = {row.older for row in rows}
        return [filed for filed in acting if filed.id not in superseded]

    def _raised(self, on_question: list[Filed], ours: set[str]) -> set[str]:
        level = max((int(verdict) for verdict in ours), default=int(Sensitivity.OPEN))
        return {
            filed.verdict
            for filed in on_question
            if filed.partners
            and int(filed.verdict) > level
            and self._stands(filed)
            and self.read(filed.id, Aspect.ADOPTION).verdict != "declined"
        }

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
        return Reading(None)
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
    )
