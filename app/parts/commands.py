"""Commands of a page: what can be done here, with words and keys, for the menu and the box.

Some keys mean something here and something else everywhere: Ctrl+S writes a dossier, but says
"already saved" on other pages. What a page does comes first while the focus is in it; two
shortcuts on the same keys would otherwise do nothing at all.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


def command(
    page: QWidget, text: str, act: Callable[[], object], keys: str = "", tip: str = ""
) -> QAction:
    """An act of this page; its keys (several are parted by a space) work inside the page."""
    action = QAction(text, page)
    action.setToolTip(tip or text)
    action.setShortcuts([QKeySequence(one) for one in keys.split()])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(act)
    page.addAction(action)
    if keys and page.findChild(_Keys) is None:
        page.installEventFilter(_Keys(page))
    return action


class _Keys(QObject):
    """Takes the keys of the page's commands before anybody else does."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """First the question who wants these keys, then the keys themselves."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() not in kinds or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        found = self._meant(QKeySequence(event.keyCombination()))
        if found is None:
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            found.trigger()
        return True

    def _meant(self, keys: QKeySequence) -> QAction | None:
        fitting = (one for one in self._page.actions() if keys in one.shortcuts())
        return next((one for one in fitting if one.isEnabled()), None)
