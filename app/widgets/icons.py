"""The shapes of record kinds, painted: circle, square, diamond, drop, page.

A shape is never alone: a word stands beside it, or the widget that bears it has a name.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app import theme

_RATIO = 3
"""Painted larger and scaled down, so that it is sharp on any screen."""


def grown(size: int) -> int:
    """A size that grows with the type, as shapes beside words do."""
    return round(size * theme.scale())


def kind_icon(kind: str, size: int = 16) -> QIcon:
    """The shape of a kind in its colour, also in a chosen row: Qt would tint it there."""
    pixmap = kind_pixmap(kind, size)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def kind_pixmap(kind: str, size: int = 16) -> QPixmap:
    """The same as a picture."""
    return _painted(kind, size, theme.current())


@lru_cache(256)
def _painted(kind: str, size: int, _theme: str) -> QPixmap:
    """Painted once a theme: a page of a person shows a hundred of them."""
    pixmap = QPixmap(size * _RATIO, size * _RATIO)
    pixmap.setDevicePixelRatio(_RATIO)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.colours().of_kind(kind)), size / 9))
    painter.drawPath(_shape(kind, QRectF(0, 0, size, size).adjusted(2, 2, -2, -2)))
    painter.end()
    return pixmap


def _shape(kind: str, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    middle = box.center()
    match kind:
        case "person":
            path.addEllipse(box)
        case "organisation":
            path.addRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        case "incident":
            corners = [(middle.x(), box.top()), (box.right(), middle.y())]
            corners += [(middle.x(), box.bottom()), (box.left(), middle.y())]
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
            path.closeSubpath()
        case "place":
            radius = box.width() * 0.36
            top = QPointF(middle.x(), box.top() + radius)
            path.moveTo(middle.x(), box.bottom())
            path.lineTo(middle.x() - radius * 0.9, top.y() + radius * 0.4)
            path.arcTo(QRectF(top.x() - radius, box.top(), 2 * radius, 2 * radius), 205, -230)
            path.closeSubpath()
        case "source":
            page = box.adjusted(box.width() * 0.12, 0, -box.width() * 0.12, 0)
            path.addRect(page)
            for step in (0.35, 0.6):
                y = page.top() + page.height() * step
                path.moveTo(page.left() + 2, y)
                path.lineTo(page.right() - 2, y)
        case _:
            path.addRoundedRect(box.adjusted(2, 2, -2, -2), 3, 3)
    return path
