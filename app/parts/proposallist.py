"""Decisions of partners that wait: adopted or declined, each with a tick."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidgetItem, QVBoxLayout, QWidget

from app.desk import Desk
from app.parts.partners import Lines
from app.parts.rows import KEY, REF, Rows
from app.theme import GRID
from app.widgets.notice import NoticeBar
from app.widgets.words import button, label
from casefiles.errors import CaseFileError
from casefiles.model.ids import EntryId
from casefiles.operations import adopting
from casefiles.operations.adopting import Proposal
from casefiles.text import _, many


class ProposalList(QWidget):
    """Hidden while nothing waits."""

    loaded = Signal(int)

    def __init__(self, desk: Desk, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._notice = desk, notice
        self._said = label("", "heading")
        self.rows = Rows(_("Decisions that wait"), (_("Would do"), _("Their reason")))
        self.rows.setMinimumHeight(GRID * 24)
        self.adopt = button(_("Adopt ticked"), tip=_("They act here from now on. Undo works."))
        self.decline = button(_("Decline ticked"), tip=_("They never act here. Undo works."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._said)
        column.addWidget(self.rows, 1)
        column.addWidget(Lines(self.adopt, self.decline))
        self.adopt.clicked.connect(lambda: self._answer(adopt=True))
        self.decline.clicked.connect(lambda: self._answer(adopt=False))
        self.rows.itemChanged.connect(lambda *_changed: self._show_state())
        self.rows.opened.connect(self._open)
        self.hide()

    def load(self) -> None:
        """Ask what waits."""
        self.desk.ask(self, adopting.proposals, self._show, about="proposals")

    def _show(self, found: Sequence[Proposal]) -> None:
        self.rows.clear()
        for one in found:
            item = self.rows.row(one.words, one.reason, key=one.id)
            item.setData(0, REF, one.refs[0] if one.refs else None)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Unchecked)
        self.rows.fit(1)
        self.rows.restore({})
        self._said.setText(
            many(
                "{n} decision of a partner waits for you.",
                "{n} decisions of partners wait for you.",
                len(found),
            )
        )
        self.setVisible(bool(found))
        self._show_state()
        self.loaded.emit(len(found))

    def _ticked(self) -> list[EntryId]:
        return [
            item.data(0, KEY)
            for item in self.rows.items()
            if item.checkState(0) is Qt.CheckState.Checked
        ]

    def _show_state(self) -> None:
        able = bool(self._ticked())
        self.adopt.setEnabled(able)
        self.decline.setEnabled(able)

    def _open(self, item: QTreeWidgetItem, new_tab: bool) -> None:
        ref = item.data(0, REF)
        if ref is not None:
            self.desk.open(ref, new_tab=new_tab)

    def _answer(self, *, adopt: bool) -> None:
        chosen: Collection[EntryId] = self._ticked()
        doing = adopting.adopt if adopt else adopting.decline

        def done(count: int) -> None:
            words = (
                many("Adopted {n} decision.", "Adopted {n} decisions.", count)
                if adopt
                else many("Declined {n} decision.", "Declined {n} decisions.", count)
            )
            self._notice.tell(words)
            self.load()

        self.desk.act(self, lambda vault: doing(vault, chosen=chosen), done, failed=self._failed)

    def _failed(self, fault: CaseFileError) -> None:
        self._notice.tell(fault.sentence, fault.way_on, danger=True)
