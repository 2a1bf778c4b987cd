"""The list of hits: a model of rows, a view that keys move through."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app import theme
from app.pages.search.asking import Row
from app.pages.search.painting import ROW, RowPainter
from casefiles.text import _

_AnyIndex = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """The rows that are shown now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, the whole for a screen reader, the row for the painter."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        return row if role == ROW else None


class HitList(QListView):
    """Rows of different height; Enter opens, Space looks, Up from the first leaves."""

    opened = Signal(object, bool)
    looked = Signal()
    left = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = HitModel(self)
        self._painter = RowPainter(self)
        self.setModel(self.hits)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(_("What was found"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        theme.on_change().changed.connect(self._look)

    # What it answers

    def current(self) -> Row | None:
        """The row that is selected."""
        index = self.currentIndex()
        return self.hits.rows[index.row()] if index.isValid() else None

    # What it does

    def choose(self, number: int) -> None:
        """Select a row and bring it into view."""
        if 0 <= number < self.hits.rowCount():
            self.setCurrentIndex(self.hits.index(number))
            self.scrollTo(self.currentIndex())

    def step(self, *, back: bool) -> None:
        """The next or the previous row, around at the ends."""
        count = self.hits.rowCount()
        if count:
            here = self.currentIndex().row()
            self.choose((here + (-1 if back else 1)) % count if here >= 0 else 0)

    def currentChanged(self, current: _AnyIndex, previous: _AnyIndex) -> None:  # noqa: N802
        """Tell that another row is selected."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter, Ctrl+Enter, Space, and Up from the first row."""
        key, row = event.key(), self.current()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Space:
            self.looked.emit()
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        elif event.text().isprintable() and event.text() and not _commanding(event):
            event.ignore()  # letters belong to the box, not to a search by first letters
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click opens, with Ctrl or the middle button in a new tab."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        middle = event.button() is Qt.MouseButton.MiddleButton
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if middle or event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(self.hits.rows[index.row()], middle or control)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width, other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._look()

    # How inside

    def _look(self) -> None:
        self._painter.forget()
        self.scheduleDelayedItemsLayout()


def _commanding(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & held)
