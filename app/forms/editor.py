"""What an editor is: a field for one value, what is said beneath it, and how it is left."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.forms.shape import Standing
from app.theme import GRID
from app.widgets.spoken import announce
from app.widgets.words import label
from casefiles.errors import NotUnderstood
from casefiles.model.properties import Property
from casefiles.model.values import Value
from casefiles.operations.recording import Draft
from casefiles.text import _


class Editor(Standing):
    """The base of all editors. `column` takes the field; sentences stand beneath it."""

    changed = Signal()

    def __init__(self, prop: Property, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prop = prop
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self._hint = label("", "small")
        self._hint.hide()
        self._fault = _Fault()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    # What it answers

    def value(self) -> Value:
        """What was entered; raises `NotUnderstood`."""
        raise NotImplementedError

    @property
    def empty(self) -> bool:
        """Whether nothing was entered at all."""
        raise NotImplementedError

    def drafts(self) -> Sequence[Draft]:
        """New records that the value leads to, to be written with it."""
        return ()

    def draft(self) -> dict[str, Any]:
        """What stands in it, finished or not, to be kept."""
        raise NotImplementedError

    # What it does

    def set_value(self, value: Value) -> None:
        """Show a value to be changed."""
        raise NotImplementedError

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was kept."""
        raise NotImplementedError

    def fault(self, sentence: str) -> None:
        """Say what is still to be done, beneath the field; an empty sentence puts it away."""
        self._fault.say(sentence)
        if sentence and (field := self.stand) is not None:
            field.setAccessibleDescription(sentence)
            announce(self._fault, sentence)

    def hint(self, sentence: str) -> None:
        """Say how it was understood."""
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))
        if (field := self.stand) is not None:
            field.setAccessibleDescription(sentence)

    # How inside

    def _finish(self, field: QWidget) -> None:
        """Called by each editor when its fields are in: the sentences go beneath them."""
        field.setAccessibleName(_(self.prop.label))
        self.stand = field
        self.column.addWidget(self._hint)
        self.column.addWidget(self._fault)

    def _edited(self) -> None:
        self.fault("")
        self.changed.emit()


class _Fault(QFrame):
    """A sentence in the colours of a notice: something is still to be done, nothing is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._words = label("")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        inside.addWidget(self._words)
        self.hide()

    def say(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


class Line(QLineEdit):
    """One line; what was said to be said in it goes on to the form with Enter."""

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setMinimumWidth(GRID * 12)


class Lines(QPlainTextEdit):
    """Several lines, as high as what stands in them within reason. Tab goes on."""

    _LEAST, _MOST = 3, 12

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(GRID // 2)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter belongs to the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The narrower, the more lines."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        lines = max(self._LEAST, min(self._MOST, round(self.document().size().height())))
        # Frame, padding, and the margin of the document, which Qt counts three times.
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + GRID * 3)


class Choice(QComboBox):
    """A choice that the wheel does not change while somebody only scrolls past it."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setMaxVisibleItems(14)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """The line inside is what a screen reader stands on: it has the name, too."""
        super().setAccessibleName(name)
        if (line := self.lineEdit()) is not None:
            line.setAccessibleName(name)

    def code(self) -> str:
        """The data of what is chosen."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        """Choose by data; what the list does not hold is added as it is."""
        at = self.findData(code)
        if at < 0:
            self.addItem(code, code)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Only a choice that has the focus turns with the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def nothing_yet() -> NotUnderstood:
    """What a field without content says when it is to be saved."""
    return NotUnderstood(_("Nothing is written here yet."))
