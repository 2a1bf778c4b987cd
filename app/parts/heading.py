"""The head of a record's page: shape, title, names, a line of counts, and what can be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from app import theme
from app.theme import GRID
from app.widgets.icons import grown, kind_pixmap
from app.widgets.words import button, label
from casefiles.model.kinds import BY_NAME
from casefiles.text import _, many

_SIZE = 26


class _Shape(QLabel):
    """The shape of a kind, in the colours and as large as the type of now."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self._draw()
        theme.on_change().changed.connect(self._draw)

    def _draw(self) -> None:
        self.setPixmap(kind_pixmap(self._kind, grown(_SIZE)))
        self.setContentsMargins(0, self.fontMetrics().height() // 4, 0, 0)


def heading(
    kind: str, title: str, menu: QMenu, *, members: int, names: str = "", line: str = ""
) -> QWidget:
    """The head of a record of this kind, of which `members` were merged."""
    word = _(BY_NAME[kind].words.one)
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0, 0, GRID)
    row.setSpacing(GRID + 4)
    shape = _Shape(kind)
    shape.setAccessibleName(word)
    row.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(title or word, "title"))
    for text, role in ((names, ""), (line, "muted")):
        if text:
            words.addWidget(label(text, role))
    if members > 1:
        merged = many("Merged from {n} record", "Merged from {n} records", members)
        words.addWidget(label(merged, "small"))
    row.addLayout(words, 1)
    doing = button(_("Actions"))
    doing.setMenu(menu)
    row.addWidget(doing, 0, Qt.AlignmentFlag.AlignTop)
    return head
