"""Reading bytes from outside in a child process that is shut in: the parent's side.

The child is a fresh interpreter, spawned and never forked: a fork would carry a copy of every key
that this process holds. It gets the bytes on standard input, answers on standard output, and is
killed when its time is over. Its environment holds nothing but a made-up HOME (without one the
interpreter asks the system's user database at start), and its complaints go nowhere, so that a
traceback cannot carry words of a document to a terminal.
"""

import contextlib
import subprocess
import sys
import threading
from pathlib import Path

import casefiles
from casefiles.errors import UnreadableFile
from casefiles.intake import answers, wording
from casefiles.intake.answers import BadAnswer, ReaderAnswer
from casefiles.intake.reading import NOT_MINE
from casefiles.intake.sandbox import Confinement, Limits

__all__ = ["Confinement", "Limits", "ReaderAnswer", "run_confined"]

_ROOT = Path(casefiles.__file__).resolve().parent.parent
_START = (
    "import runpy, sys; sys.path.append(sys.argv.pop(1)); "
    "runpy.run_module('casefiles.intake.worker', run_name='__main__')"
)
"""An isolated interpreter (-I) knows neither the current folder nor PYTHONPATH, which is wanted:
nobody can slip it a module. So it is told where the program lies."""

_SLICE = 1 << 20


def run_confined(reader_name: str, untrusted_bytes: bytes, *, limits: Limits) -> ReaderAnswer:
    """Let one reader read in a confined child. A refusal comes back as `answer.refused`.

    Raises `UnreadableFile` where the child was stopped at a limit or gave no proper answer.
    """
    if len(untrusted_bytes) > limits.input_bytes:
        raise wording.refusal("too_large")
    with start_worker(reader_name, limits) as worker:
        overdue = threading.Event()
        watch = threading.Timer(limits.wall_seconds, _stop, (worker, overdue))
        watch.daemon = True
        watch.start()
        try:
            return _talk(worker, untrusted_bytes)
        except BadAnswer:
            worker.kill()
            raise _reason(worker.wait(), overdue) from None
        finally:
            watch.cancel()
            worker.kill()
            if worker.stdin is not None:
                # What a killed child did not take any more must not hide why it was killed.
                with contextlib.suppress(OSError):
                    worker.stdin.close()


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
    numbers = (limits.memory, limits.cpu_seconds, limits.input_bytes)
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
        (sys.executable, "-I", "-B", "-c", _START, str(_ROOT), reader_name, *map(str, numbers)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=None if sys.platform == "win32" else {"HOME": _ROOT.anchor},
        cwd=_ROOT.anchor,
    )


def _talk(worker: "subprocess.Popen[bytes]", untrusted_bytes: bytes) -> ReaderAnswer:
    assert worker.stdin is not None
    assert worker.stdout is not None
    view = memoryview(untrusted_bytes)
    with contextlib.suppress(BrokenPipeError):
        worker.stdin.write(len(view).to_bytes(8, "big"))
        for start in range(0, len(view), _SLICE):
            worker.stdin.write(view[start : start + _SLICE])
        worker.stdin.flush()
    return answers.check(worker.stdout, len(view))


def _stop(worker: "subprocess.Popen[bytes]", overdue: threading.Event) -> None:
    overdue.set()
    worker.kill()


def _reason(return_code: int, overdue: threading.Event) -> UnreadableFile:
    """Whose limit it was: our clock, the kernel's (SIGXCPU or its SIGKILL), or a crash."""
    return wording.refusal("time" if overdue.is_set() or return_code == -24 else "fault")
