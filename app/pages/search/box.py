"""Where the question is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from casefiles.text import _


class Box(QLineEdit):
    """Where the question is typed. Down enters the list."""

    entered = Signal()
    """Enter or Down: to the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Search persons, incidents, places and texts"))
        self.setAccessibleName(_("Search"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down and Enter go to the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.selectAll()
        else:
            super().keyPressEvent(event)
