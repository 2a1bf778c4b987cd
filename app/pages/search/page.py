"""The search page: the box, how it was understood, and the list of what was found."""

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from app.page import Page
from app.pages.search.asking import FIRST, MOST, Answer, Row, ask, kinds_of
from app.pages.search.box import Box
from app.pages.search.facets import Chips, Facets
from app.pages.search.nothing import Nothing
from app.pages.search.preview import Preview
from app.pages.search.results import HitList
from app.place import Place
from app.theme import GRID
from app.widgets.notice import NoticeBar
from app.widgets.words import button, label
from casefiles.errors import CaseFileError
from casefiles.ledger.changes import Changes
from casefiles.operations.facets import count_facets
from casefiles.operations.searches import forget_search, looked_at, save_search
from casefiles.search.retyping import narrowed, with_variant, without_variant
from casefiles.text import _, many

_PAUSE_MS = 20
_LOW = 15
"""Lines of text under which the list has the room of all that could be chosen above it."""

_NARROW = 90
"""Width in letters under which the preview stands below the list."""


class SearchPage(Page):
    """Asks while you type; the newest question wins."""

    name: ClassVar[str] = "search"
    help: ClassVar[str] = "search"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._asked = ""
        self._kind = ""
        self._answer: Answer | None = None
        self._state: Mapping[str, Any] = {}
        self._entering = False
        self._returning = False
        self._roomy = True
        self.box = Box()
        self.save = button(_("Save"), quiet=True, tip=_("Keep this question, to see what is new"))
        self.save.setCheckable(True)
        self.clear = button(_("Clear"), quiet=True, tip=_("Begin another search"))
        self.chips = Chips()
        self.notes = label("", "muted")
        self.meant = button("", quiet=True)
        self.facets = Facets()
        self.notice = NoticeBar()
        self.list = HitList()
        self.preview = Preview(desk)
        self.nothing = Nothing(desk)
        self.summary = label("", "small")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show_nothing()

    # What it answers

    def place(self) -> Place:
        """The question, and where in the answer the reader is, or is about to be."""
        if self._state:
            return Place(self.name, words=self.box.text(), state=self._state)
        row = self.list.current()
        state = self.facets.state() | {
            "kind": self._kind,
            "row": str(row.ref) if row else None,
            "scroll": self.list.verticalScrollBar().value(),
            "preview": not self.preview.isHidden(),
        }
        return Place(self.name, words=self.box.text(), state=state)

    def wants(self, changes: Changes) -> bool:
        """Whether something was asked that may be answered otherwise now."""
        return bool(changes.touched) and bool(self._asked.strip())

    def first(self) -> QWidget:
        """The box; the list for somebody who comes back to it."""
        return self.list if self._returning else self.box

    # What it does

    def visit(self, place: Place) -> None:
        """Ask what the place asks, and stand there as it was left."""
        self._pause.stop()
        self._state = place.state
        self._returning = bool(place.state.get("row"))
        self._kind = str(place.state.get("kind") or "")
        self.facets.choose(self._kind)
        if self.box.text() != place.words:
            self.box.setText(place.words)
        self._ask(place.words)

    def find_here(self) -> None:
        """Ctrl+F: back to the box."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def find_next(self, *, back: bool = False) -> None:
        """The next or the previous hit."""
        self.list.step(back=back)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow window the preview stands below."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _NARROW
        self._roomy = self.height() > self.fontMetrics().height() * _LOW
        self.facets.make_room(roomy=self._roomy)
        self.summary.setVisible(self._roomy and self.list.hits.rowCount() > 0)
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._parts.orientation() != way:
            self._parts.setOrientation(way)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes the preview; letters typed in the list go on in the box."""
        if event.key() == Qt.Key.Key_Escape and not self.preview.isHidden():
            self.preview.hide()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.list.hasFocus() and event.text().strip() and event.text().isprintable():
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.box.setCursorPosition(len(self.box.text()))
            self.box.insert(event.text())
            self._pause.start()
        else:
            super().keyPressEvent(event)

    # How inside: laying out

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID)
        head.setSpacing(GRID)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.box, 1)
        line.addWidget(self.save)
        line.addWidget(self.clear)
        head.addLayout(line)
        for one in (self.chips, self.notes, self.meant, self.facets, self.summary):
            head.addWidget(one)
        for hidden in (self.notes, self.meant, self.save, self.clear):
            hidden.hide()
        self.preview.hide()
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self.list)
        self._parts.addWidget(self.preview)
        self._parts.setStretchFactor(0, 3)
        self._parts.setStretchFactor(1, 2)
        self._body = QStackedWidget()
        self._body.addWidget(self._parts)
        self._body.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.box.textEdited.connect(lambda _text: self._pause.start())
        self.box.entered.connect(self._enter)
        self._pause.timeout.connect(self._typed)
        self.facets.kind_chosen.connect(self._choose_kind)
        self.facets.narrowed.connect(lambda: self._show_rows(self.facets.state()))
        self.list.opened.connect(self._open)
        self.list.looked.connect(self._look)
        self.list.moved.connect(self._moved)
        self.list.left.connect(self._leave_list)
        self.facets.narrowed_to.connect(lambda words: self._try(narrowed(self._asked, words)))
        self.chips.varied.connect(self._vary)
        self.meant.clicked.connect(lambda: self._try(self.meant.property("question")))
        self.save.clicked.connect(self._keep)
        self.clear.clicked.connect(lambda: self._try(""))
        self.nothing.tried.connect(self._try)

    # How inside: asking

    def _typed(self) -> None:
        if self.box.text().strip() == self._asked.strip():
            return
        self._kind = ""
        self._state = {}
        self.facets.choose("")
        self._ask(self.box.text())

    def _ask(self, words: str) -> None:
        """Ask for the first hits, and when these stand there for the others."""
        self._asked = words
        self.notice.hide()
        self.called.emit(_("Search: {words}").format(words=words) if words.strip() else _("Search"))
        self._put(FIRST if "scroll" not in self._state else MOST)

    def _put(self, limit: int) -> None:
        words, kind = self._asked, self._kind
        self.desk.ask(
            self,
            lambda vault: ask(vault, words, kind, limit),
            self._answered,
            failed=self._not_answered,
            about="search",
        )

    def _answered(self, answer: Answer) -> None:
        more = self._answer is not None and (answer.words, answer.kind) == (
            self._answer.words,
            self._answer.kind,
        )
        left, self._state = self._state, {}
        state = left or (self.place().state if more else {})
        self._answer = answer
        self.chips.tell(answer.chips, answer.variants)
        self._tell_notes(answer)
        self.facets.count(answer.counts)
        self.facets.offer(answer.rows, state)
        self._show_rows(state)
        if state.get("preview") and self.list.current() is not None:
            self._look(keep=True)
        if not answer.whole:
            self._put(MOST)
        else:
            self._count()
        if self._entering:
            self._entering = False
            self._enter()

    def _tell_notes(self, answer: Answer) -> None:
        self.notes.setText(" ".join(answer.notes))
        self.notes.setVisible(bool(answer.notes))
        self.meant.setVisible(bool(answer.meant and answer.rows))  # or else it stands below
        if answer.meant:
            self.meant.setText(_("Look for “{words}”").format(words=answer.meant[0]))
            self.meant.setProperty("question", answer.meant[0])
        for one in (self.save, self.clear):
            one.setVisible(bool(answer.words.strip()))
        self.save.setChecked(answer.saved)
        self.save.setText(_("Saved") if answer.saved else _("Save"))

    def _count(self) -> None:
        """What hits are told apart by, when they stand there."""
        words, kind = self._asked, self._kind
        self.desk.ask(
            self,
            lambda vault: count_facets(vault, text=words, kinds=kinds_of(kind)),
            self.facets.menus.tell,
            about="facets",
        )
        if self._answer is not None and self._answer.saved:
            self.desk.act(self, lambda vault: looked_at(vault, words=words))

    def _not_answered(self, fault: CaseFileError) -> None:
        self.notice.tell(fault.sentence, fault.way_on, danger=True)

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._state = {}
        self._put(MOST)

    def _try(self, words: str) -> None:
        self.visit(Place(self.name, words=words))
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _vary(self, typed: str, other: str, taken_in: bool) -> None:
        change = with_variant if taken_in else without_variant
        self._try(change(self._asked, typed, other))

    def _keep(self, kept: bool) -> None:
        words, act = self._asked, save_search if kept else forget_search
        self.save.setText(_("Saved") if kept else _("Save"))
        self.desk.act(self, lambda vault: act(vault, words=words))

    # How inside: showing

    def _show_rows(self, state: Mapping[str, Any]) -> None:
        answer = self._answer
        if answer is None:
            return
        rows = self.facets.fitting(answer.rows)
        self.list.hits.show(rows)
        self._stand(rows, state)
        self._tell_summary(rows)
        if rows:
            self.facets.show()
            self._body.setCurrentWidget(self._parts)
        else:
            self._show_nothing()

    def _stand(self, rows: list[Row], state: Mapping[str, Any]) -> None:
        """Select what was selected, or the first; scroll as it was."""
        wanted = state.get("row")
        number = next((at for at, row in enumerate(rows) if str(row.ref) == wanted), 0)
        if rows:
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.list.hits.index(number), chosen)
        value = int(state.get("scroll") or 0)
        QTimer.singleShot(0, self.list, lambda: self.list.verticalScrollBar().setValue(value))

    def _tell_summary(self, rows: list[Row]) -> None:
        answer = self._answer
        if answer is None or not answer.words.strip():
            self.summary.hide()
            return
        told = many("{n} shown", "{n} shown", len(rows))
        if len(answer.rows) >= MOST:
            told += "  ·  " + _("These are the best {n}; add a word to see others.").format(n=MOST)
        self.summary.setText(
            told + "  ·  " + _("Down goes to the list, Enter opens, Space looks, F3 goes on.")
        )
        self.summary.setVisible(bool(rows) and self._roomy)

    def _show_nothing(self) -> None:
        self._body.setCurrentWidget(self.nothing)
        asked = self._answer is not None and bool(self._answer.words.strip())
        self.facets.setVisible(asked and bool(self._answer and self._answer.counts.get("")))
        if self._answer is not None and asked:
            self.nothing.tell(self._answer, narrow=self.facets.narrow)
        else:
            for one in (self.summary, self.chips, self.notes, self.meant, self.save, self.clear):
                one.hide()
            self.nothing.teach()

    # How inside: moving

    def _enter(self) -> None:
        """To the list; if the answer is still on its way, when it is there."""
        if self._pause.isActive() or self.box.text().strip() != self._asked.strip():
            self._pause.stop()
            self._entering = True
            self._typed()
        elif self._answer is None or self._answer.words != self._asked:
            self._entering = True
        elif self.list.hits.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.choose(0)

    def _leave_list(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.deselect()

    def _open(self, row: Row, new_tab: bool) -> None:
        self.desk.trail = [self._leads_to(one) for one in self.list.hits.rows]
        self.desk.open(self._leads_to(row), new_tab=new_tab)

    def _leads_to(self, row: Row) -> Place:
        state: dict[str, Any] = {}
        if row.ref.kind == "source":
            state["words"] = self._asked
            if row.line:
                state["line"] = row.line
        return Place.of(row.ref, **state)

    def _look(self, *, keep: bool = False) -> None:
        row = self.list.current()
        if not self.preview.isHidden() and not keep:
            self.preview.hide()
        elif row is not None:
            self.preview.show()
            self.preview.look(row)

    def _moved(self) -> None:
        row = self.list.current()
        if row is not None and not self.preview.isHidden():
            self.preview.look(row)
