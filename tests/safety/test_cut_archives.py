"""An archive cut short or changed anywhere is refused with a sentence, and nothing is taken in."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.safety.conftest import copied
from tests.safety.made import MARKER, Made, make_vault
from tests.safety.running import DONE, REFUSED, Tree, Warm

SHARES = (0.0, 0.005, 0.1, 0.5, 0.9, 0.99)
"""How much of an archive is left, or how far in it a bit is flipped."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An archive with its small key file and the passphrase's file."""

    archive: Path
    passphrase_file: Path

    def laid_out(self, folder: Path) -> "Sent":
        """The same in another folder, to be spoilt there."""
        shutil.copytree(self.archive.parent, folder)
        return Sent(folder / self.archive.name, folder / self.passphrase_file.name)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Sent:
    """An archive from another desk."""
    folder = tmp_path_factory.mktemp("sent")
    other = make_vault(folder / "work", folder / "inputs")
    (folder / "out").mkdir()
    made = Sent(folder / "out" / "archive.age", folder / "out" / "secret.txt")
    made.passphrase_file.write_text("six invented words of an archive\n", "utf-8")
    words = ("--audience", "internal", "-o", made.archive)
    secret = ("--with-passphrase", made.passphrase_file)
    shared = warm.run("parvanda", "share", *other.words, other.person, *words, *secret)
    assert shared.code == DONE, shared
    return made


def _refused(warm: Warm, vault: Made, sent: Sent) -> bool:
    before = (vault.folder / "vault.db").read_bytes()
    secret = ("--with-passphrase", sent.passphrase_file)
    ended = warm.run("parvanda", "receive", *vault.words, sent.archive, *secret)
    if ended.code != REFUSED:
        return False
    assert ended.out == ""
    assert len(ended.err.strip().splitlines()) == 1
    assert MARKER not in ended.err
    return (vault.folder / "vault.db").read_bytes() == before


def test_a_cut_archive_is_refused(sent: Sent, made_once: Made, tree: Tree, warm: Warm) -> None:
    """Seen red with the whole archive in its place (the last test)."""
    vault, whole = copied(made_once, tree), sent.archive.read_bytes()
    spoilt = sent.laid_out(tree.inputs / "cut")
    for length in (*(int(share * len(whole)) for share in SHARES), len(whole) - 1):
        spoilt.archive.write_bytes(whole[:length])
        assert _refused(warm, vault, spoilt), f"{length} of {len(whole)} bytes"


def test_a_changed_archive_is_refused(sent: Sent, made_once: Made, tree: Tree, warm: Warm) -> None:
    """Seen red with the whole archive in its place (the last test)."""
    vault, whole = copied(made_once, tree), sent.archive.read_bytes()
    spoilt = sent.laid_out(tree.inputs / "changed")
    for place in (*(int(share * len(whole)) for share in SHARES), len(whole) - 1):
        changed = bytearray(whole)
        changed[place] ^= 4
        spoilt.archive.write_bytes(changed)
        assert _refused(warm, vault, spoilt), f"byte {place} of {len(whole)}"


def test_a_spoilt_key_file_or_passphrase_is_refused(
    sent: Sent, made_once: Made, tree: Tree, warm: Warm
) -> None:
    """Seen red with the whole key file in its place (the last test)."""
    vault, spoilt = copied(made_once, tree), sent.laid_out(tree.inputs / "key")
    spoilt.passphrase_file.write_text("another\n", "utf-8")
    assert _refused(warm, vault, spoilt)
    for number, data in enumerate((b"", b"noise", None)):
        spoilt = sent.laid_out(tree.inputs / f"key {number}")
        others = (spoilt.archive, spoilt.passphrase_file)
        (key,) = (path for path in spoilt.archive.parent.iterdir() if path not in others)
        key.unlink()
        if data is not None:
            key.write_bytes(data)
        assert _refused(warm, vault, spoilt)


def test_the_whole_archive_is_taken_in(sent: Sent, made_once: Made, tree: Tree, warm: Warm) -> None:
    """The planted fault: what is not spoilt is taken in, so the judge above tells them apart."""
    vault = copied(made_once, tree)
    assert not _refused(warm, vault, sent)
    assert warm.run("parvanda", "verify", *vault.words).code == DONE
