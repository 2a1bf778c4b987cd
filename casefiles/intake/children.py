"""Interpreters for bytes from outside, as the process that holds the keys starts them.

Each is spawned and never forked from here: a fork would carry a copy of every key that this process
holds. Its environment holds nothing but a made-up HOME (without one the interpreter asks the
system's user database at start), and its complaints go nowhere, so that a traceback cannot carry
words of a document to a terminal.
"""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import casefiles
from casefiles.errors import UnreadableFile
from casefiles.intake import wording

_ROOT = Path(casefiles.__file__).resolve().parent.parent
_START = (
    "import runpy, sys; sys.path.append(sys.argv.pop(1)); "
    "runpy.run_module('casefiles.intake.worker', run_name='__main__')"
)
"""An isolated interpreter (-I) knows neither the current folder nor PYTHONPATH, which is wanted:
nobody can slip it a module. So it is told where the program lies."""

_SLICE = 1 << 20
_OVER_TIME = -24
"""What a process returns that the kernel stopped with SIGXCPU."""


def start(*arguments: object, inherited: Sequence[int] = ()) -> "subprocess.Popen[bytes]":
    """Start the worker with these arguments; it may use these open files beside its pipes."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
        (sys.executable, "-I", "-B", "-c", _START, str(_ROOT), *map(str, arguments)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=None if sys.platform == "win32" else {"HOME": _ROOT.anchor},
        cwd=_ROOT.anchor,
        pass_fds=tuple(inherited),
    )


def hand_over(pipe: IO[bytes], untrusted_bytes: bytes) -> None:
    """Send a length and the bytes; a child that takes no more of them says why in its end."""
    view = memoryview(untrusted_bytes)
    with contextlib.suppress(BrokenPipeError):
        pipe.write(len(view).to_bytes(8, "big"))
        for at in range(0, len(view), _SLICE):
            pipe.write(view[at : at + _SLICE])
        pipe.flush()


@contextmanager
def watched(child: "subprocess.Popen[bytes]", seconds: float) -> Iterator[threading.Event]:
    """Inside the `with` block, the child is killed after so long; the event tells that it was."""
    overdue = threading.Event()

    def stop() -> None:
        overdue.set()
        child.kill()

    watch = threading.Timer(seconds, stop)
    watch.daemon = True
    watch.start()
    try:
        yield overdue
    finally:
        watch.cancel()


def end(child: "subprocess.Popen[bytes]") -> int:
    """Kill it if it lives, and let go of everything; returns how it ended."""
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            # What a killed child did not take any more must not hide why it was killed.
            with contextlib.suppress(OSError):
                pipe.close()
    return child.wait()


def reason(return_code: int, overdue: threading.Event) -> UnreadableFile:
    """Whose limit it was: our clock, the kernel's, or a crash."""
    late = overdue.is_set() or return_code == _OVER_TIME
    return wording.refusal("time" if late else "fault")
