"""A process shuts itself in before it touches a byte from outside, and proves that it is shut in.

Called in the worker only, never in the process that holds the keys. The mechanisms are named, so
that the window and the account of an import can say what stood between a planted file and the rest.
"""

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from casefiles.intake import landlock, seccomp

if sys.platform != "win32":
    import resource

RESOURCE_LIMITS, LANDLOCK, SECCOMP = "resource limits", "Landlock", "seccomp"
MECHANISMS = (RESOURCE_LIMITS, LANDLOCK, SECCOMP)

_PR_SET_DUMPABLE, _PR_SET_PDEATHSIG, _SIGKILL = 4, 1, 9
_AF_UNIX, _SOCK_STREAM = 1, 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may take. Bytes and seconds; `wall_seconds` is kept by the parent."""

    memory: int = 512 * 1024 * 1024
    cpu_seconds: int = 10
    wall_seconds: float = 30.0
    input_bytes: int = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Confinement:
    """What holds a worker. `full`: no network, no file and no program could be had when tried."""

    mechanisms: tuple[str, ...]
    full: bool


def confine(limits: Limits) -> Confinement:
    """Shut this process in for good and try the door. Never raises for a missing mechanism."""
    held = []
    with contextlib.suppress(OSError, AttributeError):
        if landlock.apply():
            held.append(LANDLOCK)
    if _limit_resources(limits):
        held.insert(0, RESOURCE_LIMITS)
    with contextlib.suppress(OSError, AttributeError):
        if seccomp.apply():
            held.append(SECCOMP)
    return Confinement(tuple(held), full=all(denials().values()))


def denials() -> dict[str, bool]:
    """Try what must not succeed. Each attempt is harmless where it does succeed.

    The socket is a local one: the filter refuses the call whatever its family, and no internet
    socket is ever asked for, not even to see it refused.
    """
    return {
        "socket": _socket_denied(),
        "write": _denied(lambda: os.close(os.open(os.devnull, os.O_WRONLY))),
        "read": _denied(lambda: os.close(os.open(os.devnull, os.O_RDONLY))),
        "program": _denied(lambda: os.execv("/", ["/"])),  # noqa: S606 - a folder: never starts
    }


def _denied(attempt: Callable[[], None]) -> bool:
    """Denied means "not permitted"; any other error is not the sandbox's doing.

    Starting a folder fails everywhere with EACCES, so only EPERM, the filter's own answer, counts
    there; Landlock answers EACCES for files, but the filter answers before it.
    """
    try:
        attempt()
    except OSError as trouble:
        return trouble.errno == 1
    return False


def _socket_denied() -> bool:
    if sys.platform == "win32":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    opened = int(libc.socket(_AF_UNIX, _SOCK_STREAM, 0))
    if opened < 0:
        return ctypes.get_errno() == 1
    os.close(opened)
    return False


def _limit_resources(limits: Limits) -> bool:
    if sys.platform == "win32":
        return False
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 3,
        resource.RLIMIT_AS: limits.memory,
        getattr(resource, "RLIMIT_NPROC", resource.RLIMIT_CORE): 0,
    }
    for what, most in wanted.items():
        resource.setrlimit(what, (most, most))
    # At the first the kernel says that it was the time (SIGXCPU), at the second it only kills.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    if sys.platform == "linux":
        prctl = ctypes.CDLL(None).prctl
        prctl(_PR_SET_DUMPABLE, ctypes.c_ulong(0))
        prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(_SIGKILL))
    return True
