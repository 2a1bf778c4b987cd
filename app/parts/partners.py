"""Partners: who they are, how well they are known, and comparing the ten words aloud."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from app.parts.asking import Asking
from app.parts.ticks import Tick
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.layouts import empty
from app.widgets.notice import NoticeBar
from app.widgets.words import button, label
from casefiles.errors import CaseFileError
from casefiles.exchange.partners import Partner, State
from casefiles.operations import sharing
from casefiles.text import N_, _

STATES = {
    State.UNKNOWN: N_("not known here"),
    State.UNVERIFIED: N_("not verified: compare the ten words"),
    State.VERIFIED: N_("verified"),
    State.CHANGED: N_("other keys than before: nothing is sent until you compared the ten words"),
    State.OURSELVES: N_("this vault itself"),
}


class PartnerList(QWidget):
    """A tick for each partner, with the ten words. `changed` tells of ticks."""

    changed = Signal()

    def __init__(
        self, desk: Desk, notice: NoticeBar, asking: Asking, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self._notice, self._asking = desk, notice, asking
        self.ticks: dict[str, Tick] = {}
        self.compares: dict[str, QPushButton] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID)
        self.card = QPlainTextEdit()
        self.card.setAccessibleName(_("Card of a partner"))
        self.card.setPlaceholderText(_("Paste the text of a partner's card here"))
        self.card.setTabChangesFocus(True)
        self.card.setFixedHeight(GRID * 9)
        self.add = button(_("Add partner"))
        self.add.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self._list)
        column.addWidget(self.card)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)

    # What it answers

    def chosen(self) -> tuple[str, ...]:
        """The fingerprints of those that are ticked."""
        return tuple(words for words, tick in self.ticks.items() if tick.isChecked())

    # What it does

    def load(self, ticked: Collection[str] = ()) -> None:
        """Ask who they are."""
        self.desk.ask(
            self, sharing.partners, lambda found: self._show(found, set(ticked)), about="partners"
        )

    def compare(self, partner: Partner) -> None:
        """Show the ten words, and ask whether they were the same."""
        words = partner.fingerprint
        self._asking.ask(
            _("Read these ten words aloud with {name}, face to face or by voice.").format(
                name=partner.card.name
            ),
            _("The words are the same"),
            lambda: self._verify(words),
            names=[words],
            way_on=_("If one word differs, somebody else may have made this card."),
            leave=_("Not compared"),
        )

    # How inside

    def _show(self, found: Sequence[Partner], ticked: Collection[str]) -> None:
        empty(self._list)
        self.ticks.clear()
        self.compares.clear()
        for partner in found:
            self._list.addWidget(self._partner(partner, ticked))
        if not found:
            self._list.addWidget(
                label(_("No partners yet. Ask one for the card of their vault."), "muted")
            )
        self.changed.emit()

    def _partner(self, partner: Partner, ticked: Collection[str]) -> QWidget:
        words = partner.fingerprint
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(2)
        tick = Tick(partner.card.name)
        state = _(STATES[partner.state])
        tick.setAccessibleName(f"{partner.card.name}, {state}")
        tick.setEnabled(partner.state is not State.CHANGED)
        tick.setChecked(tick.isEnabled() and words in ticked)
        tick.toggled.connect(lambda _on: self.changed.emit())
        self.ticks[words] = tick
        column.addWidget(tick)
        column.addWidget(label(state, "danger" if partner.state is State.CHANGED else "muted"))
        column.addWidget(label(words, "small"))
        if partner.state is not State.VERIFIED:
            compare = button(_("Compare the ten words …"), quiet=True)
            compare.clicked.connect(lambda: self.compare(partner))
            self.compares[words] = compare
            column.addWidget(compare, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _add(self) -> None:
        text = self.card.toPlainText().strip()
        if not text:
            self.card.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.desk.act(
            self,
            lambda vault: sharing.add_partner(vault, card_text=text),
            self._added,
            failed=self._failed,
        )

    def _added(self, partner: Partner) -> None:
        self.card.clear()
        self._notice.tell(
            _("Added {name}.").format(name=partner.card.name),
            _("Compare the ten words before you trust this card."),
        )
        self.load(self.chosen())

    def _verify(self, words: str) -> None:
        def verified(partner: Partner) -> None:
            self._notice.tell(_("{name} is verified.").format(name=partner.card.name))
            self.load((*self.chosen(), words))

        self.desk.act(
            self,
            lambda vault: sharing.verify_partner(vault, partner=words),
            verified,
            failed=self._failed,
        )

    def _failed(self, fault: CaseFileError) -> None:
        self._notice.tell(fault.sentence, fault.way_on, danger=True)


class Lines(QWidget):
    """Small widgets in a line that breaks."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        flow = Flow(self, gap=GRID)
        for one in widgets:
            flow.addWidget(one)
