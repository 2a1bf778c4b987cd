"""Keys of a page's commands come before the same keys of the window, inside the page alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from app.parts.commands import command
from tests.app.qt import Until


@pytest.fixture
def done() -> list[str]:
    """What was done."""
    return []


@pytest.fixture
def window(qt: QApplication, done: list[str], until: Until) -> QMainWindow:
    """A window that saves with Ctrl+S, holding a page that prints with it, and a box beside."""
    made, page, inside = QMainWindow(), QWidget(), QWidget()
    saving = QAction("Save", made)
    saving.setShortcut(QKeySequence("Ctrl+S"))
    saving.triggered.connect(lambda: done.append("window"))
    made.addAction(saving)
    command(page, "Print", lambda: done.append("page"), "Ctrl+S Ctrl+D")
    for holder, name in ((page, "in the page"), (inside, "beside")):
        box = QLineEdit(holder)
        box.setObjectName(name)
    column = QVBoxLayout()
    whole = QWidget()
    whole.setLayout(column)
    column.addWidget(page)
    column.addWidget(inside)
    made.setCentralWidget(whole)
    made.show()
    made.activateWindow()
    until(made.isActiveWindow)
    return made


def press(window: QMainWindow, where: str, key: Qt.Key) -> None:
    box = window.findChild(QLineEdit, where)
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, key, Qt.KeyboardModifier.ControlModifier)


def test_in_the_page_the_page_comes_first(window: QMainWindow, done: list[str]) -> None:
    press(window, "in the page", Qt.Key.Key_S)
    press(window, "in the page", Qt.Key.Key_D)
    assert done == ["page", "page"]


def test_beside_it_the_window_hears_them(window: QMainWindow, done: list[str]) -> None:
    press(window, "beside", Qt.Key.Key_S)
    assert done == ["window"]


def test_what_is_disabled_lets_the_window_hear_them(window: QMainWindow, done: list[str]) -> None:
    action = next(one for one in window.findChildren(QAction) if one.text() == "Print")
    action.setEnabled(False)
    press(window, "in the page", Qt.Key.Key_S)
    assert done == ["window"]
