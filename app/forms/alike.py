"""While a name is typed: records of a name like it, so that nobody is written down twice."""

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QPushButton, QVBoxLayout

from app.desk import Desk
from app.theme import GRID
from app.widgets.icons import grown, kind_icon
from app.widgets.words import label
from casefiles.model.ids import Ref
from casefiles.operations.completing import Candidate
from casefiles.text import _


class Alike(QFrame):
    """Records of a name like the one typed: perhaps it is here already."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "notice")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        self._column.setSpacing(2)
        self._column.addWidget(label(_("Is it one of these?")))
        self.buttons: list[QAbstractButton] = []
        self.hide()

    def tell(self, found: Sequence[Candidate]) -> None:
        """Show these; none hides it."""
        for old in self.buttons:
            old.hide()
            old.deleteLater()
        self.buttons = [self._button(one) for one in found]
        for one in self.buttons:
            self._column.addWidget(one)
        self.setVisible(bool(found))

    def _button(self, one: Candidate) -> QAbstractButton:
        made = _Shortened(f"{one.title}   {one.line}".strip())
        size = grown(14)
        made.setIcon(kind_icon(one.ref.kind, size))
        made.setIconSize(QSize(size, size))
        made.clicked.connect(_opener(self._desk, one.ref))
        return made


class _Shortened(QPushButton):
    """A quiet button of any words: what does not fit is in the tip."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setProperty("quiet", True)
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self.setToolTip(f"<p>{html.escape(words)}</p>")

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It can be narrower than its words."""
        return QSize(GRID * 20, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As much as fits."""
        super().resizeEvent(event)
        room = self.width() - GRID * 6
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))


def _opener(desk: Desk, ref: Ref) -> Callable[[], None]:
    return lambda: desk.open(ref)
