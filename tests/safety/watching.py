"""Watching a program with strace: which sockets it asked for, and which files it wrote."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.safety.running import Ended, Tree, Word, run, tool

_CALLS = (
    "%network,open,openat,openat2,creat,truncate,rename,renameat,renameat2,link,linkat,symlink,"
    "symlinkat,mkdir,mkdirat,mknod,mknodat"
)
_SOCKET = re.compile(r"\b(?:socket|socketpair)\((AF_\w+|\w+)|sa_family=(AF_\w+)")
_CALL = re.compile(r"^\d+ +(\w+)\((.*)$")
_QUOTED = re.compile(r'"([^"]*)"')
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE")
_OPENED = re.compile(r"= \d+<([^>]*)>")


def watched(command: Sequence[Word], tree: Tree, trace: Path, *, network: bool = False) -> Ended:
    """Run a program, and all it starts, under strace; without any network unless asked for."""
    alone = [] if network else [tool("unshare"), "-n", "--"]
    strace = [tool("strace"), "-f", "-qq", "--seccomp-bpf", "-y", "-e", f"trace={_CALLS}"]
    ended = run([*alone, *strace, "-e", "signal=none", "-o", trace, "--", *command], tree)
    assert trace.read_text("utf-8").strip(), f"strace saw nothing: {ended.err}"
    return ended


def sockets(trace: Path) -> list[str]:
    """The families of sockets asked for or connected to, local ones (AF_UNIX) left out."""
    found = _SOCKET.findall(trace.read_text("utf-8"))
    families = {one or other for one, other in found}
    return sorted(families - {"AF_UNIX"})


def written(trace: Path, tree: Tree) -> set[Path]:
    """The files it opened for writing, made or renamed, whether or not that was allowed."""
    return {
        tree.work / path for line in trace.read_text("utf-8").splitlines() for path in _of(line)
    }


def _of(line: str) -> Iterator[str]:
    call = _CALL.match(line)
    if call is None or "EEXIST" in line:  # a folder that was there already is not made
        return
    name, rest = call.groups()
    if name.startswith("open"):
        if _WRITING.search(rest):
            opened = _OPENED.search(rest)
            yield opened[1] if opened else _QUOTED.findall(rest)[0]
    elif name in _CALLS:
        yield from _QUOTED.findall(rest)
