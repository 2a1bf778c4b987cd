"""One act of the documenter: collected here, then written in one transaction or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from casefiles.model.claim import REPORTED, Citation, Claim
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import EntryId, RecordId, Ref, StepId
from casefiles.model.judgment import Aspect, Judgment
from casefiles.model.kinds import IS_A, kind_named
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import TermValue, Value


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgment to be: the ledger finds out, as it writes, which older ones it supersedes."""

    id: EntryId
    aspect: Aspect
    target: bytes
    verdict: str
    reason: str


@dataclass
class Step:
    """What will be written under one line of history. Made by `Ledger.step`.

    `act` is a verb of `casefiles.operations` ("add_person"); `detail` holds references and counts
    for the line of history, never case content: it outlives erasing.
    """

    act: str
    author: str
    id: StepId = field(default_factory=StepId.new)
    detail: dict[str, Any] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    partners_judgments: list[Judgment] = field(default_factory=list)
    carried: list[EntryId] = field(default_factory=list)
    salts: dict[bytes, bytes] = field(default_factory=dict)
    """Salts of entries that came from elsewhere and must keep their commitment."""
    erasing: bool = False
    touching: set[bytes] = field(default_factory=set)
    """Records to compute anew besides those the entries speak of."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write; then no Step is made."""
        return not (self.claims or self.verdicts or self.partners_judgments or self.carried)

    @property
    def tells_only(self) -> bool:
        """Whether there are only claims in it, and nothing is judged or comes back."""
        return not (self.verdicts or self.partners_judgments or self.carried)

    def create(self, kind: str, identity: RecordId | None = None) -> Ref:
        """Call a record of that kind into being."""
        ref = Ref(kind_named(kind).name, identity or RecordId.new())
        self.say(ref.id, IS_A, TermValue(kind))
        self.about(ref)
        return ref

    def say(  # noqa: PLR0913 - all that a claim can say, by name
        self,
        subject: RecordId,
        name: str,
        value: Value,
        *,
        citations: Iterable[Citation] = (),
        certainty: str = REPORTED,
        by: str = "",
        who: RecordId | None = None,
        held: UncertainDate | None = None,
        sensitivity: Sensitivity = Sensitivity.OPEN,
    ) -> EntryId:
        """Add a claim: `subject` has `name` `value`."""
        claim = Claim(
            id=EntryId.new(),
            subject=subject,
            property=name,
            value=value,
            certainty=certainty,
            by=by,
            who=who,
            held=held,
            citations=tuple(citations),
            sensitivity=sensitivity,
        )
        self.claims.append(claim)
        return claim.id

    def judge(self, aspect: Aspect, target: bytes, verdict: str, reason: str = "") -> EntryId:
        """Add a judgment, superseding whatever counts on that question when it is written."""
        identity = EntryId.new()
        self.verdicts.append(Verdict(identity, aspect, target, verdict, reason))
        return identity

    def about(self, *refs: Ref) -> None:
        """Name records for the line of history (the first few are shown)."""
        known = self.detail.setdefault("refs", [])
        known.extend(str(ref) for ref in refs[: max(0, 5 - len(known))])
