"""Letters typed where none can be: they were meant for the field that comes next."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

_BETWEEN = "between"
_MOST = 3


class LettersGoOn(QObject):
    """Watches something small between two fields of a form: a button that came only when something
    was typed, a choice that few need. Whoever goes on with one Tab and types means the next field.

    Where that holds something already nothing is typed, and the focus stays.
    """

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._watched = watched
        watched.setProperty(_BETWEEN, True)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A key that writes goes on."""
        if isinstance(event, QKeyEvent) and _writes(event):
            field = self._next_field()
            if field is not None and not _filled(field):
                QCoreApplication.sendEvent(field, event)
            else:
                self._watched.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _next_field(self) -> QWidget | None:
        """Go there; None if something else comes next."""
        for _step in range(_MOST):
            QWidget.focusNextPrevChild(self._watched, True)
            now = QApplication.focusWidget()
            if isinstance(now, QLineEdit | QPlainTextEdit):
                return now
            if now is None or not now.property(_BETWEEN):
                return None
        return None


def _filled(field: QWidget) -> bool:
    if isinstance(field, QLineEdit):
        return bool(field.text())
    return isinstance(field, QPlainTextEdit) and not field.document().isEmpty()


def _writes(event: QKeyEvent) -> bool:
    """Whether the key would write something; with Alt alone it chooses from a menu."""
    if event.type() != QEvent.Type.KeyPress:
        return False
    written = event.text().strip()
    alone = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return bool(written) and written.isprintable() and not alone
