"""A partner's decisions: proposals until we adopt or decline them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from casefiles.errors import NoSuchRecord
from casefiles.ledger import proposals as waiting
from casefiles.ledger.judging import Filed
from casefiles.model.ids import EntryId, Ref
from casefiles.model.judgment import Aspect
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import inside
from casefiles.text import N_, _
from casefiles.vault import Vault

_WORDS = {
    (Aspect.STANDING, "withdrawn"): N_("withdraw a value of {what}"),
    (Aspect.STANDING, "restored"): N_("keep a value of {what}"),
    (Aspect.WEIGHT, "preferred"): N_("prefer a value of {what}"),
    (Aspect.WEIGHT, "rejected"): N_("reject a value of {what}"),
    (Aspect.WEIGHT, "open"): N_("leave a value of {what} unweighed"),
    (Aspect.IDENTITY, "same"): N_("merge {what}"),
    (Aspect.IDENTITY, "different"): N_("keep apart {what}"),
    (Aspect.IDENTITY, "unsure"): N_("leave open whether these are the same: {what}"),
    (Aspect.TRASH, "trashed"): N_("put in the trash: {what}"),
    (Aspect.TRASH, "kept"): N_("take out of the trash: {what}"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision of a partner that waits; `words` say what it would do, `reason` is theirs."""

    id: EntryId
    words: str
    reason: str
    refs: tuple[Ref, ...]


def proposals(vault: Vault) -> tuple[Proposal, ...]:
    """All that wait for us, in a stable order."""
    return tuple(_told(vault, filed) for filed in waiting.open_proposals(vault.ledger))


def adopt(vault: Vault, *, chosen: Collection[EntryId], author: str | None = None) -> int:
    """Let these decisions act here, in one undoable Step; returns how many."""
    return _answer(vault, chosen, "adopt", "adopted", author)


def decline(vault: Vault, *, chosen: Collection[EntryId], author: str | None = None) -> int:
    """Say no to these decisions, in one undoable Step; returns how many."""
    return _answer(vault, chosen, "decline", "declined", author)


def _answer(
    vault: Vault, chosen: Collection[EntryId], act: str, verdict: str, author: str | None
) -> int:
    known = {filed.id for filed in waiting.open_proposals(vault.ledger)}
    if not set(chosen) <= known:
        raise NoSuchRecord(
            _("One of these is no decision that waits here; nothing was done."),
            _("List the proposals again."),
        )
    with vault.step(act, author=author) as step:
        for one in chosen:
            step.judge(Aspect.ADOPTION, one, verdict)
        step.detail["count"] = len(chosen)
    return len(chosen)


def _told(vault: Vault, filed: Filed) -> Proposal:
    refs = _refs(vault, filed)
    titles = ", ".join(
        vault.reader.title(ref) or inside(_(BY_NAME[ref.kind].words.one)) for ref in refs
    )
    words = _WORDS.get((filed.aspect, filed.verdict), N_("change the protection of {what}"))
    what = titles or _("something that is not here")
    return Proposal(EntryId(filed.id), _(words).format(what=what), filed.reason, refs)


def _refs(vault: Vault, filed: Filed) -> tuple[Ref, ...]:
    subjects: Sequence[bytes] = waiting.subjects_of(vault.ledger, filed)
    found = vault.reader.resolve_all(subjects)
    return tuple(found[one] for one in subjects if one in found)
