"""One setting: its name, its control, one line of consequence, and the answer to what was done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from app.theme import GRID
from app.widgets.notice import NoticeBar
from app.widgets.words import label
from casefiles.errors import CaseFileError


class Setting(QWidget):
    """Name and control in one line, the consequence below, a form below that if one is open."""

    def __init__(self, name: str, consequence: str, control: QWidget | None = None) -> None:
        super().__init__()
        self._words = f"{name} {consequence}".casefold()
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

    def trouble(self, trouble: CaseFileError) -> None:
        """Say what did not work."""
        self.answer.tell(trouble.sentence, trouble.way_on, danger=True)


class Group(QWidget):
    """A heading with its settings; hides itself when none of them fits a search."""

    def __init__(self, title: str, settings: Sequence[Setting]) -> None:
        super().__init__()
        self._title = title.casefold()
        self.settings = settings
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(0)
        heading: QLabel = label(title, "heading")
        column.addWidget(heading)
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


def choice(options: Sequence[tuple[str, str]]) -> QComboBox:
    """A box to choose from: pairs of what is kept and what is read."""
    made = QComboBox()
    for kept, words in options:
        made.addItem(words, kept)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def number(least: int, most: int, step: int, unit: str, *, none: str = "") -> QSpinBox:
    """A box for a number; `none` is shown in the place of the least."""
    made = QSpinBox()
    made.setRange(least, most)
    made.setSingleStep(step)
    made.setSuffix(f" {unit}")
    if none:
        made.setSpecialValueText(none)
    # Turning the wheel over the page must not change what stands under it.
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
