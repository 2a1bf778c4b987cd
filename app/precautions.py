"""What the process does before it touches anything: it leaves nothing behind if it falls.

A core dump would hold keys and case content, a debugger of the same user could read them, and a
traceback prints messages and sometimes values. So: no core dumps, not dumpable (Linux, prctl(2)
`PR_SET_DUMPABLE`), and a report of a fault that names classes and places but no values.
"""

import ctypes
import sys
import threading
import traceback
from types import TracebackType

_PR_SET_DUMPABLE = 4


def take() -> None:
    """Take all of them. Call it first, before anything that could hold a secret is imported."""
    leave_no_core()
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def leave_no_core() -> None:
    """No core file, and no reading of our memory by other processes of the same user."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def report(fault: BaseException) -> None:
    """Tell on standard error that Parvanda has a fault: classes and places, never values."""
    sys.stderr.write(
        "Parvanda has met a fault of its own and stopped. What was saved before is safe.\n"
        "These lines hold nothing of your case files; please pass them on to its makers:\n"
        + "".join(f"  {line}\n" for line in _told(fault))
    )


def told(fault: BaseException) -> str:
    """The same lines as one text: classes and places, never values."""
    return "\n".join(_told(fault))


def _told(fault: BaseException) -> list[str]:
    """The chain of faults, the first cause last: its class, then its places, innermost last."""
    lines: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = fault
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += _places(link.__traceback__)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return lines


def _places(trace: TracebackType | None) -> list[str]:
    # Modules are told by name: a path may hold the user's name.
    return [
        f"  in {frame.f_globals.get('__name__', '?')}, line {line}, {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(trace)
    ]


def _uncaught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.write("\nStopped.\n")
    else:
        report(fault.with_traceback(trace))


def _uncaught_in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
        report(told.exc_value)


def _unraisable(told: "sys.UnraisableHookArgs") -> None:
    if told.exc_value is not None:
        report(told.exc_value)
