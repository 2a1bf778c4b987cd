"""The rail: the sections of the program, in the order of Ctrl+1 to Ctrl+9, with counts."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.place import Place
from app.theme import GRID
from app.widgets.icons import kind_icon
from app.widgets.words import Button, shortened
from app.window.pins import Pins
from casefiles.text import N_, _

_SHAPE = 14
"""Size of the shape of a kind, in pixels at usual type."""


_PIN_LETTERS = 18


@dataclass(frozen=True, slots=True)
class Section:
    """One entry: its words, where it leads, and the kind whose records are counted beside it."""

    words: str
    place: Place
    kind: str = ""
    after_line: bool = False


SECTIONS: Sequence[Section] = (
    Section(N_("Today"), Place("today")),
    Section(N_("Persons"), Place("list", words="person"), "person"),
    Section(N_("Incidents"), Place("list", words="incident"), "incident"),
    Section(N_("Organisations"), Place("list", words="organisation"), "organisation"),
    Section(N_("Places"), Place("list", words="place"), "place"),
    Section(N_("Sources"), Place("list", words="source"), "source"),
    Section(N_("Search"), Place("search"), after_line=True),
    Section(N_("Import"), Place("import")),
    Section(N_("Dossiers"), Place("dossier")),
    Section(N_("Share"), Place("share"), after_line=True),
    Section(N_("Receive"), Place("receive")),
    Section(N_("Duplicates"), Place("duplicates")),
    Section(N_("History"), Place("history"), after_line=True),
    Section(N_("Trash"), Place("trash")),
    Section(N_("Settings"), Place("settings")),
)


class Rail(QScrollArea):
    """The sections as buttons; the one shown is marked by colour, weight and name."""

    chosen = Signal(object, bool)

    def __init__(self, pages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Sections"))
        self._buttons: dict[Place, QPushButton] = {}
        self._pinned: dict[Place, QPushButton] = {}
        self._shown: Place | None = None
        self._counts: Mapping[str, int] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(2)
        for section in (one for one in SECTIONS if one.place.page in pages):
            if section.after_line:
                column.addSpacing(GRID * 2)
            column.addWidget(self._button(section))
        self._pins = QVBoxLayout()
        self._pins.setContentsMargins(0, GRID * 2, 0, 0)
        self._pins.setSpacing(2)
        column.addLayout(self._pins)
        column.addStretch(1)
        self._inside = inside
        self.setWidget(inside)
        self.verticalScrollBar().rangeChanged.connect(self._widen)
        self.verticalScrollBar().rangeChanged.connect(self._bring_marked)
        self.restyle()
        theme.on_change().changed.connect(self.restyle)

    def mark(self, place: Place | None) -> None:
        """Mark the section a place belongs to; a record belongs to the list of its kind."""
        self._shown = shown = place
        pages = {where.page for where in self._buttons}
        if place is not None and place.page == "new":
            shown = Place("list", words=place.words)
        elif place is not None and place.page not in pages and place.ref is not None:
            shown = Place("list", words=place.ref.kind)
        elif place is not None and place.page == "list":
            shown = Place("list", words=place.words.partition(" ")[0])  # however it is narrowed
        for where, button in {**self._buttons, **self._pinned}.items():
            alike = where == place or (
                shown is not None and (where == shown or self._same_section(where, shown))
            )
            button.setChecked(alike)
            button.setAccessibleDescription(_("shown now") if alike else "")
        self._bring_marked()

    def _bring_marked(self) -> None:
        """Scroll to the section that is shown; in larger type it stands elsewhere."""
        for button in (*self._buttons.values(), *self._pinned.values()):
            if button.isChecked():
                self.ensureWidgetVisible(button, 0, GRID)

    def count(self, counts: Mapping[str, int]) -> None:
        """Say how many records there are."""
        self._counts = counts
        for section in SECTIONS:
            if section.kind and (button := self._buttons.get(section.place)):
                number = counts.get(section.kind, 0)
                button.setText(f"{_(section.words)}   {number:,}".replace(",", "\u202f"))
        self._widen()

    def show_pins(self, pins: Pins) -> None:
        """Show the pinned records below the sections."""
        for old in self._pinned.values():
            old.hide()
            old.deleteLater()
        self._pinned.clear()
        for ref, title in pins:
            place = Place.of(ref)
            pin = self._made(_short(title), place)
            pin.setAccessibleName(_("{title}, pinned").format(title=title))
            pin.setToolTip(html.escape(title))
            self._pinned[place] = pin
            self._pins.addWidget(pin)
        self.restyle()
        self.mark(self._shown)
        QTimer.singleShot(0, self, self._widen)

    def focus(self) -> None:
        """Put the focus on the section shown."""
        checked = next((one for one in self._buttons.values() if one.isChecked()), None)
        (checked or next(iter(self._buttons.values()))).setFocus()

    def restyle(self) -> None:
        """Paint in the colours in force."""
        tone = theme.colours()
        self._inside.setStyleSheet(
            f"QPushButton {{ border: 1px solid transparent; background: transparent;"
            f" border-left: 3px solid transparent; text-align: left; padding: 3px 8px;"
            f" color: {tone.text}; }}"
            f"QPushButton:hover {{ background: {tone.selection}; }}"
            f"QPushButton:checked {{ background: {tone.selection}; font-weight: bold;"
            f" border-left: 3px solid {tone.accent}; }}"
            f"QPushButton:focus {{ border: 2px solid {tone.accent}; padding: 2px 7px 2px 9px; }}"
        )
        size = round(_SHAPE * theme.scale())
        for section in SECTIONS:
            if section.kind and (button := self._buttons.get(section.place)):
                _give_shape(button, section.kind, size)
        for place, pin in self._pinned.items():
            if place.ref is not None:
                _give_shape(pin, place.ref.kind, size)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Larger type needs a wider rail."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, self._widen)

    def _widen(self) -> None:
        # Whichever section is shown is bold, so there must be room for each of them bold.
        bold = self.font()
        bold.setBold(True)
        wide, plain = QFontMetrics(bold), QFontMetrics(self.font())
        buttons = (*self._buttons.values(), *self._pinned.values())
        texts = [one.text() for one in buttons]
        extra = max(
            (wide.horizontalAdvance(t) - plain.horizontalAdvance(t) for t in texts), default=0
        )
        # Where not all sections have room the bar that scrolls takes some of the width.
        bar = self.verticalScrollBar()
        beside = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self.setMinimumWidth(self._inside.minimumSizeHint().width() + GRID + extra + beside)

    def _button(self, section: Section) -> QPushButton:
        button = self._buttons[section.place] = self._made(_(section.words), section.place)
        button.setAccessibleName(_(section.words))
        return button

    def _made(self, words: str, place: Place) -> QPushButton:
        button = Button(words)
        button.setCheckable(True)
        button.clicked.connect(lambda _on: self._go(place))
        return button

    def _go(self, place: Place) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        self.chosen.emit(place, bool(QApplication.keyboardModifiers() & control))

    @staticmethod
    def _same_section(where: Place, shown: Place) -> bool:
        return where.page == shown.page and where.page != "list"


def _give_shape(button: QPushButton, kind: str, size: int) -> None:
    button.setIconSize(QSize(size, size))
    button.setIcon(kind_icon(kind, size))


def _short(title: str) -> str:
    """So much of a title as the rail has room for; a button would read & as a mark."""
    return shortened(" ".join(title.split()), _PIN_LETTERS).replace("&", "&&")
