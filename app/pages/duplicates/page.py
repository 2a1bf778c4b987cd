"""The page of duplicates: what waits, one pair after the other, and how each is decided.

Nothing is merged without a key or a click, and every answer is a Step of its own: Ctrl+Z takes it
back and leads to that pair again.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.desk import Desk
from app.jobs import Job
from app.page import Page
from app.pages.duplicates.answers import Answers
from app.pages.duplicates.asked import Asked, ask, ask_pair, ask_sure, last_look
from app.pages.duplicates.card import PairCard
from app.pages.duplicates.several import Several
from app.pages.duplicates.shelves import Shelves, on_shelf
from app.parts.commands import command
from app.place import Place
from app.widgets.column import Column
from app.widgets.notice import Empty, NoticeBar
from app.widgets.spoken import announce
from app.widgets.words import label
from casefiles.errors import CaseFileError
from casefiles.insight.alike.together import Laid
from casefiles.ledger.changes import Changes
from casefiles.operations import duplicates as acts
from casefiles.operations import judging
from casefiles.operations.duplicates import Pair
from casefiles.text import _, many
from casefiles.vault import Vault


class DuplicatesPage(Page):
    """Pair cards with three answers, and a fourth for those who are relatives or copies."""

    name: ClassVar[str] = "duplicates"
    help: ClassVar[str] = "duplicates"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._asked = Asked()
        self._pairs: tuple[Pair, ...] = ()
        self._at = 0
        self._shown: Laid | None = None
        self._wanted: tuple[str, ...] = ()
        self._answered: list[frozenset[bytes]] = []
        self._looking = False
        self.column = Column()
        self.shelves = Shelves()
        self.question = label("", "heading")
        self.card = PairCard(desk)
        self.answers = Answers()
        self.several = Several()
        self._empty: Empty | None = None
        self._lay_out()

    # What it answers

    def place(self) -> Place:
        """With the shelf as its words, and the pair it stands on."""
        pair = self._pair()
        ends = [pair.one.hex(), pair.other.hex()] if pair else []
        return Place(self.name, words=self.shelves.chosen, state={"pair": ends})

    def wants(self, changes: Changes) -> bool:
        """Whatever is touched may have been decided, or may look otherwise now."""
        return bool(changes.touched) and not self._looking

    def first(self) -> QWidget:
        """The card, or the way on where there is none, or the shelf while it is looked for."""
        if self.several.isVisibleTo(self):
            return self.several.rows
        if self._empty is None:
            return self.card
        return self._empty.findChild(QPushButton) or self.shelves.current()

    def commands(self) -> Sequence[QAction]:
        """The answers, and looking again."""
        return self._commands

    # What it does

    def visit(self, place: Place) -> None:
        """Ask what waits; look for it where nobody looked yet."""
        self.shelves.choose(place.words)
        self._wanted = tuple(place.state.get("pair", ()))
        self.called.emit(_("Duplicates"))
        self._ask()

    def look(self) -> None:
        """Compare everything anew."""
        if self._looking:
            return
        self._looking = True
        self._say_done("")
        self._put_empty(_("Looking for records that may be one …"))

        def work(vault: Vault, job: Job) -> object:
            return acts.look_and_keep(vault, report=job.report)

        def ended(_waiting: object) -> None:
            self._looking = False
            self._ask()

        def failed(fault: CaseFileError) -> None:
            self._looking = False
            self._put_empty(fault.sentence, _("Look now"))

        self.desk.long(self, _("Looking for duplicates …"), work, ended, failed=failed)

    def turn(self, by: int) -> None:
        """The next pair, or the one before; it stays at the ends."""
        to = max(0, min(self._at + by, len(self._pairs) - 1))
        if to != self._at:
            self._at = to
            self._say_done("")
            self._lay_pair()

    def answer(self, number: int) -> None:
        """1 the same, 2 different, 3 not sure, 4 relatives or a copy: of the pair shown."""
        pair = self._pair()
        if pair is None or self._shown is None or self._shown.pair.ends != pair.ends:
            return  # the next one is not to be read yet
        refs = acts.refs_of(pair)
        done: dict[int, tuple[Callable[[Vault], object], str]] = {
            1: (lambda vault: judging.merge(vault, refs=refs), _("They are one now.")),
            2: (lambda vault: judging.keep_apart(vault, refs=refs), _("They are kept apart.")),
            3: (lambda vault: judging.leave_open(vault, refs=refs), _("It is left open.")),
            4: (lambda vault: _fourth(vault, pair), self.answers.fourth_done),
        }
        if number not in done or not self.answers.offers(number):
            return
        work, words = done[number]
        whom = f"{self._shown.titles[0]} | {self._shown.titles[2]}"
        self._shown = None
        self._answered.append(pair.ends)
        self.desk.act(self, work, lambda _none: self._say_done(words, whom), failed=self._failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Digits of any script answer, wherever in the page the focus is."""
        if event.text().isdigit():
            self.card.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Who comes back may have done something else since, which Ctrl+Z would take back."""
        super().hideEvent(event)
        self._say_done("")

    # How inside

    def _lay_out(self) -> None:
        self._told = label("", "muted")
        self._left = label("", "muted")
        self.notice = NoticeBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.column, 1)
        column.addWidget(self.answers)
        self._body = self.column.body
        above = (label(_("Duplicates"), "title"), self.notice, self.shelves, self._told)
        for one in (*above, self.question, self._left, self.card, self.several):
            self._body.addWidget(one)
        self._body.addStretch(1)
        self._with_card = (self.question, self._left, self.card, self.answers)
        self._told.hide()
        self.several.hide()
        self.shelves.changed.connect(self._shelf_chosen)
        self.shelves.look.clicked.connect(self.look)
        self.shelves.sure.clicked.connect(self._list_sure)
        self.card.moved.connect(self.turn)
        self.card.answered.connect(self.answer)
        self.answers.given.connect(self.answer)
        self.several.left.connect(self._leave_several)
        self.several.agreed.connect(self._merge_several)
        keys = enumerate(self.answers.words(), start=1)
        self._commands = [
            *(self._answering(number, words) for number, words in keys),
            command(self, _("Look for duplicates again"), self.look, "Ctrl+R"),
        ]

    def _answering(self, number: int, words: str) -> QAction:
        return command(self, words, lambda: self.answer(number), str(number))

    def _ask(self) -> None:
        self.desk.ask(self, ask, self._show, about="waiting")

    def _show(self, asked: Asked) -> None:
        self._asked = asked
        if asked.waiting.looked is None and not self._looking:
            self.look()
        elif not self._looking:
            self.shelves.tell(asked)
            self._fill()

    def _shelf_chosen(self) -> None:
        self._at, self._pairs = 0, ()
        self._say_done("")
        self.several.hide()
        self._fill()

    def _fill(self) -> None:
        """Stand on the pair that was undone, else on the one shown before, else where it stood."""
        before = self._pair()
        had = {one.ends for one in self._pairs}
        self._pairs = on_shelf(self._asked, self.shelves.chosen)
        ends = [one.ends for one in self._pairs]
        back = [one for one in self._answered if one in ends and one not in had]
        wanted = frozenset(map(bytes.fromhex, self._wanted))
        for one in (*back[-1:], before.ends if before else None, wanted):
            if one in ends:
                self._at = ends.index(one)
                break
        if back:
            self._say_done("")
        self._at = max(0, min(self._at, len(self._pairs) - 1))
        self._answered = [one for one in self._answered if one not in ends]
        self._wanted = ()
        self._lay_pair()

    def _pair(self) -> Pair | None:
        return self._pairs[self._at] if self._at < len(self._pairs) else None

    def _lay_pair(self) -> None:
        pair = self._pair()
        self._shown = None
        if pair is None:
            words = _("Nothing to compare.")
            self._put_empty(f"{words} {last_look(self._asked)}".strip(), _("Compare again"))
            return
        self._put_empty("")
        self.desk.ask(self, ask_pair(pair), self._paint, about="pair")

    def _paint(self, laid: Laid) -> None:
        self._shown = laid
        self.card.lay(laid)
        self.answers.fit(laid.pair)
        left = many("{n} left", "{n} left", len(self._pairs))
        at = _("This is pair {n}; the arrows lead to others.").format(n=self._at + 1)
        self.question.setText(self.answers.question)
        self._left.setText(f"{left}. {at}" if len(self._pairs) > 1 else f"{left}.")
        QTimer.singleShot(0, self, self._show_whole)
        announce(self.card, f"{left}. {self.question.text()} {self.card.accessibleDescription()}")

    def _show_whole(self) -> None:
        """Where what stands above leaves too little room, begin with what was just done."""
        begin = (self.question if self._told.isHidden() else self._told).y()
        cramped = begin > self.column.viewport().height() // 2
        self.column.verticalScrollBar().setValue(begin if cramped else 0)

    def _put_empty(self, sentence: str, action: str = "") -> None:
        """A sentence in the place of the card; with an empty one, the card again."""
        here = self.isAncestorOf(self.window().focusWidget() or self.window())
        if self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
            self._empty = None
        if sentence:
            self._empty = Empty(sentence, action, self.look)
            self._body.insertWidget(self._body.indexOf(self.card), self._empty)
            self._empty.show()
        self.shelves.look.setVisible(not sentence)
        self._show_card(not sentence and not self.several.isVisibleTo(self))
        for action_ in self._commands[:4]:
            action_.setEnabled(not sentence)
        if here:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_card(self, shown: bool) -> None:
        for one in self._with_card:
            one.setVisible(shown)

    def _say_done(self, done: str, whom: str = "") -> None:
        """Say what was done to whom; below stands another pair already, or none. "": no more."""
        seen = bool(done) and self.isVisible()
        told = _("{done} Ctrl+Z takes it back.").format(done=done) if seen else ""
        self._told.setText("\n".join(filter(None, (whom, told))) if told else "")
        self._told.setVisible(bool(told))
        if told:
            announce(self._told, self._told.text())

    def _failed(self, fault: CaseFileError) -> None:
        self._say_done("")
        self.notice.tell(fault.sentence, fault.way_on, danger=True)
        self._lay_pair()

    # Several at once

    def _list_sure(self) -> None:
        self.desk.ask(self, ask_sure, self._show_sure, about="sure")

    def _show_sure(self, listed: Sequence[tuple[Pair, tuple[str, str], str]]) -> None:
        self.several.tell(listed)
        self.several.show()
        self._say_done("")
        self._show_card(False)
        self.several.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_several(self) -> None:
        self.several.hide()
        self._fill()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _merge_several(self, pairs: Sequence[Pair]) -> None:
        def merged(count: int) -> None:
            self._leave_several()
            self._answered += [pair.ends for pair in pairs]
            self._say_done(many("{n} pair is merged.", "{n} pairs are merged.", count))

        self.desk.act(
            self,
            lambda vault: acts.merge_sure(vault, pairs=pairs),
            merged,
            failed=self._failed,
        )


def _fourth(vault: Vault, pair: Pair) -> None:
    if pair.kind == "source":
        acts.say_copy(vault, pair)
    else:
        acts.say_relatives(vault, pair)
