"""Files that leave: whole or not at all, never over something else."""

from pathlib import Path
from typing import BinaryIO

import pytest

from casefiles.errors import MediumTrouble, OutputRefused
from casefiles.operations.writing import write_new, write_new_with


def test_a_file_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    write_new(target, b"whole")
    assert target.read_bytes() == b"whole"
    assert target.stat().st_mode & 0o077 == 0


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"earlier")
    with pytest.raises(OutputRefused):
        write_new(target, b"later")
    assert target.read_bytes() == b"earlier"


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    def half(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError

    with pytest.raises(MediumTrouble):
        write_new_with(tmp_path / "out.pdf", half)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MediumTrouble):
        write_new(tmp_path / "nowhere" / "out.pdf", b"")
