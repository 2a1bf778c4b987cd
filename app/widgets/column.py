"""A page's body: one column that scrolls, wide enough to read and no wider."""

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from app.theme import GRID
from app.widgets.layouts import empty


class TopDown(QVBoxLayout):
    """From the top down, each as high as its words are at this width; what is left stays below.

    Aligning to the top does that, too, but gives no more than the height hinted at, which is that
    of another width: the last line of a long name would be cut off.
    """

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """No higher than needed, unless something in it takes all room there is."""
        if not self.expandingDirections() & Qt.Orientation.Vertical:
            wraps = self.hasHeightForWidth()
            high = self.heightForWidth(rect.width()) if wraps else self.sizeHint().height()
            rect = QRect(rect.topLeft(), QSize(rect.width(), min(high, rect.height())))
        super().setGeometry(rect)


class Column(QScrollArea):
    """A scrolling column. Put widgets into `body`; `clear` empties it."""

    def __init__(self, *, widest: int = 1080, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: coming and going it would change the width and lay out everything twice.
        self.setVerticalScrollBar(_Bar(Qt.Orientation.Vertical))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._inside = _Inside()
        self._inside.setMaximumWidth(widest)
        self.body = TopDown(self._inside)
        self.body.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 4)
        self.body.setSpacing(GRID)
        self.setWidget(self._inside)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def clear(self) -> None:
        """Take everything out."""
        empty(self.body)

    def state(self) -> dict[str, Any]:
        """How far it is scrolled."""
        return {"scroll": self.verticalScrollBar().value()}

    def restore(self, state: Any) -> None:
        """Scroll to where it was left, once everything is laid out."""
        value = int(state.get("scroll", 0))
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(value))

    def scroll_to(self, value: int, *, whole: bool) -> bool:
        """Scroll there if the column is long enough yet, or as far as it goes if it is whole."""
        bar = self.verticalScrollBar()
        if bar.maximum() < value and not whole:
            return False
        bar.setValue(value)
        return True


class _Bar(QScrollBar):
    """Its room stays, but where everything is seen there is nothing to scroll and nothing shown."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Only if there is somewhere to go."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class _Inside(QWidget):
    """As high as its words are at this width. The least height a layout gives is that of words
    wrapped to a narrow guess; an empty stretch to scroll through would stand below them."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The least width; the height follows from it where anything wraps."""
        hint = super().minimumSizeHint()
        layout = self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        return QSize(hint.width(), 0) if wraps else hint
