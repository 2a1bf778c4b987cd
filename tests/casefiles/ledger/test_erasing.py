"""Erased is gone: from every table, for good, and without a crack in the chain."""

import json

import pytest

from casefiles.errors import HistoryError
from casefiles.ledger import files, history
from casefiles.ledger.erase import erase
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.ledger.union import Arriving, compare
from casefiles.ledger.verify import verify
from casefiles.model.claim import Citation, Claim, claim_from_json
from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.judgment import Aspect, Judgment, pair
from casefiles.model.values import FileValue, Link, Text
from casefiles.vault import Vault
from tests.casefiles.ledger.dumps import everything, holds, projections

MARKER = "Qorabulut"


def told(ledger: Ledger, kind: str, **values: str | Ref) -> Ref:
    """A record with values: words, or links to records."""
    with ledger.step("add", author="N.") as step:
        ref = step.create(kind)
        for name, value in values.items():
            step.say(ref.id, name, Link(value.id) if isinstance(value, Ref) else Text(value))
    return ref


def left_of(ledger: Ledger, *words: str) -> list[str]:
    """The tables in which one of the words still stands."""
    with ledger.database.reading() as connection:
        return holds(everything(connection), words)


def entries(ledger: Ledger, ref: Ref) -> list[Arriving]:
    """All claims on a record, with their salts, as a partner might have kept them."""
    with ledger.database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id, subject, property, salt, body FROM claim WHERE subject = ?",
            (bytes(ref.id),),
        ).all()
    return [
        Arriving(
            claim_from_json(
                EntryId(row.id),
                RecordId(row.subject),
                ledger.properties.name(row.property),
                json.loads(row.body),
            ),
            row.salt,
        )
        for row in rows
    ]


def test_words_and_salts_are_gone_and_tombstones_hold_the_chain(ledger: Ledger) -> None:
    doomed = told(ledger, "person", name=MARKER, note=f"lives near {MARKER}")
    other = told(ledger, "person", name="Zafar")
    with ledger.step("keep_apart", author="N.") as step:
        step.judge(Aspect.IDENTITY, pair(doomed.id, other.id), "different", f"{MARKER} is younger")
        step.judge(Aspect.TRASH, doomed.id, "trashed", MARKER)
    kept = entries(ledger, doomed)
    assert left_of(ledger, MARKER)
    done = erase(ledger, [doomed], author="N.")
    assert (done.records, done.entries) == (1, 5)
    assert left_of(ledger, MARKER) == []
    with ledger.database.reading() as connection:
        dump = everything(connection)
    flat = [value for rows in dump.values() for row in rows for value in row]
    assert not any(one.salt in flat for one in kept)
    assert len(dump["tombstone"]) == 5
    assert Reader(ledger).resolve(doomed.id) is None
    assert Reader(ledger).title(other) == "Zafar"
    assert verify(ledger) == ()


def test_reasons_given_for_adopting_what_was_said_about_it_are_gone_too(ledger: Ledger) -> None:
    doomed = told(ledger, "person", name="Zafar")
    partners = EntryId.new()
    with ledger.step("receive", author="N.") as step:
        step.partners_judgments.append(Judgment(partners, Aspect.TRASH, doomed.id, "trashed"))
        step.judge(Aspect.ADOPTION, partners, "adopted", f"because {MARKER} asked")
    erase(ledger, [doomed], author="N.")
    assert left_of(ledger, MARKER) == []
    assert verify(ledger) == ()


def test_parts_go_along_in_the_trash_and_undone_ones_too(ledger: Ledger) -> None:
    incident = told(ledger, "incident", title=f"{MARKER} one")
    victim = told(ledger, "person", name="Zafar")
    place = told(ledger, "place", name="Kulob")
    shown = told(ledger, "act", incident=incident, victim=victim, account=f"{MARKER} two")
    told(ledger, "involvement", act=shown, basis=f"{MARKER} three")
    trashed = told(ledger, "act", incident=incident, account=f"{MARKER} four")
    with ledger.step("trash", author="N.") as step:
        step.judge(Aspect.TRASH, trashed.id, "trashed")
    told(ledger, "act", incident=incident, account=f"{MARKER} five", place=place)
    history.undo(ledger, author="N.")
    erase(ledger, [incident], author="N.")
    assert left_of(ledger, MARKER) == []
    assert Reader(ledger).title(victim) == "Zafar"
    with pytest.raises(HistoryError, match="nothing to redo"):
        history.redo(ledger, author="N.")
    assert Reader(ledger).counts() == {"person": 1, "place": 1}
    assert verify(ledger) == ()


def test_erasing_a_place_leaves_what_happened_there(ledger: Ledger) -> None:
    place = told(ledger, "place", name=MARKER)
    incident = told(ledger, "incident", title="a search", place=place)
    act = told(ledger, "act", incident=incident, place=place)
    erase(ledger, [place], author="N.")
    reader = Reader(ledger)
    assert reader.resolve(act.id) == act
    assert reader.title(incident) == "a search"
    assert left_of(ledger, MARKER) == []


def test_it_cannot_be_undone(ledger: Ledger) -> None:
    doomed = told(ledger, "person", name=MARKER)
    erase(ledger, [doomed], author="N.")
    for number in (2, None):
        with pytest.raises(HistoryError):
            history.undo(ledger, author="N.", number=number)
    history.undo(ledger, author="N.", number=1)  # the creation of what is no longer there
    with pytest.raises(HistoryError, match="nothing to redo"):
        history.redo(ledger, author="N.")
    assert Reader(ledger).resolve(doomed.id) is None
    assert verify(ledger) == ()


def test_merged_records_go_together_and_those_they_were_joined_through_stand_right(
    ledger: Ledger,
) -> None:
    first, second, third = (told(ledger, "person", name=f"{MARKER} {n}") for n in range(3))
    with ledger.step("merge", author="N.") as step:
        step.judge(Aspect.IDENTITY, pair(first.id, second.id), "same")
        step.judge(Aspect.IDENTITY, pair(second.id, third.id), "same")
        step.judge(Aspect.IDENTITY, pair(first.id, third.id), "different")
    reader = Reader(ledger)
    assert len(reader.contradictions()) == 1
    erase(ledger, [first], author="N.")
    # What kept the other two apart is gone with the first.
    assert reader.resolve(third.id) == reader.resolve(second.id) == min(second, third)
    assert verify(ledger) == ()
    erase(ledger, [min(second, third)], author="N.")
    assert left_of(ledger, MARKER) == []
    assert verify(ledger) == ()


def test_an_arriving_entry_that_was_erased_is_told_and_not_taken(ledger: Ledger) -> None:
    doomed = told(ledger, "person", name=MARKER)
    kept = entries(ledger, doomed)
    erase(ledger, [doomed], author="N.")
    union = compare(ledger, kept)
    assert {one.entry.id for one in union.erased} == {one.entry.id for one in kept}
    assert not union.new
    name = next(one for one in kept if one.entry.id != kept[0].entry.id).entry
    assert isinstance(name, Claim)
    forged = Arriving(Claim(name.id, name.subject, "name", Text("other words")), bytes(16))
    assert compare(ledger, [forged]).clashing == [name.id]


def test_files_only_it_named_are_gone_and_shared_or_staged_ones_stay(ledger: Ledger) -> None:
    mine = files.put(ledger.database, MARKER.encode() * 3)
    shared = files.put(ledger.database, b"shared by two")
    doomed, other = told(ledger, "source", title="one"), told(ledger, "source", title="two")
    with ledger.step("change", author="N.") as step:
        for ref, digest in ((doomed, mine), (doomed, shared), (other, shared)):
            step.say(ref.id, "original", FileValue(digest, "a.txt", "text/plain", 1))
    staged = files.put(ledger.database, b"an import under way")
    done = erase(ledger, [doomed], author="N.")
    assert done.files == 1
    assert not files.has(ledger.database, mine)
    assert files.get(ledger.database, shared) == b"shared by two"
    assert files.get(ledger.database, staged) == b"an import under way"
    assert left_of(ledger, MARKER) == []
    assert verify(ledger) == ()


def test_statements_of_others_that_cite_it_are_counted(ledger: Ledger) -> None:
    source = told(ledger, "source", title="an article")
    person = told(ledger, "person", name="Zafar")
    with ledger.step("change", author="N.") as step:
        for words in ("one", "two"):
            step.say(person.id, "note", Text(words), citations=[Citation(source.id, quote=words)])
    assert erase(ledger, [source], author="N.").still_citing == 2
    assert len(Reader(ledger).statements(person)["note"]) == 2


def test_it_is_gone_from_the_index_and_from_the_words_of_those_that_link_to_it(
    vault: Vault,
) -> None:
    doomed = told(vault.ledger, "person", name=MARKER)
    linking = told(vault.ledger, "incident", title="a search", exile=doomed)
    assert {hit.ref for hit in vault.search(MARKER).hits} == {doomed, linking}
    erase(vault.ledger, [doomed], author="N.")
    assert not vault.search(MARKER).hits
    assert {hit.ref for hit in vault.search("search").hits} == {linking}
    with vault.database.reading() as connection:
        dump = everything(connection)
    assert holds(dump, [MARKER, MARKER.lower()]) == []
    assert vault.verify() == ()


def test_an_erased_record_stays_erased_after_rebuilding(ledger: Ledger) -> None:
    told(ledger, "person", name="Zafar")
    erase(ledger, [told(ledger, "person", name=MARKER)], author="N.")
    stored = projections(ledger)
    ledger.rebuild()
    assert projections(ledger) == stored
