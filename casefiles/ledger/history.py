"""The history of a vault: what was done, by whom, what can be undone and what rests on what.

Undoing withdraws a Step by a judgment, which is itself a Step; redoing restores it. Nothing is ever
taken out, so undo survives a restart and covers merges and imports as well.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, func, not_, or_, select

from casefiles.errors import HistoryError
from casefiles.ledger import tables
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.resting import needed_by, resting_on
from casefiles.model.ids import StepId
from casefiles.model.judgment import Aspect
from casefiles.text import _

UNDO, REDO, ERASE = "undo", "redo", "erase"
"""The acts that are not undone themselves: undo is undone by redo, erasing by nothing."""

LEFT = ("dossier", "share")
"""What has left the vault: plain undo passes these over, so that their trace is kept."""


@dataclass(frozen=True, slots=True)
class Past:
    """One line of history. `detail` as the act wrote it: references and counts."""

    number: int
    id: StepId
    act: str
    detail: dict[str, Any]
    author: str
    made_at: str
    withdrawn: bool

    @property
    def undoable(self) -> bool:
        """Whether undoing it makes sense now."""
        return not self.withdrawn and self.act not in (UNDO, REDO, ERASE)


class NeedsOthers(HistoryError):
    """Later Steps rest on the one to be undone; `others` are they, newest first."""

    def __init__(self, others: tuple[Past, ...]) -> None:
        super().__init__(
            _("Later steps rest on this one: {numbers}.").format(
                numbers=", ".join(str(past.number) for past in others)
            ),
            _("Undo them together with it, or not at all."),
        )
        self.others = others


def past(ledger: Ledger, *, limit: int = 50, before: int | None = None) -> list[Past]:
    """The newest lines of history, or those before the Step numbered `before`."""
    table, state = tables.step, tables.step_state
    statement = (
        select(table, state.c.step.label("withdrawn"))
        .outerjoin(state, state.c.step == table.c.number)
        .order_by(table.c.number.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(table.c.number < before)
    with ledger.database.reading() as connection:
        return [_past(row) for row in connection.execute(statement)]


def step_numbered(ledger: Ledger, number: int) -> Past:
    """The Step of that number; raises `HistoryError` if there is none."""
    found = past(ledger, limit=1, before=number + 1)
    if not found or found[0].number != number:
        raise HistoryError(_("There is no step with this number in the history."))
    return found[0]


def spoken_of(ledger: Ledger, number: int, records: Iterable[bytes]) -> list[str]:
    """The properties of which the Step of that number said or judged a value, about these records.

    They are read from its entries, so that nothing tells them any more once these are erased.
    """
    claim, judged = tables.claim, tables.judgment
    about = claim.c.subject.in_(list(records))
    said = select(claim.c.property).where(about, claim.c.step == number)
    weighed = (
        select(claim.c.property)
        .join(judged, judged.c.target == claim.c.id)
        .where(about, judged.c.step == number)
    )
    with ledger.database.reading() as connection:
        found = connection.scalars(said.union(weighed)).all()
    return sorted(ledger.properties.name(one) for one in found)


def next_undo(ledger: Ledger) -> Past | None:
    """The Step that undo would take back: the one done, or redone, last.

    Raises `HistoryError` if erasing came after it: whoever goes on from there says which Step.
    """
    table, state, judged = tables.step, tables.step_state, tables.judgment
    # A Step that stands and was judged was restored last: redoing it makes it the newest again.
    redone = (
        select(judged.c.target, func.max(judged.c.step).label("step"))
        .where(judged.c.aspect == int(Aspect.STANDING))
        .group_by(judged.c.target)
        .subquery()
    )
    done = func.coalesce(redone.c.step, table.c.number)
    statement = (
        select(table, state.c.step.label("withdrawn"), done.label("done"))
        .outerjoin(state, state.c.step == table.c.number)
        .outerjoin(redone, redone.c.target == table.c.id)
        .where(state.c.step.is_(None), table.c.act.not_in((UNDO, REDO, ERASE, *LEFT)))
        .order_by(done.desc(), table.c.number.desc())
        .limit(1)
    )
    erased = select(func.max(table.c.number)).where(table.c.act == ERASE)
    with ledger.database.reading() as connection:
        row = connection.execute(statement).first()
        last_erased = connection.scalar(erased) or 0
    if row is not None and last_erased > row.done:
        raise HistoryError(
            _("The last step was erasing, and nothing takes that back."),
            _("Say which earlier step to undo instead."),
        )
    return _past(row) if row else None


def next_redo(ledger: Ledger) -> tuple[Past, ...]:
    """The Steps withdrawn by the newest undo that still holds; redo restores them together.

    An undo of what was erased since is passed over.
    """
    table, state, judged = tables.step, tables.step_state, tables.judgment
    with ledger.database.reading() as connection:
        newest = connection.scalar(
            select(judged.c.step)
            .join(table, table.c.id == judged.c.target)
            .join(state, state.c.step == table.c.number)
            .where(judged.c.aspect == int(Aspect.STANDING), _has_words())
            .order_by(judged.c.step.desc())
            .limit(1)
        )
        rows = connection.execute(
            select(table, state.c.step.label("withdrawn"))
            .join(judged, judged.c.target == table.c.id)
            .join(state, state.c.step == table.c.number)
            .where(judged.c.step == newest, judged.c.aspect == int(Aspect.STANDING))
            .order_by(table.c.number.desc())
        ).all()
    return tuple(_past(row) for row in rows)


def undo(
    ledger: Ledger, *, author: str, number: int | None = None, together: bool = False
) -> tuple[Past, ...]:
    """Withdraw the newest Step, or the one of that number; returns what was undone, newest first.

    Raises `NeedsOthers` if later Steps rest on it and `together` is not given, `HistoryError` if
    there is nothing to undo.
    """
    first = next_undo(ledger) if number is None else step_numbered(ledger, number)
    if first is None:
        raise HistoryError(_("There is nothing to undo."))
    if first.act == UNDO:
        return redo(ledger, author=author, undone_in=first.number)
    if not first.undoable:
        raise HistoryError(_("This step cannot be undone: it is undone already, or was final."))
    others = dependents(ledger, first)
    if others and number is None:
        # It was redone after others had come to rest on it: the newest of those goes first.
        first, others = others[0], ()
    if others and not together:
        raise NeedsOthers(others)
    undone = (*others, first)
    with ledger.step(UNDO, author=author) as step:
        for one in undone:
            step.judge(Aspect.STANDING, one.id, "withdrawn")
        step.detail |= {"steps": [one.number for one in undone], "act": first.act}
        step.detail["refs"] = first.detail.get("refs", [])
    return undone


def redo(ledger: Ledger, *, author: str, undone_in: int | None = None) -> tuple[Past, ...]:
    """Restore what the newest undo, or the one numbered `undone_in`, withdrew.

    Raises `HistoryError` if there is nothing, or if it rests on Steps that are still undone.
    """
    if undone_in is None:
        steps = next_redo(ledger)
    else:
        numbers = step_numbered(ledger, undone_in).detail.get("steps", [])
        found = [step_numbered(ledger, number) for number in numbers]
        steps = tuple(one for one in found if one.withdrawn)
        _refuse_without(ledger, steps)
    if not steps:
        raise HistoryError(_("There is nothing to redo."))
    with ledger.step(REDO, author=author) as step:
        for one in steps:
            step.judge(Aspect.STANDING, one.id, "restored")
        step.detail |= {"steps": [one.number for one in steps], "act": steps[-1].act}
        step.detail["refs"] = steps[-1].detail.get("refs", [])
    return steps


def dependents(ledger: Ledger, first: Past) -> tuple[Past, ...]:
    """The standing later Steps that rest on this one, directly or through others, newest first.

    A Step rests on another if it says something about, links to, cites or names as its speaker a
    record that exists only through the other, or judges one of its entries.
    """
    with ledger.database.reading() as connection:
        found = resting_on(connection, ledger.properties, first.number, besides=(UNDO, REDO, ERASE))
    return tuple(step_numbered(ledger, number) for number in sorted(found, reverse=True))


def _refuse_without(ledger: Ledger, steps: tuple[Past, ...]) -> None:
    with ledger.database.reading() as connection:
        needed = needed_by(connection, ledger.properties, {one.number for one in steps})
    if needed:
        raise HistoryError(
            _("This rests on steps that are undone themselves: {numbers}.").format(
                numbers=", ".join(str(number) for number in sorted(needed))
            ),
            _("Redo those first."),
        )


def _has_words() -> ColumnElement[bool]:
    """Whether a Step is not one whose entries were all erased: restoring that would do nothing."""
    gone, *left = (
        exists().where(table.c.step == tables.step.c.number).correlate(tables.step)
        for table in (tables.tombstone, tables.claim, tables.judgment, tables.carried)
    )
    return or_(not_(gone), *left)


def _past(row: Row[Any]) -> Past:
    return Past(
        row.number,
        StepId(row.id),
        row.act,
        json.loads(row.detail),
        row.author,
        row.made_at,
        row.withdrawn is not None,
    )
