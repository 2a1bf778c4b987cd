"""Work beside a window gives way between its pieces; without a window nothing waits."""

import contextvars

import pytest

from casefiles.errors import Cancelled
from casefiles.givingway import give_way, giving_way
from casefiles.stopping import pause, stoppable


def test_without_a_window_nothing_is_waited_for() -> None:
    give_way()


def test_the_one_who_works_says_how_to_wait() -> None:
    waited: list[str] = []
    with giving_way(lambda: waited.append("outer")):
        give_way()
        with giving_way(lambda: waited.append("inner")):
            give_way()
        give_way()
    give_way()
    assert waited == ["outer", "inner", "outer"]


def test_it_holds_in_the_context_of_the_one_who_said_it() -> None:
    waited: list[str] = []
    with giving_way(lambda: waited.append("here")):
        within = contextvars.copy_context()
    within.run(give_way)
    give_way()
    assert waited == ["here"]


def test_a_pause_gives_way_before_it_asks_whether_to_stop() -> None:
    waited: list[str] = []
    with (
        giving_way(lambda: waited.append("waited")),
        stoppable(lambda: bool(waited)),
        pytest.raises(Cancelled),
    ):
        pause()
