"""Work beside the window, so that it never waits.

A lane is one thread. The writing lane does everything in order; in the reading lane the newest
question under a key wins, and answers to older ones are dropped. Answers arrive in the window's
thread. Work runs in the language of the one who asked.
"""

import contextvars
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.courtesy import courtesy
from casefiles.givingway import giving_way

T = TypeVar("T")

_OFTEN = 0.05
"""Seconds between two reports of progress that are passed on."""


class Job(QObject):
    """One long piece of work: says how far it is, and can be asked to stop."""

    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, words: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._stop = threading.Event()
        self._told_at = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask it to stop; it ends with `Cancelled` when it next looks."""
        self._stop.set()

    def report(self, done: int, total: int, words: str = "") -> None:
        """Say how far it is; called by the work, in its own thread."""
        now = time.monotonic()
        if done >= total or now - self._told_at > _OFTEN:
            self._told_at = now
            self.progressed.emit(done, total, words)


@dataclass(frozen=True, slots=True)
class _Piece:
    number: int
    key: Hashable
    work: Callable[[], Any]
    answer: Callable[[Any], object]
    failed: Callable[[BaseException], None]
    context: contextvars.Context


class Lane(QObject):
    """One thread that does pieces of work, one after the other.

    Pieces hold widgets, and a widget must not lose its last reference in this thread: while Qt
    destroys it in the window's, both would take it apart. So the window's thread holds each piece
    until this one has let go of it.
    """

    idle = Signal()
    _done = Signal(object)
    _let_go = Signal(int)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pieces: deque[_Piece] = deque()
        self._awake = threading.Condition()
        self._held: dict[int, _Piece] = {}
        self._newest: dict[Hashable, int] = {}
        self._count = 0
        self._open = 0
        self._ended = False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._let_go.connect(self._drop, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._go, name=name, daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether anything is still to be answered."""
        return self._open > 0

    def put(
        self,
        work: Callable[[], Any],
        answer: Callable[[Any], object],
        failed: Callable[[BaseException], None],
        *,
        key: Hashable = None,
    ) -> None:
        """Do `work` in the lane, then `answer` with its result, or `failed`, in this thread.

        With a `key`, it takes the place of what waits under that key, and an older answer under it
        is not delivered any more.
        """
        self._count += 1
        piece = _Piece(self._count, key, work, answer, failed, contextvars.copy_context())
        with self._awake:
            if key is not None:
                self._newest[key] = piece.number
                for outdone in [one for one in self._pieces if one.key == key]:
                    self._pieces.remove(outdone)
                    del self._held[outdone.number]
                    self._open -= 1
            self._held[piece.number] = piece
            self._pieces.append(piece)
            self._open += 1
            self._awake.notify()

    def end(self, seconds: float = 10.0) -> None:
        """Take no more work; wait until what waits is done."""
        with self._awake:
            self._ended = True
            self._awake.notify()
        self._thread.join(seconds)

    def _go(self) -> None:
        while (number := self._do_next()) is not None:
            self._let_go.emit(number)

    def _do_next(self) -> int | None:
        """The number of the piece that was done; None at the end. Nothing of it stays behind."""
        with self._awake:
            while not self._pieces and not self._ended:
                self._awake.wait()
            if not self._pieces:
                return None
            piece = self._pieces.popleft()
        try:
            result = piece.context.run(_giving_way, piece.work)
        except BaseException as fault:  # noqa: BLE001 - told to the window, whatever it is
            self._done.emit((piece, piece.failed, fault))
        else:
            self._done.emit((piece, piece.answer, result))
        return piece.number

    def _drop(self, number: int) -> None:
        del self._held[number]

    def _deliver(self, told: tuple[_Piece, Callable[[Any], object], Any]) -> None:
        courtesy.begin()
        piece, hear, result = told
        self._open -= 1
        try:
            if piece.key is None or self._newest.get(piece.key) == piece.number:
                hear(result)
        finally:
            if not self.busy:
                self.idle.emit()


def _giving_way(work: Callable[[], T]) -> T:
    with giving_way(courtesy.wait):
        return work()
