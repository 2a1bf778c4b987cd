"""What was typed into forms and not saved: kept in memory at once, in the vault within a second.

A page is painted anew when something changes; a form that was open in it opens again as it was.
In the vault a draft stands under the key of its form, which begins with the record it is about.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer

from app.desk import Desk
from casefiles.errors import CaseFileError
from casefiles.operations import drafts
from casefiles.vault import Vault

_SOON_MS = 900


@dataclass(slots=True)
class Opened:
    """A form that is open at a place of a page: `how` it was opened, what stands in it."""

    how: Any
    draft: dict[str, Any] = field(default_factory=dict)


class Keeping(QObject):
    """The drafts of one desk. Get it with `keeping`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.opened: dict[str, Opened] = {}
        self._waiting: dict[str, dict[str, Any]] = {}
        self._told = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.write)
        desk.locking.connect(self.write)

    def keep(self, key: str, draft: Mapping[str, Any]) -> None:
        """Keep this under a key; soon it is in the vault, too."""
        self._waiting[key] = dict(draft)
        if not self._soon.isActive():
            self._soon.start()

    def forget(self, key: str) -> None:
        """It is being saved: nothing that still waits is kept."""
        self._waiting.pop(key, None)

    def drop(self, key: str) -> None:
        """It was saved, or is not wanted."""
        self.forget(key)
        self._put(lambda vault: drafts.drop_draft(vault, key))

    def write(self) -> None:
        """Write what waits now."""
        waiting, self._waiting = self._waiting, {}
        self._soon.stop()
        for key, draft in waiting.items():
            self._put(partial(_keep, key, draft), partial(self._waiting.setdefault, key, draft))

    def ask(self, asker: QObject, key: str, answer: Callable[[dict[str, Any]], None]) -> None:
        """Give `answer` what was kept under this key, if anything was."""
        if key in self._waiting:
            answer(self._waiting[key])
            return

        def hear(found: dict[str, Any] | None) -> None:
            if found:
                answer(found)

        self._desk.ask(asker, lambda vault: drafts.draft(vault, key), hear, about="draft")

    def _put(
        self, work: Callable[[Vault], None], otherwise: Callable[[], object] | None = None
    ) -> None:
        """Past `desk.act`: a draft is nothing that was saved."""
        desk = self._desk

        def failed(fault: BaseException) -> None:
            if not isinstance(fault, CaseFileError):
                desk.faulty.emit(fault)
                return
            if otherwise is not None:
                otherwise()  # it is tried again with the next key that is typed
            if not self._told:
                # Once: a full disk would say it with every second of typing.
                self._told = True
                desk.tell(fault.sentence, fault.way_on, danger=True)

        desk.writing.put(lambda: work(desk.vault), lambda _none: None, failed)


def _keep(key: str, draft: dict[str, Any], vault: Vault) -> None:
    drafts.keep_draft(vault, key, draft)


_of: "WeakKeyDictionary[Desk, Keeping]" = WeakKeyDictionary()


def keeping(desk: Desk) -> Keeping:
    """The drafts of this desk."""
    found = _of.get(desk)
    if found is None:
        found = _of[desk] = Keeping(desk)
    return found
