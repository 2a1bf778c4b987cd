"""What opens the vault: passphrase, key file, recovery sheet. Each asks for the passphrase first,
so that an unlocked desk left alone gives its keys to nobody."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.desk import Desk
from app.pages.settings.row import Setting
from app.theme import GRID
from app.widgets.files import choose_file, choose_target
from app.widgets.passphrase import NewPassphrase, PassphraseBox
from app.widgets.sheet import SheetView
from app.widgets.walking import bring_into_view
from app.widgets.words import button, label
from casefiles.operations.keeping import (
    Access,
    add_key_file,
    change_passphrase,
    confirm_sheet,
    prove_access,
    recovery_sheet,
    remove_key_file,
)
from casefiles.operations.writing import write_new
from casefiles.text import _
from casefiles.vault import Vault

if TYPE_CHECKING:
    from casefiles.seal.passphrase import Cost

Act = Callable[[Vault, Access], Any]


class _Form(QWidget):
    """The passphrase (and key file) of now, what else is needed, a verb and a way out."""

    def __init__(self, verb: str, go: Callable[[], None], inner: QWidget | None = None) -> None:
        super().__init__()
        self.inner = inner
        self.key_file: Path | None = None
        self.now = PassphraseBox(_("Your passphrase now"))
        self._file_name = label("", "muted")
        self._choose = button(_("Key file …"), quiet=True)
        self._choose.clicked.connect(self._choose_file)
        self._go = button(verb, main=True)
        self._go.clicked.connect(go)
        leave = button(_("Leave it"), quiet=True)
        leave.clicked.connect(self.leave)
        files = QHBoxLayout()
        files.addWidget(self._choose)
        files.addWidget(self._file_name, 1)
        line = QHBoxLayout()
        line.addWidget(leave)
        line.addStretch(1)
        line.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.now)
        column.addLayout(files)
        if inner is not None:
            column.addWidget(inner)
        column.addLayout(line)
        if isinstance(inner, NewPassphrase):
            inner.entered.connect(go)
            self.now.entered.connect(inner.again)
        else:
            self.now.entered.connect(go)

    def ask(self, *, key_file: bool) -> None:
        """Show it, the caret in its box."""
        self._choose.setVisible(key_file)
        self._file_name.setVisible(key_file)
        if isinstance(self.inner, NewPassphrase):
            self.inner.offer()
        self.show()
        self.now.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Forget what was typed and hide."""
        self.now.clear()
        self.key_file = None
        self._file_name.setText("")
        if isinstance(self.inner, NewPassphrase):
            self.inner.clear()
        self.hide()

    def _choose_file(self) -> None:
        chosen = choose_file(self, _("Choose the key file"))
        if chosen is not None:
            self.key_file = chosen
            self._file_name.setText(chosen.name)


class Keys(QObject):
    """The three settings about keys. `cost` is measured on this machine unless given."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._needs_file = False
        self.cost: Cost | None = None
        self._change = button(_("Change …"))
        self.new = NewPassphrase()
        self.changing = _Form(_("Change the passphrase"), self._changed, self.new)
        self.passphrase = Setting(
            _("Passphrase"),
            _("Old copies and backups of the vault still open with the old one."),
            self._change,
            also=_("password key"),
        )
        self.passphrase.below(self.changing)
        self._file = QPushButton()
        self.file = Setting(
            _("Key file"),
            _("With it, the passphrase alone opens nothing. Losing the file loses the vault."),
            self._file,
        )
        self.filing = _Form(_("Go on"), self._filed)
        self.file.below(self.filing)
        self._show = button(_("Show …"))
        self.sheet = Setting(
            _("Recovery sheet"),
            _("24 words that open the vault without the passphrase. Keep them on paper only."),
            self._show,
            also=_("key paper lost print"),
        )
        self.showing = _Form(_("Show the sheet"), self._shown)
        self.view = SheetView(write_new)
        self._hide = button(_("Hide the sheet"))
        self._paper = button(_("I have it on paper"))
        self._holder = _stacked(self.showing, self.view, self._paper, self._hide)
        self.sheet.below(self._holder)
        self._hide.clicked.connect(self.leave)
        self._paper.clicked.connect(self._confirmed)
        self._change.clicked.connect(self.change)
        self._file.clicked.connect(self.change_file)
        self._show.clicked.connect(self.show_sheet)

    def follow(self, *, needs_file: bool) -> None:
        """Know whether a key file belongs to the vault."""
        self._needs_file = needs_file
        words = _("Do without it …") if needs_file else _("Add a key file …")
        self._file.setText(words)
        self._file.setAccessibleName(words)

    def change(self) -> None:
        """Ask for what a new passphrase needs."""
        self._open(self.passphrase, self.changing, key_file=self._needs_file)

    def change_file(self) -> None:
        """Ask for what adding or removing the key file needs."""
        self._open(self.file, self.filing, key_file=self._needs_file)

    def show_sheet(self) -> None:
        """Ask for the passphrase before the sheet is shown."""
        self._open(self.sheet, self.showing, key_file=self._needs_file)
        self._holder.show()

    def leave(self) -> None:
        """Forget everything that was typed or shown."""
        for form in (self.changing, self.filing, self.showing):
            form.leave()
        self.view.clear()
        self.view.hide()
        self._hide.hide()
        self._paper.hide()
        self._holder.hide()

    # How inside

    def _open(self, setting: Setting, form: _Form, *, key_file: bool) -> None:
        self.leave()
        setting.answer.hide()
        form.ask(key_file=key_file)
        # Asked for from elsewhere than its button it may lie below what is seen; and it has its
        # place only when the page is laid out anew.
        QTimer.singleShot(0, form, partial(bring_into_view, setting))

    def _do(
        self,
        setting: Setting,
        form: _Form,
        words: str,
        act: Act,
        answer: Callable[[Any], None],
    ) -> None:
        passphrase, key_file, cost = form.now.text(), form.key_file, self.cost

        def work(vault: Vault) -> Any:
            access = Access.of(vault.folder, passphrase, key_file)
            return act(vault, replace(access, cost=cost))

        def done(result: Any) -> None:
            form.leave()
            answer(result)

        self._desk.long(self, words, lambda vault, _job: work(vault), done, failed=setting.trouble)

    def _changed(self) -> None:
        if trouble := self.new.trouble():
            self.passphrase.tell(trouble)
            self.new.again()
            return
        new = self.new.passphrase()
        self._do(
            self.passphrase,
            self.changing,
            _("Changing the passphrase …"),
            lambda _vault, access: change_passphrase(access, new=new),
            lambda _nothing: self.passphrase.tell(
                _("The passphrase is changed."), _("The recovery sheet stays the same.")
            ),
        )

    def _filed(self) -> None:
        if self._needs_file:
            self._file_removed()
            return
        target = choose_target(self._page, _("Where shall the key file lie?"), "key.bin")
        if target is None:
            return
        self._do(
            self.file,
            self.filing,
            _("Adding the key file …"),
            lambda _vault, access: add_key_file(access, key_file=target),
            lambda _nothing: self._file_told(
                _("From now on the vault opens only with this file, too."),
                _("Keep a copy of it on another medium."),
                needs_file=True,
            ),
        )

    def _file_removed(self) -> None:
        if self.filing.key_file is None:
            self.file.tell(_("Choose the key file of this vault first."))
            return
        self._do(
            self.file,
            self.filing,
            _("Removing the key file …"),
            lambda _vault, access: remove_key_file(access),
            lambda _nothing: self._file_told(
                _("The passphrase alone opens the vault again."), "", needs_file=False
            ),
        )

    def _file_told(self, sentence: str, way_on: str, *, needs_file: bool) -> None:
        self.file.tell(sentence, way_on)
        self.follow(needs_file=needs_file)

    def _shown(self) -> None:
        def act(vault: Vault, access: Access) -> tuple[str, str]:
            prove_access(access)
            return recovery_sheet(vault), vault.name

        def show(sheet: tuple[str, str]) -> None:
            self.view.show_sheet(*sheet)
            self.view.show()
            self._hide.show()
            self._paper.show()
            self._hide.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self._holder, partial(bring_into_view, self._holder))

        self._do(self.sheet, self.showing, _("Checking the passphrase …"), act, show)

    def _confirmed(self) -> None:
        self.leave()
        self._desk.act(
            self._page,
            confirm_sheet,
            lambda _none: self.sheet.tell(_("Good. Keep the paper away from this computer.")),
            failed=self.sheet.trouble,
        )


def _stacked(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        column.addWidget(widget)
        if isinstance(widget, QPushButton):
            column.setAlignment(widget, Qt.AlignmentFlag.AlignLeading)
        widget.hide()
    return holder
