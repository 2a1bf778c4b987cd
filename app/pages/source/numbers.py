"""The line numbers of the file beside a text: quiet, at the side where reading begins."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app import theme
from app.theme import GRID

_SMALLER = 0.82
_BAR = 4


class Row(NamedTuple):
    """A paragraph that can be seen: its line (0 if it continues one), where, whether asked for."""

    number: int
    place: QRect
    asked: bool


class Numbers(QWidget):
    """Each number at the first row of its line, and a bar beside the passage asked for."""

    def __init__(self, view: QWidget, rows: Callable[[], Sequence[Row]]) -> None:
        super().__init__(view)
        self._view = view
        self._rows = rows
        self.last = 1
        self.mirrored = False

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the longest number."""
        digits = max(3, len(str(self.last)))
        return QSize(QFontMetrics(self._font()).horizontalAdvance("0") * digits + GRID * 3, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Only what is to be painted anew."""
        tone = theme.colours()
        painter = QPainter(self)
        painter.setFont(self._font())
        height = QFontMetrics(self._view.font()).lineSpacing()
        area = self.rect().adjusted(GRID * 2, 0, -GRID, 0)
        side, bar = Qt.AlignmentFlag.AlignRight, 0
        if self.mirrored:
            area = self.rect().adjusted(GRID, 0, -GRID * 2, 0)
            side, bar = Qt.AlignmentFlag.AlignLeft, self.width() - _BAR
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        for number, place, asked in self._rows():
            if place.bottom() < event.rect().top() or place.top() > event.rect().bottom():
                continue
            if asked:
                painter.fillRect(QRect(bar, place.top(), _BAR, place.height()), QColor(tone.accent))
            if number:
                painter.setPen(QColor(tone.text if asked else tone.muted))
                row = QRect(area.left(), place.top(), area.width(), height)
                painter.drawText(row, flags, str(number))
        painter.end()

    def _font(self) -> QFont:
        font = theme.tabular(self._view.font())
        font.setPointSizeF(font.pointSizeF() * _SMALLER)
        return font
