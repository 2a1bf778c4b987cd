"""Printing a dossier: on paper, in the history, and the same again from the same input."""

import datetime as dt
from pathlib import Path

import pytest

from casefiles.errors import OutputRefused
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations.dossiers import Printed, print_dossier
from casefiles.operations.history import lines
from casefiles.operations.recording import Said, add_record
from casefiles.release.audience import Audience
from casefiles.release.selection import Selection
from casefiles.vault import Vault

DAY = dt.date(2018, 5, 4)


@pytest.fixture
def person(vault: Vault) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text("Safar Odinaev"))])


def printed(vault: Vault, person: Ref, target: Path, version: str | None = None) -> Printed:
    selection = Selection((person,), Audience.PARTNER)
    return print_dossier(vault, selection=selection, target=target, version=version, date=DAY)


def test_what_left_for_whom_stands_in_the_history(
    vault: Vault, person: Ref, tmp_path: Path
) -> None:
    done = printed(vault, person, tmp_path / "out.pdf")
    assert lines(vault)[0].words == "Made a dossier about Safar Odinaev"
    (submission,) = {one.origin for one in vault.reader.linked_to(person, "about")}
    said = vault.reader.statements(submission)
    assert said["digest"][0].claim.value == Text(done.made.sha256)
    assert said["audience"][0].claim.value == Text("partner")


def test_the_sections_left_out_stand_in_the_history(
    vault: Vault, person: Ref, tmp_path: Path
) -> None:
    selection = Selection((person,), Audience.PARTNER, without=("family", "replies"))
    print_dossier(vault, selection=selection, target=tmp_path / "out.pdf")
    [line, *_earlier] = lines(vault)
    assert line.past.detail["without"] == ["family", "replies"]
    assert line.words == (
        "Made a dossier about Safar Odinaev, without: Family and relatives, Official replies"
    )


def test_same_input_date_and_version_give_the_same_bytes(
    vault: Vault, person: Ref, tmp_path: Path
) -> None:
    printed(vault, person, tmp_path / "out.pdf", version="1")
    printed(vault, person, tmp_path / "again.pdf", version="1")
    assert (tmp_path / "out.pdf").read_bytes() == (tmp_path / "again.pdf").read_bytes()


def test_each_dossier_about_a_person_has_the_next_version(
    vault: Vault, person: Ref, tmp_path: Path
) -> None:
    versions = [printed(vault, person, tmp_path / f"{n}.pdf").version for n in range(3)]
    assert versions == ["1", "2", "3"]


def test_a_file_that_is_there_is_left_alone_and_nothing_is_recorded(
    vault: Vault, person: Ref, tmp_path: Path
) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"earlier")
    with pytest.raises(OutputRefused):
        printed(vault, person, target)
    assert target.read_bytes() == b"earlier"
    assert len(lines(vault)) == 1
