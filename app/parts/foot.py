"""The foot of a page: what will happen in words, and the buttons, the main one last."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.theme import GRID
from app.widgets.words import label


class Foot(QFrame):
    """One sentence over a line of buttons at the side where reading ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._words = label("", "muted")
        self._words.hide()
        self._line = QHBoxLayout()
        self._line.setSpacing(GRID)
        self._line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID, GRID * 3, GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(self._words)
        column.addLayout(self._line)

    def put(self, *buttons: QPushButton) -> None:
        """Put these buttons there, in reading order."""
        for one in buttons:
            self._line.addWidget(one)

    def say(self, sentence: str) -> None:
        """What the main button would do, or is doing."""
        self._words.setText(sentence)
        self._words.setVisible(bool(sentence))
