"""The mentions of a source: asked for, laid over the text, listed beside it, decided."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt

from app.desk import Desk
from app.pages.source.head import Head
from app.pages.source.lines import Lines
from app.pages.source.mentions import Mentions, mentions
from app.pages.source.side import Side, mentions_counted
from app.pages.source.text import TextView
from casefiles.insight.bearers import KINDS
from casefiles.insight.passages import Span
from casefiles.ledger.changes import Changes
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.operations import mentioning
from casefiles.text import _, many


class Beside(QObject):
    """Holds what was found; the page tells which source it shows."""

    def __init__(self, desk: Desk, text: TextView, side: Side, head: Head, page: QObject) -> None:
        super().__init__(page)
        self._desk, self._text, self._side, self._head = desk, text, side, head
        self._ref: Ref | None = None
        self._found = Mentions()
        self._readable = True
        self._stale = False
        deciding = side.deciding
        deciding.decided.connect(self._decide)
        deciding.whole_view.connect(self._confirm_view)
        deciding.wanted.connect(self._take)
        side.chosen.connect(self._select)
        text.verticalScrollBar().valueChanged.connect(self._look)

    @property
    def stale(self) -> bool:
        """Whether names or decisions changed since it was asked."""
        return self._stale

    def date_at(self, span: Span) -> UncertainDate | None:
        """What was understood of these words, if they are one of the dates that were found."""
        return next((one.when for one in self._found.dates if span in one.places), None)

    def hear(self, changes: Changes) -> None:
        """Anybody new may be named here, and anybody who is may be called otherwise now."""
        here = {one.ref for one in self._found.records}
        touched = changes.touched
        self._stale |= bool(touched & here) or any(one.kind in KINDS for one in touched)
        self._stale |= self._ref in touched

    def clear(self) -> None:
        """Nothing of the source that was here before."""
        self._ref, self._found = None, Mentions()
        self._side.begin()
        self._look()

    def ask(self, ref: Ref, lines: Lines, *, readable: bool) -> None:
        """Look for all mentions; they come when they are found."""
        self._ref, self._readable, self._stale = ref, readable, False
        self._desk.ask(
            self,
            lambda vault: mentions(vault, ref, lines),
            self._tell,
            failed=lambda _fault: None,
            about="mentions",
            patiently=True,
        )

    def show(self, shown: bool) -> None:
        """Show the list beside the text, or only how many there are."""
        self._side.setVisible(shown)
        counted = mentions_counted(len(self._found.records))
        words = _("Hide mentions") if shown else counted
        self._head.side.setText(words)
        self._head.side.setAccessibleName(words)

    # How inside

    def _tell(self, found: Mentions) -> None:
        self._found = found
        self._text.lay(replace(self._text.shown, marks=found.marks))
        self._side.tell(found, readable=self._readable)
        self.show(not self._side.isHidden())
        self._look()

    def _look(self) -> None:
        undecided = self._found.undecided(*self._text.in_view()) if self._found.marks else []
        self._side.deciding.allow_view(bool(undecided))

    def _decide(self, ref: Ref, spots: tuple[Span, ...], yes: bool) -> None:
        self._answer([(start, end, ref) for start, end in spots], yes=yes)

    def _confirm_view(self) -> None:
        marks = self._found.undecided(*self._text.in_view())
        self._answer([(one.start, one.end, one.ref) for one in marks], yes=True)

    def _answer(self, spots: list[tuple[int, int, Ref]], *, yes: bool) -> None:
        source, count = self._ref, len(spots)
        if source is None or not spots:
            return
        act = mentioning.accept if yes else mentioning.refuse
        sentence = (
            many("Confirmed {n} mention.", "Confirmed {n} mentions.", count)
            if yes
            else many("Refused {n} mention.", "Refused {n} mentions.", count)
        )
        self._desk.act(
            self,
            lambda vault: act(vault, source=source, spots=spots),
            lambda _done: self._desk.tell(sentence),
        )

    def _take(self, verb: str, span: Span) -> None:
        """Select the words where they stand, and ask what they mean."""
        self._select(span)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._text.wanted.emit(verb)

    def _select(self, span: Span) -> None:
        """Select words; the bar stands at them, and the focus stays in the list."""
        self._text.go(*span, select=True)
