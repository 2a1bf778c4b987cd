"""Receiving: an archive opened and looked at first, then taken in as one step."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QWidget

from app.desk import Desk
from app.page import Page
from app.parts.arrived import TakenIn, coming, counts_of, sender_of, take, unknown
from app.parts.beside import look
from app.parts.frame import Frame
from app.parts.partners import Lines
from app.parts.proposallist import ProposalList
from app.parts.rows import Rows
from app.place import Place
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.passphrase import PassphraseBox
from app.widgets.words import button, label
from casefiles.errors import Cancelled, CaseFileError
from casefiles.exchange.archive import key_file_of
from casefiles.exchange.partners import State
from casefiles.ledger.changes import Changes
from casefiles.model.kinds import BY_NAME
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
        self._seen: Preview | None = None
        self._busy = False
        self._round = 0
        self._frame = Frame(self, _("Receive"))
        self.choose = button(_("Choose archive…"))
        self.sealed = QCheckBox(_("It is sealed with a passphrase"))
        self.key_file = button(_("Key file…"), tip=_("Only if it does not lie beside the archive."))
        self.passphrase = PassphraseBox(_("Passphrase of the archive"))
        self.open = button(_("Open archive"))
        self.known = QCheckBox(_("I know who gave me this"))
        self.bring_back = QCheckBox(_("Also bring back what was erased here"))
        self.trying = button(_("Try it first"), tip=_("Lists what would come; takes nothing in."))
        self.records = Rows(_("Records that would come"), (_("Records that would come"), _("Kind")))
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
        """Where the archive is chosen."""
        return self.choose

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
        """Only what waits is asked anew; an opened archive stays as it was opened."""
        self.proposals.load()

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
        self._path, self._seen, self._key_file = path, None, None
        self._frame.notice.hide()
        self.passphrase.clear()
        self.known.setChecked(False)
        self.bring_back.setChecked(False)
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
        seen, bring_back = self._seen, self.bring_back.isChecked()
        if seen is None or self._busy or not self._able(seen):
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
        self._sender, self._counts = label(""), label("")
        self._tells = label("", "heading")
        for one in (self.sealed, self.known, self.bring_back):
            one.setMinimumHeight(GRID * 3)
        for widget in (
            Lines(self.choose, self.sealed),
            self._file,
            self.passphrase,
            self._secret,
            self._tells,
            self._sender,
            self._counts,
            self.known,
            self.bring_back,
            self.trying,
            self.records,
            self.proposals,
        ):
            if widget is self.trying:
                body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading)
            else:
                body.addWidget(widget)
        body.addStretch(1)
        self.records.setMinimumHeight(GRID * 30)
        self.records.hide()
        self._frame.body.addWidget(self._column, 1)
        self._frame.foot.put(self.take)
        self._commands = []
        for text, act, keys in (
            (_("Choose archive…"), self.ask_which, "Ctrl+O"),
            (_("Take it in"), self.take_in, "Ctrl+Return"),
        ):
            action = QAction(text, self)
            action.setToolTip(text)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(act)
            self.addAction(action)
            self._commands.append(action)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.ask_which)
        self.sealed.clicked.connect(self._show_state)
        self.key_file.clicked.connect(self.ask_key_file)
        self.open.clicked.connect(self.look)
        self.passphrase.entered.connect(self.look)
        self.known.clicked.connect(self._show_state)
        self.bring_back.clicked.connect(self._show_state)
        self.trying.clicked.connect(self._try)
        self.take.clicked.connect(self.take_in)

    def _say_file(self) -> None:
        names = [
            self._path.name if self._path else "",
            self._key_file.name if self._key_file else "",
        ]
        self._file.setText("  +  ".join(filter(None, names)))

    def _able(self, seen: Preview) -> bool:
        if seen.state is State.CHANGED or seen.received_before:
            return False
        if seen.counts()["erased"] and not self.bring_back.isChecked():
            return False
        return self.known.isChecked() or not unknown(seen)

    def _why(self, seen: Preview) -> str:
        if seen.state is State.CHANGED:
            return _("It bears the name of a partner, but not the keys known before.")
        if seen.received_before:
            return _("Already received: everything in it is here.")
        if seen.counts()["erased"] and not self.bring_back.isChecked():
            return _("It would bring back what was erased here. Tick that if you want it.")
        if unknown(seen) and not self.known.isChecked():
            return _("The sender is not verified. Tick that you know who gave you this.")
        return _("Taking it in is one step, and undo takes all of it back.")

    def _show(self, seen: Preview) -> None:
        self._busy, self._seen = False, seen
        self._tells.setText(
            _("Already received.") if seen.received_before else _("What it would bring")
        )
        self._sender.setText("\n".join(sender_of(seen)))
        self._counts.setText("\n".join(counts_of(seen)))
        self.records.hide()
        self._show_state()
        (self.known if unknown(seen) else self.take).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self) -> None:
        seen = self._seen
        asks = self.sealed.isChecked() and seen is None and self._path is not None
        self.passphrase.setVisible(asks)
        self._secret.setVisible(self._path is not None and seen is None)
        self.key_file.setVisible(asks)
        for button_ in (self.choose, self.open):
            button_.setEnabled(not self._busy)
        for one in (self._tells, self._sender, self._counts):
            one.setVisible(seen is not None)
        fresh = seen is not None and not seen.received_before
        self.trying.setVisible(fresh)
        self.known.setVisible(seen is not None and fresh and unknown(seen))
        self.bring_back.setVisible(seen is not None and bool(seen.counts()["erased"]))
        self._frame.foot.setVisible(seen is not None)
        self.take.setEnabled(seen is not None and not self._busy and self._able(seen))
        self._frame.foot.say(self._why(seen) if seen is not None else "")
        self._frame.under.setText(_("Working …"))
        self._frame.under.setVisible(self._busy)

    def _try(self) -> None:
        if self._seen is None:
            return
        self.records.clear()
        found = coming(self._seen)
        for one in found:
            kind = _(BY_NAME[one.ref.kind].words.one)
            self.records.row(one.title, kind, key=str(one.ref), kind=one.ref.kind)
        self.records.fit(1)
        self.records.restore({})
        self.records.setVisible(bool(found))
        if found:
            self.records.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._frame.notice.tell(_("No new records; only more about records that are here."))

    def _taken(self, done: TakenIn) -> None:
        self._busy, self._seen, self._path = False, None, None
        self.records.hide()
        self._file.setText("")
        count = done.received.preview.counts()["new"]
        if not done.received.taken:
            self._frame.notice.tell(_("There was nothing to take in; nothing changed."))
        else:
            self._frame.notice.tell(
                many("Received {n} entry.", "Received {n} entries.", count),
                _("It is one step in the history."),
                action=_("Undo"),
                act=lambda: self._undo(done.step),
            )
        self._show_state()
        self.proposals.load()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self, step: int) -> None:
        self.desk.act(
            self,
            lambda vault: history.undo(vault, number=step),
            lambda _lines: self._frame.notice.tell(_("It was taken back. Redo brings it back.")),
            failed=self._failed,
        )

    def _failed(self, fault: CaseFileError) -> None:
        self._busy = False
        self._show_state()
        if not isinstance(fault, Cancelled):
            self._frame.notice.tell(fault.sentence, fault.way_on, danger=True)
        if self.sealed.isChecked() and self._path is not None:
            self.passphrase.again()
