"""Buttons of which one is chosen."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup


class OneOf(QButtonGroup):
    """Tab leads to the chosen one, arrows to the others. Qt's own would lead to the first, and a
    screen reader would say that it is not checked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.buttonToggled.connect(_stand)

    def addButton(self, button: QAbstractButton, number: int = -1) -> None:  # noqa: N802 - Qt's name
        """Add one of those to choose from."""
        super().addButton(button, number)
        _stand(button, button.isChecked())


def _stand(button: QAbstractButton, chosen: bool) -> None:
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
