"""Yes, no or later to a suggested mention; under the list of mentions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.pages.source.mentions import Mentioned, Span
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.words import button, label
from casefiles.names.unknown import Unknown
from casefiles.text import _, many


class Deciding(QWidget):
    """Asks about one record's suggestions: the passage one is at, or all of them."""

    decided = Signal(object, object, bool)
    """A record, the passages (spans), and whether they mean it."""
    later = Signal()
    wanted = Signal(object)
    """An unknown name is to become a person."""
    whole_view = Signal()
    """Everything suggested that can be seen is confirmed."""
    asked_all = Signal()
    """All that is known of the source is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: Mentioned | None = None
        self._unknown: Unknown | None = None
        self._at: Span | None = None
        self._question = label("", "small")
        self.yes = button(_("Yes"), tip=_("1 in the list"))
        self.no = button(_("No"), tip=_("2 in the list"))
        self.wait = button(_("Later"), quiet=True, tip=_("3 in the list"))
        self.add = button(_("New person"), tip=_("1 in the list"))
        self.view = button(_("Confirm all in view"), quiet=True)
        self.yes.clicked.connect(lambda: self.decide(yes=True))
        self.no.clicked.connect(lambda: self.decide(yes=False))
        self.wait.clicked.connect(self.later)
        self.add.clicked.connect(lambda: self.decide(yes=True))
        self.view.clicked.connect(self.whole_view)
        details = button(_("All details"), quiet=True)
        details.clicked.connect(self.asked_all)
        self._buttons = QWidget()
        line = Flow(self._buttons, gap=GRID // 2)
        for one in (self.yes, self.no, self.wait, self.add, self.view, details):
            line.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._question)
        column.addWidget(self._buttons)
        self.tell(None)

    def tell(self, asked: Mentioned | Unknown | None, at: Span | None = None) -> None:
        """Ask about this; `at` is the passage that is looked at."""
        self._record = asked if isinstance(asked, Mentioned) and asked.open else None
        self._unknown = asked if isinstance(asked, Unknown) else None
        self._at = at if self._record is not None and at in self._record.open else None
        for one in (self.yes, self.no, self.wait):
            one.setVisible(self._record is not None)
        self.add.setVisible(self._unknown is not None)
        words = self._words()
        self._question.setText(words)
        self._question.setVisible(bool(words))
        self.yes.setAccessibleDescription(words)
        self.no.setAccessibleDescription(words)

    def allow_view(self, some: bool) -> None:
        """Whether anything that can be seen is undecided."""
        self.view.setVisible(some)

    def decide(self, *, yes: bool) -> None:
        """Answer; for an unknown name yes means that it becomes a person."""
        if self._unknown is not None and yes:
            self.wanted.emit(self._unknown)
        elif self._record is not None:
            spots = self._record.open if self._at is None else (self._at,)
            self.decided.emit(self._record.ref, spots, yes)

    def _words(self) -> str:
        if self._unknown is not None:
            return _("Nobody known is called so.")
        if self._record is None:
            return ""
        count = 1 if self._at is not None else len(self._record.open)
        return many(
            "Does this passage mean {name}?",
            "Do these {n} passages mean {name}?",
            count,
            name=self._record.title,
        )
