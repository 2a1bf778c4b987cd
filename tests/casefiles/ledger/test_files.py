"""Originals in chunks: whole or told to be damaged, and no orphans after a broken-off import."""

import os
from pathlib import Path

import pytest
from sqlalchemy import text

from casefiles.errors import VaultDamaged
from casefiles.ledger import files, history
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.verify import verify
from casefiles.model.values import FileValue
from tests.casefiles.ledger.dumps import made, opened

BIG = os.urandom(1 << 20) * 2 + b"and a little more"


def name_it(ledger: Ledger, digest: bytes) -> None:
    """A source that names this file."""
    with ledger.step("import", author="N.") as step:
        source = step.create("source")
        step.say(source.id, "original", FileValue(digest, "a.bin", "text/plain", len(BIG)))


def change(ledger: Ledger, statement: str, **values: object) -> None:
    with ledger.database.writing() as connection:
        assert connection.execute(text(statement), values).rowcount


@pytest.mark.parametrize("data", [b"", b"x", b"y" * (1 << 20), BIG], ids=len)
def test_bytes_come_back_as_they_were(ledger: Ledger, data: bytes) -> None:
    digest = files.put(ledger.database, data)
    assert files.get(ledger.database, digest) == data
    assert files.put(ledger.database, data) == digest


def test_files_over_a_mebibyte_lie_in_chunks(ledger: Ledger) -> None:
    digest = files.put(ledger.database, BIG)
    assert [len(chunk) for chunk in files.chunks(ledger.database, digest)] == [1 << 20, 1 << 20, 17]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE chunk SET data = zeroblob(length(data)) WHERE sha256 = :digest AND seq = 1",
        "DELETE FROM chunk WHERE sha256 = :digest AND seq = 2",
        "DELETE FROM chunk WHERE sha256 = :digest AND seq = 0",
        "UPDATE chunk SET seq = 9 WHERE sha256 = :digest AND seq = 1",
        "DELETE FROM chunk WHERE sha256 = :digest",
    ],
)
def test_a_damaged_chunk_is_told_and_never_shown_as_a_whole_file(
    ledger: Ledger, statement: str
) -> None:
    digest = files.put(ledger.database, BIG)
    name_it(ledger, digest)
    assert verify(ledger) == ()
    change(ledger, statement, digest=digest)
    with pytest.raises(VaultDamaged):
        files.get(ledger.database, digest)
    assert [damage.where for damage in verify(ledger)] == [digest.hex()]


def test_a_file_that_never_came_is_no_damage_but_is_told_when_asked_for(ledger: Ledger) -> None:
    digest = b"d" * 32
    name_it(ledger, digest)
    files.note_elsewhere(ledger.database, [digest])
    assert verify(ledger) == ()
    assert not files.has(ledger.database, digest)
    with pytest.raises(VaultDamaged):
        files.get(ledger.database, digest)


def test_what_a_broken_off_import_left_is_swept_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    ledger = made(path)
    kept, orphan = files.put(ledger.database, b"kept"), files.put(ledger.database, BIG)
    name_it(ledger, kept)
    change(ledger, "DELETE FROM file WHERE sha256 = :digest", digest=orphan)  # half-way through
    ledger.database.close()
    ledger = opened(path)
    assert files.get(ledger.database, kept) == b"kept"
    with ledger.database.reading() as connection:
        left = set(connection.exec_driver_sql("SELECT sha256 FROM chunk").scalars())
    assert left == {kept}
    ledger.database.close()


def test_files_of_undone_steps_are_kept_for_redo(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    ledger = made(path)
    digest = files.put(ledger.database, b"kept")
    name_it(ledger, digest)
    history.undo(ledger, author="N.")
    ledger.database.close()
    ledger = opened(path)
    assert files.get(ledger.database, digest) == b"kept"
    ledger.database.close()
