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
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.search.normalise import fold
from casefiles.text import _
from casefiles.vault import Vault

_PAUSE_MS = 20
_RECORDS, _COMMANDS = 8, 5
_LEAST, _LETTERS = 2, 72
"""Letters of a word that may go on; letters the list is wide, where the window has room for it."""


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

        def question(vault: Vault) -> list[tuple[Ref, str, str]]:
            found: dict[Ref, tuple[Ref, str, str]] = {}
            for asked in _questions(words):
                for hit in vault.search(asked, limit=_RECORDS).hits:
                    found.setdefault(hit.ref, (hit.ref, hit.title, "; ".join(hit.why[:1])))
                if len(found) >= _RECORDS:
                    break
            return [*found.values()][:_RECORDS]

        self._desk.ask(
            self,
            question,
            lambda found: self._offer(words, found),
            failed=lambda _fault: self._not_found(words),
        )

    def _not_found(self, words: str) -> None:
        """The search page says why."""
        if self._enter_came is not None and self.text().strip() == words:
            self._go_searching(words, new_tab=self._enter_came)

    def _offer(self, words: str, found: Sequence[tuple[Ref, str, str]]) -> None:
        if self.text().strip() != words or not self.hasFocus():
            return
        self._answered = words
        self._choices = [*self._fitting(words)]
        self._choices += [
            _Choice(title or _(BY_NAME[ref.kind].words.one), why, ref.kind, self._opener(ref))
            for ref, title, why in found
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
        self._list.fill(self._choices, first=self._meant(words))
        if self._enter_came is not None:
            self._choose(self._list.currentRow(), self._enter_came)

    def _meant(self, words: str) -> int:
        """A record is what is meant more often; a command only if it begins so."""
        commands = len(self._fitting(words))
        begins = commands and fold(self._choices[0].words).startswith(fold(words))
        there_are_records = len(self._choices) > commands + 1
        return commands if there_are_records and not begins else 0

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

    def _opener(self, ref: Ref) -> Callable[[bool], None]:
        return lambda new_tab: self._desk.open(ref, new_tab=new_tab)

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


def _questions(words: str) -> Sequence[str]:
    """What is typed, and, as the last word may not be whole yet, what begins so."""
    plain = all(one.isalnum() or one in " -" for one in words)
    last = words.rsplit(maxsplit=1)[-1]
    return (words, f"{words}*") if plain and len(last) >= _LEAST and last.isalnum() else (words,)


def _triggering(action: QAction) -> Callable[[bool], None]:
    return lambda _new_tab: action.trigger()


def _bare(action: QAction) -> str:
    return action.text().replace("&", "").removesuffix("…").strip()
