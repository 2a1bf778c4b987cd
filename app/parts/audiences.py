"""For whom something is made: one audience of four, each with a line on what it leaves out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.parts.ticks import Choice
from app.theme import GRID
from app.widgets.oneof import OneOf
from app.widgets.words import label
from casefiles.release.audience import Audience
from casefiles.text import N_, _

_LEAVES_OUT = {
    Audience.INTERNAL: N_("Leaves nothing out. Only for those who hold these case files."),
    Audience.PARTNER: N_("Leaves out what is for this desk alone, such as informants."),
    Audience.OFFICIAL: N_("Also leaves out what only partners may see."),
    Audience.PUBLIC: N_("Leaves out all that not everybody may read."),
}


class AudienceChoice(QWidget):
    """Radio buttons from the closest circle outwards.

    `all_told`: each with its line; else only the chosen one, where there is little room.
    """

    changed = Signal()

    def __init__(
        self, chosen: Audience, *, all_told: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = OneOf(self)
        self.buttons: dict[Audience, Choice] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for audience in Audience:
            made = Choice(audience.label)
            said = _(_LEAVES_OUT[audience])
            made.setAccessibleDescription(said)
            made.setChecked(audience is chosen)
            words = label(said, "small")
            words.setContentsMargins(GRID * 3, 0, GRID * 3, GRID // 2)
            self._group.addButton(made)
            self.buttons[audience] = made
            column.addWidget(made)
            column.addWidget(words)
            if not all_told:  # only now: shown without a holder, it would be a window for a moment
                made.toggled.connect(words.setVisible)
                words.setVisible(made.isChecked())
        self._group.buttonClicked.connect(lambda _button: self.changed.emit())

    def audience(self) -> Audience:
        """The one that is chosen."""
        return next(one for one, made in self.buttons.items() if made.isChecked())

    def choose(self, audience: Audience) -> None:
        """Choose one, without telling."""
        self.buttons[audience].setChecked(True)
