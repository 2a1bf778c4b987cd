"""Sentences for the reader, inside the page: what happened, what is safe, what to do now."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.theme import GRID
from app.widgets.spoken import announce
from app.widgets.words import button, label, restyle
from casefiles.text import _


class NoticeBar(QFrame):
    """One sentence with its way on, and a button to put it away. Hidden until it has something."""

    told = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._sentence = label("", "")
        self._way_on = label("", "muted")
        for words in (self._sentence, self._way_on):
            words.setMinimumWidth(1)  # a long path or number makes no window wider
        self._act = button("", quiet=True)
        self._close = button(_("Close"), quiet=True)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self._sentence)
        told.addWidget(self._way_on)
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        line.addLayout(told, 1)
        line.addWidget(self._act)
        line.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self._act.clicked.connect(self._acted)
        self._doing: Callable[[], None] | None = None
        self.hide()

    def tell(
        self,
        sentence: str,
        way_on: str = "",
        *,
        danger: bool = False,
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show a sentence, and tell it to a screen reader."""
        self._sentence.setText(sentence)
        self._way_on.setText(way_on)
        self._way_on.setVisible(bool(way_on))
        self._act.setText(action)
        self._act.setAccessibleName(action)
        self._act.setVisible(bool(action))
        self._doing = act
        self.setProperty("tone", "danger" if danger else "")
        restyle(self)
        self.setAccessibleName(f"{sentence} {way_on}".strip())
        self.show()
        self.told.emit()
        announce(self, self.accessibleName(), now=danger)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its words are at the width they get. The least height that wrapped words
        claim is guessed at a narrow width; the window would grow by it, off a small screen."""
        return QSize(min(super().minimumSizeHint().width(), GRID * 40), 0)

    def pressing(self) -> bool:
        """Whether it warns: then it stays until it is put away."""
        return bool(self.property("tone") == "danger")

    def _acted(self) -> None:
        self.hide()
        if self._doing is not None:
            self._doing()


class Empty(QWidget):
    """What stands where nothing is yet: a sentence, and something to do."""

    def __init__(
        self,
        sentence: str,
        action: str = "",
        act: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.setContentsMargins(GRID * 4, GRID * 8, GRID * 4, GRID * 4)
        column.setSpacing(GRID * 2)
        words = label(sentence, "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        if action and act is not None:
            doing = button(action)
            doing.clicked.connect(act)
            column.addWidget(doing, 0, Qt.AlignmentFlag.AlignHCenter)
