"""The quiet clock speaks when it was asked to, each time once, and is silent by itself."""

from app.desk import Desk
from app.resting import QuietClock, clock_of
from tests.app.qt import Until, quiet


class Clock:
    """Somebody who works, minute by minute."""

    def __init__(self, desk: Desk, until: Until) -> None:
        self.now = 0.0
        self.said: list[str] = []
        desk.told.connect(lambda notice: self.said.append(notice.sentence))
        self.clock = QuietClock(desk, monotonic=lambda: self.now)
        until(quiet(desk))

    def work(self, minutes: int) -> None:
        for _minute in range(minutes):
            self.now += 60
            self.clock.look()


def test_it_is_silent_unless_it_was_asked_for(desk: Desk, until: Until) -> None:
    somebody = Clock(desk, until)
    somebody.work(600)
    assert not somebody.said


def test_it_says_each_time_once_how_long_somebody_has_worked(desk: Desk, until: Until) -> None:
    somebody = Clock(desk, until)
    somebody.clock.say_after(90)
    somebody.work(200)
    assert somebody.said == ["You have worked 90 minutes.", "You have worked 180 minutes."]


def test_asked_for_late_it_does_not_speak_of_what_is_past(desk: Desk, until: Until) -> None:
    somebody = Clock(desk, until)
    somebody.work(100)
    clock = clock_of(desk)
    assert clock is somebody.clock
    clock.say_after(45)
    somebody.work(30)
    assert not somebody.said
    somebody.work(10)
    assert somebody.said == ["You have worked 135 minutes."]
