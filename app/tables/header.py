"""The head of a list: sorts by a click, moves and resizes columns, and has them chosen."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QStyleOptionHeader, QWidget

from casefiles.ledger.columns import TITLE, Column
from casefiles.text import _

_UP, _DOWN = "▲", "▼"
_LEAST = 56
_LETTERS = {"title": 36, "when": 30}
_USUAL_LETTERS, _NUMERIC_LETTERS = 22, 11
_LEAST_TITLE, _LEAST_LETTERS = 24, 10
_MOST_HEAD, _LEAST_HEAD, _PADDING = 24, 13, 9
"""Letters of a head that a column makes room for, and where room is short; pixels at its sides."""


class ListHeader(QHeaderView):
    """Knows columns by their names; what was resized by hand keeps its width."""

    sorting = Signal(str, bool)
    arranged = Signal(list)
    choosing = Signal()
    widened = Signal()
    """A column was let go at another width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.widths: dict[str, int] = {}
        self.sorted_by: tuple[str, bool] = (TITLE, False)
        self._columns: tuple[Column, ...] = ()
        self._arranging = True
        self._dragged = self._stretched = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_LEAST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.sectionClicked.connect(self._clicked)
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(self._moved)

    def renew(self, columns: Sequence[Column]) -> None:
        """Head these columns, each with its width, and show what the list is sorted by."""
        self._arranging = True
        self._columns = tuple(columns)
        for place in range(self.count()):
            self.moveSection(self.visualIndex(place), place)
        for place, column in enumerate(self._columns):
            self.resizeSection(place, self.widths.get(column.name) or self._usual_width(column))
        self._say_order()
        self._arranging = False
        self.fit(self.viewport().width())

    def fit(self, room: int) -> None:
        """Give the title the room that is left; where too little is, all columns give way a bit.

        What was resized by hand keeps its width; below the width of its head, or of as much of
        a long one as tells what it is, no column goes, and only then the list scrolls sideways.
        """
        names = [column.name for column in self._columns]
        if TITLE not in names or TITLE in self.widths or self.count() != len(names):
            return
        title = names.index(TITLE)
        wide = [self.widths.get(one.name) or self._usual_width(one) for one in self._columns]
        least = [self.widths.get(one.name) or self._least_width(one) for one in self._columns]
        lacking = sum(wide) - room
        if lacking > 0:
            spare = sum(wide) - sum(least)
            given = min(1.0, lacking / spare) if spare else 0.0
            wide = [at - ceil((at - low) * given) for at, low in zip(wide, least, strict=True)]
        wide[title] = max(wide[title], room - sum(wide) + wide[title])
        arranging, self._arranging = self._arranging, True
        for place, size in enumerate(wide):
            self.resizeSection(place, size)
        self._arranging = arranging

    def restore(self, state: Mapping[str, Any]) -> None:
        """Widths and order as a list told them in its `state`; what it does not tell stays."""
        widths = state.get("widths", self.widths)
        self.widths = {str(name): int(wide) for name, wide in widths.items()}
        name, descending = state.get("sorted", self.sorted_by)
        self.sorted_by = (str(name), bool(descending))

    def menu(self, place: int) -> QMenu:
        """What can be done with one column, and the choice of all."""
        menu = QMenu(self)
        if 0 <= place < len(self._columns):
            name = self._columns[place].name
            menu.addAction(_("Sort upwards"), lambda: self._sort(name, descending=False))
            menu.addAction(_("Sort downwards"), lambda: self._sort(name, descending=True))
            hide = menu.addAction(_("Hide this column"), lambda: self._hide(name))
            hide.setEnabled(len(self._columns) > 1)
            menu.addSeparator()
        menu.addAction(_("Columns …"), self.choosing.emit)
        return menu

    def _show_menu(self, where: QPoint) -> None:
        menu = self.menu(self.logicalIndexAt(where))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(where))

    def initStyleOptionForIndex(  # noqa: N802 - Qt's name
        self, option: QStyleOptionHeader, place: int
    ) -> None:
        """The label, with an arrow where the list is sorted by it."""
        super().initStyleOptionForIndex(option, place)
        name, descending = self.sorted_by
        if not 0 <= place < len(self._columns):
            return
        column = self._columns[place]
        sign = f" {_DOWN if descending else _UP}" if column.name == name else ""
        metrics = self.fontMetrics()
        room = self.sectionSize(place) - 2 * _PADDING - metrics.horizontalAdvance(sign)
        option.text = metrics.elidedText(column.label, Qt.TextElideMode.ElideRight, room) + sign

    def _clicked(self, place: int) -> None:
        """Once upwards, again downwards."""
        if 0 <= place < len(self._columns):
            name = self._columns[place].name
            self._sort(name, descending=self.sorted_by == (name, False))

    def _sort(self, name: str, *, descending: bool) -> None:
        self.sorted_by = (name, descending)
        self._say_order()
        self.sorting.emit(name, descending)

    def _say_order(self) -> None:
        name, descending = self.sorted_by
        labels = {column.name: column.label for column in self._columns}
        way = _("Sorted by {column}, downwards") if descending else _("Sorted by {column}, upwards")
        self.setAccessibleDescription(way.format(column=labels.get(name, name)))
        self.viewport().update()

    def _hide(self, name: str) -> None:
        self.arranged.emit([column.name for column in self._columns if column.name != name])

    def _resized(self, place: int, _before: int, wide: int) -> None:
        if not self._arranging and 0 <= place < len(self._columns):
            self.widths[self._columns[place].name] = wide
            self._stretched = True

    def _moved(self, _place: int, _from: int, _to: int) -> None:
        self._dragged = not self._arranging

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A column was dragged to its place or width: told once, when it is let go."""
        super().mouseReleaseEvent(event)
        if self._stretched:
            self._stretched = False
            self.widened.emit()
        if self._dragged:
            self._dragged = False
            places = [self.logicalIndex(visual) for visual in range(self.count())]
            self.arranged.emit([self._columns[place].name for place in places])

    def _usual_width(self, column: Column) -> int:
        usual = _NUMERIC_LETTERS if column.numeric else _USUAL_LETTERS
        return self._of_letters(column, _LETTERS.get(column.name, usual), _MOST_HEAD)

    def _least_width(self, column: Column) -> int:
        usual = _NUMERIC_LETTERS if column.numeric else _LEAST_LETTERS
        letters = _LEAST_TITLE if column.name == TITLE else usual
        return self._of_letters(column, letters, _LEAST_HEAD)

    def _of_letters(self, column: Column, letters: int, of_head: int) -> int:
        letter = self.fontMetrics().averageCharWidth()
        head = min(self.fontMetrics().horizontalAdvance(column.label), of_head * letter)
        return max(letters * letter, head + self._beside_head(), _LEAST)

    def _beside_head(self) -> int:
        """What padding and the arrow take: any column may be the one that sorts."""
        return self.fontMetrics().horizontalAdvance(f" {_DOWN}") + 2 * _PADDING
