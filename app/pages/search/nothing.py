"""What stands where no hit is: how to ask, or what was tried and what else could be."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.pages.search.asking import Answer
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.words import button, label
from casefiles.text import N_, _, many

_WAYS = (
    ("qosimov khujand", N_("both words, in any spelling, script and ending")),
    ('"exit ban"', N_("these words together")),
    ("qosim*", N_("words that begin so")),
    ("qosimov~", N_("a letter or two off")),
    ("qosimov -lawyer", N_("without a word")),
    ("author:Wilson", N_("in one field: title, name, author, outlet, place, tag, file")),
    ("dated 2017", N_("by date; also 2017-07 and 2017-07..2017-09")),
)


class Nothing(Column):
    """Sentences and buttons in place of the list."""

    tried = Signal(str)
    """Another question is wanted."""

    def teach(self) -> None:
        """Nothing was asked yet: how questions can be written."""
        self.clear()
        self.body.addWidget(label(_("Type what you look for, in any spelling and script."), ""))
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(0, GRID, 0, 0)
        grid.setHorizontalSpacing(GRID * 3)
        grid.setColumnStretch(1, 1)
        for number, (written, meaning) in enumerate(_WAYS):
            grid.addWidget(label(written, "", wrap=False), number, 0)
            grid.addWidget(label(_(meaning), "muted"), number, 1)
        self.body.addWidget(line)

    def tell(self, answer: Answer, *, narrow: bool) -> None:
        """Nothing was found: what was tried, and looser questions."""
        self.clear()
        self.body.addWidget(label(_("Nothing was found."), "heading"))
        if answer.chips:
            told = _("Looked for, in every spelling: {chips}").format(chips=", ".join(answer.chips))
            self.body.addWidget(label(told, "muted"))
        if narrow:
            self.body.addWidget(label(_("Years and place leave nothing over; choose others."), ""))
        if answer.counts.get(""):
            self._offer(_("Show all kinds"), answer.words, answer.counts[""])
        if answer.offers:
            self.body.addWidget(label(_("Other ways to ask find something:"), ""))
        for one in answer.offers:
            self._offer(one.words, one.words, one.count)
        if not answer.offers and not answer.counts.get(""):
            way_on = _("Try fewer words, or only the beginning of a word with a star: qosim*")
            self.body.addWidget(label(way_on, ""))

    def _offer(self, words: str, question: str, count: int) -> None:
        hits = many("{n} hit", "{n} hits", count)
        made = button(f"{words}   ({hits})", quiet=True)
        made.setText(made.text().replace("&", "&&"))
        made.clicked.connect(lambda: self.tried.emit(question))
        self.body.addWidget(made)
