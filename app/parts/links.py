"""Links to records: one button with the shape of the kind, a card on hover, a click to go there."""

import html
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QCursor, QEnterEvent, QFocusEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.desk import Desk
from app.theme import GRID
from app.widgets.icons import grown, kind_icon
from app.widgets.layouts import empty
from app.widgets.words import label, leading
from casefiles.insight.headline import Run
from casefiles.insight.record import Card, card
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.text import _
from casefiles.vault import Vault

_HOVER_MS = 350
_SHAPE = 14
_WIDEST, _LEAST = 460, 90
"""A link is as wide as its title up to here, and gives way down to there; the rest is elided."""


def shape_size() -> int:
    """The side of the shape in front of a title, in the size of type of now."""
    return grown(_SHAPE)


class RefLink(QPushButton):
    """Goes to a record; Ctrl+click or Ctrl+Enter in a new tab; hovering shows its card."""

    def __init__(self, desk: Desk, ref: Ref, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.ref = desk, ref
        self._title = title or _(BY_NAME[ref.kind].words.one)
        self.setProperty("quiet", True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._draw_shape()
        theme.on_change().changed.connect(self._draw_shape)
        self.setProperty("link", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._title}, {_(BY_NAME[ref.kind].words.one)}")
        self.setText(self._title.replace("&", "&&"))
        self.clicked.connect(self._go)
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(_HOVER_MS)
        self._hover.timeout.connect(self._show_card)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the whole title, within reason."""
        words = self.fontMetrics().horizontalAdvance(self._title)
        frame = self._frame()
        return QSize(min(words + frame, _WIDEST + frame), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Where room is short the title is elided."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), _LEAST + self._frame()), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Show as much of the title as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self._elided()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Where the title is cut short the tip says all of it."""
        if event.type() == QEvent.Type.ToolTip:
            cut = self._elided() != self.text()
            self.setToolTip(html.escape(self._title) if cut else "")
        return super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """The mouse rests on it: the card comes after a moment."""
        self._hover.start()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The mouse went on."""
        self._hover.stop()
        hide_card()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The middle button opens a new tab, as everywhere."""
        if event.button() is Qt.MouseButton.MiddleButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._leave(new_tab=True)
        else:
            super().mouseReleaseEvent(event)

    def _go(self) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        self._leave(new_tab=bool(QApplication.keyboardModifiers() & control))

    def _leave(self, *, new_tab: bool) -> None:
        self._hover.stop()
        hide_card()
        self.desk.open(self.ref, new_tab=new_tab)

    def _show_card(self) -> None:
        show_card(self.desk, self.ref, self.mapToGlobal(QPoint(0, self.height())))

    def _draw_shape(self) -> None:
        size = shape_size()
        self.setIcon(kind_icon(self.ref.kind, size))
        self.setIconSize(QSize(size, size))

    def _frame(self) -> int:
        """What the shape and the padding take."""
        return self.iconSize().width() + 22

    def _elided(self) -> str:
        room = self.width() - self._frame() + 4
        middle = Qt.TextElideMode.ElideMiddle
        return self.fontMetrics().elidedText(self._title, middle, room).replace("&", "&&")


class Sentence(QLabel):
    """Words with links to records in them, set like text; Tab goes from link to link."""

    def __init__(self, desk: Desk, runs: Iterable[Run]) -> None:
        super().__init__()
        self.desk = desk
        self._said = said = tuple(runs)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(leading())
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setAccessibleName("".join(run.text for run in said))
        if not any(run.ref for run in said):
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.linkActivated.connect(self._go)
        self.linkHovered.connect(self._hover)
        self._set()
        theme.on_change().changed.connect(self._set)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Onto its first link at once, backwards onto its last: Qt would first stand on none."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self.selectedText():
            self.focusNextPrevChild(event.reason() != Qt.FocusReason.BacktabFocusReason)

    def _set(self) -> None:
        self.setText("".join(map(_marked_up, self._said)))

    def _go(self, link: str) -> None:
        hide_card()
        control = Qt.KeyboardModifier.ControlModifier
        new_tab = bool(QApplication.keyboardModifiers() & control)
        self.desk.open(Ref.parse(link), new_tab=new_tab)

    def _hover(self, link: str) -> None:
        if link:
            show_card(self.desk, Ref.parse(link), QCursor.pos() + QPoint(0, GRID * 2))
        else:
            hide_card()


def _marked_up(run: Run) -> str:
    words = html.escape(run.text)
    if run.ref is None:
        return words
    colour = theme.colours().accent
    return f'<a href="{run.ref}" style="color:{colour};text-decoration:underline">{words}</a>'


class _CardFrame(QFrame):
    """The card itself: one for the whole program, never taking the focus."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        self._lines.setSpacing(2)
        self.wanted: tuple[Ref, QPoint] | None = None

    def tell(self, told: Card, at: QPoint) -> None:
        """Show these lines near a point, inside the screen."""
        empty(self._lines)
        self._lines.addWidget(label(told.title, "heading"))
        self._lines.addWidget(label(told.kind_label, "small"))
        for line in told.lines:
            self._lines.addWidget(label(line, ""))
        self.setFixedWidth(340)
        self.adjustSize()
        self.move(self._inside(at))
        self.show()

    def _inside(self, at: QPoint) -> QPoint:
        screen = self.screen()
        area = screen.availableGeometry() if screen else QRect(0, 0, 1024, 768)
        x = max(area.left(), min(at.x(), area.right() - self.width()))
        below = at.y() + 4
        y = below if below + self.height() < area.bottom() else at.y() - self.height() - GRID * 4
        return QPoint(x, max(area.top(), y))


_card: list[_CardFrame] = []


def show_card(desk: Desk, ref: Ref, at: QPoint) -> None:
    """Show the card of a record near a point of the screen, as soon as it is known."""
    frame = _frame()
    frame.wanted = (ref, at)

    def answer(told: Card) -> None:
        if frame.wanted == (ref, at):
            frame.tell(told, at)

    def ask(vault: Vault) -> Card:
        return card(vault.reader, ref)

    desk.ask(frame, ask, answer, failed=lambda _fault: None, about="card")


def hide_card() -> None:
    """Put the card away."""
    if _card:
        _card[0].wanted = None
        _card[0].hide()


def _frame() -> _CardFrame:
    if not _card:
        _card.append(_CardFrame())
    return _card[0]
