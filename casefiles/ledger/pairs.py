"""What was judged on two records being one, pair by pair."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from casefiles.ledger import tables
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.projector import batches

_CHUNK = 500


def verdicts(ledger: Ledger, records: Collection[bytes]) -> Mapping[frozenset[bytes], str]:
    """The verdict that counts on each judged pair with one of these: same, different, unsure."""
    pairs = tables.identity
    found: dict[frozenset[bytes], str] = {}
    with ledger.database.reading() as connection:
        for end in (pairs.c.one, pairs.c.other):
            for part in batches(sorted(records), _CHUNK):
                for row in connection.execute(select(pairs).where(end.in_(part))):
                    found[frozenset((row.one, row.other))] = row.verdict
    return found
