"""To a printer: never to a file, which would lie in plain where the user did not choose."""

from PySide6.QtGui import QFontDatabase, QTextDocument
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.widgets.files import remember_nothing
from casefiles.errors import NoPrinter
from casefiles.text import _


def choose_printer(parent: QWidget, *, pages: int = 0) -> QPrinter | None:
    """Ask for a printer, and for which of the pages; None if nobody wants to.

    The title of the print job is neutral: printers and queues remember it. Raises `NoPrinter`.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinter(
            _("This computer knows no printer."), _("Connect one, or save to a file instead.")
        )
    remember_nothing()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Document")
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    if pages:
        dialog.setMinMax(1, pages)
    return printer if dialog.exec() else None


def print_text(printer: QPrinter, text: str) -> None:
    """Print the text as it is."""
    document = QTextDocument()
    document.setDefaultFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    document.setPlainText(text)
    document.print_(printer)
