"""How a form is laid out: quiet labels beside their fields, or above them where it is narrow."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QBoxLayout,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.theme import GRID, USUAL_LINE
from app.widgets.layouts import laid_out
from app.widgets.words import label

_LABEL, _FIELD = 116, 250
_WHOLE = (QAbstractButton, QAbstractScrollArea, QComboBox, QLineEdit)
"""What is one stop of Tab, whatever is inside."""


class FormRows(QWidget):
    """Rows of label and field."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[QWidget, _Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)

    def add(self, words: str, field: QWidget, *, at: int = -1) -> None:
        """Add a row; without words the field stands under the others."""
        row = self._rows[field] = _Row(words, field)
        self._column.insertWidget(at, row)

    def show_row(self, field: QWidget, *, shown: bool) -> None:
        """Show or hide the row of a field."""
        if field in self._rows:
            self._rows[field].setVisible(shown)


class _Row(QWidget):
    def __init__(self, words: str, field: QWidget) -> None:
        super().__init__()
        self._label: QLabel = label(words, "muted")
        self._label.setContentsMargins(0, GRID // 2, 0, 0)
        if not words:
            self._label.hide()
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._label)
        self._box.addWidget(field, 1)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Beside or above, by the room there is."""
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Larger type needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._turn()

    def _turn(self) -> None:
        scale = self.fontMetrics().height() / USUAL_LINE
        beside = self.width() >= (_LABEL + _FIELD) * scale
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(way)
        self._box.setSpacing(GRID if beside else 0)
        self._label.setMinimumWidth(round(_LABEL * scale) if beside else 0)
        self._label.setMaximumWidth(round(_LABEL * scale) if beside else 1 << 20)


class Standing(QWidget):
    """A widget made of others: who gives it the focus stands in one of them.

    Qt's focus proxies do the same, but make a stop of the whole and its part both, so that Tab
    goes round in circles.
    """

    stand: QWidget | None = None

    def setFocus(  # noqa: N802 - Qt's name
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the focus to the part."""
        if self.stand is not None:
            self.stand.setFocus(reason)
        else:
            super().setFocus(reason)


def chain(container: QWidget) -> None:
    """Let Tab go through it in reading order, whatever was put into it when."""
    stops = list(_stops(container))
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if isinstance(widget, _WHOLE):
        if stops:
            yield widget
        return
    if stops:
        yield widget
    layout = widget.layout()
    if layout is not None:
        for inside in laid_out(layout):
            yield from _stops(inside)
    else:
        for child in widget.children():
            if isinstance(child, QWidget) and not child.isWindow():
                yield from _stops(child)


def takes_enter(widget: QWidget | None) -> bool:
    """Whether Enter means something of its own in this widget."""
    return isinstance(widget, QPlainTextEdit | QAbstractButton)
