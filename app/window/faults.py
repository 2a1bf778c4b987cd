"""A fault of ours: one dialog, with a report that holds classes and places but no case content."""

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import precautions
from app.widgets.words import label
from casefiles.text import _

_shown: list[QDialog] = []


def show_fault(parent: QWidget, fault: BaseException) -> None:
    """Say that the program has a fault. A second one while the dialog is open is added to it."""
    told = precautions.told(fault)
    if _shown:
        _shown[0].findChild(QPlainTextEdit).appendPlainText("\n" + told)  # type: ignore[union-attr]
        return
    dialog = QDialog(parent)
    dialog.setWindowTitle("Parvanda")
    column = QVBoxLayout(dialog)
    column.addWidget(label(_("Something in the program did not work."), "heading"))
    column.addWidget(label(_("What was saved before is safe. You can go on, or lock and unlock.")))
    column.addWidget(label(_("This report holds nothing of your case files:"), "muted"))
    report = QPlainTextEdit(told)
    report.setReadOnly(True)
    report.setAccessibleName(_("Report"))
    column.addWidget(report)
    buttons = QDialogButtonBox()
    copying = buttons.addButton(_("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
    going_on = buttons.addButton(_("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
    copying.clicked.connect(lambda: QApplication.clipboard().setText(report.toPlainText()))
    going_on.setDefault(True)
    buttons.accepted.connect(dialog.accept)
    column.addWidget(buttons)
    dialog.resize(560, 360)
    _shown.append(dialog)
    dialog.finished.connect(lambda _result: _shown.clear())
    dialog.open()
    going_on.setFocus()
