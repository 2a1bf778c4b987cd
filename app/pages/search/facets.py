"""Narrowing what was found: kinds with counts, years, places."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from app import theme
from app.pages.search.asking import LABELS, OTHERS, Row
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.oneof import OneOf
from app.widgets.words import button, label
from casefiles.model.ids import Ref
from casefiles.text import _

_MOST_PLACES = 40
_PLACE_LETTERS = 28


class Facets(QWidget):
    """The line of kinds and the line of years and places."""

    kind_chosen = Signal(str)
    narrowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: dict[str, QPushButton] = {}
        self._group = OneOf(self)
        self._group.setExclusive(True)
        kinds = QWidget()
        flow = Flow(kinds, gap=2)
        for kind, words in LABELS.items():
            one = button(_(words), quiet=True)
            one.setCheckable(True)
            one.clicked.connect(lambda _on=False, kind=kind: self.kind_chosen.emit(kind))
            self._group.addButton(one)
            self._kinds[kind] = one
            flow.addWidget(one)
        self._kinds[""].setChecked(True)
        theme.on_change().changed.connect(self._look)
        self._look()
        self.since = _choice(_("From the year"))
        self.until = _choice(_("Until the year"))
        self.where = _choice(_("Place"))
        self.where.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.where.setMinimumContentsLength(_PLACE_LETTERS)
        self.undated = label("", "small", wrap=False)
        narrow = QWidget()
        line = Flow(narrow, gap=GRID)
        for words, one_box in (
            (_("From"), self.since),
            (_("until"), self.until),
            (_("Where"), self.where),
        ):
            told = label(words, "small", wrap=False)
            told.setMinimumHeight(one_box.sizeHint().height())
            line.addWidget(told)
            line.addWidget(one_box)
            one_box.activated.connect(lambda _at: self.narrowed.emit())
        line.addWidget(self.undated)
        self._narrow = narrow
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(kinds)
        column.addWidget(narrow)

    # What it answers

    @property
    def narrow(self) -> bool:
        """Whether a year or a place was chosen."""
        return any(box.currentData() is not None for box in (self.since, self.until, self.where))

    def state(self) -> dict[str, Any]:
        """What is chosen."""
        where = self.where.currentData()
        return {
            "from": self.since.currentData(),
            "to": self.until.currentData(),
            "where": str(where) if isinstance(where, Ref) else None,
        }

    def fitting(self, rows: Sequence[Row]) -> list[Row]:
        """The rows of the chosen years and place."""
        first, last, where = (box.currentData() for box in (self.since, self.until, self.where))
        found = [row for row in rows if where is None or where in row.places]
        if first is None and last is None:
            self.undated.hide()
            return found
        low, high = first or 0, last or 9999
        dated = [row for row in found if row.years and row.years[0] <= high and row.years[1] >= low]
        without = sum(1 for row in found if row.years is None)
        self.undated.setText(_("Without a date: {n}").format(n=without))
        self.undated.setVisible(without > 0)
        return dated

    # What it does

    def choose(self, kind: str) -> None:
        """Show a kind as the chosen one."""
        self._kinds.get(kind, self._kinds[""]).setChecked(True)

    def count(self, counts: Mapping[str, int]) -> None:
        """Tell how many of each kind were found."""
        for kind, one in self._kinds.items():
            number = counts.get(kind, 0)
            words = _(LABELS[kind])
            one.setText(f"{words} {number}" if counts else words)
            one.setAccessibleName(f"{words} {number}" if counts else words)
            one.setVisible(kind != OTHERS or number > 0)
            one.setEnabled(not counts or number > 0 or one.isChecked())

    def offer(
        self, rows: Sequence[Row], places: Mapping[Ref, str], state: Mapping[str, Any]
    ) -> None:
        """Offer the years and places of these rows; choose again what was chosen."""
        years = sorted({year for row in rows if row.years for year in row.years})
        for box, chosen in ((self.since, state.get("from")), (self.until, state.get("to"))):
            known = sorted({*years, chosen} if isinstance(chosen, int) else years)
            _fill(box, _("any year"), [(str(year), year) for year in known], chosen)
        counted = Counter(place for row in rows for place in row.places)
        listed = [
            (f"{places[ref]} ({count})", ref)
            for ref, count in counted.most_common(_MOST_PLACES)
            if ref in places
        ]
        where = state.get("where")
        chosen_place = next((ref for _words, ref in listed if str(ref) == where), None)
        _fill(self.where, _("anywhere"), listed, chosen_place)
        self._narrow.setVisible(bool(rows) and (len(years) > 1 or bool(listed)))

    def _look(self) -> None:
        """The chosen kind is dark and underlined, what leads nowhere is muted."""
        tone = theme.colours()
        self.setStyleSheet(
            f"QPushButton:checked {{ color: {tone.text};"
            f" border-bottom: 2px solid {tone.accent}; border-radius: 0; }}"
            f"QPushButton:disabled {{ color: {tone.muted}; }}"
            f"QPushButton:checked:focus {{ border: 2px solid {tone.accent}; }}"
        )


def _choice(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _fill(box: QComboBox, none: str, items: Iterable[tuple[str, Any]], chosen: Any) -> None:
    box.clear()
    box.addItem(none, None)
    for words, value in items:
        box.addItem(words, value)
        box.setItemData(box.count() - 1, words, Qt.ItemDataRole.AccessibleTextRole)
        if chosen is not None and value == chosen:
            box.setCurrentIndex(box.count() - 1)


class Chips(QWidget):
    """How the question was understood, and how else the words were found written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self, gap=6)
        theme.on_change().changed.connect(self._look)
        self._look()

    def tell(self, groups: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show groups of chips, each with a word before it."""
        while (item := self._flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for words, chips in groups:
            if chips:
                self._flow.addWidget(label(words, "small", wrap=False))
            for chip in chips:
                self._flow.addWidget(_chip(chip))
        self.setVisible(self._flow.count() > 0)

    def _look(self) -> None:
        tone = theme.colours()
        self.setStyleSheet(
            f'QLabel[chip="true"] {{ border: 1px solid {tone.border}; border-radius: 4px;'
            f" padding: 1px 6px; background: {tone.raised}; }}"
        )


def _chip(words: str) -> QLabel:
    made = label(words, "", wrap=len(words) > 60)
    made.setProperty("chip", True)
    return made
