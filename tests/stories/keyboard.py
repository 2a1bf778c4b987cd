"""Somebody who has a keyboard and ears: hears the name of what has the focus, and presses keys."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.jobs import Lane
from app.start import Start
from casefiles.vault import Vault
from tests.conftest import CHEAP

_MOST_STOPS = 300
_PATIENCE = 60


def heard() -> str:
    """What a screen reader says of what has the focus: its name."""
    focused = QApplication.focusWidget()
    interface = QAccessible.queryAccessibleInterface(focused) if focused else None
    return interface.text(QAccessible.Text.Name) if interface else ""


def tab_to(words: str) -> None:
    """Tab until something with this name is heard."""
    for _stop in range(_MOST_STOPS):
        if heard().startswith(words):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to “{words}”")


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    where = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert where is not None
    QTest.keyClick(where, key, modifiers)
    QApplication.processEvents()


def type_in(words: str) -> None:
    """Type letters of any script where the focus is."""
    for letter in words:
        for way in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(way, 0, Qt.KeyboardModifier.NoModifier, letter)
            focused = QApplication.focusWidget()
            assert focused is not None
            QApplication.sendEvent(focused, event)
    QApplication.processEvents()


def until(condition: Callable[[], object]) -> None:
    """Wait for something to be so; it must not take for ever."""
    end = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        QApplication.processEvents()
        time.sleep(0.002)


def until_heard(words: str) -> None:
    """Wait for the focus to come to something of this name."""
    try:
        until(lambda: heard().startswith(words))
    except AssertionError:
        raise AssertionError(f"“{heard()}” is heard, not “{words}”") from None


def readable(widget: QWidget) -> list[str]:
    """All words that are shown there, and the names of what is not written in letters."""
    shown = [one for one in widget.findChildren(QWidget) if one.isVisible()]
    labels = [one.text() for one in shown if isinstance(one, QLabel)]
    return [*labels, *(one.accessibleName() for one in shown)]


class AtTheStart:
    """Somebody before the start window of a folder."""

    def __init__(self, folder: Path) -> None:
        self._lane = Lane("start")
        self._opened: list[Vault] = []
        self._faults: list[BaseException] = []
        self.window = Start(self._lane, folder, cost=CHEAP)
        self.window.opened.connect(self._opened.append)
        self.window.faulty.connect(self._faults.append)
        self.window.resize(900, 700)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        until(lambda: not self._lane.busy)

    def opened(self) -> Vault:
        """The vault that was opened; the window goes."""
        until(lambda: self._opened or self._faults)
        assert not self._faults
        self.window.let_go()
        self.window.close()
        until(lambda: not self._lane.busy)
        self._lane.end()
        self.window.deleteLater()
        return self._opened[0]
