"""How a form is laid out: quiet labels beside their fields, or above them where it is narrow."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFormLayout, QLabel, QPlainTextEdit, QWidget

from app.theme import GRID
from app.widgets.words import label


def form_layout(parent: QWidget) -> QFormLayout:
    """Rows of label and field."""
    made = QFormLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(GRID * 2)
    made.setVerticalSpacing(GRID)
    made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return made


def small_label(text: str) -> QLabel:
    """What stands beside a field."""
    made = label(text, "muted", wrap=False)
    made.setContentsMargins(0, GRID // 2, 0, 0)
    return made


def takes_enter(widget: QWidget | None) -> bool:
    """Whether Enter means something of its own in this widget."""
    return isinstance(widget, QPlainTextEdit | QAbstractButton)
