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
