"""The `age` command of Debian opens what we seal, and we open what it seals."""

import io
import os
import pty
import subprocess
from pathlib import Path

import pytest

from casefiles.errors import ArchiveNotForUs
from casefiles.seal.age_keys import PrivateKey
from casefiles.seal.envelope import (
    open_bytes,
    open_sealed_key,
    seal_bytes,
    seal_with_passphrase,
)

AGE, KEYGEN = "/usr/bin/age", "/usr/bin/age-keygen"
DATA = b"manifest and entries\n" * 10_000
PASSPHRASE = "six words of my own choice"


def age(*arguments: str, stdin: bytes = b"") -> bytes:
    """Run the command; its standard output."""
    return subprocess.run([AGE, *arguments], input=stdin, capture_output=True, check=True).stdout


def age_asked(*arguments: str, answers: int, passphrase: str = PASSPHRASE) -> int:
    """Run the command on a terminal of its own, typing the passphrase `answers` times."""
    master, slave = pty.openpty()

    process = subprocess.Popen(
        ["setsid", "--ctty", "--wait", AGE, *arguments], stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    shown = b""
    for number in range(1, answers + 1):
        while shown.count(b"passphrase") < number:
            shown += os.read(master, 1024)
        os.write(master, passphrase.encode() + b"\n")
    code = process.wait(timeout=60)
    os.close(master)
    return code


@pytest.fixture
def key_path(tmp_path: Path) -> Path:
    """A key made by age-keygen."""
    path = tmp_path / "key.txt"
    subprocess.run([KEYGEN, "-o", str(path)], capture_output=True, check=True)
    return path


def key_in(path: Path) -> PrivateKey:
    """The key of an identity file."""
    return PrivateKey.parse(path.read_text().splitlines()[-1])


def test_age_opens_what_is_sealed_to_its_key(key_path: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "sealed.age"
    sealed.write_bytes(seal_bytes(DATA, [PrivateKey.new().recipient, key_in(key_path).recipient]))
    assert age("-d", "-i", str(key_path), str(sealed)) == DATA


def test_what_age_seals_to_us_opens(key_path: Path) -> None:
    sealed = age("-r", key_in(key_path).recipient.text, stdin=DATA)
    assert open_bytes(sealed, [key_in(key_path)]) == DATA
    with pytest.raises(ArchiveNotForUs):
        open_bytes(sealed, [PrivateKey.new()])


def test_age_opens_a_passphrase_archive_with_the_sealed_key_beside_it(tmp_path: Path) -> None:
    sealed, key, opened = (tmp_path / name for name in ("a.age", "a.key.age", "a.out"))
    with sealed.open("wb") as target:
        key.write_bytes(seal_with_passphrase(io.BytesIO(DATA), target, PASSPHRASE))
    arguments = ("-d", "-i", str(key), "-o", str(opened), str(sealed))
    assert age_asked(*arguments, answers=1) == 0
    assert opened.read_bytes() == DATA


def test_a_key_that_age_sealed_with_a_passphrase_opens(key_path: Path, tmp_path: Path) -> None:
    sealed_key = tmp_path / "key.age"
    assert age_asked("-p", "-o", str(sealed_key), str(key_path), answers=2) == 0
    assert open_sealed_key(sealed_key.read_bytes(), PASSPHRASE) == key_in(key_path)
    with pytest.raises(ArchiveNotForUs):
        open_sealed_key(sealed_key.read_bytes(), "other words")
