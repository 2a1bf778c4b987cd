"""A partner's judgments that stand here and that nobody has adopted or declined yet."""

from collections.abc import Sequence

from sqlalchemy import select

from casefiles.ledger import tables
from casefiles.ledger.judging import Filed, Judging, filed_from_row
from casefiles.ledger.ledger import Ledger
from casefiles.model.judgment import Aspect, members_of_pair


def open_proposals(ledger: Ledger) -> tuple[Filed, ...]:
    """All of them, by id."""
    table = tables.judgment
    statement = select(table).where(table.c.partners == 1).order_by(table.c.id)
    with ledger.database.reading() as connection:
        judging = Judging(connection)
        filed = [filed_from_row(row) for row in connection.execute(statement).all()]
        questions = dict.fromkeys((one.target, one.aspect) for one in filed)
        waiting = {
            one.id for target, aspect in questions for one in judging.proposals(target, aspect)
        }
    return tuple(one for one in filed if one.id in waiting)


def subjects_of(ledger: Ledger, filed: Filed) -> Sequence[bytes]:
    """The ids of the records a judgment speaks of."""
    if filed.aspect is Aspect.IDENTITY:
        return members_of_pair(filed.target)
    claim = tables.claim
    with ledger.database.reading() as connection:
        subject = connection.scalar(select(claim.c.subject).where(claim.c.id == filed.target))
    return [subject if subject is not None else filed.target]
