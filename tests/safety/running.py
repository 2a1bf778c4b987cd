"""Running Parvanda from outside: as a real program, under strace, or quickly in a forked child.

Every program run here gets an environment of its own: HOME, TMPDIR and the XDG folders lie in a
private tree, so that whatever it leaves behind is found there. Parvanda reads none of them.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pytest

ROOT = Path(__file__).resolve().parents[2]
DONE, REFUSED, MISUSED, OURS = 0, 1, 2, 70
Word = str | Path


@dataclass(frozen=True, slots=True)
class Ended:
    """A program that ran to its end: exit code (negative: the signal that ended it) and words."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Standard output as one JSON value."""
        return json.loads(self.out)


def tool(name: str) -> str:
    """The path of a system tool. A test that cannot run where it stands fails: never a skip."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"this test needs the program {name}, which is not here: see .ci/setup")
    return found


@dataclass(frozen=True, slots=True)
class Tree:
    """A private tree that stands for everything a user has."""

    top: Path

    @classmethod
    def new(cls, top: Path) -> Self:
        """A new, empty one."""
        tree = cls(top)
        for folder in (*tree.environment_folders.values(), tree.work, tree.inputs):
            folder.mkdir(parents=True, exist_ok=True)
        return tree

    @property
    def work(self) -> Path:
        """The current folder of programs; vaults and exports lie here."""
        return self.top / "work"

    @property
    def inputs(self) -> Path:
        """The user's own files."""
        return self.top / "inputs"

    @property
    def environment_folders(self) -> dict[str, Path]:
        """Where programs are told to keep their things."""
        home = self.top / "home"
        kept = ("CONFIG", "CACHE", "DATA", "STATE")
        named = {f"XDG_{one}_HOME": home / f".{one.lower()}" for one in kept}
        tmp = self.top / "tmp"
        return named | {"HOME": home, "TMPDIR": tmp, "XDG_RUNTIME_DIR": self.top / "run"}

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment of a program. Python's own caches of our code stay out of it."""
        return {name: str(folder) for name, folder in self.environment_folders.items()} | {
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONWARNINGS": "error",
        }

    def files(self) -> list[Path]:
        """Every file in it but the user's own."""
        found = (path for path in self.top.rglob("*") if path.is_file())
        return [path for path in found if not path.is_relative_to(self.inputs)]


PARVANDA: tuple[str, ...] = (sys.executable, "-m", "app")


def run(
    command: Sequence[Word],
    tree: Tree,
    *,
    stdin: bytes = b"",
    extra: Mapping[str, str] | None = None,
    seconds: float = 240,
) -> Ended:
    """Run any program in a private tree; it is killed when it takes far too long."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=tree.work,
        env=tree.environment | dict(extra or {}),
        input=stdin,
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def parvanda(tree: Tree, *words: Word, stdin: bytes = b"") -> Ended:
    """Run the real command line in a process of its own."""
    return run([*PARVANDA, *words], tree, stdin=stdin)


def python(tree: Tree, program: str, *words: Word) -> Ended:
    """Run a small Python program: a control, or a fault planted into Parvanda."""
    return run([sys.executable, "-c", program, *words], tree)


@dataclass
class Warm:
    """A process that has loaded everything and forks a child for each command (`warm_program`).

    Loading costs two seconds, forking a hundredth: what is asked a hundred times is asked so.
    `before`: words before the command, such as strace with a fault to inject into each child.
    """

    tree: Tree
    before: Sequence[Word] = ()
    _program: "subprocess.Popen[str] | None" = field(default=None, init=False)

    def __enter__(self) -> Self:
        command = [*self.before, sys.executable, ROOT / "tests/safety/warm_program.py"]
        self._program = subprocess.Popen(
            [str(word) for word in command],
            cwd=self.tree.work,
            env=self.tree.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == "ready", "the warm process did not come up"
        return self

    def __exit__(self, *_exception: object) -> None:
        assert self._program is not None
        assert self._program.stdin is not None
        self._program.stdin.close()
        self._program.wait(60)
        assert self._program.stdout is not None
        self._program.stdout.close()

    def start(self, what: str, *words: Word, first: str = "", times: int = 0) -> "Child":
        """Start a child that runs `what` (see `warm_program`); `first` is called `times` before."""
        told = {"run": what, "words": [str(word) for word in words], "first": first, "times": times}
        out, err = (self.tree.top / f"child.{one}" for one in ("out", "err"))
        for left in (out, err):
            left.unlink(missing_ok=True)
        self._say(json.dumps(told | {"out": str(out), "err": str(err)}))
        return Child(self, self._number("started"), out, err)

    def run(self, what: str, *words: Word, first: str = "", times: int = 0) -> Ended:
        """The same, waiting for its end."""
        return self.start(what, *words, first=first, times=times).ended()

    def _number(self, word: str) -> int:
        """The number after `word` in its next answer; anything else means we are out of step."""
        told, _space, number = self._answer().partition(" ")
        assert told == word, f"the warm process said {told!r} instead of {word!r}"
        return int(number)

    def _say(self, line: str) -> None:
        assert self._program is not None
        assert self._program.stdin is not None
        self._program.stdin.write(line + "\n")
        self._program.stdin.flush()

    def _answer(self) -> str:
        assert self._program is not None
        assert self._program.stdout is not None
        return self._program.stdout.readline().strip()


@dataclass(frozen=True)
class Child:
    """A forked child; its end must be awaited before the next is started."""

    warm: Warm
    pid: int
    out: Path
    err: Path

    def wait_for_lines(self, count: int, seconds: float = 60) -> None:
        """Wait until it has said so many lines, or has ended."""
        end = time.monotonic() + seconds
        stat = Path(f"/proc/{self.pid}/stat")
        while time.monotonic() < end and ") Z " not in stat.read_text("utf-8"):
            if self.out.exists() and self.out.read_bytes().count(b"\n") >= count:
                return
            time.sleep(0.002)

    def ended(self, how: str = "wait") -> Ended:
        """Wait for its end; "kill" ends it at once with kill -9, if it has not ended by itself."""
        self.warm._say(how)
        code = self.warm._number("ended")
        told = self.out.read_text("utf-8"), self.err.read_text("utf-8")
        self.out.unlink()
        self.err.unlink()
        return Ended(code, *told)
