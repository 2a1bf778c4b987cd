"""The vault: one folder, made whole or not at all, opened by what belongs to it alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casefiles.errors import (
    CaseFileError,
    NotAVault,
    NotUnderstood,
    VaultDamaged,
    VaultExists,
    VaultInUse,
    VaultReadOnly,
    WrongKey,
)
from casefiles.ledger.ledger import Ledger
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.seal import keyring
from casefiles.seal.passphrase import Cost
from casefiles.seal.recovery import parse_sheet, render_sheet
from casefiles.vault import Unlocking, Vault

OTHER = "quite another passphrase of eight words"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, cheap: Cost, passphrase: str) -> Path:
    """A vault with one person, closed; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("made") / "case.parvanda"
    with Vault.create(folder, passphrase, author="N.", cost=cheap) as vault:
        add(vault, "Zafar")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "case.parvanda"))


@pytest.fixture
def unlocking(passphrase: str) -> Unlocking:
    return Unlocking(passphrase)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"any bytes will do" * 100)
    return path


def add(vault: Vault, name: str) -> Ref:
    with vault.step("add") as step:
        ref = step.create("person")
        step.say(ref.id, "name", Text(name))
    return ref


def titles(vault: Vault) -> list[str]:
    return [summary.title for summary in vault.reader.all_of("person")]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# Coming to be


def test_a_new_vault_is_a_folder_of_three_files_for_its_owner_alone(
    tmp_path: Path, cheap: Cost, passphrase: str
) -> None:
    with Vault.create(tmp_path / "case", passphrase, author="N.", cost=cheap) as vault:
        assert (vault.folder, vault.name) == (tmp_path / "case.parvanda", "case")
        assert (vault.author, vault.read_only, vault.warnings) == ("N.", False, ())
        assert vault.verify() == ()
    assert os.listdir(tmp_path) == ["case.parvanda"]
    assert sorted(os.listdir(vault.folder)) == ["keys.a", "keys.b", "vault.db"]
    assert vault.folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in vault.folder.iterdir())


def test_what_was_written_is_there_when_it_is_opened_again(
    tmp_path: Path, cheap: Cost, passphrase: str, unlocking: Unlocking
) -> None:
    with Vault.create(tmp_path / "case", passphrase, cost=cheap) as vault:
        ref = add(vault, "Zafar")
        digest = vault.put_file(b"an original")
        identity, head = vault.identity.to_bytes(), vault.ledger.head
    with Vault.open(tmp_path / "case.parvanda", unlocking) as vault:
        assert vault.reader.title(ref) == "Zafar"
        assert [hit.ref for hit in vault.search("zafar").hits] == [ref]
        assert (vault.identity.to_bytes(), vault.ledger.head) == (identity, head)
        with pytest.raises(VaultDamaged):  # no record named the file: it was swept
            vault.get_file(digest)


@pytest.mark.parametrize("name", ["case", "case.parvanda", "Дело № 5", "پرونده"])
def test_the_ending_of_the_name_may_be_left_out(
    tmp_path: Path, cheap: Cost, passphrase: str, unlocking: Unlocking, name: str
) -> None:
    bare = name.removesuffix(".parvanda")
    Vault.create(tmp_path / name, passphrase, cost=cheap).close()
    assert os.listdir(tmp_path) == [f"{bare}.parvanda"]
    for given in (bare, f"{bare}.parvanda"):
        with Vault.open(tmp_path / given, unlocking) as vault:
            assert vault.name == bare


def test_a_vault_needs_a_name(tmp_path: Path, cheap: Cost, passphrase: str) -> None:
    with pytest.raises(NotUnderstood):
        Vault.create(tmp_path / ".parvanda", passphrase, cost=cheap)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("there", ["a folder", "a file", "a vault"])
def test_nothing_that_is_there_is_overwritten(
    tmp_path: Path, folder: Path, cheap: Cost, passphrase: str, there: str
) -> None:
    place = tmp_path / "other.parvanda"
    if there == "a folder":
        place.mkdir()
    elif there == "a file":
        place.write_text("something")
    else:
        place = folder
    before = bytes_of(folder)
    with pytest.raises(VaultExists):
        Vault.create(place, passphrase, cost=cheap)
    assert bytes_of(folder) == before


def test_a_failure_while_it_is_made_leaves_nothing(
    tmp_path: Path, cheap: Cost, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_anything: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "set_meta", fail)
    with pytest.raises(KeyboardInterrupt):
        Vault.create(tmp_path / "case", passphrase, cost=cheap)
    assert os.listdir(tmp_path) == []


_KILLED = """
import os, sys
from pathlib import Path
from casefiles.ledger.ledger import Ledger
from casefiles.seal.passphrase import Cost
from casefiles.vault import Vault
Ledger.set_meta = lambda *_anything: os.kill(os.getpid(), 9)
Vault.create(Path(sys.argv[1]), "a passphrase of several words", cost=Cost(65536, 1, 1))
"""


def test_a_process_killed_while_making_it_leaves_no_vault_of_that_name(
    tmp_path: Path, cheap: Cost, passphrase: str
) -> None:
    place = tmp_path / "case.parvanda"
    done = subprocess.run([sys.executable, "-c", _KILLED, place], check=False)
    assert done.returncode == -9
    assert not place.exists()
    with Vault.create(place, passphrase, cost=cheap) as vault:
        assert vault.verify() == ()


def test_a_place_that_cannot_be_written_gets_a_sentence(
    tmp_path: Path, cheap: Cost, passphrase: str
) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(CaseFileError):
        Vault.create(tmp_path / "file" / "case", passphrase, cost=cheap)


# What opens it


def test_a_wrong_passphrase_opens_nothing_and_writes_nothing(folder: Path) -> None:
    before = bytes_of(folder)
    with pytest.raises(WrongKey):
        Vault.open(folder, Unlocking("not the passphrase at all"))
    assert bytes_of(folder) == before


def test_a_changed_passphrase_opens_and_the_old_one_does_not(
    folder: Path, cheap: Cost, passphrase: str, unlocking: Unlocking
) -> None:
    keyring.change_passphrase(folder, OTHER, cost=cheap, passphrase=passphrase)
    with Vault.open(folder, Unlocking(OTHER)) as vault:
        assert titles(vault) == ["Zafar"]
        assert vault.warnings == ()
    with pytest.raises(WrongKey):
        Vault.open(folder, unlocking)


def test_a_key_file_is_asked_for_until_it_is_removed(
    folder: Path, cheap: Cost, passphrase: str, unlocking: Unlocking, key_file: Path
) -> None:
    keyring.add_key_file(folder, key_file, passphrase=passphrase, cost=cheap)
    with pytest.raises(WrongKey):
        Vault.open(folder, unlocking)
    with Vault.open(folder, Unlocking(passphrase, key_file)) as vault:
        assert titles(vault) == ["Zafar"]
    key_file.write_bytes(b"other bytes" * 100)
    with pytest.raises(WrongKey):
        Vault.open(folder, Unlocking(passphrase, key_file))
    key_file.write_bytes(b"any bytes will do" * 100)
    keyring.remove_key_file(folder, passphrase=passphrase, key_file=key_file, cost=cheap)
    with Vault.open(folder, unlocking) as vault:
        assert titles(vault) == ["Zafar"]


def test_a_vault_can_be_made_with_a_key_file(
    tmp_path: Path, cheap: Cost, passphrase: str, unlocking: Unlocking, key_file: Path
) -> None:
    place = tmp_path / "with.parvanda"
    Vault.create(place, passphrase, cost=cheap, key_file=key_file).close()
    with pytest.raises(WrongKey):
        Vault.open(place, unlocking)
    Vault.open(place, Unlocking(passphrase, key_file)).close()


def test_the_recovery_sheet_printed_and_typed_back_opens_it(
    folder: Path, unlocking: Unlocking
) -> None:
    with Vault.open(folder, unlocking) as vault:
        printed = render_sheet(vault.recovery_sheet())
    sheet = parse_sheet(printed)
    with Vault.open(folder, Unlocking(sheet=sheet)) as vault:
        assert titles(vault) == ["Zafar"]


def test_the_sheet_of_another_vault_is_refused(
    folder: Path, tmp_path: Path, cheap: Cost, passphrase: str
) -> None:
    with Vault.create(tmp_path / "other", passphrase, cost=cheap) as other:
        sheet = parse_sheet(render_sheet(other.recovery_sheet()))
    before = bytes_of(folder)
    with pytest.raises(WrongKey):
        Vault.open(folder, Unlocking(sheet=sheet))
    assert bytes_of(folder) == before


def test_what_is_no_vault_gets_a_sentence(tmp_path: Path, unlocking: Unlocking) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.parvanda").mkdir()
    (tmp_path / "file.parvanda").write_text("not a folder")
    for name in ("missing", "empty", "empty.parvanda", "file.parvanda"):
        with pytest.raises(NotAVault):
            Vault.open(tmp_path / name, unlocking)


# Damage


def test_where_both_key_files_are_gone_it_says_what_is_missing_and_where_to_look(
    folder: Path, unlocking: Unlocking
) -> None:
    for name in ("keys.a", "keys.b"):
        (folder / name).unlink()
    with pytest.raises(VaultDamaged) as told:
        Vault.open(folder, unlocking)
    assert "vault.db" in told.value.sentence
    assert "keys.a and keys.b" in told.value.sentence
    assert "backup" in told.value.way_on
    assert "recovery sheet" in told.value.way_on


@pytest.mark.parametrize("copy", ["keys.a", "keys.b"])
@pytest.mark.parametrize("how", ["a flipped bit", "empty", "missing"])
def test_damage_of_one_copy_of_the_keys_is_told_though_the_other_opens(
    folder: Path, unlocking: Unlocking, copy: str, how: str
) -> None:
    raw = bytearray((folder / copy).read_bytes())
    raw[len(raw) // 2] ^= 1
    (folder / copy).write_bytes(b"" if how == "empty" else raw)
    if how == "missing":
        (folder / copy).unlink()
    with Vault.open(folder, unlocking) as vault:
        assert titles(vault) == ["Zafar"]
        assert any(copy in warning for warning in vault.warnings)


def test_both_copies_damaged_is_told(folder: Path, unlocking: Unlocking) -> None:
    for copy in ("keys.a", "keys.b"):
        (folder / copy).write_bytes((folder / copy).read_bytes()[:-1])
    with pytest.raises(VaultDamaged):
        Vault.open(folder, unlocking)


def test_keys_that_were_rolled_back_are_told(
    folder: Path, cheap: Cost, passphrase: str, unlocking: Unlocking
) -> None:
    old = {name: raw for name, raw in bytes_of(folder).items() if name.startswith("keys")}
    keyring.change_passphrase(folder, OTHER, cost=cheap, passphrase=passphrase)
    Vault.open(folder, Unlocking(OTHER)).close()
    for name, raw in old.items():
        (folder / name).write_bytes(raw)
    for _ in range(2):  # and stay told
        with Vault.open(folder, unlocking) as vault:
            assert len(vault.warnings) == 1


def test_the_case_files_of_another_vault_are_refused(
    folder: Path, tmp_path: Path, cheap: Cost, passphrase: str, unlocking: Unlocking
) -> None:
    Vault.create(tmp_path / "other", passphrase, cost=cheap).close()
    shutil.copy(tmp_path / "other.parvanda" / "vault.db", folder / "vault.db")
    before = bytes_of(folder)
    with pytest.raises(VaultDamaged):
        Vault.open(folder, unlocking)
    assert bytes_of(folder) == before


def test_missing_case_files_are_told(folder: Path, unlocking: Unlocking) -> None:
    (folder / "vault.db").unlink()
    with pytest.raises(VaultDamaged):
        Vault.open(folder, unlocking)
    assert sorted(os.listdir(folder)) == ["keys.a", "keys.b"]


def test_an_index_that_lost_a_record_is_told_and_mended_by_rebuilding(
    folder: Path, unlocking: Unlocking
) -> None:
    with Vault.open(folder, unlocking) as vault:
        with vault.database.writing():
            vault.index.remove([vault.reader.all_of("person")[0].ref])
        assert vault.verify() != ()
        vault.rebuild()
        assert vault.verify() == ()
        assert vault.search("Zafar").hits


# One at a time, and reading only


@pytest.mark.parametrize("read_only", [False, True])
def test_a_second_instance_is_refused(folder: Path, unlocking: Unlocking, read_only: bool) -> None:
    with Vault.open(folder, unlocking), pytest.raises(VaultInUse):
        Vault.open(folder, unlocking, read_only=read_only)
    Vault.open(folder, unlocking, read_only=read_only).close()


def test_a_vault_open_for_reading_answers_and_changes_nothing(
    folder: Path, unlocking: Unlocking
) -> None:
    before = bytes_of(folder)
    with Vault.open(folder, unlocking, read_only=True) as vault:
        assert vault.read_only
        assert titles(vault) == ["Zafar"]
        assert vault.search("Zafar").hits
        assert vault.verify() == ()
        assert vault.identity.to_bytes()
        with pytest.raises(VaultReadOnly):
            add(vault, "Sadriddin")
        with pytest.raises(VaultReadOnly):
            vault.rebuild()
    assert bytes_of(folder) == before


_READ_ONLY_MEDIUM = """
import sys
from pathlib import Path
from casefiles.errors import VaultReadOnly
from casefiles.vault import Unlocking, Vault
with Vault.open(Path(sys.argv[1]), Unlocking(sys.argv[2])) as vault:
    assert vault.read_only
    assert [one.title for one in vault.reader.all_of("person")] == ["Zafar"]
    try:
        with vault.step("add") as step:
            step.create("person")
    except VaultReadOnly as told:
        print(told.sentence)
"""


def test_a_read_only_medium_is_read(folder: Path, tmp_path: Path, passphrase: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    shell = f'mount --bind {folder} {disk} && mount -o remount,ro,bind {disk} && exec "$@"'
    done = subprocess.run(
        [
            *("unshare", "--map-root-user", "--mount", "sh", "-c", shell, "sh"),
            *(sys.executable, "-c", _READ_ONLY_MEDIUM, str(disk), passphrase),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "reading only" in done.stdout, done.stderr
