"""The trash: what lies in it, taking it out again, and erasing for good."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QTreeWidgetItem, QWidget

from app.desk import Desk
from app.page import Page
from app.parts.commands import command
from app.parts.discarded import Discarded, discarded
from app.parts.frame import Frame
from app.parts.rows import REF, Rows
from app.place import Place
from app.widgets.notice import Empty
from app.widgets.words import button, label
from casefiles.errors import CaseFileError
from casefiles.ledger.changes import Changes
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.operations.erasing import Outcome, begun_in_words, erase_for_good
from casefiles.operations.judging import take_from_trash
from casefiles.text import _, many

_LEAST_LETTERS = 16
"""Of a name: with large type, rather these than a time that is cut off."""


class TrashPage(Page):
    """A list of what was put away. Restoring is the main act; erasing asks first."""

    name: ClassVar[str] = "trash"
    help: ClassVar[str] = "trash"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._restoring: object = {}
        self.rows = Rows(
            _("What lies in the trash"),
            (_("Record"), _("Kind"), _("Put there")),
            least=_LEAST_LETTERS,
        )
        self.naming = Rows(_("Records that still name it"), (_("Record"), _("Kind")))
        self.still = label("")
        self.empty = Empty(
            _("The trash is empty. What you delete lies here until you erase it."),
            _("See the history"),
            lambda: self.desk.open(Place("history")),
        )
        self.erase = button(_("Erase for good …"), tip=_("Nothing brings back what is erased."))
        self.restore = button(_("Restore"), main=True, tip=_("Put it back where it was."))
        self._lay_out()

    # What it answers

    def place(self) -> Place:
        """With the row it stands on."""
        return Place(self.name, state=self.rows.left())

    def wants(self, changes: Changes) -> bool:
        """Whatever is touched may go into the trash or come out of it."""
        return bool(changes.touched)

    def first(self) -> QWidget:
        """The list, or what can be done where it is empty."""
        leading = self.empty.findChild(QPushButton)
        return self.rows if leading is None or self.rows.topLevelItemCount() else leading

    def commands(self) -> Sequence[QAction]:
        """Restoring and erasing."""
        return self._commands

    # What it does

    def visit(self, place: Place) -> None:
        """Ask what lies here."""
        self._restoring = place.state
        self.called.emit(_("Trash"))
        self.desk.ask(self, discarded, self._show, about="trash")

    def restore_chosen(self) -> None:
        """Take what is chosen out of the trash."""
        refs = self._chosen()
        if not refs:
            return
        self.desk.act(
            self,
            lambda vault: take_from_trash(vault, refs=refs),
            lambda _none: self._frame.notice.tell(
                many("{n} record is back.", "{n} records are back.", len(refs)),
                action=_("Open"),
                act=lambda: self.desk.open(refs[0]),
            ),
            failed=self._failed,
        )

    def ask_to_erase(self) -> None:
        """Name what would go, and ask."""
        items = self.rows.chosen()
        refs = self._chosen()
        if not refs:
            return
        self._frame.asking.ask(
            many("Erase {n} record for good?", "Erase {n} records for good?", len(refs)),
            _("Erase for good"),
            lambda: self._erase(refs),
            names=[f"{item.text(0)} ({item.text(1)})" for item in items],
            way_on=_("Their parts go with them. Nothing brings them back, not even undo."),
            danger=True,
            leave=_("Keep them"),
        )

    # How inside

    def _lay_out(self) -> None:
        self._frame = Frame(self, _("Trash"))
        self.naming.setMaximumHeight(220)
        for one in (self.rows, self.empty):
            self._frame.body.addWidget(one, 1)
        for other in (self.still, self.naming):
            self._frame.body.addWidget(other)
            other.hide()
        self._frame.foot.put(self.erase, self.restore)
        self.restore.clicked.connect(self.restore_chosen)
        self.erase.clicked.connect(self.ask_to_erase)
        self.rows.itemSelectionChanged.connect(self._show_chosen)
        self.rows.opened.connect(self._open)
        self.naming.opened.connect(self._open)
        self._commands = [
            command(self, _("Restore"), self.restore_chosen, "Ctrl+R", self.restore.toolTip()),
            command(self, _("Erase for good …"), self.ask_to_erase, "Del", self.erase.toolTip()),
        ]

    def _show(self, found: Sequence[Discarded]) -> None:
        here = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.rows.clear()
        for one in found:
            kind = _(BY_NAME[one.ref.kind].words.one)
            self.rows.row(one.title or kind, kind, one.since, ref=one.ref, kind=one.ref.kind)
        self.rows.fit(1, 2)
        self.rows.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._frame.foot.setVisible(bool(found))
        self.rows.restore(self._restoring)
        if here:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_chosen()

    def _show_chosen(self) -> None:
        count = len(self._chosen())
        self.restore.setEnabled(bool(count))
        self.erase.setEnabled(bool(count))
        said = many("{n} record is chosen.", "{n} records are chosen.", count)
        self._frame.foot.say(said if count else _("Choose a record to restore or to erase."))

    def _chosen(self) -> list[Ref]:
        return [item.data(0, REF) for item in self.rows.chosen()]

    def _open(self, item: QTreeWidgetItem, new_tab: bool) -> None:
        self.desk.open(item.data(0, REF), new_tab=new_tab)

    def _erase(self, refs: Sequence[Ref]) -> None:
        self.desk.long(
            self,
            _("Erasing for good …"),
            lambda vault, _job: erase_for_good(vault, refs=refs),
            self._erased,
            failed=self._failed,
        )

    def _erased(self, outcome: Outcome) -> None:
        gone = outcome.gone
        sentence = many("Erased {n} record for good.", "Erased {n} records for good.", gone.records)
        if gone.still_citing:
            sentence += " " + many(
                "{n} statement elsewhere still cites it, in its own words.",
                "{n} statements elsewhere still cite it, in their own words.",
                gone.still_citing,
            )
        self._frame.notice.tell(
            sentence,
            _("Backups, archives and papers that left this vault are out of reach."),
        )
        self.naming.clear()
        for hit in outcome.still_naming:
            kind = _(BY_NAME[hit.ref.kind].words.one)
            self.naming.row(hit.title or kind, kind, ref=hit.ref, kind=hit.ref.kind)
        self.naming.fit(1)
        self.naming.setVisible(bool(outcome.still_naming))
        others = _("Other spellings and descriptions of it may stand elsewhere: search for them.")
        begun = begun_in_words(outcome.begun_naming) if outcome.begun_naming else ""
        first = _("These still say its name in their own words:") if outcome.still_naming else ""
        self.still.setText(" ".join(filter(None, (begun, others, first))))
        self.still.show()

    def _failed(self, fault: CaseFileError) -> None:
        self._frame.notice.tell(fault.sentence, fault.way_on, danger=True)
