"""One field of a new record: an editor, and another of it where several values stand together."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.desk import Desk
from app.forms.editor import Editor
from app.forms.editors import editor_for
from app.forms.letters import LettersGoOn
from app.forms.linking import LinkEditor
from app.forms.shape import Standing, chain
from app.theme import GRID
from app.widgets.words import button, snug
from casefiles.model.ids import Ref
from casefiles.model.properties import Property
from casefiles.operations.recording import Draft
from casefiles.text import _


class Several(Standing):
    """Editors for one property. Empty ones say nothing."""

    changed = Signal()

    def __init__(self, desk: Desk, prop: Property, another: str = "") -> None:
        super().__init__()
        self.desk, self.prop = desk, prop
        self.editors: list[Editor] = []
        self._told_twice: Editor | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        self._more = snug(button(another, quiet=True))
        self._more.clicked.connect(self._one_more)
        self._more.setVisible(False)
        LettersGoOn(self._more)
        self._column.addWidget(self._more)
        self._may = prop.many and bool(another)
        self.add()

    # What it answers

    def twice(self) -> Editor | None:
        """The first whose record was chosen further up already, which is said beneath it."""
        chosen: set[Ref] = set()
        for editor in self.editors:
            ref = editor.field.ref if isinstance(editor, LinkEditor) else None
            if ref in chosen:
                self._tell_twice(editor)
                return editor
            if ref is not None:
                chosen.add(ref)
        self._tell_twice(None)
        return None

    def drafts(self) -> list[Draft]:
        """New records that the values lead to."""
        return [draft for editor in self.editors for draft in editor.drafts()]

    def draft(self) -> list[dict[str, Any]]:
        """What was typed."""
        return [editor.draft() for editor in self.editors if not editor.empty]

    # What it does

    def add(self) -> Editor:
        """One more editor."""
        editor = editor_for(self.prop, self.desk)
        editor.changed.connect(self._edited)
        self._column.insertWidget(len(self.editors), editor)
        self.editors.append(editor)
        if len(self.editors) == 1:
            self.stand = editor
        chain(self)
        self._edited()
        return editor

    def restore(self, drafts: list[Mapping[str, Any]]) -> None:
        """Put back what was typed."""
        for at, draft in enumerate(drafts):
            editor = self.editors[at] if at < len(self.editors) else self.add()
            editor.restore(draft)

    def _tell_twice(self, editor: Editor | None) -> None:
        """Once, and not any more when another was changed instead."""
        before, self._told_twice = self._told_twice, editor
        if before is not editor:
            if before is not None:
                before.fault("")
            if editor is not None:
                editor.fault(_("This one stands here already."))

    def _one_more(self) -> None:
        self.add().setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self) -> None:
        """Another is offered once nothing is empty."""
        self._more.setVisible(self._may and not any(one.empty for one in self.editors))

    def _edited(self) -> None:
        self.look()
        self.twice()
        self.changed.emit()
