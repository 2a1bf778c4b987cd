"""The history: what was done, by whom, taking it back, and whether the chain still holds."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QTreeWidgetItem, QWidget

from app.desk import Desk
from app.page import Page
from app.parts.commands import command
from app.parts.frame import Frame
from app.parts.pastlines import NextActs, records_of, words_of
from app.parts.pastrows import PastRows
from app.parts.rows import REF
from app.parts.saying import Saying
from app.place import Place
from app.theme import GRID
from app.widgets.words import button
from casefiles.errors import CaseFileError
from casefiles.ledger.changes import Changes
from casefiles.ledger.history import UNDO, NeedsOthers
from casefiles.model.ids import Ref
from casefiles.operations import history as acts
from casefiles.operations.history import Line
from casefiles.operations.keeping import head_words
from casefiles.text import _, many
from casefiles.vault import Vault

_MOST_DAMAGE = 6


class HistoryPage(Page):
    """A list of Steps, newest first; Enter opens the records of a line."""

    name: ClassVar[str] = "history"
    help: ClassVar[str] = "history"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.undo, self.redo = Saying(_("Undo")), Saying(_("Redo"))
        self.past = PastRows(desk)
        self.this = button(_("Undo this step"))
        self.verify = button(
            _("Verify chain"), tip=_("Check that every step is still as it was written.")
        )
        self._frame = Frame(self, _("History"))
        doing = QHBoxLayout()
        doing.setSpacing(GRID)
        doing.addWidget(self.undo, 1)
        doing.addWidget(self.redo, 1)
        self._frame.body.addLayout(doing)
        self._frame.body.addWidget(self.past, 1)
        self._frame.foot.put(self.verify, self.this)
        self._commands = [
            command(self, _("Undo this step"), self.undo_chosen, "Ctrl+Alt+Z"),
            command(self, _("Verify chain"), self.check, tip=self.verify.toolTip()),
        ]
        self.past.next.connect(self._say_next)
        self.past.current.connect(self._show_chosen)
        self.past.rows.opened.connect(self._open)
        self.undo.clicked.connect(lambda: self._undo(None))
        self.redo.clicked.connect(self._redo)
        self.this.clicked.connect(self.undo_chosen)
        self.verify.clicked.connect(self.check)

    # What it answers

    def place(self) -> Place:
        """With the filter as its words, and the row it stands on."""
        return Place(self.name, words=self.past.words.text(), state=self.past.left())

    def wants(self, changes: Changes) -> bool:  # noqa: ARG002 - every Step is a line here
        """Always."""
        return True

    def first(self) -> QWidget:
        """The list."""
        return self.past.rows

    def commands(self) -> Sequence[QAction]:
        """Undoing the step that is chosen, and the chain."""
        return self._commands

    # What it does

    def visit(self, place: Place) -> None:
        """Ask for the newest lines that fit."""
        self.called.emit(_("History"))
        self.past.load(place.words, place.state)

    def find_here(self) -> None:
        """Ctrl+F filters."""
        self.past.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_chosen(self) -> None:
        """Take back the step that is chosen, or bring it back if it was an undo."""
        if (line := self.past.line()) is not None and _undoable(line):
            self._undo(line.past.number)

    def check(self) -> None:
        """Compute everything anew from the entries, and say what was found."""

        def work(vault: Vault, _job: object) -> tuple[list[str], str]:
            return [str(one) for one in vault.verify()], head_words(vault)

        self.verify.setEnabled(False)
        self.desk.long(
            self, _("Checking the chain of history …"), work, self._checked, failed=self._failed
        )

    # How inside

    def _say_next(self, told: NextActs) -> None:
        self.undo.say(told.undo.words if told.undo else "", told.sentence or _("Nothing to undo."))
        self.redo.say(told.redo.words if told.redo else "", _("Nothing to redo."))

    def _show_chosen(self) -> None:
        line = self.past.line()
        self.this.setEnabled(line is not None and _undoable(line))
        redoing = line is not None and line.past.act == UNDO
        self.this.setText(_("Redo this step") if redoing else _("Undo this step"))
        self.this.setAccessibleName(self.this.text())

    def _open(self, item: QTreeWidgetItem, new_tab: bool) -> None:
        ref = item.data(0, REF)
        if isinstance(ref, Ref):
            self.desk.open(ref, new_tab=new_tab)
        elif item.childCount():
            item.setExpanded(not item.isExpanded())
        elif (line := self.past.line()) is not None:
            self.desk.ask(
                self,
                lambda vault: records_of(vault, line),
                lambda found: self._go(item, found, new_tab=new_tab),
                about="records",
            )

    def _go(self, item: QTreeWidgetItem, found: Mapping[Ref, str], *, new_tab: bool) -> None:
        if not found:
            self._frame.notice.tell(_("The records of this line are no longer shown anywhere."))
        elif len(found) == 1:
            self.desk.open(next(iter(found)), new_tab=new_tab)
        else:
            self.past.unfold(item, found)

    def _undo(self, number: int | None, *, together: bool = False) -> None:
        self.desk.act(
            self,
            lambda vault: acts.undo(vault, number=number, together=together),
            lambda done: self._done(done, _("Taken back: {what}")),
            failed=lambda fault: self._not_undone(fault, number),
        )

    def _redo(self) -> None:
        self.desk.act(
            self,
            acts.redo,
            lambda done: self._done(done, _("Brought back: {what}")),
            failed=self._failed,
        )

    def _done(self, done: Sequence[Line], sentence: str) -> None:
        self._frame.notice.tell(sentence.format(what="; ".join(one.words for one in done[:3])))

    def _not_undone(self, fault: CaseFileError, number: int | None) -> None:
        if not isinstance(fault, NeedsOthers):
            self._failed(fault)
            return
        others = fault.others

        def ask(names: list[str]) -> None:
            count = len(others) + 1
            self._frame.asking.ask(
                _("Later steps rest on this one. They can only be undone together."),
                many("Undo {n} step together", "Undo {n} steps together", count),
                lambda: self._undo(number, together=True),
                names=names,
                way_on=_("Undoing is a step itself: you can redo all of it."),
            )

        self.desk.ask(self, lambda vault: words_of(vault, others), ask, about="others")

    def _checked(self, told: tuple[list[str], str]) -> None:
        self.verify.setEnabled(True)
        damage, words = told
        if not damage:
            self._frame.notice.tell(
                _("The chain holds. Everything is as it was written."),
                _("History ends in: {words}").format(words=words) if words else "",
            )
            return
        found = many(
            "{n} thing is not as it was written.",
            "{n} things are not as they were written.",
            len(damage),
        )
        self._frame.notice.tell(
            "\n".join((found, *damage[:_MOST_DAMAGE])),
            _("Nothing was changed. Compare with a backup before you go on."),
            danger=True,
        )

    def _failed(self, fault: CaseFileError) -> None:
        self.verify.setEnabled(True)
        self._frame.notice.tell(fault.sentence, fault.way_on, danger=True)


def _undoable(line: Line) -> bool:
    return line.past.undoable or (line.past.act == UNDO and not line.past.withdrawn)
