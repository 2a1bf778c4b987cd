"""Labels: one maker for every role, so that type is the same everywhere."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

_SMALL_PRINT = ("small", "muted", "heading")
_ISOLATE, _ISOLATED = "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
ROLES = ("", "title", "heading", "muted", "small", "danger")


def leading() -> Qt.AlignmentFlag:
    """The side where reading begins. Qt's labels would follow the letters of each name instead:
    a Persian title in an English window would stand at the far side, away from its shape.
    """
    right = QGuiApplication.isRightToLeft()
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute


def label(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """Words in plain text: markup in data stays text. What is not small print can be copied."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setAlignment(leading())
    if role not in _SMALL_PRINT:  # each label that can be selected costs a text control
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    # What can be selected by mouse would take the focus from the keyboard's way through the page.
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


class Button(QPushButton):
    """Does what it says with Enter, too: Qt's own knows only Space outside of dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter as Space; with Ctrl or Shift it is somebody else's."""
        if _bare_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


class ToolButton(QToolButton):
    """A sign instead of words, with a name. Enter presses it, too."""

    def __init__(self, sign: str, name: str) -> None:
        super().__init__()
        self.setText(sign)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter as Space."""
        if _bare_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


def _bare_enter(event: QKeyEvent) -> bool:
    keypad = Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and not event.modifiers() & ~keypad


def button(text: str, *, main: bool = False, quiet: bool = False, tip: str = "") -> QPushButton:
    """A button with a verb; `main` for the one main action of a screen."""
    made = Button(text)
    made.setProperty("main", main)
    made.setProperty("quiet", quiet)
    made.setAutoDefault(main)
    made.setAccessibleName(text)
    if tip:
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
    return made


def snug(made: QPushButton) -> QPushButton:
    """No wider than its words: of a quiet one that is alone in its row, the ring of the focus is
    all that is seen. (It must not share a column of a grid with what is wide.)"""
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def shortened(words: str, most: int) -> str:
    """So many letters of it at most, with a sign that there is more."""
    if len(words) <= most:
        return words
    cut = f"{words[: most - 1].rstrip()}…"
    # In its own direction: or else the sign would stand where a Persian name begins.
    return f"{_ISOLATE}{cut}{_ISOLATED}" if _RIGHT_TO_LEFT.search(cut) else cut


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
