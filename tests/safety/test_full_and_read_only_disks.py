"""A full disk, a read-only disk: a sentence, nothing acknowledged lost, and a way on."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.safety.disks import Disk, small_disk
from tests.safety.editor import opened
from tests.safety.made import MARKER, Made
from tests.safety.running import DONE, REFUSED, Ended, Tree
from tests.safety.seen import Seen


@pytest.fixture
def disk(tree: Tree) -> Iterator[Disk]:
    """A disk of six megabytes."""
    with small_disk(tree, "6m") as ready:
        yield ready


@pytest.fixture
def kept(disk: Disk, vault: Made) -> Made:
    """The small vault on that disk, as programs on it see it."""
    shutil.copytree(vault.folder, disk.real / vault.folder.name)
    return replace(vault, folder=disk.seen / vault.folder.name)


def _document(tree: Tree) -> Path:
    path = tree.inputs / "document.txt"
    path.write_text(f"{MARKER} wrote.\n" * 20_000, "utf-8")
    return path


def _assert_told(ended: Ended, *words: str) -> None:
    assert ended.code == REFUSED, ended
    assert ended.out == ""
    assert len(ended.err.strip().splitlines()) == 1, ended.err
    assert any(word in ended.err for word in words), ended.err


def test_a_full_disk_is_told_and_nothing_is_lost(kept: Made, disk: Disk, tree: Tree) -> None:
    """Seen red with `DiskFull` taken out of `database._sentence`: the fault of ours, 70."""
    filler, document = disk.fill(), _document(tree)
    _assert_told(disk.parvanda("import", *kept.words, document), "disk is full")
    # It can still be opened and read; nothing of the refused import is there.
    shown = disk.parvanda("show", *kept.words, kept.person)
    assert shown.code == DONE
    assert MARKER in shown.out
    assert disk.parvanda("verify", *kept.words).code == DONE
    filler.unlink()
    assert disk.parvanda("import", *kept.words, document).code == DONE
    assert disk.parvanda("verify", *kept.words).code == DONE
    assert disk.parvanda("show", *kept.words, kept.other).out


def test_steps_until_the_disk_is_full_are_all_there(kept: Made, disk: Disk, tree: Tree) -> None:
    """Seen red with the journal switched off (`journal_mode = OFF`): nothing can be read on."""
    seen = Seen()
    ended = disk.warm.run("until_full", kept.folder, kept.sheet_file)
    assert ended.code == 0, ended
    seen.hear(ended.out)
    assert len(seen.persons) > 1
    # While the disk is still full it can be opened and read, and every Step is there.
    shown = disk.parvanda("show", *kept.words, max(seen.persons))
    assert shown.code == DONE, shown
    assert MARKER in shown.out
    copy = shutil.copytree(disk.real / kept.folder.name, tree.work / "copy.parvanda")
    with opened(copy, kept.sheet_file) as vault:
        seen.look(vault)
    assert seen.lost == []


def test_a_file_cut_short_by_a_full_disk_does_not_keep_the_vault_shut(
    kept: Made, disk: Disk, tree: Tree
) -> None:
    """Seen red with `DiskFull` raised by the sweep at opening: removing needs room on the disk."""
    others = disk.real / "others"
    others.write_bytes(bytes(2 << 20))
    assert "full" in disk.warm.run("half_a_file", kept.folder, kept.sheet_file).out
    size = (disk.real / kept.folder.name / "vault.db").stat().st_size
    filler = disk.fill()
    assert size > 1 << 20, "no part of the file was kept: nothing was tested"
    assert disk.parvanda("stats", *kept.words).code == DONE
    filler.unlink()
    others.unlink()
    assert disk.parvanda("verify", *kept.words).code == DONE
    taken = disk.parvanda("import", *kept.words, _document(tree), "--json")
    assert taken.code == DONE, taken
    assert len(taken.json()["new"]) == 1


def test_an_export_to_a_full_disk_leaves_no_half_file(disk: Disk, vault: Made) -> None:
    """Seen red with the unfinished file left lying in `write_new_with`."""
    disk.fill()
    sheet = disk.seen / "sheet.txt"
    _assert_told(disk.parvanda("key", "sheet", *vault.words, "-o", sheet), "disk is full")
    assert [path.name for path in disk.real.iterdir()] == ["filler"]


def test_a_vault_cannot_be_created_on_a_full_disk(disk: Disk, vault: Made) -> None:
    """Seen red with the half-made folder left lying in `Vault.create`."""
    disk.fill()
    new = disk.seen / "new.parvanda"
    opens = ("--passphrase-file", vault.passphrase_file)
    _assert_told(disk.parvanda("create", new, *opens), "disk is full", "not be written")
    assert [path.name for path in disk.real.iterdir()] == ["filler"]


def test_the_keys_stay_whole_on_a_full_disk(kept: Made, disk: Disk, tree: Tree) -> None:
    """Seen red with the keys written in place instead of beside (`copies._replace`)."""
    disk.fill()
    before = {path.name: path.read_bytes() for path in (disk.real / kept.folder.name).iterdir()}
    new = tree.inputs / "new.txt"
    new.write_text("quite another passphrase\n", "utf-8")
    changed = disk.parvanda("key", "change", *kept.words, "--new-passphrase-file", new)
    _assert_told(changed, "disk is full")
    after = {path.name: path.read_bytes() for path in (disk.real / kept.folder.name).iterdir()}
    assert after == before


def test_a_read_only_disk_is_opened_for_reading(kept: Made, disk: Disk, tree: Tree) -> None:
    """Seen red with `os.access` left out of `Vault.open`: nobody is told then."""
    disk.remount("ro")
    shown = disk.parvanda("show", *kept.words, kept.person)
    assert shown.code == DONE
    assert MARKER in shown.out
    assert "reading only" in shown.err
    assert disk.parvanda("verify", *kept.words).code == DONE
    refused = disk.parvanda("import", *kept.words, _document(tree))
    assert refused.code == REFUSED
    assert "nothing was changed" in refused.err
    disk.remount("rw")
    assert disk.parvanda("import", *kept.words, _document(tree)).code == DONE


def test_a_disk_that_is_no_longer_there_is_told(kept: Made, disk: Disk) -> None:
    """Seen red with `NotAVault` raised as a plain `FileNotFoundError`."""
    disk.system("umount", "-l", disk.seen)
    _assert_told(disk.parvanda("stats", *kept.words), "no vault at this place")


def test_a_fault_that_is_not_told_would_be_seen() -> None:
    """The planted fault: what a fault of ours looks like to the judge of these tests."""
    with pytest.raises(AssertionError):
        _assert_told(Ended(70, "", "Parvanda has met a fault of its own"), "disk is full")
    with pytest.raises(AssertionError):
        _assert_told(Ended(1, "half a result", "The disk is full."), "disk is full")
