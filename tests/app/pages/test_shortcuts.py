"""Keys can be changed; what means something else already is refused, and nobody is caught."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.commands import CHANGED, COMMANDS, refusal
from app.desk import Desk
from app.pages import PAGES
from app.pages.settings import SettingsPage
from app.pages.settings.shortcuts import Shortcuts
from app.place import Place
from app.window.window import Window
from casefiles.operations.preferences import preference
from tests.app.qt import Until, quiet

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def window(desk: Desk, until: Until) -> Iterator[Window]:
    made = Window(desk, PAGES)
    made.show()
    made.tabs.open(Place("settings"))
    until(quiet(desk))
    yield made
    made.close()
    made.deleteLater()


def form(window: Window) -> Shortcuts:
    page = window.tabs.page
    assert isinstance(page, SettingsPage)
    page.shortcuts._open()
    return page.shortcuts


def pressed(form: Shortcuts, command: str, key: Qt.Key, *with_: Qt.KeyboardModifier) -> None:
    form.command.setCurrentIndex(form.command.findData(command))
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in with_:
        modifiers |= one
    QTest.keyClick(form.keys, key, modifiers)
    form.give.click()


def test_a_command_has_other_keys_at_once_and_after_a_lock(
    window: Window, desk: Desk, until: Until
) -> None:
    pressed(form(window), "lock", Qt.Key.Key_G, CONTROL, ALT)
    assert window.actions_["lock"].shortcuts() == [QKeySequence("Ctrl+Alt+G")]
    until(quiet(desk))
    assert preference(desk.vault, CHANGED) == {"lock": "Ctrl+Alt+G"}
    again = Window(desk, PAGES)
    until(lambda: again.actions_["lock"].shortcuts() == [QKeySequence("Ctrl+Alt+G")])
    again.deleteLater()


def test_keys_of_another_command_are_refused_with_its_name(window: Window) -> None:
    shortcuts = form(window)
    pressed(shortcuts, "lock", Qt.Key.Key_K, CONTROL)
    assert window.actions_["lock"].shortcuts() == [QKeySequence("Ctrl+L")]
    said = [one.text() for one in shortcuts.setting.answer.findChildren(QLabel)]
    assert any("Find or do" in words for words in said)
    assert shortcuts.keys.keySequence() == QKeySequence("Ctrl+L")


def test_keys_given_away_are_free_and_come_back_only_when_they_are(window: Window) -> None:
    shortcuts = form(window)
    pressed(shortcuts, "lock", Qt.Key.Key_G, CONTROL, ALT)
    pressed(shortcuts, "undo", Qt.Key.Key_L, CONTROL)
    assert window.actions_["undo"].shortcuts() == [QKeySequence("Ctrl+L")]
    shortcuts.command.setCurrentIndex(shortcuts.command.findData("lock"))
    shortcuts.usual.click()
    assert window.actions_["lock"].shortcuts() == [QKeySequence("Ctrl+Alt+G")]
    shortcuts.all_usual.click()
    assert window.actions_["lock"].shortcuts() == [QKeySequence("Ctrl+L")]
    assert window.actions_["undo"].shortcuts() == [QKeySequence("Ctrl+Z")]


@pytest.mark.parametrize("keys", ["A", "Shift+A", "Space", "Ctrl+1", "Ctrl+N", "Ctrl+C", "F1"])
def test_bare_letters_and_keys_of_pages_are_refused(keys: str) -> None:
    assert refusal("lock", QKeySequence(keys), {})


@pytest.mark.parametrize("keys", ["Ctrl+Alt+G", "F7", "Shift+F7", "Alt+L", ""])
def test_free_keys_and_none_at_all_are_taken(keys: str) -> None:
    assert not refusal("lock", QKeySequence(keys), {})


def test_every_command_may_keep_the_keys_it_has() -> None:
    for command in COMMANDS:
        for keys in command.keys_in({}):
            assert not command.changeable or not refusal(command.does, keys, {}), command.does


def test_tab_leads_out_of_the_field_that_takes_keys(window: Window) -> None:
    shortcuts = form(window)
    shortcuts.keys.setFocus()
    QTest.keyClick(shortcuts.keys, Qt.Key.Key_Tab)
    assert shortcuts.give.hasFocus()
    QTest.keyClick(shortcuts.give, Qt.Key.Key_Backtab, SHIFT)
    inside = QApplication.focusWidget()
    assert inside is not None
    assert inside is shortcuts.keys or shortcuts.keys.isAncestorOf(inside)
