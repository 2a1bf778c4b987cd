"""A line above a list that holds only records on which sources disagree."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.desk import Desk
from app.forms.shape import chain
from app.place import Place
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.words import button, label
from casefiles.model.kinds import BY_NAME
from casefiles.text import _

DISPUTED = " disputed"
"""Behind the kind in the words of a place: only records on which sources disagree."""


class Disputes(QWidget):
    """Says that only disputed records are listed: a way to each kind of them, and out of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._kind = desk, ""
        self._line = Flow(self, gap=GRID)
        self._line.addWidget(label(_("Sources disagree:"), "muted", wrap=False))
        self._kinds: list[QPushButton] = []
        self._all = button(_("Show all"), quiet=True, tip=_("Also those that nobody disputes"))
        self._all.clicked.connect(self.end)
        self._line.addWidget(self._all)
        self.hide()

    def show_kinds(self, kind: str, counts: Mapping[str, int] | None) -> None:
        """Show the kinds with their counts, or nothing where all records are listed."""
        self._kind = kind
        self.setVisible(counts is not None)
        focused = any(one.hasFocus() for one in self._kinds)
        for old in self._kinds:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._kinds = [self._way(one, number) for one, number in (counts or {}).items()]
        self._line.removeWidget(self._all)
        for way in (*self._kinds, self._all):
            self._line.addWidget(way)
        chain(self)
        if focused:
            here = (one for one in self._kinds if one.isChecked())
            next(here, self._all).setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """List all records of the kind."""
        self._desk.open(Place("list", words=self._kind))

    def _way(self, kind: str, number: int) -> QPushButton:
        way = button(f"{_(BY_NAME[kind].words.more)}   {number}", quiet=True)
        way.setProperty("choice", True)
        way.setCheckable(True)
        way.setChecked(kind == self._kind)
        place = Place("list", words=kind + DISPUTED)
        way.clicked.connect(lambda: self._desk.open(place))
        return way
