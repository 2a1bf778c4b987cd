"""The very first time: nothing is here yet. Two sentences and three ways on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.jobs import Lane
from app.start.panel import Panel
from app.theme import GRID, ROW
from app.widgets.words import button, label
from casefiles.text import _


class First(Panel):
    """Shown while no vault lies in the folder."""

    another = Signal()
    new = Signal()
    example = Signal()

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(lane, parent)
        name = label("Parvanda", "title")
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(name)
        self.body.addSpacing(GRID)
        said = label(
            _("Case files live in one encrypted folder that only your passphrase opens.")
            + "\n"
            + _("Nothing ever leaves this computer by itself.")
        )
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(said)
        self.body.addSpacing(GRID * 3)
        self.body.setSpacing(GRID * 2)
        ways = (
            (_("Make new case files"), self.new, True),
            (_("Open case files that are there already"), self.another, False),
            (_("Look at the example"), self.example, False),
        )
        self._buttons = []
        for words, signal, main in ways:
            made = button(words, main=main)
            # The style sheet of the program sets a smaller one, which would win over a property.
            made.setStyleSheet(f"min-height: {ROW * 2}px")
            made.clicked.connect(signal)
            self.body.addWidget(made)
            self._buttons.append(made)
        self.body.addWidget(self.notice)
        self.body.addStretch(1)

    def first(self) -> QWidget:
        """The first way on."""
        return self._buttons[0]

    def escape(self) -> None:
        """There is nothing to go back to."""
