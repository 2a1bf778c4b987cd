"""Counts over the whole ledger, asked of the database and not record by record."""

from sqlalchemy import func, select

from casefiles.ledger import tables
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.projection import KIND_NUMBER
from casefiles.model.kinds import BY_NAME, IS_A


def claims(ledger: Ledger) -> tuple[int, int]:
    """How many claims stand, and how many of them cite a source."""
    claim, state, withdrawn = tables.claim, tables.claim_state, tables.step_state
    is_a = ledger.properties.numbers.get(IS_A, -1)
    with ledger.database.reading() as connection:
        standing = connection.scalar(
            select(func.count())
            .select_from(claim)
            .outerjoin(state, state.c.claim == claim.c.id)
            .outerjoin(withdrawn, withdrawn.c.step == claim.c.step)
            .where(
                claim.c.property != is_a,
                withdrawn.c.step.is_(None),
                (state.c.stands.is_(None)) | (state.c.stands == 1),
            )
        )
        cited = connection.scalar(
            select(func.count(tables.cited.c.claim.distinct()))
            .select_from(tables.cited)
            .join(claim, claim.c.id == tables.cited.c.claim)
            .where(claim.c.property != is_a)
        )
    return standing or 0, cited or 0


def disputed(ledger: Ledger) -> int:
    """How many records have a property on which sources disagree."""
    return sum(disputed_by_kind(ledger).values())


def disputed_by_kind(ledger: Ledger) -> dict[str, int]:
    """The same by kind; kinds without any are left out."""
    table = tables.record
    question = (
        select(table.c.kind, func.count())
        .where(table.c.disputed != "", table.c.merged_into.is_(None), table.c.trashed == 0)
        .group_by(table.c.kind)
    )
    with ledger.database.reading() as connection:
        found = {row[0]: row[1] for row in connection.execute(question)}
    return {kind: found[KIND_NUMBER[kind]] for kind in BY_NAME if KIND_NUMBER[kind] in found}


def steps(ledger: Ledger) -> int:
    """How many lines the history has."""
    with ledger.database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(tables.step)) or 0
