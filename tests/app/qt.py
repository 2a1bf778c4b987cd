"""Showing a page on a desk and waiting for it: what tests of pages share."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.page import Page
from app.place import Place

Until = Callable[[Callable[[], object]], None]
P = TypeVar("P", bound=Page)


def quiet(desk: Desk) -> Callable[[], bool]:
    """A condition: every question and act of the desk was answered."""
    return lambda: not desk.busy


def show(page: P, until: Until, place: Place, size: tuple[int, int] = (900, 700)) -> P:
    """Visit a place on a page as the window does: shown, following what changes."""
    page.desk.changed.connect(page.follow)
    page.resize(*size)
    page.show()
    page.visit(place)
    until(quiet(page.desk))
    until(lambda: page.whole)
    return page


def places(desk: Desk) -> list[Place]:
    """Where the desk is asked to go from now on."""
    gone: list[Place] = []
    desk.opening.connect(lambda place, _new_tab: gone.append(place))
    return gone


def unnamed(page: QWidget) -> list[QWidget]:
    """What can have the focus and is shown, but has no name for a screen reader."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

    return [
        one
        for one in page.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and one.isVisible()
        and one.isEnabled()
        and not one.accessibleName()
        and not (hasattr(one, "text") and one.text())
        and not isinstance(one, QScrollBar)
        and not one.objectName().startswith("qt_")
        and not isinstance(one.parent(), QAbstractScrollArea)
    ]


def type_words(widget: QWidget, words: str) -> None:
    """Type letters of any script; Qt's own helper knows only ASCII."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    for letter in words:
        for way in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(way, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)
