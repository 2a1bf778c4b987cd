"""Dates that stand in the text of a source: offered, never taken by themselves."""

from casefiles.ledger.reader import Reader
from casefiles.model.date_finding import FoundDate, find_dates
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.values import When
from casefiles.vault import Vault


def dates(vault: Vault, *, source: Ref) -> tuple[FoundDate, ...]:
    """All dates in the text of a source, in its order, with what each means."""
    reader = vault.reader
    return find_dates(reader.text_of(source), published=published(reader, source))


def published(reader: Reader, source: Ref) -> UncertainDate | None:
    """The day that "last month" in a source counts from: its publication, or else its posting."""
    for name in ("published", "posted"):
        for statement in reader.shown(source, name):
            if isinstance(statement.claim.value, When):
                return statement.claim.value.date
    return None
