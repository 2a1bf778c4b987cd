"""Words painted in lines, as values and the links among them are: whatever their script."""

import unicodedata

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption


def laid_out(text: str, font: QFont, room: int) -> tuple[QTextLayout, int]:
    """These words in lines no wider than this, and how high they are together."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, round(height)


def widest(layout: QTextLayout) -> float:
    """How wide the widest of the lines is."""
    return max(layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount()))


def before_last(layout: QTextLayout, *, mirrored: bool) -> int:
    """How much room is before the last line, where lines end on the side on which reading begins
    in the window.
    """
    if aligned(layout, mirrored=mirrored):
        return 0
    last = layout.lineAt(layout.lineCount() - 1)
    return round(widest(layout) - last.naturalTextWidth())


def aligned(layout: QTextLayout, *, mirrored: bool) -> bool:
    """Whether lines begin where those of the window do; text of the other direction does not,
    unless it is one line only.
    """
    other = layout.text() and _right_to_left(layout.text()) != mirrored
    return not other or layout.lineCount() == 1


def draw(painter: QPainter, layout: QTextLayout, at: QPoint, width: int, *, mirrored: bool) -> None:
    """Paint the lines so far from the side where reading begins, in what is so wide."""
    wide, begins = widest(layout), aligned(layout, mirrored=mirrored)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        own = line.naturalTextWidth()
        before = at.x() + (0 if begins else wide - own)
        x = width - before - own if mirrored else before
        line.draw(painter, QPointF(x - line.naturalTextRect().x(), at.y()))


def _right_to_left(text: str) -> bool:
    for letter in text:
        side = unicodedata.bidirectional(letter)
        if side in ("L", "R", "AL"):
            return side != "L"
    return False
