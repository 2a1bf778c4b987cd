"""The window goes first: lanes hold still while it works, and never for ever."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.courtesy import Courtesy, courtesy
from app.jobs import Lane
from casefiles.givingway import give_way

Until = Callable[[Callable[[], object]], None]


def waits(one: Courtesy) -> bool:
    """Whether a lane that comes to a piece's end now is held up."""
    lane = threading.Thread(target=one.wait)
    lane.start()
    lane.join(0.03)
    held_up = lane.is_alive()
    lane.join()
    return held_up


def test_nobody_waits_for_a_window_at_rest(qt: QApplication) -> None:
    assert not waits(Courtesy())


def test_lanes_wait_until_what_was_begun_is_done(qt: QApplication) -> None:
    one = Courtesy()
    one.begin()
    assert waits(one)
    QCoreApplication.sendPostedEvents()
    assert not waits(one)


def test_a_lane_waits_once_for_one_work_then_goes_on(qt: QApplication) -> None:
    one = Courtesy()
    one.begin()
    pieces: list[int] = []

    def work() -> None:
        for number in range(1000):
            one.wait()
            pieces.append(number)

    lane = threading.Thread(target=work)
    lane.start()
    lane.join(30)  # a hundred seconds, if it waited for each piece
    assert len(pieces) == 1000
    QCoreApplication.sendPostedEvents()


def test_painting_is_work(qt: QApplication, until: Until) -> None:
    shown = QWidget()
    shown.show()
    one = Courtesy()
    one.heed(shown.windowHandle())
    begun: list[bool] = []
    one.begin = lambda: begun.append(True)  # type: ignore[method-assign]
    shown.update()
    until(lambda: begun)
    shown.close()


def test_lanes_give_way_deep_inside_their_work(qt: QApplication, until: Until) -> None:
    lane = Lane("test")
    order: list[str] = []
    courtesy.begin()

    def work() -> None:
        give_way()
        order.append("lane")

    def fail(fault: BaseException) -> None:
        raise fault

    lane.put(work, lambda _nothing: None, fail)
    order.append("window")
    QCoreApplication.sendPostedEvents()
    until(lambda: "lane" in order)
    assert order == ["window", "lane"]
    lane.end()
    qt.processEvents()
