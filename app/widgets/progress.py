"""Progress of something long, with Cancel. It shows itself only after a moment."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from app.jobs import Job
from app.theme import GRID
from app.widgets.spoken import announce
from app.widgets.words import button, label
from casefiles.text import _

PATIENCE_MS = 400


class JobBar(QFrame):
    """Follows one job at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._words = label("", "", wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = button(_("Cancel"))
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID * 2, GRID // 2, GRID * 2, GRID // 2)
        line.addWidget(self._words)
        line.addWidget(self._bar, 1)
        line.addWidget(self._cancel)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PATIENCE_MS)
        self._wait.timeout.connect(self._begin)
        self.hide()

    def follow(self, job: Job) -> None:
        """Show how far this job is until it ends."""
        self._words.setText(job.words)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._cancel.clicked.connect(job.cancel)
        self._cancel.clicked.connect(lambda: self._cancel.setEnabled(False))
        job.progressed.connect(self._progress)
        job.ended.connect(self._end)
        self._wait.start()

    def _begin(self) -> None:
        self.show()
        announce(self, self._words.text())

    def _progress(self, done: int, total: int, words: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if words:
            self._words.setText(words)

    def _end(self) -> None:
        self._wait.stop()
        self._cancel.clicked.disconnect()
        if self.isVisible():
            announce(self, _("Ended: {words}").format(words=self._words.text()))
        self.hide()
