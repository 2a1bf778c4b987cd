"""The sources whose text names a record, looked for after the page is there, one at a time."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import Desk
from app.parts.section import FIRST_ROWS, Section, stacked
from app.parts.wrappedlink import WrappedLink, add_link
from app.place import Place
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.pieces import Piece
from app.widgets.turns import Turns, once_a_turn
from app.widgets.words import button, label
from casefiles.model.ids import Ref
from casefiles.operations.mentioning import NamedIn, may_name, named_in
from casefiles.text import _, many

_MOST_LINES = 8


def named_in_sections(desk: Desk, ref: Ref, told: object) -> list[Piece]:
    """The section; looked for anew when what is `told` of the record has changed."""
    return [Piece("named in", (ref, told), lambda: NamedInSection(desk, ref))]


class NamedInSection(QWidget):
    """Nothing until a source is found. Other questions of the window come between."""

    def __init__(self, desk: Desk, ref: Ref) -> None:
        super().__init__()
        self._desk, self._ref = desk, ref
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._section: Section | None = None
        self._rows = 0
        self._all = False
        self._further: list[NamedIn] = []
        self._more = button("", quiet=True)
        self._more.clicked.connect(self._add_further)
        self._turns = Turns(self)
        self.hide()
        desk.ask(
            self,
            lambda vault: may_name(vault, ref),
            self._look,
            about="may name",
            patiently=True,
        )

    def _look(self, waiting: Sequence[Ref]) -> None:
        if not waiting:
            return
        source, *others = waiting

        def answer(found: NamedIn | None) -> None:
            if found is not None:
                self._add(found)
            self._look(others)

        self._desk.ask(
            self,
            lambda vault: named_in(vault, self._ref, source),
            answer,
            about="named in",
            patiently=True,
        )

    def _add(self, found: NamedIn) -> None:
        if self._section is None:
            self._section = Section(_("Named in"))
            self._column.addWidget(self._section)
            self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
            self._more.hide()
            self.show()
        if self._rows < FIRST_ROWS or self._all:
            self._show_row(found)
            return
        self._further.append(found)
        self._more.setText(_("All {n}").format(n=self._rows + len(self._further)))
        self._more.show()

    def _add_further(self) -> None:
        self._all = True
        self._more.hide()
        first, *others = self._further
        self._show_row(first).setFocus()
        self._turns.begin([partial(self._show_row, one) for one in others])

    def _show_row(self, found: NamedIn) -> QWidget:
        assert self._section is not None
        self._rows += 1
        made = self._row(found)
        once_a_turn(self._section.layout())
        self._section.body.addWidget(made)
        made.show()
        QWidget.setTabOrder(made, self._more)
        return made

    def _row(self, found: NamedIn) -> QWidget:
        first, *others = found.lines
        told = many("named in {n} line", "named in {n} lines", len(found.lines))
        there = Place.of(found.source, line=first, last_line=first)
        # A title of any length breaks into lines: it must not widen the page.
        opening = WrappedLink(self._desk, found.source, found.title, there)
        opening.setToolTip(_("Open the source there"))
        opening.setAccessibleDescription(told)
        row, column = stacked()
        row.setFocusProxy(opening)
        column.setContentsMargins(0, 0, 0, GRID // 2)
        add_link(column, opening)
        places = QWidget()
        places.setContentsMargins(12, 0, 0, 0)
        flow = Flow(places, gap=2)
        for line in (first, *others[: _MOST_LINES - 1]):
            one = button(_("line {n}").format(n=line), quiet=True)
            one.setAccessibleDescription(found.title)
            one.clicked.connect(lambda _on=False, line=line: self._open(found, line))
            flow.addWidget(one)
        if len(found.lines) > _MOST_LINES:
            rest = len(found.lines) - _MOST_LINES
            flow.addWidget(label(many("and {n} more", "and {n} more", rest), "small", wrap=False))
        column.addWidget(places)
        return row

    def _open(self, found: NamedIn, line: int) -> None:
        self._desk.open(Place.of(found.source, line=line, last_line=line))
