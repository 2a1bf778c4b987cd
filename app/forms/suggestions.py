"""The list beneath a field that completes records: shape, title, and a line to tell them apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app import theme
from app.theme import GRID
from app.widgets.icons import grown, kind_icon
from casefiles.model.ids import Ref

_OFFER = int(Qt.ItemDataRole.UserRole)
_LEAST_WIDTH = 300
_ICON = 16


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list: a record, or a new one of `kind` to be made (no `ref`)."""

    kind: str
    title: str
    line: str = ""
    ref: Ref | None = None


class Suggestions(QListWidget):
    """Lies over the window beneath its field and never takes the focus from it."""

    chosen = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TwoLines(self))
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(_OFFER)))
        self._tint()
        theme.on_change().changed.connect(self._tint)
        self.hide()

    def offer(self, offers: Sequence[Offer], *, at: int = 0) -> None:
        """Show these, one of them chosen beforehand; none puts the list away."""
        self.clear()
        for one in offers:
            item = QListWidgetItem(kind_icon(one.kind), one.title)
            item.setData(_OFFER, one)
            item.setToolTip(one.line)
            self.addItem(item)
        if not offers:
            self.hide()
            return
        if self.parentWidget() is not self._field.window():
            self.setParent(self._field.window())
        self.setCurrentRow(at)
        self._place()
        self.raise_()
        self.show()

    def current(self) -> Offer | None:
        """The line that Enter would take."""
        item = self.currentItem()
        return item.data(_OFFER) if item is not None and self.isVisible() else None

    def move_by(self, lines: int) -> None:
        """Up or down, round the ends, told to a screen reader."""
        if self.count():
            self.setCurrentRow((self.currentRow() + lines) % self.count())
            if one := self.current():
                words = f"{one.title} {one.line}".strip()
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, words))

    def _place(self) -> None:
        window = self._field.window()
        rows = [self.sizeHintForRow(at) for at in range(self.count())]
        height = min(sum(rows) + 6, max(rows) * 9)
        width = max(self._field.width(), _LEAST_WIDTH)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        if self._field.isRightToLeft():
            corner.setX(corner.x() + self._field.width() - width)
        above = corner.y() - self._field.height() - 4 - height
        if corner.y() + height > window.height() and above > 0:
            corner.setY(above)
        x = max(4, min(corner.x(), window.width() - width - 4))
        self.setGeometry(QRect(QPoint(x, corner.y()), QSize(width, height)))

    def _tint(self) -> None:
        tone = theme.colours()
        self.setStyleSheet(
            f"QListWidget {{ background: {tone.raised}; border: 1px solid {tone.border};"
            f" border-radius: 4px; }}"
        )


class _TwoLines(QStyledItemDelegate):
    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        offer: Offer = index.data(_OFFER)
        line = option.fontMetrics.height()
        height = GRID + line + (round(line * 0.95) if offer.line else 0)
        return QSize(_LEAST_WIDTH, max(height, theme.ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        offer: Offer = index.data(_OFFER)
        rect: QRect = option.rect
        tone = theme.colours()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tone.selection))
        inner = rect.adjusted(GRID, GRID // 2, -GRID, -GRID // 2)
        direction = option.direction
        font: QFont = option.font
        line = option.fontMetrics.height()
        size = grown(_ICON)
        icon = QRect(inner.left(), inner.top() + (line - size) // 2, size, size)
        if not offer.line:
            icon.moveTop(inner.center().y() - size // 2)
        kind_icon(offer.kind, size).paint(painter, QStyle.visualRect(direction, inner, icon))
        words = inner.adjusted(size + GRID, 0, 0, 0)
        if offer.line:
            first = QRect(words.left(), words.top(), words.width(), line)
            second = words.adjusted(0, line, 0, 0)
        else:
            first, second = words, QRect()
        painter.setFont(font)
        painter.setPen(QColor(tone.accent if offer.ref is None else tone.text))
        _write(painter, QStyle.visualRect(direction, inner, first), offer.title, direction)
        if offer.line:
            small = QFont(font)
            small.setPointSizeF(font.pointSizeF() * 0.9)
            painter.setFont(small)
            painter.setPen(QColor(tone.muted))
            _write(painter, QStyle.visualRect(direction, inner, second), offer.line, direction)
        painter.restore()


def _write(painter: QPainter, rect: QRect, text: str, direction: Qt.LayoutDirection) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
