"""The ledger's tables from version one on. Vaults of every released version open for ever.

An upgrade is one module with `SQL` (statements) and one line in `UPGRADES`; its place is its
version number. Statements of a released version are never edited. Only ledger tables are upgraded:
projections are computed again (`casefiles.ledger.tables`).
"""

from collections.abc import Sequence

from casefiles.ledger.upgrades import v1

UPGRADES: tuple[Sequence[str], ...] = (v1.SQL,)

NEWEST = len(UPGRADES)
"""The version this program writes."""
