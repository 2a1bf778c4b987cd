"""A life on a line: what is dated, from the first year to the last; its rows say the same."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.parts.section import Section, linked_row
from app.theme import GRID
from casefiles.insight.life import LifePoint
from casefiles.text import _

_YEAR = 365.2425
_FADE = 2 * _YEAR
"""Days over which a bar with an open end fades out."""


class LifeLine(QWidget):
    """The drawing alone. Bars are times, dots are days; what is uncertain is wide."""

    def __init__(self, points: Sequence[LifePoint]) -> None:
        super().__init__()
        self._points = [one for one in points if one.first or one.last]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Life on a line"))
        said = "; ".join(f"{one.date}: {one.label}" for one in self._points)
        self.setAccessibleDescription(said)
        theme.on_change().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the line and its years."""
        return QSize(240, 46 + self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the axis, its years, and what happened."""
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start, end = self._span()
        area = QRectF(self.rect()).adjusted(GRID, 0, -GRID, 0)

        def x(day: float) -> float:
            part = (day - start) / (end - start)
            return (
                area.right() - part * area.width()
                if self.isRightToLeft()
                else (area.left() + part * area.width())
            )

        tone = theme.colours()
        middle = 22.0
        painter.setPen(QPen(QColor(tone.line), 2))
        painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
        self._years(painter, start, end, x, middle)
        for point in self._points:
            self._draw(painter, point, x, middle)
        painter.end()

    def _span(self) -> tuple[float, float]:
        days = [day for one in self._points for day in (one.first, one.last) if day]
        first, last = min(days), max(days)
        room = max((last - first) * 0.04, _YEAR / 2)
        return first - room, last + room

    def _years(self, painter, start, end, x, middle) -> None:  # type: ignore[no-untyped-def]
        metrics = self.fontMetrics()
        first = dt.date.fromordinal(max(1, int(start))).year + 1
        last = dt.date.fromordinal(int(end)).year
        widest = metrics.horizontalAdvance("0000") + 18
        room = max(1, int(self.width() / widest))
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / s <= room)
        painter.setPen(QColor(theme.colours().muted))
        for year in range(first - first % step + (step if first % step else 0), last + 1, step):
            at = x(dt.date(year, 1, 1).toordinal())
            painter.drawLine(QPointF(at, middle + 9), QPointF(at, middle + 13))
            width = metrics.horizontalAdvance(str(year))
            inside = max(0.0, min(at - width / 2, self.width() - width))
            painter.drawText(QPointF(inside, middle + 16 + metrics.ascent()), str(year))

    def _draw(self, painter, point, x, middle) -> None:  # type: ignore[no-untyped-def]
        colour = QColor(theme.colours().of_kind(point.kind))
        first = point.first or (point.last or 0) - _FADE
        last = point.last or (point.first or 0) + _FADE
        left, right = sorted((x(first), x(last)))
        painter.setPen(Qt.PenStyle.NoPen)
        if right - left < 8:
            painter.setBrush(colour)
            painter.drawEllipse(QPointF((left + right) / 2, middle), 5, 5)
            return
        paint = QLinearGradient(left, 0, right, 0)
        soft = QColor(colour)
        soft.setAlpha(40)
        solid = QColor(colour)
        solid.setAlpha(150)
        open_first = not point.first
        open_last = not point.last
        if self.isRightToLeft():
            open_first, open_last = open_last, open_first
        paint.setColorAt(0, soft if open_first else solid)
        paint.setColorAt(1, soft if open_last else solid)
        painter.setBrush(paint)
        painter.drawRoundedRect(QRectF(left, middle - 4, right - left, 8), 4, 4)


def life_section(desk: Desk, points: Sequence[LifePoint]) -> Section:
    """The line and its rows."""
    section = Section(_("Life on a line"))
    section.body.addWidget(LifeLine(points))
    rows = QVBoxLayout()
    section.body.addLayout(rows)
    section.add_rows(points, lambda one: linked_row(desk, one.ref, one.label, date=one.date))
    return section
