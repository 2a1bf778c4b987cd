"""The keeper: holds no secret, starts the process that does, and starts a fresh one when it locks.

Locking a vault ends the process that held its keys: nothing else surely empties its memory. Before
it ends, that process tells the keeper in one line where it was; the keeper hands the line to a
fresh process, which shows the unlock window at the same place. The line goes through pipes: never
to disk, into arguments or the environment.

    keeper ---- standard input ---->  window process    one line, then open until it shall end
    keeper <--- standard output ----  window process    one line, if it locks (exit code LOCKED)

The keeper asks for "lock and quit" by closing the window process's standard input. Its own death
closes it, too, so that no window stays open without a keeper.
"""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from casefiles.text import _

if TYPE_CHECKING:
    import subprocess

LOCKED = 75
"""The exit code of a window process that locked and wants a successor."""
REFUSED = 1
LONGEST_LINE = 64 * 1024
_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True, slots=True)
class Left:
    """How a window was left when it locked: which vault, where on the screen, how it looked."""

    vault: str = ""
    geometry: tuple[int, ...] = ()
    """Left, top, width and height; empty if unknown."""
    language: str = ""
    theme: str = ""
    scale: float = 1.0

    def line(self) -> bytes:
        """One line of JSON."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def of(cls, untrusted_line: bytes) -> "Left":
        """What a line says; what cannot be read counts as unknown."""
        try:
            said = json.loads(untrusted_line)
        except ValueError:
            return cls()
        return cls(
            vault=_as(str, said, "vault", ""),
            geometry=_geometry(_as(list, said, "geometry", [])),
            language=_as(str, said, "language", ""),
            theme=_as(str, said, "theme", ""),
            scale=float(_as((int, float), said, "scale", 1.0)),
        )


def keep(command: Sequence[str] | None = None) -> int:
    """Run the window until it is closed; returns its exit code."""
    if not _has_display():
        sys.stderr.write(
            _("There is no screen here to open a window on.")
            + "\n"
            + _("Every act works by command line, too: write 'parvanda --help'.")
            + "\n"
        )
        return REFUSED
    wanted = _Child(command or window_command())
    with _told_to_end(wanted.end):
        left = Left()
        while True:
            code, line = wanted.run(left)
            if code != LOCKED:
                # A negative code is the signal it died of, as shells count them.
                return code if code >= 0 else 128 - code
            if wanted.ending:
                return 0
            left = Left.of(line)


def window_command() -> list[str]:
    """What starts the window process: this very program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--window"]
    return [sys.executable, "-m", "app", "--window"]


class _Child:
    """The window process of the moment."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self.ending = False

    def run(self, left: Left) -> tuple[int, bytes]:
        """Start one and wait for it; returns its exit code and the line it told."""
        import subprocess  # the window process loads this module, too, and starts nobody

        # From the folder above the package, so that `-m app` is this program wherever it was
        # started, and never a folder of that name lying there.
        process = subprocess.Popen(  # noqa: S603 - ourselves, without a shell
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[1],
        )
        self._process = process
        assert process.stdin is not None
        assert process.stdout is not None
        if self.ending:
            self._close(process.stdin)
        with suppress(OSError, ValueError):
            process.stdin.write(left.line())
            process.stdin.flush()
        line = process.stdout.readline(LONGEST_LINE)
        code = process.wait()
        self._close(process.stdin)
        process.stdout.close()
        return code, line

    def end(self) -> None:
        """Ask it to lock and quit; asked again, stop it."""
        process, again = self._process, self.ending
        self.ending = True
        if process is None:
            return
        if again:
            process.terminate()
        elif process.stdin is not None:
            self._close(process.stdin)

    @staticmethod
    def _close(pipe: IO[bytes]) -> None:
        with suppress(OSError, ValueError):
            pipe.close()


class Tether:
    """The window process's side: how the last window was left, the line at the end, the wish to
    end. Make it before anything is printed; whatever is printed later goes to standard error."""

    def __init__(self, *, entrance: int = 0, exit_: int = 1) -> None:
        self._entrance = entrance
        self._told: int | None = None
        self.held = _is_pipe(entrance) and _is_pipe(exit_)
        """Whether there is a keeper at all."""
        if self.held:
            # Its own descriptor, which no child inherits; nobody else can write on this line.
            self._told = os.dup(exit_)
            with suppress(OSError):  # a program without a terminal may have no standard error
                os.dup2(2, exit_)
        self.left = Left.of(self._line()) if self.held else Left()

    def tell(self, left: Left) -> int:
        """Tell the keeper how the window was left; returns the code to exit with."""
        if self._told is None:
            return 0
        with suppress(OSError):
            os.write(self._told, left.line())
        return LOCKED

    def watch(self, ended: Callable[[], None]) -> None:
        """Call `ended`, in a thread of its own, when the keeper wants us to lock and quit."""
        if self.held:
            # Daemonic and reading the bare descriptor: it must not keep the process alive.
            threading.Thread(target=self._wait, args=(ended,), name="tether", daemon=True).start()

    def _wait(self, ended: Callable[[], None]) -> None:
        with suppress(OSError):
            while os.read(self._entrance, 1024):
                pass
        ended()

    def _line(self) -> bytes:
        # Byte by byte, so that nothing of what comes later is taken with it.
        line = b""
        while len(line) < LONGEST_LINE and not line.endswith(b"\n"):
            byte = os.read(self._entrance, 1)
            if not byte:
                break
            line += byte
        return line


@contextmanager
def _told_to_end(end: Callable[[], None]) -> Iterator[None]:
    def hear(_number: int, _frame: object) -> None:
        end()

    before = {}
    for name in _SIGNALS:
        if (number := getattr(signal, name, None)) is not None:
            before[number] = signal.signal(number, hear)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _has_display() -> bool:
    return sys.platform != "linux" or any(os.environ.get(name) for name in _DISPLAYS)


def _is_pipe(descriptor: int) -> bool:
    try:
        return not os.isatty(descriptor) and os.fstat(descriptor) is not None
    except OSError:
        return False


def _as(kind: Any, said: Any, name: str, otherwise: Any) -> Any:
    value = said.get(name, otherwise) if isinstance(said, dict) else otherwise
    return value if isinstance(value, kind) and not isinstance(value, bool) else otherwise


def _geometry(numbers: list[Any]) -> tuple[int, ...]:
    whole = len(numbers) == 4 and all(type(number) is int for number in numbers)
    return tuple(numbers) if whole else ()
