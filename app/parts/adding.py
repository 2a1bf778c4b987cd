"""A button under a section, and the form that it opens."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from app.desk import Desk
from app.forms.form import Form
from app.forms.keeping import keeping
from app.parts.fieldsign import Unfinished
from app.widgets.walking import bring_into_view
from app.widgets.words import button
from casefiles.operations.drafts import About

_TURNS = 3
"""How often a form is brought into view: its rows take another shape once they know their width."""


class Adding(QWidget):
    """Opens a form about a record; what was begun and not saved is told, and opens again."""

    def __init__(self, desk: Desk, words: str, about: About, make: Callable[[], Form]) -> None:
        super().__init__()
        self._desk, self._about, self._make = desk, about, make
        self.form: Form | None = None
        self._before: QWidget | None = None
        self.button = button(words)
        self.button.clicked.connect(self.begin)
        self._sign = Unfinished(words)
        self._sign.asked.connect(self.begin)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._sign)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        keeping(desk).turned.connect(self._look)

    def begin(self) -> None:
        """Open the form, or go there."""
        if self.form is None:
            self._before = self.window().focusWidget()
            form = self._make()
            form.saved.connect(self._ended)
            form.left.connect(self._ended)
            self._column.addWidget(form)
            self.form = form
            keeping(self._desk).taken_up(self._about)
            self._look()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self.form, self._bring)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What was begun opens again, or is told."""
        super().showEvent(event)
        self._look()

    def _bring(self, turns: int = _TURNS) -> None:
        """As much of the form is shown as there is room for, from its start."""
        if self.form is None:
            return
        # Before layouts above have heard of it, it has no place to be brought to.
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest))
        bring_into_view(self.form.save_button)
        if (focused := self.window().focusWidget()) and self.form.isAncestorOf(focused):
            bring_into_view(focused)
        if turns > 1:
            QTimer.singleShot(0, self.form, partial(self._bring, turns - 1))

    def _ended(self) -> None:
        """The focus goes back to where the form was asked for; with the form it would be lost."""
        if self.form is None:
            return
        form, before = self.form, self._before
        self.form = self._before = None
        self._look()  # first of all: what is hidden takes no focus
        if before is None or not isValid(before) or not before.isVisible():
            before = self.button
        before.setFocus(Qt.FocusReason.OtherFocusReason)
        form.hide()
        form.deleteLater()

    def _look(self) -> None:
        kept = keeping(self._desk)
        begun = bool(kept.begun(self._about.ref, self._about.name))
        self._sign.setVisible(self.form is None and begun)
        self.button.setVisible(self.form is None)
        if begun and self.isVisible() and kept.wanted(self._about):
            kept.taken_up(self._about)
            QTimer.singleShot(0, self, self.begin)
