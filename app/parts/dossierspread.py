"""Choices at one side and pages at the other; where there is little room, the one or the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.parts.dossierform import DossierForm
from app.parts.dossierpages import DossierPages
from app.parts.weakplaces import WeakPlaces
from app.theme import GRID
from app.widgets.words import button
from casefiles.text import _

_NARROW = 80
"""Letters across; below that there is room for the choices or the pages, not for both."""


class DossierSpread(QWidget):
    """The list of what to look at stands in the place of the pages."""

    turned = Signal()
    """Something else is shown, or there is more or less room."""

    def __init__(
        self,
        form: DossierForm,
        pages: DossierPages,
        weak: WeakPlaces,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form, self.pages, self.weak = form, pages, weak
        self.narrow, self._choosing = False, False
        self.over = button("", quiet=True)
        self._right = QStackedWidget()
        self._right.addWidget(pages)
        self._right.addWidget(weak)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(form)
        split.addWidget(self._right)
        split.setStretchFactor(1, 1)
        split.setHandleWidth(GRID)
        split.setSizes([GRID * 40, GRID * 60])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.over, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(split, 1)
        self.over.clicked.connect(self.turn_over)
        self._arrange()

    # What it answers

    @property
    def checking(self) -> bool:
        """Whether the list of what to look at stands in the place of the pages."""
        return self._right.currentWidget() is self.weak

    def first(self) -> QWidget:
        """Where the focus begins in what is shown."""
        if self.narrow and self._choosing:
            return self.form.persons.box
        return self.weak.rows if self.checking else self.pages.view

    # What it does

    def turn(self, *, checking: bool, choosing: bool = False) -> None:
        """Show the pages or the list; `choosing`: the choices, if there is room for one thing."""
        self._right.setCurrentWidget(self.weak if checking else self.pages)
        self._choosing = choosing
        self._arrange()

    def turn_over(self) -> None:
        """Where there is little room: the choices in the place of the pages, or back."""
        self._choosing = not self._choosing
        self._arrange()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See whether there is room for both."""
        super().resizeEvent(event)
        letters = self.width() / max(self.fontMetrics().averageCharWidth(), 1)
        if self.narrow != (letters < _NARROW):
            self.narrow = letters < _NARROW
            self._arrange()

    # How inside

    def _arrange(self) -> None:
        self.over.setVisible(self.narrow)
        self.form.setVisible(self._choosing or not self.narrow)
        self._right.setVisible(not (self._choosing and self.narrow))
        words = _("Show the pages") if self._choosing else _("Change the choices")
        self.over.setText(words)
        self.over.setAccessibleName(words)
        self.turned.emit()
