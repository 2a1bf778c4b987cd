"""Work in turns: all of it is done, in order, and the window lives between the turns."""

import sys
import time
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.widgets.turns import Turns, once_a_turn

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


class Counting(QVBoxLayout):
    """A column that counts how often it is asked how large it would be."""

    asked = 0

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Each time it is laid out."""
        Counting.asked += 1
        super().setGeometry(rect)


def test_what_grows_by_many_is_laid_out_once_a_turn(qt: QApplication, until: Until) -> None:
    page = QWidget()
    column = Counting(page)
    page.show()
    qt.processEvents()
    Counting.asked = 0

    def add() -> None:
        once_a_turn(column)
        row = QLabel("row")
        column.addWidget(row)
        row.show()

    turns = Turns(page)
    turns.begin([add] * 20)
    until(lambda: not turns.busy)
    assert Counting.asked < 20
    assert column.isEnabled()
    rows = page.findChildren(QLabel)
    assert len({row.y() for row in rows}) == len(rows) == 20


def test_a_layout_is_let_go_though_a_piece_fails(qt: QApplication) -> None:
    page = QWidget()
    column = QVBoxLayout(page)

    def fail() -> None:
        once_a_turn(column)
        raise LookupError

    with pytest.raises(LookupError):
        Turns(page).begin([fail])
    assert column.isEnabled()


def test_outside_of_turns_layouts_go_on_as_ever(qt: QApplication) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    once_a_turn(column)
    assert column.isEnabled()
