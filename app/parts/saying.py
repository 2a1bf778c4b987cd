"""A button that says what it would do: the verb, and what it is done to, shortened to fit."""

import html

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.words import Button
from casefiles.text import _

_ROOM = 44
"""Pixels of frame and padding on both sides together."""


class Saying(Button):
    """ "Undo: Added Zafar"; without anything to do it is disabled and says why."""

    def __init__(self, verb: str, parent: QWidget | None = None) -> None:
        self._verb, self._whole = verb, verb
        super().__init__(verb, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say("", "")

    def say(self, what: str, nothing: str) -> None:
        """What it would do now, or in a sentence why nothing."""
        self.setEnabled(bool(what))
        whole = _("{verb}: {what}").format(verb=self._verb, what=what) if what else self._verb
        self._whole = whole
        self.setAccessibleName(whole)
        self.setAccessibleDescription("" if what else nothing)
        self.setToolTip(
            f"<p>{html.escape(whole if what else nothing)}</p>" if what or nothing else ""
        )
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten to the new width."""
        super().resizeEvent(event)
        self._shorten()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten to the new type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._shorten()

    def _shorten(self) -> None:
        room = max(self.width() - _ROOM, 40)
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
