"""Receiving: an archive opened and looked at first, then taken in as one step."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from app.desk import Desk
from app.page import Page
from app.parts.archivelook import ArchiveLook
from app.parts.arrived import TakenIn, take, unknown
from app.parts.beside import look
from app.parts.commands import command
from app.parts.frame import Frame
from app.parts.partners import Lines
from app.parts.proposallist import ProposalList
from app.parts.ticks import Tick
from app.place import Place
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.passphrase import PassphraseBox
from app.widgets.words import button, label
from casefiles.errors import Cancelled, CaseFileError
from casefiles.exchange.archive import key_file_of
from casefiles.ledger.changes import Changes
from casefiles.operations import history, receiving
from casefiles.operations.receiving import Preview
from casefiles.text import _, many


class ReceivePage(Page):
    """Choose, look, try, take in; afterwards the sender's decisions."""

    name: ClassVar[str] = "receive"
    help: ClassVar[str] = "receive"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._path: Path | None = None
        self._key_file: Path | None = None
        self._busy = False
        self._round = 0
        self._done: TakenIn | None = None
        self._undone = False
        self._frame = Frame(self, _("Receive"))
        self.choose = button(_("Choose archive …"))
        self.sealed = Tick(_("It is sealed with a passphrase"))
        self.key_file = button(
            _("Key file …"), tip=_("Only if it does not lie beside the archive.")
        )
        self.passphrase = PassphraseBox(_("Passphrase of the archive"))
        self.open = button(_("Open archive"))
        self.told = ArchiveLook()
        self.proposals = ProposalList(desk, self._frame.notice)
        self.take = button(_("Take it in"), main=True)
        self._lay_out()
        self._connect()
        self._show_state()

    # What it answers

    def place(self) -> Place:
        """With the file, but neither its passphrase nor what is in it."""
        return Place(self.name, state={"path": str(self._path) if self._path else ""})

    def wants(self, changes: Changes) -> bool:
        """What waits may be answered elsewhere, or undone."""
        return bool(changes.touched)

    def first(self) -> QWidget:
        """Where the archive is chosen, or its passphrase typed."""
        asks = self.sealed.isChecked() and self._path is not None and self.told.seen is None
        return self.passphrase.box if asks else self.choose

    def commands(self) -> Sequence[QAction]:
        """Choosing and taking in."""
        return self._commands

    # What it does

    def visit(self, place: Place) -> None:
        """Open the archive that was dropped on the window, or wait for one to be chosen."""
        self.called.emit(_("Receive"))
        self.proposals.load()
        path = str(place.state.get("path", ""))
        if path and Path(path) != self._path:
            self.load(Path(path))

    def refresh(self) -> None:
        """What waits, and whether what was taken in still stands; an opened archive stays as it
        was opened."""
        self.proposals.load()
        if (done := self._done) is not None:
            self.desk.ask(
                self,
                lambda vault: history.withdrawn(vault, number=done.step),
                lambda undone: self._stands(done, undone=undone),
                about="stands",
            )

    def ask_which(self) -> None:
        """Ask for the archive."""
        from app.widgets import files

        path = files.choose_file(
            self, _("Archive to receive"), _("Archives (*.age);;All files (*)")
        )
        if path is not None:
            self.load(path)

    def ask_key_file(self) -> None:
        """Ask for the small key file that came another way."""
        from app.widgets import files

        path = files.choose_file(self, _("Key file of the archive"))
        if path is not None:
            self._key_file = path
            self._say_file()

    def load(self, path: Path) -> None:
        """Begin with this archive: open it with our key, or ask for its passphrase."""
        self._path, self._key_file, self._done = path, None, None
        self.told.put(None)
        self._frame.notice.hide()
        self.passphrase.clear()
        self.sealed.setChecked(key_file_of(path).exists())
        self._say_file()
        if self.sealed.isChecked():
            self._show_state()
            self.passphrase.again()
        else:
            self.look()

    def look(self) -> None:
        """Open and verify all of it; nothing is written."""
        path, key_file = self._path, self._key_file
        if path is None or self._busy:
            return
        secret = self.passphrase.text() if self.sealed.isChecked() else None
        self._busy = True
        self._round += 1
        now = self._round
        self._show_state()
        look(
            self.desk,
            self,
            _("Opening and verifying the archive …"),
            lambda vault, _job: receiving.preview(
                vault, path, passphrase=secret, key_file=key_file
            ),
            lambda seen: self._show(seen) if now == self._round else None,
            self._failed,
        )

    def take_in(self) -> None:
        """Take it in as one Step."""
        seen, bring_back = self.told.seen, self.told.bring_back.isChecked()
        if seen is None or self._busy or not self.told.able():
            return
        self._busy = True
        self._show_state()
        self.desk.long(
            self,
            _("Taking the archive in …"),
            lambda vault, _job: take(vault, seen, bring_back=bring_back),
            self._taken,
            failed=self._failed,
        )

    # How inside

    def _lay_out(self) -> None:
        self._column = Column(widest=900)
        body = self._column.body
        body.setContentsMargins(0, 0, GRID * 2, GRID * 2)
        self._file = label(_("An archive is a file that a partner wrote for you."), "muted")
        self._secret = Lines(self.key_file, self.open)
        for widget in (
            Lines(self.choose, self.sealed),
            self._file,
            self.passphrase,
            self._secret,
            self.told,
            self.proposals,
        ):
            body.addWidget(widget)
        body.addStretch(1)
        self._frame.body.addWidget(self._column, 1)
        self._frame.foot.put(self.take)
        self._commands = [
            command(self, _("Choose archive …"), self.ask_which, "Ctrl+O"),
            command(self, _("Take it in"), self.take_in, "Ctrl+Return"),
        ]

    def _connect(self) -> None:
        self.choose.clicked.connect(self.ask_which)
        self.sealed.clicked.connect(self._show_state)
        self.key_file.clicked.connect(self.ask_key_file)
        self.open.clicked.connect(self.look)
        self.passphrase.entered.connect(self.look)
        self.told.changed.connect(self._show_state)
        # The list has no place of its own before the next layout.
        self.told.trying.clicked.connect(lambda: QTimer.singleShot(0, self, self._show_coming))
        self.take.clicked.connect(self.take_in)

    def _say_file(self) -> None:
        names = [
            self._path.name if self._path else "",
            self._key_file.name if self._key_file else "",
        ]
        self._file.setText("  +  ".join(filter(None, names)))

    def _show(self, seen: Preview) -> None:
        self._busy = False
        self._frame.notice.hide()  # what was wrong with the last passphrase is not with this one
        self.told.put(seen)
        self._show_state()
        first = self.told.known if unknown(seen) else self.take
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_coming(self) -> None:
        """With large type, what would come lies beneath what is seen."""
        self._column.ensureWidgetVisible(self.told.records, 0, GRID)

    def _show_state(self) -> None:
        opened, waiting = self.told.seen is not None, self._path is not None
        asks = self.sealed.isChecked() and waiting and not opened
        self.passphrase.setVisible(asks)
        self._secret.setVisible(waiting and not opened)
        self.key_file.setVisible(asks)
        for one in (self.choose, self.open):
            one.setEnabled(not self._busy)
        self._frame.foot.setVisible(opened)
        self.take.setEnabled(not self._busy and self.told.able())
        self._frame.foot.say(self.told.why())
        self._frame.under.setText(_("Working …"))
        self._frame.under.setVisible(self._busy)

    def _taken(self, done: TakenIn) -> None:
        self._busy, self._path = False, None
        self.told.put(None)
        self._file.setText("")
        if done.received.taken:
            self._done, self._undone = done, False
            self._say_taken(done)
        else:
            self._frame.notice.tell(_("There was nothing to take in; nothing changed."))
        self._show_state()
        self.proposals.load()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_taken(self, done: TakenIn) -> None:
        count = done.received.preview.counts()["new"]
        self._frame.notice.tell(
            many("Received {n} entry.", "Received {n} entries.", count),
            _("It is one step in the history."),
            action=_("Undo"),
            act=lambda: self._turn(done, undone=True),
        )

    def _turn(self, done: TakenIn, *, undone: bool) -> None:
        """Take it back, or bring it back."""
        act = history.undo if undone else history.bring_back
        self.desk.act(
            self,
            lambda vault: act(vault, number=done.step),
            lambda _nothing: self._stands(done, undone=undone),
            failed=self._failed,
        )

    def _stands(self, done: TakenIn, *, undone: bool) -> None:
        """What was taken in stands no more, or again."""
        if done is not self._done or undone == self._undone:
            return
        self._undone = undone
        if undone:
            self._frame.notice.tell(
                _("It was taken back. Redo brings it back."),
                action=_("Redo"),
                act=lambda: self._turn(done, undone=False),
            )
        else:
            self._say_taken(done)

    def _failed(self, fault: CaseFileError) -> None:
        self._busy = False
        self._show_state()
        danger = not isinstance(fault, Cancelled)
        self._frame.notice.tell(fault.sentence, fault.way_on, danger=danger)
        if self.sealed.isChecked() and self._path is not None:
            self.passphrase.again()
        elif self.isAncestorOf(QApplication.focusWidget() or self.window()):
            # It was switched off meanwhile, and the focus went on to what nobody asked for.
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
