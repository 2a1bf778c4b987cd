"""One value as a line: its words or link, the dots of its sources behind, remarks beneath."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from app import theme
from app.desk import Desk
from app.parts.dots import Dots
from app.parts.fieldlink import FieldLink
from app.parts.lettering import before_last, draw, laid_out
from app.theme import GRID
from app.widgets.words import shortened
from casefiles.insight.fields import Value
from casefiles.text import _, many

_PAD = 6
_GAP = 4
_MOST = 6000
"""Letters that are shown: the page would stand still to lay out a whole book."""


class ValueLine(QWidget):
    """Paints a value and tells what its keys ask for; what is done about it is the row's."""

    asked = Signal(str)
    """edit | add | withdraw | copy | sources"""
    menu = Signal(QPoint)
    focused = Signal()

    def __init__(self, desk: Desk, field_label: str, value: Value) -> None:
        super().__init__()
        self.value = value
        self._shown = not value.masked
        self._name = field_label
        self._free = 0
        self._heights: dict[int, int] = {}
        self._layouts: dict[tuple[str, str, int], tuple[QTextLayout, int]] = {}
        self.link = FieldLink(desk, value.leads_to, value.words, self) if value.leads_to else None
        self.dots = Dots(value, self)
        self.dots.clicked.connect(lambda: self.asked.emit("sources"))
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # told so, and not by a method: layouts ask without end
        self.setSizePolicy(policy)
        if self.link is not None:
            self.link.setAccessibleDescription(self._around())
            QWidget.setTabOrder(self.link, self.dots)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._describe()
        theme.on_change().changed.connect(self.update)

    # What it answers

    @property
    def words(self) -> str:
        """What may be read now."""
        words = self.value.words
        if not self._shown:
            return _("•••• (hidden; Space shows it)")
        if len(words) <= _MOST:
            return words
        rest = many(
            "{n} letter more, F2 shows it", "{n} letters more, F2 shows them", len(words) - _MOST
        )
        return f"{shortened(words, _MOST)} ({rest})"

    @property
    def hidden_words(self) -> bool:
        """Whether the value is hidden until asked for."""
        return not self._shown

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """What the words, dots and remarks need. Layouts ask for it again and again."""
        if width not in self._heights:
            self._heights[width] = self._arrange(width, move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as it is now."""
        width = self.width() if self.width() > GRID * 12 else GRID * 40
        return QSize(GRID * 12, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It wraps."""
        return QSize(GRID * 12, theme.TARGET)

    # What it does

    def setFocus(  # noqa: N802 - Qt's name
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """A link takes it for its line."""
        if self.link is not None:
            self.link.setFocus(reason)
        else:
            super().setFocus(reason)

    def keep_free(self, width: int) -> None:
        """Leave so much room free where its words end, for a button that lies over it."""
        if width != self._free:
            self._free = width
            self._arrange_anew()

    def reveal(self) -> None:
        """Show what is hidden, or hide it again."""
        if self.value.masked:
            self._shown = not self._shown
            self._describe()
            self._arrange_anew()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of a value."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(control=control)
        elif key == Qt.Key.Key_F2:
            self.asked.emit("edit")
        elif key == Qt.Key.Key_Space and self.value.masked:
            self.reveal()
        elif key == Qt.Key.Key_Delete:
            self.asked.emit("withdraw")
        elif key == Qt.Key.Key_Period and control:
            self.asked.emit("sources")
        elif key == Qt.Key.Key_C and control:
            self.asked.emit("copy")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click shows what is hidden."""
        if event.button() == Qt.MouseButton.LeftButton and not self._shown:
            self.reveal()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Two edit it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit("edit")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """By mouse or by key."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menu.emit(event.globalPos() if by_mouse else self.mapToGlobal(self.rect().center()))
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The evidence follows."""
        super().focusInEvent(event)
        self.update()
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Link and dots follow the words."""
        super().resizeEvent(event)
        self._arrange(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        """Type of another size is laid out anew."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.FontChange):
            self._arrange_anew()
        return done

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ring, words, remarks."""
        tone = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tone.accent), 2))
            painter.setBrush(QColor(tone.raised))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        muted = self.value.rejected or not self._shown
        painter.setPen(QColor(tone.muted if muted else tone.text))
        if self.link is None:
            words, top, _height, _last = self._words(self._room(self.width()))
            self._draw(painter, words, top)
        if remarks := self._remarks():
            room = self._room(self.width())
            layout, height = self._laid_out(remarks, self._small(), room)
            painter.setPen(QColor(tone.muted))
            self._draw(painter, layout, self.height() - height - 2)
        painter.end()

    # How inside

    def _enter(self, *, control: bool) -> None:
        if self.link is None:
            self.asked.emit("add" if control else "edit")
        elif control:
            self.link.desk.open(self.link.ref, new_tab=True)
        else:
            self.link.click()

    def _describe(self) -> None:
        around = self._around()
        self.setAccessibleName(f"{self._name}: {self.words}")
        self.setAccessibleDescription(around)

    def _around(self) -> str:
        return ", ".join((*self.value.remarks, self.dots.accessibleName()))

    def _arrange_anew(self) -> None:
        self._heights.clear()
        self._layouts.clear()
        self.updateGeometry()
        self._arrange(self.width(), move=True)

    def _remarks(self) -> str:
        return " · ".join(self.value.remarks)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _room(self, width: int) -> int:
        return max(width - 2 * _PAD - self._free, GRID * 6)

    def _words(self, room: int) -> tuple[QTextLayout, int, int, QRect]:
        """The words laid out, where they begin, how high they are, and their last line."""
        font = QFont(self.font())
        font.setStrikeOut(self.value.rejected)
        layout, height = self._laid_out(self.words, font, room)
        line = layout.lineAt(layout.lineCount() - 1)
        left = before_last(layout, mirrored=self.isRightToLeft())
        top = max(2, (theme.TARGET - height) // 2) if layout.lineCount() == 1 else 3
        last = QRect(left, round(line.y()), round(line.naturalTextWidth()), round(line.height()))
        return layout, top, height, last

    def _laid_out(self, text: str, font: QFont, room: int) -> tuple[QTextLayout, int]:
        key = (text, font.key(), room)
        if key not in self._layouts:
            self._layouts[key] = laid_out(text, font, room)
        return self._layouts[key]

    def _arrange(self, width: int, *, move: bool) -> int:
        room = self._room(width)
        if self.link is not None:
            size, last = self.link.taken(room)
            body, begins = size.height(), self.link.inset()
            if move:
                self.link.setGeometry(self._placed(QRect(QPoint(0, 0), size), width))
        else:
            _layout, top, height, last = self._words(room)
            body, begins = max(theme.TARGET, top + height + 3), _PAD
            last.translate(_PAD, top)
        at = QPoint(last.right() + 1 + _GAP, last.center().y())
        if last.left() > begins:  # read from the other side: the end is before the last line
            at.setX(last.left() - _GAP - self.dots.sizeHint().width())
        if at.x() < 0 or at.x() + self.dots.sizeHint().width() > width - self._free:
            at = QPoint(_PAD, body + theme.TARGET // 2)
            body += theme.TARGET
        if move:
            size = self.dots.sizeHint()
            dots = QRect(QPoint(at.x(), at.y() - size.height() // 2), size)
            dots.moveTop(max(0, dots.top()))
            self.dots.setGeometry(self._placed(dots, width))
        if remarks := self._remarks():
            body += self._laid_out(remarks, self._small(), room)[1] + 3
        return body

    def _placed(self, rect: QRect, width: int) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), QRect(0, 0, width, 1 << 20), rect)

    def _draw(self, painter: QPainter, layout: QTextLayout, top: int) -> None:
        draw(painter, layout, QPoint(_PAD, top), self.width(), mirrored=self.isRightToLeft())
