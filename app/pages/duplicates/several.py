"""Pairs that agree on two independent identifiers, listed before they are merged in one Step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.parts.rows import KEY, Rows
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.words import button, label
from casefiles.operations.duplicates import Pair
from casefiles.text import _, many

Listed = tuple[Pair, tuple[str, str], str]
"""A pair, what its records are called, and what agrees in words."""


class Several(QWidget):
    """A list of which all are chosen at first; what is not chosen stays as it is."""

    agreed = Signal(object)
    """These pairs shall be merged."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._listed: Sequence[Listed] = ()
        self.rows = Rows(_("Pairs to merge"), (_("First"), _("Second"), _("What agrees")), least=16)
        self.merge = button("", main=True, tip=_("One step; undo takes all of it back."))
        self.back = button(_("Back to the pairs"))
        self._words = label("", "muted")
        line = QWidget()
        flow = Flow(line, gap=GRID)
        flow.addWidget(self.merge)
        flow.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._words)
        column.addWidget(self.rows, 1)
        column.addWidget(line)
        self.rows.itemSelectionChanged.connect(self._count)
        self.merge.clicked.connect(lambda: self.agreed.emit(self._chosen()))
        self.back.clicked.connect(self.left)

    def tell(self, listed: Sequence[Listed]) -> None:
        """List these, all chosen."""
        self._listed = listed
        self.rows.clear()
        for number, (pair, titles, why) in enumerate(listed):
            self.rows.row(*titles, why, key=number, kind=pair.kind)
        self.rows.fit(1, 2, most=34)
        self.rows.selectAll()
        head = self.rows.header().sizeHint().height()
        self.rows.setFixedHeight(self.rows.sizeHintForRow(0) * len(listed) + head + GRID)
        self._words.setText(
            _("In these pairs two independent identifiers agree, and nothing speaks against them.")
        )
        self._count()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves without merging."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> list[Pair]:
        return [self._listed[item.data(0, KEY)][0] for item in self.rows.chosen()]

    def _count(self) -> None:
        count = len(self.rows.selectedItems())
        words = many("Merge this {n} pair", "Merge these {n} pairs", count)
        self.merge.setText(words)
        self.merge.setAccessibleName(words)
        self.merge.setEnabled(bool(count))
