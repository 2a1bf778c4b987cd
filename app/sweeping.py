"""Python's garbage is collected in the window's thread only.

A widget that nobody holds any more may be part of a circle of references. Left to itself, Python
breaks such circles in whatever thread happens to allocate next; in a lane's thread Qt would then
destroy a widget outside its own thread, and fall.
"""

import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_OFTEN_MS = 500
_OLDEST = 2
_AT_MOST = 8
"""How many times what Python would allow may gather while somebody is at work."""
_SWITCH_SECONDS = 0.0005


def settle() -> None:
    """What is loaded by now stays; lanes give way to the window at once.

    Looking through all of it again and again would make pauses, and so would waiting for a lane:
    Qt asks for Python thousands of times in a page, and each time a lane might hold it.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(_SWITCH_SECONDS)


class Sweeper(QObject):
    """While it lives, collects as often as Python itself would, in this thread.

    The oldest generation takes long: it waits until it is `quiet`, within reason.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.quiet: Callable[[], bool] = lambda: True
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
        if oldest is None:
            return
        if oldest == _OLDEST and not (self.quiet() or self._too_many()):
            oldest -= 1
        gc.collect(oldest)

    def _too_many(self) -> bool:
        return gc.get_count()[_OLDEST] > _AT_MOST * gc.get_threshold()[_OLDEST]
