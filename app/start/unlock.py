"""Unlocking: the list of vaults, the passphrase, and what stands in the way said in sentences."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from app.jobs import Lane
from app.start.panel import Panel
from app.start.places import Look, look, title
from app.start.work import open_vault
from app.theme import GRID, ROW
from app.widgets.files import choose_file
from app.widgets.flow import Flow
from app.widgets.passphrase import PassphraseBox
from app.widgets.words import button, label
from casefiles.errors import CaseFileError, VaultDamaged, VaultInUse, WrongKey
from casefiles.text import _

_MOST_ROWS = 6
_PATH = Qt.ItemDataRole.UserRole


class Unlock(Panel):
    """The list of vaults and the passphrase of the chosen one."""

    another = Signal()
    new = Signal()
    example = Signal()
    lost = Signal()

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(lane, parent)
        self._look = Look()
        self._looking = False
        self._key_file: Path | None = None
        self.files = QListWidget()
        self.files.setAccessibleName(_("Case files on this computer"))
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box = PassphraseBox(_("Passphrase"))
        self.box.box.installEventFilter(self)
        self._told = label("", "muted")
        self._file_name = label(_("No key file"), "muted")
        self._choose = button(_("Key file …"), quiet=True)
        self._without = button(_("Without it"), quiet=True)
        self._go = button(_("Unlock"), main=True)
        self._put_together()
        self.files.currentRowChanged.connect(self._chosen)
        self.files.itemActivated.connect(self._to_box)
        self.files.itemClicked.connect(self._to_box)
        self.box.entered.connect(self.unlock)
        self._go.clicked.connect(self.unlock)
        self._choose.clicked.connect(self._choose_key_file)
        self._without.clicked.connect(lambda: self._with_key_file(None))
        self._with_key_file(None)

    # What it answers

    def first(self) -> QWidget:
        """The caret stands in the box."""
        return self.box.box

    def selected(self) -> Path | None:
        """The vault that is chosen."""
        item = self.files.currentItem()
        return None if item is None else Path(item.data(_PATH))

    # What it does

    def show_vaults(self, vaults: list[Path], selected: Path | None = None) -> None:
        """List these; the first is chosen unless another is asked for."""
        self.files.blockSignals(True)
        self.files.clear()
        for vault in vaults:
            item = QListWidgetItem(title(vault))
            item.setToolTip(str(vault))
            item.setData(_PATH, str(vault))
            self.files.addItem(item)
        self.files.setCurrentRow(vaults.index(selected) if selected in vaults else 0)
        self.files.blockSignals(False)
        self._fit_list()
        self._chosen()

    def begin_looking(self) -> None:
        """Look at the vaults themselves from now on; it loads much, so the window comes first."""
        self._looking = True
        if (vault := self.selected()) is not None:
            self._ask(vault)

    def unlock(self) -> None:
        """Try what is typed on the chosen vault."""
        if (vault := self.selected()) is None:
            return
        passphrase, key_file = self.box.text(), self._key_file
        self.run(
            _("Opening {name} …").format(name=title(vault)),
            lambda job: open_vault(job, vault, passphrase, key_file),
            self._opened,
            self._not_opened,
        )

    def resumed(self) -> None:
        """What was typed is marked, so that typing replaces it."""
        self.box.again()

    def clear(self) -> None:
        """Take the passphrase away."""
        self.box.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up and Down change the file while the caret stays in the box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.files.currentRow() + step
                self.files.setCurrentRow(max(0, min(row, self.files.count() - 1)))
                return True
        return super().eventFilter(watched, event)

    # How inside

    def _put_together(self) -> None:
        name = label("Parvanda", "title")
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        key_line = QHBoxLayout()
        key_line.addWidget(self._choose)
        key_line.addWidget(self._file_name, 1)
        key_line.addWidget(self._without)
        go_line = QHBoxLayout()
        go_line.addStretch(1)
        go_line.addWidget(self._go)
        others = QWidget()
        flow = Flow(others, gap=GRID)
        for words, signal in (
            (_("Open another …"), self.another),
            (_("New"), self.new),
            (_("Look at the example"), self.example),
            (_("I lost my key"), self.lost),
        ):
            made = button(words, quiet=True)
            made.clicked.connect(signal)
            flow.addWidget(made)
        self.body.addWidget(name)
        self.body.addWidget(label(_("Case files on this computer"), "heading"))
        self.body.addWidget(self.files)
        self.body.addWidget(self._told)
        self.body.addWidget(self.box)
        self.body.addLayout(key_line)
        self.body.addWidget(self.notice)
        self.body.addLayout(go_line)
        self.body.addWidget(others)
        self.body.addStretch(1)

    def _fit_list(self) -> None:
        rows = max(2, min(_MOST_ROWS, self.files.count()))
        high = max(ROW, self.files.sizeHintForRow(0) if self.files.count() else 0)
        for at in range(self.files.count()):
            self.files.item(at).setSizeHint(QSize(0, high))
        self.files.setFixedHeight(rows * high + GRID)

    def _chosen(self) -> None:
        self.notice.hide()
        self._told.hide()
        self._look = Look()
        self._with_key_file(None)
        if (vault := self.selected()) is None:
            return
        if self._looking:
            self._ask(vault)

    def _ask(self, vault: Path) -> None:
        self.lane.put(lambda: look(vault), self._looked, self._not_looked, key=(id(self), "look"))

    def _looked(self, seen: Look) -> None:
        self._look = seen
        if seen.trouble is not None:
            self.tell(seen.trouble)
            return
        said = []
        if seen.key_file:
            said.append(_("It opens only with its key file."))
        if seen.read_only:
            said.append(_("Nothing can be written where it lies: it opens for reading only."))
        self._told.setText(" ".join(said))
        self._told.setVisible(bool(said))
        self._with_key_file(self._key_file)

    def _to_box(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_looked(self, fault: BaseException) -> None:
        self.faulty.emit(fault)

    def _opened(self, vault: object) -> None:
        self.box.clear()
        self.opened.emit(vault)

    def _not_opened(self, trouble: CaseFileError) -> None:
        if isinstance(trouble, WrongKey):
            self.notice.tell(self._wrong())
        else:
            self.tell(trouble)
        self.box.again()

    def _wrong(self) -> str:
        layout = self.box.keyboard.layout
        if not layout:
            return _(
                "That did not open it. Check the layout, Caps Lock, and that this is the right "
                "file."
            )
        return _(
            "That did not open it. Check the layout ({layout}), Caps Lock, and that this is the "
            "right file."
        ).format(layout=layout)

    def tell(self, trouble: CaseFileError) -> None:
        """With a button for the way on where there is one."""
        action, act = "", None
        if isinstance(trouble, VaultDamaged):
            action, act = _("Use the recovery sheet"), self.lost.emit
        elif isinstance(trouble, VaultInUse):
            action, act = _("Try again"), self.unlock
        self.notice.tell(trouble.sentence, trouble.way_on, danger=True, action=action, act=act)

    def _choose_key_file(self) -> None:
        chosen = choose_file(self, _("Choose the key file"))
        if chosen is not None:
            self._with_key_file(chosen)
        self._to_box()

    def _with_key_file(self, chosen: Path | None) -> None:
        self._key_file = chosen
        needed = self._look.key_file
        if chosen is not None:
            self._file_name.setText(chosen.name)
        else:
            self._file_name.setText(_("Choose it first.") if needed else "")
        self._without.setVisible(chosen is not None)
