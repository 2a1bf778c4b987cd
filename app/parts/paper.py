"""Pages to a printer, one picture after the other, without stopping the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.widgets.files import remember_nothing
from casefiles.release.pages import Picture, picture

_FINEST = 200
"""Dots an inch: finer takes memory and shows nothing more of letters."""


def choose_printer(parent: QWidget, pages: int) -> QPrinter | None:
    """Ask for a printer; None if nobody wants to. The name of the job tells nothing."""
    remember_nothing()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Document")
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    return printer if dialog.exec() else None


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
