"""What was decided about mentions: which stretches of a source's text mean which records."""

from collections.abc import Mapping

from sqlalchemy import select

from casefiles.ledger import tables
from casefiles.ledger.judging import Judging
from casefiles.ledger.ledger import Ledger
from casefiles.model.ids import RecordId
from casefiles.model.judgment import Aspect, Spot, spot_of_target

_AFTER_ANY = b"\xff" * 24


def decided_spots(ledger: Ledger, source: RecordId) -> Mapping[Spot, str]:
    """The spots of one source that are accepted or refused, in the order of the text."""
    judged = tables.judgment
    with ledger.database.reading() as connection:
        targets = connection.scalars(
            select(judged.c.target)
            .where(
                judged.c.target.between(source, source + _AFTER_ANY),
                judged.c.aspect == int(Aspect.MENTION),
            )
            .distinct()
        ).all()
        judging = Judging(connection)
        read = {spot_of_target(one): judging.read(one, Aspect.MENTION).verdict for one in targets}
    found = {spot: verdict for spot, verdict in read.items() if verdict in ("accepted", "refused")}
    return dict(sorted(found.items(), key=lambda one: (one[0].start, one[0].end)))
