"""Stopping long work: whoever waits says stop, and the work asks between two of its pieces.

Like the language it is a context: the one who starts long work says once how it can be stopped, and
the loops deep inside call `pause`. What was begun then ends by the exception `Cancelled`, as any
trouble would end it: files are put in place whole or not at all, transactions are rolled back.
Therefore nothing that must follow once something has left may call `pause`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from casefiles.errors import Cancelled
from casefiles.givingway import give_way
from casefiles.text import _


def _never() -> bool:
    return False


_asked: ContextVar[Callable[[], bool]] = ContextVar("asked to stop", default=_never)


@contextmanager
def stoppable(asked: Callable[[], bool]) -> Iterator[None]:
    """Inside the `with` block, work ends with `Cancelled` soon after `asked` answers yes."""
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)


def pause() -> None:
    """Between two pieces of long work: gives way, and raises `Cancelled` if somebody said stop."""
    give_way()
    if _asked.get()():
        raise Cancelled(_("Stopped. Nothing was written or changed."))
