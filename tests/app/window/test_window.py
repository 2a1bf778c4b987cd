"""The window: room for large type, sentences that go when they are old, help beside the page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import theme
from app.desk import Desk, Notice
from app.pages.help import HelpPage
from app.pages.history import HistoryPage
from app.pages.today import TodayPage
from app.pages.trash import TrashPage
from app.place import Place
from app.window.window import Window

PAGES = [TodayPage, HistoryPage, TrashPage, HelpPage]


@pytest.fixture
def window(qt: QApplication, desk: Desk) -> Iterator[Window]:
    made = Window(desk, PAGES)
    made.show()
    made.activateWindow()
    qt.processEvents()
    yield made
    theme.apply(qt, "light")
    made.hide()
    made.deleteLater()
    qt.processEvents()


def test_large_type_leaves_the_room_to_the_page(window: Window, qt: QApplication) -> None:
    window.resize(1280, 800)
    assert window.evidence.isVisible()
    theme.apply(qt, "light", 2.0)
    assert not window.evidence.isVisible()
    theme.apply(qt, "light")
    assert window.evidence.isVisible()


def test_a_sentence_goes_along_to_one_page_and_no_further(window: Window) -> None:
    window.tell(Notice("Done."))
    window.tabs.open(Place("history"))
    assert window.notices.isVisible()
    window.tabs.open(Place("trash"))
    assert not window.notices.isVisible()


def test_a_warning_stays(window: Window) -> None:
    window.tell(Notice("The disk is full.", danger=True))
    window.tabs.open(Place("history"))
    window.tabs.open(Place("trash"))
    assert window.notices.isVisible()


def test_help_opens_beside_the_page_and_once(window: Window) -> None:
    window.acts.help_page()
    assert len(window.tabs.pasts()) == 2
    window.acts.all_keys()
    assert len(window.tabs.pasts()) == 2


def test_the_second_key_is_told(window: Window) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    window.box.setFocus()
    QTest.keyClick(window.box, Qt.Key.Key_N, control)
    assert window._next_key.isVisible()
    QTest.keyClick(window.box, Qt.Key.Key_Escape)
    assert not window._next_key.isVisible()
