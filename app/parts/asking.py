"""A question inside the page, for the few acts that nothing takes back: what it is about is named.

The focus starts on the way out, and Esc leaves; nothing happens by leaning on Enter.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.spoken import announce
from app.widgets.words import button, label, restyle
from casefiles.text import _, many

_MOST = 6
"""What is named one by one; the rest is counted: the buttons stay in sight in the largest type."""


class Asking(QFrame):
    """A sentence, what it is about, and two buttons. Hidden until there is a question."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._sentence = label("", "heading")
        self._named = label("")
        self._way_on = label("", "muted")
        self._leave = button(_("Cancel"))
        self._go = button("")
        line = QWidget()
        flow = Flow(line, gap=GRID)
        flow.addWidget(self._leave)
        flow.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID)
        for one in (self._sentence, self._named, self._way_on, line):
            column.addWidget(one)
        self._leave.clicked.connect(self.leave)
        self._go.clicked.connect(self._agreed)
        self._act: Callable[[], None] | None = None
        self._before: QWidget | None = None
        self.hide()

    def ask(
        self,
        sentence: str,
        verb: str,
        act: Callable[[], None],
        *,
        names: Sequence[str] = (),
        way_on: str = "",
        danger: bool = False,
        leave: str = "",
    ) -> None:
        """Ask; `act` is done only if the button with the verb is pressed."""
        self._before = self.window().focusWidget()
        self._act = act
        self._sentence.setText(sentence)
        self._named.setText("\n".join(_shortened(names)))
        self._named.setVisible(bool(names))
        self._way_on.setText(way_on)
        self._way_on.setVisible(bool(way_on))
        self._go.setText(verb.replace("&", "&&"))
        self._go.setAccessibleName(verb)
        self._leave.setText(leave or _("Cancel"))
        self._leave.setAccessibleName(leave or _("Cancel"))
        self.setProperty("tone", "danger" if danger else "")
        restyle(self)
        self.setAccessibleName(" ".join((sentence, *_shortened(names), way_on)).strip())
        self.show()
        self._leave.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.accessibleName())

    def leave(self) -> None:
        """Do nothing, and go back to where the question came from."""
        self._act = None
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _agreed(self) -> None:
        act = self._act
        self.leave()
        if act is not None:
            act()


def _shortened(names: Sequence[str]) -> list[str]:
    shown = [f"•  {name}" for name in names[:_MOST]]
    rest = len(names) - len(shown)
    if rest:
        shown.append(many("and {n} more", "and {n} more", rest))
    return shown
