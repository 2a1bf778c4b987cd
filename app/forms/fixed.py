"""Values that are not edited here: files and the words read from them."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.forms.editor import Editor
from app.widgets.words import label
from casefiles.errors import NotUnderstood
from casefiles.model.properties import Property
from casefiles.model.values import Value
from casefiles.text import N_, _

_SENTENCE = N_("Files are taken in with Import (Ctrl+I). They are kept as they came.")


class FixedEditor(Editor):
    """Says that, and where such values come from."""

    def __init__(self, prop: Property, parent: QWidget | None = None) -> None:
        super().__init__(prop, parent)
        self._words = label(_(_SENTENCE), "muted")
        self.column.addWidget(self._words)
        self._finish(self._words)

    def value(self) -> Value:
        """There is none."""
        raise NotUnderstood(_(_SENTENCE))

    @property
    def empty(self) -> bool:
        """Always."""
        return True

    def set_value(self, value: Value) -> None:
        """Nothing to show."""

    def draft(self) -> dict[str, Any]:
        """Nothing to keep."""
        return {}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Nothing to put back."""
