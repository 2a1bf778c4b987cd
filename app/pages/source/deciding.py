"""Yes, no or later to a suggested mention, what to make of the rest; under the list of mentions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.pages.source.dates import Dated
from app.pages.source.mentions import Mentioned
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.words import button, label
from casefiles.insight.passages import Span
from casefiles.names.unknown import Unknown
from casefiles.text import _, many

Asked = Mentioned | Unknown | Dated
"""What a row of the list asks about."""


class Deciding(QWidget):
    """Asks about one record's suggestions: the passage one is at, or all of them.

    Of an unknown name a person or a place can be made, and something can be said of a date.
    """

    decided = Signal(object, object, bool)
    """A record, the passages (spans), and whether they mean it."""
    later = Signal()
    wanted = Signal(str, object)
    """Something is to be made of words: a verb of the bar, and their span."""
    whole_view = Signal()
    """Everything suggested that can be seen is confirmed."""
    asked_all = Signal()
    """All that is known of the source is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: Mentioned | None = None
        self._named: Unknown | Dated | None = None
        self._at: Span | None = None
        self._question = label("", "small")
        self.yes = button(_("Yes"), tip=_("1 in the list"))
        self.no = button(_("No"), tip=_("2 in the list"))
        self.wait = button(_("Later"), quiet=True, tip=_("3 in the list"))
        self.add = button(_("New person"), tip=_("1 in the list"))
        self.place = button(_("New place"), tip=_("2 in the list"))
        self.date = button(_("Date"), tip=_("1 in the list"))
        self.view = button(_("Confirm all in view"), quiet=True)
        self.yes.clicked.connect(lambda: self.decide(yes=True))
        self.no.clicked.connect(lambda: self.decide(yes=False))
        self.wait.clicked.connect(self.later)
        for one, number in ((self.add, 1), (self.place, 2), (self.date, 1)):
            one.clicked.connect(lambda _on=False, number=number: self.answer(number))
        self.view.clicked.connect(self.whole_view)
        details = button(_("All details"), quiet=True)
        details.clicked.connect(self.asked_all)
        self._buttons = QWidget()
        line = Flow(self._buttons, gap=GRID // 2)
        answers = (self.yes, self.no, self.wait, self.add, self.place, self.date)
        for one in (*answers, self.view, details):
            line.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._question)
        column.addWidget(self._buttons)
        self.tell(None)

    def tell(self, asked: Asked | None, at: Span | None = None) -> None:
        """Ask about this; `at` is the passage that is looked at."""
        self._record = asked if isinstance(asked, Mentioned) and asked.open else None
        self._named = None if isinstance(asked, Mentioned) else asked
        self._at = at
        if self._record is not None and at not in self._record.open:
            self._at = None
        for one in (self.yes, self.no, self.wait):
            one.setVisible(self._record is not None)
        for one in (self.add, self.place):
            one.setVisible(isinstance(asked, Unknown))
        self.date.setVisible(isinstance(asked, Dated))
        words = self._words()
        self._question.setText(words)
        self._question.setVisible(bool(words))
        for one in (self.yes, self.no):
            one.setAccessibleDescription(words)
        self.date.setAccessibleDescription(asked.sentence if isinstance(asked, Dated) else "")

    def allow_view(self, some: bool) -> None:
        """Whether anything that can be seen is undecided."""
        self.view.setVisible(some)

    def answer(self, number: int) -> None:
        """1 is yes to a mention, 2 no; of a name they make a person and a place, of a date 1 asks
        what happened then.
        """
        if self._record is not None:
            self.decide(yes=number == 1)
        elif self._named is not None:
            verbs = ("date",) if isinstance(self._named, Dated) else ("person", "place")
            if number <= len(verbs):
                self.wanted.emit(verbs[number - 1], self._at or self._named.places[0])

    def decide(self, *, yes: bool) -> None:
        """Answer for the passage that is looked at, or for all that are open."""
        if self._record is not None:
            spots = self._record.open if self._at is None else (self._at,)
            self.decided.emit(self._record.ref, spots, yes)

    def _words(self) -> str:
        if isinstance(self._named, Unknown):
            return _("Nobody and nothing known is called so.")
        if self._record is None:
            return ""
        count = 1 if self._at is not None else len(self._record.open)
        return many(
            "Does this passage mean {name}?",
            "Do these {n} passages mean {name}?",
            count,
            name=self._record.title,
        )
