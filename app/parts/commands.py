"""Commands of a page: what can be done here, with words and keys, for the menu and the box."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def command(
    page: QWidget, text: str, act: Callable[[], object], keys: str = "", tip: str = ""
) -> QAction:
    """An act of this page; its keys work while the focus is in the page."""
    action = QAction(text, page)
    action.setToolTip(tip or text)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(act)
    page.addAction(action)
    return action
