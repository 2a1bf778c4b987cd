"""Editing in place: one Step each, nothing said before is lost, undo brings it back."""

import pytest

from casefiles.errors import FaultyDraft, NoSuchRecord, NotUnderstood
from casefiles.insight.fields import fields_of
from casefiles.model.claim import Citation, Passage
from casefiles.model.dates import understand
from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, TermValue, Text, When
from casefiles.operations import amending
from casefiles.operations.amending import Involved
from casefiles.operations.history import lines, undo
from casefiles.operations.judging import prefer
from casefiles.operations.recording import Draft, Said, add_record, add_values
from casefiles.vault import Vault


def person(vault: Vault, name: str = "Zafar") -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text(name))])


def source(vault: Vault, title: str = "an article") -> Ref:
    return add_record(vault, kind="source", said=[Said("title", Text(title))])


def say(vault: Vault, ref: Ref, said: Said) -> EntryId:
    [claim] = add_values(vault, ref=ref, said=[said])
    return claim


def born(words: str, *citations: Citation) -> Said:
    return Said("born", When(understand(words)), citations)


def values(vault: Vault, ref: Ref, name: str) -> list[tuple[str, int]]:
    """The values of a field with the number of places they rest on."""
    found = {one.name: one for one in fields_of(vault.reader, ref)}
    return [(one.words, len(one.cited)) for one in found[name].values] if name in found else []


def test_a_value_is_replaced_in_one_step_and_undo_brings_the_old_one_back(vault: Vault) -> None:
    ref, paper = person(vault), source(vault)
    old = say(vault, ref, born("1971", Citation(paper.id)))
    amending.replace_value(vault, ref=ref, claim=old, said=born("1972", Citation(paper.id)))
    assert values(vault, ref, "born") == [("1972", 1)]
    assert lines(vault)[0].words == "Changed Zafar: born"
    assert lines(vault)[0].refs == (ref,)
    undo(vault)
    assert lines(vault)[0].words == "Undid: Changed Zafar: born"
    assert values(vault, ref, "born") == [("1971", 1)]


def test_other_statements_of_the_old_value_keep_what_they_rest_on(vault: Vault) -> None:
    ref, one, other = person(vault), source(vault, "one"), source(vault, "other")
    first = say(vault, ref, born("1971", Citation(one.id)))
    second = say(vault, ref, born("1971", Citation(other.id)))
    amending.replace_value(
        vault, ref=ref, claim=first, said=born("1972", Citation(one.id)), also=[second]
    )
    assert values(vault, ref, "born") == [("1972", 2)]


def test_a_corrected_value_stays_preferred_and_protected(vault: Vault) -> None:
    ref = person(vault)
    say(vault, ref, Said("name", Text("Zafar Karimov")))
    wrong = say(vault, ref, Said("name", Text("Zafer")))
    prefer(vault, ref=ref, claim=wrong, reason="so he signs")
    amending.protect_values(vault, ref=ref, claims=[wrong], level=Sensitivity.PARTNER)
    new = amending.replace_value(vault, ref=ref, claim=wrong, said=Said("name", Text("Zafarjon")))
    statement = amending.statement_of(vault.reader, ref=ref, claim=new)
    assert vault.reader.title(ref) == "Zafarjon"
    assert statement.sensitivity is Sensitivity.PARTNER


def test_a_value_that_no_longer_stands_is_not_replaced(vault: Vault) -> None:
    ref = person(vault)
    claim = say(vault, ref, born("1971"))
    amending.withdraw_values(vault, ref=ref, claims=[claim])
    head = vault.ledger.head
    with pytest.raises(NoSuchRecord):
        amending.replace_value(vault, ref=ref, claim=claim, said=born("1972"))
    assert vault.ledger.head == head


def test_a_faulty_correction_changes_nothing(vault: Vault) -> None:
    ref = person(vault)
    claim = say(vault, ref, born("1971"))
    head = vault.ledger.head
    with pytest.raises(FaultyDraft):
        amending.replace_value(
            vault, ref=ref, claim=claim, said=born("1972", Citation(RecordId(b"x" * 16)))
        )
    assert vault.ledger.head == head
    assert values(vault, ref, "born") == [("1971", 0)]


def test_one_citation_more_stands_at_the_same_value(vault: Vault) -> None:
    ref, one, other = person(vault), source(vault, "one"), source(vault, "other")
    claim = say(vault, ref, born("1971", Citation(one.id)))
    amending.cite_value(
        vault, ref=ref, claim=claim, citation=Citation(other.id, Passage(3, 4), "born in 1971")
    )
    assert values(vault, ref, "born") == [("1971", 2)]
    assert lines(vault)[0].words == "Cited a source for a value of Zafar: born"
    assert [said.claim.citations[0].source for said in vault.reader.statements(ref)["born"]] == [
        one.id,
        other.id,
    ]


def test_a_rejected_value_stays_rejected_whoever_else_says_it(vault: Vault) -> None:
    ref, paper = person(vault), source(vault)
    claim = say(vault, ref, born("1971"))
    amending.reject_values(vault, ref=ref, claims=[claim], reason="a misprint")
    amending.cite_value(vault, ref=ref, claim=claim, citation=Citation(paper.id))
    [value] = next(one for one in fields_of(vault.reader, ref) if one.name == "born").values
    assert value.rejected
    amending.weigh_again(vault, ref=ref, claims=[value.claim, *value.more])
    [value] = next(one for one in fields_of(vault.reader, ref) if one.name == "born").values
    assert not value.rejected
    assert len(value.cited) == 1


def test_rejecting_needs_a_reason(vault: Vault) -> None:
    ref = person(vault)
    claim = say(vault, ref, born("1971"))
    with pytest.raises(NotUnderstood):
        amending.reject_values(vault, ref=ref, claims=[claim], reason=" ")


def test_a_new_record_and_the_link_to_it_are_one_step(vault: Vault) -> None:
    ref = person(vault)
    before = len(lines(vault))
    made = amending.add_linked(
        vault, ref=ref, name="birthplace", draft=Draft("place", (Said("name", Text("Konibodom")),))
    )
    assert values(vault, ref, "birthplace") == [("Konibodom", 0)]
    assert len(lines(vault)) == before + 1
    undo(vault)
    assert vault.reader.resolve(made.id) is None
    assert values(vault, ref, "birthplace") == []


def test_who_suffered_rests_on_a_source_though_nobody_says_what_was_done(vault: Vault) -> None:
    cites = (Citation(source(vault).id, Passage(2, 2)),)
    one = person(vault, "A")
    ref = amending.add_incident(
        vault,
        incident=Draft("incident", (Said("title", Text("Night"), cites),)),
        victims=[one.id],
        citations=cites,
    )
    [first] = (link.origin for link in vault.reader.linked_to(ref, "incident"))
    [second] = amending.add_act(vault, incident=ref, victims=[one.id], citations=cites)
    for act in (first, second):
        assert vault.reader.statements(act)["victim"][0].claim.citations == cites
    assert [line.words for line in lines(vault)[:2]] == ["Added an act to Night", "Added Night"]


def test_an_act_is_one_victim_and_one_step(vault: Vault) -> None:
    incident = add_record(vault, kind="incident", said=[Said("title", Text("Detention"))])
    one, other, police = person(vault, "A"), person(vault, "B"), person(vault, "Officer")
    cites = (Citation(source(vault).id, Passage(2, 2)),)
    before = len(lines(vault))
    acts = amending.add_act(
        vault,
        incident=incident,
        victims=[one.id, other.id],
        said=[Said("act", TermValue("beating"), cites), Said("account", Text("in the yard"))],
        involved=[
            Involved(
                Said("perpetrator", Link(police.id), cites, "alleged"),
                (Said("basis", Text("two witnesses"), cites),),
            )
        ],
    )
    assert len(acts) == 2
    assert len(lines(vault)) == before + 1
    assert lines(vault)[0].words == "Added an act to Detention"
    for act, victim in zip(acts, (one, other), strict=True):
        said = vault.reader.statements(act)
        assert said["victim"][0].claim.value == Link(victim.id)
        assert said["victim"][0].claim.citations == cites
        assert said["incident"][0].claim.value == Link(incident.id)
        [involvement] = vault.reader.linked_to(act, "act")
        by = vault.reader.statements(involvement.origin)["perpetrator"][0].claim
        assert (by.value, by.certainty) == (Link(police.id), "alleged")
    undo(vault)
    assert not vault.reader.linked_to(incident)
