"""How everything looks: colours, sizes and type. Calm, warm paper, one accent, one danger colour.

The colours and their contrasts were computed beforehand; a test computes them again. Widgets ask
`colours()` when they paint and take everything else from the palette, so a change of theme needs
no restart.
"""

from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources
from casefiles.text import N_

GRID = 8
ROW, COMPACT_ROW = 32, 26
TARGET = 24
"""Smallest width and height of anything to click (WCAG 2.2, 2.5.8)."""
FADE_MS = 120
POINTS = 10.5
USUAL_LINE = 19
"""Pixels of a line of usual type, by which other things grow."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme. `kinds` are the colours of record kinds; shape carries the meaning, too."""

    ground: str
    raised: str
    text: str
    muted: str
    accent: str
    on_accent: str
    danger: str
    border: str
    line: str
    mark: str
    selection: str
    person: str
    organisation: str
    incident: str
    place: str
    source: str

    def of_kind(self, kind: str) -> str:
        """The colour of a kind; kinds without one of their own are muted."""
        return {
            "person": self.person,
            "organisation": self.organisation,
            "incident": self.incident,
            "place": self.place,
            "source": self.source,
        }.get(kind, self.muted)


LIGHT = Colours(
    ground="#FBFAF7",
    raised="#FFFFFF",
    text="#22262B",
    muted="#5A626B",
    accent="#1F5F8B",
    on_accent="#FFFFFF",
    danger="#A3341F",
    border="#7D848C",
    line="#E2DFD8",
    mark="#FFE39A",
    selection="#DCEAF4",
    person="#0072B2",
    organisation="#9A5B00",
    incident="#B3430A",
    place="#00735A",
    source="#8F4A78",
)
DARK = Colours(
    ground="#1E2124",
    raised="#272B2F",
    text="#E8E6E1",
    muted="#A9B0B7",
    accent="#7FB8DE",
    on_accent="#14181B",
    danger="#F0937E",
    border="#7F868D",
    line="#3A3F44",
    mark="#6B5200",
    selection="#2C4356",
    person="#56B4E9",
    organisation="#E69F00",
    incident="#F08A5D",
    place="#3CC7A0",
    source="#CC79A7",
)
CONTRAST = Colours(
    ground="#000000",
    raised="#000000",
    text="#FFFFFF",
    muted="#E6E6E6",
    accent="#FFE14D",
    on_accent="#000000",
    danger="#FF9C8A",
    border="#FFFFFF",
    line="#B0B0B0",
    mark="#5A4A00",
    selection="#003F7F",
    person="#7CC8FF",
    organisation="#FFC14D",
    incident="#FFAB80",
    place="#5CE6BF",
    source="#F0A8CF",
)
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
LABELS = {"light": N_("Light"), "dark": N_("Dark"), "contrast": N_("High contrast")}


class _Theme(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = "light"
        self.scale = 1.0


_current = _Theme()


def colours() -> Colours:
    """The colours in force."""
    return THEMES[_current.name]


def current() -> str:
    """The name of the theme in force."""
    return _current.name


def scale() -> float:
    """How much larger than usual the type is: 1.0 to 2.0."""
    return _current.scale


def on_change() -> _Theme:
    """Its signal `changed` tells widgets that paint with `colours()` to paint again."""
    return _current


def apply(application: QApplication, name: str, larger: float = 1.0) -> None:
    """Put a theme on the whole application, its type `larger` than usual by that factor."""
    _current.name = name if name in THEMES else "light"
    _current.scale = larger
    tone = colours()
    application.setStyle("Fusion")
    application.setPalette(_palette(tone))
    application.setFont(_font(application, larger))
    application.setStyleSheet(_sheet(tone, _current.name, larger))
    _current.changed.emit()


def load_fonts() -> None:
    """The fonts the program carries, so that every letter looks the same on every machine."""
    for file in sorted(resources.path("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def tabular(font: QFont) -> QFont:
    """The font with digits of one width."""
    made = QFont(font)
    made.setFeature(QFont.Tag.fromString("tnum"), 1)
    return made


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2 (relative luminance): 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _font(application: QApplication, larger: float) -> QFont:
    font = QFont(["Noto Sans", "Vazirmatn", "Noto Naskh Arabic", application.font().family()])
    font.setPointSizeF(POINTS * larger)
    return tabular(font)


def _palette(tone: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: tone.ground,
        role.WindowText: tone.text,
        role.Base: tone.raised,
        role.AlternateBase: tone.ground,
        role.Text: tone.text,
        role.Button: tone.raised,
        role.ButtonText: tone.text,
        role.BrightText: tone.danger,
        role.ToolTipBase: tone.raised,
        role.ToolTipText: tone.text,
        role.PlaceholderText: tone.muted,
        role.Highlight: tone.selection,
        role.HighlightedText: tone.text,
        role.Link: tone.accent,
        role.LinkVisited: tone.accent,
        role.Accent: tone.accent,
        role.Mid: tone.line,
        role.Light: tone.raised,
        role.Midlight: tone.line,
        role.Dark: tone.border,
    }.items():
        palette.setColor(which, QColor(colour))
    muted = QColor(tone.muted)
    muted.setAlpha(170)
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, muted)
    return palette


def _sheet(tone: Colours, name: str, larger: float) -> str:
    """The style sheet of `resources/look.qss` with the colours and sizes of a theme."""
    grown = max(1.0, larger * 0.9)
    row, box = round(TARGET * grown), round(14 * grown)
    shapes = ("check", "dot", "down", "up")
    icons = {
        f"icon_{shape}": resources.path("icons", f"{shape}-{name}.svg").as_posix()
        for shape in shapes
    }
    size = POINTS * larger
    return Template(resources.path("look.qss").read_text("utf-8")).substitute(
        {field.name: getattr(tone, field.name) for field in fields(tone)},
        **icons,
        row=row,
        low_row=row - 2,
        box=box,
        round=box // 2 + 1,
        large=size * 1.7,
        heading=size * 1.12,
        small=size * 0.9,
    )


def mirrored(language: str) -> Qt.LayoutDirection:
    """The direction in which a language is read."""
    right_to_left = language in {"fa", "ar", "ps", "ur", "he"}
    return Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
