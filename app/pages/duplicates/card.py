"""The card of one pair: read with the arrows from pair to pair, decided with a digit."""

import unicodedata
from math import ceil

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QTextBrowser

from app import theme
from app.desk import Desk
from app.pages.duplicates.written import spoken, written
from app.parts.links import hide_card, show_card
from app.theme import GRID
from casefiles.insight.alike.together import Laid
from casefiles.model.ids import Ref

_FORWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)


class PairCard(QTextBrowser):
    """Both records of a pair with what they would be as one."""

    moved = Signal(int)
    """One pair on, or one back."""
    answered = Signal(int)
    """A digit was pressed, on whatever keyboard."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._laid: Laid | None = None
        self._letters = 0
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setProperty("plain", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.document().setDocumentMargin(GRID)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._hover)
        theme.on_change().changed.connect(self._write)

    def lay(self, laid: Laid) -> None:
        """Show this pair, from its beginning."""
        self._laid = laid
        self._write()
        self.setAccessibleName(f"{laid.titles[0]} | {laid.titles[2]}")
        self.setAccessibleDescription(spoken(laid))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go from pair to pair; Page Down and Page Up scroll the page around it."""
        key, bare = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if bare and key in (*_FORWARDS, *_BACK):
            mirrored = self.isRightToLeft() and key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            self.moved.emit(1 if (key in _FORWARDS) != mirrored else -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            event.ignore()
        elif bare and (digit := unicodedata.digit(event.text()[:1] or "x", 0)):
            self.answered.emit(digit)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where it becomes narrow it is laid out otherwise."""
        super().resizeEvent(event)
        if self._across() != self._letters:
            # Not from within: writing makes it resize again.
            QTimer.singleShot(0, self, self._write)

    def _write(self) -> None:
        if self._laid is not None:
            self._letters = self._across()
            self.setHtml(written(self._laid, letters=self._letters))
            self._grow()

    def _grow(self) -> None:
        """As high as what stands in it: the page scrolls, not the card."""
        around = self.height() - self.viewport().height()
        self.setFixedHeight(ceil(self.document().size().height()) + max(around, 0))

    def _across(self) -> int:
        return self.viewport().width() // max(1, self.fontMetrics().averageCharWidth())

    def _follow(self, link: QUrl) -> None:
        hide_card()
        control = Qt.KeyboardModifier.ControlModifier
        new_tab = bool(QApplication.keyboardModifiers() & control)
        self._desk.open(Ref.parse(link.toString()), new_tab=new_tab)

    def _hover(self, link: QUrl) -> None:
        if link.isEmpty():
            hide_card()
        else:
            show_card(self._desk, Ref.parse(link.toString()), QCursor.pos() + QPoint(0, GRID * 2))
