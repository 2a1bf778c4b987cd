"""Records gathered for something: a search box to add one, a list to take one away."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.parts.recordbox import RecordBox
from app.parts.rows import REF, Rows
from app.theme import GRID, ROW
from app.widgets.words import button
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.text import _
from casefiles.vault import Vault

_MOST_SHOWN = 6


class ChosenRecords(QWidget):
    """Del, or the button, takes the marked one away. `changed` tells of both."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        name: str,
        hint: str,
        *,
        kinds: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.box = RecordBox(desk, hint, hint=hint, kinds=kinds)
        self.list = _List(name)
        self.remove = button(_("Take off the list"), quiet=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for one in (self.box, self.list):
            column.addWidget(one)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)
        self.box.chosen.connect(self._add)
        self.list.taken_away.connect(self._take_away)
        self.list.opened.connect(lambda item, tab: desk.open(item.data(0, REF), new_tab=tab))
        self.remove.clicked.connect(self._take_away)
        theme.on_change().changed.connect(lambda: QTimer.singleShot(0, self, self._fit))
        self._fit()

    def refs(self) -> tuple[Ref, ...]:
        """What is on the list, in order."""
        return tuple(item.data(0, REF) for item in self.list.items())

    def put(self, refs: Sequence[Ref]) -> None:
        """Other records; their titles come by and by."""
        self.list.clear()
        for ref in refs:
            self._row(ref, "…")
        self._fit()

        def question(vault: Vault) -> Mapping[Ref, str]:
            return {ref: one.title for ref, one in vault.reader.summaries(refs).items()}

        def answer(titles: Mapping[Ref, str]) -> None:
            for item in self.list.items():
                ref = item.data(0, REF)
                if title := titles.get(ref):
                    item.setText(0, title)
                elif item.text(0) == "…":
                    item.setText(0, _(BY_NAME[ref.kind].words.one))

        self.desk.ask(self, question, answer, about="titles")

    def _add(self, ref: Ref, title: str) -> None:
        if ref not in self.refs():
            self._row(ref, title)
            self._fit()
            self.changed.emit()

    def _row(self, ref: Ref, title: str) -> None:
        self.list.row(title, ref=ref, kind=ref.kind)

    def _take_away(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))
            self._fit()
            self.changed.emit()

    def _fit(self) -> None:
        count = self.list.topLevelItemCount()
        self.list.setVisible(bool(count))
        self.remove.setVisible(bool(count))
        height = max(ROW, self.fontMetrics().height() + GRID)
        self.list.setFixedHeight(min(count, _MOST_SHOWN) * height + 4)
        if count and self.list.currentItem() is None:
            first = self.list.topLevelItem(0)
            assert first is not None
            self.list.setCurrentItem(first)


class _List(Rows):
    taken_away = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, (name,), least=4)
        self.header().hide()
        self.setSelectionMode(Rows.SelectionMode.SingleSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Del takes the row away."""
        if event.key() == Qt.Key.Key_Delete:
            self.taken_away.emit()
        else:
            super().keyPressEvent(event)
