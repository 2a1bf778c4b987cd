"""The lines of history in a list, filtered, loaded in portions while it is scrolled."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QTreeWidgetItem, QVBoxLayout, QWidget

from app.desk import Desk
from app.parts.pastlines import NextActs, Portion, Wanted, moment_of, next_acts, portion
from app.parts.rows import KEY, Rows
from app.theme import GRID
from app.widgets.words import label
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.operations.history import Line
from casefiles.text import _, many
from casefiles.vault import Vault

_PAUSE_MS = 200
_LEAST_LETTERS = 14
"""Of what was done: with large type, rather these than a day that is cut off."""


class PastRows(QWidget):
    """Three boxes over a list. `next` tells what undo and redo would do."""

    next = Signal(object)
    current = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._before: int | None = None
        self._asking = False
        self._restoring: Mapping[str, Any] = {}
        self._lines: dict[int, Line] = {}
        self.words = _box(_("Words in the history"), _("Words"))
        self.author = _box(_("Author of a step"), _("Author"))
        self.day = _box(_("Day, month or year of a step"), _("Day"))
        heads = (_("When"), _("What was done"), _("By"), _("Stands"))
        self.rows = Rows(_("History"), heads, wide=1, least=_LEAST_LETTERS)
        self.rows.setSelectionMode(Rows.SelectionMode.SingleSelection)
        self.count = label("", "small")
        filters = QGridLayout()
        filters.setHorizontalSpacing(GRID)
        for at, (box, width) in enumerate(((self.words, 3), (self.author, 2), (self.day, 2))):
            filters.addWidget(box, 0, at)
            filters.setColumnStretch(at, width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(filters)
        column.addWidget(self.rows, 1)
        column.addWidget(self.count)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._filter)
        for box in (self.words, self.author, self.day):
            box.textEdited.connect(lambda _text: self._pause.start())
            box.returnPressed.connect(self._filter)
        self.rows.near_end.connect(self._more)
        self.rows.currentItemChanged.connect(lambda *_items: self.current.emit())

    # What it answers

    def wanted(self) -> Wanted:
        """What is asked for in the boxes."""
        return Wanted(self.words.text(), self.author.text(), self.day.text())

    def left(self) -> dict[str, Any]:
        """How it is left; the words are told apart."""
        return {**self.rows.left(), "author": self.author.text(), "day": self.day.text()}

    def line(self) -> Line | None:
        """The line in focus, also while one of its records is."""
        item = self.rows.currentItem()
        if item is not None:
            item = item.parent() or item
        return self._lines.get(item.data(0, KEY)) if item is not None else None

    # What it does

    def load(self, words: str, state: Mapping[str, Any]) -> None:
        """Ask for the newest lines that fit, and stand where it was left."""
        author, day = str(state.get("author", "")), str(state.get("day", ""))
        for box, text in ((self.words, words), (self.author, author), (self.day, day)):
            if box.text() != text:  # else the caret would jump while somebody types
                box.setText(text)
        self._restoring = state
        self._load()

    def unfold(self, item: QTreeWidgetItem, found: Mapping[Ref, str]) -> None:
        """Show the records of a line under it."""
        for ref, title in found.items():
            kind = _(BY_NAME[ref.kind].words.one)
            self.rows.row(kind, title or kind, ref=ref, kind=ref.kind, under=item)
        item.setExpanded(True)
        if (first := item.child(0)) is not None:
            self.rows.setCurrentItem(first)

    # How inside

    def _filter(self) -> None:
        self._pause.stop()
        self._restoring = {}
        self._load()

    def _load(self) -> None:
        wanted = self.wanted()
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
            self.next.emit(told[1])
            self._add(told[0])
            self.rows.restore(self._restoring)

        self._asking = True
        self.desk.ask(self, question, answer, about="lines")

    def _more(self) -> None:
        before, wanted = self._before, self.wanted()
        if before is None or self._asking:
            return
        self._asking = True
        self.desk.ask(self, lambda vault: portion(vault, wanted, before), self._add, about="lines")

    def _add(self, told: Portion) -> None:
        self._asking = False
        self._before = told.before
        for line in told.lines:
            self._lines[line.past.number] = line
            self._row(line)
        self.rows.fit(0, 2, 3)
        self.rows.hide_empty(2, 3)
        self._count()
        if self._before is not None and not told.lines:
            self._more()

    def _row(self, line: Line) -> None:
        step = line.past
        stands = _("undone") if step.withdrawn else ""
        item = self.rows.row(moment_of(step), line.words, step.author, stands, key=step.number)
        told = f"{line.words} {stands}".strip()
        item.setData(1, Qt.ItemDataRole.AccessibleDescriptionRole, told)
        if step.withdrawn:
            for column in range(4):
                item.setForeground(column, self.palette().placeholderText())

    def _count(self) -> None:
        if shown := len(self._lines):
            text = many("{n} line shown.", "{n} lines shown.", shown)
            text += " " + _("More come while you scroll.") if self._before is not None else ""
        elif self.wanted():
            text = _("No line of the history fits this. Empty the boxes above to see all.")
        else:
            text = _("Nothing was done here yet. Every act will stand here as a line.")
        self.count.setText(text)
        self.current.emit()


def _box(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setToolTip(name)
    made.setClearButtonEnabled(True)
    return made
