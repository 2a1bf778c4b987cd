"""The desk: the open vault as the pages see it. Questions, acts, what changed, where to go.

Pages ask and act only through the desk, so that nothing blocks the window: questions go to the
reading lane, those that may take seconds to the patient one, acts to the writing lane, in order.
What a Step changed is told as `changed`, with references only; each page decides whether that
concerns it.
"""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from app.jobs import Job, Lane
from app.place import Place
from casefiles.errors import Cancelled, CaseFileError, HistoryError, OutputRefused
from casefiles.insight.fields import Field
from casefiles.ledger.changes import Changes
from casefiles.ledger.within import Within
from casefiles.model.claim import Citation
from casefiles.model.ids import Ref
from casefiles.stopping import stoppable
from casefiles.text import _
from casefiles.vault import Vault

T = TypeVar("T")

_NOTHING_LOST = (Cancelled, HistoryError, OutputRefused)
"""Refused before anything of the reader's was to be written: "Not saved" would frighten."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the reader with its way on; `danger` if something did not work."""

    sentence: str
    way_on: str = ""
    danger: bool = False
    action: str = ""
    act: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the evidence pane shows: a record, and the fields in focus with their sources."""

    ref: Ref
    fields: Sequence[Field] = ()


class Desk(QObject):
    """One open vault, its lanes, and the signals between pages and window."""

    changed = Signal(object)
    opening = Signal(object, bool)
    told = Signal(object)
    working = Signal(object)
    saving = Signal(str)
    evidence = Signal(object)
    citation = Signal(object)
    narrowed = Signal()
    keyed = Signal(object)
    faulty = Signal(object)
    locking = Signal()
    _stepped = Signal(object)

    def __init__(self, vault: Vault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.vault = vault
        self.reading = Lane("reading", self)
        self.patient = Lane("patient", self)
        self.writing = Lane("writing", self)
        self._closed = self._unheard = False
        self.kept_citation: Citation | None = None
        """The passage marked last in a source: the next value can rest on it."""
        self._citation_chosen = True
        self._citation_of: Ref | None = None
        self.trail: Sequence[Place] = ()
        """What the last search led to, in its order: F3 goes on along it from page to page."""
        self.within = Within()
        """The time and the place to which lists are narrowed."""
        # A Step is told in the writing lane; the pages hear of it in the window's thread.
        self._stepped.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self.changed.connect(self._say_saved)
        vault.listen(self._heard)

    @property
    def busy(self) -> bool:
        """Whether anything is still to be answered or done."""
        return self.reading.busy or self.patient.busy or self.writing.busy

    # Going somewhere

    def open(self, where: Place | Ref, *, new_tab: bool = False) -> None:
        """Go to a place, or to where a record is read."""
        self.opening.emit(Place.of(where) if isinstance(where, Ref) else where, new_tab)

    def go_on(self, here: Ref | None, *, back: bool = False) -> bool:
        """Go to the next place of the trail, or the one before; whether there is one."""
        refs = [place.ref for place in self.trail]
        if here is None or here not in refs:
            return False
        at = refs.index(here) + (-1 if back else 1)
        if not 0 <= at < len(refs):
            return False
        self.open(self.trail[at])
        return True

    def tell(self, sentence: str, way_on: str = "", *, danger: bool = False) -> None:
        """Say a sentence to the reader."""
        self.told.emit(Notice(sentence, way_on, danger))

    def show_evidence(self, ref: Ref, *fields: Field) -> None:
        """Let the evidence pane follow the field in focus."""
        self.evidence.emit(Evidence(ref, fields))

    def keep_citation(self, citation: Citation | None, *, chosen: bool = True) -> None:
        """Keep a passage for the next value that is written down.

        One that comes back from before the vault was locked is offered, but not as `chosen`: what
        is written now may rest on something else.
        """
        self.kept_citation, self._citation_chosen = citation, chosen
        self._citation_of = None
        self.citation.emit(citation)

    def citation_meant(self, about: Ref | None) -> bool:
        """Whether the kept passage is most likely what the next value about this record rests on.

        What a value of one record rests on already is offered for another, and no more: nobody
        shall find a source at a record that says nothing of it. None is a record yet to be made.
        """
        return self._citation_chosen and self._citation_of in (None, about)

    def citation_used(self, about: Ref) -> None:
        """A value about this record rests on the kept passage now."""
        self._citation_of = self._citation_of or about

    def narrow(self, within: Within) -> None:
        """Narrow every list to a time and a place, or widen it again with an empty one."""
        if within != self.within:
            self.within = within
            self.narrowed.emit()

    # Asking and acting

    def ask(
        self,
        asker: QObject,
        question: Callable[[Vault], T],
        answer: Callable[[T], object],
        *,
        failed: Callable[[CaseFileError], None] | None = None,
        about: str = "",
        patiently: bool = False,
    ) -> None:
        """Ask beside the window. Of one asker's questions `about` one thing the newest wins.

        An asker that is gone gets no answer. What is asked `patiently` may take seconds: no other
        question waits for it. Closing stops it.
        """

        def asked() -> T:
            with stoppable(lambda: self._unheard):
                return question(self.vault)

        lane = self.patient if patiently else self.reading
        lane.put(
            asked,
            lambda result: answer(result) if shiboken6.isValid(asker) else None,
            lambda fault: self._failed(asker, fault, failed),
            key=(id(asker), about),
        )

    def act(
        self,
        asker: QObject,
        work: Callable[[Vault], T],
        answer: Callable[[T], object] | None = None,
        *,
        failed: Callable[[CaseFileError], None] | None = None,
    ) -> None:
        """Do something that is written down, after everything that was asked before."""
        self.saving.emit(_("Saving …"))

        def done(result: T) -> None:
            self._say_saved()
            if answer is not None and shiboken6.isValid(asker):
                answer(result)

        def not_done(fault: BaseException) -> None:
            self.saving.emit("" if isinstance(fault, _NOTHING_LOST) else _("Not saved"))
            self._failed(asker, fault, failed)

        self.writing.put(lambda: work(self.vault), done, not_done)

    def long(
        self,
        asker: QObject,
        words: str,
        work: Callable[[Vault, Job], T],
        answer: Callable[[T], object],
        *,
        failed: Callable[[CaseFileError], None] | None = None,
    ) -> Job:
        """Do something long in the writing lane; the window shows its progress with Cancel."""
        job = Job(words, self)

        def done() -> T:
            with stoppable(lambda: job.cancelled):
                return work(self.vault, job)

        def ended(hear: Callable[[], object]) -> None:
            job.ended.emit()
            job.deleteLater()
            hear()

        self.working.emit(job)
        self.writing.put(
            done,
            lambda result: ended(lambda: answer(result) if shiboken6.isValid(asker) else None),
            lambda fault: ended(lambda: self._failed(asker, fault, failed)),
        )
        return job

    def fault(self, fault: BaseException) -> None:
        """Tell a fault of ours; one that comes when nobody listens any more is told to nobody."""
        if not self._unheard:
            self.faulty.emit(fault)

    def close(self, seconds: float = 10.0) -> None:
        """Finish what is being written, then let go of the vault. Closing twice does no harm.

        Long work is cancelled. Nobody waits for answers any more: what is asked stops at its next
        pause, and all of it gets so many `seconds`.
        """
        if self._closed:
            return
        self._closed = self._unheard = True
        for job in self.findChildren(Job):
            job.cancel()
        self.writing.end()
        asked = [lane for lane in self.findChildren(Lane) if lane is not self.writing]
        until = time.monotonic() + seconds
        for lane in asked:
            lane.end(0)
        for lane in asked:
            lane.end(max(0.0, until - time.monotonic()))
        self.vault.close()

    # How inside

    def _say_saved(self) -> None:
        now = dt.datetime.now().astimezone()
        self.saving.emit(_("Saved {time}").format(time=f"{now:%H:%M}"))

    def _heard(self, changes: Changes) -> None:
        self._stepped.emit(changes)

    def _failed(
        self,
        asker: QObject,
        fault: BaseException,
        failed: Callable[[CaseFileError], None] | None,
    ) -> None:
        if not isinstance(fault, CaseFileError):
            self.fault(fault)
        elif failed is not None and shiboken6.isValid(asker):
            failed(fault)
        elif not isinstance(fault, Cancelled):
            self.told.emit(Notice(fault.sentence, fault.way_on, danger=True))
