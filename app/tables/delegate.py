"""How a row is painted: one line a cell under its head, and a bar where the focus is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.theme import GRID

_BAR = 3


class RowDelegate(QStyledItemDelegate):
    """The focus is the whole row's, not one cell's: a bar at its beginning."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The ground as the style has it, the words under those of the head, the bar."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        cell.state &= ~QStyle.StateFlag.State_HasFocus
        text, cell.text = cell.text, ""
        style = self._view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, self._view)
        room = cell.rect.adjusted(GRID, 0, -GRID, 0)
        elided = cell.fontMetrics.elidedText(text, cell.textElideMode, room.width())
        # In its own direction: or else the dots of a Persian name stand where it begins.
        elided = f"\u2068{elided}\u2069"
        selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setFont(cell.font)
        alignment = QStyle.visualAlignment(cell.direction, cell.displayAlignment)
        style.drawItemText(painter, room, alignment.value, cell.palette, True, elided, role)
        if self._leads(index):
            painter.fillRect(self._bar(cell.rect), cell.palette.color(QPalette.ColorRole.Accent))

    def _leads(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether this is the first cell of the row with the focus."""
        view = self._view
        return (
            index.row() == view.currentIndex().row()
            and view.hasFocus()
            and view.horizontalHeader().visualIndex(index.column()) == 0
        )

    def _bar(self, cell: QRect) -> QRect:
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = cell.right() - _BAR + 1 if mirrored else cell.left()
        return QRect(left, cell.top(), _BAR, cell.height())
