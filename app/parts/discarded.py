"""What lies in the trash, and since when, as the history tells it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.parts.pastlines import moment_of
from casefiles.ledger import history
from casefiles.model.ids import Ref
from casefiles.model.kinds import KINDS
from casefiles.vault import Vault

_PORTION = 200
_LOOKED_THROUGH = 4000
"""Steps looked through for the days; what was put away before says no day."""


@dataclass(frozen=True, slots=True)
class Discarded:
    """A record in the trash; `since` is empty where the history does not say."""

    ref: Ref
    title: str
    since: str


def discarded(vault: Vault) -> Sequence[Discarded]:
    """All that lies in the trash, by kind and title; parts lie there with their whole."""
    found = [
        summary
        for kind in KINDS
        for summary in vault.reader.page(kind.name, limit=-1, trashed=True)
    ]
    since = _since(vault, {str(summary.ref) for summary in found})
    return [Discarded(one.ref, one.title, since.get(str(one.ref), "")) for one in found]


def _since(vault: Vault, wanted: set[str]) -> dict[str, str]:
    since: dict[str, str] = {}
    before: int | None = None
    looked = 0
    while wanted - set(since) and looked < _LOOKED_THROUGH:
        some = history.past(vault.ledger, limit=_PORTION, before=before)
        for step in some:
            if step.act == "trash" and not step.withdrawn:
                for ref in step.detail.get("refs", ()):
                    since.setdefault(ref, moment_of(step))
        looked += len(some)
        if len(some) < _PORTION:
            break
        before = some[-1].number
    return since
