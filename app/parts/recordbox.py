"""A small search box: type a few letters of a record, choose it with Down and Enter."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.desk import Desk
from app.theme import GRID, ROW
from app.widgets.icons import kind_icon
from app.widgets.words import label
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.operations.completing import candidates
from casefiles.text import _
from casefiles.vault import Vault

_PAUSE_MS = 120
_MOST = 8


class RecordBox(QWidget):
    """Finds records by how their words begin; what is chosen is told by `chosen` with its title."""

    chosen = Signal(object, str)

    def __init__(
        self,
        desk: Desk,
        name: str,
        *,
        hint: str = "",
        kinds: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self._kinds = desk, tuple(kinds)
        self.field = _Field()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint)
        self.field.setClearButtonEnabled(True)
        self.list = _Found()
        self.list.setAccessibleName(_("Records found"))
        self.list.hide()
        self._nothing = label(_("No record fits these words."), "muted")
        self._nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for one in (self.field, self.list, self._nothing):
            column.addWidget(one)
        self.setFocusProxy(self.field)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textEdited.connect(lambda _text: self._pause.start())
        self.field.textChanged.connect(lambda text: None if text.strip() else self._close())
        self.field.down.connect(self._enter_list)
        self.field.returnPressed.connect(self._choose_first)
        self.list.taken.connect(self._take)
        self.list.left.connect(self.field.setFocus)
        self.list.itemClicked.connect(self._take)

    def clear(self) -> None:
        """Empty it again."""
        self.field.clear()
        self._close()

    def _close(self) -> None:
        self._pause.stop()
        self.list.clear()
        self.list.hide()
        self._nothing.hide()

    def _ask(self) -> None:
        words = self.field.text().strip()
        if not words:
            return

        def question(vault: Vault) -> Sequence[tuple[Ref, str]]:
            found = candidates(vault, text=words, kinds=self._kinds, limit=_MOST)
            return [(one.ref, one.title) for one in found]

        self.desk.ask(self, question, self._show, about="find")

    def _show(self, found: Sequence[tuple[Ref, str]]) -> None:
        if not self.field.text().strip():
            return
        self.list.clear()
        for ref, title in found:
            kind = _(BY_NAME[ref.kind].words.one)
            item = QListWidgetItem(kind_icon(ref.kind), f"{title or kind}   ({kind})")
            item.setData(Qt.ItemDataRole.UserRole, (ref, title or kind))
            self.list.addItem(item)
        self.list.setFixedHeight(min(len(found), _MOST) * (ROW + 2) + 4)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        if found:
            self.list.setCurrentRow(0)

    def _enter_list(self) -> None:
        if self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_first(self) -> None:
        if item := self.list.currentItem():
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        ref, title = item.data(Qt.ItemDataRole.UserRole)
        self.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(ref, title)


class _Field(QLineEdit):
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down goes into the list."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class _Found(QListWidget):
    taken = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter takes, Esc and Up from the first go back to the field."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.taken.emit(item)
        elif event.key() == Qt.Key.Key_Escape or (
            event.key() == Qt.Key.Key_Up and self.currentRow() <= 0
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)
