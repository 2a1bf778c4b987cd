"""The recovery sheet: shown, printed or saved, and typed back once so that it is known to be right.

Whoever asks for it hands over its text; nothing of it is kept here after `clear`.
"""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.theme import GRID
from app.widgets.files import choose_target
from app.widgets.flow import Flow
from app.widgets.notice import NoticeBar
from app.widgets.words import button, label
from casefiles.errors import CaseFileError
from casefiles.text import _

WORDS = 24
_LINES = 6
_NUMBERED = re.compile(r"\b(\d{1,2}) ([a-z]+)")
Write = Callable[[Path, bytes], None]


class WordGrid(QFrame):
    """The 24 numbered words, in as many columns as there is room for, row by row as on paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        # The words are English in every language of the window.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        self._grid.setSpacing(GRID)
        self._cells = [label("", wrap=False) for _n in range(WORDS)]
        for cell in self._cells:
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            cell.setParent(self)
        self._columns = 0
        self._arrange()

    def show_words(self, words: list[str]) -> None:
        """Put the words in their places."""
        for at, cell in enumerate(self._cells):
            word = words[at] if at < len(words) else ""
            cell.setText(f"{at + 1:>2}  {word}")
        self.setAccessibleName(", ".join(f"{at} {word}" for at, word in enumerate(words, 1)))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fewer columns where it is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        widest = max(cell.sizeHint().width() for cell in self._cells) + GRID
        fitting = (self.width() - 4 * GRID) // max(widest, 1)
        columns = next((n for n in (4, 3, 2) if n <= fitting), 1)
        if columns == self._columns:
            return
        self._columns = columns
        for at, cell in enumerate(self._cells):
            self._grid.addWidget(cell, at // columns, at % columns)


class SheetView(QWidget):
    """The sheet with its words, and ways to take it to paper.."""

    def __init__(self, write: Write, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._text = ""
        self._name = ""
        self._lines = label("", "small")
        self._words = WordGrid()
        self._print = button(_("Print …"))
        self._save = button(
            _("Save to a file …"),
            tip=_("The file is not encrypted. Print it, then delete it."),
        )
        self.notice = NoticeBar()
        ways = QWidget()
        flow = Flow(ways, gap=GRID)
        flow.addWidget(self._print)
        flow.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for one in (self._lines, self._words, ways, self.notice):
            column.addWidget(one)
        self._print.clicked.connect(self._printed)
        self._save.clicked.connect(self._saved)

    def show_sheet(self, text: str, name: str) -> None:
        """Show this sheet; `name` is the name of its vault."""
        self._text, self._name = text, name
        head, words = parts_of(text)
        self._lines.setText("\n".join(head))
        self._words.show_words(words)

    def clear(self) -> None:
        """Take it away."""
        self._text = ""
        self._lines.clear()
        self._words.show_words([])

    def _saved(self) -> None:
        suggested = _("Recovery sheet {name}").format(name=self._name) + ".txt"
        if (target := choose_target(self, _("Save the recovery sheet"), suggested)) is None:
            return
        try:
            self._write(target, self._text.encode())
        except CaseFileError as trouble:
            self.notice.tell(trouble.sentence, trouble.way_on, danger=True)
        else:
            self.notice.tell(
                _("The sheet is saved, not encrypted."),
                _("Print it, then delete the file. Whoever has it can open the vault."),
            )

    def _printed(self) -> None:
        # Loaded only now: the start window must not wait for it.
        from app.widgets.printing import choose_printer, print_text

        try:
            printer = choose_printer(self)
        except CaseFileError as trouble:
            self.notice.tell(trouble.sentence, trouble.way_on, danger=True)
            return
        if printer is not None:
            print_text(printer, self._text)
            self.notice.tell(_("The sheet went to the printer."), _("Wait until it is on paper."))


class SheetSteps(QWidget):
    """The sheet shown once, then typed back once. `done` tells whether it was typed back."""

    done = Signal(bool)

    def __init__(self, write: Write, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.view = SheetView(write)
        self._typed = QPlainTextEdit()
        self._typed.setAccessibleName(_("The 24 words from your paper"))
        self._typed.setTabChangesFocus(True)
        fit_words(self._typed)
        self._typed.textChanged.connect(self._count)
        self._counted = label("", "small")
        self._notice = NoticeBar()
        self._on_paper = button(_("I have it on paper"), main=True)
        self._check = button(_("Check the words"), main=True)
        self._steps = (self._showing(), self._typing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for step in self._steps:
            column.addWidget(step)
        self._on_paper.clicked.connect(self._type)
        self._check.clicked.connect(self._checked)

    def show_sheet(self, text: str, name: str) -> None:
        """Begin with this sheet."""
        self._text = text
        self.view.show_sheet(text, name)
        self._back()

    def clear(self) -> None:
        """Take everything away."""
        self._text = ""
        self.view.clear()
        self._typed.setPlainText("")

    def _showing(self) -> QWidget:
        return _step(
            label(_("The recovery sheet"), "title"),
            label(
                _("These words open the vault if the passphrase is lost.")
                + " "
                + _("Print them, or write them by hand, and keep the paper in another place.")
            ),
            self.view,
            self._line(main=self._on_paper),
        )

    def _typing(self) -> QWidget:
        back = button(_("Show the words again"), quiet=True)
        back.clicked.connect(self._back)
        return _step(
            label(_("Type the words from your paper"), "title"),
            label(_("So you know that the paper can be read. Numbers need not be typed.")),
            self._typed,
            self._checking(),
            self._notice,
            self._line(back),
        )

    def _checking(self) -> QWidget:
        """Next to the words, so that Tab leads there first: “Later” drops what was typed."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._counted, 1)
        line.addWidget(self._check)
        return holder

    def _line(self, *others: QWidget, main: QWidget | None = None) -> QWidget:
        later = button(
            _("Later"),
            quiet=True,
            tip=_("The sheet waits in the settings, under “Keys”."),
        )
        later.clicked.connect(lambda: self.done.emit(False))
        warning = label(_("Without it, a lost passphrase means lost case files."), "small")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(warning)
        quiet = QWidget()
        flow = Flow(quiet, gap=GRID)
        for one in (later, *others):
            flow.addWidget(one)
        line = QHBoxLayout()
        line.addWidget(quiet, 1)
        if main is not None:
            line.addWidget(main, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        return holder

    def _type(self) -> None:
        self._typed.setPlainText("")
        self._notice.hide()
        self._show(1)
        self._count()
        self._typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self._show(0)
        self._on_paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, step: int) -> None:
        for at, one in enumerate(self._steps):
            one.setVisible(at == step)

    def _count(self) -> None:
        self._counted.setText(counted(self._typed.toPlainText()))

    def _checked(self) -> None:
        from casefiles.seal.recovery import parse_sheet

        try:
            right = parse_sheet(self._typed.toPlainText()).data_key
        except CaseFileError as trouble:
            self._notice.tell(trouble.sentence, trouble.way_on)
            return
        if right == parse_sheet(self._text).data_key:
            self.done.emit(True)
        else:
            self._notice.tell(
                _("These are the words of another sheet."), _("Take the paper of this vault.")
            )


def parts_of(text: str) -> tuple[list[str], list[str]]:
    """The lines above the words (name, id, check words), and the words."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    numbered = [line for line in lines if re.match(r"\s*\d", line)]
    head = [line for line in lines[1:] if line not in numbered]
    return head, [word for line in numbered for _number, word in _NUMBERED.findall(line)]


def counted(typed: str) -> str:
    """How many words are typed, in words."""
    found = len(re.findall(r"[^\W\d_]+", typed))
    return _("{n} of {all} words").format(n=found, all=WORDS)


def fit_words(box: QPlainTextEdit) -> None:
    """Room for the 24 words, and not the whole window."""
    box.setFixedHeight(box.fontMetrics().lineSpacing() * _LINES + 3 * GRID)


def _step(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    for widget in widgets:
        column.addWidget(widget)
    return holder
