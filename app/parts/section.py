"""Sections of a record's page: a heading, and rows of links with what is said beside them."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from app.parts.wrappedlink import WrappedLink, add_link, beneath
from app.place import Place
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.pieces import Piece
from app.widgets.turns import Turns, once_a_turn
from app.widgets.words import button, label
from casefiles.insight.fields import Cited
from casefiles.insight.parts import Mentioned
from casefiles.insight.rows import Group
from casefiles.model.ids import Ref
from casefiles.text import _, many

T = TypeVar("T")

FIRST_ROWS = 12
"""Rows of a long section that are shown at once; the others come when asked for."""


class Section(QWidget):
    """A heading with a hairline under it, and a body."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(4)
        column.addWidget(label(title, "heading"))
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setFixedHeight(1)
        line.setProperty("role", "bar")
        column.addWidget(line)
        self.body = QVBoxLayout()
        self.body.setSpacing(2)
        column.addLayout(self.body)
        self.setAccessibleName(title)

    def add_rows(self, told: Sequence[T], row: Callable[[T], QWidget]) -> None:
        """Add a row for each of these, in turns; behind a dozen a button brings the rest."""
        more = button(_("All {n}").format(n=len(told)), quiet=True)
        self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        more.setVisible(len(told) > FIRST_ROWS)
        turns = Turns(self)

        def add(one: T) -> QWidget:
            made = row(one)
            once_a_turn(self.layout())
            self.body.insertWidget(self.body.indexOf(more), made)
            made.show()
            QWidget.setTabOrder(made, more)
            return made

        def add_rest() -> None:
            first, *others = told[FIRST_ROWS:]
            add(first).setFocus()
            more.hide()
            turns.begin([partial(add, one) for one in others])

        more.clicked.connect(add_rest)
        turns.begin([partial(add, one) for one in told[:FIRST_ROWS]], at_once=False)


class Columns(QWidget):
    """Two columns where there is room, else one under the other.

    What stands `below` is of less weight: under the leading column, or at the very end.
    """

    def __init__(
        self,
        leading: QWidget,
        trailing: QWidget,
        below: QWidget | None = None,
        *,
        narrow: int = 720,
    ) -> None:
        super().__init__()
        self._leading, self._trailing, self._narrow = leading, trailing, narrow
        self._below = below
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID * 4)
        self._wide: bool | None = None
        self._arrange(wide=True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Choose by the room there is, counted in letters, so that large type counts."""
        letters = self.fontMetrics().averageCharWidth() / 7
        self._arrange(wide=event.size().width() >= self._narrow * letters)
        super().resizeEvent(event)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._leading, 0, 0, top)
        if wide:
            self._grid.addWidget(self._trailing, 0, 1, 2, 1, top)
        else:
            self._grid.addWidget(self._trailing, 1, 0, top)
        if self._below is not None:
            self._grid.addWidget(self._below, 1 if wide else 2, 0, top)
        self._grid.setRowStretch(1, 1 if wide else 0)
        self._grid.setColumnStretch(0, 6)
        self._grid.setColumnStretch(1, 5 if wide else 0)


def stacked() -> tuple[QWidget, QVBoxLayout]:
    """An empty widget, and its layout from top to bottom without margins."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return holder, column


def linked_row(
    desk: Desk, ref: Ref, title: str, *, date: str = "", notes: Iterable[str] = ()
) -> QWidget:
    """A date, a link, and small words beneath it."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(GRID)
    column = QVBoxLayout()
    column.setSpacing(0)
    link = WrappedLink(desk, ref, title)
    row.setFocusProxy(link)
    add_link(column, link)
    said = "; ".join(filter(None, (date, *notes)))
    if said:
        small = beneath(said)
        small.setContentsMargins(0, 0, 0, GRID // 2)
        column.addWidget(small)
        link.setAccessibleDescription(said)
    line.addLayout(column, 1)
    return row


def group_sections(desk: Desk, groups: Sequence[Group]) -> list[Piece]:
    """Other records that stand to this one in some way, a section for each way."""
    return [
        Piece(f"group {number} {one.label}", one, partial(_group, desk, one))
        for number, one in enumerate(groups)
    ]


def sources_sections(desk: Desk, sources: Sequence[Mentioned]) -> list[Piece]:
    """The sources that anything here rests on, each with the places in it."""
    return [Piece("sources", sources, partial(_sources, desk, sources))] if sources else []


def not_known_sections(
    missing: Sequence[tuple[str, str]], add: Callable[[str], None]
) -> list[Piece]:
    """What matters and nobody has said yet; each is added with a click."""
    return [Piece("not known", missing, partial(_not_known, missing, add))] if missing else []


def _group(desk: Desk, group: Group) -> Section:
    section = Section(group.label)
    section.add_rows(
        group.rows,
        lambda row: linked_row(desk, row.ref, row.title, date=row.date, notes=(row.note,)),
    )
    return section


def _sources(desk: Desk, sources: Sequence[Mentioned]) -> Section:
    section = Section(_("Sources") + f"   {len(sources)}")
    section.add_rows(sources, lambda one: _source(desk, one))
    return section


def _not_known(missing: Sequence[tuple[str, str]], add: Callable[[str], None]) -> Section:
    section = Section(_("Not known"))
    holder = QWidget()
    flow = Flow(holder)
    for name, words in missing:
        adding = button(words, quiet=True, tip=_("Add it"))
        adding.clicked.connect(lambda _on=False, name=name: add(name))
        flow.addWidget(adding)
    section.body.addWidget(holder)
    return section


def _source(desk: Desk, one: Mentioned) -> QWidget:
    row = linked_row(desk, one.source, one.title, date=one.date)
    # Several values may rest on one line: it is one place to go to.
    places = [*{place.place: place for place in one.places if place.place}.values()]
    if places:
        holder = QWidget()
        holder.setContentsMargins(12, 0, 0, 0)
        flow = Flow(holder, gap=2)
        for place in places[:FIRST_ROWS]:
            flow.addWidget(_passage(desk, place))
        if len(places) > FIRST_ROWS:
            rest = len(places) - FIRST_ROWS
            flow.addWidget(label(many("and {n} more", "and {n} more", rest), "small", wrap=False))
        inner = row.findChild(QVBoxLayout)
        assert inner is not None
        inner.addWidget(holder)
    return row


def _passage(desk: Desk, cited: Cited) -> QWidget:
    opening = button(cited.place, quiet=True, tip=_("Open the source there"))
    place = Place.of(cited.source, line=cited.first_line, last_line=cited.last_line)
    opening.clicked.connect(lambda: desk.open(place))
    return opening
