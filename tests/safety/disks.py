"""Small disks of our own: they can be filled, made read-only, and vanish with the test.

A disk is a tmpfs in a mount namespace of its own, kept alive by a process that ends when the test
does: nothing is ever mounted where anybody else could see it, and nothing stays behind.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.safety.running import Ended, Tree, Warm, Word, run, tool


@dataclass(frozen=True, slots=True)
class Disk:
    """A mounted small disk. `seen` is its folder as programs on it see it, `real` as we do.

    `warm` runs commands where the disk is mounted.
    """

    keeper: int
    seen: Path
    warm: Warm

    @property
    def real(self) -> Path:
        """The way to its files from outside its namespace."""
        return Path(f"/proc/{self.keeper}/root") / self.seen.relative_to("/")

    def parvanda(self, *words: Word) -> Ended:
        """Run the command line where the disk is mounted."""
        return self.warm.run("parvanda", *words)

    def remount(self, options: str) -> None:
        """Mount it anew, read-only ("ro") or not ("rw")."""
        self.system("mount", "-o", f"remount,{options}", self.seen)

    def system(self, name: str, *words: Word) -> None:
        """Run a tool of the system where the disk is mounted."""
        done = run([*_into(self.keeper), tool(name), *words], self.warm.tree)
        assert done.code == 0, done.err

    def fill(self) -> Path:
        """Fill it to the last byte with a file that can be removed again."""
        filler = self.real / "filler"
        with filler.open("wb", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1 << 6, 1):
                while _written(file.fileno(), size):
                    pass
        return filler


def _into(keeper: int) -> list[Word]:
    return [tool("nsenter"), f"--mount=/proc/{keeper}/ns/mnt"]


def _written(descriptor: int, size: int) -> bool:
    try:
        return os.write(descriptor, bytes(size)) > 0
    except OSError:
        return False


@contextmanager
def small_disk(tree: Tree, size: str) -> Iterator[Disk]:
    """A disk of `size` (such as "4m"); fails the test where none can be mounted."""
    seen = tree.top / "disk"
    seen.mkdir()
    script = 'mount -t tmpfs -o size="$1" none "$2" && echo mounted && exec cat'
    keeper = subprocess.Popen(
        [tool("unshare"), "-m", "--", "sh", "-c", script, "sh", size, str(seen)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    try:
        if keeper.stdout.readline() != b"mounted\n":
            pytest.fail("this test needs the permission to mount a small disk (run it as root)")
        with Warm(tree, [*_into(keeper.pid), f"--wd={tree.work}"]) as warm:
            yield Disk(keeper.pid, seen, warm)
    finally:
        keeper.stdin.close()
        keeper.wait(20)
        keeper.stdout.close()
