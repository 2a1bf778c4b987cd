"""Everything out as JSON Lines, and in again."""

from pathlib import Path

import pytest

from casefiles.errors import ArchiveRefused, CaseFileError, NotUnderstood, UnreadableFile
from casefiles.model.judgment import Aspect, pair
from casefiles.model.values import Text
from casefiles.operations import exporting, history, judging
from casefiles.operations.erasing import erase_for_good
from casefiles.operations.recording import Said, add_record, add_values
from tests.casefiles.operations.offices import NAMES, Offices, made_once, offices

__all__ = ["made_once", "offices"]


def _entries(path: Path) -> list[bytes]:
    return sorted(path.read_bytes().splitlines())


def _judge(offices: Offices) -> None:
    """Decisions of every kind that travels."""
    zafar = offices.refs["zafar"]
    twin = add_record(offices.a, kind="person", said=[Said("name", Text("Zafar Testi"))])
    told = offices.a.reader.statements(zafar)
    judging.prefer(offices.a, ref=zafar, claim=told["name"][0].claim.id, reason="printed")
    judging.withdraw(offices.a, ref=zafar, claim=told["note"][0].claim.id)
    judging.put_in_trash(offices.a, refs=[offices.refs["kin"]])
    with offices.a.step("merge") as step:
        step.judge(Aspect.IDENTITY, pair(zafar.id, twin.id), "same")


def test_exported_and_loaded_into_an_empty_vault_it_is_the_same_again(offices: Offices) -> None:
    _judge(offices)
    out, again = offices.stick("out.jsonl"), offices.stick("again.jsonl")
    exported = exporting.export(offices.a, format_name="jsonl", path=out)
    assert exported.size == out.stat().st_size
    loaded = exporting.load(offices.b, path=out, as_own=True)
    assert loaded.new == len(_entries(out)) - 1
    exporting.export(offices.b, format_name="jsonl", path=again)
    assert _entries(again) == _entries(out)
    for name in NAMES:
        ref = offices.refs[name]
        assert offices.b.reader.title(ref) == offices.a.reader.title(ref)
    assert offices.b.reader.counts() == offices.a.reader.counts()


def test_documents_are_named_but_not_in_it_and_that_is_no_damage(offices: Offices) -> None:
    out = offices.stick("out.jsonl")
    exporting.export(offices.a, format_name="jsonl", path=out)
    assert exporting.load(offices.b, path=out).missing_files == 2
    assert offices.b.verify() == ()


def test_loading_is_one_step_that_can_be_undone_and_done_once(offices: Offices) -> None:
    out = offices.stick("out.jsonl")
    exporting.export(offices.a, format_name="jsonl", path=out)
    exporting.load(offices.b, path=out)
    head = offices.b.ledger.head
    again = exporting.load(offices.b, path=out)
    assert (again.new, again.same) == (0, len(_entries(out)) - 1)
    assert offices.b.ledger.head == head
    (line,) = history.undo(offices.b)
    assert line.past.act == "load"
    assert offices.b.reader.counts() == {}


def test_judgments_wait_unless_they_are_our_own(offices: Offices) -> None:
    _judge(offices)
    out = offices.stick("out.jsonl")
    exporting.export(offices.a, format_name="jsonl", path=out)
    loaded = exporting.load(offices.b, path=out)
    assert loaded.proposals == 4
    assert "note" in offices.b.reader.statements(offices.refs["zafar"])


def test_what_was_undone_is_in_the_export_and_not_loaded(offices: Offices) -> None:
    out = offices.stick("out.jsonl")
    add_values(offices.a, ref=offices.refs["zafar"], said=[Said("occupation", Text("smith"))])
    history.undo(offices.a)
    exporting.export(offices.a, format_name="jsonl", path=out)
    assert b'"undone":true' in out.read_bytes()
    assert exporting.load(offices.b, path=out).undone == 1
    assert "occupation" not in offices.b.reader.statements(offices.refs["zafar"])


def test_what_was_erased_is_not_loaded_back(offices: Offices) -> None:
    out = offices.stick("out.jsonl")
    exporting.export(offices.a, format_name="jsonl", path=out)
    erase_for_good(offices.a, refs=[offices.refs["zafar"]])
    with pytest.raises(ArchiveRefused, match="erased"):
        exporting.load(offices.a, path=out)


def test_an_export_overwrites_nothing(offices: Offices) -> None:
    out = offices.stick("out.jsonl")
    out.write_text("mine")
    with pytest.raises(NotUnderstood, match="not overwritten"):
        exporting.export(offices.a, format_name="jsonl", path=out)
    with pytest.raises(NotUnderstood, match="format"):
        exporting.export(offices.a, format_name="dbase", path=offices.stick("x"))
    assert [one.name for one in offices.folder.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("raw", [b"", b"\x00\xff" * 50, b"{}\n", b'{"parvanda":1,"entries":5}\n'])
def test_what_is_no_export_is_refused_and_changes_nothing(offices: Offices, raw: bytes) -> None:
    path = offices.stick("x.jsonl")
    path.write_bytes(raw)
    head = offices.b.ledger.head
    with pytest.raises(CaseFileError):
        exporting.load(offices.b, path=path)
    for nowhere in (offices.stick("nowhere"), offices.folder):
        with pytest.raises(UnreadableFile):
            exporting.load(offices.b, path=nowhere)
    assert offices.b.ledger.head == head
