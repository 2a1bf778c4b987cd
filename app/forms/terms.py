"""Terms of a vocabulary: a list to choose from, long ones completed while typing."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.forms.editor import Choice, Editor, nothing_yet
from casefiles.errors import NotUnderstood
from casefiles.model.properties import Property
from casefiles.model.values import TermValue, Value
from casefiles.model.vocabulary import Term, Vocabulary, load
from casefiles.text import _, language

_SHORT = 8
"""Lists up to this length need no typing."""
_WORD = re.compile(r"\w+")
_Index = QModelIndex | QPersistentModelIndex
_DEPTH = int(Qt.ItemDataRole.UserRole) + 1


class TermEditor(Editor):
    """Chooses a term; labels are in the language of the window, definitions are tips."""

    def __init__(self, prop: Property, parent: QWidget | None = None) -> None:
        super().__init__(prop, parent)
        self._vocabulary = load(prop.vocabulary)
        self._field = TermChoice(self._vocabulary)
        self.column.addWidget(self._field)
        self._finish(self._field)
        self._field.currentTextChanged.connect(self._edited)

    def value(self) -> Value:
        """The term chosen or typed in full."""
        if self.empty:
            raise nothing_yet()
        return TermValue(self._field.term())

    @property
    def empty(self) -> bool:
        """Whether nothing is chosen."""
        return not self._field.currentText().strip()

    def set_value(self, value: Value) -> None:
        """Show a term."""
        assert isinstance(value, TermValue)
        self._field.choose(value.code)

    def draft(self) -> dict[str, Any]:
        """What was chosen or typed."""
        return {"typed": self._field.currentText()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put it back."""
        self._field.put(str(draft.get("typed", "")))


class TermChoice(Choice):
    """The terms in their order, narrower ones moved in."""

    def __init__(self, vocabulary: Vocabulary, name: str = "") -> None:
        super().__init__(name)
        self._vocabulary = vocabulary
        self.addItem("", "")
        for depth, term in _walk(vocabulary, None, 0):
            self.addItem(vocabulary.label(term.code, language()), term.code)
            at = self.count() - 1
            self.setItemData(at, term.definition, Qt.ItemDataRole.ToolTipRole)
            self.setItemData(at, depth, _DEPTH)
        self.setItemDelegate(_MovedIn(self))
        self.setMinimumContentsLength(16)
        if len(vocabulary.terms) > _SHORT:
            self._complete()

    def term(self) -> str:
        """The code of what is chosen or typed; raises `NotUnderstood`."""
        text = self.currentText().strip()
        if text == self.itemText(self.currentIndex()) and self.currentData():
            return self.code()
        try:
            return self._vocabulary.find(text)
        except NotUnderstood:
            raise NotUnderstood(
                _("This is not one of the terms."), _("Choose one from the list.")
            ) from None

    def put(self, text: str) -> None:
        """Show these words, a term or not."""
        at = self.findText(text)
        if at >= 0:
            self.setCurrentIndex(at)
        elif self.isEditable():
            self.setEditText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter takes the first that is offered, as in a field of records."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._take_first():
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab takes it, too, and goes on."""
        if forwards:
            self._take_first()
        return super().focusNextPrevChild(forwards)

    # How inside

    def _take_first(self) -> bool:
        """Whether the first of the open list was taken: not for a term, nor over one marked."""
        completer = self.completer() if self.isEditable() else None
        offered = completer.popup() if completer is not None else None
        if completer is None or offered is None or not offered.isVisible():
            return False
        first = completer.completionModel().index(0, 0)
        if offered.currentIndex().isValid() or not first.isValid() or self._is_term():
            return False
        offered.hide()
        self.put(str(first.data()))
        return True

    def _is_term(self) -> bool:
        try:
            self._vocabulary.find(self.currentText())
        except NotUnderstood:
            return False
        return True

    def _complete(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        ranked = _Ranked(self)
        ranked.setSourceModel(self.model())
        completer = QCompleter(ranked, self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)
        if (line := self.lineEdit()) is not None:
            line.setPlaceholderText(_("Type a few letters, or choose"))
            line.textEdited.connect(ranked.rank_by)


class _Ranked(QSortFilterProxyModel):
    """Terms that begin with what is typed first, then those of which a word does, then others."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._typed = ""

    def rank_by(self, typed: str) -> None:
        """Put them in order for these letters."""
        self._typed = typed.strip().casefold()
        self.invalidate()
        self.sort(0)

    def lessThan(self, left: _Index, right: _Index) -> bool:  # noqa: N802 - Qt's name
        """By where the letters stand; among equals in the order of the vocabulary."""
        return self._rank(left) < self._rank(right)

    def _rank(self, index: _Index) -> tuple[int, int]:
        words = str(index.data() or "").casefold()
        if words.startswith(self._typed):
            return 0, index.row()
        begins = any(word.startswith(self._typed) for word in _WORD.findall(words))
        return 1 if begins else 2, index.row()


class _MovedIn(QStyledItemDelegate):
    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        super().initStyleOption(option, index)
        depth = index.data(_DEPTH) or 0
        option.text = "\u2003" * depth + option.text


def _walk(vocabulary: Vocabulary, broader: str | None, depth: int) -> Iterator[tuple[int, Term]]:
    for term in vocabulary.terms:
        if term.broader == broader:
            yield depth, term
            yield from _walk(vocabulary, term.code, depth + 1)
