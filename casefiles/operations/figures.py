"""What a vault holds, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casefiles.ledger import counting
from casefiles.vault import Vault


@dataclass(frozen=True, slots=True)
class Figures:
    """`records` by kind, the trash left out; `claims` that stand, and how many cite nothing."""

    records: Mapping[str, int]
    claims: int
    without_source: int
    disputed: int
    steps: int

    def to_json(self) -> dict[str, Any]:
        return {
            "records": dict(self.records),
            "statements": self.claims,
            "without_source": self.without_source,
            "disputed": self.disputed,
            "steps": self.steps,
        }


def figures(vault: Vault) -> Figures:
    """Count everything once."""
    standing, cited = counting.claims(vault.ledger)
    return Figures(
        vault.reader.counts(),
        standing,
        standing - cited,
        counting.disputed(vault.ledger),
        counting.steps(vault.ledger),
    )
