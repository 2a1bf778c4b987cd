"""When it is time to lock, and what is left when it was done."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from app.desk import Desk
from app.forms.keeping import keeping
from app.jobs import Job
from app.lock import MINUTES, Sentry, lock_up, sentry_of
from casefiles.errors import Cancelled, VaultDamaged
from casefiles.operations.drafts import draft
from casefiles.operations.preferences import set_preference
from casefiles.seal.passphrase import LEAST_MEMORY_KIB, Cost
from casefiles.stopping import pause
from casefiles.vault import Unlocking, Vault

Until = Callable[[Callable[[], object]], None]


class Clocks:
    """Two clocks that stand still until somebody moves them."""

    steady = 1000.0
    wall = 5000.0

    def pass_(self, seconds: float, *, asleep: bool = False) -> None:
        """Let time pass; in sleep the steady clock stands still."""
        self.wall += seconds
        self.steady += 0 if asleep else seconds


class Watched:
    """A sentry with clocks of its own, and what it said."""

    def __init__(self, desk: Desk) -> None:
        self.clocks = Clocks()
        self.said: list[str] = []
        self.sentry = Sentry(
            desk,
            monotonic=lambda: self.clocks.steady,
            wall=lambda: self.clocks.wall,
        )
        self.sentry.lock.connect(lambda: self.said.append("lock"))

    def looks(self, times: int, *, after: float = 5) -> None:
        """Some time passes, with a look each few seconds as the timer does."""
        for _time in range(times):
            self.clocks.pass_(after)
            self.sentry.look()


@pytest.fixture
def watched(qt: QApplication, desk: Desk, until: Until) -> Iterator[Watched]:
    made = Watched(desk)
    until(lambda: not desk.busy)
    yield made
    qt.removeEventFilter(made.sentry)


def test_ten_idle_minutes_lock_once(watched: Watched) -> None:
    watched.looks(119)
    assert watched.said == []
    watched.looks(10)
    assert watched.said == ["lock"]


def test_a_key_shows_that_somebody_is_there(watched: Watched) -> None:
    widget = QWidget()
    watched.looks(119)
    QTest.keyClick(widget, Qt.Key.Key_A)
    watched.looks(119)
    assert watched.said == []
    watched.looks(1)
    assert watched.said == ["lock"]


def test_other_events_do_not_count_as_somebody(watched: Watched, qt: QApplication) -> None:
    widget = QWidget()
    watched.looks(119)
    widget.show()
    qt.processEvents()
    widget.update()
    qt.processEvents()
    watched.looks(1)
    assert watched.said == ["lock"]


def test_the_minutes_can_be_changed_while_it_watches(watched: Watched) -> None:
    watched.sentry.minutes = 1
    watched.looks(12)
    assert watched.said == ["lock"]


def test_with_no_minutes_idleness_never_locks_but_sleep_does(watched: Watched) -> None:
    watched.sentry.minutes = 0
    watched.looks(5000)
    assert watched.said == []
    watched.clocks.pass_(3600, asleep=True)
    watched.sentry.look()
    assert watched.said == ["lock"]


def test_a_machine_that_slept_locks_whichever_clock_stood_still(watched: Watched) -> None:
    watched.clocks.pass_(40, asleep=False)
    watched.sentry.look()
    assert watched.said == ["lock"]


def test_a_short_silence_does_not_lock(watched: Watched) -> None:
    watched.looks(4, after=25)
    assert watched.said == []


def test_the_minutes_are_those_of_the_vault(desk: Desk, until: Until, qt: QApplication) -> None:
    set_preference(desk.vault, MINUTES, 3)
    made = Watched(desk)
    qt.removeEventFilter(made.sentry)
    assert sentry_of(desk) is made.sentry
    until(lambda: made.sentry.minutes == 3)


@pytest.fixture
def open_desk(qt: QApplication, tmp_path: Path) -> Desk:
    cheap = Cost(LEAST_MEMORY_KIB, 1, 1)
    return Desk(Vault.create(tmp_path / "locked", "words", author="N.", cost=cheap))


def test_locking_keeps_the_draft_finishes_writing_and_closes(open_desk: Desk, until: Until) -> None:
    window = QPlainTextEdit()
    window.setGeometry(10, 20, 640, 480)
    window.show()
    keeping(open_desk).keep("form", {"name": "half"})
    open_desk.act(open_desk, _add_person)

    left = lock_up(open_desk, window)

    assert not window.isVisible()
    assert left.vault == str(open_desk.vault.folder)
    assert left.geometry[2:] == (640, 480)
    assert (left.language, left.theme, left.scale) == ("en", "light", 1.0)
    with Vault.open(open_desk.vault.folder, Unlocking("words")) as again:
        assert draft(again, "form") == {"name": "half"}
        assert again.reader.counts()["person"] == 1


def test_locking_needs_nothing_to_be_written(open_desk: Desk) -> None:
    """As in a vault that is damaged."""

    def keep() -> None:
        raise VaultDamaged("It cannot be written.")

    keeping(open_desk).keep("form", {"name": "half"})
    window = QPlainTextEdit()
    window.show()
    open_desk.vault.database.close()
    left = lock_up(open_desk, window, keep=keep)
    assert not window.isVisible()
    assert left.vault == str(open_desk.vault.folder)


def test_locking_cancels_what_is_long(open_desk: Desk, until: Until) -> None:
    begun: list[bool] = []

    def work(_vault: Vault, job: Job) -> None:
        begun.append(True)
        while not job.cancelled:
            pass
        begun.append(False)
        raise Cancelled("Stopped.")

    open_desk.long(open_desk, "Importing …", work, lambda _nothing: None)
    until(lambda: begun)
    lock_up(open_desk, QWidget())
    assert begun == [True, False]


@pytest.mark.parametrize("ours", [True, False])
def test_only_what_we_copied_is_taken_from_the_clipboard(
    open_desk: Desk, qt: QApplication, monkeypatch: pytest.MonkeyPatch, *, ours: bool
) -> None:
    # Without a screen Qt never says that we own it.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: ours)
    qt.clipboard().setText("a name")
    lock_up(open_desk, QWidget())
    assert qt.clipboard().text() == ("" if ours else "a name")


def _add_person(vault: Vault) -> None:
    with vault.step("add") as step:
        step.create("person")


def test_when_nobody_listens_any_more_what_is_asked_stops_and_faults_are_told_to_nobody(
    desk: Desk, until: Until
) -> None:
    begun, ended, told = threading.Event(), threading.Event(), list[object]()
    desk.faulty.connect(told.append)

    def read(_vault: Vault) -> None:
        begun.set()
        try:
            while True:
                pause()
        finally:
            ended.set()

    desk.ask(desk, read, told.append, failed=told.append, patiently=True)
    until(begun.is_set)
    desk.close()
    assert ended.is_set()
    desk.fault(LookupError())
    assert told == []
