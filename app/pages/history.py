"""The history: what was done, by whom, taking it back, and whether the chain still holds."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QTreeWidgetItem, QWidget

from app.desk import Desk
from app.page import Page
from app.parts.frame import Frame
from app.parts.pastlines import (
    NextActs,
    Portion,
    Wanted,
    moment_of,
    next_acts,
    portion,
    records_of,
    words_of,
)
from app.parts.rows import REF, Rows
from app.parts.saying import Saying
from app.place import Place
from app.theme import GRID
from app.widgets.words import button, label
from casefiles.errors import CaseFileError
from casefiles.ledger.changes import Changes
from casefiles.ledger.history import UNDO, NeedsOthers
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.operations import history as acts
from casefiles.operations.history import Line
from casefiles.operations.keeping import head_words
from casefiles.text import _, many
from casefiles.vault import Vault

_PAUSE_MS = 200
_MOST_DAMAGE = 6


class HistoryPage(Page):
    """A list of Steps, newest first; Enter opens the records of a line."""

    name: ClassVar[str] = "history"
    help: ClassVar[str] = "history"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._before: int | None = None
        self._asking = False
        self._restoring: Mapping[str, object] = {}
        self._lines: dict[int, Line] = {}
        self.undo, self.redo = Saying(_("Undo")), Saying(_("Redo"))
        self.words = _box(_("Words in the history"), _("Words"))
        self.author = _box(_("Author of a step"), _("Author"))
        self.day = _box(_("Day of a step, as 2017-07-18 or a part of it"), "2017-07-18")
        self.rows = Rows(
            _("History"), (_("When"), _("What was done"), _("By"), _("Stands")), wide=1
        )
        self.rows.setSelectionMode(Rows.SelectionMode.SingleSelection)
        self.count = label("", "small")
        self.this = button(_("Undo this step"))
        self.verify = button(
            _("Verify chain"), tip=_("Check that every step is still as it was written.")
        )
        self._lay_out()
        self._connect()

    # What it answers

    def place(self) -> Place:
        """With the filter as its words, and the row it stands on."""
        wanted = self._wanted()
        return Place(
            self.name,
            words=wanted.words,
            state={**self.rows.left(), "author": wanted.author, "day": wanted.day},
        )

    def wants(self, changes: Changes) -> bool:  # noqa: ARG002 - every Step is a line here
        """Always."""
        return True

    def first(self) -> QWidget:
        """The list."""
        return self.rows

    def commands(self) -> Sequence[QAction]:
        """Undoing the step that is chosen, and the chain."""
        return self._commands

    # What it does

    def visit(self, place: Place) -> None:
        """Ask for the newest lines that fit."""
        for box, text in (
            (self.words, place.words),
            (self.author, str(place.state.get("author", ""))),
            (self.day, str(place.state.get("day", ""))),
        ):
            box.setText(text)
        self._restoring = place.state
        self.called.emit(_("History"))
        self._load()

    def find_here(self) -> None:
        """Ctrl+F filters."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo_chosen(self) -> None:
        """Take back the step that is chosen, or bring it back if it was an undo."""
        if (line := self._current()) is not None and _undoable(line):
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

    def _lay_out(self) -> None:
        self._frame = Frame(self, _("History"))
        doing = QGridLayout()
        doing.setHorizontalSpacing(GRID)
        doing.addWidget(self.undo, 0, 0)
        doing.addWidget(self.redo, 0, 1)
        doing.setColumnStretch(0, 1)
        doing.setColumnStretch(1, 1)
        filters = QGridLayout()
        filters.setHorizontalSpacing(GRID)
        for column, (box, width) in enumerate(((self.words, 3), (self.author, 2), (self.day, 2))):
            filters.addWidget(box, 0, column)
            filters.setColumnStretch(column, width)
        self._frame.body.addLayout(doing)
        self._frame.body.addLayout(filters)
        self._frame.body.addWidget(self.rows, 1)
        self._frame.body.addWidget(self.count)
        self._frame.foot.put(self.verify, self.this)
        self._commands = [
            self._command(
                _("Undo this step"),
                _("Take back the step that is chosen."),
                self.undo_chosen,
                "Ctrl+Alt+Z",
            ),
            self._command(_("Verify chain"), self.verify.toolTip(), self.check),
        ]

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._filter)
        for box in (self.words, self.author, self.day):
            box.textEdited.connect(lambda _text: self._pause.start())
            box.returnPressed.connect(self._filter)
        self.rows.opened.connect(self._open)
        self.rows.near_end.connect(self._more)
        self.rows.currentItemChanged.connect(lambda *_items: self._show_chosen())
        self.undo.clicked.connect(lambda: self._undo(None))
        self.redo.clicked.connect(self._redo)
        self.this.clicked.connect(self.undo_chosen)
        self.verify.clicked.connect(self.check)

    def _command(self, text: str, tip: str, act: object, keys: str = "") -> QAction:
        action = QAction(text, self)
        action.setToolTip(tip)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    def _wanted(self) -> Wanted:
        return Wanted(self.words.text(), self.author.text(), self.day.text())

    def _filter(self) -> None:
        self._pause.stop()
        self._restoring = {}
        self._load()

    def _load(self) -> None:
        wanted = self._wanted()
        # As many lines as were there, so that the row it stood on is there again.
        goal = self._restoring.get("row")
        least = goal if isinstance(goal, int) else None

        def question(vault: Vault) -> tuple[Portion, NextActs]:
            found = portion(vault, wanted, None)
            while found.before is not None and least is not None and found.before > least:
                more = portion(vault, wanted, found.before)
                found = Portion([*found.lines, *more.lines], more.before)
            return found, next_acts(vault)

        def answer(told: tuple[Portion, NextActs]) -> None:
            self.rows.clear()
            self._lines.clear()
            self._say_next(told[1])
            self._add(told[0])
            self.rows.restore(self._restoring)

        self._asking = True
        self.desk.ask(self, question, answer, about="lines")

    def _more(self) -> None:
        before, wanted = self._before, self._wanted()
        if before is None or self._asking:
            return
        self._asking = True
        self.desk.ask(self, lambda vault: portion(vault, wanted, before), self._add, about="lines")

    def _add(self, told: Portion) -> None:
        self._asking = False
        self._before = told.before
        for line in told.lines:
            step = line.past
            self._lines[step.number] = line
            stands = _("undone") if step.withdrawn else ""
            item = self.rows.row(moment_of(step), line.words, step.author, stands, key=step.number)
            item.setData(
                1,
                Qt.ItemDataRole.AccessibleDescriptionRole,
                f"{line.words} {stands}".strip(),
            )
            if step.withdrawn:
                for column in range(4):
                    item.setForeground(column, self.palette().placeholderText())
        self.rows.fit(0, 2, 3)
        self._count()
        if self._before is not None and not told.lines:
            self._more()

    def _count(self) -> None:
        shown = len(self._lines)
        if shown:
            text = many("{n} line shown.", "{n} lines shown.", shown)
            text += " " + _("More come while you scroll.") if self._before is not None else ""
        elif self._wanted():
            text = _("No line of the history fits this. Empty the boxes above to see all.")
        else:
            text = _("Nothing was done here yet. Every act will stand here as a line.")
        self.count.setText(text)
        self._show_chosen()

    def _say_next(self, told: NextActs) -> None:
        self.undo.say(told.undo.words if told.undo else "", told.sentence or _("Nothing to undo."))
        self.redo.say(told.redo.words if told.redo else "", _("Nothing to redo."))

    def _current(self) -> Line | None:
        item = self.rows.currentItem()
        if item is not None and item.parent() is not None:
            item = item.parent()
        return self._lines.get(item.data(0, Qt.ItemDataRole.UserRole + 1)) if item else None

    def _show_chosen(self) -> None:
        line = self._current()
        able = line is not None and _undoable(line)
        self.this.setEnabled(able)
        redoing = line is not None and line.past.act == UNDO
        self.this.setText(_("Redo this step") if redoing else _("Undo this step"))
        self.this.setAccessibleName(self.this.text())

    def _open(self, item: QTreeWidgetItem, new_tab: bool) -> None:
        ref = item.data(0, REF)
        if isinstance(ref, Ref):
            self.desk.open(ref, new_tab=new_tab)
        elif item.childCount():
            item.setExpanded(not item.isExpanded())
        elif (line := self._current()) is not None:
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
            for ref, title in found.items():
                kind = _(BY_NAME[ref.kind].words.one)
                self.rows.row(kind, title or kind, ref=ref, kind=ref.kind, under=item)
            item.setExpanded(True)
            if (first := item.child(0)) is not None:
                self.rows.setCurrentItem(first)

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
        self._frame.notice.tell(
            many(
                "{n} thing is not as it was written.",
                "{n} things are not as they were written.",
                len(damage),
            )
            + "\n"
            + "\n".join(damage[:_MOST_DAMAGE]),
            _("Nothing was changed. Compare with a backup before you go on."),
            danger=True,
        )

    def _failed(self, fault: CaseFileError) -> None:
        self.verify.setEnabled(True)
        self._frame.notice.tell(fault.sentence, fault.way_on, danger=True)


def _undoable(line: Line) -> bool:
    return line.past.undoable or (line.past.act == UNDO and not line.past.withdrawn)


def _box(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setToolTip(name)
    made.setClearButtonEnabled(True)
    return made
