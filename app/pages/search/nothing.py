"""What stands where no hit is: how to ask, or what was tried and what else could be."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.desk import Desk
from app.pages.search.asking import Answer
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.words import ToolButton, button, label
from casefiles.model.ids import Ref
from casefiles.operations.searches import SavedSearch, forget_search, saved_searches
from casefiles.operations.searching import search_trash
from casefiles.text import N_, _, many

_WAYS = (
    ("qosimov khujand", N_("both words, in any spelling, script and ending")),
    ('"exit ban"', N_("these words together")),
    ("qosim*", N_("words that begin so")),
    ("qosimov~", N_("a letter or two off")),
    ("qosimov -lawyer", N_("without a word")),
    ("qosimov NEAR/5 arrest", N_("at most so many words apart")),
    ("person:qosimov", N_("in one field: person, place, agency, act, author, outlet, tag, source")),
    ("place:Sughd", N_("in a place, and in all places that lie in it")),
    ("after:2016 before:2017-07", N_("by date; also 2017-07..2017-09 and summer 1994")),
)


class Nothing(Column):
    """Sentences and buttons in place of the list."""

    tried = Signal(str)
    """Another question is wanted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._asked = ""

    def teach(self) -> None:
        """Nothing was asked yet: how questions can be written, and those that are kept."""
        self.clear()
        self._asked = ""
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
        self._desk.ask(self, saved_searches, self._offer_saved, about="saved")

    def tell(self, answer: Answer, *, narrow: bool) -> None:
        """Nothing was found: what was tried, and looser questions."""
        self.clear()
        self._asked = answer.words
        self.body.addWidget(label(_("Nothing was found."), "heading"))
        if answer.chips:
            told = _("Looked for, in every spelling: {chips}").format(chips=", ".join(answer.chips))
            self.body.addWidget(label(told, "muted"))
            where = _("In titles, names, texts, notes and all that is linked; not in the trash.")
            self.body.addWidget(label(where, "muted"))
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

        trash = button(_("Look in the trash, too"), quiet=True)
        trash.clicked.connect(trash.hide)
        trash.clicked.connect(self._look_in_trash)
        self.body.addWidget(trash)

    def _offer(self, words: str, question: str, count: int) -> None:
        hits = many("{n} hit", "{n} hits", count)
        self.body.addWidget(self._asking(f"{words}   ({hits})", question))

    def _asking(self, words: str, question: str) -> QWidget:
        made = button(words, quiet=True)
        made.setText(words.replace("&", "&&"))
        made.clicked.connect(lambda: self.tried.emit(question))
        return made

    def _offer_saved(self, saved: Sequence[SavedSearch]) -> None:
        """The questions that are kept, each with what is new."""
        if not saved or self._asked:
            return
        self.body.addSpacing(GRID * 2)
        self.body.addWidget(label(_("Saved searches"), "heading"))
        for one in saved:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            told = many("{n} hit", "{n} hits", one.count)
            if one.new:
                told += "  ·  " + many(
                    "{n} new since you last looked", "{n} new since you last looked", one.new
                )
            row.addWidget(self._asking(f"{one.words}   ({told})", one.words))
            row.addStretch(1)
            gone = ToolButton("×", _("Forget the search “{words}”").format(words=one.words))
            gone.clicked.connect(lambda _on=False, words=one.words: self._forget(words))
            row.addWidget(gone)
            self.body.addWidget(line)

    def _tell_trash(self, found: Sequence[tuple[Ref, str]]) -> None:
        """What lies in the trash and fits."""
        if not found:
            self.body.addWidget(label(_("Nothing in the trash fits either."), "muted"))
            return
        self.body.addWidget(label(_("In the trash:"), ""))
        for ref, title in found:
            made = button((title or str(ref)).replace("&", "&&"), quiet=True)
            made.clicked.connect(lambda _on=False, ref=ref: self._desk.open(ref))
            self.body.addWidget(made)

    def _look_in_trash(self) -> None:
        words = self._asked
        self._desk.ask(
            self, lambda vault: search_trash(vault, text=words), self._tell_trash, about="trash"
        )

    def _forget(self, words: str) -> None:
        def gone(_done: object) -> None:
            if not self._asked:
                self.teach()

        self._desk.act(self, lambda vault: forget_search(vault, words=words), gone)
