"""Writing down: whole or not at all, every fault told beside its field."""

import pytest

from casefiles.errors import FaultyDraft
from casefiles.ledger import history
from casefiles.model.claim import Citation, Passage
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import RecordId, Ref
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, TermValue, Text, When
from casefiles.operations.recording import Draft, Said, add_record, add_records, add_values
from casefiles.vault import Vault

NOBODY = RecordId(b"x" * 16)


def person(vault: Vault, name: str = "Zafar", *more: Said) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text(name)), *more])


def source(vault: Vault) -> Ref:
    return add_record(vault, kind="source", said=[Said("title", Text("an article"))])


def faults(vault: Vault, *said: Said) -> list[str]:
    """The fields with a fault; nothing was written."""
    head = vault.ledger.head
    with pytest.raises(FaultyDraft) as told:
        add_record(vault, kind="person", said=said)
    assert vault.ledger.head == head
    assert all(fault.sentence for fault in told.value.faults)
    return [fault.field for fault in told.value.faults]


def test_everything_said_around_a_value_is_kept(vault: Vault) -> None:
    paper, witness = source(vault), person(vault, "A witness")
    said = Said(
        "note",
        Text("was questioned", "en"),
        (Citation(paper.id, Passage(3, 5), "was questioned"),),
        certainty="alleged",
        by="relative",
        who=witness.id,
        held=UncertainDate.parse("2017-07"),
        sensitivity=Sensitivity.PARTNER,
    )
    ref = person(vault, "Zafar", said)
    [statement] = vault.reader.statements(ref)["note"]
    claim = statement.claim
    assert (claim.value, claim.citations, claim.certainty) == (
        said.value,
        said.citations,
        "alleged",
    )
    assert (claim.by, claim.who, claim.held) == ("relative", witness.id, said.held)
    assert statement.sensitivity == Sensitivity.PARTNER
    assert vault.reader.citing(paper) == [(ref, claim.id)]


def test_every_fault_is_told_at_once(vault: Vault) -> None:
    told = faults(
        vault,
        Said("name", Text(" ")),
        Said("wings", Text("two")),
        Said("lives_in", Link(NOBODY)),
        Said("sex", TermValue("female"), certainty="perhaps"),
        Said("note", Text("words"), by="everybody"),
        Said("function", Text("words"), who=NOBODY),
        Said("health", Text("words"), (Citation(NOBODY),)),
    )
    assert told == ["name", "wings", "lives_in", "sex", "note", "function", "health"]


def test_a_citation_leads_to_a_source_and_a_speaker_is_somebody(vault: Vault) -> None:
    paper, somebody = source(vault), person(vault)
    assert faults(vault, Said("note", Text("a"), (Citation(somebody.id),))) == ["note"]
    assert faults(vault, Said("note", Text("a"), who=paper.id)) == ["note"]


def test_an_unknown_kind_is_told(vault: Vault) -> None:
    with pytest.raises(FaultyDraft):
        add_record(vault, kind="ghost", said=[])


def test_records_that_link_to_each_other_are_written_in_one_step(vault: Vault) -> None:
    one, paper = RecordId.new(), RecordId.new()
    incident, victim, cited = add_records(
        vault,
        drafts=[
            Draft(
                "incident",
                (
                    Said("title", Text("a search")),
                    Said("exile", Link(one), (Citation(paper),), who=one),
                ),
            ),
            Draft("person", (Said("name", Text("Zafar")),), one),
            Draft("source", (Said("title", Text("an article")),), paper),
        ],
    )
    assert (victim.id, cited.id) == (one, paper)
    [incoming] = vault.reader.linked_to(victim, "exile")
    assert incoming.origin == incident
    assert len(history.past(vault.ledger)) == 1


def test_one_faulty_record_keeps_all_of_them_out(vault: Vault) -> None:
    drafts = [
        Draft("person", (Said("name", Text("Zafar")),)),
        Draft("person", (Said("name", Text("")),)),
    ]
    with pytest.raises(FaultyDraft):
        add_records(vault, drafts=drafts)
    assert vault.reader.counts() == {}


def test_more_can_be_said_later_and_stands_beside_what_was_said(vault: Vault) -> None:
    ref = person(vault)
    claims = add_values(
        vault,
        ref=ref,
        said=[
            Said("born", When(UncertainDate.parse("1970"))),
            Said("born", When(UncertainDate.parse("1971"))),
        ],
        author="M.",
    )
    assert {one.claim.id for one in vault.reader.statements(ref)["born"]} == set(claims)
    assert vault.reader.disputed(ref, "born")
    assert [past.author for past in history.past(vault.ledger)] == ["M.", "N."]
    with pytest.raises(FaultyDraft):
        add_values(vault, ref=ref, said=[Said("born", Text("soon"))])


def test_values_start_at_the_level_of_their_field_and_can_only_be_raised(vault: Vault) -> None:
    ref = person(
        vault,
        "Zafar",
        Said("contact", Text("a street"), sensitivity=Sensitivity.OPEN),
        Said("minor", TermValue("yes")),
        Said("note", Text("words"), sensitivity=Sensitivity.INTERNAL),
    )
    levels = {name: one[0].sensitivity for name, one in vault.reader.statements(ref).items() if one}
    assert levels["contact"] == levels["note"] == Sensitivity.INTERNAL
    assert levels["name"] == Sensitivity.OPEN
    summary = vault.reader.summary(ref)
    assert summary is not None
    assert summary.sensitivity == Sensitivity.OFFICIAL  # a child


def test_what_is_written_is_found(vault: Vault) -> None:
    ref = person(vault, "Zafar")
    add_values(vault, ref=ref, said=[Said("note", Text("led a choir"))])
    assert [hit.ref for hit in vault.search("choir").hits] == [ref]
