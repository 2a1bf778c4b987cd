"""The window process: the start window, then the main window around an open vault, then its end.

It ends for good when a window is closed, and with a word to the keeper when it locks: nothing but
the end of the process surely empties its memory.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app import precautions, theme
from app.courtesy import courtesy
from app.jobs import Lane
from app.keeper import Tether
from app.start import Start
from app.sweeping import Sweeper, settle
from app.tongue import best_of, speak_qt
from casefiles.text import language, languages, speak

PLACES = "desk.places"
"""The preference under which what stood open is kept, inside the vault."""


class Program(QObject):
    """One life of the process: start window, main window, end."""

    _wanted = Signal()

    def __init__(self, application: QApplication, tether: Tether) -> None:
        super().__init__()
        self._application, self._tether = application, tether
        self._lane = Lane("start", self)
        self._sweeper = Sweeper(self)
        self._shown: QWidget | None = None
        self._window: Any = None
        self._code = 0
        # The keeper's wish is heard in a thread of its own; the window lives in this one.
        self._wanted.connect(self._quit, Qt.ConnectionType.QueuedConnection)
        tether.watch(self._wanted.emit)

    def begin(self) -> int:
        """Show the start window and live until the end; returns the exit code."""
        left = self._tether.left
        start = Start(self._lane, selected=Path(left.vault) if left.vault else None)
        start.opened.connect(self._opened)
        start.faulty.connect(precautions.report)
        self._show(start, left.geometry)
        self._application.exec()
        return self._code

    def _opened(self, vault: Any) -> None:
        # Loaded only now: the unlock window must not wait for what comes after it.
        from app.desk import Desk
        from app.lock import Sentry
        from app.resting import QuietClock
        from casefiles.operations.preferences import preference

        look = preference(vault, "look.theme", theme.current())
        scale = float(preference(vault, "look.scale", 1.0))
        speak(str(preference(vault, "language", language())))
        theme.apply(self._application, look, scale)
        settle()
        desk = Desk(vault, self)
        sentry = Sentry(desk, self)
        sentry.lock.connect(desk.locking)
        self._sweeper.quiet = sentry.quiet
        QuietClock(desk)
        desk.locking.connect(self._lock)
        start = self._shown
        self._raise_window(desk, preference(vault, PLACES, []), self._tether.left.geometry)
        if start is not None:
            start.close()
            start.deleteLater()

    def _raise_window(self, desk: Any, places: Sequence[Any], geometry: Sequence[int]) -> None:
        """A window around the desk, in the language of the moment."""
        from app.pages import PAGES
        from app.window.window import Window

        self._application.setLayoutDirection(theme.mirrored(language()))
        speak_qt(self._application, language())
        window = Window(desk, PAGES)
        window.restore(places)
        window.closing.connect(self._left)
        window.spoken.connect(self._speak_anew)
        self._window = window
        sys.excepthook = _told_in(window)
        self._show(window, geometry or _usual(window))
        QTimer.singleShot(0, window, window.box.take_focus)

    def _speak_anew(self) -> None:
        """Another language: words that stand in a window already stay, so it is made anew."""
        before = self._window
        places = [past.to_json() for past in before.pasts()]
        self._raise_window(before.desk, places, _geometry(before))
        before.hide()
        before.deleteLater()

    def _lock(self) -> None:
        """Leave nothing on the screen, finish what is being written, tell the keeper, and end."""
        from app.lock import lock_up

        keep = self._window.keeping_places(PLACES)
        self._code = self._tether.tell(lock_up(self._window.desk, self._window, keep=keep))
        self._application.quit()

    def _left(self) -> None:
        """The window is closed: the same, without coming back."""
        from app.lock import lock_up

        lock_up(self._window.desk, self._window, keep=self._window.keeping_places(PLACES))
        self._application.quit()

    def _quit(self) -> None:
        if self._shown is not None:
            self._shown.close()
        self._application.quit()

    def _show(self, window: QWidget, geometry: Sequence[int]) -> None:
        self._shown = window
        if len(geometry) == 4:
            window.setGeometry(*geometry)
        window.show()
        courtesy.heed(window.windowHandle())
        window.activateWindow()


def main() -> int:
    """Run the window; returns the exit code of the process."""
    tether = Tether()
    left = tether.left
    application = QApplication(["parvanda"])  # by this name the system's task bar knows it
    application.setApplicationName("Parvanda")
    application.setQuitOnLastWindowClosed(True)
    speak(left.language or best_of(languages()))
    application.setLayoutDirection(theme.mirrored(language()))
    speak_qt(application, language())
    theme.load_fonts()
    theme.apply(application, left.theme or "light", left.scale)
    return Program(application, tether).begin()


def _told_in(window: QWidget) -> Any:
    from app.window.faults import show_fault

    def tell(_kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        show_fault(window, fault.with_traceback(trace))

    return tell


def _geometry(window: QWidget) -> tuple[int, ...]:
    where = window.geometry()
    return (where.x(), where.y(), where.width(), where.height())


def _usual(window: QWidget) -> tuple[int, ...]:
    """A comfortable size in the middle of the screen."""
    screen = window.screen().availableGeometry()
    width, height = min(1280, screen.width()), min(820, screen.height() - 40)
    x = screen.x() + (screen.width() - width) // 2
    y = screen.y() + (screen.height() - height) // 2
    return (x, y, width, height)
