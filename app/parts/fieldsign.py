"""The sign that something was begun here and is not finished, with the way to go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from app.theme import GRID
from app.widgets.words import button, label
from casefiles.text import _


class Unfinished(QFrame):
    """Says so, and nothing of what was typed: that may be as secret as the field itself."""

    asked = Signal()
    """Somebody goes on."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.going = button(_("Go on writing"), quiet=True, tip=_("What you typed is kept."))
        self.going.setAccessibleName(_("Not finished: {field}. Go on writing").format(field=field))
        self.going.clicked.connect(self.asked)
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID, 2, GRID, 2)
        line.addWidget(label(_("Not finished"), wrap=False))
        line.addWidget(self.going)
        line.addStretch(1)
        self.hide()
