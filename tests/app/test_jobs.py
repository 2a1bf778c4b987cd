"""Lanes: in order, beside the window, the newest question wins."""

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from app.jobs import Job, Lane
from casefiles.text import language, speaking

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def lane(qt: QApplication) -> Iterator[Lane]:
    made = Lane("test")
    yield made
    made.end()
    qt.processEvents()


def no_fault(fault: BaseException) -> None:
    raise fault


def test_work_is_done_in_order_and_answered_in_the_windows_thread(lane: Lane, until: Until) -> None:
    heard: list[tuple[int, bool]] = []
    here = threading.get_ident()
    for number in range(5):
        lane.put(
            partial(lambda number: (number, threading.get_ident()), number),
            lambda told: heard.append((told[0], told[1] != here)),
            no_fault,
        )
    until(lambda: len(heard) == 5)
    assert heard == [(number, True) for number in range(5)]
    assert not lane.busy


def test_under_one_key_the_newest_question_wins(lane: Lane, until: Until) -> None:
    gate = threading.Event()
    heard: list[str] = []
    lane.put(lambda: (gate.wait(10), "slow")[1], heard.append, no_fault, key="box")
    for words in ("k", "ka", "kab"):
        lane.put(partial(str, words), heard.append, no_fault, key="box")
    lane.put(lambda: "other", heard.append, no_fault, key="pane")
    gate.set()
    until(lambda: "other" in heard)
    assert heard == ["kab", "other"]


def test_a_fault_is_told_and_the_lane_goes_on(lane: Lane, until: Until) -> None:
    faults: list[BaseException] = []
    heard: list[int] = []
    lane.put(lambda: 1 // 0, heard.append, faults.append)
    lane.put(lambda: 7, heard.append, no_fault)
    until(lambda: heard)
    assert heard == [7]
    assert isinstance(faults[0], ZeroDivisionError)


def test_work_speaks_the_language_of_the_one_who_asked(lane: Lane, until: Until) -> None:
    heard: list[str] = []
    with speaking("ru"):
        lane.put(language, heard.append, no_fault)
    lane.put(language, heard.append, no_fault)
    until(lambda: len(heard) == 2)
    assert heard == ["ru", "en"]


def test_ending_waits_for_what_was_begun(qt: QApplication) -> None:
    lane = Lane("ending")
    done: list[int] = []
    for number in range(20):
        lane.put(partial(done.append, number), lambda _none: None, no_fault)
    lane.end()
    assert done == list(range(20))


def test_a_job_tells_how_far_it_is_and_can_be_cancelled(qt: QApplication) -> None:
    job = Job("Reading")
    told: list[tuple[int, int, str]] = []
    job.progressed.connect(lambda done, total, words: told.append((done, total, words)))
    job.report(1, 3, "a file")
    job.report(3, 3)
    assert told == [(1, 3, "a file"), (3, 3, "")]
    assert not job.cancelled
    job.cancel()
    assert job.cancelled


class Telling:
    """Says in which thread it went."""

    def __init__(self, gone: list[int]) -> None:
        self.gone = gone

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


def test_what_a_piece_holds_goes_in_the_windows_thread(lane: Lane, until: Until) -> None:
    gone: list[int] = []
    heard: list[int] = []

    def put(number: int) -> None:
        held = Telling(gone)

        def work() -> int:
            return number if held else 0

        lane.put(work, heard.append, no_fault)

    for number in range(200):
        put(number)
        QApplication.processEvents()
    until(lambda: len(gone) == 200)
    assert len(heard) == 200
    assert {*gone} == {threading.get_ident()}


def test_what_an_outdone_question_holds_goes_in_the_windows_thread(
    lane: Lane, until: Until
) -> None:
    gone: list[int] = []

    def put() -> None:
        held = Telling(gone)
        lane.put(lambda: held and None, lambda _nothing: None, no_fault, key="box")

    for _time in range(200):
        put()
    until(lambda: len(gone) == 200)
    assert {*gone} == {threading.get_ident()}
