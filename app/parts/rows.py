"""A list in columns: records and steps as rows, opened with Enter, elided with the whole as tip."""

import html
from math import ceil
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app import theme
from app.widgets.icons import kind_icon
from casefiles.model.ids import Ref

REF = int(Qt.ItemDataRole.UserRole)
KEY = REF + 1
_KIND = REF + 2
_BAR = 3
_LEAST_LETTERS = 12


class RowHeight(QStyledItemDelegate):
    """Rows as high as the visual grid, or as the type if that is larger."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Each text in its own direction: or else the dots of a Persian name that is cut off
        would stand where it begins."""
        super().initStyleOption(option, index)
        option.text = f"\u2068{option.text}"

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        height = max(theme.ROW, QFontMetrics(option.font).height() + theme.GRID)
        return QSize(size.width(), height)


_ROWS_MEASURED = 60
"""From those that are seen on, for the width of a column: of thousands it would take long."""


class Rows(QTreeWidget):
    """Rows with columns; the column `wide` takes what room is left.

    It shows at least as many letters as `least` says: where room is short, the others give way as
    far as their heads, and only then the list scrolls sideways.
    """

    opened = Signal(object, bool)
    """A row was opened: the item, and whether in a new tab."""
    near_end = Signal()
    """It was scrolled near its end: more may be loaded."""

    def __init__(
        self,
        name: str,
        columns: tuple[str, ...],
        *,
        wide: int = 0,
        least: int = 26,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels(list(columns))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(RowHeight(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._fitted: dict[int, int] = {}
        self._full: dict[int, int] = {}
        self._size_shapes()
        head = self.header()
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(theme.GRID * 5)
        head.setResizeContentsPrecision(_ROWS_MEASURED)
        for column in range(len(columns)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        self._wide, self._least = wide, least
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.on_change().changed.connect(self._look_again)

    # What it answers

    def left(self) -> dict[str, Any]:
        """How it is left: scrolled how far, standing where."""
        item = self.currentItem()
        return {
            "scroll": self.verticalScrollBar().value(),
            "row": item.data(0, KEY) if item is not None else None,
        }

    def chosen(self) -> list[QTreeWidgetItem]:
        """The selected rows from above downwards."""
        return sorted(self.selectedItems(), key=self._order)

    def items(self) -> list[QTreeWidgetItem]:
        """All rows, those under others right after them."""
        found = []
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            if item is not None:
                found.append(item)
                found.extend(filter(None, map(item.child, range(item.childCount()))))
        return found

    # What it does

    def row(
        self,
        *texts: str,
        ref: Ref | None = None,
        key: Any = None,
        kind: str = "",
        under: QTreeWidgetItem | None = None,
    ) -> QTreeWidgetItem:
        """Add a row; with a kind, its shape stands before it."""
        item = QTreeWidgetItem([_one_line(text) for text in texts])
        for column, text in enumerate(texts):
            item.setToolTip(column, _tip(text))
        item.setData(0, REF, ref)
        item.setData(0, KEY, key if key is not None else (str(ref) if ref else None))
        if kind:
            item.setData(0, _KIND, kind)
            item.setIcon(0, kind_icon(kind, self.iconSize().width()))
        if under is None:
            self.addTopLevelItem(item)
        else:
            under.addChild(item)
        return item

    def restore(self, state: Any) -> None:
        """Stand where it was left, or at the beginning."""
        key = state.get("row")
        found = next(
            (one for one in self.items() if key is not None and one.data(0, KEY) == key), None
        )
        item = found or self.topLevelItem(0)
        if item is not None:
            self.setCurrentItem(item)
        value = int(state.get("scroll", 0))
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(value))

    def fit(self, *columns: int, most: int = 24) -> None:
        """Make these columns as wide as what stands in them, but not above `most` letters."""
        self._fitted = {**self._fitted, **dict.fromkeys(columns, most)}
        letter = QFontMetrics(self.font()).averageCharWidth()
        for column in columns:
            self.resizeColumnToContents(column)
            width = self.columnWidth(column) + theme.GRID
            self._full[column] = min(width, most * letter + theme.GRID * 3)
        self._stretch()

    def hide_empty(self, *columns: int) -> None:
        """Of these columns, those in which nothing stands leave their room to the others."""
        items = self.items()
        for column in columns:
            self.setColumnHidden(column, not any(item.text(column) for item in items))
        self._stretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, with Ctrl in a new tab."""
        item = self.currentItem()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or item is None:
            super().keyPressEvent(event)
        # An editor in a row takes Enter, too, and passes it on.
        elif self.state() is not QAbstractItemView.State.EditingState:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and item.data(0, REF) is None:
                event.ignore()  # nothing that could be opened in a tab: the page may mean something
            else:
                self.opened.emit(item, control)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What room the others leave is for the widest column, but never less than is readable."""
        super().resizeEvent(event)
        self._stretch()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """As Enter."""
        item = self.itemAt(event.position().toPoint())
        if item is not None and self.editTriggers() == self.EditTrigger.NoEditTriggers:
            self.opened.emit(item, False)
        else:
            super().mouseDoubleClickEvent(event)

    def drawRow(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The row with the focus has a bar at its beginning, as in the long lists."""
        super().drawRow(painter, option, index)
        first = index.sibling(index.row(), 0)
        if self.hasFocus() and first == self.currentIndex().siblingAtColumn(0):
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = self.viewport().width() - _BAR if mirrored else 0
            bar = QRect(left, option.rect.top(), _BAR, option.rect.height())
            painter.fillRect(bar, QColor(theme.colours().accent))

    # How inside

    def _stretch(self) -> None:
        letter = QFontMetrics(self.font()).averageCharWidth()
        others = {
            one: self._full.get(one) or self.columnWidth(one)
            for one in range(self.columnCount())
            if one != self._wide and not self.isColumnHidden(one)
        }
        room = self.viewport().width()
        lacking = sum(others.values()) + self._least * letter - room
        spare = {one: max(0, width - self._head(one)) for one, width in others.items()}
        given = min(1.0, max(0, lacking) / (sum(spare.values()) or 1))
        for one, width in others.items():
            self.setColumnWidth(one, width - ceil(spare[one] * given))
        room -= sum(map(self.columnWidth, others))
        # Rather a little less than to be scrolled sideways.
        self.setColumnWidth(self._wide, max(room, self._least * letter * 3 // 5))

    def _head(self, column: int) -> int:
        """As narrow as a column may become: its head is still read."""
        metrics = QFontMetrics(self.header().font())
        words = metrics.horizontalAdvance(self.headerItem().text(column))
        return max(words, _LEAST_LETTERS * metrics.averageCharWidth()) + theme.GRID * 2

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() and value > bar.maximum() - self.viewport().height():
            self.near_end.emit()

    def _order(self, item: QTreeWidgetItem) -> tuple[int, int]:
        parent = item.parent()
        if parent is None:
            return self.indexOfTopLevelItem(item), -1
        return self.indexOfTopLevelItem(parent), parent.indexOfChild(item)

    def _size_shapes(self) -> None:
        size = max(16, QFontMetrics(self.font()).ascent())
        self.setIconSize(QSize(size, size))

    def _fit_again(self) -> None:
        for column, most in self._fitted.items():
            self.fit(column, most=most)

    def _look_again(self) -> None:
        # The type may be larger now; it is known once the style was applied.
        self._size_shapes()
        QTimer.singleShot(0, self, self._fit_again)
        for item in self.items():
            if kind := item.data(0, _KIND):
                item.setIcon(0, kind_icon(kind, self.iconSize().width()))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tip(text: str) -> str:
    """Tips read markup; data is never read as markup."""
    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>' if text else ""
