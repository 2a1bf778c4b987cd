"""New case files, the example, and a lost key: real vaults, real typing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from casefiles.operations.keeping import recovery_sheet, sheet_confirmed
from casefiles.vault import SUFFIX, Unlocking, Vault
from tests.app.qt import unnamed
from tests.app.start.shown import PASSPHRASE, Show, Shown


def test_where_nothing_is_there_are_two_sentences_and_three_buttons(
    tmp_path: Path, show: Show
) -> None:
    shown = show(tmp_path / "nothing")
    assert shown.window.panel() is shown.window.empty
    buttons = [one for one in shown.window.empty.findChildren(QPushButton) if one.isVisible()]
    assert len(buttons) == 3
    assert min(button.height() for button in buttons) >= 64
    assert not (tmp_path / "nothing").exists()


def test_new_case_files_are_made_with_six_words_typed_back(tmp_path: Path, show: Show) -> None:
    shown = show(tmp_path)
    shown.press("Make new case files")
    shown.type("Sugd 1997")
    shown.type("N. N.")
    words = shown.window.creating.passphrase.passphrase()
    assert len(words.split()) == 6
    shown.type(words.replace(words.split()[2], "other", 1))
    assert "Word 3" in shown.told
    assert not (tmp_path / f"Sugd 1997{SUFFIX}").exists()
    shown.type(words.split()[2])  # the others stay: only that word is marked
    shown.until(shown.window.creating.sheet.isVisible)
    shown.press("Later")
    assert shown.vault.author == "N. N."
    assert not sheet_confirmed(shown.vault)
    shown.vault.close()
    with Vault.open(tmp_path / "Sugd 1997", Unlocking(words)) as again:
        assert again.name == "Sugd 1997"


def test_the_sheet_is_typed_back(tmp_path: Path, show: Show) -> None:
    shown = show(tmp_path)
    shown.press("Make new case files")
    shown.type("Sugd")
    shown.type("")
    shown.press("I choose my own")
    shown.type("own words")
    shown.type("own wodrs")
    assert "differ" in shown.told
    shown.window.creating.passphrase._first.again()
    shown.type("own words")
    shown.type("own words")
    steps = shown.window.creating.sheet
    shown.until(steps.isVisible)
    sheet = steps._text
    shown.press("I have it on paper")
    shown.type("abandon ability able", enter=False)
    QTest.keyClick(shown.focused, Qt.Key.Key_Tab)
    assert shown.focused is steps._check, "and not “Later”, which would drop what was typed"
    QTest.keyClick(shown.focused, Qt.Key.Key_Space)
    assert "24 words; 3 were found" in shown.told
    assert shown.vaults == []
    steps._typed.setPlainText(sheet)
    shown.press("Check the words")
    assert recovery_sheet(shown.vault) == sheet
    assert sheet_confirmed(shown.vault)
    assert steps._text == ""


def test_a_sentence_in_a_small_window_leaves_the_way_on_in_sight(
    tmp_path: Path, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = show(tmp_path)
    shown.window.resize(800, 533)
    shown.press("Make new case files")
    shown.type("Sugd")
    shown.type("")
    shown.type(shown.window.creating.passphrase.passphrase())
    steps = shown.window.creating.sheet
    shown.until(steps.isVisible)
    monkeypatch.setattr("app.widgets.sheet.choose_target", lambda *_said: tmp_path / "sheet.txt")
    shown.press("Save to a file …")
    assert "not encrypted" in shown.told
    seen = shown.window.creating.column.viewport()
    way_on = steps._on_paper

    def in_sight() -> bool:
        QApplication.processEvents()
        return seen.rect().contains(QRect(way_on.mapTo(seen, QPoint(0, 0)), way_on.size()))

    shown.until(in_sight)


@pytest.mark.parametrize("name", ["", ".hidden", "a/b", "A first"])
def test_a_name_that_cannot_be_is_told(name: str, folder: Path, show: Show) -> None:
    shown = show(folder)
    shown.press("New")
    shown.type(name)
    shown.type("")
    assert shown.told
    assert shown.window.creating.name.isVisible()


def test_the_example_is_filled_in(tmp_path: Path, show: Show) -> None:
    shown = show(tmp_path)
    shown.press("Look at the example")
    assert shown.window.creating.name.text() == "Example"
    shown.press("Go on")
    shown.type(shown.window.creating.passphrase.passphrase())
    shown.until(shown.window.creating.sheet.isVisible)
    shown.press("Later")
    assert shown.vault.reader.counts()["person"] > 1


def test_a_lost_key_is_replaced_by_the_sheet(folder: Path, show: Show) -> None:
    with Vault.open(folder / "A first", Unlocking(PASSPHRASE)) as vault:
        sheet = recovery_sheet(vault)
    with Vault.open(folder / "B second", Unlocking(PASSPHRASE)) as vault:
        wrong = recovery_sheet(vault)
    shown = show(folder)
    shown.press("I lost my key")
    typing = shown.window.recovering.words
    typing.setPlainText(wrong)
    shown.press("Go on")
    shown.until(lambda: shown.told)
    assert "not of this one" in shown.told
    assert shown.focused is typing
    typing.setPlainText(sheet)
    shown.press("Go on")
    shown.until(lambda: not typing.isVisible())
    words = shown.window.recovering.passphrase.passphrase()
    shown.type(words)
    assert sheet_confirmed(shown.vault)
    shown.vault.close()
    Vault.open(folder / "A first", Unlocking(words)).close()


def test_lost_keys_files_are_written_anew_by_the_sheet(folder: Path, show: Show) -> None:
    with Vault.open(folder / "A first", Unlocking(PASSPHRASE)) as vault:
        sheet = recovery_sheet(vault)
    for name in ("keys.a", "keys.b"):
        (folder / f"A first{SUFFIX}" / name).unlink()
    shown = show(folder)
    shown.press("I lost my key")
    shown.window.recovering.words.setPlainText(sheet)
    shown.press("Go on")
    shown.until(lambda: not shown.window.recovering.words.isVisible())
    shown.type(shown.window.recovering.passphrase.passphrase())
    assert shown.vault.name == "A first"


def test_everything_that_can_have_the_focus_has_a_name(folder: Path, show: Show) -> None:
    shown = show(folder)
    assert unnamed(shown.window) == []
    shown.press("New")
    assert unnamed(shown.window) == []
    shown.type("Sugd")
    shown.type("")
    assert unnamed(shown.window) == []
    QTest.keyClick(shown.focused, Qt.Key.Key_Escape)
    QTest.keyClick(shown.focused, Qt.Key.Key_Escape)
    shown.press("I lost my key")
    assert unnamed(shown.window) == []


def test_a_creation_that_is_cancelled_leaves_nothing(tmp_path: Path, show: Show) -> None:
    shown = show(tmp_path)
    shown.press("Make new case files")
    shown.type("Sugd")
    shown.type("")
    shown.type(shown.window.creating.passphrase.passphrase())
    QTest.keyClick(shown.focused, Qt.Key.Key_Escape)
    shown.until(lambda: not shown.lane.busy)
    assert shown.vaults == []
    assert list(tmp_path.iterdir()) == []
    assert shown.window.creating.passphrase.isVisible()


def test_tab_comes_to_the_way_on_before_the_way_back(folder: Path, show: Show) -> None:
    shown = show(folder)
    shown.press("I lost my key")
    shown.type("abandon ability able", enter=False)
    QTest.keyClick(shown.focused, Qt.Key.Key_Tab)
    assert tabbed(shown) == "Go on", "and not “Back”, which drops what was typed"
    QTest.keyClick(shown.focused, Qt.Key.Key_Space)
    shown.until(lambda: shown.told)
    assert shown.focused is shown.window.recovering.words
    shown.press("Back")
    shown.press("I lost my key")
    assert shown.window.recovering.words.toPlainText() == ""


def test_tab_comes_to_the_way_on_first_in_every_step_of_new_case_files(
    tmp_path: Path, show: Show
) -> None:
    shown = show(tmp_path)
    shown.press("Make new case files")
    shown.type("Sugd", enter=False)
    for words in ("", "Another folder …", "Go on", "Back"):
        QTest.keyClick(shown.focused, Qt.Key.Key_Tab)
        assert tabbed(shown) == words
    shown.press("Go on")
    for words in ("Show", "Make the case files", "Back"):
        QTest.keyClick(shown.focused, Qt.Key.Key_Tab)
        assert tabbed(shown) == words


def tabbed(shown: Shown) -> str:
    """The words of the button that has the focus, if one has it."""
    focused = shown.focused
    return focused.text() if isinstance(focused, QPushButton) else ""
