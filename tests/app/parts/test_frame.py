"""The frame of a page: what is told has room of its own between title and body."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.parts.frame import Frame


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
