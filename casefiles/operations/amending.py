"""Editing in place: a value said otherwise, said by one source more, weighed anew; a record beside.

Claims never change. To correct a value is to say it anew and to withdraw what was said before, in
one Step: one line of history, and one undo that brings the old value back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casefiles.errors import NoSuchRecord, NotUnderstood
from casefiles.ledger.projection import OPEN
from casefiles.ledger.reader import Reader, Statement
from casefiles.ledger.step import Step
from casefiles.model.claim import Citation, Claim
from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.judgment import Aspect
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link
from casefiles.operations.recording import Draft, Said, collect
from casefiles.text import _
from casefiles.vault import Vault


@dataclass(frozen=True, slots=True)
class Involved:
    """Who is said to have acted, on whose word, and what else is said of that: degree, basis.

    `perpetrator` is the value of that property: a link with its certainty and citations.
    """

    perpetrator: Said
    said: tuple[Said, ...] = ()


def statement_of(reader: Reader, *, ref: Ref, claim: EntryId) -> Statement:
    """A value of a record as it stands now; raises `NoSuchRecord` once it does not."""
    for statements in reader.statements(ref).values():
        for one in statements:
            if one.claim.id == claim:
                return one
    raise NoSuchRecord(
        _("This value is no longer here."), _("Somebody changed it; look at the record again.")
    )


def add_value(
    vault: Vault, *, ref: Ref, said: Said, new: Sequence[Draft] = (), author: str | None = None
) -> EntryId:
    """Say one thing more about a record; `new` are records made in the same Step for it."""
    with vault.step("change", author=author) as step:
        return _say(vault, step, ref, [(ref.id, said)], new)[0]


def replace_value(
    vault: Vault,
    *,
    ref: Ref,
    claim: EntryId,
    said: Said,
    also: Sequence[EntryId] = (),
    new: Sequence[Draft] = (),
    reason: str = "",
    author: str | None = None,
) -> EntryId:
    """Say a value otherwise: a new claim, and the old one withdrawn.

    `also` are other statements of the same old value: they get the new value and keep who says so
    and what they rest on. How a value was judged stays with it. `new` are records made in the same
    Step because the value leads to them. Raises `FaultyDraft`.
    """
    old = [statement_of(vault.reader, ref=ref, claim=one) for one in (claim, *also)]
    values = [said, *(_anew(one.claim, value=said.value) for one in old[1:])]
    told = [
        (one.claim.subject, replace(value, sensitivity=_kept(value, one)))
        for one, value in zip(old, values, strict=True)
    ]
    with vault.step("change", author=author) as step:
        made = _say(vault, step, ref, told, new)
        for before, now in zip(old, made, strict=True):
            step.judge(Aspect.STANDING, before.claim.id, "withdrawn", reason)
            _judge_alike(step, before, now, reason)
    return made[0]


def cite_value(
    vault: Vault,
    *,
    ref: Ref,
    claim: EntryId,
    citation: Citation,
    more: Sequence[Citation] = (),
    said: Said | None = None,
    new: Sequence[Draft] = (),
    author: str | None = None,
) -> EntryId:
    """Let a value rest on one source more: the same said again, by that source.

    A reader sees statements of one value together, with all they rest on. `said` tells otherwise
    how certain this source is and whose word it passes on; its value is not looked at. `more` are
    further places, `new` records made in the same Step: the source itself, whoever speaks.
    """
    old = statement_of(vault.reader, ref=ref, claim=claim)
    around = said or _anew(old.claim)
    again = replace(
        around,
        property=old.claim.property,
        value=old.claim.value,
        citations=(citation, *more),
        sensitivity=_kept(around, old),
    )
    with vault.step("cite", author=author) as step:
        [made] = _say(vault, step, ref, [(old.claim.subject, again)], new)
        _judge_alike(step, old, made, "")
    return made


def add_linked(
    vault: Vault, *, ref: Ref, name: str, draft: Draft, author: str | None = None
) -> Ref:
    """A new record and the link to it, in one Step. Raises `FaultyDraft`."""
    made = replace(draft, id=draft.id or RecordId.new())
    assert made.id is not None
    link = Draft(ref.kind, (Said(name, Link(made.id)),), ref.id)
    with vault.step("add", author=author) as step:
        return collect(vault, step, [made, link], {ref.id: ref})[0]


def add_act(
    vault: Vault,
    *,
    incident: Ref,
    victims: Sequence[RecordId] = (),
    said: Iterable[Said] = (),
    involved: Iterable[Involved] = (),
    citations: Sequence[Citation] = (),
    new: Sequence[Draft] = (),
    author: str | None = None,
) -> tuple[Ref, ...]:
    """What was done in an incident, to whom, and who is said to have done it, in one Step.

    One act is one victim: several victims make several acts, each with all involved. The links
    rest on what the values rest on, or on `citations` where nothing but persons is told; `new` are
    persons and places made for them. Returns the acts. Raises `FaultyDraft`.
    """
    drafts = _acts(incident.id, victims, tuple(said), tuple(involved), tuple(citations))
    with vault.step("add_act", author=author) as step:
        refs = collect(vault, step, [*new, *drafts])
        step.detail["refs"] = [str(incident)]
        step.detail["count"] = 1
    return tuple(ref for ref in refs if ref.kind == "act")


def add_incident(
    vault: Vault,
    *,
    incident: Draft,
    victims: Sequence[RecordId] = (),
    said: Iterable[Said] = (),
    citations: Sequence[Citation] = (),
    new: Sequence[Draft] = (),
    author: str | None = None,
) -> Ref:
    """A new incident with its first acts, in one Step; the rest as in `add_act`."""
    made = replace(incident, id=incident.id or RecordId.new())
    assert made.id is not None
    values = tuple(said)
    acts = _acts(made.id, victims, values, (), tuple(citations)) if victims or values else []
    with vault.step("add", author=author) as step:
        ref = collect(vault, step, [*new, made, *acts])[len(new)]
        step.detail["refs"] = [str(ref)]
        step.detail["count"] = 1
    return ref


def withdraw_values(
    vault: Vault,
    *,
    ref: Ref,
    claims: Sequence[EntryId],
    reason: str = "",
    author: str | None = None,
) -> None:
    """Take back a value, whichever statements give it."""
    _judge(vault, "withdraw", ref, claims, (Aspect.STANDING, "withdrawn", reason), author)


def reject_values(
    vault: Vault, *, ref: Ref, claims: Sequence[EntryId], reason: str, author: str | None = None
) -> None:
    """Hold a value for wrong, for a reason, whichever statements give it; it stays to be read."""
    if not reason.strip():
        raise NotUnderstood(_("Give the reason: it is kept beside the decision."))
    _judge(vault, "reject", ref, claims, (Aspect.WEIGHT, "rejected", reason), author)


def weigh_again(
    vault: Vault, *, ref: Ref, claims: Sequence[EntryId], author: str | None = None
) -> None:
    """Neither prefer nor reject a value any more."""
    _judge(vault, "weigh_again", ref, claims, (Aspect.WEIGHT, OPEN, ""), author)


def protect_values(
    vault: Vault,
    *,
    ref: Ref,
    claims: Sequence[EntryId],
    level: Sensitivity,
    author: str | None = None,
) -> None:
    """Say how far a value may travel, whichever statements give it."""
    _judge(vault, "protect_value", ref, claims, (Aspect.SENSITIVITY, str(int(level)), ""), author)


def _judge(
    vault: Vault,
    act: str,
    ref: Ref,
    claims: Sequence[EntryId],
    verdict: tuple[Aspect, str, str],
    author: str | None,
) -> None:
    aspect, word, reason = verdict
    with vault.step(act, author=author) as step:
        for claim in claims:
            step.judge(aspect, claim, word, reason)
        step.about(ref)


def _say(
    vault: Vault,
    step: Step,
    ref: Ref,
    told: Sequence[tuple[RecordId, Said]],
    new: Sequence[Draft] = (),
) -> list[EntryId]:
    """Values into a Step, each about the member of the record it was said of."""
    members = {member: Ref(ref.kind, member) for member, _said in told}
    drafts = [Draft(ref.kind, (one,), member) for member, one in told]
    collect(vault, step, [*new, *drafts], members)
    step.detail["refs"] = [str(ref)]
    return [claim.id for claim in step.claims[-len(told) :]]


def _judge_alike(step: Step, old: Statement, new: EntryId, reason: str) -> None:
    """A corrected value is still the one preferred or rejected."""
    if old.weight != OPEN:
        step.judge(Aspect.WEIGHT, new, old.weight, reason)


def _kept(said: Said, old: Statement) -> Sensitivity:
    """Never less protected than what it stands for."""
    return max(said.sensitivity or Sensitivity.OPEN, old.sensitivity)


def _anew(claim: Claim, **changes: object) -> Said:
    said = Said(
        claim.property,
        claim.value,
        claim.citations,
        claim.certainty,
        claim.by,
        claim.who,
        claim.held,
    )
    return replace(said, **changes)  # type: ignore[arg-type]


def _acts(
    incident: RecordId,
    victims: Sequence[RecordId],
    values: tuple[Said, ...],
    parties: tuple[Involved, ...],
    citations: tuple[Citation, ...],
) -> list[Draft]:
    """One act for each who suffered. Links are on the word of, and rest on, what the first value
    of the row rests on."""
    pattern = values[0] if values else Said("incident", Link(incident), citations)
    return [
        draft
        for victim in victims or (None,)
        for draft in _act(incident, victim, values, parties, pattern)
    ]


def _act(
    incident: RecordId,
    victim: RecordId | None,
    values: tuple[Said, ...],
    parties: tuple[Involved, ...],
    pattern: Said,
) -> Iterable[Draft]:
    act = RecordId.new()
    links = [_link("incident", incident, pattern)]
    if victim is not None:
        links.append(_link("victim", victim, pattern))
    yield Draft("act", (*links, *values), act)
    for one in parties:
        link = _link("act", act, one.perpetrator)
        yield Draft("involvement", (link, one.perpetrator, *one.said))


def _link(name: str, to: RecordId, pattern: Said) -> Said:
    return replace(pattern, property=name, value=Link(to), held=None, sensitivity=None)
