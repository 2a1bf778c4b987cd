"""What leaves for the audience "internal": the entries as they are, for another desk of ours.

Own ids and salts stay, so that both desks speak of the same entries; nothing is reworded. Not even
here do adoptions, erasures and undo travel: they are decisions of one desk (`ledger.entries`).
"""

from collections.abc import Iterable

from casefiles.ledger import entries
from casefiles.ledger.entries import Kept
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect, Judgment
from casefiles.stopping import pause


def copy_of(ledger: Ledger, refs: Iterable[Ref]) -> list[Kept]:
    """All claims about these records and the judgments that act on them, undone ones apart."""
    reader = Reader(ledger)
    members: set[bytes] = set()
    for ref in refs:
        pause()
        members.update(reader.members(ref))
    claims = [kept for kept in entries.claims_about(ledger, members) if not kept.undone]
    targets = members | {bytes(kept.entry.id) for kept in claims}
    judgments = [
        *entries.judgments_on(ledger, targets),
        *entries.identities_among(ledger, members),
    ]
    return [*claims, *(kept for kept in judgments if _travels(kept))]


def _travels(kept: Kept) -> bool:
    trash = isinstance(kept.entry, Judgment) and kept.entry.aspect is Aspect.TRASH
    return kept.acting and not kept.undone and not trash
