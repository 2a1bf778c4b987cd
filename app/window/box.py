"""The one box: finds records and does commands, from anywhere (Ctrl+K).

Typing asks after a short pause; the list beneath holds commands whose words fit, then records, and
last the whole search. Down and Up choose, Enter goes, Ctrl+Enter goes in a new tab, Esc leaves.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.desk import Desk
from app.place import Place
from app.theme import GRID, ROW
from app.widgets.icons import grown, kind_icon
from app.window.boxfinding import BoxHit, records_for
from casefiles.model.kinds import BY_NAME
from casefiles.search.normalise import fold
from casefiles.text import _

_PAUSE_MS = 20
_COMMANDS = 5
_LETTERS = 72
"""Letters the list is wide, where the window has room for it."""


WORDS = "words"
"""A property of actions: what they are called here, where a menu says more."""


@dataclass(frozen=True, slots=True)
class _Choice:
    words: str
    note: str
    kind: str
    go: Callable[[bool], None]


class Box(QLineEdit):
    """The line itself; its list hangs beneath it."""

    def __init__(
        self,
        desk: Desk,
        commands: Callable[[], Sequence[QAction]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._commands = desk, commands
        self._choices: list[_Choice] = []
        self._answered = ""
        self._enter_came: bool | None = None
        self._back_to: QWidget | None = None
        self.setPlaceholderText(_("Find or do …   (Ctrl+K)"))
        self.setAccessibleName(_("Find or do"))
        self.setAccessibleDescription(_("Type a name or a command; Down chooses, Enter goes."))
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)
        self._list = _Hanging(self)
        self._list.itemClicked.connect(lambda item: self._choose(self._list.row(item), False))

    @property
    def waiting(self) -> bool:
        """Whether what is typed is still to be answered."""
        return bool(self.text().strip()) and self._answered != self.text().strip()

    def take_focus(self) -> None:
        """Put the caret here; Esc leads back to where it was."""
        focused = QApplication.focusWidget()
        if focused is not self:
            self._back_to = focused
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """In an empty line there is nothing to undo: the key is for what was done last."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoing = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if not self.text() and any(event.matches(one) for one in undoing):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down, Up, Enter and Esc steer the list."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._list.isVisible():
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._enter(new_tab=control)
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The list goes when the focus goes."""
        self._enter_came = None
        self._list.hide()
        super().focusOutEvent(event)

    def _typed(self, words: str) -> None:
        self._enter_came = None
        if words.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._list.hide()

    def _ask(self) -> None:
        words = self.text().strip()
        if not words:
            return

        self._desk.ask(
            self,
            lambda vault: records_for(vault, words),
            lambda found: self._offer(words, found),
            # Commands need no index; why nothing can be found the search page says.
            failed=lambda _fault: self._offer(words, None),
        )

    def _offer(self, words: str, found: Sequence[BoxHit] | None) -> None:
        """Show what fits; None was found where searching failed."""
        if self.text().strip() != words or not self.hasFocus():
            return
        self._answered = words
        self._choices = [*self._fitting(words)]
        self._choices += [
            _Choice(one.title, one.why, one.ref.kind, self._opener(Place.of(one.ref, **one.state)))
            for one in found or ()
        ]
        whole = Place("search", words=words)
        self._choices.append(
            _Choice(
                _("Search everything for “{words}”").format(words=words),
                "",
                "",
                lambda new_tab: self._desk.open(whole, new_tab=new_tab),
            )
        )
        self._list.fill(self._choices, first=self._meant(words, found))
        if self._enter_came is not None:
            self._choose(self._list.currentRow(), self._enter_came)

    def _meant(self, words: str, found: Sequence[BoxHit] | None) -> int:
        """A record is what is meant more often; a command only if it begins so.

        Where searching failed nobody knows whether there is such a record.
        """
        commands = len(self._fitting(words))
        begins = commands and fold(self._choices[0].words).startswith(fold(words))
        there_are_none = found is not None and not found
        return 0 if begins or there_are_none else commands

    def _fitting(self, words: str) -> list[_Choice]:
        """Commands with these words; what is called so exactly, or begins so, before others."""
        wanted, whole = fold(words).split(), fold(words).strip()
        fitting = [
            action
            for action in self._commands()
            if action.isEnabled() and all(one in fold(_bare(action)) for one in wanted)
        ]
        # Some are both a command and a section: once is enough.
        fitting = list({_bare(action): action for action in reversed(fitting)}.values())[::-1]
        called = {action: fold(_bare(action)) for action in fitting}
        fitting.sort(key=lambda one: (called[one] != whole, not called[one].startswith(whole)))
        return [
            _Choice(_bare(one), one.shortcut().toString(), "", _triggering(one))
            for one in fitting[:_COMMANDS]
        ]

    def _opener(self, place: Place) -> Callable[[bool], None]:
        return lambda new_tab: self._desk.open(place, new_tab=new_tab)

    def _step(self, by: int) -> None:
        count = self._list.count()
        self._list.setCurrentRow((self._list.currentRow() + by) % count)

    def _enter(self, *, new_tab: bool) -> None:
        """Go; a list that answers what stood here before is not gone by, however quick the key."""
        if self.waiting:
            self._enter_came = new_tab
            self._pause.stop()
            self._ask()
        elif self._list.isVisible() and self._list.currentRow() >= 0:
            self._choose(self._list.currentRow(), new_tab)
        elif words := self.text().strip():
            self._go_searching(words, new_tab=new_tab)

    def _go_searching(self, words: str, *, new_tab: bool) -> None:
        self._done()
        self._desk.open(Place("search", words=words), new_tab=new_tab)

    def _choose(self, row: int, new_tab: bool) -> None:
        choice = self._choices[row]
        self._done()
        choice.go(new_tab)

    def _done(self) -> None:
        self._enter_came, self._answered = None, ""
        self._pause.stop()
        self._list.hide()
        self.setText("")  # unlike `clear` it leaves nothing that undo would bring back

    def _leave(self) -> None:
        self._done()
        if self._back_to is not None:
            self._back_to.setFocus()


class _Hanging(QListWidget):
    """The list beneath the box. It never takes the focus."""

    def __init__(self, box: Box) -> None:
        super().__init__(box.window())
        self._box = box
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setProperty("role", "hanging")
        self.setAccessibleName(_("Found"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.hide()

    def fill(self, choices: Sequence[_Choice], *, first: int) -> None:
        """Show what was found, as high as it needs."""
        if self.parent() is not self._box.window():
            self.setParent(self._box.window())
        self.clear()
        self.setIconSize(QSize(grown(14), grown(14)))
        row = max(ROW, self.fontMetrics().height() + GRID)
        for choice in choices:
            words = f"{choice.words}    {choice.note}" if choice.note else choice.words
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, row))
            if choice.kind:
                item.setIcon(kind_icon(choice.kind, grown(14)))
                kind = _(BY_NAME[choice.kind].words.one)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {kind}")
            self.addItem(item)
        self.setCurrentRow(min(first, self.count() - 1))
        self.setGeometry(self._below(self.count() * row + 6))
        self.raise_()
        self.show()
        self.scrollToItem(self.currentItem())

    def _below(self, high: int) -> QRect:
        """Beneath the box, from its side where reading begins: never out of the window, and wide
        enough for titles where the box is not."""
        room = self._box.window().rect().adjusted(GRID, 0, -GRID, -GRID)
        above = QRect(self._box.mapTo(self._box.window(), QPoint(0, 0)), self._box.size())
        wide = min(_LETTERS * self.fontMetrics().averageCharWidth(), room.width())
        made = QRect(above.left(), above.bottom() + 3, max(above.width(), wide), high)
        if self._box.isRightToLeft():
            made.moveRight(above.right())
            made.moveLeft(max(made.left(), room.left()))
        made.moveRight(min(made.right(), max(room.right(), above.right())))
        made.setBottom(max(made.top() + ROW, min(made.bottom(), room.bottom())))
        return made


def _triggering(action: QAction) -> Callable[[bool], None]:
    return lambda _new_tab: action.trigger()


def _bare(action: QAction) -> str:
    words = str(action.property(WORDS) or action.text())
    return words.replace("&", "").removesuffix("…").strip()
