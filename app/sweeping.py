"""Python's garbage is collected in the window's thread only.

A widget that nobody holds any more may be part of a circle of references. Left to itself, Python
breaks such circles in whatever thread happens to allocate next; in a lane's thread Qt would then
destroy a widget outside its own thread, and fall.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_OFTEN_MS = 500


class Sweeper(QObject):
    """While it lives, collects as often as Python itself would, in this thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_OFTEN_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> None:
        """Collect the oldest generation that is due, if one is."""
        counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [number for number, (count, limit) in enumerate(counted) if count > limit]
        oldest = max(due, default=None)
        if oldest is not None:
            gc.collect(oldest)
