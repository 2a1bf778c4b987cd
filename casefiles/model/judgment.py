"""A judgment: what somebody decided about claims, records, pairs of records or whole Steps.

Judgments never change either. A new one names those it supersedes on the same question; only
judgments that nobody supersedes count, and where several remain the protective reading holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from casefiles.errors import NotUnderstood
from casefiles.model.ids import EntryId, RecordId, StepId
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import string_from_json
from casefiles.text import _


class Aspect(IntEnum):
    """The question a judgment answers. The numbers are stored: add at the end."""

    STANDING = 0
    """Does this Step or claim stand? withdrawn | restored."""
    WEIGHT = 1
    """How is this claim weighed? preferred | rejected | open."""
    IDENTITY = 2
    """Are these two records one? same | different | unsure."""
    SENSITIVITY = 3
    """How far may this record or claim travel? A level of `Sensitivity`, as its number."""
    TRASH = 4
    """Is this record in the trash? trashed | kept."""
    ADOPTION = 5
    """Does a partner's judgment act here? adopted | declined."""
    ERASURE = 6
    """This record was erased. erased; never undone."""
    MENTION = 7
    """Does this stretch of a source's text mean this record? accepted | refused | open."""


VERDICTS: Mapping[Aspect, frozenset[str]] = {
    Aspect.STANDING: frozenset({"withdrawn", "restored"}),
    Aspect.WEIGHT: frozenset({"preferred", "rejected", "open"}),
    Aspect.IDENTITY: frozenset({"same", "different", "unsure"}),
    Aspect.SENSITIVITY: frozenset(str(int(level)) for level in Sensitivity),
    Aspect.TRASH: frozenset({"trashed", "kept"}),
    Aspect.ADOPTION: frozenset({"adopted", "declined"}),
    Aspect.ERASURE: frozenset({"erased"}),
    Aspect.MENTION: frozenset({"accepted", "refused", "open"}),
}
_SIZES = {Aspect.IDENTITY: 32, Aspect.MENTION: 40}
"""Bytes of a target; 16 where nothing is said here."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """`verdict` on the question (`target`, `aspect`), with the reason in the documenter's words.

    `target` is a claim's, record's, judgment's or Step's id; for identity the two record ids, the
    smaller first, 32 bytes in all (`pair`); for a mention a `Spot`, 40 bytes.
    """

    id: EntryId
    aspect: Aspect
    target: bytes
    verdict: str
    reason: str = ""
    supersedes: tuple[EntryId, ...] = ()

    def body_to_json(self) -> dict[str, Any]:
        """Everything but id, aspect and target."""
        body: dict[str, Any] = {"verdict": self.verdict}
        if self.reason:
            body["reason"] = self.reason
        if self.supersedes:
            body["supersedes"] = sorted(older.hex() for older in self.supersedes)
        return body


def pair(one: RecordId, other: RecordId) -> bytes:
    """The target of an identity judgment: the same for both orders."""
    return min(one, other) + max(one, other)


def members_of_pair(target: bytes) -> tuple[RecordId, RecordId]:
    """The reverse of `pair`."""
    return RecordId(target[:16]), RecordId(target[16:])


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text of a source, and the record that it may mean. Half-open, in code
    points of the text."""

    source: RecordId
    record: RecordId
    start: int
    end: int

    def target(self) -> bytes:
        """Source, record, start and end; the numbers in 4 bytes each, the largest first."""
        return self.source + self.record + self.start.to_bytes(4) + self.end.to_bytes(4)


def spot_of_target(target: bytes) -> Spot:
    """The reverse of `Spot.target`."""
    start, end = int.from_bytes(target[32:36]), int.from_bytes(target[36:40])
    return Spot(RecordId(target[:16]), RecordId(target[16:32]), start, end)


def records_of(target: bytes) -> frozenset[bytes]:
    """The records that the target of a judgment about several names; none for other targets."""
    return frozenset((target[:16], target[16:32])) if len(target) > 16 else frozenset()


def judgment_from_json(
    identity: EntryId, aspect: int, target: bytes, untrusted_body: Mapping[str, Any]
) -> Judgment:
    """The reverse of `body_to_json`; raises `NotUnderstood`."""
    try:
        question = Aspect(aspect)
        verdict, reason = untrusted_body["verdict"], untrusted_body.get("reason", "")
        older = _ids(untrusted_body.get("supersedes", ()))
        size = _SIZES.get(question, 16)
        string_from_json(reason)
        well_formed = verdict in VERDICTS[question] and len(target) == size
        if not well_formed or identity in older or len(set(older)) != len(older):
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise NotUnderstood(_("A judgment in the file is not well formed.")) from problem
    return Judgment(identity, question, target, verdict, reason, older)


def _ids(untrusted: Iterable[str]) -> tuple[EntryId, ...]:
    return tuple(EntryId.parse(digits) for digits in untrusted)


Target = RecordId | EntryId | StepId
