"""How everything looks: colours, sizes and type. Calm, warm paper, one accent, one danger colour.

The colours and their contrasts were computed beforehand; a test computes them again. Widgets ask
`colours()` when they paint and take everything else from the palette, so a change of theme needs
no restart.
"""

from dataclasses import dataclass

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


_current = _Theme()


def colours() -> Colours:
    """The colours in force."""
    return THEMES[_current.name]


def current() -> str:
    """The name of the theme in force."""
    return _current.name


def on_change() -> _Theme:
    """Its signal `changed` tells widgets that paint with `colours()` to paint again."""
    return _current


def apply(application: QApplication, name: str, scale: float = 1.0) -> None:
    """Put a theme on the whole application, its type `scale` times as large."""
    _current.name = name if name in THEMES else "light"
    tone = colours()
    application.setStyle("Fusion")
    application.setPalette(_palette(tone))
    application.setFont(_font(application, scale))
    application.setStyleSheet(_sheet(tone, scale))
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


def _font(application: QApplication, scale: float) -> QFont:
    font = QFont(["Noto Sans", "Vazirmatn", "Noto Naskh Arabic", application.font().family()])
    font.setPointSizeF(POINTS * scale)
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


def _sheet(tone: Colours, scale: float) -> str:
    size = POINTS * scale
    row = round(TARGET * max(1.0, scale * 0.9))
    return f"""
QToolTip {{ color: {tone.text}; background: {tone.raised}; border: 1px solid {tone.border};
    padding: 6px; }}
QPushButton {{ border: 1px solid {tone.border}; border-radius: 4px; padding: 4px 14px;
    background: {tone.raised}; min-height: {row}px; }}
QPushButton:hover {{ background: {tone.selection}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {tone.accent}; }}
QPushButton:disabled {{ color: {tone.muted}; border-color: {tone.line}; }}
QPushButton[main="true"] {{ background: {tone.accent}; color: {tone.on_accent};
    border-color: {tone.accent}; font-weight: bold; }}
QPushButton[main="true"]:focus {{ border: 2px solid {tone.text}; }}
QPushButton[main="true"]:disabled {{ background: {tone.line}; color: {tone.muted};
    border-color: {tone.line}; }}
QPushButton[quiet="true"], QToolButton {{ border: 1px solid transparent; background: transparent;
    border-radius: 4px; padding: 3px 8px; min-height: {row}px; }}
QPushButton[quiet="true"] {{ color: {tone.accent}; text-align: left; }}
QPushButton[quiet="true"]:hover, QToolButton:hover {{ background: {tone.selection}; }}
QPushButton[quiet="true"]:focus {{ border: 2px solid {tone.accent}; }}
QPushButton[link="true"] {{ padding: 1px 4px; min-height: {row - 2}px; }}
QToolButton[tab="true"] {{ padding: 0 4px; min-height: 18px; min-width: 14px; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {{ border: 1px solid {tone.border};
    border-radius: 4px; padding: 3px 8px; background: {tone.raised}; color: {tone.text};
    selection-background-color: {tone.selection}; selection-color: {tone.text}; }}
QLineEdit, QComboBox, QSpinBox {{ min-height: {row}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
    border: 2px solid {tone.accent}; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox QAbstractItemView {{ border: 1px solid {tone.border}; background: {tone.raised};
    selection-background-color: {tone.selection}; selection-color: {tone.text}; }}
QTextBrowser[plain="true"], QScrollArea {{ border: none; background: transparent; }}
QListView, QTableView, QTreeView {{ border: none; background: {tone.ground}; outline: none;
    selection-background-color: {tone.selection}; selection-color: {tone.text}; }}
QListView::item {{ padding: 4px 8px; }}
QListView:focus, QTableView:focus, QTreeView:focus {{ border: 2px solid {tone.accent}; }}
QHeaderView::section {{ background: {tone.ground}; color: {tone.muted}; border: none;
    border-bottom: 1px solid {tone.line}; padding: 6px 8px; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{ padding: 5px 8px 5px 14px; border: none; border-bottom: 2px solid transparent;
    color: {tone.muted}; background: transparent; }}
QTabBar::tab:selected {{ color: {tone.text}; border-bottom: 2px solid {tone.accent}; }}
QTabBar::tab:hover {{ background: {tone.selection}; }}
QMenu {{ background: {tone.raised}; border: 1px solid {tone.border}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px; }}
QMenu::item:selected {{ background: {tone.selection}; color: {tone.text}; }}
QMenu::item:disabled {{ color: {tone.muted}; }}
QMenu::separator {{ height: 1px; background: {tone.line}; margin: 4px 8px; }}
QMenuBar {{ background: {tone.ground}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; }}
QMenuBar::item:selected {{ background: {tone.selection}; color: {tone.text}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QSplitter::handle {{ background: {tone.line}; }}
QProgressBar {{ border: 1px solid {tone.border}; border-radius: 4px; text-align: center;
    background: {tone.raised}; min-height: 14px; }}
QProgressBar::chunk {{ background: {tone.accent}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {tone.border}; border-radius: 4px; min-height: 28px;
    min-width: 28px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QLabel[role="title"] {{ font-size: {size * 1.7}pt; font-weight: bold; }}
QLabel[role="heading"] {{ font-size: {size * 1.12}pt; font-weight: bold; }}
QLabel[role="muted"] {{ color: {tone.muted}; }}
QLabel[role="small"] {{ color: {tone.muted}; font-size: {size * 0.9}pt; }}
QLabel[role="danger"] {{ color: {tone.danger}; }}
QFrame[role="card"] {{ background: {tone.raised}; border: 1px solid {tone.line};
    border-radius: 6px; }}
QFrame[role="bar"] {{ background: {tone.ground}; border: none;
    border-bottom: 1px solid {tone.line}; }}
QFrame[role="foot"] {{ background: {tone.ground}; border: none;
    border-top: 1px solid {tone.line}; }}
QFrame[role="notice"] {{ background: {tone.selection}; border: none;
    border-left: 4px solid {tone.accent}; }}
QFrame[role="notice"][tone="danger"] {{ border-left: 4px solid {tone.danger}; }}
"""


def mirrored(language: str) -> Qt.LayoutDirection:
    """The direction in which a language is read."""
    right_to_left = language in {"fa", "ar", "ps", "ur", "he"}
    return Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
