"""Judgments that go with a release: what we think of what the recipient has, as proposals there.

A claim that left before and was withdrawn since must be followed by its withdrawal; a level that
was raised, by the raising; a value that was rejected, by the reason. Decisions about our own desk
(trash, what is the same, adoption) stay. Reasons are working notes: only partners read them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from casefiles.ledger import entries
from casefiles.ledger.entries import Kept
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.union import Arriving
from casefiles.model.ids import EntryId, RecordId
from casefiles.model.judgment import Aspect, Judgment
from casefiles.release.finding import NameFinder
from casefiles.release.outside import OutsideIds, wording_of

_TRAVELS = (Aspect.STANDING, Aspect.WEIGHT, Aspect.SENSITIVITY)


class Rejudging:
    """`reasons`: looks through reasons for withheld names; None if no reason leaves."""

    def __init__(self, ledger: Ledger, ids: OutsideIds, reasons: NameFinder | None) -> None:
        self._ledger = ledger
        self._ids = ids
        self._reasons = reasons

    def of(self, owners: Mapping[bytes, RecordId]) -> Iterator[Arriving]:
        """The judgments on these records and their claims, written anew.

        `owners`: the records' own ids, and the ids they leave under.
        """
        about = entries.claims_about(self._ledger, owners)
        sent = {kept.entry.id for kept in about if self._ids.wordings(kept.entry.id)}
        found = entries.judgments_on(self._ledger, {*owners, *sent})
        acting = [
            (kept, kept.entry)
            for kept in found
            if isinstance(kept.entry, Judgment) and self._travels(kept, kept.entry)
        ]
        superseded = {older for _kept, one in acting for older in one.supersedes}
        for kept, judgment in acting:
            if judgment.id in superseded and not self._ids.wordings(judgment.id):
                continue
            older = [new for one in judgment.supersedes for new in self._ids.wordings(one)]
            if judgment.verdict == "restored" and not older:
                continue
            if judgment.target in owners:
                yield self._anew(kept, judgment, owners[judgment.target], older)
            else:
                for target in self._ids.wordings(judgment.target):
                    yield self._anew(kept, judgment, target, older)

    def _travels(self, kept: Kept, judgment: Judgment) -> bool:
        own = not self._ids.knows_entry(judgment.id)
        return own and kept.acting and not kept.undone and judgment.aspect in _TRAVELS

    def _anew(
        self, kept: Kept, judgment: Judgment, target: bytes, older: Iterable[EntryId]
    ) -> Arriving:
        draft = replace(
            judgment,
            target=bytes(target),
            reason=self._reason(judgment.reason),
            supersedes=tuple(sorted(older)),
        )
        identity, salt = self._ids.entry(judgment.id, kept.salt, wording_of(draft))
        return Arriving(replace(draft, id=identity), salt)

    def _reason(self, reason: str) -> str:
        if self._reasons is None or self._reasons.found(reason):
            return ""
        return reason
