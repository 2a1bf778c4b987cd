"""The table of acts of an incident: one row an act; narrow windows get one card an act."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.desk import Desk
from app.forms.keeping import keeping
from app.parts.fieldsign import Unfinished
from app.parts.links import WrappedLink, beneath
from app.parts.section import stacked
from app.theme import GRID
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


class ActsTable(QWidget):
    """Rows of links. The sources button shows in the evidence pane on what an act rests."""

    def __init__(self, desk: Desk, incident: Ref, rows: Sequence[ActRow]) -> None:
        super().__init__()
        self._desk, self._incident, self._rows = desk, incident, rows
        self._wide: bool | None = None
        self._turns = Turns(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._form: QWidget | None = None
        self._before: QWidget | None = None
        self._holder = QWidget()
        self._column.addWidget(self._holder)
        self._sign = Unfinished(_("Add an act"))
        self._sign.asked.connect(self.begin_adding)
        self._column.addWidget(self._sign)
        keeping(desk).turned.connect(self._look)
        self.setAccessibleName(_("Acts"))

    def begin_adding(self) -> None:
        """Open a row to write down another act."""
        from app.forms.actrow import ActForm

        if self._form is None:
            self._before = self.window().focusWidget()
            form = ActForm(self._desk, self._incident)
            form.saved.connect(self._ended)
            form.left.connect(self._ended)
            self._column.addWidget(form)
            self._form = form
            keeping(self._desk).taken_up(form.key)
            self._look()
        self._form.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter adds a row."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.begin_adding()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """A row that was begun opens again, or is told."""
        super().showEvent(event)
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Choose table or cards by the room there is."""
        letters = self.fontMetrics().averageCharWidth() / 7
        self._arrange(wide=event.size().width() >= _NARROW * letters)
        super().resizeEvent(event)

    def _ended(self) -> None:
        """The focus goes back to where the form was asked for; with the form it would be lost."""
        if self._form is not None:
            if self._before is not None and isValid(self._before):
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._form.deleteLater()
            self._form = self._before = None
            self._look()

    def _look(self) -> None:
        kept, about = keeping(self._desk), About(self._incident, "act")
        begun = bool(kept.begun(about.ref, about.name))
        self._sign.setVisible(self._form is None and begun)
        if begun and self.isVisible() and kept.wanted(about):
            kept.taken_up(about)
            QTimer.singleShot(0, self, self.begin_adding)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        self._column.removeWidget(self._holder)
        self._holder.deleteLater()
        self._holder = QWidget()
        self._column.insertWidget(0, self._holder)
        if not self._rows:
            column = QVBoxLayout(self._holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(label(_("No act is written down yet."), "muted"))
            return
        add = self._table(self._holder) if wide else self._cards(self._holder)
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
            for at, cell in enumerate(self._cells(row)):
                grid.addWidget(cell, below + 1, at, Qt.AlignmentFlag.AlignTop)
                cell.show()

        return add

    def _cards(self, holder: QWidget) -> Callable[[ActRow], None]:
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)

        def add(row: ActRow) -> None:
            card = QFrame()
            card.setProperty("role", "card")
            inside = QVBoxLayout(card)
            inside.setSpacing(2)
            for head, cell in zip(_HEADS, self._cells(row), strict=True):
                inside.addWidget(label(_(head), "small"))
                inside.addWidget(cell)
            once_a_turn(column)
            column.addWidget(card)
            card.show()

        return add

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
        column.addWidget(WrappedLink(self._desk, row.ref, row.act))
        if row.account:
            column.addWidget(beneath(row.account))
        return holder

    def _parties(self, parties: Sequence[Party], none: str) -> QWidget:
        holder, column = stacked()
        for one in parties:
            link = WrappedLink(self._desk, one.ref, one.title)
            column.addWidget(link)
            if one.remarks:
                column.addWidget(beneath("; ".join(one.remarks)))
                link.setAccessibleDescription("; ".join(one.remarks))
        if not parties:
            column.addWidget(label(none, "muted"))
        return holder

    def _where(self, row: ActRow) -> QWidget:
        holder, column = stacked()
        for one in row.where:
            link = WrappedLink(self._desk, one.ref, one.title)
            column.addWidget(link)
        column.addWidget(label(row.when or ("" if row.where else _("not stated")), "muted"))
        return holder

    def _sources(self, row: ActRow) -> QWidget:
        said = many("{n} source", "{n} sources", row.sources)
        independent = _("{n} independent").format(n=row.independent)
        dots = button("●" * min(row.sources, 5) or "○", quiet=True, tip=f"{said}, {independent}")
        dots.setAccessibleName(f"{said}, {independent}")
        value = Value(
            EntryId.new(), row.act, row.ref, (), row.cited, row.independent, False, False, ()
        )
        dots.clicked.connect(
            lambda: self._desk.show_evidence(row.ref, Field("act", row.act, (value,), False))
        )
        return dots
