"""The table of acts of an incident: one row an act; narrow windows get one card an act."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from functools import partial
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.desk import Desk
from app.forms.form import Form
from app.parts.adding import Adding
from app.parts.section import stacked
from app.parts.wrappedlink import WrappedLink, add_link, beneath
from app.theme import GRID, TARGET
from app.widgets.icons import grown
from app.widgets.turns import Turns, once_a_turn
from app.widgets.words import button, label
from casefiles.insight.acts import ActRow, Party
from casefiles.insight.fields import Field, Value
from casefiles.model.ids import EntryId, Ref
from casefiles.operations.drafts import About
from casefiles.text import N_, _, many

_HEADS = (
    N_("Act"),
    N_("Who suffered"),
    N_("Who acted"),
    N_("Where and when"),
    N_("Sources"),
)
_NARROW = 620
_BESIDE = 3
"""Heads stand beside what they say where a card is so many times as wide as they are."""


class Shape(Enum):
    """How the acts are laid out, by the room there is."""

    TABLE = auto()
    CARDS = auto()
    NARROW_CARDS = auto()


class ActsTable(QWidget):
    """Rows of links. The sources button shows in the evidence pane on what an act rests."""

    def __init__(self, desk: Desk, incident: Ref, rows: Sequence[ActRow]) -> None:
        super().__init__()
        self._desk, self._incident, self._rows = desk, incident, rows
        self._shape: Shape | None = None
        self._words: list[str] | None = None
        self._turns = Turns(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._holder = QWidget()
        self._column.addWidget(self._holder)
        self.adding = Adding(desk, _("Add an act"), About(incident, "act"), self._make_form)
        self._column.addSpacing(GRID)
        self._column.addWidget(self.adding)
        self.setAccessibleName(_("Acts"))

    def _make_form(self) -> Form:
        from app.forms.actrow import ActForm

        return ActForm(self._desk, self._incident)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter adds a row."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.adding.begin()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Choose table or cards by the room there is."""
        self._arrange(self._fitting(event.size().width()))
        super().resizeEvent(event)

    def _fitting(self, width: int) -> Shape:
        letters = self.fontMetrics().averageCharWidth() / 7
        if width >= max(_NARROW * letters, self._least()):
            return Shape.TABLE
        heads = max(self.fontMetrics().horizontalAdvance(_(head)) for head in _HEADS)
        return Shape.CARDS if width >= _BESIDE * heads else Shape.NARROW_CARDS

    def _least(self) -> int:
        """How wide the table is at least: a column is no narrower than the longest word in it."""
        if self._words is None:
            columns = zip(*(map(_words, _said(row)) for row in self._rows), strict=True)
            self._words = [max(chain(*column), key=len, default="") for column in columns]
        metrics, shape = self.fontMetrics(), grown(GRID * 2 + 4)
        wide = [metrics.horizontalAdvance(one) + shape for one in self._words]
        sources = metrics.horizontalAdvance(_(_HEADS[-1]))
        return sum(wide) + sources + GRID * 2 * len(wide)

    def _arrange(self, shape: Shape) -> None:
        if shape is self._shape:
            return
        self._shape = shape
        self._column.removeWidget(self._holder)
        self._holder.deleteLater()
        self._holder = QWidget()
        self._column.insertWidget(0, self._holder)
        if not self._rows:
            column = QVBoxLayout(self._holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(label(_("No act is written down yet."), "muted"))
            return
        table = shape is Shape.TABLE
        add = self._table(self._holder) if table else self._cards(self._holder)
        self._turns.begin([partial(add, row) for row in self._rows], at_once=False)

    def _table(self, holder: QWidget) -> Callable[[ActRow], None]:
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID)
        for at, (head, stretch) in enumerate(zip(_HEADS, (3, 4, 4, 3, 1), strict=True)):
            grid.addWidget(label(_(head), "small"), 0, at)
            grid.setColumnStretch(at, stretch)

        def add(row: ActRow) -> None:
            once_a_turn(grid)
            below = grid.rowCount()
            line = QFrame()
            line.setProperty("role", "bar")
            line.setFixedHeight(1)
            grid.addWidget(line, below, 0, 1, len(_HEADS))
            line.show()
            *cells, dots = self._cells(row)
            for at, cell in enumerate(cells):
                grid.addWidget(cell, below + 1, at, Qt.AlignmentFlag.AlignTop)
            begins = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
            grid.addWidget(dots, below + 1, len(cells), begins)
            for cell in (*cells, dots):
                cell.show()

        return add

    def _cards(self, holder: QWidget) -> Callable[[ActRow], None]:
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)

        def add(row: ActRow) -> None:
            card = QFrame()
            card.setProperty("role", "card")
            if self._shape is Shape.CARDS:
                self._fill_beside(card, row)
            else:
                self._fill_beneath(card, row)
            once_a_turn(column)
            column.addWidget(card)
            card.show()

        return add

    def _fill_beside(self, card: QWidget, row: ActRow) -> None:
        inside = QGridLayout(card)
        inside.setHorizontalSpacing(GRID * 2)
        inside.setVerticalSpacing(2)
        inside.setColumnStretch(1, 1)
        *cells, dots = self._cells(row)
        for at, head in enumerate(_HEADS):
            inside.addWidget(_level(_(head)), at, 0, Qt.AlignmentFlag.AlignTop)
        for at, cell in enumerate(cells):
            inside.addWidget(cell, at, 1, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(dots, len(cells), 1, Qt.AlignmentFlag.AlignLeading)

    def _fill_beneath(self, card: QWidget, row: ActRow) -> None:
        inside = QVBoxLayout(card)
        inside.setSpacing(2)
        for head, cell in zip(_HEADS, self._cells(row), strict=True):
            inside.addWidget(label(_(head), "small"))
            inside.addWidget(cell)

    def _cells(self, row: ActRow) -> list[QWidget]:
        return [
            self._act(row),
            self._parties(row.suffered, _("not stated")),
            self._parties(row.acted, _("not stated")),
            self._where(row),
            self._sources(row),
        ]

    def _act(self, row: ActRow) -> QWidget:
        holder, column = stacked()
        add_link(column, WrappedLink(self._desk, row.ref, row.act))
        if row.account:
            column.addWidget(beneath(row.account))
        return holder

    def _parties(self, parties: Sequence[Party], none: str) -> QWidget:
        holder, column = stacked()
        for one in parties:
            link = WrappedLink(self._desk, one.ref, one.title)
            add_link(column, link)
            if one.remarks:
                column.addWidget(beneath("; ".join(one.remarks)))
                link.setAccessibleDescription("; ".join(one.remarks))
        if not parties:
            column.addWidget(_level(none))
        return holder

    def _where(self, row: ActRow) -> QWidget:
        holder, column = stacked()
        for one in row.where:
            link = WrappedLink(self._desk, one.ref, one.title)
            add_link(column, link)
        if row.when and row.where:
            column.addWidget(label(row.when, "muted"))
        elif not row.where:
            column.addWidget(_level(row.when or _("not stated")))
        return holder

    def _sources(self, row: ActRow) -> QWidget:
        said = many("{n} source", "{n} sources", row.sources)
        independent = _("{n} independent").format(n=row.independent)
        dots = button("●" * min(row.sources, 5) or "○", quiet=True, tip=f"{said}, {independent}")
        dots.setProperty("link", True)
        dots.setMinimumSize(TARGET, TARGET)
        dots.setAccessibleName(f"{said}, {independent}")
        value = Value(
            EntryId.new(), row.act, row.ref, (), row.cited, row.independent, False, False, ()
        )
        dots.clicked.connect(
            lambda: self._desk.show_evidence(row.ref, Field("act", row.act, (value,), False))
        )
        return dots


def _level(words: str) -> QLabel:
    """At the height of the links in the same row."""
    made = label(words, "muted")
    made.setMinimumHeight(TARGET + 2)
    return made


def _said(row: ActRow) -> Iterable[Iterable[str]]:
    """What stands in the columns of a row, but for the last."""
    return (
        (row.act, row.account),
        *(
            (text for one in side for text in (one.title, *one.remarks))
            for side in (row.suffered, row.acted)
        ),
        (row.when, *(one.title for one in row.where)),
    )


def _words(texts: Iterable[str]) -> list[str]:
    """The parts into which a text can break."""
    return [word for text in texts for word in text.replace("-", "- ").split()]
