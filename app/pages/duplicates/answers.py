"""The answers to a pair: three of identity, and what else it may be."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.words import button, restyle
from casefiles.operations.duplicates import Pair
from casefiles.text import N_, _

_QUESTIONS = {
    "person": N_("Are these the same person?"),
    "organisation": N_("Are these the same organisation?"),
    "place": N_("Are these the same place?"),
    "source": N_("Are these the same source?"),
}
_ANSWERS = (N_("The same"), N_("Different"), N_("Not sure"))
_TIPS = (
    N_("Merge them. Nothing is lost, and they can be taken apart again."),
    N_("Keep them apart, and do not ask again."),
    N_("Nobody can tell yet. It is remembered, and found under “Not sure”."),
)


class Answers(QFrame):
    """Buttons with their keys. Which of them leads depends on the pair."""

    given = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self.question = ""
        self.fourth_done = ""
        self._kind = ""
        self.buttons: list[QPushButton] = []
        line = QWidget()
        flow = Flow(line, gap=GRID)
        for number, words in enumerate(self.words(), start=1):
            one = button(f"{number}   {words}", main=number == 1)
            one.setAccessibleName(words)
            one.clicked.connect(lambda _on=False, number=number: self.given.emit(number))
            flow.addWidget(one)
            self.buttons.append(one)
        for made, tip in zip(self.buttons, _TIPS, strict=False):
            made.setToolTip(_(tip))
            made.setAccessibleDescription(_(tip))
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID, GRID * 3, GRID)
        column.addWidget(line)

    def words(self) -> tuple[str, ...]:
        """The answers in the order of their digits."""
        return (*map(_, _ANSWERS), _("Relatives, or a copy"))

    def offers(self, number: int) -> bool:
        """Whether that answer fits what is shown."""
        return number <= len(_ANSWERS) or self._kind in ("person", "source")

    def fit(self, pair: Pair) -> None:
        """Fit the fourth answer to the pair, and let the likeliest lead."""
        self._kind = pair.kind
        self.question = _("Are these relatives?") if pair.kin else _(_QUESTIONS[pair.kind])
        copy = pair.kind == "source"
        words = _("One is a copy") if copy else _("Relatives")
        self.fourth_done = (
            _("It is noted as a copy.") if copy else _("They are noted as relatives.")
        )
        fourth = self.buttons[-1]
        fourth.setText(f"{len(self.buttons)}   {words}")
        fourth.setAccessibleName(words)
        fourth.setVisible(self.offers(len(self.buttons)))
        for one in self.buttons:
            leads = one is (fourth if pair.kin else self.buttons[0])
            if one.property("main") != leads:
                one.setProperty("main", leads)
                restyle(one)
