"""Pages to a printer, one picture after the other, without stopping the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.desk import Desk
from casefiles.release.pages import Picture, picture

_FINEST = 200
"""Dots an inch: finer takes memory and shows nothing more of letters."""


class Printing(QObject):
    """Prints the pages of a PDF; `done` is called with how many went to the printer."""

    def __init__(
        self,
        desk: Desk,
        printer: QPrinter,
        content: bytes,
        pages: int,
        done: Callable[[int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._printer, self._content, self._done = desk, printer, content, done
        printer.setFullPage(True)
        first, last = printer.fromPage() or 1, printer.toPage() or pages
        self._left = list(range(first - 1, min(last, pages)))
        self._count = len(self._left)
        self._painter = QPainter(printer)
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._painter.end()
            self._done(self._count)
            self.deleteLater()
            return
        number = self._left.pop(0)
        scale = min(self._printer.resolution(), _FINEST) / 72
        content = self._content
        self._desk.ask(
            self, lambda _vault: picture(content, number, scale), self._draw, about=f"{number}"
        )

    def _draw(self, made: Picture) -> None:
        image = QImage(made.rgb, made.width, made.height, made.stride, QImage.Format.Format_RGB888)
        sheet = self._painter.viewport()
        fitting = QSize(made.width, made.height).scaled(
            sheet.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        self._painter.drawImage(QRect(sheet.topLeft(), fitting), image)
        if self._left:
            self._printer.newPage()
        self._next()
