"""The link in a value: the whole title, in as many lines as it needs."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from app import theme
from app.parts.lettering import before_last, draw, laid_out, widest
from app.parts.links import RefLink

_EDGE, _GAP = 5, 4
"""Frame and padding on each side, as the sheet of looks has them; and between shape and words."""


class FieldLink(RefLink):
    """Breaks into lines where `RefLink` cuts the title short: two long names that differ only in
    the middle must not look the same where it is said who it was.
    """

    def taken(self, room: int) -> tuple[QSize, QRect]:
        """How much of the room it takes, and where in that the last line of its title stands."""
        self.ensurePolished()
        layout, height = self._lines(room)
        last = layout.lineAt(layout.lineCount() - 1)
        top = self._top(layout)
        before = self.inset() + before_last(layout, mirrored=self.isRightToLeft())
        size = QSize(self.inset() + round(widest(layout)) + 1 + _EDGE, height + 2 * top)
        wide, high = round(last.naturalTextWidth()), round(last.height())
        return size, QRect(before, top + round(last.y()), wide, high)

    def inset(self) -> int:
        """Where its words begin, beside the shape."""
        return self.beside(self.iconSize().width())

    @staticmethod
    def beside(shape: int) -> int:
        """Where words begin beside a shape of this size."""
        return _EDGE + shape + _GAP

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The shape at the height of the first line, then all lines."""
        layout, _height = self._lines(self.width())
        top, mirrored = self._top(layout), self.isRightToLeft()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        side = self.iconSize().width()
        middle = top + round(layout.lineAt(0).height()) // 2
        shape = QRect(_EDGE, middle - side // 2, side, side)
        self.icon().paint(painter, QStyle.visualRect(self.layoutDirection(), self.rect(), shape))
        painter.setPen(QColor(theme.colours().accent))
        draw(painter, layout, QPoint(self.inset(), top), self.width(), mirrored=mirrored)
        painter.end()

    def _lines(self, room: int) -> tuple[QTextLayout, int]:
        least = self.iconSize().width()
        return laid_out(self._title, self.font(), max(room - self.inset() - _EDGE, least))

    def _top(self, layout: QTextLayout) -> int:
        """One line stands in the middle of what can be hit; more begin at the same height."""
        line = round(layout.lineAt(0).height())
        return max(1, (self.sizeHint().height() - line) // 2)

    def _elided(self) -> str:
        """Nothing is cut short."""
        return self.text()
