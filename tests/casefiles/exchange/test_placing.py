"""A file that leaves is whole under its name, or not there."""

import hashlib
import os
from pathlib import Path

import pytest

from casefiles.errors import MediumTrouble, NotUnderstood
from casefiles.exchange.placing import Placing


def test_it_has_its_name_only_once_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.age"
    with Placing(target) as placing:
        placing.write(b"one ")
        placing.write(b"two")
        assert not target.exists()
        assert placing.settle() == hashlib.sha256(b"one two").digest()
        placing.put()
    assert target.read_bytes() == b"one two"
    assert os.listdir(tmp_path) == ["out.age"]
    assert target.stat().st_mode & 0o077 == 0


def test_what_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    with Placing(tmp_path / "out.age") as placing:
        placing.write(b"half")
        placing.settle()
    assert os.listdir(tmp_path) == []


def test_what_came_to_lie_there_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "out.age"
    with Placing(target) as placing:
        placing.write(b"ours")
        placing.settle()
        target.write_bytes(b"theirs")
        with pytest.raises(NotUnderstood, match="not overwritten"):
            placing.put()
    assert target.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["out.age"]


def test_a_link_that_leads_nowhere_is_something_too(tmp_path: Path) -> None:
    target = tmp_path / "out.age"
    target.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotUnderstood):
        Placing(target)
    assert not (tmp_path / "elsewhere").exists()


def test_a_medium_that_did_not_keep_what_was_written_is_told(tmp_path: Path) -> None:
    with Placing(tmp_path / "out.age") as placing:
        placing.write(b"as it was written")
        (passing,) = tmp_path.iterdir()
        placing._file.flush()
        passing.write_bytes(b"as it was rotten!")
        with pytest.raises(MediumTrouble, match="did not keep"):
            placing.settle()
    assert os.listdir(tmp_path) == []
