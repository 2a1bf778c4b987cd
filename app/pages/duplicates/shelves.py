"""Which pairs are gone through: all, of one kind, perhaps relatives, or those left open."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.pages.duplicates.asked import Asked, last_look
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.oneof import OneOf
from app.widgets.words import button, label
from casefiles.model.kinds import BY_NAME
from casefiles.operations.duplicates import KINDS, Pair
from casefiles.text import _, many

ALL, KIN, OPEN = "", "kin", "open"


def on_shelf(asked: Asked, shelf: str) -> tuple[Pair, ...]:
    """The pairs of one shelf, in the order in which they are gone through."""
    if shelf == KIN:
        return asked.waiting.kin
    if shelf == OPEN:
        return asked.left_open
    return tuple(one for one in asked.waiting.alike if shelf in (ALL, one.kind))


class Shelves(QWidget):
    """A line of shelves with their counts, when was looked last, and what can be done with all."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ALL
        self.look = button(_("Compare again"), quiet=True, tip=_("Compare all records anew."))
        self.sure = button("", quiet=True, tip=_("They are listed before anything is merged."))
        self._said = label("", "muted", wrap=False)
        self._group = OneOf(self)
        self._buttons = {shelf: self._shelf(shelf, words) for shelf, words in _words().items()}
        shelves, doing = QWidget(), QWidget()
        line, under = Flow(shelves, gap=GRID // 2), Flow(doing, gap=GRID)
        for one in self._buttons.values():
            line.addWidget(one)
        for other in (self._said, self.look, self.sure):
            under.addWidget(other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(shelves)
        column.addWidget(doing)
        self.sure.hide()
        self.choose(ALL)

    def choose(self, shelf: str) -> None:
        """Stand at a shelf; one that there is not is that of all."""
        self.chosen = shelf if shelf in self._buttons else ALL
        self._buttons[self.chosen].setChecked(True)

    def current(self) -> QWidget:
        """The button of the shelf it stands at."""
        return self._buttons[self.chosen]

    def tell(self, asked: Asked) -> None:
        """Say how many wait on each; a shelf with nothing on it is not shown, but for all."""
        for shelf, words in _words().items():
            count = len(on_shelf(asked, shelf))
            one = self._buttons[shelf]
            one.setText(f"{words}   {count}")
            one.setAccessibleName(f"{words}, {count}")
            one.setVisible(bool(count) or shelf in (ALL, self.chosen))
        self._said.setText(last_look(asked))
        words = many("Merge {n} sure pair …", "Merge {n} sure pairs …", asked.sure)
        self.sure.setText(words)
        self.sure.setAccessibleName(words)
        self.sure.setVisible(bool(asked.sure))

    def _shelf(self, shelf: str, words: str) -> QPushButton:
        one = button(words, quiet=True)
        one.setProperty("choice", True)
        one.setCheckable(True)
        one.clicked.connect(lambda: self._clicked(shelf))
        self._group.addButton(one)
        return one

    def _clicked(self, shelf: str) -> None:
        if shelf != self.chosen:
            self.chosen = shelf
            self.changed.emit()


def _words() -> Mapping[str, str]:
    kinds = {kind: _(BY_NAME[kind].words.more) for kind in KINDS}
    return {ALL: _("All"), **kinds, KIN: _("Perhaps relatives"), OPEN: _("Not sure")}
