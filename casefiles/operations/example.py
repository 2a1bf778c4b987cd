"""Filling a new vault with the published example: the documentation of how to use Parvanda well."""

import resources
from casefiles.model.claim import Citation, Passage
from casefiles.model.ids import RecordId, Ref
from casefiles.model.judgment import Aspect, pair
from casefiles.model.values import Link
from casefiles.operations.authored import Authored, AuthoredClaim, AuthoredRecord, Cite, KeyLink
from casefiles.operations.authoring import read_authored
from casefiles.operations.recording import Draft, Said, collect
from casefiles.vault import Vault

Ids = dict[str, RecordId]

_ACTS = (
    ("keep_apart", Aspect.IDENTITY, "different"),
    ("merge", Aspect.IDENTITY, "same"),
    ("leave_open", Aspect.IDENTITY, "unsure"),
    ("protect", Aspect.SENSITIVITY, ""),
)
"""The Steps of the example's judgments: the act, what it judges, and with which verdict."""


def fill_in_example(vault: Vault) -> int:
    """Add the example's records in one Step and its judgments in another; returns how many records.

    Both can be undone like anything else. No original documents are in it: they can be imported,
    and find their bibliographic records.
    """
    authored = read_authored(sorted(resources.path("example").glob("*.toml")))
    ids: Ids = {record.key: RecordId.new() for record in authored.records}
    drafts = [_draft(record, ids) for record in authored.records]
    with vault.step("example") as step:
        collect(vault, step, drafts)
        step.detail["count"] = len(drafts)
    _judge(vault, authored, ids)
    return len(drafts)


def _judge(vault: Vault, authored: Authored, ids: Ids) -> None:
    kinds = {record.key: record.kind for record in authored.records}
    for act, aspect, verdict in _ACTS:
        with vault.step(act) as step:
            for one in authored.judgments:
                if one.aspect is aspect and verdict in ("", one.verdict):
                    targets = [ids[key] for key in one.keys]
                    target = pair(*targets) if aspect is Aspect.IDENTITY else targets[0]
                    step.judge(aspect, target, one.verdict, one.reason)
                    step.about(*(Ref(kinds[key], ids[key]) for key in one.keys))
            step.detail["count"] = len(step.detail.get("refs", ()))


def _draft(record: AuthoredRecord, ids: Ids) -> Draft:
    return Draft(record.kind, tuple(_said(claim, ids) for claim in record.claims), ids[record.key])


def _said(claim: AuthoredClaim, ids: Ids) -> Said:
    value = Link(ids[claim.value.key]) if isinstance(claim.value, KeyLink) else claim.value
    return Said(
        claim.property,
        value,
        citations=tuple(_citation(cite, ids) for cite in claim.cites),
        certainty=claim.certainty,
        by=claim.by,
        who=ids[claim.who_key] if claim.who_key else None,
        held=claim.held,
        sensitivity=claim.sensitivity,
    )


def _citation(cite: Cite, ids: Ids) -> Citation:
    return Citation(ids[cite.source_key], Passage(cite.first_line, cite.last_line))
