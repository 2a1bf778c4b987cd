"""A lost key: the recovery sheet typed in, then a new passphrase."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from app.jobs import Lane
from app.start.panel import Panel
from app.start.places import title
from app.start.work import prove_sheet, renew
from app.theme import GRID
from app.widgets.passphrase import NewPassphrase
from app.widgets.sheet import counted, fit_words
from app.widgets.words import button, label
from casefiles.errors import CaseFileError, NotUnderstood, WrongKey
from casefiles.text import _

if TYPE_CHECKING:
    from casefiles.seal.passphrase import Cost


class Recover(Panel):
    """Two steps: the 24 words, then the new passphrase."""

    def __init__(
        self, lane: Lane, cost: "Cost | None" = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(lane, parent)
        self._cost = cost
        self._vault = Path()
        self._words_asked = True
        self._title = label(_("I lost my key"), "title")
        self._hint = label("")
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(_("The 24 words of the recovery sheet"))
        self.words.setTabChangesFocus(True)
        fit_words(self.words)
        self._counted = label("", "small")
        self.passphrase = NewPassphrase()
        self._back = button(_("Back"), quiet=True)
        self._next = button("", main=True)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._next)
        for widget in (self._title, self._hint, self.words, self._counted, self.passphrase):
            self.body.addWidget(widget)
        self.body.addWidget(self.notice)
        self.body.addSpacing(GRID)
        self.body.addLayout(line)
        # Below the way on, and after it for Tab: it drops what was typed.
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self.words.textChanged.connect(self._count)
        self._back.clicked.connect(self.escape)
        self._next.clicked.connect(self.go_on)
        self.passphrase.entered.connect(self.go_on)

    def first(self) -> QWidget:
        """Where the words are typed."""
        return self.words

    def begin(self, vault: Path) -> None:
        """Begin anew, for this vault."""
        self._vault = vault
        self.clear()
        self.notice.hide()
        self._show(words=True)

    def go_on(self) -> None:
        """Prove the words, or set the passphrase."""
        self.notice.hide()
        vault, typed = self._vault, self.words.toPlainText()
        if self._words_asked:
            self.run(
                _("Trying the words …"),
                lambda _job: prove_sheet(vault, typed),
                lambda _nothing: self._show(words=False),
                self._not_proved,
            )
        elif trouble := self.passphrase.trouble():
            self.notice.tell(trouble)
            self.passphrase.again()
        else:
            passphrase, cost = self.passphrase.passphrase(), self._cost
            self.run(
                _("Setting the new passphrase …"),
                lambda job: renew(job, vault, typed, passphrase, cost=cost),
                self._renewed,
            )

    def cancel(self) -> None:
        """Wait no more; the passphrase may have been set by then."""
        if self.job is not None and not self._words_asked:
            super().cancel()
            self.notice.tell(
                _("Stopped waiting."), _("Try the new passphrase first: it may be set already.")
            )
        else:
            super().cancel()

    def escape(self) -> None:
        """Esc: one step back."""
        if self.job is None and not self._words_asked:
            self._show(words=True)
        else:
            super().escape()

    def clear(self) -> None:
        """Take away what was typed."""
        self.words.setPlainText("")
        self.passphrase.clear()

    def _show(self, *, words: bool) -> None:
        self._words_asked = words
        self.words.setVisible(words)
        self._counted.setVisible(words)
        self.passphrase.setVisible(not words)
        self._hint.setText(
            _("Type the 24 words of the recovery sheet of “{name}”.").format(
                name=title(self._vault)
            )
            if words
            else _("The words fit. From now on only the new passphrase opens the case files.")
        )
        verb = _("Go on") if words else _("Set the new passphrase")
        self._next.setText(verb)
        self._next.setAccessibleName(verb)
        if words:
            self._count()
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.passphrase.offer()

    def _not_proved(self, trouble: CaseFileError) -> None:
        """Words that were misread are no danger; the caret goes back to them."""
        misread = isinstance(trouble, NotUnderstood | WrongKey)
        self.notice.tell(trouble.sentence, trouble.way_on, danger=not misread)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _renewed(self, vault: object) -> None:
        self.clear()
        self.opened.emit(vault)

    def _count(self) -> None:
        self._counted.setText(counted(self.words.toPlainText()))
