"""The page of a source: read it, see what rests on it, take more from it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.desk import Desk
from app.page import Page
from app.pages.source.acting import Acting
from app.pages.source.bar import VERBS, TakingBar
from app.pages.source.beside import Beside
from app.pages.source.findbar import FindBar, find
from app.pages.source.head import Head
from app.pages.source.lines import Lines
from app.pages.source.original import Original
from app.pages.source.reading import Reading, read
from app.pages.source.side import Side
from app.pages.source.text import TextView
from app.pages.source.unread import Unread
from app.parts.links import hide_card, show_card
from app.place import Place
from app.widgets.notice import NoticeBar
from casefiles.errors import CaseFileError
from casefiles.insight.passages import Span
from casefiles.ledger.changes import Changes
from casefiles.model.dates import typed
from casefiles.model.ids import Ref
from casefiles.text import _

_NARROW = 100
"""Width in letters under which the list stands below the text, and only when asked for."""


class SourcePage(Page):
    """The source reader."""

    name: ClassVar[str] = "source"
    help: ClassVar[str] = "source"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._ref: Ref | None = None
        self._told: Reading | None = None
        self._state: Mapping[str, Any] = {}
        self._pending = False
        self._passage: Span | None = None
        self._words = ""
        self.head = Head(desk)
        self.notice = NoticeBar()
        self.text = TextView()
        self.bar = TakingBar(self.text)
        self.side = Side()
        self.find_bar = FindBar()
        self.original = Original(desk, self.notice, self)
        self.unread = Unread(desk, self.original)
        self.acting = Acting(desk, self.text, self.bar, self.notice)
        self.mentions = Beside(desk, self.text, self.side, self.head, self)
        self._lay_out()
        self._actions = self._make_actions()
        self._connect()

    # What it answers

    def place(self) -> Place:
        """The source, and where in it the reader is, or is about to be."""
        if self._pending:
            return Place(self.name, self._ref, state=self._state)
        state: dict[str, Any] = {"side": self.side_switch.isChecked(), "words": self._words}
        if self._told is not None and self._told.lines is not None:
            state |= {"scroll": self.text.first_seen(), "caret": self.text.caret()}
            if self._passage is not None:
                lines = self._told.lines
                state["line"] = lines.line_at(self._passage[0])
                state["last_line"] = lines.line_at(self._passage[1])
        else:
            state |= self.unread.state()
        return Place(self.name, self._ref, state=state)

    def wants(self, changes: Changes) -> bool:
        """Whether the source changed, or what rests on it may have."""
        self.mentions.hear(changes)
        return self._ref in changes.touched or any(one.kind != "source" for one in changes.touched)

    def first(self) -> QWidget:
        """The text; what is known where there is none."""
        readable = self._told is None or self._told.lines is not None
        return self.text if readable else self.unread.first()

    def commands(self) -> Sequence[QAction]:
        """Cite, person, place, date, note; the list beside; the file itself."""
        return [*self._actions.values(), self.side_switch, self.original.action]

    # What it does

    def visit(self, place: Place) -> None:
        """Show a source; `state` may say where: as it was left, or lines and words to go to."""
        if place.ref is None:
            self.notice.tell(_("No source was named."), _("Choose one from the list of sources."))
            return
        self._ref = place.ref
        self._state = place.state
        self._pending = True
        self.notice.hide()
        ref = place.ref
        self.desk.ask(
            self, lambda vault: read(vault, ref), self._read, failed=self._not_read, about="read"
        )

    def find_here(self) -> None:
        """Ctrl+F: open the bar, with the selected words if they are few."""
        if self._told is None or self._told.lines is None:
            return
        words = self.text.selected().strip()
        self.find_bar.open(words if words and "\n" not in words and len(words) < 80 else "")

    def find_next(self, *, back: bool = False) -> None:
        """The next hit, from the caret on; at the end along the search, or around."""
        hits = self.text.shown.hits
        if not hits:
            if not self._searched(back=back) and not self.find_bar.isVisible():
                self.find_here()
            return
        there = self.text.shown.current + (-1 if back else 1)
        if 0 <= there < len(hits) or not self._searched(back=back):
            self._show_hit(there % len(hits))

    def take(self, verb: str) -> None:
        """Do one of the verbs with what is selected."""
        selected = self.text.selected()
        if not selected.strip() or self._ref is None:
            self.desk.tell(_("Select some words of the text first."))
        elif verb == "cite":
            self.acting.cite()
        else:
            when = self.mentions.date_at(self.text.selection()) if verb == "date" else None
            self.bar.ask(verb, typed(when) if when else selected)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc ends finding from wherever it was not needed otherwise."""
        if event.key() == Qt.Key.Key_Escape and self.find_bar.isVisible():
            self.find_bar.leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow window the list stands below the text."""
        super().resizeEvent(event)
        self.head.fit()
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _NARROW
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._parts.orientation() != way:
            self._parts.setOrientation(way)
            self._parts.setSizes([700, 320])
            self.side.lie_low(narrow)
            if narrow:
                self.side_switch.setChecked(False)

    # How inside: the page

    def _lay_out(self) -> None:
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        self._body = QStackedWidget()
        self._body.addWidget(self.text)
        self._body.addWidget(self.unread)
        self._parts.addWidget(self._body)
        self._parts.addWidget(self.side)
        self._parts.setStretchFactor(0, 1)
        self._parts.setStretchFactor(1, 0)
        self._parts.setSizes([700, 320])
        self.text.setFrameShape(self.text.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for one in (self.head, self.notice):
            column.addWidget(one)
        column.addWidget(self._parts, 1)
        column.addWidget(self.find_bar)

    def _make_actions(self) -> dict[str, QAction]:
        made: dict[str, QAction] = {}
        for verb, (words, keys, tip) in VERBS.items():
            action = QAction(_(words), self)
            action.setToolTip(_(tip))
            action.setShortcut(QKeySequence(keys))
            # Only where there are words to select: elsewhere the same keys open and add.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _on=False, verb=verb: self.take(verb))
            self.text.addAction(action)
            made[verb] = action
        self.side_switch = QAction(_("Mentions"), self)
        self.side_switch.setToolTip(_("Show or hide the list of mentions."))
        self.side_switch.setCheckable(True)
        self.side_switch.setChecked(True)
        self.side_switch.toggled.connect(self.mentions.show)
        self.side_switch.toggled.connect(self._share_height)
        self.head.side.clicked.connect(self.side_switch.toggle)
        return made

    def _connect(self) -> None:
        self.text.opened.connect(self._open)
        self.text.rested.connect(self._rested)
        self.text.chosen.connect(self._chosen)
        self.text.wanted.connect(self.take)
        self.bar.verb.connect(self.take)
        self.bar.left.connect(self.text.setFocus)
        self.side.jumped.connect(self._jump)
        self.side.opened.connect(self._open)
        self.side.asked_all.connect(self._open_record)
        self.find_bar.asked.connect(self._find)
        self.find_bar.stepped.connect(lambda back: self.find_next(back=back))
        self.find_bar.left.connect(self._end_finding)

    # How inside: showing

    def _read(self, told: Reading) -> None:
        before, self._told = self._told, told
        self._pending, self._ref = False, told.ref
        self.acting.serve(told.ref, told.title)
        self.original.serve(told.original)
        self.head.tell(told)
        self.called.emit(told.title)
        fresh = before is None or before.ref != told.ref
        lines = told.lines or Lines("")
        if fresh:
            self._leave_behind()
        if fresh or self.text.lines.text != lines.text:
            self.text.show_lines(lines)
        self.side_switch.setChecked(bool(self._state.get("side", self.side_switch.isChecked())))
        if told.lines is None:
            self._body.setCurrentWidget(self.unread)
            self.unread.tell(told)
            self.unread.restore(self._state)
        else:
            self._body.setCurrentWidget(self.text)
            self._go_to_state(lines)
        if fresh and self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        if fresh or self.mentions.stale or before is None or before.resting != told.resting:
            self.mentions.ask(told.ref, lines, readable=told.lines is not None)

    def _leave_behind(self) -> None:
        """Nothing of the source that was here before."""
        self._words, self._passage = "", None
        self.mentions.clear()
        self.find_bar.hide()
        if self.bar.asking:
            self.bar.leave()

    def _go_to_state(self, lines: Lines) -> None:
        state = self._state
        line = int(state.get("line", 0))
        self._passage = None
        if line:
            self._passage = lines.span(line, int(state.get("last_line", 0)) or line)
        self.text.lay(replace(self.text.shown, passage=self._passage))
        words = str(state.get("words", ""))
        self._settle(state)
        # Once more when everything has its final size: the first visit lays the page out.
        QTimer.singleShot(0, self, lambda: self._settle(state))
        if words:
            self.find_bar.box.setText(words)
            self.find_bar.show()
            self._find(words, stay="scroll" in state or self._passage is not None)
        elif not self.find_bar.isVisible():
            self._words = ""

    def _settle(self, state: Mapping[str, Any]) -> None:
        if "scroll" in state:
            self.text.go(min(int(state.get("caret", 0)), len(self.text.lines.text)))
            self.text.verticalScrollBar().setValue(int(state["scroll"]))
        elif self._passage is not None:
            self.text.go(self._passage[0])

    def _not_read(self, fault: CaseFileError) -> None:
        self.notice.tell(fault.sentence, fault.way_on, danger=True)

    def _share_height(self, shown: bool) -> None:
        """Below the text the list gets the smaller half."""
        if shown and self._parts.orientation() == Qt.Orientation.Vertical:
            height = self._parts.height()
            self._parts.setSizes([height * 6 // 10, height * 4 // 10])

    # How inside: finding

    def _find(self, words: str, *, stay: bool = False) -> None:
        self._words = words.strip()
        text = self.text.lines.text

        def answer(hits: list[Span]) -> None:
            current = self._nearest(hits) if hits else -1
            self.text.lay(replace(self.text.shown, hits=hits, current=current))
            self.find_bar.tell(current, len(hits))
            if hits and not stay:
                self._show_hit(current)

        self.desk.ask(self, lambda _vault: find(text, words), answer, about="find")

    def _searched(self, *, back: bool) -> bool:
        """Go on to what else the search found, if these are its words; whether there is more."""
        asked = {str(place.state.get("words", "")) for place in self.desk.trail}
        return self._words in asked and self.desk.go_on(self._ref, back=back)

    def _nearest(self, hits: Sequence[Span]) -> int:
        """The first hit from the caret on, or from the passage that was asked for."""
        here = self._passage[0] if self._passage is not None else self.text.selection()[0]
        return next((number for number, one in enumerate(hits) if one[1] > here), 0)

    def _show_hit(self, number: int) -> None:
        shown = self.text.shown
        self.text.lay(replace(shown, current=number))
        self.text.go(*shown.hits[number])
        self.find_bar.tell(number, len(shown.hits))

    def _end_finding(self) -> None:
        self._words = ""
        self.text.lay(replace(self.text.shown, hits=(), current=-1))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # How inside: going and taking

    def _open(self, ref: Ref, new_tab: bool) -> None:
        hide_card()
        self.desk.open(ref, new_tab=new_tab)

    def _open_record(self) -> None:
        if self._ref is not None:
            self.desk.open(Place("record", self._ref))

    def _rested(self, ref: Ref | None, where: QPoint) -> None:
        if ref is None:
            hide_card()
        else:
            self.side.select(ref)
            show_card(self.desk, ref, where)

    def _chosen(self) -> None:
        if not self.text.selection_pending():
            self.bar.offer()

    def _jump(self, span: Span) -> None:
        start, end = span
        self._passage = None
        whole = self.text.lines.span(self.text.lines.line_at(start), self.text.lines.line_at(end))
        self.text.lay(replace(self.text.shown, passage=whole))
        self._passage = whole
        self.text.go(start)
