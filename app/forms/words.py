"""Words: one line or several, and quietly the language they are in."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.forms.editor import Choice, Editor, Line, Lines, nothing_yet
from app.forms.letters import LettersGoOn
from app.forms.shape import chain
from app.theme import GRID, USUAL_LINE
from casefiles.model.properties import Property
from casefiles.model.typed_text import typed_text
from casefiles.model.values import Text, Value
from casefiles.text import N_, _

_LANGUAGES = (
    ("", N_("Language")),
    ("tg", N_("Tajik")),
    ("ru", N_("Russian")),
    ("fa", N_("Persian")),
    ("en", N_("English")),
    ("uz", N_("Uzbek")),
    ("ky", N_("Kyrgyz")),
    ("kk", N_("Kazakh")),
    ("ar", N_("Arabic")),
    ("tr", N_("Turkish")),
    ("de", N_("German")),
    ("fr", N_("French")),
)
_LONG = {
    *("account", "assessment", "charge", "demand", "harm", "health", "included_because", "note"),
    *("offer", "purpose", "said", "shown", "statement", "threat", "appeal", "verdict"),
}
"""Properties whose values are sentences rather than words."""
_A_LINE = 70
_BESIDE = 300
"""Pixels at usual type that words and their language need to stand side by side."""


class TextEditor(Editor):
    """Edits words."""

    def __init__(self, prop: Property, parent: QWidget | None = None) -> None:
        super().__init__(prop, parent)
        self._given: Text | None = None
        self._shown = ""
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GRID)
        self._field: Line | Lines = Lines() if prop.name in _LONG else Line()
        self._language = Choice(_("Language of {field}").format(field=_(prop.label)))
        self._language.setMinimumContentsLength(7)
        for code, name in _LANGUAGES:
            self._language.addItem(_(name), code)
        LettersGoOn(self._language)
        self._row.addWidget(self._field, 1)
        self._row.addWidget(self._language, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self._row)
        self._finish(self._field)
        self._field.textChanged.connect(self._edited)
        self._language.currentIndexChanged.connect(self._edited)

    def value(self) -> Value:
        """The words without what nobody sees; what is shown and left as it was stays as it was."""
        if self._given and self._text() == self._shown:
            return Text(self._given.text, self._language.code())
        typed = self._typed()
        if not typed.text:
            raise nothing_yet()
        return typed

    @property
    def empty(self) -> bool:
        """Whether there is no letter in it."""
        return not self._typed().text

    def set_value(self, value: Value) -> None:
        """Show words; long ones in several lines."""
        assert isinstance(value, Text)
        self._put(value.text, value.lang)
        self._given, self._shown = value, self._text()

    def draft(self) -> dict[str, Any]:
        """The words as they stand."""
        return {"text": self._text(), "lang": self._language.code()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put the words back, the caret behind them."""
        self._put(str(draft.get("text", "")), str(draft.get("lang", "")))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The language beneath the words where it would leave them no room."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE * self.fontMetrics().height() / USUAL_LINE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)

    def _put(self, text: str, lang: str) -> None:
        if isinstance(self._field, Line) and (len(text) > _A_LINE or "\n" in text):
            self._widen()
        if isinstance(self._field, Line):
            self._field.setText(text)
        else:
            self._field.setPlainText(text)
            self._field.moveCursor(QTextCursor.MoveOperation.End)
        self._language.choose(lang)

    def _widen(self) -> None:
        """What does not fit one line gets several."""
        line, self._field = self._field, Lines()
        self._field.setAccessibleName(line.accessibleName())
        self._row.replaceWidget(line, self._field)
        self._row.setStretchFactor(self._field, 1)
        chain(self)
        self.stand = self._field
        self._field.textChanged.connect(self._edited)
        line.hide()
        line.deleteLater()

    def _typed(self) -> Text:
        return typed_text(self.prop, self._text(), self._language.code())

    def _text(self) -> str:
        return self._field.text() if isinstance(self._field, Line) else self._field.toPlainText()
