"""The frame of a page that does something: title, sentences, body, question, foot."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.parts.asking import Asking
from app.parts.foot import Foot
from app.theme import GRID
from app.widgets.notice import NoticeBar
from app.widgets.words import label


class Frame:
    """Lays a page out. `body` takes what fills it."""

    def __init__(self, page: QWidget, title: str, under: str = "") -> None:
        self._page = page
        self._waiting: QPushButton | None = None
        self.notice = NoticeBar()
        self.asking = Asking()
        self.foot = Foot()
        self.under = label(under, "muted")
        self.under.setVisible(bool(under))
        head = QVBoxLayout()
        head.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, 0)
        head.setSpacing(GRID // 2)
        head.addWidget(label(title, "title"))
        head.addWidget(self.under)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(GRID * 3, GRID, GRID * 3, GRID)
        self.body.setSpacing(GRID)
        # In line with the body and a step from the title; while it is hidden it takes no room.
        self.body.addWidget(self.notice)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self.body, 1)
        column.addWidget(self.asking)
        column.addWidget(self.foot)

    def allow(self, one: QPushButton, *, allowed: bool) -> None:
        """Let a button be pressed, or not while work goes on; the focus comes back to it.

        Qt would give it to the next button in its order, and that may drop something: the page
        itself holds it meanwhile. Who went elsewhere stays there.
        """
        here = self._page.window().focusWidget()
        if not allowed and here is one:
            self._waiting = one
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        one.setEnabled(allowed)
        if allowed and self._waiting is one:
            self._waiting = None
            if here is self._page:
                one.setFocus(Qt.FocusReason.OtherFocusReason)
