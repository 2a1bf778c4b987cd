"""A printer gets the pages, never a file that nobody asked for."""

import pytest
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QApplication, QWidget

from app.widgets.printing import choose_printer
from casefiles.errors import NoPrinter


def test_where_there_is_no_printer_it_is_said(
    qt: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    with pytest.raises(NoPrinter) as said:
        choose_printer(QWidget())
    assert said.value.way_on


def test_printing_to_a_file_is_not_offered(
    qt: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[bool] = []

    def look(dialog: QPrintDialog) -> int:
        to_file = QAbstractPrintDialog.PrintDialogOption.PrintToFile
        offered.append(bool(dialog.options() & to_file))
        return 0

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office"])
    monkeypatch.setattr(QPrintDialog, "exec", look)
    assert choose_printer(QWidget(), pages=3) is None
    assert offered == [False]
