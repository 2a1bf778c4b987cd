"""Choosing the columns of a list and their order; everything by keyboard, too."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.theme import GRID
from app.widgets.words import button, label
from casefiles.ledger.columns import Column
from casefiles.text import _

_NAME = Qt.ItemDataRole.UserRole


class ColumnChooser(QDialog):
    """A list of all columns with ticks: Space ticks, Alt+Up and Alt+Down move."""

    def __init__(
        self,
        offered: Sequence[Column],
        shown: Sequence[str],
        usual: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Columns"))
        self._offered = {column.name: column for column in offered}
        self._usual = list(usual)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Columns of the list"))
        self.up = button(_("Move up"))
        self.down = button(_("Move down"))
        self.as_usual = button(_("As usual"), tip=_("The columns shown before anybody chose"))
        self.take = button(_("Show these"), main=True)
        self._build()
        self._fill(list(shown))
        self.list.itemChanged.connect(self._allow)
        self.list.currentRowChanged.connect(self._allow)
        self.resize(420, 480)

    def chosen(self) -> list[str]:
        """The names of the ticked columns in their order."""
        return [str(item.data(_NAME)) for item in self._items() if _ticked(item)]

    def _build(self) -> None:
        hint = label(_("Space ticks a column, Alt+Up and Alt+Down move it."), "small")
        side = QVBoxLayout()
        for one in (self.up, self.down, self.as_usual):
            side.addWidget(one)
        side.addStretch()
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        foot = QHBoxLayout()
        foot.addStretch()
        cancel = button(_("Cancel"))
        foot.addWidget(cancel)
        foot.addWidget(self.take)
        whole = QVBoxLayout(self)
        whole.setSpacing(GRID)
        whole.addWidget(hint)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.as_usual.clicked.connect(lambda: self._fill(self._usual))
        self.take.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self._keys("Alt+Up", self.up)
        self._keys("Alt+Down", self.down)

    def _keys(self, keys: str, does: QPushButton) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(does.click)
        does.setToolTip(keys)

    def _fill(self, shown: Sequence[str]) -> None:
        self.list.clear()
        known = [name for name in shown if name in self._offered]
        for name in [*known, *(name for name in self._offered if name not in known)]:
            item = QListWidgetItem(self._offered[name].label)
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in known else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._allow()

    def _move(self, by: int) -> None:
        at = self.list.currentRow()
        if 0 <= at + by < self.list.count():
            item = self.list.takeItem(at)
            self.list.insertItem(at + by, item)
            self.list.setCurrentItem(item)

    def _allow(self, *_changed: object) -> None:
        """A list needs a column; the first cannot go up."""
        at = self.list.currentRow()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < self.list.count() - 1)
        self.take.setEnabled(bool(self.chosen()))

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]


def _ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
