"""The rows of a very long list, of which only those in view are known.

The model holds all ids in order and asks for rows by the page, as they are painted. It does not
know where rows come from: `fetch` is called in the window's thread and answers there, whenever.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from casefiles.ledger.columns import Column
from casefiles.ledger.listing import ListRow
from casefiles.ledger.packed import Ids
from casefiles.model.ids import RecordId, Ref
from casefiles.model.vocabulary import load
from casefiles.text import _, language

PAGE = 200
"""Rows asked for at a time."""

KEPT_PAGES = 25
"""Pages remembered; the oldest is forgotten first, so that a long list stays a small one."""

WAITING = "…"
DISPUTED = "≠"
"""The sign of a cell on which sources disagree; its words stand in tip and accessible text."""

Answer = Callable[[Sequence[ListRow]], None]
Fetch = Callable[[Sequence[RecordId], tuple[str, ...], Answer], None]
"""Asks for the rows of these ids with these columns. Must answer each time, with nothing where it
failed; one question is asked at a time, the rows last painted first."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole


class ListModel(QAbstractTableModel):
    """Ids in order, columns, and the pages of rows that were seen."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self.kind = ""
        self.ids = Ids()
        self.columns: tuple[Column, ...] = ()
        self._pages: dict[int, dict[bytes, ListRow]] = {}
        self._before: dict[bytes, ListRow] = {}
        self._wanted: list[int] = []
        self._asking = False
        self._generation = 0

    # What it is told

    def show(self, kind: str, ids: Ids, columns: Sequence[Column]) -> None:
        """Show these records from now on. Rows known before stand until they are asked anew."""
        self.beginResetModel()
        same = kind == self.kind and tuple(columns) == self.columns
        known = {one: row for page in self._pages.values() for one, row in page.items()}
        self._before = known if same else {}
        self.kind, self.ids, self.columns = kind, ids, tuple(columns)
        self._pages.clear()
        self._wanted.clear()
        self._asking = False
        self._generation += 1
        self.endResetModel()

    # What it answers

    def ref(self, row: int) -> Ref:
        """The record in a row, whether the row is known or not."""
        return Ref(self.kind, self.ids[row])

    def place_of(self, ref: Ref) -> int | None:
        """The row of a record, if it is in the list."""
        return self.ids.place_of(ref.id) if ref.kind == self.kind else None

    def known(self, row: int) -> ListRow | None:
        """The row if it is known; if it is not, it is asked for."""
        page = row // PAGE
        identity = self.ids[row]
        if page in self._pages:
            return self._pages[page].get(identity)
        self._want(page)
        return self._before.get(identity)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many records."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """What a cell shows, and says."""
        if not index.isValid() or index.row() >= len(self.ids):
            return None
        column = self.columns[index.column()]
        match role:
            case _ROLE.TextAlignmentRole:
                return _alignment(column)
            case _ROLE.UserRole:
                return self.ref(index.row())
            case _ROLE.DisplayRole | _ROLE.ToolTipRole | _ROLE.AccessibleTextRole:
                return self._said(index, column, role)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """The labels of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _ROLE.TextAlignmentRole:
            return _alignment(self.columns[section])
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            return self.columns[section].label
        return None

    def _said(self, index: Index, column: Column, role: int) -> str:
        row = self.known(index.row())
        if row is None:
            gone = index.row() // PAGE in self._pages
            waiting = "" if gone else WAITING
            return _("being read") if waiting and role == _ROLE.AccessibleTextRole else waiting
        text = row.cells[index.column()]
        disputed = column.name in row.disputed
        if role == _ROLE.DisplayRole:
            return f"{text} {DISPUTED}".lstrip() if disputed else text
        remarks = [_("sources disagree")] if disputed else []
        if index.column() == 0 and row.sensitivity:
            level = row.sensitivity.name.lower()
            remarks.append(load("sensitivity").label(level, language()))
        if role == _ROLE.ToolTipRole:
            return "\n".join([text, *remarks]) if text or remarks else ""
        said = ", ".join([text, *remarks]) if text else _("nothing")
        return said if index.column() == 0 else f"{column.label}: {said}"

    # Asking for rows

    def _want(self, page: int) -> None:
        if self._wanted and self._wanted[-1] == page:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        if not self._asking:
            self._asking = True
            generation = self._generation
            # Later: a cell is being painted now, and every cell of the window wants its page.
            QTimer.singleShot(0, self, lambda: self._ask(generation))

    def _ask(self, generation: int) -> None:
        if generation != self._generation:
            return
        if not self._wanted:
            self._asking = False
            return
        page = self._wanted.pop()
        del self._wanted[:-2]  # what was scrolled past is not waited for; it asks when seen again
        asked = self.ids[page * PAGE : (page + 1) * PAGE]
        names = tuple(column.name for column in self.columns)
        self._fetch(asked, names, lambda rows: self._answered(generation, page, rows))

    def _answered(self, generation: int, page: int, rows: Sequence[ListRow]) -> None:
        if generation != self._generation:
            return
        self._pages.pop(page, None)
        self._pages[page] = {row.ref.id: row for row in rows}
        if len(self._pages) > KEPT_PAGES:
            del self._pages[next(iter(self._pages))]
        last = min((page + 1) * PAGE, len(self.ids)) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1))
        self._ask(generation)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
