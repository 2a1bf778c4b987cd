"""The whole command line, watched from outside: no network, no file elsewhere, no word in plain.

Each command is a process of its own, without any network (`unshare -n`), under strace, with an
environment that lies in a private tree. Names, notes, documents, questions, reasons and the
passphrase are marker words; afterwards every file in the tree is searched for them.
"""

import re
from pathlib import Path

import pytest

from tests.safety.made import CYRILLIC, ENCODINGS, MARKER, MARKERS, Made, encoded, leaks
from tests.safety.running import DONE, OURS, PARVANDA, Ended, Tree, Word, python
from tests.safety.walks import EXPORTS, WALKS
from tests.safety.watching import sockets, watched, written

_VAULT_FILES = re.compile(r"(vault\.db(-journal)?|keys\.[ab](\.new)?)")
_VAULT_FOLDERS = re.compile(r"(\.?\w+\.parvanda)(\.[0-9a-f]{8})?")
_EXPORTED = re.compile(
    r"(key\.bin|archive\S*|\.[0-9a-f]{16}\.part|\.?(plan|sheet|dossier|open)\.\w+(\.[0-9a-f]{8})?)"
)


def _expected(path: Path, tree: Tree) -> bool:
    """Whether a file is one that a vault consists of, or an export, in the folder asked for."""
    if path == Path("/dev/null"):
        return True
    inside = path.parent.parent == tree.work and _VAULT_FOLDERS.fullmatch(path.parent.name)
    if inside and _VAULT_FILES.fullmatch(path.name):
        return True
    known = _VAULT_FOLDERS.fullmatch(path.name) or _EXPORTED.fullmatch(path.name)
    return path.parent == tree.work and known is not None


def _left_behind(tree: Tree) -> dict[Path, list[str]]:
    """The markers in the files of a tree and in their names; exports and inputs are the user's."""
    found: dict[Path, list[str]] = {}
    for path in tree.files():
        if path.name not in EXPORTS:
            told = leaks(path.read_bytes() + b"\n" + path.name.encode())
            found |= {path: told} if told else {}
    return found


@pytest.mark.parametrize("walk", WALKS)
def test_a_walk_opens_no_socket_and_leaves_no_word(walk: str, vault: Made, tree: Tree) -> None:
    """Seen red with a list of recent questions and with a socket planted into `search`."""
    walking = WALKS[walk](tree, vault)
    words = next(walking)
    while words:
        ended = _step(words, tree)
        try:
            words = walking.send(ended)
        except StopIteration:
            break


def _step(words: tuple[Word, ...], tree: Tree) -> Ended:
    trace = tree.top / "trace"
    ended = watched([*PARVANDA, *words], tree, trace)
    assert ended.code == DONE, (words, ended)
    assert sockets(trace) == [], words
    elsewhere = [path for path in written(trace, tree) if not _expected(path, tree)]
    assert elsewhere == [], words
    trace.unlink()
    assert _left_behind(tree) == {}, words
    return ended


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("word", MARKERS)
def test_a_word_left_behind_would_be_seen(word: str, encoding: str, tree: Tree) -> None:
    """The planted fault: a program that leaves a marker in its cache, in each encoding."""
    forms = encoded(word, encoding)
    if not forms:  # a Cyrillic code page has no letter that the other marker lacks
        pytest.fail(f"{word} cannot be written as {encoding}")
    for form in forms:
        left = tree.environment_folders["XDG_CACHE_HOME"] / "recent"
        left.write_bytes(b"before " + form + b" after")
        assert left in _left_behind(tree)


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_an_internet_socket_would_be_seen(family: str, tree: Tree) -> None:
    """The planted fault: a program that only asks for a socket, even where there is no network."""
    program = f"import socket\ntry: socket.socket(socket.{family})\nexcept OSError: pass"
    trace = tree.top / "trace"
    watched([PARVANDA[0], "-c", program], tree, trace)
    assert sockets(trace) == [family]


def test_a_connection_made_by_a_child_would_be_seen(tree: Tree) -> None:
    """The planted fault: the child of a child looks up a name."""
    inner = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    trace = tree.top / "trace"
    watched([PARVANDA[0], "-c", program], tree, trace)
    assert sockets(trace) == ["AF_INET"]


@pytest.mark.parametrize(
    "fault",
    [
        "open({path!r}, 'w').close()",
        "import os; os.mkdir({path!r})",
        "import os; open('case.parvanda/x', 'w').close(); os.rename('case.parvanda/x', {path!r})",
        "import os; os.symlink('/', {path!r})",
        "import tempfile; tempfile.NamedTemporaryFile(dir={folder!r}).close()",
    ],
)
def test_a_file_written_elsewhere_would_be_seen(fault: str, vault: Made, tree: Tree) -> None:
    """The planted faults: a file, a folder, a link and a temporary file in the home folder."""
    home = tree.environment_folders["HOME"]
    program = "import sys; " + fault.format(path=str(home / "recent"), folder=str(home))
    trace = tree.top / "trace"
    watched([PARVANDA[0], "-c", program], tree, trace)
    elsewhere = [path for path in written(trace, tree) if not _expected(path, tree)]
    assert any(path.parent == home for path in elsewhere)


CRASHING = f"""
import sys
from app import __main__ as start
from casefiles.cli import finding
def fall(vault, *, text, **more):
    names = [vault.reader.title(one.ref) for one in vault.reader.all_of("person")]
    held = {{one.claim.value.text: one for one in vault.reader.shown(
        vault.reader.all_of("person")[0].ref, "name")}}
    try:
        held[text + {CYRILLIC!r}]
    except KeyError as fault:
        raise ValueError(text, names) from fault
finding.search = fall
sys.argv = ["parvanda", *sys.argv[1:]]
sys.exit(start.main())
"""


def test_a_fault_of_ours_tells_no_word(vault: Made, tree: Tree) -> None:
    """Seen red with the precautions left out (the second half): Python tells the words then."""
    words: tuple[str | Path, ...] = ("search", *vault.words, MARKER)
    fallen = python(tree, CRASHING, *words)
    assert fallen.code == OURS
    assert "builtins.ValueError" in fallen.err
    assert leaks((fallen.out + fallen.err).encode()) == []
    assert _left_behind(tree) == {}
    careless = CRASHING.replace("start.main()", "start._run(sys.argv[1:])")
    assert leaks(python(tree, careless, *words).err.encode())
