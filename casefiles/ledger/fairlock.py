"""A lock that is given in the order it was asked for, and may be taken again by its holder.

The one database connection is shared by the lanes. With an ordinary lock a busy reader takes it
again before a waiting writer wakes up; in order of arrival nobody starves.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class FairLock:
    """First come, first served; re-entrant in one thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._owner: int | None = None
        self._depth = 0

    @property
    def mine(self) -> bool:
        """Whether the calling thread holds it."""
        return self._owner == threading.get_ident()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it inside the `with` block."""
        self._acquire()
        try:
            yield
        finally:
            self._release()

    def _acquire(self) -> None:
        me = threading.get_ident()
        with self._guard:
            if self._owner == me or (self._owner is None and not self._waiting):
                self._owner = me
                self._depth += 1
                return
            turn = threading.Event()
            self._waiting.append(turn)
        try:
            turn.wait()
        except BaseException:  # Ctrl-C while waiting: the turn goes to the next
            self._step_back(turn)
            raise
        self._owner = me
        self._depth = 1

    def _step_back(self, turn: threading.Event) -> None:
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
            else:
                self._hand_on()

    def _release(self) -> None:
        with self._guard:
            self._depth -= 1
            if self._depth:
                return
            self._hand_on()

    def _hand_on(self) -> None:
        if self._waiting:
            # The owner stays set to nobody in particular, so that no newcomer slips in between.
            self._owner = -1
            self._waiting.popleft().set()
        else:
            self._owner = None
