"""Long reading beside everything else: neither saving nor other questions wait for it."""

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject

from app.desk import Desk
from app.jobs import Job, Lane
from casefiles.errors import CaseFileError
from casefiles.stopping import stoppable
from casefiles.vault import Vault

T = TypeVar("T")


def look(
    desk: Desk,
    asker: QObject,
    words: str,
    work: Callable[[Vault, Job], T],
    answer: Callable[[T], None],
    failed: Callable[[CaseFileError], None],
) -> Job:
    """Read something for a long time in a lane of its own; the window shows progress with Cancel.

    Locking stops it, and so does the end of the asker.
    """
    job, lane = Job(words, desk), Lane("looking", desk)
    desk.locking.connect(job.cancel)
    asker.destroyed.connect(job.cancel)

    def read() -> T:
        with stoppable(lambda: job.cancelled):
            return work(desk.vault, job)

    def over(hear: Callable[[], None]) -> None:
        lane.end()  # within moments: it still has to say that it has let go
        lane.deleteLater()
        job.ended.emit()
        job.deleteLater()
        if shiboken6.isValid(asker):
            hear()

    def not_done(fault: BaseException) -> None:
        if isinstance(fault, CaseFileError):
            over(lambda: failed(fault))
        else:
            over(lambda: None)
            desk.fault(fault)

    desk.working.emit(job)
    lane.put(
        read,
        lambda result: over(lambda: answer(result)),
        not_done,
    )
    return job
