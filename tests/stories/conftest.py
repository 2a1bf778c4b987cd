"""A documenter at the window: a vault, its desk, the window in front, and real keys."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app import theme
from app.desk import Desk
from app.forms.suggestions import Suggestions
from app.lock import lock_up
from app.pages import PAGES
from app.parts.wrappedlink import WrappedLink
from app.window.window import Window
from casefiles.seal.passphrase import Cost
from casefiles.vault import Unlocking, Vault

PASSPHRASE = "six words that nobody will guess"
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


class Documenter:
    """Somebody before the window of one vault; sees what is shown, types, and presses keys."""

    def __init__(self, application: QApplication, vault: Vault) -> None:
        self.application = application
        self.faults: list[BaseException] = []
        self._open(vault)

    # What is seen

    @property
    def vault(self) -> Vault:
        return self.window.desk.vault

    @property
    def page(self) -> QWidget:
        """The page in front."""
        page = self.window.tabs.page
        assert page is not None
        return page

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def reads(self, words: str, inside: QWidget | None = None) -> bool:
        """Whether these words can be read somewhere."""
        holder = inside or self.window
        seen = [one for one in holder.findChildren(QWidget) if one.isVisible()]
        return any(words in text for one in seen for text in _texts(one))

    def offered(self) -> int:
        """How many records the list beneath the field in focus offers."""
        lists = [one for one in self.window.findChildren(Suggestions) if one.isVisible()]
        return sum(one.count() for one in lists)

    # What is done

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for something to be so; it must not take for ever."""
        end = time.monotonic() + 60
        while not condition():
            assert not self.faults, self.faults
            assert time.monotonic() < end, "it did not happen"
            self.application.processEvents()
            time.sleep(0.002)

    def until_reads(self, words: str) -> None:
        """Wait until these words can be read."""
        self.until(lambda: self.reads(words))

    def until_still(self) -> None:
        """Wait until everything asked is answered and everything done is saved."""
        desk = self.window.desk
        self.until(lambda: not desk.busy)
        self.until(lambda: self.window.tabs.page is None or self.window.tabs.page.whole)
        self.application.processEvents()

    def press(self, key: Qt.Key, *with_: Qt.KeyboardModifier) -> None:
        """Press a key where keys go: into a list that hangs open, else where the focus is."""
        modifiers = NONE
        for one in with_:
            modifiers |= one
        where = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(where, key, modifiers)
        self.application.processEvents()

    def type(self, words: str) -> None:
        """Type letters of any script where the focus is."""
        for letter in words:
            for way in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focused, QKeyEvent(way, 0, NONE, letter))
        self.application.processEvents()

    def click(self, words: str) -> None:
        """Click the button that says this."""
        [one] = [
            button
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible() and button.text().replace("&", "") == words
        ]
        QTest.mouseClick(one, Qt.MouseButton.LeftButton)
        self.application.processEvents()

    def go_to(self, words: str) -> None:
        """Find a record with the box and go there."""
        self.press(Qt.Key.Key_K, CONTROL)
        self.type(words)
        hanging = self.window.box._list
        self.until(lambda: hanging.isVisible() and hanging.count() > 1)
        self.press(Qt.Key.Key_Return)
        self.until_still()

    def follow(self, title: str) -> None:
        """Go along a link in the page: Tab leads into it, Enter along it."""
        links = [one for one in self.page.findChildren(WrappedLink) if one.text() == title]
        said = [one for one in self.page.findChildren(QLabel) if f">{title}</a>" in one.text()]
        [words, *_] = [one for one in (*said, *links) if one.isVisible()]
        assert isinstance(words, QLabel | WrappedLink)
        words.setFocus(Qt.FocusReason.TabFocusReason)  # this chooses the first link in the words
        for _before in range(words.text().split(f">{title}</a>")[0].count("<a ") - 1):
            self.press(Qt.Key.Key_Tab)
        self.press(Qt.Key.Key_Return)
        self.until_still()

    def lock_and_come_back(self) -> None:
        """Ctrl+L, which ends the process in earnest; then the passphrase is typed again."""
        folder = self.vault.folder
        locked: list[bool] = []
        self.window.desk.locking.connect(lambda: locked.append(True))
        self.press(Qt.Key.Key_L, CONTROL)
        assert locked
        keep = self.window.keeping_places("desk.places")
        lock_up(self.window.desk, self.window, keep=keep)
        self.window.deleteLater()
        self._open(Vault.open(folder, Unlocking(passphrase=PASSPHRASE)))

    def _open(self, vault: Vault) -> None:
        from casefiles.operations.preferences import preference

        desk = Desk(vault)
        desk.faulty.connect(self.faults.append)
        self.window = Window(desk, PAGES)
        self.window.restore(preference(vault, "desk.places", []))
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.until_still()


@pytest.fixture(scope="session")
def application() -> QApplication:
    """The one application of all stories."""
    made = QApplication.instance() or QApplication([])
    assert isinstance(made, QApplication)
    theme.load_fonts()
    theme.apply(made, "light")
    return made


@pytest.fixture
def documenter(application: QApplication, tmp_path: Path, cheap: Cost) -> Iterator[Documenter]:
    """Somebody before an empty vault."""
    vault = Vault.create(tmp_path / "Story.parvanda", PASSPHRASE, author="N.", cost=cheap)
    one = Documenter(application, vault)
    yield one
    one.window.desk.close()
    one.window.close()
    application.processEvents()
    assert not one.faults


def _texts(widget: QObject) -> list[str]:
    told: list[Any] = []
    for name in ("text", "toPlainText", "accessibleName"):
        asked = getattr(widget, name, None)
        if callable(asked):
            told.append(asked())
    return [str(one) for one in told]


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Garbage is collected in the window's thread only, as in the program (`app.sweeping`)."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()
