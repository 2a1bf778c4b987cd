"""Widgets made in turns, so that a rich page never keeps the window from answering.

Making a widget, laying it out and showing it takes a millisecond or two; a page has hundreds. Each
turn makes a few, lays the page out and leaves the rest until keys, mouse and painting had theirs.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QLayout

from app.courtesy import courtesy

_TURN_SECONDS = 0.006


class Turns(QObject):
    """Does pieces of work in the window's thread, a few at a time.

    All that are at work share one turn, those that began first before the others.
    """

    turned = Signal()
    """Some were done and are laid out, but not painted yet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: deque[Callable[[], object]] = deque()

    @property
    def busy(self) -> bool:
        """Whether anything is still to be done."""
        return bool(self._work)

    def begin(self, work: Iterable[Callable[[], object]], *, at_once: bool = True) -> None:
        """Do these in place of what is left of others.

        The first turn is `at_once`, unless this is said while something is being laid out.
        """
        self._work = deque(work)
        if self not in _at_work:
            _at_work.append(self)
        _go_on()
        if at_once and _turning:
            self._do(_over[-1])  # of a piece that is being made: the turn is the same
        elif at_once:
            _turned_already.append(True)
            try:
                self._do(time.monotonic() + _TURN_SECONDS)
            finally:
                _lay_out()
            self.turned.emit()

    def stop(self) -> None:
        """Leave undone what is left."""
        self._work.clear()

    def _do(self, until: float) -> bool:
        """Whether anything was done before the turn was over. The last piece is not begun if the
        turn would be over in the midst of it, as pieces go."""
        some, longest, now = False, 0.0, time.monotonic()
        _turning.append(self)
        _over.append(until)
        try:
            while self._work and now + longest < until:
                self._work.popleft()()
                before, now = now, time.monotonic()
                some, longest = True, max(longest, now - before)
        finally:
            _turning.pop()
            _over.pop()
        return some


def once_a_turn(layout: QLayout | None) -> None:
    """Lay this out when the turn is over, if one is under way.

    Qt would lay out everything above a widget, up to the window, whenever one is shown.
    """
    if layout is not None and _turning:
        layout.setEnabled(False)
        _waiting.append(layout)


_waiting: list[QLayout] = []
_turning: list[Turns] = []
_over: list[float] = []
"""When the turns that are under way will be over."""
_at_work: list[Turns] = []
_coming: list[QTimer] = []
_turned_already: list[bool] = []
"""A turn was done at once: the next one must not come before the window had its own."""


def _go_on() -> None:
    if not _coming:
        timer = QTimer(QCoreApplication.instance())
        timer.setSingleShot(True)
        timer.timeout.connect(_turn)
        _coming.append(timer)
    _coming[0].start(0)


def _turn() -> None:
    if _turned_already:
        _turned_already.clear()
        _go_on()
        return
    courtesy.begin()
    until = time.monotonic() + _TURN_SECONDS
    _at_work[:] = [one for one in _at_work if shiboken6.isValid(one) and one.busy]
    if not _at_work:
        return
    _go_on()  # first of all: a piece that fails must not keep the others from being made
    try:
        did = [one for one in tuple(_at_work) if one._do(until)]
    finally:
        _lay_out()
    for one in did:
        one.turned.emit()


def _lay_out() -> None:
    """Layouts above new widgets hear of them by events; painted before that, they would be seen
    where they do not belong."""
    while _waiting:
        layout = _waiting.pop()
        if shiboken6.isValid(layout):
            layout.setEnabled(True)
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest))
