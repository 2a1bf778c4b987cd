"""A very long list, quick and complete by keyboard.

Enter opens, Space looks, Del removes, letters go to a title. The list itself sorts and finds
nothing: it says what is wanted (`sorting`, `sought`), and whoever owns it shows other ids.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView, QWidget

from app.tables.chooser import ColumnChooser
from app.tables.delegate import RowDelegate
from app.tables.header import ListHeader
from app.tables.model import Fetch, ListModel
from app.theme import COMPACT_ROW, ROW
from app.widgets.words import button
from casefiles.errors import NotUnderstood
from casefiles.ledger.columns import TITLE, columns_of, usual_columns
from casefiles.ledger.packed import Ids
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.text import _

_TYPING_MS = 1000
"""Letters typed within this time of each other are one word."""

_AS_USUAL: Mapping[str, Any] = {"columns": (), "widths": {}, "sorted": (TITLE, False)}

POSITION = ("top", "shift", "row", "current", "at")
"""What a state tells of where a list stands: by records, and by rows where those are gone."""

_Select = QItemSelectionModel.SelectionFlag


class ListView(QTableView):
    """Shows ids of one kind; whole rows are selected, by reference."""

    opened = Signal(object, bool)
    """Open this `Ref`; True: in a new tab."""
    looked = Signal(object)
    removed = Signal(list)
    sorting = Signal(str, bool)
    """Another order is wanted: the column's name, and whether downwards."""
    chosen = Signal(list)
    """Other columns are shown now: their names in order."""
    widened = Signal()
    """A column was made wider or narrower by hand."""
    sought = Signal(str)
    """Letters typed into the list; answer with `go_to_first`."""
    picked = Signal(int)
    """Others are selected: how many; which, `selected` answers."""

    def __init__(self, fetch: Fetch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ListModel(fetch, self)
        self._names: list[str] = []
        self._position: dict[str, Any] = {}
        self._typed = ""
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._header = ListHeader(self)
        self.setHorizontalHeader(self._header)
        self.setModel(self._model)
        self.setItemDelegate(RowDelegate(self))
        self._look()
        self.set_compact(False)
        self._connect()

    # What it answers

    @property
    def kind(self) -> str:
        """The kind of the records shown; empty before the first."""
        return self._model.kind

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns shown, or to be shown with the first ids."""
        return tuple(self._names)

    @property
    def sorted_by(self) -> tuple[str, bool]:
        """The column the list stands by, and whether downwards."""
        return self._header.sorted_by

    def current(self) -> Ref | None:
        """The record with the focus."""
        index = self.currentIndex()
        return self._model.ref(index.row()) if index.isValid() else None

    def selected(self) -> list[Ref]:
        """The selected records, from the top."""
        return [Ref(self.kind, RecordId(one)) for one in self._picked()]

    def state(self) -> dict[str, Any]:  # type: ignore[override] # Qt's own is of no use here
        """How it looks and where it stands, as plain values: give it to `restore`."""
        name, descending = self.sorted_by
        looks = {
            "columns": list(self._names),
            "widths": dict(self._header.widths),
            "sorted": [name, descending],
        }
        return looks | (self._standing() if self._model.ids else self._position)

    # What it is told

    def show_list(self, kind: str, ids: Ids, looks: Mapping[str, Any] | None = None) -> None:
        """Show these records. Of the same kind: what was selected and in view stays so.

        Those of another kind look as `looks` tells, or as usual: kinds share names of columns, but
        what was chosen for one was not chosen for the next.
        """
        again = kind == self.kind
        if looks is not None or (self.kind and not again):
            self._take({**_AS_USUAL, **(looks or {})})
        offered = {column.name: column for column in columns_of(kind)}
        names = [name for name in self._names if name in offered]
        self._names = names or list(usual_columns(kind))
        if again and not self._position:
            self._position = self._standing()
        picked = self._picked() if again else []
        self.setAccessibleName(_("List: {kind}").format(kind=_(BY_NAME[kind].words.more)))
        self._model.show(kind, ids, [offered[name] for name in self._names])
        self._header.renew(self._model.columns)
        self._stand(picked)
        if self.hasFocus() and not self.currentIndex().isValid() and self.rowAt(0) == 0:
            # The focus was here before the records were: Enter opens the first.
            self.selectionModel().setCurrentIndex(self._model.index(0, 0), _Select.NoUpdate)

    def restore(self, state: Mapping[str, Any]) -> None:
        """Look and stand as `state` tells; what it tells of records waits until they are shown."""
        self._take(state)
        if self.kind:
            self.show_list(self.kind, self._model.ids)

    def set_columns(self, names: Sequence[str]) -> None:
        """Show these columns, and tell so."""
        if names and list(names) != self._names:
            self._names = list(names)
            self.show_list(self.kind, self._model.ids)
            self.chosen.emit(list(self._names))

    def set_compact(self, compact: bool) -> None:
        """Lower rows, for who wants to see more at once."""
        least = COMPACT_ROW if compact else ROW
        height = max(least, self.fontMetrics().height() + (4 if compact else 8))
        self.verticalHeader().setDefaultSectionSize(height)

    def select(self, refs: Sequence[Ref]) -> None:
        """Select these records and no others; those not in the list are passed over."""
        self._pick([ref.id for ref in refs if ref.kind == self.kind])

    def go_to(self, ref: Ref) -> bool:
        """Bring a record into view with the focus on it; False if it is not in the list."""
        row = self._model.place_of(ref)
        if row is not None:
            self._go_to_row(row)
        return row is not None

    def go_to_first(self, ids: Sequence[RecordId]) -> bool:
        """Go to the first of these that is in the list: the answer to `sought`."""
        return any(self.go_to(Ref(self.kind, one)) for one in ids)

    def columns_button(self) -> QPushButton:
        """A button that lets columns be chosen, for a tool bar above the list."""
        made = button(_("Columns …"), quiet=True, tip=_("Choose and order the columns"))
        made.clicked.connect(self.choose_columns)
        return made

    def choose_columns(self) -> ColumnChooser:
        """Ask which columns to show, in what order."""
        chooser = ColumnChooser(columns_of(self.kind), self._names, usual_columns(self.kind), self)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.accepted.connect(lambda: self.set_columns(chooser.chosen()))
        chooser.open()
        return chooser

    # What Qt tells

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter, Space, Del, Home and End as everywhere in the program."""
        current = self.current()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if current:
                self.opened.emit(current, control)
            case Qt.Key.Key_Space if current and not control:
                self.looked.emit(current)
            case Qt.Key.Key_Delete if self.selected():
                self.removed.emit(self.selected())
            case Qt.Key.Key_Home | Qt.Key.Key_End if len(self._model.ids):
                self._go_to_end(event)
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters go to a title. Qt would look through every row, known or not."""
        self._typed = self._typed + search if self._typing.isActive() else search
        self._typing.start()
        if self._typed.strip():
            self.sought.emit(self._typed.strip())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open; with Ctrl in a new tab."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.opened.emit(self._model.ref(index.row()), control)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The middle button opens in a new tab."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.MiddleButton:
            self.opened.emit(self._model.ref(index.row()), True)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever comes by keyboard stands somewhere."""
        super().focusInEvent(event)
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_mouse and not self.currentIndex().isValid() and self._model.ids:
            self._go_to_row(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The title takes what room there is."""
        super().resizeEvent(event)
        self._header.fit(self.viewport().width())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme or size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_compact(self.verticalHeader().defaultSectionSize() < ROW)

    # How inside

    def _look(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)  # Tab leaves the list
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()

    def _connect(self) -> None:
        self._header.sorting.connect(self.sorting)
        self._header.arranged.connect(self.set_columns)
        self._header.choosing.connect(self.choose_columns)
        self._header.widened.connect(self.widened)
        self.selectionModel().selectionChanged.connect(lambda: self.picked.emit(self._count()))

    def _take(self, state: Mapping[str, Any]) -> None:
        """Keep what a state tells for when records are shown; what it does not tell stays."""
        self._names = [str(name) for name in state.get("columns", self._names)]
        self._header.restore(state)
        self._position = {key: state[key] for key in POSITION if key in state}

    def _standing(self) -> dict[str, Any]:
        """Where it stands, by records and not by rows: rows come and go."""
        ids, row = self._model.ids, self.rowAt(0)
        current = self.current()
        standing: dict[str, Any] = {"current": current.id.hex() if current else ""}
        if current:
            standing["at"] = self.currentIndex().row()
        value = self.verticalScrollBar().value()
        if row > 0 or value:
            shift = value - max(row, 0) * self.verticalHeader().defaultSectionSize()
            standing |= {"top": ids[max(row, 0)].hex(), "shift": shift, "row": max(row, 0)}
        return standing

    def _ranges(self) -> list[tuple[int, int]]:
        """First and last row of each stretch that is selected, from the top."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        return sorted({(one.top(), one.bottom()) for one in ranges})

    def _count(self) -> int:
        return sum(last - first + 1 for first, last in self._ranges())

    def _picked(self) -> list[bytes]:
        """The ids selected; plain, as all 50,000 may be."""
        ids = self._model.ids
        return [one for first, last in self._ranges() for one in ids[first : last + 1].plain()]

    def _pick(self, ids: Sequence[bytes]) -> None:
        wanted = set(ids)
        rows = [row for row, one in enumerate(self._model.ids.plain()) if one in wanted]
        chosen = QItemSelection()
        last = self._model.columnCount() - 1
        for first, end in _runs(rows):
            chosen.select(self._model.index(first, 0), self._model.index(end, last))
        self.selectionModel().select(chosen, _Select.ClearAndSelect)

    def _stand(self, picked: Sequence[bytes]) -> None:
        position, self._position = self._position, {}
        if picked:
            self._pick(picked)
        if not self._model.ids:
            self._position = position
            return
        current = self._row_of(position.get("current"))
        if current is None and position.get("current"):
            # What it stood on is gone: it stands on what follows, and not at the top again.
            current = min(int(position.get("at", 0)), len(self._model.ids) - 1)
        if current is not None:
            index = self._model.index(current, 0)
            self.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
        row = self._row_of(position.get("top"))
        top = row if row is not None else int(position.get("row", 0))
        self.updateGeometries()
        height = self.verticalHeader().defaultSectionSize()
        self.verticalScrollBar().setValue(top * height + int(position.get("shift", 0)))

    def _row_of(self, digits: Any) -> int | None:
        try:
            return self._model.ids.place_of(RecordId.parse(str(digits)))
        except NotUnderstood:
            return None

    def _go_to_row(self, row: int) -> None:
        index = self._model.index(row, max(self.currentIndex().column(), 0))
        self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect | _Select.Rows)
        self.scrollTo(index)

    def _go_to_end(self, event: QKeyEvent) -> None:
        """Home and End are the first and the last row, not a column; Shift selects up to it."""
        row = 0 if event.key() == Qt.Key.Key_Home else len(self._model.ids) - 1
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._go_to_row(row)
            return
        start: QModelIndex = self.currentIndex()
        first, last = sorted((max(start.row(), 0), row))
        width = self._model.columnCount() - 1
        whole = QItemSelection(self._model.index(first, 0), self._model.index(last, width))
        self.selectionModel().select(whole, _Select.ClearAndSelect)
        self.scrollTo(self._model.index(row, 0))


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of neighbours."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
