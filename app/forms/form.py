"""What forms share: Enter saves, Esc leaves without losing, nothing is written twice."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QHBoxLayout, QWidget

from app.desk import Desk
from app.forms.shape import takes_enter
from app.theme import GRID
from app.widgets.notice import NoticeBar
from app.widgets.words import button
from casefiles.errors import CaseFileError
from casefiles.text import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Form(QFrame):
    """The base of inline forms. What is typed and not saved is told by `drafted`, to be kept."""

    saved = Signal()
    left = Signal()
    drafted = Signal()

    def __init__(self, desk: Desk, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("role", "card")
        self.notice = NoticeBar()
        self.save_button = button(
            verb, main=True, tip=_("Ctrl+Enter; in a field of one line Enter")
        )
        self.save_button.setAutoDefault(False)
        self.leave_button = button(_("Leave"), quiet=True, tip=_("Esc. What you typed is kept."))
        self.save_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.leave)

    # What it does

    def save(self) -> None:
        """Write it down."""
        raise NotImplementedError

    def leave(self) -> None:
        """Close without losing anything."""
        self.drafted.emit()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter, Ctrl+Enter and Esc."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        focus = QApplication.focusWidget()
        if event.key() in _ENTER and (control or not takes_enter(focus)):
            self.save()
        elif event.key() in _ENTER and isinstance(focus, QAbstractButton):
            focus.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The form's keys come before shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Escape or (event.key() in _ENTER and control):
                event.accept()
                return True
        return super().event(event)

    # How inside

    def _buttons(self) -> QHBoxLayout:
        """Leave and save at the side where reading ends."""
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addStretch(1)
        line.addWidget(self.leave_button)
        line.addWidget(self.save_button)
        return line

    def _writing(self, *, now: bool) -> None:
        self.save_button.setEnabled(not now)

    def _not_written(self, fault: CaseFileError) -> None:
        """It stays as it is, and says why it could not be written."""
        self._writing(now=False)
        self.notice.tell(fault.sentence, fault.way_on)

    def _written(self) -> None:
        self._writing(now=False)
        self.saved.emit()
