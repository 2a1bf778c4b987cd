"""What forms share: Enter saves, Esc leaves without losing, nothing is written twice."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QHBoxLayout, QWidget

from app.desk import Desk
from app.forms.citing import Citing
from app.forms.keeping import keeping
from app.forms.shape import chain, takes_enter
from app.theme import GRID
from app.widgets.notice import NoticeBar
from app.widgets.words import button
from casefiles.errors import CaseFileError, FaultyDraft
from casefiles.operations.drafts import About, drop_draft
from casefiles.text import _
from casefiles.vault import Vault

T = TypeVar("T")
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Form(QFrame):
    """The base of inline forms. `saved` and `left` end it; `drafted`: something was typed."""

    saved = Signal()
    left = Signal()
    drafted = Signal()
    writing = Signal(bool)

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
        self._begun: dict[str, Any] = {}
        self._ended = False

    # What it answers

    @property
    def key(self) -> str:
        """Under which what was typed is kept: it begins with the record it is about."""
        raise NotImplementedError

    def draft(self) -> dict[str, Any]:
        """Everything that was typed."""
        raise NotImplementedError

    # What it does

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        raise NotImplementedError

    def start(self) -> None:
        """Stand in the first field."""
        raise NotImplementedError

    def setFocus(  # noqa: N802 - Qt's name
        self,
        reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason,  # noqa: ARG002 - Qt's signature
    ) -> None:
        """As `start`."""
        self.start()

    def save(self) -> None:
        """Write it down."""
        raise NotImplementedError

    def leave(self) -> None:
        """Close without losing anything."""
        keeping(self.desk).leave(self.key)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter, Ctrl+Enter and Esc."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        focus = QApplication.focusWidget()
        if event.key() in ENTER and (control or not takes_enter(focus)):
            self.save()
        elif event.key() in ENTER and isinstance(focus, QAbstractButton):
            focus.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() not in (Qt.Key.Key_F2, Qt.Key.Key_Space, Qt.Key.Key_Delete):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The form's keys come before shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Escape or (event.key() in ENTER and control):
                event.accept()
                return True
        return super().event(event)

    # How inside

    def _begin(self) -> None:
        """Called when everything is filled in: from now on what is typed is kept."""
        chain(self)
        self._begun = self.draft()
        self.drafted.connect(self._keep)
        keeping(self.desk).ask(self, self.key, self._again)

    def _write(self, work: Callable[[Vault], T]) -> None:
        """Do it in the writing lane; the draft goes with it."""
        key = self.key
        keeping(self.desk).forget(key)
        self._writing(now=True)

        def whole(vault: Vault) -> T:
            made = work(vault)
            drop_draft(vault, key)
            return made

        self.desk.act(self, whole, lambda _made: self._written(), failed=self._failed)

    def _failed(self, fault: CaseFileError) -> None:
        """It stays as it is, and says why it could not be written."""
        self._writing(now=False)
        self._keep()
        self._not_written(fault)

    def _not_written(self, fault: CaseFileError) -> None:
        if isinstance(fault, FaultyDraft):
            self.notice.tell(" ".join(one.sentence for one in fault.faults))
        else:
            self.notice.tell(fault.sentence, fault.way_on)

    def _written(self) -> None:
        self._ended = True
        citing, about = self.findChild(Citing), About.parse(self.key)
        if citing is not None and about is not None:
            citing.saved(about.ref)
        self.saved.emit()

    def _writing(self, *, now: bool) -> None:
        self.save_button.setEnabled(not now)
        self.writing.emit(now)

    def _keep(self) -> None:
        if self._ended or not self.save_button.isEnabled():
            return
        draft = self.draft()
        if draft == self._begun:
            keeping(self.desk).drop(self.key)
        else:
            keeping(self.desk).keep(self.key, draft)

    def _again(self, draft: dict[str, Any]) -> None:
        if draft == self._begun or self.draft() != self._begun:
            return
        begun = self._begun
        self.restore(draft)

        def afresh() -> None:
            self.restore(begun)
            keeping(self.desk).drop(self.key)
            self.start()

        self.notice.tell(_("This is what you typed before."), action=_("Start over"), act=afresh)

    def _buttons(self) -> QHBoxLayout:
        """Leave and save at the side where reading ends."""
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addStretch(1)
        line.addWidget(self.leave_button)
        line.addWidget(self.save_button)
        return line
