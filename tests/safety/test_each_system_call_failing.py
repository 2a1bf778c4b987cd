"""Each system call fails once, in turn: nothing acknowledged is lost, and a sentence is told.

strace injects an error into one call of a command that writes. What the command said is then held
against the vault: "done" means that its work is there, anything else that the vault is as before or
as after, never between. The Step made before is there in any case, and the vault verifies.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect
from casefiles.vault import Vault
from tests.safety.conftest import copied
from tests.safety.editor import opened
from tests.safety.made import MARKER, Made
from tests.safety.running import DONE, OURS, REFUSED, Ended, Tree, Warm, run, tool

LATE = 400
"""The call that fails. A child makes harmless calls first, so that it is the one that is meant."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A system call, how it fails, and which of the command's calls do, counted from 1."""

    call: str
    how: str
    turns: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.call} {self.how}"


FAULTS = (
    Fault("pwrite64", "error=EIO", (1, 2, 3, 5, 8, 13, 21, 34, 55, 70, 89, 120, 160)),
    Fault("pwrite64", "error=ENOSPC", (1, 2, 4, 9, 16, 30, 60, 110, 180)),
    Fault("pwrite64", "retval=0", (1, 7, 50, 100)),  # nothing written, and no error told
    Fault("fsync", "error=EIO", (1, 2, 3, 4, 5, 6, 9, 12, 20)),
    Fault("fsync", "error=ENOSPC", (1, 4, 7)),
    Fault("pread64", "error=EIO", (1, 2, 3, 5, 9, 17, 33, 65)),
    Fault("unlink", "error=EIO", (1,)),
    Fault("unlink", "error=EROFS", (1,)),
    Fault("fcntl", "error=ENOLCK", (1, 2, 3, 4, 5, 6, 7, 8, 9)),
)


@contextmanager
def failing(fault: Fault, tree: Tree) -> Iterator[Warm]:
    """A warm process whose children meet the fault in their call number `LATE`."""
    log, inject = tree.top / "faults", f"inject={fault.call}:{fault.how}:when={LATE}"
    command = [tool("strace"), "-f", "-qqq", "--seccomp-bpf", "-e", f"trace={fault.call}"]
    with Warm(tree, [*command, "-e", inject, "-o", log, "--"]) as warm:
        yield warm
    met = log.read_text("utf-8").count("(INJECTED)")
    assert 2 * met > len(fault.turns), "most turns did not meet the fault: nothing was tested"


@dataclass
class Desk:
    """A vault and a document to import, laid out anew for each turn."""

    made_once: Made
    tree: Tree

    def laid_out(self) -> Made:
        """The vault as it was."""
        shutil.rmtree(self.tree.work / self.made_once.folder.name, ignore_errors=True)
        return copied(self.made_once, self.tree)

    @property
    def document(self) -> Path:
        """An invented document."""
        path = self.tree.inputs / "document.txt"
        path.write_text(f"{MARKER} wrote this.\n" * 50, "utf-8")
        return path


def _judge(ended: Ended, made: Made) -> str:
    """What is wrong after a command that met a fault; "" if nothing is."""
    if ended.code not in (DONE, REFUSED):
        return f"exit {ended.code}: {ended.err}"
    if ended.code == REFUSED and (ended.out or len(ended.err.strip().splitlines()) != 1):
        return f"not one sentence: {ended.out}{ended.err}"
    with opened(made.folder, made.sheet_file) as vault:
        if damage := vault.verify():
            return f"damaged: {damage}"
        if len(vault.reader.all_of("person")) != 2:
            return "an acknowledged Step is lost"
        there = _imported(vault)
    if there not in (0, 1) or (ended.code == DONE and there != 1):
        return f"said {ended.code}, but {there} documents are there"
    return ""


def _imported(vault: Vault) -> int:
    sources = [one.ref for one in vault.reader.all_of("source")]
    return sum(bool(vault.reader.text_of(ref)) for ref in sources)


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_failing_call_loses_nothing(fault: Fault, made_once: Made, tree: Tree) -> None:
    """Seen red with "I/O error" taken out of `database._sentence`: the fault of ours, 70."""
    desk, wrong = Desk(made_once, tree), {}
    with failing(fault, tree) as warm:
        for turn in fault.turns:
            made = desk.laid_out()
            words = ("import", *made.words, desk.document)
            ended = warm.run("parvanda", *words, first=fault.call, times=LATE - turn)
            if problem := _judge(ended, made):
                wrong[turn] = problem
    assert wrong == {}


@pytest.mark.parametrize(
    "fault",
    [
        Fault("write", "error=ENOSPC", (1,)),
        Fault("fsync", "error=EIO", (2, 3)),
        Fault("rename", "error=EIO", (2,)),
    ],
    ids=str,
)
def test_changed_keys_open_the_vault_one_way_or_the_other(
    fault: Fault, made_once: Made, tree: Tree
) -> None:
    """Seen red with `OSError` not caught in `copies.write_copies`: the fault of ours, 70."""
    desk = Desk(made_once, tree)
    new = tree.inputs / "new.txt"
    new.write_text("an entirely other passphrase\n", "utf-8")
    with failing(fault, tree) as warm:
        for turn in fault.turns:
            made = desk.laid_out()
            words = ("key", "change", *made.words, "--new-passphrase-file", new)
            ended = warm.run("parvanda", *words, first=fault.call, times=LATE - turn)
            assert ended.code != OURS, ended.err
            ways = (made.passphrase_file, new)
            opens = [
                warm.run("parvanda", "stats", made.folder, "--passphrase-file", way).code == DONE
                for way in ways
            ]
            assert opens[1] if ended.code == DONE else any(opens)


def test_a_fault_is_really_injected(tree: Tree) -> None:
    """The planted fault: a documenter that keeps no word of what failed would be seen."""
    fault = Fault("fsync", "error=EIO", (1,))
    program = (
        "import os\ndone = []\nfor number in range(4):\n"
        "    try: os.fsync(os.open('/', 0)); done.append(number)\n    except OSError: pass\n"
        "print(done)"
    )
    inject = f"inject={fault.call}:{fault.how}:when=3"
    command = [tool("strace"), "-f", "-qqq", "-o", "/dev/null", "-e", inject]
    assert run([*command, sys.executable, "-c", program], tree).out == "[0, 1, 3]\n"


def test_a_loss_would_be_seen(vault: Made) -> None:
    """The planted faults: "done" without the work, a traceback, a person missing."""
    assert _judge(Ended(DONE, "Took in 1 new source.", ""), vault)
    assert _judge(Ended(OURS, "", "Parvanda has met a fault"), vault)
    assert _judge(Ended(REFUSED, "", ""), vault)
    assert not _judge(Ended(REFUSED, "", "The medium does not answer."), vault)
    with vault.open() as it, it.step("trash") as step:
        step.judge(Aspect.TRASH, Ref.parse(vault.other).id, "trashed")
    assert _judge(Ended(REFUSED, "", "The medium does not answer."), vault)
