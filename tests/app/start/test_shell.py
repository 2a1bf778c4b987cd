"""Unlocking with real vaults and real typing: opened, refused, told in sentences."""

import hashlib
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.start import places, unlock
from casefiles.seal.keyfile import write_key_file
from casefiles.vault import SUFFIX, Unlocking, Vault
from tests.app.start.shown import CHEAP, PASSPHRASE, Show


def test_the_caret_stands_in_the_box_and_enter_unlocks(folder: Path, show: Show) -> None:
    shown = show(folder)
    assert shown.focused is shown.window.unlocking.box.box
    shown.type(PASSPHRASE)
    assert shown.vault.name == "A first"
    assert shown.window.unlocking.box.text() == ""


def test_down_chooses_the_next_file_while_the_caret_stays(folder: Path, show: Show) -> None:
    shown = show(folder)
    QTest.keyClick(shown.focused, Qt.Key.Key_Down)
    QTest.keyClick(shown.focused, Qt.Key.Key_Down)
    assert shown.focused is shown.window.unlocking.box.box
    shown.type(PASSPHRASE)
    assert shown.vault.name == "B second"


@pytest.mark.parametrize("by_mouse", [True, False])
def test_who_chose_a_vault_in_the_list_types_into_the_box(
    folder: Path, show: Show, by_mouse: bool
) -> None:
    shown = show(folder)
    files = shown.window.unlocking.files
    if by_mouse:
        name = files.visualItemRect(files.item(1)).center()
        QTest.mouseClick(files.viewport(), Qt.MouseButton.LeftButton, pos=name)
    else:
        files.setFocus()
        QTest.keyClick(files, Qt.Key.Key_Down)
        assert shown.focused is files, "the arrows alone stay"
        QTest.keyClick(files, Qt.Key.Key_Return)
    assert shown.focused is shown.window.unlocking.box.box
    shown.type(PASSPHRASE)
    assert shown.vault.name == "B second"


def test_the_vault_that_locked_is_chosen_again(folder: Path, show: Show) -> None:
    chosen = folder / f"B second{SUFFIX}"
    shown = show(folder, chosen)
    assert shown.window.unlocking.selected() == chosen
    assert shown.window.unlocking.files.count() == 2


def test_a_wrong_passphrase_is_told_and_can_be_typed_over(
    folder: Path, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = show(folder)
    for _attempt in range(3):
        shown.type("other words")
        shown.until(lambda: shown.told)
        assert shown.told.startswith("That did not open it. Check the layout")
        assert shown.told.endswith("Caps Lock, and that this is the right file.")
        assert not any(sign.isdigit() for sign in shown.told)
    # It is marked, so that typing replaces it.
    shown.type(PASSPHRASE)
    assert shown.vault.name == "A first"


def test_nothing_typed_is_no_passphrase(folder: Path, show: Show) -> None:
    shown = show(folder)
    shown.type("")
    shown.until(lambda: shown.told)
    assert "The passphrase is empty." in shown.told


def test_esc_stops_waiting_and_what_opens_later_is_closed(folder: Path, show: Show) -> None:
    shown = show(folder)
    shown.type(PASSPHRASE)
    assert not shown.window.unlocking.column.isEnabled()
    QTest.keyClick(shown.focused, Qt.Key.Key_Escape)
    assert shown.window.unlocking.column.isEnabled()
    shown.until(lambda: not shown.lane.busy)
    assert shown.vaults == []
    # It is closed: it opens again at once.
    shown.type(PASSPHRASE)
    assert shown.vault.name == "A first"


def test_a_key_file_is_asked_for_where_it_is_needed(
    folder: Path, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_file = folder.parent / "key"
    write_key_file(key_file)
    made = Vault.create(folder / "0 with file", PASSPHRASE, cost=CHEAP, key_file=key_file)
    made.close()
    monkeypatch.setattr(unlock, "choose_file", lambda *_args: key_file)
    shown = show(folder)
    shown.until(lambda: "key file" in shown.window.unlocking._told.text())
    shown.press("Key file …")
    shown.type(PASSPHRASE)
    assert shown.vault.name == "0 with file"


def test_a_vault_in_use_is_told_with_a_way_on(folder: Path, show: Show) -> None:
    with Vault.open(folder / "A first", Unlocking(PASSPHRASE)):
        shown = show(folder)
        shown.type(PASSPHRASE)
        shown.until(lambda: shown.told)
        assert "already open" in shown.told
        assert shown.vaults == []
    shown.press("Try again")
    assert shown.vault.name == "A first"


def test_damaged_keys_are_told_before_anything_is_typed(folder: Path, show: Show) -> None:
    for name in ("keys.a", "keys.b"):
        (folder / f"A first{SUFFIX}" / name).write_bytes(b"not keys")
    shown = show(folder)
    shown.until(lambda: shown.told)
    assert "damaged" in shown.told
    shown.press("Use the recovery sheet")
    assert shown.window.panel() is shown.window.recovering


def test_a_damaged_database_is_told(folder: Path, show: Show) -> None:
    database = folder / f"A first{SUFFIX}" / "vault.db"
    raw = bytearray(database.read_bytes())
    raw[:16] = bytes(16)
    database.write_bytes(raw)
    shown = show(folder)
    shown.type(PASSPHRASE)
    shown.until(lambda: shown.told)
    assert "damaged" in shown.told


def test_a_newer_vault_is_told(folder: Path, show: Show) -> None:
    for name in ("keys.a", "keys.b"):
        path = folder / f"A first{SUFFIX}" / name
        raw = path.read_bytes()
        raw = raw[:16] + (99).to_bytes(2, "big") + raw[18:-32]
        path.write_bytes(raw + hashlib.sha256(raw).digest())
    shown = show(folder)
    shown.until(lambda: shown.told)
    assert "newer version" in shown.told


def test_a_place_that_cannot_be_written_is_told(
    folder: Path, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_args: False)
    shown = show(folder)
    shown.until(lambda: "reading only" in shown.window.unlocking._told.text())
    shown.type(PASSPHRASE)
    assert shown.vault.read_only


def test_a_folder_without_vaults_is_told(
    folder: Path, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = folder.parent / "other"
    other.mkdir()
    shown = show(folder)
    monkeypatch.setattr("app.start.shell.choose_folder", lambda *_args: other)
    shown.press("Open another …")
    assert "no case files in this folder" in shown.told
    shutil.copytree(folder / f"B second{SUFFIX}", other / f"C third{SUFFIX}")
    shown.press("Open another …")
    assert shown.window.unlocking.selected() == other / f"C third{SUFFIX}"


def test_what_was_typed_is_gone_after_going_elsewhere(folder: Path, show: Show) -> None:
    shown = show(folder)
    shown.type("half a pass", enter=False)
    shown.press("New")
    QTest.keyClick(shown.focused, Qt.Key.Key_Escape)
    assert shown.window.panel() is shown.window.unlocking
    assert shown.window.unlocking.box.text() == ""
    assert not shown.window.unlocking.box.box.isUndoAvailable()


def test_the_names_of_vaults_end_alike_here_and_in_the_case_files() -> None:
    assert places.SUFFIX == SUFFIX


def test_the_folder_beside_the_program_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr("resources.path", lambda: tmp_path / "program" / "resources")
    assert places.usual_folder() == tmp_path / "home" / "Parvanda"
    (tmp_path / "program" / "Parvanda").mkdir(parents=True)
    assert places.usual_folder() == tmp_path / "program" / "Parvanda"


def test_ctrl_q_closes_the_start_window(folder: Path, show: Show) -> None:
    shown = show(folder)
    QTest.keyClick(shown.focused, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not shown.window.isVisible()


def test_a_folder_that_is_a_vault_itself_is_shown(tmp_path: Path, show: Show) -> None:
    whole = tmp_path / "Parvanda"
    Vault.create(whole, PASSPHRASE, cost=CHEAP).close()
    made = next(path for path in tmp_path.iterdir())
    made.rename(whole)
    shown = show(whole)
    assert shown.window.panel() is shown.window.unlocking
    shown.type(PASSPHRASE)
    assert shown.vault.folder == whole
    assert shown.window._folder == tmp_path, "new case files do not come to lie inside a vault"
