"""A decision that needs its reason: one line, kept beside the decision."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import Desk
from app.forms.editor import Line
from app.forms.form import Form
from app.theme import GRID
from app.widgets.words import label
from casefiles.text import _
from casefiles.vault import Vault


class ReasonForm(Form):
    """Asks why, then does `work` with the reason."""

    def __init__(
        self,
        desk: Desk,
        sentence: str,
        verb: str,
        key: str,
        work: Callable[[Vault, str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, verb, parent)
        self._key, self._work = key, work
        self.reason = Line(_("Why? One line is enough."))
        self.reason.setAccessibleName(_("Reason"))
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.notice)
        column.addWidget(label(sentence))
        column.addWidget(self.reason)
        column.addLayout(self._buttons())
        self.reason.textChanged.connect(lambda _text: self.drafted.emit())
        self._begin()

    @property
    def key(self) -> str:
        """Under which the reason is kept while it is typed."""
        return self._key

    def draft(self) -> dict[str, Any]:
        """The reason as it stands."""
        return {"reason": self.reason.text()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put it back."""
        self.reason.setText(str(draft.get("reason", "")))

    def start(self) -> None:
        """Stand in the line."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Decide."""
        reason, work = self.reason.text().strip(), self._work
        if not reason:
            self.notice.tell(_("Give the reason: it is kept beside the decision."))
        elif self.save_button.isEnabled():
            self._write(lambda vault: work(vault, reason))
