"""The filter: one time and one place, to which all lists are narrowed."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from app import theme
from app.desk import Desk
from app.forms.linking import RecordField
from app.theme import GRID
from app.widgets.words import button, label
from app.window.counting import counted
from casefiles.errors import NotUnderstood
from casefiles.ledger.changes import Changes
from casefiles.ledger.within import Surroundings, Within
from casefiles.model.dates import understand
from casefiles.text import _
from casefiles.vault import Vault

_PAUSE_MS = 300
_LETTERS = 32
"""Of a field where there is room for both; counted so, it grows with the type."""
_COUNTED = ("person", "incident", "source")


class FilterBar(QFrame):
    """Two fields beneath the page. It is seen as long as anything is narrowed by it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._desk = desk
        self.time = QLineEdit()
        self.time.setPlaceholderText(_("1994 – 1997"))
        self.time.setToolTip(_("For example: 1994 – 1997, summer 2015, after 3 May 2001"))
        self.time.setAccessibleName(_("Time"))
        self.place = RecordField(desk, _("Place"), ("place",), may_make=False)
        self._misread = False
        self.said = label("", "small")
        self.off = button(_("Show all"), quiet=True, tip=_("Ends the filter"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self.time.textEdited.connect(lambda _text: self._pause.start())
        self.time.returnPressed.connect(self._apply)
        self.place.changed.connect(self._pause.start)
        self._pause.timeout.connect(self._apply)
        self.off.clicked.connect(self.end)
        desk.narrowed.connect(self._follow)
        desk.changed.connect(self._count_again)
        theme.on_change().changed.connect(self._look_again)
        self._fit()
        self.hide()

    # What it does

    def begin(self) -> None:
        """Show it, with the caret in the time."""
        self.show()
        self.time.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.time.selectAll()

    def end(self) -> None:
        """Narrow nothing any more."""
        self._pause.stop()
        self._misread = False
        self.time.clear()
        self.place.clear()
        self.said.clear()
        self._desk.narrow(Within())
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc ends the filter."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    # How inside

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID * 2, 4, GRID * 2, 4)
        line.setSpacing(GRID)
        for name, field in ((_("Time"), self.time), (_("Place"), self.place)):
            line.addWidget(label(name, "muted", wrap=False))
            line.addWidget(field, 2)
        line.addSpacing(GRID)
        line.addWidget(self.said, 3)
        line.addWidget(self.off)

    def _look_again(self) -> None:
        """The type may be larger now; it is known once the style was applied."""
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.ensurePolished()
        for field in (self.time, self.place):
            field.ensurePolished()
            field.setMaximumWidth(_LETTERS * field.fontMetrics().averageCharWidth())

    def _apply(self) -> None:
        self._pause.stop()
        typed = self.time.text().strip()
        place = self.place.ref.id if self.place.ref else None
        try:
            time = understand(typed) if typed else None
        except NotUnderstood as fault:
            self._misread = True
            stays = _("The filter stays.") if self._desk.within else ""
            self.said.setText(f"{fault.sentence} {stays}".rstrip())
            return
        misread, self._misread = self._misread, False
        first, last = (time.earliest, time.latest) if time else (None, None)
        self._desk.narrow(Within(first, last, place))
        if not self._desk.within:
            self.said.clear()
        elif misread:
            self._count_again()  # it may be narrowed to the same as before

    def _follow(self) -> None:
        """Somebody else ended it, or it has to be counted anew."""
        if not self._desk.within and (self.time.text() or self.place.ref):
            self.end()
        self._count_again()

    def _count_again(self, _changes: Changes | None = None) -> None:
        within = self._desk.within
        if not within or self._misread:
            return

        def question(vault: Vault) -> Mapping[str, int]:
            there = Surroundings(vault.ledger, within)
            return {kind: len(there.of_kind(kind)) for kind in _COUNTED}

        self._desk.ask(self, question, self._counted, about="counts")

    def _counted(self, counts: Mapping[str, int]) -> None:
        if self._desk.within and not self._misread:
            told = [counted(kind, number) for kind, number in counts.items()]
            self.said.setText(", ".join(told))
