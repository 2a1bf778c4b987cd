"""Reading bytes from outside in a child process that is shut in: the parent's side.

A file alone gets a fresh interpreter. For many, see `nursery`: there each still gets a process of
its own, in which nothing has been read before.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from casefiles.intake import answers, children, wording
from casefiles.intake.answers import BadAnswer, ReaderAnswer
from casefiles.intake.nursery import CAN_FORK, Nursery
from casefiles.intake.reading import NOT_MINE
from casefiles.intake.sandbox import Confinement, Limits

__all__ = ["Confinement", "Limits", "ReaderAnswer", "many_to_come", "run_confined"]

_nursery: ContextVar[Nursery | None] = ContextVar("where children come from", default=None)


@contextmanager
def many_to_come() -> Iterator[None]:
    """Inside the `with` block, reading a file takes milliseconds instead of a tenth of a second."""
    if not CAN_FORK or _nursery.get() is not None:
        yield
        return
    nursery = Nursery()
    token = _nursery.set(nursery)
    try:
        yield
    finally:
        _nursery.reset(token)
        nursery.close()


def run_confined(reader_name: str, untrusted_bytes: bytes, *, limits: Limits) -> ReaderAnswer:
    """Let one reader read in a confined child. A refusal comes back as `answer.refused`.

    Raises `UnreadableFile` where the child was stopped at a limit or gave no proper answer.
    """
    if len(untrusted_bytes) > limits.input_bytes:
        raise wording.refusal("too_large")
    nursery = _nursery.get()
    if nursery is not None:
        return nursery.read(reader_name, untrusted_bytes, limits)
    child = start_worker(reader_name, limits)
    with children.watched(child, limits.wall_seconds) as overdue:
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            children.hand_over(child.stdin, untrusted_bytes)
            answer = answers.check(child.stdout, len(untrusted_bytes))
            answers.check_end(child.stdout)
        except BadAnswer:
            raise children.reason(children.end(child), overdue) from None
        finally:
            children.end(child)
    return answer


def read_with(
    reader_names: tuple[str, ...], untrusted_bytes: bytes, *, limits: Limits
) -> ReaderAnswer:
    """The answer of the first reader that takes the bytes; raises `UnreadableFile`."""
    if not untrusted_bytes:
        raise wording.refusal("empty")
    for name in reader_names:
        answer = run_confined(name, untrusted_bytes, limits=limits)
        if not answer.refused:
            return answer
        if answer.refused != NOT_MINE:
            raise wording.refusal(answer.refused)
    raise wording.refusal("undecided")


def start_worker(reader_name: str, limits: Limits) -> "subprocess.Popen[bytes]":
    """Start the child that reads one file. Exposed so that its confinement can be looked at."""
    return children.start(reader_name, limits.memory, limits.cpu_seconds, limits.input_bytes)
