"""What was entered in the fields of a form, read together when it is to be saved."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt

from app.forms.editor import Editor
from app.forms.several import Several
from app.widgets.notice import NoticeBar
from casefiles.errors import NotUnderstood
from casefiles.model.values import Value

T = TypeVar("T")


class Gathering:
    """Goes on after a field that cannot be understood, so that everything is told at one time.

    What is still to be done is said beneath its field, what belongs to no one field above the form.
    """

    def __init__(self) -> None:
        self._undone: list[Editor] = []
        self._sentences: list[NotUnderstood] = []

    def values(self, field: Editor | Several, *, needed: bool = False) -> list[Value]:
        """What was entered there. An empty field says nothing, unless it is `needed`."""
        found = []
        editors = field.editors if isinstance(field, Several) else [field]
        for editor in editors:
            if editor.empty and not needed:
                continue
            try:
                found.append(editor.value())
            except NotUnderstood as fault:
                self.say(editor, str(fault))
        if isinstance(field, Several) and (again := field.twice()) is not None:
            self._undone.append(again)
        return found

    def ask(self, question: Callable[[], T]) -> T | None:
        """The answer; None if it raises `NotUnderstood`, which is told above the form."""
        try:
            return question()
        except NotUnderstood as fault:
            self._sentences.append(fault)
            return None

    def say(self, editor: Editor, sentence: str) -> None:
        """Something is still to be done in this field."""
        editor.fault(sentence)
        self._undone.append(editor)

    def require(self, holds: object, sentence: str) -> None:
        """Otherwise this is told above the form, if nothing is said beneath a field by then."""
        if not holds and not self._undone:
            self._sentences.append(NotUnderstood(sentence))

    def whole(self, notice: NoticeBar) -> bool:
        """Whether nothing is left to be done; otherwise it is told, and the first field in
        reading order has the focus."""
        if self._sentences:
            sentences = " ".join(one.sentence for one in self._sentences)
            notice.tell(sentences, " ".join(one.way_on for one in self._sentences).strip())
        if self._undone:
            first = min(self._undone, key=lambda one: one.mapTo(one.window(), QPoint()).y())
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return not (self._sentences or self._undone)
