"""What was typed into forms and not saved: kept in memory at once, in the vault within a second.

A page is painted anew when something changes; a form that was open in it opens again as it was.
In the vault a draft stands under the key of its form, which begins with the record it is about.
A form that stood open when the vault was locked opens again with its page; what was left waits at
its field until somebody goes on. The passage kept for the next value comes back, too.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer, Signal

from app.desk import Desk
from casefiles.errors import CaseFileError
from casefiles.ledger.changes import Changes
from casefiles.model.claim import Citation, citation_from_json
from casefiles.model.ids import Ref
from casefiles.operations import drafts
from casefiles.operations.drafts import About, KeptDraft
from casefiles.vault import Vault

T = TypeVar("T")

_SOON_MS = 900
_CITATION_LASTS = dt.timedelta(hours=12)
"""A passage kept yesterday would be ticked in today's first form, and nobody would know why."""


@dataclass(slots=True)
class Opened:
    """A form that is open at a place of a page: `how` it was opened, what stands in it."""

    how: Any
    draft: dict[str, Any] = field(default_factory=dict)
    adds: bool = False


class Keeping(QObject):
    """The drafts of one desk. Get it with `keeping`."""

    turned = Signal()
    """A draft is kept now or is no longer, was left, or is to be gone on with."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.opened: dict[str, Opened] = {}
        self._waiting: dict[str, dict[str, Any]] = {}
        self._kept: set[str] = set()
        self._wanted: set[str] = set()
        self._citation: dict[str, Any] | None = None
        self._told = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.write)
        desk.locking.connect(self.write)
        desk.citation.connect(self._keep_citation)
        desk.changed.connect(self._follow)
        self._put(drafts.follow, hear=self._remember)

    # What it answers

    def begun(self, ref: Ref, name: str) -> list[About]:
        """What was begun about a property of a record and is not finished."""
        every = map(About.parse, sorted(self._kept))
        return [one for one in every if one and (one.ref, one.name) == (ref, name)]

    def names(self, ref: Ref) -> list[str]:
        """The properties of a record of which a value more was begun."""
        keys = [*self._kept, *(key for key, one in self.opened.items() if one.adds)]
        every = map(About.parse, sorted(keys))
        found = [one for one in every if one and one.ref == ref and one.way in ("", "add")]
        return list(dict.fromkeys(one.name for one in found))

    def wanted(self, key: object) -> bool:
        """Whether its form is to be open: it stood open at the end, or was asked for since."""
        return str(key) in self._wanted

    # What it does

    def want(self, key: object) -> None:
        """Somebody goes on with it: where its field is seen next, its form opens."""
        self._wanted.add(str(key))
        self.turned.emit()

    def taken_up(self, key: object) -> None:
        """Its form is open."""
        self._wanted.discard(str(key))

    def keep(self, key: str, draft: Mapping[str, Any]) -> None:
        """Keep this under a key; soon it is in the vault, too."""
        self._waiting[key] = dict(draft)
        self._count(key, kept=not self._desk.vault.read_only)
        if not self._soon.isActive():
            self._soon.start()

    def forget(self, key: str) -> None:
        """It is being saved: nothing that still waits is kept."""
        self._waiting.pop(key, None)
        self._count(key, kept=False)

    def leave(self, key: str) -> None:
        """Its form is left: what was typed stays, and waits until somebody goes on."""
        self.write()
        if key in self._kept:
            self._put(lambda vault: drafts.leave_draft(vault, key))

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

    def _count(self, key: str, *, kept: bool) -> None:
        if (key in self._kept) != kept:
            self._kept ^= {key}
            self.turned.emit()

    def _remember(self, found: Sequence[KeptDraft]) -> None:
        """What the vault kept from before."""
        for one in found:
            if one.key == drafts.CITATION:
                self._cite_again(one)
                continue
            self._kept.add(one.key)
            if not one.left:
                self._wanted.add(one.key)
        self.turned.emit()

    def _follow(self, changes: Changes) -> None:
        """Records were merged or erased: what was begun about them stands elsewhere, or is gone."""
        if changes.erased:
            self._desk.keep_citation(None)
        if changes.removed:
            self._put(drafts.follow, hear=self._look_again)

    def _look_again(self, found: Sequence[KeptDraft]) -> None:
        self._kept = {one.key for one in found if one.key != drafts.CITATION} | {*self._waiting}
        self.turned.emit()

    def _keep_citation(self, citation: Citation | None) -> None:
        said = citation.to_json() if citation is not None else None
        if said == self._citation:
            return
        self._citation = said
        if said is not None:
            self.keep(drafts.CITATION, said)
        else:
            self.drop(drafts.CITATION)

    def _cite_again(self, kept: KeptDraft) -> None:
        if dt.datetime.now(dt.UTC) - kept.kept > _CITATION_LASTS:
            self.drop(drafts.CITATION)
            return
        if self._desk.kept_citation is not None:
            return
        self._citation = dict(kept.content)
        self._desk.keep_citation(citation_from_json(self._citation), chosen=False)

    def _put(
        self,
        work: Callable[[Vault], T],
        otherwise: Callable[[], object] | None = None,
        *,
        hear: Callable[[T], object] = lambda _result: None,
    ) -> None:
        """Past `desk.act`: a draft is nothing that was saved."""
        desk = self._desk

        def failed(fault: BaseException) -> None:
            if not isinstance(fault, CaseFileError):
                desk.fault(fault)
                return
            if otherwise is not None:
                otherwise()  # it is tried again with the next key that is typed
            if not self._told:
                # Once: a full disk would say it with every second of typing.
                self._told = True
                desk.tell(fault.sentence, fault.way_on, danger=True)

        desk.writing.put(lambda: work(desk.vault), hear, failed)


def _keep(key: str, draft: dict[str, Any], vault: Vault) -> None:
    drafts.keep_draft(vault, key, draft)


_of: "WeakKeyDictionary[Desk, Keeping]" = WeakKeyDictionary()


def keeping(desk: Desk) -> Keeping:
    """The drafts of this desk."""
    found = _of.get(desk)
    if found is None:
        found = _of[desk] = Keeping(desk)
    return found
