"""Our own card: shown, copied, saved, under a name that may be made up."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.desk import Desk
from app.parts.partners import Lines
from app.theme import GRID
from app.widgets.notice import NoticeBar
from app.widgets.words import button, label
from casefiles.errors import CaseFileError
from casefiles.operations import sharing
from casefiles.operations.writing import write_new
from casefiles.seal.identity import Card
from casefiles.text import _


class OwnCard(QWidget):
    """Folded until asked for."""

    shown = Signal()

    def __init__(self, desk: Desk, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._notice = desk, notice
        self.open = button(_("Show my card"), quiet=True)
        self.open.setCheckable(True)
        self.called = QLineEdit()
        self.called.setAccessibleName(_("Name on my card; it may be made up"))
        self.called.setToolTip(self.called.accessibleName())
        self.rename = button(_("Use this name"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("My card"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(GRID * 12)
        self.words = label("", "heading")
        self.copy = button(_("Copy"), tip=_("Other programs can read what is copied."))
        self.save = button(_("Save to a file …"))
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GRID)
        inside.addWidget(Lines(self.called, self.rename))
        inside.addWidget(self.text)
        inside.addWidget(label(_("Its ten words, to be compared aloud:"), "muted"))
        inside.addWidget(self.words)
        inside.addWidget(Lines(self.copy, self.save))
        self._inside.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._inside)
        self.open.toggled.connect(self._fold)
        self.rename.clicked.connect(self._rename)
        self.called.returnPressed.connect(self._rename)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)

    def _fold(self, shown: bool) -> None:
        self._inside.setVisible(shown)
        words = _("Hide my card") if shown else _("Show my card")
        self.open.setText(words)
        self.open.setAccessibleName(words)
        if shown:
            self.desk.ask(self, sharing.card, self._show, failed=self._failed, about="card")

    def _show(self, card: Card) -> None:
        self.called.setText(card.name)
        self.text.setPlainText(str(card))
        self.words.setText(" ".join(card.fingerprint))
        self.shown.emit()

    def _rename(self) -> None:
        name = " ".join(self.called.text().split())
        if name:
            self.desk.act(
                self, lambda vault: sharing.card(vault, name=name), self._show, failed=self._failed
            )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._notice.tell(_("The card is copied. It may be known; it opens nothing."))

    def _save(self) -> None:
        from app.widgets import files

        text = self.text.toPlainText()
        target = files.choose_target(self, _("Save my card"), "card.txt")
        if target is not None:
            self.desk.ask(
                self,
                lambda _vault: write_new(target, f"{text}\n".encode()),
                lambda _none: self._notice.tell(_("The card is saved.")),
                failed=self._failed,
                about="save",
            )

    def _failed(self, fault: CaseFileError) -> None:
        self._notice.tell(fault.sentence, fault.way_on, danger=True)
