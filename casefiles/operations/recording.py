"""Writing down: new records, and new values on records that are there.

A draft is a list of values, each with who says so and what it rests on. It is written whole or not
at all; what is wrong with it is told field by field.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casefiles.errors import Fault, FaultyDraft
from casefiles.ledger.step import Step
from casefiles.model.checks import fault_of
from casefiles.model.claim import REPORTED, Citation
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, TermValue, Value
from casefiles.model.vocabulary import load
from casefiles.text import _
from casefiles.vault import Vault

_SPEAKERS = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a draft. `sensitivity` can only raise the usual level."""

    property: str
    value: Value
    citations: tuple[Citation, ...] = ()
    certainty: str = REPORTED
    by: str = ""
    who: RecordId | None = None
    held: UncertainDate | None = None
    sensitivity: Sensitivity | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A new record to be: its kind and values. `id` only where others already link to it."""

    kind: str
    said: tuple[Said, ...]
    id: RecordId | None = None


def add_record(vault: Vault, *, kind: str, said: Iterable[Said], author: str | None = None) -> Ref:
    """Add one record. Raises `FaultyDraft` with every fault, having written nothing."""
    return add_records(vault, drafts=[Draft(kind, tuple(said))], author=author)[0]


def add_records(
    vault: Vault, *, drafts: Sequence[Draft], act: str = "add", author: str | None = None
) -> tuple[Ref, ...]:
    """Add several records that may link to each other (by the ids in their drafts), in one Step."""
    with vault.step(act, author=author) as step:
        refs = collect(vault, step, drafts)
        step.detail["count"] = len(refs)
    return refs


def collect(
    vault: Vault,
    step: Step,
    drafts: Sequence[Draft],
    existing: Mapping[RecordId, Ref] | None = None,
) -> tuple[Ref, ...]:
    """Put drafts into a Step. `existing`: drafts with these ids add to records that are there."""
    existing = existing or {}
    kinds: dict[bytes, str] = {draft.id: draft.kind for draft in drafts if draft.id is not None}
    wanted = {named for draft in drafts for one in draft.said for named in _named(one)}
    kinds |= _kinds_of(vault, wanted - set(kinds))
    faults = [fault for draft in drafts for fault in faults_of(draft, kinds)]
    if faults:
        raise FaultyDraft(tuple(faults))
    refs = []
    for draft in drafts:
        known = existing.get(draft.id) if draft.id is not None else None
        ref = known or step.create(draft.kind, draft.id)
        if known:
            step.about(known)
        for one in draft.said:
            _say(step, ref, one)
        refs.append(ref)
    return tuple(refs)


def add_values(
    vault: Vault, *, ref: Ref, said: Iterable[Said], author: str | None = None
) -> tuple[EntryId, ...]:
    """Say more about a record that is there. Raises `FaultyDraft`."""
    draft = Draft(ref.kind, tuple(said), ref.id)
    named = {identity for one in draft.said for identity in _named(one)}
    faults = tuple(faults_of(draft, _kinds_of(vault, named)))
    if faults:
        raise FaultyDraft(faults)
    with vault.step("change", author=author) as step:
        step.about(ref)
        return tuple(_say(step, ref, one) for one in draft.said)


def faults_of(draft: Draft, kinds: Mapping[bytes, str]) -> Iterable[Fault]:
    """Everything wrong with a draft; `kinds` are those of the records it names."""
    if draft.kind not in BY_NAME:
        yield Fault("kind", _("There is no such kind of record."))
        return
    for one in draft.said:
        linked = kinds.get(one.value.to) if isinstance(one.value, Link) else None
        fault = fault_of(draft.kind, one.property, one.value, linked)
        if fault:
            yield fault
        if not load("certainty").has(one.certainty):
            yield Fault(one.property, _("The list of certainties has no such term."))
        if one.by and not load("speaker").has(one.by):
            yield Fault(one.property, _("The list of speakers has no such term."))
        if one.who is not None and kinds.get(one.who) not in _SPEAKERS:
            yield Fault(one.property, _("Who says so is no person or organisation here."))
        if any(kinds.get(cite.source) != "source" for cite in one.citations):
            yield Fault(one.property, _("The citation leads to no source that is here."))


def _named(one: Said) -> Iterable[RecordId]:
    """The records a value names: what it links to, who says so, what it rests on."""
    if isinstance(one.value, Link):
        yield one.value.to
    if one.who is not None:
        yield one.who
    yield from (cite.source for cite in one.citations)


def _kinds_of(vault: Vault, identities: Iterable[RecordId]) -> dict[bytes, str]:
    return {one: ref.kind for one, ref in vault.reader.resolve_all(identities).items()}


def _say(step: Step, ref: Ref, one: Said) -> EntryId:
    return step.say(
        ref.id,
        one.property,
        one.value,
        citations=one.citations,
        certainty=one.certainty,
        by=one.by,
        who=one.who,
        held=one.held,
        sensitivity=max(usual_level(ref.kind, one), one.sensitivity or Sensitivity.OPEN),
    )


def usual_level(kind: str, said: Said) -> Sensitivity:
    """Where a value starts: the higher of its field's level and its term's.

    Whoever wants it lower says so by a judgment (`protect`), which is kept and can be undone.
    """
    prop = BY_NAME[kind].properties[said.property]
    if isinstance(said.value, TermValue):
        named = load(prop.vocabulary).term(said.value.code).sensitivity
        if named:
            return max(prop.sensitivity, Sensitivity[named.upper()])
    return prop.sensitivity
