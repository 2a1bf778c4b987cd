"""Work in turns: all of it is done, in order, and the window lives between the turns."""

import sys
import time
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.widgets.turns import Turns

Until = Callable[[Callable[[], object]], None]


def test_everything_is_done_in_order_and_timers_run_in_between(
    qt: QApplication, until: Until
) -> None:
    done: list[str] = []
    owner = QObject()
    turns = Turns(owner)

    def slow(name: str) -> None:
        time.sleep(0.025)
        done.append(name)

    QTimer.singleShot(0, owner, lambda: done.append("key"))
    turns.begin([partial(slow, name) for name in "abc"])
    assert done == ["a"], "the first turn is made at once, and ends when its time is over"
    until(lambda: not turns.busy)
    assert [one for one in done if one != "key"] == ["a", "b", "c"]
    assert done.index("key") < done.index("c")


def test_each_turn_is_told_and_the_last_one_says_that_nothing_is_left(
    qt: QApplication, until: Until
) -> None:
    told: list[bool] = []
    turns = Turns(qt)
    turns.turned.connect(lambda: told.append(turns.busy))
    turns.begin([lambda: time.sleep(0.025)] * 2)
    until(lambda: not turns.busy)
    assert told == [True, False]


def test_beginning_anew_leaves_out_what_was_left(qt: QApplication, until: Until) -> None:
    done: list[str] = []
    turns = Turns(qt)
    turns.begin([lambda: done.append("old")], at_once=False)
    turns.begin([lambda: done.append("new")])
    until(lambda: not turns.busy)
    assert done == ["new"]


def test_stopped_work_is_not_done(qt: QApplication) -> None:
    done: list[str] = []
    turns = Turns(qt)
    turns.begin([lambda: done.append("old")], at_once=False)
    turns.stop()
    qt.processEvents()
    assert not done
    assert not turns.busy


def test_a_piece_that_fails_does_not_keep_the_others_from_being_made(
    qt: QApplication, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _fault, _trace: heard.append(kind))
    done: list[str] = []
    turns = Turns(qt)
    turns.begin([lambda: 1 / 0, lambda: done.append("next")], at_once=False)
    until(lambda: not turns.busy)
    assert done == ["next"]
    assert heard == [ZeroDivisionError]
