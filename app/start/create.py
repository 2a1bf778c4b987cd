"""New case files: name and place, passphrase, recovery sheet. Or the same for the example."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.jobs import Lane
from app.start.panel import Panel
from app.start.places import SUFFIX
from app.start.work import confirm, make_vault, sheet_of, write_file
from app.theme import GRID
from app.widgets.files import choose_folder
from app.widgets.passphrase import NewPassphrase
from app.widgets.sheet import SheetSteps
from app.widgets.words import button, label
from casefiles.text import _

if TYPE_CHECKING:
    from casefiles.seal.passphrase import Cost
    from casefiles.vault import Vault

_LONGEST_NAME = 80
_WHERE, _PASSPHRASE, _SHEET = range(3)


class Create(Panel):
    """Three steps; the vault comes to be between the second and the third."""

    def __init__(
        self, lane: Lane, cost: "Cost | None" = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(lane, parent)
        self._cost = cost
        self._example = False
        self._folder = Path()
        self._made: Vault | None = None
        self._title = label("", "title")
        self._hint = label("", "muted")
        self.name = _line(_("thing|Name"))
        self.author = _line(_("Your name in the history"))
        self._place = label("", "")
        self._change = button(_("Another folder …"), quiet=True)
        self.passphrase = NewPassphrase()
        self.sheet = SheetSteps(write_file)
        self._step = _WHERE
        self._place_form = self._where()
        self._back = button(_("Back"), quiet=True)
        self._next = button("", main=True)
        self._put_together()
        self.name.textChanged.connect(self._show_place)
        self.name.textEdited.connect(lambda _text: self.notice.hide())
        self.name.returnPressed.connect(self.author.setFocus)
        self.author.returnPressed.connect(self.go_on)
        self._change.clicked.connect(self._choose_folder)
        self.passphrase.entered.connect(self.go_on)
        self._back.clicked.connect(self.escape)
        self._next.clicked.connect(self.go_on)
        self.sheet.done.connect(lambda confirmed: self._done(confirmed=confirmed))

    # What it answers

    def first(self) -> QWidget:
        """The name."""
        return self.name

    @property
    def target(self) -> Path:
        """The folder that will be made."""
        return self._folder / f"{self.name.text().strip()}{SUFFIX}"

    # What it does

    def begin(self, folder: Path, *, example: bool = False) -> None:
        """Begin anew, for a vault in this folder."""
        self._folder, self._example = folder, example
        self._title.setText(_("The example") if example else _("New case files"))
        self._hint.setText(
            _("Published cases, filled in to look around. They get a passphrase like any others.")
            if example
            else _("One encrypted folder holds everything. Only the passphrase opens it.")
        )
        self.name.setText(_("Example") if example else "")
        self.author.clear()
        self.passphrase.clear()
        self.notice.hide()
        self._show(_WHERE)

    def go_on(self) -> None:
        """The next step, if this one is complete."""
        self.notice.hide()
        if self._step == _WHERE:
            self._check_place()
        elif trouble := self.passphrase.trouble():
            self.notice.tell(trouble)
            self.passphrase.again()
        else:
            self._make()

    def escape(self) -> None:
        """Esc: one step back; what was made stays made."""
        if self.job is not None:
            self.cancel()
        elif self._step == _SHEET:
            self._done(confirmed=False)
        elif self._step == _PASSPHRASE:
            self._show(_WHERE)
        else:
            self.left.emit()

    def clear(self) -> None:
        """Take away passphrase and sheet; let go of a vault nobody took."""
        self.passphrase.clear()
        self.sheet.clear()
        if self._made is not None:
            self._made.close()
            self._made = None

    # How inside

    def _put_together(self) -> None:
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._next)
        for widget in (self._title, self._hint, self._place_form, self.passphrase, self.notice):
            self.body.addWidget(widget)
        self.body.addSpacing(GRID)
        self.body.addLayout(line)
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.sheet)
        self.body.addStretch(1)

    def _where(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID // 2)
        for box in (self.name, self.author):
            words = label(box.accessibleName(), wrap=False)
            words.setBuddy(box)
            column.addWidget(words)
            column.addWidget(box)
            if box is self.author:
                hint = label(
                    _("It stands beside what you do. A made-up name will do, or none."), "small"
                )
                box.setAccessibleDescription(hint.text())
                column.addWidget(hint)
            column.addSpacing(GRID)
        column.addWidget(label(_("Place"), wrap=False))
        column.addWidget(self._place)
        column.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeading)
        return holder

    def _show(self, step: int) -> None:
        showing_sheet = step == _SHEET
        self._step = step
        for widget in (self._title, self._hint, self._back, self._next):
            widget.setVisible(not showing_sheet)
        self._place_form.setVisible(step == _WHERE)
        self.passphrase.setVisible(step == _PASSPHRASE)
        self.sheet.setVisible(showing_sheet)
        self.column.verticalScrollBar().setValue(0)
        if showing_sheet:
            return
        self._next.setText(_("Go on") if step == _WHERE else _("Make the case files"))
        self._next.setAccessibleName(self._next.text())
        if step == _WHERE:
            self._show_place()
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.passphrase.passphrase():
            self.passphrase.offer()
        self.passphrase.again()

    def _show_place(self) -> None:
        self._place.setText(str(self.target if self.name.text().strip() else self._folder))

    def _choose_folder(self) -> None:
        there = self._folder if self._folder.is_dir() else None
        chosen = choose_folder(self, _("Where shall the case files lie?"), there)
        if chosen is not None:
            self._folder = chosen
            self._show_place()

    def _check_place(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.notice.tell(_("The case files need a name."), _("A town and years, for example."))
        elif any(sign in name for sign in '/\\:*?"<>|') or name.startswith("."):
            self.notice.tell(
                _('A name cannot begin with a dot, or hold one of these: / \\ : * ? " < > |')
            )
        elif self.target.exists():
            self.notice.tell(
                _("Something of this name is there already."), _("Choose another name.")
            )
        else:
            self._show(_PASSPHRASE)
            return
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> None:
        target, passphrase = self.target, self.passphrase.passphrase()
        author, example, cost = self.author.text().strip(), self._example, self._cost
        self.run(
            _("Making the case files …"),
            lambda job: make_vault(
                job, target, passphrase, author=author, example=example, cost=cost
            ),
            self._show_sheet,
        )

    def _show_sheet(self, made: "Vault") -> None:
        self._made = made
        self.passphrase.clear()
        self.sheet.show_sheet(sheet_of(made), made.name)
        self._show(_SHEET)

    def _done(self, *, confirmed: bool) -> None:
        """Open it; a sheet that was not typed back is asked for later, on the first page."""
        made, self._made = self._made, None
        self.sheet.clear()
        if made is None:
            return
        if confirmed:
            confirm(made)
        self.opened.emit(made)


def _line(words: str) -> QLineEdit:
    made = QLineEdit()
    made.setMaxLength(_LONGEST_NAME)
    made.setAccessibleName(words)
    return made
