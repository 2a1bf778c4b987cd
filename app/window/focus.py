"""Where the focus goes when what had it goes away."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.parts.links import hide_card
from app.window.box import Box
from app.window.tabs import Tabs


class FocusKeeper(QObject):
    """Brings it back to the page.

    Qt gives it to what comes next in its order: after a notice at the end of a page that is some
    button far from it, where Enter would lead away.
    """

    def __init__(self, window: QWidget, tabs: Tabs, box: Box) -> None:
        super().__init__(window)
        self._window, self._tabs, self._box = window, tabs, box
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        hide_card()  # whoever goes on by keyboard does not look where the mouse rests
        if before is None or before.window() is not self._window:
            return
        if now is not None and before.isVisible() and before.isEnabled():
            return  # somebody went there; what was left may hide itself for that, but later
        # A moment later: who closes something often says itself what comes next.
        QTimer.singleShot(0, self, partial(self._look, before))

    def _look(self, before: QWidget) -> None:
        gone = not isValid(before) or not before.isVisible() or not before.isEnabled()
        if gone and self._window.isActiveWindow() and not self._well_placed():
            self._tabs.focus_page()

    def _well_placed(self) -> bool:
        now = QApplication.focusWidget()
        return now is self._box or (now is not None and self._tabs.isAncestorOf(now))
