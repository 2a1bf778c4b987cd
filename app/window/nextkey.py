"""What the second key of two may be, while the first waits for it."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class NextKey(QLabel):
    """Shown after the first key; any other key or a click puts it away."""

    def __init__(self, words: str, first: Qt.Key, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)  # or else the window would grow with it where the type is large
        self._first = first
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look at every key from now on, wherever the focus is."""
        super().showEvent(event)
        _application().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Look no more."""
        super().hideEvent(event)
        _application().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A second key that does something is never pressed anywhere: it is only let go."""
        kinds = QEvent.Type
        keyed = event.type() in (kinds.KeyPress, kinds.KeyRelease)
        other = isinstance(event, QKeyEvent) and event.key() not in (self._first, *_MODIFIERS)
        if event.type() == kinds.MouseButtonPress or (keyed and other):
            self.hide()
        return super().eventFilter(watched, event)


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None
    return application
