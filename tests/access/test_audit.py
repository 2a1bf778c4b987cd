"""The rules see the fault that was put there, and only that one."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tests.access import audit

Show = Callable[..., QWidget]


@pytest.fixture
def show(qt: QApplication) -> Iterator[Show]:
    """A window with these widgets under each other."""
    made: list[QWidget] = []

    def put(*widgets: QWidget, across: bool = False) -> QWidget:
        window = QWidget()
        layout = QHBoxLayout(window) if across else QVBoxLayout(window)
        for one in widgets:
            layout.addWidget(one)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        made.append(window)
        return window

    yield put
    for one in made:
        one.close()
        one.deleteLater()
    qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def buttons(*names: str) -> list[QPushButton]:
    return [QPushButton(name) for name in names]


def test_what_says_nothing_is_found(show: Show) -> None:
    named, hinted, items = QLineEdit(), QLineEdit(), QListWidget()
    named.setAccessibleName("Name")
    hinted.setPlaceholderText("Name")
    items.setAccessibleName("Things")
    items.addItems(["one", ""])
    window = show(named, hinted, QLineEdit(), items, QPushButton("Go"))
    assert audit.nameless(window).complaints == [
        *["QLineEdit “” in QWidget: no name"] * 2,
        "QListWidget “Things” in QWidget: row 1 says nothing",
    ]


def test_what_keeps_the_focus_is_found(show: Show) -> None:
    first, trap, last = QPushButton("first"), QPlainTextEdit(), QPushButton("last")
    window = show(first, trap, last)
    stops = audit.stops(window)
    found = audit.unreached(stops, audit.walked(window)).complaints
    assert found == [
        "QPushButton “last” in QWidget: Tab does not lead here",
        "Tab does not come round, it stays at QPlainTextEdit “” in QWidget",
    ]
    trap.setTabChangesFocus(True)
    assert audit.unreached(stops, audit.walked(window)).complaints == []


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_step_back_is_found(show: Show, across: bool, mirrored: bool) -> None:
    one, two, three = buttons("one", "two", "three")
    window = show(one, two, three, across=across)
    if mirrored:
        window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        QApplication.processEvents()
    assert audit.out_of_order([one, two, three]).complaints == []
    assert audit.out_of_order([one, three, two]).complaints == [
        "QPushButton “three” in QWidget → QPushButton “two” in QWidget: back"
    ]


def test_what_is_small_is_found(show: Show) -> None:
    large, small = buttons("large", "small")
    small.setStyleSheet("min-height: 0; max-height: 10px")
    [found] = audit.too_small(show(large, small)).complaints
    assert found.startswith("QPushButton “small” in QWidget: ")


def test_a_focus_that_nobody_sees_is_found(show: Show) -> None:
    class Unmoved(QPushButton):
        """Looks the same with the focus and without."""

    seen, unseen = QPushButton("seen"), Unmoved("unseen")
    unseen.setStyleSheet("QPushButton, QPushButton:focus { border: 1px solid gray; }")
    window = show(seen, unseen)
    assert audit.focus_unseen(window, [seen, unseen], set()).complaints == [
        "Unmoved “unseen” in QWidget: 0 pixels tell of the focus"
    ]
