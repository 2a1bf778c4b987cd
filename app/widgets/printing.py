"""Plain text to a printer."""

from PySide6.QtGui import QFontDatabase, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.widgets.files import remember_nothing


def print_text(parent: QWidget, text: str) -> bool:
    """Ask for a printer and print the text as it is; says whether it was sent.

    The title of the print job is neutral: printers and their queues remember it.
    """
    remember_nothing()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Document")
    dialog = QPrintDialog(printer, parent)
    if not dialog.exec():
        return False
    document = QTextDocument()
    document.setDefaultFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    document.setPlainText(text)
    document.print_(printer)
    return True
