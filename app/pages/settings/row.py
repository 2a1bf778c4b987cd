"""One setting: its name, its control, one line of consequence, and the answer to what was done."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.theme import GRID
from app.widgets.notice import NoticeBar
from app.widgets.words import label
from casefiles.errors import CaseFileError


class Setting(QWidget):
    """Name and control in one line, the consequence below, a form below that if one is open."""

    def __init__(
        self, name: str, consequence: str, control: QWidget | None = None, *, also: str = ""
    ) -> None:
        """`also` are words that somebody may look for it with, beside those that are shown."""
        super().__init__()
        self._words = f"{name} {consequence} {also}".casefold()
        self.answer = NoticeBar()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, GRID, 0, GRID)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(label(name), 0, 0)
        if consequence:
            self._grid.addWidget(label(consequence, "muted"), 1, 0)
        if control is not None:
            if not control.accessibleName():
                control.setAccessibleName(name)
            control.setAccessibleDescription(consequence)
            side = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(control, 0, 1, 2, 1, side)
        self._grid.addWidget(self.answer, 3, 0, 1, 2)

    def below(self, form: QWidget) -> None:
        """Put a form below; it is hidden until it is needed."""
        form.hide()
        self._grid.addWidget(form, 2, 0, 1, 2)

    def fits(self, words: str) -> bool:
        """Whether all of these words stand in it."""
        return all(word in self._words for word in words.casefold().split())

    def tell(self, sentence: str, way_on: str = "") -> None:
        """Answer what was done."""
        self.answer.tell(sentence, way_on)
        self.seen()

    def trouble(self, trouble: CaseFileError) -> None:
        """Say what did not work."""
        self.answer.tell(trouble.sentence, trouble.way_on, danger=True)
        self.seen()

    def seen(self) -> None:
        """Scroll the answer into view, once it has its place."""
        above: QObject | None = self
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parent()
        if isinstance(above, QScrollArea):
            area = above
            QTimer.singleShot(0, self, lambda: area.ensureWidgetVisible(self.answer))


class Group(QWidget):
    """A heading with its settings; hides itself when none of them fits a search."""

    def __init__(self, title: str, settings: Sequence[Setting]) -> None:
        super().__init__()
        self._title = title.casefold()
        self.settings = settings
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(0)
        column.addWidget(label(title, "heading"))
        for one in settings:
            column.addWidget(one)

    def search(self, words: str) -> bool:
        """Show what fits; a group found by its own name is shown whole. Says if anything is."""
        whole = all(word in self._title for word in words.casefold().split())
        shown = False
        for one in self.settings:
            fits = whole or one.fits(words)
            one.setVisible(fits)
            shown = shown or fits
        self.setVisible(shown)
        return shown


class Choice(QComboBox):
    """A box to choose from: pairs of what is kept and what is read.

    The wheel scrolls the page; it must not change what happens to stand under it.
    """

    def __init__(self, options: Iterable[tuple[Any, str]]) -> None:
        super().__init__()
        for kept, words in options:
            self.addItem(words, kept)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def choose(self, kept: Any, words: str) -> None:
        """Show what is set without telling anybody; what is not offered is added as `words`."""
        with QSignalBlocker(self):
            if self.findData(kept) < 0:
                self.addItem(words, kept)
            self.setCurrentIndex(self.findData(kept))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """To whoever scrolls."""
        event.ignore()
