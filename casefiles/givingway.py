"""Giving way: work beside a window holds still between two of its pieces while the window works.

Python runs one thread at a time. Two that are busy get half of the time each, so that a window
laying out a page would take twice as long whenever a question is being answered beside it. Like the
language it is a context: the one who works beside a window says once how to wait for it, and what
takes long deep inside calls `give_way` every few milliseconds. Without a window nothing is waited
for.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


def _nobody() -> None:
    pass


_wait: ContextVar[Callable[[], None]] = ContextVar("how to wait for the window", default=_nobody)


@contextmanager
def giving_way(wait: Callable[[], None]) -> Iterator[None]:
    """Inside the `with` block, work calls `wait` between two of its pieces."""
    token = _wait.set(wait)
    try:
        yield
    finally:
        _wait.reset(token)


def give_way() -> None:
    """Between two pieces of work: let those in a hurry go first. Never raises."""
    _wait.get()()
