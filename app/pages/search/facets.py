"""Narrowing what was found: kinds with counts, years; how the question was understood."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app import theme
from app.pages.search.asking import LABELS, OTHERS, Row
from app.pages.search.menus import Menus
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.layouts import empty
from app.widgets.oneof import OneOf
from app.widgets.words import button, label, shortened
from casefiles.search import Variant
from casefiles.text import _

_MOST_TICKS = 4
_LONGEST_TICK = 30


class Facets(QWidget):
    """The line of kinds, and that of years and all else that hits are told apart by."""

    kind_chosen = Signal(str)
    narrowed = Signal()
    narrowed_to = Signal(str)
    """One more condition is wanted in the question."""

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
        self.undated = label("", "small", wrap=False)
        narrow = QWidget()
        line = Flow(narrow, gap=GRID)
        self._of_years: list[QWidget] = []
        self._any, self._roomy = False, True
        for words, one_box in (
            (_("From"), self.since),
            (_("until"), self.until),
        ):
            told = label(words, "small", wrap=False)
            told.setMinimumHeight(one_box.sizeHint().height())
            line.addWidget(told)
            line.addWidget(one_box)
            self._of_years += [told, one_box]
            one_box.activated.connect(lambda _at: self.narrowed.emit())
        line.addWidget(self.undated)
        self.menus = Menus(line, self)
        self.menus.chosen.connect(self.narrowed_to)
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
        return any(box.currentData() is not None for box in (self.since, self.until))

    def state(self) -> dict[str, Any]:
        """What is chosen."""
        return {"from": self.since.currentData(), "to": self.until.currentData()}

    def fitting(self, rows: Sequence[Row]) -> list[Row]:
        """The rows of the chosen years."""
        first, last = (box.currentData() for box in (self.since, self.until))
        if first is None and last is None:
            self.undated.hide()
            return [*rows]
        low, high = first or 0, last or 9999
        dated = [row for row in rows if row.years and row.years[0] <= high and row.years[1] >= low]
        without = sum(1 for row in rows if row.years is None)
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
            one.setVisible(number > 0 or one.isChecked() or not (counts or kind == OTHERS))

    def offer(self, rows: Sequence[Row], state: Mapping[str, Any]) -> None:
        """Offer the years of these rows; choose again what was chosen."""
        years = sorted({year for row in rows if row.years for year in row.years})
        for box, chosen in ((self.since, state.get("from")), (self.until, state.get("to"))):
            known = sorted({*years, chosen} if isinstance(chosen, int) else years)
            _fill(box, _("any year"), [(str(year), year) for year in known], chosen)
        for widget in self._of_years:
            widget.setVisible(len(years) > 1)
        self._any = bool(rows)
        self._narrow.setVisible(self._any and self._roomy)

    def make_room(self, *, roomy: bool) -> None:
        """Where the window is low, the list needs the room; the question can say it all, too."""
        self._roomy = roomy
        self._narrow.setVisible(self._any and (roomy or self.narrow))

    def _look(self) -> None:
        """The chosen kind is dark and underlined."""
        tone = theme.colours()
        self.setStyleSheet(
            f"QPushButton:checked {{ color: {tone.text};"
            f" border-bottom: 2px solid {tone.accent}; border-radius: 0; }}"
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
    """How the question was understood, and how else its words are written, each with a tick."""

    varied = Signal(str, str, bool)
    """A spelling of a word of the question is to be left out, or taken in again (True)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self, gap=6)
        theme.on_change().changed.connect(self._look)
        self._look()

    def tell(self, chips: Sequence[str], variants: Sequence[Variant]) -> None:
        """Show the question in chips, and other spellings with how many records hold them."""
        empty(self._flow)
        if chips:
            self._flow.addWidget(label(_("Looked for"), "small", wrap=False))
        for chip in chips:
            self._flow.addWidget(_chip(chip))
        if variants:
            self._flow.addWidget(label(_("also written"), "small", wrap=False))
        # What was left out stays in sight, and of the others the most frequent.
        shown = sorted(variants, key=lambda one: (not one.left_out, -one.count))
        for one in shown[:_MOST_TICKS]:
            self._flow.addWidget(self._tick(one))
        if more := shown[_MOST_TICKS:]:
            self._flow.addWidget(self._more(more))
        self.setVisible(self._flow.count() > 0)

    def _tick(self, variant: Variant) -> QCheckBox:
        made = QCheckBox(_counted(variant, _LONGEST_TICK))
        made.setChecked(not variant.left_out)
        made.setToolTip(_("Untick to leave out: {spelling}").format(spelling=variant.other))
        told = _("{other}, another spelling of {word}")
        made.setAccessibleName(told.format(other=variant.other, word=variant.typed))
        made.toggled.connect(lambda on: self.varied.emit(variant.typed, variant.other, on))
        return made

    def _more(self, variants: Sequence[Variant]) -> QPushButton:
        made = button(_("{n} more …").format(n=len(variants)), quiet=True)
        menu = QMenu(made)
        for one in variants:
            entry = menu.addAction(_counted(one, _LONGEST_TICK * 3))
            entry.setCheckable(True)
            entry.setChecked(not one.left_out)
            entry.toggled.connect(lambda on, one=one: self.varied.emit(one.typed, one.other, on))
        made.setMenu(menu)
        return made

    def _look(self) -> None:
        tone = theme.colours()
        self.setStyleSheet(
            f'QLabel[chip="true"] {{ border: 1px solid {tone.border}; border-radius: 4px;'
            f" padding: 1px 6px; background: {tone.raised}; }}"
        )


def _counted(variant: Variant, longest: int) -> str:
    kept = shortened(variant.other, longest)
    # Apart from the spelling: beside Arabic letters the number would change its side.
    told = f"\u2068{kept}\u2069  {variant.count}" if variant.count else kept
    return told.replace("&", "&&")


def _chip(words: str) -> QLabel:
    made = label(words, "", wrap=len(words) > 60)
    made.setProperty("chip", True)
    return made
