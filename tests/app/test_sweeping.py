"""Garbage is collected in the window's thread, as often as Python itself would."""

import gc
import threading

from PySide6.QtWidgets import QApplication

from app.sweeping import Sweeper


class Circle:
    """Part of a circle of references; tells in which thread it goes."""

    def __init__(self, gone: list[int]) -> None:
        self.itself = self
        self.gone = gone

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


def test_circles_go_in_the_windows_thread(qt: QApplication) -> None:
    sweeper = Sweeper()
    gone: list[int] = []

    def litter() -> None:
        for _ in range(5000):
            Circle(gone)

    thread = threading.Thread(target=litter)
    thread.start()
    thread.join()
    assert gone == []
    sweeper.sweep()
    assert len(gone) == 5000
    assert set(gone) == {threading.get_ident()}


def test_what_is_not_due_is_left(qt: QApplication) -> None:
    sweeper = Sweeper()
    gc.collect()
    gone: list[int] = []
    Circle(gone)
    sweeper.sweep()
    assert gone == []


def test_the_oldest_wait_for_a_quiet_moment_within_reason(qt: QApplication) -> None:
    sweeper = Sweeper()
    sweeper.quiet = lambda: False
    gc.collect()
    gone: list[int] = []
    circle = Circle(gone)
    gc.collect(1)  # by now it is among the oldest
    del circle
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    sweeper.sweep()
    assert gone == []
    sweeper.quiet = lambda: True
    sweeper.sweep()
    assert gone != []


def test_somebody_who_never_rests_does_not_fill_the_memory(qt: QApplication) -> None:
    sweeper = Sweeper()
    sweeper.quiet = lambda: False
    gc.collect()
    gone: list[int] = []
    circle = Circle(gone)
    gc.collect(1)
    del circle
    for _ in range(10 * gc.get_threshold()[2]):
        gc.collect(1)
    sweeper.sweep()
    assert gone != []
