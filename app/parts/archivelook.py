"""What an opened archive is and would bring, and what a person has to say before taking it in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.parts.arrived import coming, counts_of, sender_of, unknown
from app.parts.rows import Rows
from app.parts.ticks import Tick
from app.theme import GRID
from app.widgets.words import button, label
from casefiles.exchange.partners import State
from casefiles.model.kinds import BY_NAME
from casefiles.operations.receiving import Preview
from casefiles.text import _


class ArchiveLook(QWidget):
    """Hidden until an archive was opened. `changed` tells of ticks."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seen: Preview | None = None
        self.tells, self.origin, self.counts = label("", "heading"), label(""), label("")
        self.known = Tick(_("I know who gave me this"))
        self.bring_back = Tick(_("Also bring back what was erased here"))
        self.trying = button(_("Try it first"), tip=_("Lists what would come; takes nothing in."))
        self.records = Rows(_("Records that would come"), (_("Records that would come"), _("Kind")))
        self.records.setMinimumHeight(GRID * 16)
        self._none = label(_("No new records; only more about records that are here."), "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for one in (self.tells, self.origin, self.counts, self.known, self.bring_back):
            column.addWidget(one)
        column.addWidget(self.trying, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._none)
        column.addWidget(self.records)
        for tick in (self.known, self.bring_back):
            tick.clicked.connect(self.changed)
        self.trying.clicked.connect(self._try)
        self.put(None)

    # What it answers

    def able(self) -> bool:
        """Whether it can be taken in now."""
        seen = self.seen
        if seen is None or seen.state is State.CHANGED or seen.received_before:
            return False
        if seen.counts()["erased"] and not self.bring_back.isChecked():
            return False
        return self.known.isChecked() or not unknown(seen)

    def why(self) -> str:
        """Why it cannot be taken in, or what taking it in is."""
        seen = self.seen
        if seen is None:
            return ""
        if seen.state is State.CHANGED:
            return _("It bears the name of a partner, but not the keys known before.")
        if seen.received_before:
            return _("Already received: everything in it is here.")
        if seen.counts()["erased"] and not self.bring_back.isChecked():
            return _("It would bring back what was erased here. Tick that if you want it.")
        if not self.able():
            return _("The sender is not verified. Tick that you know who gave you this.")
        return _("Taking it in is one step, and undo takes all of it back.")

    # What it does

    def put(self, seen: Preview | None) -> None:
        """Tell of this archive, or of none."""
        self.seen = seen
        self.known.setChecked(False)
        self.bring_back.setChecked(False)
        self.records.hide()
        self._none.hide()
        self.setVisible(seen is not None)
        if seen is None:
            return
        before = seen.received_before
        self.tells.setText(_("Already received.") if before else _("What it would bring"))
        self.origin.setText("\n".join(sender_of(seen)))
        self.counts.setText("\n".join(counts_of(seen)))
        self.trying.setVisible(not before)
        self.known.setVisible(not before and unknown(seen))
        self.bring_back.setVisible(bool(seen.counts()["erased"]))

    def _try(self) -> None:
        if self.seen is None:
            return
        self.records.clear()
        found = coming(self.seen)
        for one in found:
            kind = _(BY_NAME[one.ref.kind].words.one)
            self.records.row(one.title, kind, key=str(one.ref), kind=one.ref.kind)
        self.records.fit(1)
        self.records.restore({})
        self.records.setVisible(bool(found))
        self._none.setVisible(not found)
        if found:
            self.records.setFocus(Qt.FocusReason.OtherFocusReason)
