"""Finding words in one text: in any spelling, "2 of 7", next and previous."""

import re

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from app.theme import GRID
from app.widgets.words import button, label
from casefiles.insight.passages import Span
from casefiles.search.marks import MOST_MARKS, marks, shown
from casefiles.search.query import parse
from casefiles.text import _

_PAUSE_MS = 150


def find(text: str, words: str) -> list[Span]:
    """Where the words stand: as the search finds them, or else letter by letter.

    Half a word is found, too, because it is found while it is being typed.
    """
    wanted = words.strip()
    if not wanted:
        return []
    found = {(one.start, one.end) for one in marks(text, shown(parse(wanted).wanted()))}
    if " " not in wanted or not found:
        pattern = re.compile(re.escape(wanted), re.IGNORECASE)
        for number, one in enumerate(pattern.finditer(text)):
            if number == MOST_MARKS:
                break
            found.add(one.span())
    return _apart(found)


def _apart(found: set[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


class FindBar(QFrame):
    """The box, the count, and two buttons. Hidden until asked for; Esc puts it away."""

    asked = Signal(str)
    stepped = Signal(bool)
    """To the next hit, or back (True)."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.box = QLineEdit()
        self.box.setPlaceholderText(_("Find in this text"))
        self.box.setAccessibleName(_("Find in this text"))
        self.count = label("", "muted", wrap=False)
        back = button(_("Previous"), quiet=True, tip=_("Previous hit (Shift+F3)"))
        on = button(_("Next"), quiet=True, tip=_("Next hit (F3)"))
        close = button(_("Close"), quiet=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID * 2, GRID // 2, GRID * 2, GRID // 2)
        line.addWidget(self.box, 1)
        for one in (self.count, back, on, close):
            line.addWidget(one)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.box.text()))
        self.box.textEdited.connect(lambda _text: self._pause.start())
        back.clicked.connect(lambda: self.stepped.emit(True))
        on.clicked.connect(lambda: self.stepped.emit(False))
        close.clicked.connect(self.leave)
        self.hide()

    def open(self, words: str = "") -> None:
        """Stand ready to type; what was asked before is selected."""
        if words:
            self.box.setText(words)
            self.asked.emit(words)
        self.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def tell(self, current: int, total: int) -> None:
        """ "2 of 7", or that nothing was found."""
        words = _("{n} of {total}").format(n=current + 1, total=total) if total else ""
        if not total and self.box.text().strip():
            words = _("Nothing found")
        self.count.setText(words)
        self.box.setAccessibleDescription(words)

    def leave(self) -> None:
        """Put it away, with its marks."""
        self._pause.stop()
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the next hit, Shift+Enter back, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive():
                self._pause.stop()
                self.asked.emit(self.box.text())
            else:
                self.stepped.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
