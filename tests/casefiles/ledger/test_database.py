"""The encrypted file: its settings, what it refuses, and what a full or read-only disk does."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casefiles.errors import (
    CaseFileError,
    DiskFull,
    VaultDamaged,
    VaultInUse,
    VaultNewer,
    VaultReadOnly,
)
from casefiles.ledger import files
from casefiles.ledger.changes import Changes
from casefiles.ledger.database import Database, DatabaseKey
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.ledger.verify import verify
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from tests.casefiles.ledger.dumps import KEY, made, opened, projections

SETTINGS = {
    "locking_mode": "exclusive",
    "journal_mode": "delete",
    "synchronous": 3,  # EXTRA
    "temp_store": 2,  # MEMORY
    "secure_delete": 1,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "cipher_log_level": "NONE",
    "cipher_use_hmac": "1",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one person, closed."""
    path = tmp_path / "ledger.db"
    ledger = made(path)
    add(ledger, "Zafar")
    ledger.database.close()
    return path


def add(ledger: Ledger, name: str) -> Ref:
    with ledger.step("add", author="N.") as step:
        ref = step.create("person")
        step.say(ref.id, "name", Text(name))
    return ref


def titles(ledger: Ledger) -> list[str]:
    return [summary.title for summary in Reader(ledger).all_of("person")]


# Settings


@pytest.mark.parametrize("read_only", [False, True])
def test_every_connection_has_the_settings_that_lost_nothing(path: Path, read_only: bool) -> None:
    database = Database.open(path, KEY, read_only=read_only)
    with database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in SETTINGS
        }
    assert found == SETTINGS
    assert database._engine.hide_parameters
    database.close()


def test_no_word_of_it_can_be_read_in_the_file_nor_beside_it(path: Path) -> None:
    assert b"Zafar" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite format")
    assert os.listdir(path.parent) == ["ledger.db"]
    assert path.stat().st_mode & 0o077 == 0


def test_errors_do_not_quote_case_content(path: Path) -> None:
    ledger = opened(path)
    with pytest.raises(Exception, match="UNIQUE") as told:  # noqa: SIM117
        with ledger.database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO step SELECT * FROM step")
    assert "Zafar" not in str(told.value)
    ledger.database.close()


# What it refuses


def test_a_wrong_key_opens_nothing(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(VaultDamaged):
        Database.open(path, DatabaseKey(b"x" * 32, KEY.salt))
    assert path.read_bytes() == before


@pytest.mark.parametrize("byte", range(16))
def test_a_flipped_bit_in_the_salt_is_told(path: Path, byte: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[byte] ^= 1
    path.write_bytes(raw)
    with pytest.raises(VaultDamaged):
        Database.open(path, KEY)


@pytest.mark.parametrize("keep", [0, 10, 16, 4096, -4096, -1])
def test_a_truncated_file_is_told(path: Path, keep: int) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:keep])
    assert told_by_opening_or_verifying(path)


def test_a_flipped_bit_in_any_page_is_told(path: Path) -> None:
    raw = path.read_bytes()
    for page in range(0, len(raw), 4096):
        changed = bytearray(raw)
        changed[page + 16 + (page // 4096 * 37) % 4080] ^= 0x10
        path.write_bytes(changed)
        assert told_by_opening_or_verifying(path), page


def told_by_opening_or_verifying(path: Path) -> bool:
    try:
        ledger = opened(path)
    except CaseFileError:
        return True
    try:
        return bool(verify(ledger))
    finally:
        ledger.database.close()


def test_an_empty_database_is_no_ledger(tmp_path: Path) -> None:
    Database.create(tmp_path / "empty.db", KEY).close()
    raw = (tmp_path / "empty.db").read_bytes()
    with pytest.raises(VaultDamaged):
        opened(tmp_path / "empty.db")
    assert (tmp_path / "empty.db").read_bytes() == raw


def test_a_database_without_tables_is_no_ledger(path: Path) -> None:
    ledger = opened(path)
    with ledger.database.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 0")
    ledger.database.close()
    with pytest.raises(VaultDamaged):
        opened(path)


def test_a_ledger_of_a_newer_program_is_left_alone(path: Path) -> None:
    ledger = opened(path)
    with ledger.database.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    ledger.database.close()
    before = path.read_bytes()
    with pytest.raises(VaultNewer):
        opened(path)
    assert path.read_bytes() == before


# One at a time


@pytest.mark.parametrize("read_only", [False, True])
def test_a_second_instance_is_refused(path: Path, read_only: bool) -> None:
    first = Database.open(path, KEY)
    with pytest.raises(VaultInUse):
        Database.open(path, KEY, read_only=read_only)
    first.close()
    Database.open(path, KEY, read_only=read_only).close()


def test_a_second_process_is_refused_for_writing_and_for_reading(path: Path) -> None:
    first = Database.open(path, KEY)
    assert opened_elsewhere(path) == {"writing": "VaultInUse", "reading": "VaultInUse"}
    first.close()
    assert opened_elsewhere(path) == {"writing": "opened", "reading": "opened"}


def test_nobody_writes_under_the_eyes_of_a_reader_but_others_may_read(path: Path) -> None:
    first = Database.open(path, KEY, read_only=True)
    assert opened_elsewhere(path) == {"writing": "VaultInUse", "reading": "opened"}
    first.close()


def opened_elsewhere(path: Path) -> dict[str, str]:
    """What another process is told when it opens the file."""
    program = f"""
from pathlib import Path
from casefiles.errors import CaseFileError
from casefiles.ledger.database import Database, DatabaseKey
for way in ("writing", "reading"):
    try:
        key = DatabaseKey({KEY.key!r}, {KEY.salt!r})
        Database.open(Path({str(path)!r}), key, read_only=way == "reading").close()
        print(way, "opened")
    except CaseFileError as problem:
        print(way, type(problem).__name__)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return dict(line.split() for line in done.stdout.splitlines())


# Reading only


def test_a_read_only_ledger_answers_and_refuses_to_write(path: Path) -> None:
    before = path.read_bytes()
    ledger = Ledger.open(Database.open(path, KEY, read_only=True))
    assert titles(ledger) == ["Zafar"]
    with pytest.raises(VaultReadOnly):
        add(ledger, "Sadriddin")
    assert titles(ledger) == ["Zafar"]
    assert verify(ledger) == ()
    ledger.database.close()
    assert path.read_bytes() == before


# Transactions


def test_an_exception_leaves_nothing_and_tells_nobody(path: Path) -> None:
    ledger = opened(path)
    told: list[Changes] = []
    before, head = projections(ledger), ledger.head
    ledger.listen(told.append)
    with pytest.raises(ZeroDivisionError):  # noqa: PT012, SIM117
        with ledger.step("add", author="N.") as step:
            step.create("person")
            _ = 1 / 0

    def fail(_connection: object, _number: int) -> None:
        raise ZeroDivisionError

    with ledger.step("add", author="N.") as step:
        step.create("person")
        with pytest.raises(ZeroDivisionError):
            ledger.commit(step, also=fail)
        step.claims.clear()
    assert (projections(ledger), ledger.head, told) == (before, head, [])
    ledger.database.close()


def test_writing_inside_of_reading_would_be_lost_and_is_refused(ledger: Ledger) -> None:
    with ledger.database.reading(), pytest.raises(RuntimeError):
        add(ledger, "Zafar")
    assert titles(ledger) == []


def test_a_failed_change_takes_the_one_around_it_along(ledger: Ledger) -> None:
    def outer() -> None:
        with ledger.database.writing():
            add(ledger, "Zafar")
            try:
                with ledger.database.writing():
                    raise ZeroDivisionError
            except ZeroDivisionError:
                pass

    with pytest.raises(RuntimeError):
        outer()
    assert titles(ledger) == []
    assert verify(ledger) == ()


# A full disk


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """As on a full medium, wherever the tests run: writing beyond `size` fails."""
    import signal

    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


def test_a_database_that_may_not_grow_says_so_and_loses_nothing(path: Path) -> None:
    ledger = opened(path)
    before, head = projections(ledger), ledger.head
    with ledger.database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(DiskFull):
        add(ledger, "x" * 100_000)
    with pytest.raises(DiskFull):
        files.put(ledger.database, b"y" * 100_000)
    assert (projections(ledger), ledger.head) == (before, head)
    assert verify(ledger) == ()
    with ledger.database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    add(ledger, "x" * 100_000)
    assert verify(ledger) == ()
    ledger.database.close()


def test_a_full_medium_says_so_and_loses_nothing(path: Path) -> None:
    ledger = opened(path)
    before, head = projections(ledger), ledger.head
    with no_file_longer_than(path.stat().st_size + 4096):
        with pytest.raises(CaseFileError):
            add(ledger, "x" * 200_000)
        with pytest.raises(CaseFileError):
            files.put(ledger.database, os.urandom(200_000))
    assert (projections(ledger), ledger.head) == (before, head)
    ledger.database.close()
    again = opened(path)
    assert (projections(again), again.head) == (before, head)
    assert verify(again) == ()
    add(again, "x" * 200_000)
    again.database.close()


def test_a_small_disk_runs_full_and_the_ledger_lives_on(path: Path, tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from casefiles.errors import DiskFull
from tests.casefiles.ledger.test_database import add, opened, titles, verify
path = Path({str(tmp_path / "disk" / "ledger.db")!r})
ledger = opened(path)
told = 0
for number in range(40):
    try:
        add(ledger, str(number) * 50_000)
    except DiskFull:
        told += 1
assert told, "the disk never ran full"
count = len(titles(ledger))
assert verify(ledger) == ()
ledger.database.close()
again = opened(path)  # while it is still full
assert len(titles(again)) == count and verify(again) == ()
print("told")
"""
    disk = tmp_path / "disk"
    disk.mkdir()
    (tmp_path / "filling.py").write_text(program)
    size = path.stat().st_size + 700 * 1024
    shell = (
        f"mount -t tmpfs -o size={size} tmpfs {disk} && cp {path} {disk} && "
        f"{sys.executable} {tmp_path / 'filling.py'}"
    )
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", shell],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )
    assert done.stdout.strip() == "told", done.stderr
