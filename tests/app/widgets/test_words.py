"""Buttons: Enter does what they say. Words that are cut off say so."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionButton, QVBoxLayout, QWidget

from app.widgets.words import ToolButton, button, shortened


def test_enter_and_space_press_every_button(qt: QApplication) -> None:
    made = button("Go")
    pressed: list[bool] = []
    made.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(made, Qt.Key.Key_Return)
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert len(pressed) == 2
    QTest.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made.setEnabled(False)
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert len(pressed) == 2


def test_enter_and_space_press_signs_too(qt: QApplication) -> None:
    made = ToolButton("+", "New tab")
    pressed: list[bool] = []
    made.clicked.connect(lambda: pressed.append(True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(made, key)
    assert len(pressed) == 3
    assert made.accessibleName() == made.toolTip() == "New tab"


@pytest.mark.parametrize("look", [{"quiet": True}, {"main": True}, {}])
def test_the_frame_of_the_focus_takes_no_room_from_the_words(
    qt: QApplication, look: dict[str, Any]
) -> None:
    window = QWidget()
    line = QVBoxLayout(window)
    made, other = button("Later", **look), button("Other")
    line.addWidget(made)
    line.addWidget(other)
    window.show()
    window.activateWindow()
    room = []
    for one in (other, made):
        one.setFocus()
        qt.processEvents()
        option = QStyleOptionButton()
        made.initStyleOption(option)
        part = QStyle.SubElement.SE_PushButtonContents
        room.append(made.style().subElementRect(part, option, made).width())
    assert made.hasFocus()
    assert room[0] == room[1]
    window.close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Rahim", "Rahim"),
        ("Rahim Karimov", "Rahim…"),
        ("قاسموف رستم", "\u2068قاسمو…\u2069"),
        ("رستم", "رستم"),
    ],
)
def test_the_sign_stands_at_the_end_of_what_is_read(words: str, told: str) -> None:
    assert shortened(words, 6) == told
