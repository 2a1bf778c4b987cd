"""The program behind `running.Warm`: loads everything once, then forks a child for each request.

A request is a line of JSON and answered with `started PID`. A line `wait` or `kill` says what to do
then; it is answered with `ended CODE`, where a negative code is a signal. Only this process ever
kills a child: it has not yet let go of the number, so no other process can have got it.

Before its work a child makes `times` harmless system calls of the kind named: strace counts the
calls of each child, so a fault that strace injects into call 1000 of a child meets any call of its
work that one likes, without loading everything anew.
"""

import fcntl
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.__main__ import main as parvanda
from casefiles import cli
from tests.safety import editor

assert cli  # loaded before the first fork


def _harmless(name: str) -> Callable[[], object]:
    if name == "openat":
        return lambda: os.close(os.open("/", os.O_RDONLY))
    if name == "unlink":
        return lambda: _quietly(lambda: os.unlink("/no such file"))
    if name == "rename":
        return lambda: _quietly(lambda: os.rename("/no such file", "/none"))
    null = os.open("/dev/zero", os.O_RDWR)
    calls: dict[str, Callable[[], object]] = {
        "pwrite64": lambda: os.pwrite(null, b"x", 0),
        "write": lambda: os.write(null, b"x"),
        "pread64": lambda: os.pread(null, 1, 0),
        "fsync": lambda: _quietly(lambda: os.fsync(null)),
        "fcntl": lambda: fcntl.fcntl(null, fcntl.F_GETFD),
    }
    return calls[name]


def _quietly(call: Callable[[], object]) -> object:
    try:
        return call()
    except OSError:
        return None


def _child(request: dict[str, Any]) -> int:
    for number, path in ((1, request["out"]), (2, request["err"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    # A new object: that of the parent may hold what it has read ahead.
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    if request["times"]:
        call = _harmless(request["first"])
        for _time in range(request["times"]):
            call()
    if request["run"] == "parvanda":
        sys.argv = ["parvanda", *request["words"]]
        code = parvanda()
    else:
        code = editor.ACTS[request["run"]](*map(Path, request["words"]))
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _answer(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _start(request: dict[str, Any]) -> int:
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = _child(request)
        finally:
            os._exit(code)
    _answer(f"started {child}")
    return child


def _end(child: int, *, kill: bool) -> int:
    if kill:
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Answer requests until standard input ends."""
    _answer("ready")
    child = None
    for line in sys.stdin:
        if line.startswith("{"):
            if child is not None:  # a test failed before it awaited its child
                _end(child, kill=True)
            child = _start(json.loads(line))
        elif child is not None:
            _answer(f"ended {_end(child, kill=line.strip() == 'kill')}")
            child = None


if __name__ == "__main__":
    main()
