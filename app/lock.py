"""Locking: who notices that it is time, and what is done before the process ends.

The sentry watches for idleness and for the machine having slept. `lock_up` leaves nothing on the
screen at once, then keeps the drafts, finishes what is being written, and closes the vault; after
it the process has to end, as only that empties its memory.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app import theme
from app.desk import Desk
from app.forms.keeping import keeping
from app.keeper import Left
from casefiles.operations.preferences import preference
from casefiles.text import language

MINUTES = "lock.minutes"
"""The preference: after how many idle minutes the vault locks."""
DEFAULT_MINUTES = 10
LOOK_SECONDS = 5
GAP_SECONDS = 30
"""A longer silence of the clock means that the machine slept, or that its clock was set."""
_LAST_READING_SECONDS = 0.2
_QUIET_SECONDS = 2

_ALIVE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.HoverMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletMove,
    QEvent.Type.TabletPress,
    QEvent.Type.InputMethod,
}


class Sentry(QObject):
    """Says once when it is time to lock. With 0 minutes idleness alone never locks.

    The minutes are a preference of the vault ("lock.minutes"); `sentry_of(desk)` finds the sentry
    of a desk for who changes them.
    """

    lock = Signal()

    def __init__(
        self,
        desk: Desk,
        parent: QObject | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent or desk)
        self.minutes = DEFAULT_MINUTES
        self._monotonic, self._wall = monotonic, wall
        self._alive = self._steady = monotonic()
        self._shown = wall()
        self._told = False
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        _of[desk] = self
        desk.ask(
            self,
            lambda vault: int(preference(vault, MINUTES, DEFAULT_MINUTES)),
            lambda minutes: setattr(self, "minutes", minutes),
            about=MINUTES,
        )

    def look(self) -> None:
        """Look at the clocks; the timer calls it every few seconds."""
        steady, shown = self._monotonic(), self._wall()
        # Some systems stop the steady clock in sleep, some do not; the wall clock never stops.
        gap = max(steady - self._steady, abs(shown - self._shown))
        self._steady, self._shown = steady, shown
        idle = self.minutes > 0 and steady - self._alive >= self.minutes * 60
        if (gap > GAP_SECONDS or idle) and not self._told:
            self._told = True
            self.lock.emit()

    def quiet(self) -> bool:
        """Whether nobody did anything for a moment."""
        return self._monotonic() - self._alive > _QUIET_SECONDS

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Somebody is there; no event is taken."""
        if event.type() in _ALIVE:
            self._alive = self._monotonic()
        return False


_of: "WeakKeyDictionary[Desk, Sentry]" = WeakKeyDictionary()


def sentry_of(desk: Desk) -> Sentry | None:
    """The sentry of this desk, if it has one."""
    return _of.get(desk)


def lock_up(desk: Desk, window: QWidget, *, keep: Callable[[], object] = int) -> Left:
    """Hide everything, keep the drafts, finish writing, close the vault; says how it was left.

    `keep` writes what else is to be found again. Where nothing can be written any more, as in a
    damaged vault, nothing is kept: locking must not fail for it. The caller ends the process next:
    with `Tether.tell(left)` as its exit code to be followed by a fresh unlock window, with 0 to
    quit.
    """
    left = left_by(desk, window)
    for one in QApplication.topLevelWidgets():
        one.hide()
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    # Drafts by name: who hears of `Desk.locking` after its owner would come too late. What is read
    # holds the database for moments only.
    for last in (keep, keeping(desk).write, partial(desk.close, _LAST_READING_SECONDS)):
        with suppress(Exception):
            last()
    return left


def left_by(desk: Desk, window: QWidget) -> Left:
    """How the window stands and looks, and which vault it shows."""
    at = window.geometry() if window.isFullScreen() else window.normalGeometry()
    return Left(
        vault=str(desk.vault.folder.absolute()),
        geometry=(at.x(), at.y(), at.width(), at.height()),
        language=language(),
        theme=theme.current(),
        scale=round(QApplication.font().pointSizeF() / theme.POINTS, 2),
    )
