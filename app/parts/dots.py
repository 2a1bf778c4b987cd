"""The dots after a value: its sources. One control, whose name says how many."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QStyle, QWidget

from app import theme
from casefiles.insight.fields import Value
from casefiles.text import _, many

_MOST = 5
_STEP, _RADIUS = 9, 2.6


class Dots(QAbstractButton):
    """One dot a source, at most five; a hollow quiet one if there is none."""

    def __init__(self, value: Value, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = len({one.source for one in value.cited})
        words = sources_in_words(self._sources, value.independent)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.on_change().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never smaller than what can be hit."""
        count = max(1, min(self._sources, _MOST))
        more = self._more_width() if self._sources > _MOST else 0
        width = round((count * _STEP + 10) * self._scale()) + more
        height = max(theme.TARGET, self.fontMetrics().height())
        return QSize(max(theme.TARGET, width), height)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Dots from the side where reading begins."""
        tone = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(tone.accent), 1.6 if self.hasFocus() else 0.8))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        scale = self._scale()
        shown = max(1, min(self._sources, _MOST))
        colour = QColor(tone.accent if self._sources else tone.muted)
        painter.setPen(QPen(colour, 1.1))
        painter.setBrush(colour if self._sources else Qt.BrushStyle.NoBrush)
        for at in range(shown):
            x = (9 + at * _STEP) * scale
            x = self.width() - x if self.isRightToLeft() else x
            painter.drawEllipse(QPointF(x, self.height() / 2), _RADIUS * scale, _RADIUS * scale)
        if self._sources > _MOST:
            side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignRight)
            inner = self.rect().adjusted(4, 0, -4, 0)
            painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), self._more())
        painter.end()

    def _scale(self) -> float:
        return self.fontMetrics().height() / theme.USUAL_LINE

    def _more(self) -> str:
        return f"+{self._sources - _MOST}"

    def _more_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._more()) + 2


def sources_in_words(sources: int, independent: int) -> str:
    """ "3 sources, 2 independent"."""
    if not sources:
        return _("No source")
    words = many("{n} source", "{n} sources", sources)
    if sources == 1:
        return words
    return _("{sources}, {n} independent").format(sources=words, n=independent)
