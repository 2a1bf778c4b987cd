"""A quiet clock: says how long somebody has worked, if they want to hear it.

Who reads about violence for hours notices late how tired they are. Locking begins the count anew,
and so does leaving the machine, as that locks.
"""

import time
from collections.abc import Callable
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer

from app.desk import Desk
from casefiles.operations.preferences import preference
from casefiles.text import many

MINUTES = "rest.minutes"
"""The preference: after how many minutes it is said, and again after as many; 0 for never."""
LOOK_SECONDS = 20


class QuietClock(QObject):
    """Counts from the unlocking. `clock_of(desk)` finds it for who changes the minutes."""

    def __init__(self, desk: Desk, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__(desk)
        self.minutes = 0
        self._desk, self._monotonic = desk, monotonic
        self._began = monotonic()
        self._said = 0
        timer = QTimer(self)
        timer.setInterval(LOOK_SECONDS * 1000)
        timer.timeout.connect(self.look)
        timer.start()
        _of[desk] = self
        desk.ask(self, lambda vault: int(preference(vault, MINUTES, 0)), self.say_after)

    def say_after(self, minutes: int) -> None:
        """Say it from now on after so many minutes."""
        self.minutes = minutes
        self._said = self._times()

    def look(self) -> None:
        """Look at the clock; the timer calls it."""
        times = self._times()
        if times > self._said:
            self._said = times
            worked = times * self.minutes
            self._desk.tell(
                many("You have worked {n} minute.", "You have worked {n} minutes.", worked)
            )

    def _times(self) -> int:
        """How often the minutes have gone by."""
        worked = int((self._monotonic() - self._began) / 60)
        return worked // self.minutes if self.minutes else 0


_of: "WeakKeyDictionary[Desk, QuietClock]" = WeakKeyDictionary()


def clock_of(desk: Desk) -> QuietClock | None:
    """The clock of this desk, if it has one."""
    return _of.get(desk)
