"""What all panels of the start window share: a column in the middle, sentences, progress, Esc."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.jobs import Job, Lane
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.notice import NoticeBar
from app.widgets.progress import JobBar
from casefiles.errors import Cancelled, CaseFileError

T = TypeVar("T")
_WIDEST = 680
_LETTERS = 85
"""How many letters a line holds where type is large."""


class Waiting(Job):
    """A job whose asker is free as soon as it is cancelled."""

    dropped = Signal()

    def cancel(self) -> None:
        """Ask it to stop, and wait no more."""
        super().cancel()
        self.dropped.emit()


class Panel(QWidget):
    """One screen of the start window."""

    opened = Signal(object)
    """A vault is open."""
    left = Signal()
    """Esc or Back: to the screen before."""
    faulty = Signal(object)
    """A fault of ours happened beside the window."""

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lane = lane
        self.job: Waiting | None = None
        self._hears = False
        self.notice = NoticeBar()
        self._progress = JobBar()
        self.column = Column(widest=max(_WIDEST, _LETTERS * self.fontMetrics().averageCharWidth()))
        self.column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.body = self.column.body
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, GRID * 2, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.column, 1)
        outer.addWidget(self._progress)

    def first(self) -> QWidget:
        """What gets the focus when it is shown."""
        return self

    def entered(self) -> None:
        """It comes to the front."""
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Whatever is told in it from now on must not hide the way on."""
        super().showEvent(event)
        if not self._hears:
            self._hears = True
            for bar in self.findChildren(NoticeBar):
                bar.told.connect(self._make_seen)

    def resumed(self) -> None:
        """Waiting was stopped: the caret goes back to where it was typed."""
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Take away what was typed."""

    # Work beside the window

    def run(
        self,
        words: str,
        work: Callable[[Job], T],
        answer: Callable[[T], None],
        failed: Callable[[CaseFileError], None] | None = None,
    ) -> None:
        """Do something that takes a while; what can be done meanwhile is only to cancel."""
        if self.job is not None:
            return
        job = self.job = Waiting(words, self)
        job.dropped.connect(self._dropped)
        self.notice.hide()
        self.column.setEnabled(False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._progress.follow(job)

        def done(result: T) -> None:
            job.deleteLater()
            if job.cancelled:
                _let_go(result)
            else:
                self._ended()
                answer(result)

        def not_done(fault: BaseException) -> None:
            job.deleteLater()
            if job.cancelled:
                return
            self._ended()
            if not isinstance(fault, CaseFileError):
                self.faulty.emit(fault)
            elif not isinstance(fault, Cancelled):
                (failed or self.tell)(fault)

        self.lane.put(lambda: work(job), done, not_done)

    def cancel(self) -> None:
        """Wait no more: what comes of it later is closed again."""
        if self.job is not None:
            self.job.cancel()

    def tell(self, trouble: CaseFileError) -> None:
        """Say what happened, what is safe, what to do now."""
        self.notice.tell(trouble.sentence, trouble.way_on, danger=True)

    def escape(self) -> None:
        """Esc stops waiting, else goes back."""
        if self.job is not None:
            self.cancel()
        else:
            self.left.emit()

    # How inside

    def _make_seen(self) -> None:
        """A sentence takes room: the main button is brought back once that is laid out."""
        QTimer.singleShot(0, self, self._show_main)

    def _show_main(self) -> None:
        for one in self.findChildren(QPushButton):
            if one.property("main") and one.isVisible():
                self.column.ensureWidgetVisible(one, 0, GRID)

    def _dropped(self) -> None:
        self._ended()
        self.resumed()

    def _ended(self) -> None:
        job, self.job = self.job, None
        self.column.setEnabled(True)
        if job is not None:
            job.ended.emit()


def _let_go(result: object) -> None:
    close = getattr(result, "close", None)
    if close is not None:
        close()
