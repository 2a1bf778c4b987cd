"""Pages of a PDF one under the other: only what is in sight is painted, larger or smaller."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app import theme
from casefiles.release.pages import Picture
from casefiles.text import _

_GAP = theme.GRID * 2
_SMALLEST, _LARGEST, _STEP = 0.5, 4.0, 1.25
_PAUSE_MS = 30


class PdfView(QAbstractScrollArea):
    """Zoom 1 fits the width. `wanted` asks for the picture of a page at pixels a point."""

    wanted = Signal(int, float)
    at = Signal(int)
    """The number of the page that is read now, from 0."""
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages of the dossier"))
        self._sizes: Sequence[tuple[float, float]] = ()
        self._places: list[QRect] = []
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._zoom = 1.0
        self._page = -1
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.horizontalScrollBar().valueChanged.connect(self._moved)
        theme.on_change().changed.connect(self.viewport().update)

    # What it answers

    @property
    def page(self) -> int:
        """The page that is read now, from 0."""
        return max(self._page, 0)

    @property
    def zoom(self) -> float:
        """How large the pages are; 1 fits the width."""
        return self._zoom

    @property
    def complete(self) -> bool:
        """Whether all that is in sight is painted sharp."""
        return not self._missing()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Large enough to read."""
        return QSize(520, 640)

    # What it does

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Other pages; it stays where it was scrolled as far as that is possible."""
        self._sizes = sizes
        self._pictures.clear()
        self._page = -1
        self._place()

    def put(self, number: int, scale: float, picture: Picture) -> None:
        """The picture of a page that was asked for."""
        image = QImage(
            picture.rgb,
            picture.width,
            picture.height,
            picture.stride,
            QImage.Format.Format_RGB888,
        ).copy()
        self._pictures[number] = (scale, image)
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Larger or smaller, keeping what is read in sight."""
        zoom = min(max(zoom, _SMALLEST), _LARGEST)
        if zoom != self._zoom:
            bar = self.verticalScrollBar()
            share = bar.value() / max(bar.maximum(), 1)
            self._zoom = zoom
            self._place()
            bar.setValue(round(share * bar.maximum()))
            self.zoomed.emit(zoom)

    def larger(self) -> None:
        """One step larger."""
        self.set_zoom(self._zoom * _STEP)

    def smaller(self) -> None:
        """One step smaller."""
        self.set_zoom(self._zoom / _STEP)

    def fit(self) -> None:
        """As wide as there is room."""
        self.set_zoom(1.0)

    def go_to(self, number: int) -> None:
        """The beginning of a page."""
        if 0 <= number < len(self._places):
            self.verticalScrollBar().setValue(self._places[number].top() - _GAP // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows, pages, Home and End scroll; Space goes on."""
        bar = self.verticalScrollBar()
        leap = self.viewport().height() - _GAP * 2
        backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Down:
                bar.setValue(bar.value() + bar.singleStep())
            case Qt.Key.Key_Up:
                bar.setValue(bar.value() - bar.singleStep())
            case Qt.Key.Key_PageDown:
                self.go_to(self.page + 1)
            case Qt.Key.Key_PageUp:
                self.go_to(self.page - 1)
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + (-leap if backwards else leap))
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """With Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.larger if event.angleDelta().y() > 0 else self.smaller)()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the new width."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """White pages on the ground, with a line around them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tone = theme.colours()
        painter.fillRect(event.rect(), QColor(tone.line))
        for number in self._in_sight():
            place = self._places[number].translated(-self._offset())
            painter.fillRect(place, QColor("white"))
            if number in self._pictures:
                painter.drawImage(place, self._pictures[number][1])
            painter.setPen(QPen(QColor(tone.border)))
            painter.drawRect(place)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tone.accent), 4))
            painter.drawRect(self.viewport().rect())
        painter.end()

    # How inside

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _scale(self) -> float:
        """Pixels a point, as the screen has them."""
        widest = max((width for width, _height in self._sizes), default=1)
        room = max(self.viewport().width() - 2 * _GAP, 80)
        return room / widest * self._zoom

    def _place(self) -> None:
        scale, y = self._scale(), _GAP
        across = round(max((width for width, _h in self._sizes), default=1) * scale) + 2 * _GAP
        across = max(across, self.viewport().width())
        self._places = []
        for width, height in self._sizes:
            w, h = round(width * scale), round(height * scale)
            self._places.append(QRect((across - w) // 2, y, w, h))
            y += h + _GAP
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, y - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(theme.GRID * 5)
        self.horizontalScrollBar().setRange(0, max(0, across - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self._moved()

    def _moved(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = sum(place.bottom() < middle for place in self._places)
        page = min(page, len(self._places) - 1)
        if page != self._page:
            self._page = page
            told = _("Page {n} of {all}").format(n=page + 1, all=len(self._sizes))
            self.setAccessibleDescription(told)
            self.at.emit(page)
        self.viewport().update()
        self._pause.start()

    def _in_sight(self) -> list[int]:
        sight = QRect(self._offset(), self.viewport().size())
        return [at for at, place in enumerate(self._places) if place.intersects(sight)]

    def _missing(self) -> list[int]:
        scale = self._scale() * self.devicePixelRatioF()
        kept = {at for at, (known, _image) in self._pictures.items() if abs(known - scale) < 1e-6}
        return [at for at in self._in_sight() if at not in kept]

    def _ask(self) -> None:
        sight = self._in_sight()
        if sight:
            # Pictures are large: those far away are made again when they come into sight.
            near = range(sight[0] - 2, sight[-1] + 3)
            self._pictures = {at: one for at, one in self._pictures.items() if at in near}
        for at in self._missing():
            self.wanted.emit(at, self._scale() * self.devicePixelRatioF())
