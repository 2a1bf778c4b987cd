"""Mentions in sources: suggested, accepted, refused; remembered whatever becomes of the records."""

from pathlib import Path

import pytest

from casefiles.errors import NotUnderstood
from casefiles.ledger.spots import decided_spots
from casefiles.model.claim import Citation, Passage
from casefiles.model.ids import Ref
from casefiles.model.values import Layer, Link, Text
from casefiles.operations.erasing import erase_for_good
from casefiles.operations.exporting import export
from casefiles.operations.history import undo
from casefiles.operations.judging import merge, unmerge
from casefiles.operations.mentioning import (
    Mentioned,
    Status,
    accept,
    may_name,
    mentions,
    named_in,
    names_known,
    refuse,
    reopen,
    unknown,
)
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.vault import Vault

WORDS = """Bakhtiyor Aslonov was held in Lower Mill.
Aslonov was let go at night; his wife Malika had waited.
"""


def source(vault: Vault, words: str = WORDS, first_line: int = 1, *more: Said) -> Ref:
    text = words.encode()
    digest = vault.put_file(text)
    last = first_line + words.count("\n")
    layer = Layer(digest, len(words), digest, first_line, last, 0)
    said = [Said("title", Text("A report")), Said("words_layer", layer), *more]
    return add_record(vault, kind="source", said=said)


def record(vault: Vault, kind: str, *names: str) -> Ref:
    return add_record(vault, kind=kind, said=[Said("name", Text(name)) for name in names])


def told(found: tuple[Mentioned, ...]) -> list[tuple[str, str]]:
    return [(one.surface, one.title) for one in found]


def test_a_new_person_and_a_new_source_are_looked_for_at_once(vault: Vault) -> None:
    report = source(vault)
    assert mentions(vault, source=report) == ()
    he = record(vault, "person", "Bakhtiyor Aslonov")
    record(vault, "place", "Lower Mill")
    found = mentions(vault, source=report)
    assert told(found) == [
        ("Bakhtiyor Aslonov", "Bakhtiyor Aslonov"),
        ("Lower Mill", "Lower Mill"),
        ("Aslonov", "Bakhtiyor Aslonov"),
    ]
    assert found[0] == Mentioned(
        0, 17, he, "Bakhtiyor Aslonov", "Bakhtiyor Aslonov", Status.SUGGESTED
    )
    other = source(vault, "Асланова Бахтиёра судили.")
    assert told(mentions(vault, source=other)) == [("Асланова Бахтиёра", "Bakhtiyor Aslonov")]


def test_what_is_refused_is_not_suggested_again_and_what_is_accepted_stays(vault: Vault) -> None:
    report = source(vault)
    he = record(vault, "person", "Bakhtiyor Aslonov")
    first, second = mentions(vault, source=report)
    accept(vault, source=report, spots=[(first.start, first.end, he)])
    refuse(vault, source=report, spots=[(second.start, second.end, he)])
    assert [(one.surface, one.status) for one in mentions(vault, source=report)] == [
        ("Bakhtiyor Aslonov", Status.ACCEPTED)
    ]
    every = mentions(vault, source=report, refused=True)
    assert [one.status for one in every] == [Status.ACCEPTED, Status.REFUSED]
    reopen(vault, source=report, spots=[(second.start, second.end, he)])
    assert mentions(vault, source=report)[1].status is Status.SUGGESTED
    undo(vault)
    assert len(mentions(vault, source=report)) == 1


def test_decisions_are_entries_like_all_others(vault: Vault) -> None:
    report = source(vault)
    he = record(vault, "person", "Bakhtiyor Aslonov")
    accept(vault, source=report, spots=[(0, 17, he)])
    assert vault.verify() == ()
    vault.rebuild()
    assert mentions(vault, source=report)[0].status is Status.ACCEPTED


def test_who_was_told_apart_helps_to_read_the_rest(vault: Vault) -> None:
    report = source(vault, "The elder brother was ill. Aslonov was told nothing.")
    elder, younger = (record(vault, "person", name) for name in ("Sino Aslonov", "Umed Aslonov"))
    assert mentions(vault, source=report) == ()
    accept(vault, source=report, spots=[(4, 17, elder)])
    assert told(mentions(vault, source=report)) == [
        ("elder brother", "Sino Aslonov"),
        ("Aslonov", "Sino Aslonov"),
    ]
    refuse(vault, source=report, spots=[(27, 34, elder)])
    assert told(mentions(vault, source=report)) == [("elder brother", "Sino Aslonov")]
    assert younger != elder


def test_where_a_passage_was_cited_for_somebody_a_single_name_means_them(vault: Vault) -> None:
    report = source(vault, WORDS, first_line=40)
    wife = record(vault, "person", "Malika")
    assert mentions(vault, source=report) == ()
    cited = Citation(report.id, Passage(first_line=41, last_line=41))
    add_values(vault, ref=wife, said=[Said("note", Text("waited"), citations=(cited,))])
    [found] = mentions(vault, source=report)
    assert (found.surface, found.ref) == ("Malika", wife)
    page = source(vault, "\n" * 39 + WORDS)
    add_values(vault, ref=report, said=[Said("part_of", Link(page.id))])
    assert told(mentions(vault, source=page)) == [("Malika", "Malika")]


def test_decisions_follow_a_merger_and_its_end(vault: Vault) -> None:
    report = source(vault)
    one, other = (record(vault, "person", "Bakhtiyor Aslonov") for _ in range(2))
    assert mentions(vault, source=report) == ()  # nobody can tell which
    refuse(vault, source=report, spots=[(0, 17, other)])
    assert mentions(vault, source=report)[0].ref == one
    both = merge(vault, refs=[one, other])
    assert mentions(vault, source=report) == ()
    reopen(vault, source=report, spots=[(0, 17, both)])
    assert [found.ref for found in mentions(vault, source=report)] == [both, both]
    unmerge(vault, ref=both)
    assert mentions(vault, source=report) == ()


def test_erasing_a_person_erases_what_was_decided_about_their_mentions(vault: Vault) -> None:
    report = source(vault)
    he = record(vault, "person", "Bakhtiyor Aslonov")
    accept(vault, source=report, spots=[(0, 17, he)])
    erase_for_good(vault, refs=[he])
    assert decided_spots(vault.ledger, report.id) == {}
    assert mentions(vault, source=report) == ()


def test_decisions_stay_at_home(vault: Vault, tmp_path: Path) -> None:
    report = source(vault)
    he = record(vault, "person", "Bakhtiyor Aslonov")
    accept(vault, source=report, spots=[(0, 17, he)])
    export(vault, format_name="jsonl", path=tmp_path / "all.jsonl")
    assert b'"mention"' not in (tmp_path / "all.jsonl").read_bytes()


def test_a_passage_outside_the_text_is_no_mention(vault: Vault) -> None:
    report, he = source(vault), record(vault, "person", "Bakhtiyor Aslonov")
    with pytest.raises(NotUnderstood):
        accept(vault, source=report, spots=[(90, 900, he)])


def test_every_source_that_names_somebody_is_found_with_its_lines(vault: Vault) -> None:
    report = source(vault, WORDS, first_line=40)
    other = source(vault, "Асланова Бахтиёра судили.")
    source(vault, "Another Aslonov, called Bakhtiyor by nobody.")
    he = record(vault, "person", "Bakhtiyor Aslonov", "Бахтиёр Аслонов")
    found = [named_in(vault, he, one) for one in may_name(vault, he)]
    assert {(one.source, one.lines) for one in found if one} == {
        (report, (40, 41)),
        (other, (1,)),
    }


def test_names_are_taken_apart_once_and_follow_what_is_written(vault: Vault) -> None:
    record(vault, "person", "Bakhtiyor Aslonov")
    before = names_known(vault)
    she = record(vault, "person", "Malika Gulova")
    assert names_known(vault) is before
    assert before.number_of(she) is not None


def test_names_of_nobody_known_are_offered_the_most_frequent_first(vault: Vault) -> None:
    words = """Bakhtiyor Aslonov and Umed Toshev met. The Rudaki Avenue was empty, Toshev said.
Umed Toshev and Zaynab Mirzoeva left. Umed Toshév wrote."""
    report = source(vault, words)
    record(vault, "person", "Bakhtiyor Aslonov")
    offered = [(one.name, len(one.places)) for one in unknown(vault, source=report)]
    assert offered == [("Umed Toshev", 3), ("Zaynab Mirzoeva", 1)]
