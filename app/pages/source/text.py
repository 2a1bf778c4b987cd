"""The words of a source: read with the eyes, the caret or a screen reader; never changed.

Nothing of it goes to a clipboard but what is copied on purpose: what is merely selected would
otherwise be handed to every program, and be kept by those that remember clipboards.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app import theme
from app.pages.source.lines import Lines
from app.pages.source.mentions import Mark
from app.pages.source.numbers import Numbers, Row
from app.parts.copying import copy_text
from app.theme import GRID
from casefiles.insight.passages import Span
from casefiles.text import _

_COLUMN = 84
"""Letters of a line of reading, at most."""
_LARGER = 1.08
_HOVER_MS = 350
_SURE = QTextCharFormat.UnderlineStyle.SingleUnderline
_SUGGESTED = QTextCharFormat.UnderlineStyle.DotLine


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen over the words: marks of records, hits, the one among them, a passage."""

    marks: Sequence[Mark] = ()
    hits: Sequence[Span] = ()
    current: int = -1
    passage: Span | None = None


class TextView(QPlainTextEdit):
    """A text with the line numbers of its file beside it and marks in it."""

    opened = Signal(object, bool)
    """A mark was followed: the record, and whether in a new tab."""
    rested = Signal(object, QPoint)
    """The pointer or the caret rests on a mark (the record, where), or on none any more."""
    chosen = Signal()
    """What is selected is another."""
    wanted = Signal(str)
    """Something is to be made of what is selected: a verb of the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = Lines("")
        self._shown = Shown()
        self._painted: tuple[int, int] | None = None
        self._pressed = False
        self._over: Mark | None = None
        self._numbers = Numbers(self, self._rows)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(_("Text of the source"))
        self.setAccessibleDescription(
            _("Shift and the arrows select. Enter on an underlined name opens its record.")
        )
        self.viewport().setMouseTracking(True)
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(_HOVER_MS)
        self._hover.timeout.connect(self._rest)
        self.updateRequest.connect(self._scrolled)
        self.selectionChanged.connect(self.chosen)
        theme.on_change().changed.connect(self._look)
        self._look()

    # What it answers

    @property
    def shown(self) -> Shown:
        """What lies over the words."""
        return self._shown

    def caret(self) -> int:
        """Where the caret stands, in code points of the text."""
        return self._offset(self.textCursor().position())

    def selection(self) -> Span:
        """What is selected, half-open, in code points of the text."""
        cursor = self.textCursor()
        return self._offset(cursor.selectionStart()), self._offset(cursor.selectionEnd())

    def selected(self) -> str:
        """The selected words as they stand in the source."""
        start, end = self.selection()
        return self.lines.text[start:end]

    def selection_pending(self) -> bool:
        """Whether the mouse is still selecting."""
        return self._pressed

    def first_seen(self) -> int:
        """The first line that can be seen, as the scroll bar counts."""
        return self.verticalScrollBar().value()

    def in_view(self) -> Span:
        """The stretch of the text that can be seen."""
        blocks = [block.blockNumber() for block, _place in self._visible()]
        if not blocks:
            return 0, 0
        last = blocks[-1] + 1
        whole = last >= self.blockCount()
        end = len(self.lines.text) if whole else self.lines.offset_at(last, 0)
        return self.lines.offset_at(blocks[0], 0), end

    def mark_at(self, offset: int) -> Mark | None:
        """The mark over or right before a place of the text."""
        marks = self._shown.marks
        at = bisect_right(marks, offset, key=lambda one: one.start) - 1
        return marks[at] if at >= 0 and offset <= marks[at].end else None

    def place_of(self, offset: int) -> QRect:
        """Where a place of the text is, in this widget."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(offset))
        return self.cursorRect(cursor).translated(self.viewport().pos())

    # What it does

    def show_lines(self, lines: Lines) -> None:
        """Show another text, from its beginning."""
        self.lines = lines
        self._numbers.last, self._numbers.mirrored = lines.last, lines.mirrored
        self._shown = Shown()
        self._painted = None
        self._over = None
        option = self.document().defaultTextOption()
        side = Qt.AlignmentFlag.AlignRight if self.lines.mirrored else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.document().setDefaultTextOption(option)
        self.setPlainText(lines.shown)
        self._margins()

    def lay(self, shown: Shown) -> None:
        """Put marks and hits over the words."""
        self._shown = shown
        self._painted = None
        self._paint_marks()
        self._numbers.update()

    def go(self, start: int, end: int | None = None, *, select: bool = False) -> None:
        """Put the caret at a place and bring it to the upper third of the view."""
        cursor = self.textCursor()
        cursor.setPosition(self._position(start))
        self.setTextCursor(cursor)
        rows = self.viewport().height() // max(1, self.fontMetrics().lineSpacing())
        row = self.cursorRect().top() // max(1, self.fontMetrics().lineSpacing())
        if not (2 if self.first_seen() else 0) <= row < rows - 3:
            self.centerCursor()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rows // 6)
        if select and end is not None:
            cursor.setPosition(self._position(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter follows a mark, Space shows its card, Esc lets the selection go."""
        key, plain = (
            event.key(),
            event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ),
        )
        mark = self.mark_at(self.caret())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_chosen()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and mark is not None:
            self.opened.emit(mark.ref, False)
        elif key == Qt.Key.Key_Space and plain and mark is not None:
            where = self.cursorRect().bottomLeft()
            self.rested.emit(mark.ref, self.viewport().mapToGlobal(where))
        elif key == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.rested.emit(None, QPoint())
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        else:
            self.rested.emit(None, QPoint())
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """A card that was asked for goes with the focus."""
        super().focusOutEvent(event)
        self.rested.emit(None, QPoint())

    def copy_chosen(self) -> None:
        """Copy what is selected, exactly as it stands in the source."""
        if self.textCursor().hasSelection():
            copy_text(self.selected())

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Nothing: selecting and dragging hand no words to other programs."""
        return QMimeData()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """No menu: what can be done stands in the bar at the selection."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A selection may begin; the bar waits for its end."""
        self._pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a mark opens its record, with Ctrl or the middle button in a new tab."""
        super().mouseReleaseEvent(event)
        self._pressed = False
        self.chosen.emit()
        mark = self._under(event.position().toPoint())
        if mark is None or self.textCursor().hasSelection():
            return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self.rested.emit(None, QPoint())
            self.opened.emit(mark.ref, control or event.button() is Qt.MouseButton.MiddleButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Over a mark the pointer says that it can be followed, and after a moment where to."""
        super().mouseMoveEvent(event)
        mark = self._under(event.position().toPoint())
        if mark == self._over:
            return
        self._over = mark
        shape = Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        if mark is None:
            self._hover.stop()
            self.rested.emit(None, QPoint())
        else:
            self._hover.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The column keeps its width; what is left lies beside it."""
        super().resizeEvent(event)
        self._margins()

    # How inside

    def _look(self) -> None:
        font = QFont(self.window().font())
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        self.setFont(font)
        self._painted = None
        self._margins()
        self._paint_marks()

    def _margins(self) -> None:
        column = self.fontMetrics().averageCharWidth() * _COLUMN
        numbers = self._numbers.sizeHint().width()
        room = self.contentsRect().width() - self.verticalScrollBar().width() - numbers
        spare = max(GRID, (room - column) // 2)
        lead, trail = numbers + spare, spare
        if self.lines.mirrored:
            lead, trail = trail, lead
        if self.viewportMargins().left() != lead or self.viewportMargins().right() != trail:
            self.setViewportMargins(lead, GRID, trail, GRID)
        view = self.viewport().geometry()
        left = view.right() + 1 if self.lines.mirrored else view.left() - numbers
        self._numbers.setGeometry(QRect(left, view.top(), numbers, view.height()))

    def _scrolled(self, rect: QRect, dy: int) -> None:
        if dy:
            self._numbers.scroll(0, dy)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())
        self._paint_marks()

    def _rows(self) -> list[Row]:
        passage = self._shown.passage
        found = []
        for block, place in self._visible():
            number = block.blockNumber()
            start = self.lines.offset_at(number, 0)
            asked = passage is not None and passage[0] <= start <= passage[1]
            found.append(Row(self.lines.number(number), place, asked))
        return found

    def _visible(self) -> list[tuple[QTextBlock, QRect]]:
        """The blocks that can be seen, and where in the viewport."""
        found = []
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(offset).toAlignedRect()
            if place.top() > self.viewport().height():
                break
            found.append((block, place))
            block = block.next()
        return found

    def _paint_marks(self) -> None:
        """Formats only for what can be seen: a large source has thousands of marks."""
        seen = self._visible()
        if not seen:
            return
        first, last = seen[0][0].blockNumber(), seen[-1][0].blockNumber()
        if self._painted is not None and self._painted[0] <= first and last <= self._painted[1]:
            return
        first, last = max(0, first - 20), last + 20
        self._painted = first, last
        start = self.lines.offset_at(first, 0)
        end = self.lines.offset_at(last + 1, 0) if last + 1 < self.blockCount() else None
        self.setExtraSelections(
            self._selections(start, len(self.lines.text) + 1 if end is None else end)
        )

    def _selections(self, start: int, end: int) -> list[QTextEdit.ExtraSelection]:
        shown, tone = self._shown, theme.colours()
        made = []
        if shown.passage and shown.passage[0] < end and shown.passage[1] >= start:
            form = QTextCharFormat()
            form.setBackground(QColor(tone.selection))
            form.setProperty(QTextFormat.Property.FullWidthSelection, True)
            # Its last letter must belong to it, even if the passage is one empty line.
            made.append(self._selection(*shown.passage, form))
        at = bisect_left(shown.marks, start, key=lambda one: one.end)
        for mark in shown.marks[at:]:
            if mark.start >= end:
                break
            form = QTextCharFormat()
            form.setUnderlineStyle(_SURE if mark.certain else _SUGGESTED)
            form.setUnderlineColor(QColor(tone.of_kind(mark.ref.kind)))
            made.append(self._selection(mark.start, mark.end, form))
        at = bisect_left(shown.hits, start, key=lambda one: one[1])
        for number, (first, last) in enumerate(shown.hits[at:], at):
            if first >= end:
                break
            form = QTextCharFormat()
            # The one it stands on is told apart by more than a line: names are underlined, too.
            here = number == shown.current
            form.setBackground(QColor(tone.accent if here else tone.mark))
            form.setForeground(QColor(tone.ground if here else tone.text))
            made.append(self._selection(first, last, form))
        return made

    def _selection(self, start: int, end: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(start))
        cursor.setPosition(self._position(end), QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        made.format = form
        return made

    def _rest(self) -> None:
        if self._over is not None and self.underMouse():
            place = self.place_of(self._over.start)
            self.rested.emit(self._over.ref, self.mapToGlobal(place.bottomLeft()))

    def _under(self, point: QPoint) -> Mark | None:
        cursor = self.cursorForPosition(point)
        rect = self.cursorRect(cursor)
        if not rect.adjusted(-GRID, 0, GRID, 0).contains(point):
            return None
        return self.mark_at(self._offset(cursor.position()))

    def _position(self, offset: int) -> int:
        number, column = self.lines.block_at(offset)
        block = self.document().findBlockByNumber(number)
        return block.position() + min(column, block.length() - 1)

    def _offset(self, position: int) -> int:
        block = self.document().findBlock(position)
        return self.lines.offset_at(block.blockNumber(), position - block.position())
