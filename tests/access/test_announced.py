"""What happens away from the focus is said to a screen reader."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication

from app.jobs import Job
from app.parts.asking import Asking
from app.widgets.notice import NoticeBar
from app.widgets.progress import JobBar

Until = Callable[[Callable[[], object]], None]
Said = list[tuple[str, bool]]


@pytest.fixture
def said(qt: QApplication, monkeypatch: pytest.MonkeyPatch) -> Said:
    """What was announced, and whether it interrupts."""
    heard: Said = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            now = event.politeness() is QAccessible.AnnouncementPoliteness.Assertive
            heard.append((event.message(), now))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def test_a_notice_is_said_and_what_did_not_work_at_once(said: Said) -> None:
    bar = NoticeBar()
    bar.tell("Put in the trash.", "Undo brings it back.")
    bar.tell("That did not open it.", danger=True)
    assert said == [
        ("Put in the trash. Undo brings it back.", False),
        ("That did not open it.", True),
    ]


def test_a_question_is_said(said: Said) -> None:
    asking = Asking()
    asking.ask("Empty the trash?", "Empty it", lambda: None, names=["A letter"])
    assert said == [("Empty the trash? •  A letter", False)]


def test_long_work_is_said_when_it_shows_and_when_it_ends(said: Said, until: Until) -> None:
    bar, job = JobBar(), Job("Reading files …")
    bar.follow(job)
    assert said == []
    until(bar.isVisible)
    job.ended.emit()
    assert said == [("Reading files …", False), ("Ended: Reading files …", False)]


def test_what_is_quick_is_not_said(said: Said) -> None:
    bar, job = JobBar(), Job("Reading files …")
    bar.follow(job)
    job.ended.emit()
    assert said == []
