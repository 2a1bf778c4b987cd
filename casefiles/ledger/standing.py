"""Which claims stand, as a condition of the database: said once, asked in two ways."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, or_, select

from casefiles.ledger import tables


def standing_claims(columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    """These columns of the claims on `:subjects` that stand; `claim_state` may be NULL."""
    claim, state, withdrawn = tables.claim, tables.claim_state, tables.step_state
    carried = tables.carried
    # An entry of a withdrawn Step stands on if another Step that stands carried it again.
    again = (
        select(carried.c.entry)
        .where(
            carried.c.entry == claim.c.id,
            carried.c.step.not_in(select(withdrawn.c.step)),
        )
        .exists()
    )
    return (
        select(*columns)
        .select_from(claim)
        .outerjoin(state, state.c.claim == claim.c.id)
        .outerjoin(withdrawn, withdrawn.c.step == claim.c.step)
        .where(
            claim.c.subject.in_(bindparam("subjects", expanding=True)),
            or_(withdrawn.c.step.is_(None), again),
            or_(state.c.stands.is_(None), state.c.stands == 1),
        )
    )
