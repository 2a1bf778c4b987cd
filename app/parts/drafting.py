"""Drafts of what is being typed: kept in the vault a second after, brought back, dropped when done.

Keeping a draft is no act: it shows no "Saved" and stands in no history. It goes through the
writing lane, so that a draft never overtakes the act it was the draft of.
"""

import weakref
from collections.abc import Callable, Mapping
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

from app.desk import Desk
from casefiles.errors import CaseFileError
from casefiles.operations.drafts import draft, drop_draft, keep_draft
from casefiles.vault import Vault

Editor = QLineEdit | QPlainTextEdit | QTextEdit
OLDEST_MS = 1000
_LEAVING = {QEvent.Type.FocusOut, QEvent.Type.Hide}
_all: "weakref.WeakSet[Drafting]" = weakref.WeakSet()


class Drafting(QObject):
    """Keeps the draft of one editor under a key.

    `about` is kept beside the text (the place, for one), for who lists drafts. Call `drop` when
    what was typed is written down or given up on purpose.
    """

    restored = Signal(str)
    """An earlier draft was put into the editor."""

    def __init__(
        self, desk: Desk, key: str, editor: Editor, about: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(editor)
        self._desk, self._key, self._editor = desk, key, editor
        self._about = dict(about or {})
        self._clean = self._text()
        self._dirty = False
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(OLDEST_MS)
        self._timer.timeout.connect(self.keep)
        editor.textChanged.connect(self._changed)
        editor.installEventFilter(self)
        _all.add(self)
        self._put(lambda vault: draft(vault, key), self._restore)

    def keep(self) -> None:
        """Keep what is typed now, without waiting."""
        self._timer.stop()
        if not self._dirty:
            return
        self._dirty = False
        key, text = self._key, self._text()
        if text == self._clean:
            self._put(lambda vault: drop_draft(vault, key))
        else:
            content = {**self._about, "text": text}
            self._put(lambda vault: keep_draft(vault, key, content))

    def drop(self) -> None:
        """It was written down, or given up: nothing is to come back."""
        self._timer.stop()
        self._dirty = False
        self._clean = self._text()
        key = self._key
        self._put(lambda vault: drop_draft(vault, key))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Whoever leaves the editor has it kept at once; nothing is taken."""
        if event.type() in _LEAVING:
            self.keep()
        return False

    def _text(self) -> str:
        editor = self._editor
        return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()

    def _changed(self) -> None:
        self._dirty = True
        # Not started anew by each key: in long typing, too, no word is older than the interval.
        if not self._timer.isActive():
            self._timer.start()

    def _restore(self, kept: Mapping[str, Any] | None) -> None:
        text = str(kept.get("text", "")) if kept else ""
        if not text or self._text() != self._clean:
            return  # nothing to bring back, or somebody types already
        if isinstance(self._editor, QLineEdit):
            self._editor.setText(text)
        else:
            self._editor.setPlainText(text)
        self._timer.stop()
        self._dirty = False
        self.restored.emit(text)

    def _put(
        self, work: Callable[[Vault], Any], answer: Callable[[Any], None] | None = None
    ) -> None:
        desk = self._desk

        def done(result: Any) -> None:
            if answer is not None and shiboken6.isValid(self):
                answer(result)

        desk.writing.put(lambda: work(desk.vault), done, self._failed)

    def _failed(self, fault: BaseException) -> None:
        if not isinstance(fault, CaseFileError):
            self._desk.faulty.emit(fault)
        elif not self._told:
            # Once: a full disk would say it with every second of typing.
            self._told = True
            self._desk.tell(fault.sentence, fault.way_on, danger=True)


def keep_all_drafts() -> None:
    """Keep every draft there is, now: the vault is about to be locked."""
    for one in list(_all):
        if shiboken6.isValid(one):
            one.keep()
