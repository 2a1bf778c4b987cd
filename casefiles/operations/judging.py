"""Deciding: what is withdrawn, preferred, rejected, protected, put in the trash, or the same."""

from collections.abc import Sequence
from itertools import combinations, product

from casefiles.errors import NotUnderstood
from casefiles.model.ids import EntryId, Ref
from casefiles.model.judgment import Aspect, pair
from casefiles.model.sensitivity import Sensitivity
from casefiles.text import _
from casefiles.vault import Vault


def withdraw(
    vault: Vault, *, ref: Ref, claim: EntryId, reason: str = "", author: str | None = None
) -> None:
    """Take back one value of a record: it was a mistake."""
    _judge_claim(vault, "withdraw", Aspect.STANDING, ref, claim, "withdrawn", reason, author)


def prefer(
    vault: Vault, *, ref: Ref, claim: EntryId, reason: str, author: str | None = None
) -> None:
    """Show this value first, for a reason; the others stay beside it."""
    _judge_claim(vault, "prefer", Aspect.WEIGHT, ref, claim, "preferred", _said(reason), author)


def reject(
    vault: Vault, *, ref: Ref, claim: EntryId, reason: str, author: str | None = None
) -> None:
    """Hold this value for wrong, for a reason; it stays to be read."""
    _judge_claim(vault, "reject", Aspect.WEIGHT, ref, claim, "rejected", _said(reason), author)


def protect(
    vault: Vault,
    *,
    refs: Sequence[Ref],
    level: Sensitivity,
    reason: str = "",
    author: str | None = None,
) -> None:
    """Say how far these records may travel."""
    with vault.step("protect", author=author) as step:
        for ref in refs:
            for member in vault.reader.members(ref):
                step.judge(Aspect.SENSITIVITY, member, str(int(level)), reason)
        step.about(*refs)


def put_in_trash(vault: Vault, *, refs: Sequence[Ref], author: str | None = None) -> None:
    """Put records in the trash. They stay there until erased, and undo brings them back."""
    _trash(vault, "trash", refs, "trashed", author)


def take_from_trash(vault: Vault, *, refs: Sequence[Ref], author: str | None = None) -> None:
    """Take records out of the trash."""
    _trash(vault, "keep", refs, "kept", author)


def merge(vault: Vault, *, refs: Sequence[Ref], reason: str = "", author: str | None = None) -> Ref:
    """Say that these records are one; returns the one they are shown as. Always reversible."""
    merge_each(vault, groups=[refs], reason=reason, author=author)
    merged = vault.reader.resolve(refs[0].id)
    assert merged is not None
    return merged


def merge_each(
    vault: Vault, *, groups: Sequence[Sequence[Ref]], reason: str = "", author: str | None = None
) -> None:
    """Say of several groups of records, each for itself, that they are one: in one Step."""
    for refs in groups:
        _same_kind(refs)
    with vault.step("merge", author=author) as step:
        # All that were merged before, too: one "different" left between two would part them all.
        for refs in groups:
            for one, other in combinations(dict.fromkeys(refs), 2):
                for here, there in product(vault.reader.members(one), vault.reader.members(other)):
                    step.judge(Aspect.IDENTITY, pair(here, there), "same", reason)
            step.about(*refs)
        step.detail["count"] = sum(map(len, groups))


def keep_apart(
    vault: Vault, *, refs: Sequence[Ref], reason: str = "", author: str | None = None
) -> None:
    """Say that these records are different, however alike they look."""
    _judge_pairs(vault, "keep_apart", refs, "different", reason, author)


def leave_open(
    vault: Vault, *, refs: Sequence[Ref], reason: str = "", author: str | None = None
) -> None:
    """Say that nobody can tell yet whether these are the same: remembered, and not asked again."""
    _judge_pairs(vault, "leave_open", refs, "unsure", reason, author)


def unmerge(vault: Vault, *, ref: Ref, reason: str = "", author: str | None = None) -> int:
    """Take a merged record apart again; returns into how many."""
    members = vault.reader.members(ref)
    if len(members) < 2:
        raise NotUnderstood(_("This record was not merged from others."))
    with vault.step("unmerge", author=author) as step:
        for number, one in enumerate(members):
            for other in members[number + 1 :]:
                step.judge(Aspect.IDENTITY, pair(one, other), "different", reason)
        step.about(ref)
    return len(members)


def _judge_pairs(
    vault: Vault, act: str, refs: Sequence[Ref], verdict: str, reason: str, author: str | None
) -> None:
    _same_kind(refs)
    with vault.step(act, author=author) as step:
        for one, other in combinations(dict.fromkeys(refs), 2):
            step.judge(Aspect.IDENTITY, pair(one.id, other.id), verdict, reason)
        step.about(*refs)


def _judge_claim(
    vault: Vault,
    act: str,
    aspect: Aspect,
    ref: Ref,
    claim: EntryId,
    verdict: str,
    reason: str,
    author: str | None,
) -> None:
    with vault.step(act, author=author) as step:
        step.judge(aspect, claim, verdict, reason)
        step.about(ref)


def _trash(vault: Vault, act: str, refs: Sequence[Ref], verdict: str, author: str | None) -> None:
    with vault.step(act, author=author) as step:
        for ref in refs:
            for member in vault.reader.members(ref):
                step.judge(Aspect.TRASH, member, verdict)
        step.about(*refs)


def _same_kind(refs: Sequence[Ref]) -> None:
    if len(set(refs)) < 2:
        raise NotUnderstood(_("Name at least two different records."))
    if len({ref.kind for ref in refs}) > 1:
        raise NotUnderstood(_("Only records of one kind can be the same or different."))


def _said(reason: str) -> str:
    if not reason.strip():
        raise NotUnderstood(_("Give the reason: it is kept beside the decision."))
    return reason
