"""What to look at before a dossier leaves: a list in groups, each line a link to its field."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QTreeWidgetItem, QVBoxLayout, QWidget

from app.desk import Desk
from app.parts.rows import KEY, REF, Rows
from app.place import Place
from app.theme import GRID
from app.widgets.words import label
from casefiles.dossier.gaps import Lack
from casefiles.operations.checking import LACKS, WeakPlace
from casefiles.text import _

_OPEN = (Lack.NO_SOURCE, Lack.DATES, Lack.IDENTITY)
"""Groups that stand open at first; most statements have one origin."""


class WeakPlaces(QWidget):
    """Enter opens the record at the field; Esc goes back to the pages (`left`)."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places: Sequence[WeakPlace] = ()
        self._groups: dict[str, bool] = {}
        self._wanted: Any = {}
        self.words = label("", "muted")
        self.rows = _List(
            _("To look at before it leaves"), (_("Record"), _("What is said")), wide=1, least=18
        )
        self.rows.setIndentation(GRID * 2)
        self.rows.setRootIsDecorated(True)
        self.rows.setSelectionMode(Rows.SelectionMode.SingleSelection)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(label(_("To look at before it leaves"), "heading"))
        column.addWidget(self.words)
        column.addWidget(self.rows, 1)
        self.desk = desk
        self.rows.opened.connect(self._open)
        self.rows.escaped.connect(self.left)

    # What it answers

    def state(self) -> dict[str, Any]:
        """How it is left: where, and which groups stand open."""
        if not self.places:
            return dict(self._wanted)
        open_now = {
            str(one.data(0, KEY)): one.isExpanded() for one in self.rows.items() if one.childCount()
        }
        return {**self.rows.left(), "groups": open_now}

    # What it does

    def put(self, places: Sequence[WeakPlace]) -> None:
        """Show these; where it stood it stands again."""
        state = self.state()
        self.places = places
        self.words.setText(_("Enter opens a line at its field.") if places else _nothing())
        self.rows.setVisible(bool(places))
        with QSignalBlocker(self.rows):
            self.rows.clear()
            for lack in LACKS:
                self._group(lack, [one for one in places if one.lack is lack], state)
        self.rows.fit(0, most=26)
        self.rows.restore(state)

    def restore(self, state: Any) -> None:
        """Stand as it was left, once there are lines."""
        self._wanted = state
        self.places = ()

    # How inside

    def _group(self, lack: Lack, places: Sequence[WeakPlace], state: Any) -> None:
        if not places:
            return
        head = self.rows.row(f"{_(LACKS[lack])} ({len(places)})", key=lack.value)
        head.setFirstColumnSpanned(True)
        heavy = QFont(self.rows.font())
        heavy.setBold(True)
        head.setFont(0, heavy)
        for at, one in enumerate(places):
            key, said = f"{one.ref} {one.property} {at}", f"{one.field}: {one.words}"
            line = self.rows.row(
                one.title, said, ref=one.ref, key=key, kind=one.ref.kind, under=head
            )
            line.setData(0, _PROPERTY, one.property)
        groups = state.get("groups", {})
        head.setExpanded(bool(groups.get(lack.value, lack in _OPEN)))

    def _open(self, item: QTreeWidgetItem, new_tab: bool) -> None:
        if item.childCount():
            item.setExpanded(not item.isExpanded())
            return
        ref, name = item.data(0, REF), item.data(0, _PROPERTY)
        self.desk.open(Place.of(ref, field=name), new_tab=new_tab)


_PROPERTY = KEY + 10


class _List(Rows):
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def _nothing() -> str:
    return _("Nothing: each statement has two independent origins or more.")
