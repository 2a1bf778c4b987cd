"""The frame of a page: what is told has room of its own between title and body."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.parts.frame import Frame
from app.widgets.words import button


def test_a_notice_touches_neither_title_nor_body(qt: QApplication) -> None:
    page = QWidget()
    frame = Frame(page, "History")
    body = QLabel("body")
    frame.body.addWidget(body)
    page.resize(600, 400)
    page.show()
    qt.processEvents()
    title = next(one for one in page.findChildren(QLabel) if one.text() == "History")
    apart = body.geometry().top() - title.geometry().bottom()
    assert apart < 16, "what is hidden takes no room"
    frame.notice.tell("It is saved.")
    qt.processEvents()
    notice = frame.notice.geometry()
    assert notice.top() - title.geometry().bottom() > 8
    assert body.geometry().top() - notice.bottom() > 8
    assert notice.left() == body.geometry().left()
    page.close()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_the_focus_waits_for_its_button_unless_somebody_goes_elsewhere(
    qt: QApplication, elsewhere: bool
) -> None:
    page = QWidget()
    frame = Frame(page, "Share")
    field, pressed, beside = QLineEdit(), button("Write"), button("Let go")
    frame.body.addWidget(field)
    frame.foot.put(pressed, beside)
    page.show()
    page.activateWindow()
    pressed.setFocus()
    qt.processEvents()
    frame.allow(pressed, allowed=False)
    dropped: list[bool] = []
    beside.clicked.connect(dropped.append)
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Return)
    assert not dropped, "Enter does nothing while it waits"
    if elsewhere:
        field.setFocus()
    frame.allow(pressed, allowed=False)  # as whoever shows the state again and again
    frame.allow(pressed, allowed=True)
    assert page.focusWidget() is (field if elsewhere else pressed)
    page.close()
