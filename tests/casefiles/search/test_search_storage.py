"""The index's files inside the encrypted database."""

import gc
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from casefiles.model.ids import RecordId, Ref
from casefiles.search import Document, SearchIndex, VaultStorage, parse
from casefiles.search import storage as storing
from casefiles.search.storage import CHUNK, MemoryStorage


def write(storage: Any, name: str, content: bytes) -> None:
    with storage.create_file(name) as file:
        file.write(content)


def read(storage: Any, name: str) -> bytes:
    content = storage.open_file(name).read()
    assert isinstance(content, bytes)
    return content


def rows(connection: Connection) -> list[tuple[str, int, int]]:
    found = connection.exec_driver_sql(
        "SELECT name, size, count(file) FROM index_file LEFT JOIN index_chunk ON file = id"
        " GROUP BY id ORDER BY name"
    )
    return [(row[0], row[1], row[2]) for row in found]


def test_a_file_is_kept_in_chunks_and_read_back_by_another_storage(
    connection: Connection, storage: VaultStorage
) -> None:
    content = bytes(range(256)) * (CHUNK // 256) * 2 + b"end"
    write(storage, "one", content)
    write(storage, "none", b"")
    assert rows(connection) == [("none", 0, 0), ("one", len(content), 3)]
    again = VaultStorage(lambda: connection)
    assert read(again, "one") == content
    assert read(again, "none") == b""
    assert again.file_length("one") == len(content)
    assert sorted(again.list()) == ["none", "one"]


def test_however_much_is_read_only_so_much_stays_in_memory(
    storage: VaultStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "ROOM", 3 * CHUNK)
    content = bytes(range(256)) * (CHUNK // 256) * 8
    write(storage, "one", content)
    paged = storage.paged("one")
    for start in (*range(0, len(content), CHUNK // 2), 5, CHUNK - 1):
        end = min(start + CHUNK, len(content))
        assert paged.read(start, end) == content[start:end]
        assert 0 < storage.held <= 3 * CHUNK
    storage.forget()
    assert storage.held == 0
    paged.read(0, 1)
    storage.delete_file("one")
    assert storage.held == 0


def test_deleting_a_file_deletes_its_rows(connection: Connection, storage: VaultStorage) -> None:
    write(storage, "one", b"x" * (CHUNK + 1))
    storage.delete_file("one")
    assert rows(connection) == []
    assert connection.exec_driver_sql("SELECT count(*) FROM index_chunk").scalar() == 0
    assert not storage.file_exists("one")
    with pytest.raises(FileNotFoundError):
        storage.open_file("one")


def test_a_file_written_again_replaces_the_old_one(
    connection: Connection, storage: VaultStorage
) -> None:
    write(storage, "one", b"old")
    write(storage, "one", b"new and longer")
    assert rows(connection) == [("one", 14, 1)]
    assert read(storage, "one") == b"new and longer"


def test_a_file_is_renamed_over_another_only_if_that_is_wanted(storage: VaultStorage) -> None:
    write(storage, "one", b"1")
    write(storage, "two", b"2")
    with pytest.raises(FileExistsError):
        storage.rename_file("one", "two", safe=True)
    storage.rename_file("one", "two")
    assert storage.list() == ["two"]
    assert read(storage, "two") == b"1"


def test_after_a_rollback_nothing_of_it_is_remembered(
    connection: Connection, storage: VaultStorage
) -> None:
    write(storage, "kept", b"kept")
    connection.commit()
    write(storage, "lost", b"lost")
    write(storage, "kept", b"changed")
    connection.rollback()
    storage.forget()
    assert storage.list() == ["kept"]
    assert read(storage, "kept") == b"kept"


def test_a_file_left_open_is_not_saved_by_the_garbage_collector(
    connection: Connection, storage: VaultStorage
) -> None:
    file = storage.create_file("half")
    file.write(b"half a file")
    del file
    gc.collect()
    assert rows(connection) == []


def test_storing_never_commits_by_itself(connection: Connection, storage: VaultStorage) -> None:
    write(storage, "one", b"1")
    assert connection.in_transaction()
    connection.rollback()
    assert rows(connection) == []


def test_temporary_files_live_in_memory(storage: VaultStorage) -> None:
    temporary = storage.temp_storage("any")
    assert isinstance(temporary, MemoryStorage)
    write(temporary, "run", b"run")
    temporary.rename_file("run", "ran")
    assert read(temporary, "ran") == b"run"
    assert temporary.file_length("ran") == 3
    temporary.delete_file("ran")
    assert temporary.list() == []


_opened: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str) and isinstance(arguments[1], str):
        if set("wax+") & set(arguments[1]):
            _opened.append(arguments[0])
    elif event in ("tempfile.mkstemp", "tempfile.mkdtemp"):
        _opened.append(str(arguments[0]))


def test_indexing_opens_no_file_for_writing(
    index: SearchIndex,
    connection: Connection,
    joined: Callable[[SearchIndex], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sys.addaudithook(_watch)
    (tmp_path / "control").write_text("the watch sees this")
    assert _opened
    _opened.clear()
    for number in range(15):
        ref = Ref("source", RecordId(number.to_bytes(16, "big")))
        index.add([Document(ref, body=f"word {number} " * 500)])
        connection.commit()
    index.erase([Ref("source", RecordId(bytes(16)))])
    joined(index)
    assert index.search(parse("word"))
    assert _opened == []
    assert [path.name for path in tmp_path.iterdir()] == ["control"]
