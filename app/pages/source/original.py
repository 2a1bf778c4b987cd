"""Taking a source's original file out of the vault, on purpose and in plain."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.widgets.notice import NoticeBar
from casefiles.errors import CaseFileError
from casefiles.model.values import FileValue
from casefiles.operations.writing import write_new
from casefiles.text import _


class Original(QObject):
    """Serves one page, which tells which file its source came in; None where that is not here."""

    def __init__(self, desk: Desk, notice: NoticeBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._notice, self._page = desk, notice, parent
        self._file: FileValue | None = None
        self.action = QAction(_("Save a copy of the file …"), self)
        self.action.setToolTip(_("The copy is not encrypted."))
        self.action.triggered.connect(lambda _on: self.choose())
        self.serve(None)

    def serve(self, file: FileValue | None) -> None:
        """The file of which a copy is saved from now on."""
        self._file = file
        self.action.setEnabled(file is not None)

    def choose(self) -> None:
        """Ask where to."""
        from app.widgets import files

        if self._file is not None:
            title = _("Save a copy, not encrypted")
            target = files.choose_target(self._page, title, Path(self._file.name).name)
            if target is not None:
                self.save(target)

    def save(self, target: Path) -> None:
        """Write it there, byte for byte; nothing is written over."""
        file = self._file
        if file is None:
            return
        self._desk.long(
            self,
            _("Saving a copy …"),
            lambda vault, _job: write_new(target, vault.get_file(file.sha256)),
            lambda _nothing: self._saved(),
            failed=self._not_saved,
        )

    def _saved(self) -> None:
        self._notice.tell(
            _("The copy is saved."),
            _("Whoever finds it can read it: delete it when it is not needed any more."),
        )

    def _not_saved(self, fault: CaseFileError) -> None:
        self._notice.tell(fault.sentence, fault.way_on)
