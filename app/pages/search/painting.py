"""How a hit looks: shape, title with marks, what it is and why, pieces of text with their line."""

import unicodedata
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app import theme
from app.pages.search.asking import Marks, Piece, Row, copied
from app.theme import GRID
from app.widgets.icons import kind_pixmap
from casefiles.text import _

ROW = int(Qt.ItemDataRole.UserRole)
_TITLE_LINES, _PIECE_LINES, _PIECES = 2, 3, 2
_SMALLER = 0.9
_AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass
class _Paragraph:
    """Words laid out for a width: their layout and how high they are."""

    layout: QTextLayout
    height: float
    muted: bool
    head: QTextLayout | None = None
    """What stands before it in a column of its own: "line 12"."""
    indent: int = 0


@dataclass
class _Laid:
    """One row laid out."""

    paragraphs: list[_Paragraph] = field(default_factory=list)
    height: int = 0


class RowPainter(QStyledItemDelegate):
    """Lays every row out once a width."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._laid: dict[int, tuple[Row, _Laid]] = {}

    def forget(self) -> None:
        """Another width, theme or type: lay out anew."""
        self._laid.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:  # noqa: N802
        """As wide as the list, as high as the words need."""
        row = index.data(ROW)
        font: QFont = option.font
        return QSize(GRID * 20, self._of(row, font).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Ground, bar, shape, words."""
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        tone = theme.colours()
        mirrored = self._view.isRightToLeft()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tone.selection))
            bar = QRect(rect.left(), rect.top(), 4, rect.height())
            if mirrored:
                bar.moveRight(rect.right())
            painter.fillRect(bar, QColor(tone.accent))
        painter.setPen(QColor(tone.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        size = _icon(font)
        x = rect.left() + GRID * 2
        place = QRect(x, rect.top() + GRID + 2, size, size)
        if mirrored:
            place.moveRight(rect.right() - GRID * 2)
        painter.drawPixmap(place, kind_pixmap(row.ref.kind, size))
        left = rect.left() + (GRID * 2 if mirrored else GRID * 3 + size)
        y = float(rect.top() + GRID)
        for one in self._of(row, font).paragraphs:
            painter.setPen(QColor(tone.muted if one.muted else tone.text))
            one.layout.draw(painter, QPointF(left + (0 if mirrored else one.indent), y))
            if one.head is not None:
                painter.setPen(QColor(tone.muted))
                one.head.draw(painter, QPointF(left, y + 1))
            y += one.height
        painter.restore()

    # How inside

    def _of(self, row: Row, font: QFont) -> _Laid:
        known = self._laid.get(id(row))
        if known is None or known[0] is not row:
            known = self._laid[id(row)] = (row, self._lay(row, font))
        return known[1]

    def _lay(self, row: Row, font: QFont) -> _Laid:
        # A layout keeps no parent alive; its font and formats are its own copies.
        width = self._view.viewport().width() - GRID * 5 - _icon(font)
        bold, small = QFont(font), QFont(font)
        bold.setBold(True)
        small.setPointSizeF(font.pointSizeF() * _SMALLER)
        laid = _Laid()
        laid.paragraphs.append(self._words(row.title, row.marks, bold, width, _TITLE_LINES))
        laid.paragraphs.append(self._words(row.about, (), small, width, 2, muted=True))
        marked = [one for one in row.pieces if one.marks][:_PIECES]
        for one in marked:
            laid.paragraphs.append(self._piece(one, font, small, width))
        if not marked and row.pieces and row.ref.kind == "source":
            laid.paragraphs.append(self._words(row.pieces[0].text, (), font, width, 1, muted=True))
        if more := copied(row):
            laid.paragraphs.append(self._words(more, (), small, width, 2, muted=True))
        laid.height = round(sum(one.height for one in laid.paragraphs)) + GRID * 2
        return laid

    def _piece(self, piece: Piece, font: QFont, small: QFont, width: int) -> _Paragraph:
        """A piece of text, its line in a column before it: the two may run in two directions."""
        if not piece.passage:
            return self._words(piece.text, piece.marks, font, width, _PIECE_LINES)
        widest = max(piece.passage, _("line {n}").format(n="0000"), key=len)
        indent = round(QFontMetricsF(small).horizontalAdvance(widest)) + GRID
        made = self._words(piece.text, piece.marks, font, width - indent, _PIECE_LINES)
        made.head, made.indent = self._layout(piece.passage, (), small, width, 1)[0], indent
        return made

    def _words(
        self, text: str, marks: Marks, font: QFont, width: int, most: int, *, muted: bool = False
    ) -> _Paragraph:
        made, height, fitting = self._layout(text, marks, font, width, most)
        if fitting < len(text.encode("utf-16-le")) // 2:
            shorter = _cut(text, fitting)
            made, height, _more = self._layout(shorter, marks, font, width, most)
        return _Paragraph(made, height + 2, muted)

    def _layout(
        self, text: str, marks: Marks, font: QFont, width: int, most: int
    ) -> tuple[QTextLayout, float, int]:
        """The layout, its height, and how many UTF-16 units found room."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        mirrored = self._view.isRightToLeft() or (most == _PIECE_LINES and _from_right(text))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        made = QTextLayout(text, font)
        made.setTextOption(option)
        made.setFormats([_mark(text, start, end) for start, end in marks if end <= len(text)])
        height, end = 0.0, 0
        spacing = QFontMetricsF(font).lineSpacing()
        made.beginLayout()
        for _number in range(most):
            line = made.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, GRID * 10))
            line.setPosition(QPointF(0, height))
            height += max(spacing, line.height())
            end = line.textStart() + line.textLength()
        made.endLayout()
        return made, height, end


def _from_right(text: str) -> bool:
    """Whether the first letter that has a direction is read from right to left."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((one for one in strong if one in ("L", "R", "AL")), "L") != "L"


def _icon(font: QFont) -> int:
    return max(14, round(QFontMetricsF(font).ascent()))


def _mark(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    tone = theme.colours()
    form = QTextCharFormat()
    form.setBackground(QColor(tone.mark))
    form.setForeground(QColor(tone.text))
    form.setFontUnderline(True)
    made = QTextLayout.FormatRange()
    made.start = _units(text[:start])
    made.length = _units(text[start:end])
    made.format = form
    return made


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _cut(text: str, units: int) -> str:
    """What has room, with the sign that there is more."""
    kept = text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
    return kept[: max(1, len(kept) - 4)].rstrip() + " …"
