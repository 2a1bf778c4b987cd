"""The window goes first: while it is at work, lanes hold still between two of their pieces.

Qt asks for Python thousands of times while a page is made, laid out and painted. Each time a busy
lane may hold it, and the window, which needs 50 ms, answers keys after 150.
"""

import threading

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QWindow

_OVER = QEvent.Type(QEvent.registerEventType())
_LONGEST_WAIT = 0.1
"""Seconds; a window that works for longer may be waiting for the lane."""
_BEGINS_WORK = frozenset(
    {
        QEvent.Type.UpdateRequest,
        QEvent.Type.Expose,
        QEvent.Type.Resize,
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
    }
)


class Courtesy(QObject):
    """Knows whether the window's thread is at work: from `begin` until Qt has come round.

    `begin` is for the window's thread; `wait` for the lanes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._free = threading.Event()
        self._free.set()
        self._began = 0
        self._waited_for = threading.local()

    def begin(self) -> None:
        """Work begins. It is over when all that was posted meanwhile is done, layouts included."""
        if self._free.is_set() and QCoreApplication.instance() is not None:
            self._began += 1
            self._free.clear()
            QCoreApplication.postEvent(self, QEvent(_OVER), Qt.EventPriority.LowEventPriority.value)

    def wait(self) -> None:
        """Hold still while the window works; for any one work only once and never long."""
        began = self._began
        if self._free.is_set() or getattr(self._waited_for, "began", 0) == began:
            return
        if not self._free.wait(_LONGEST_WAIT):
            self._waited_for.began = began

    def heed(self, window: QWindow) -> None:
        """Painting and answering keys in this window are work, too."""
        window.installEventFilter(self)

    def customEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Everything posted before is done."""
        if event.type() == _OVER:
            self._free.set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """What the screen, the keys and the mouse ask of the window."""
        if event.type() in _BEGINS_WORK:
            self.begin()
        return super().eventFilter(watched, event)


courtesy = Courtesy()
