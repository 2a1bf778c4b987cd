"""Bad input at the command line: one sentence and a way on, nothing on standard output, no loss.

Each case is a command that must be refused with 1 (2 where the command itself is wrong). The vault
it was tried on has the same bytes afterwards, and no output file was left behind.
"""

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from casefiles.model.values import Text
from casefiles.seal.recovery import RecoverySheet, render_sheet
from tests.safety.bad_cases import CASES, MISUSES, Case
from tests.safety.made import CYRILLIC, MARKER, Made
from tests.safety.running import (
    DONE,
    MISUSED,
    OURS,
    PARVANDA,
    REFUSED,
    Ended,
    Tree,
    Warm,
    Word,
    parvanda,
    run,
)


def _bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _faults(ended: Ended, *, damage: bool = False) -> list[str]:
    """What is wrong with a refusal: its exit code, its sentence, its output.

    `damage`: the command was asked for a list of what is damaged, which is its output.
    """
    lines = ended.err.strip().splitlines()
    checks = {
        f"exit code {ended.code}: {ended.err}": ended.code != REFUSED,
        f"on standard output: {ended.out}": bool(ended.out) and not damage,
        f"not one sentence: {ended.err!r}": len(lines) != 1 or not lines[0].endswith((".", "?")),
        f"words of the machine: {ended.err}": any(
            word in ended.err for word in ("Errno", "Traceback", "Error:", "None", "/tmp", "{")
        ),
        f"words of the case: {ended.err}": MARKER in ended.err or CYRILLIC in ended.err,
    }
    return [what for what, wrong in checks.items() if wrong]


@pytest.mark.parametrize("name", CASES)
def test_bad_input_gets_a_sentence_and_loses_nothing(
    name: str, vault: Made, tree: Tree, warm: Warm
) -> None:
    """Seen red with `CaseFileError` not caught in `cli.main`: the fault of ours, 70."""
    case = Case(vault, tree)
    words = CASES[name](case)
    before = _bytes_of(vault.folder), _bytes_of(tree.inputs)
    ended = warm.run("parvanda", *words)
    assert _faults(ended, damage=words[0] == "verify") == []
    assert (_bytes_of(vault.folder), _bytes_of(tree.inputs)) == before
    assert not case.output.exists()
    assert [path.name for path in tree.work.iterdir()] == [vault.folder.name]


@pytest.mark.parametrize("name", MISUSES)
def test_a_wrong_command_is_a_wrong_usage(name: str, warm: Warm) -> None:
    """Seen red with `TyperException` not caught in `cli.main`: the fault of ours, 70."""
    ended = warm.run("parvanda", *MISUSES[name])
    assert ended.code == MISUSED
    assert ended.out == ""
    assert ended.err.strip()


def test_a_newer_vault_is_told(vault: Made, warm: Warm) -> None:
    """Seen red with the comparison with `NEWEST` taken out of `Ledger.open`."""
    with vault.open() as it, it.database.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 9999")
    before = _bytes_of(vault.folder)
    ended = warm.run("parvanda", "stats", *vault.words)
    assert _faults(ended) == []
    assert "newer version" in ended.err
    assert _bytes_of(vault.folder) == before


UNREADABLE = {
    "an empty file": b"",
    "a binary file": bytes(range(256)) * 50,
    "half of a PDF": b"%PDF-1.7\n" + bytes(500),
    "half of a packed document": b"PK\x03\x04" + bytes(500),
    "a program": b"\x7fELF" + bytes(500),
    "nothing but spaces": b" \n" * 500,
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_text_is_named_in_the_account(
    name: str, vault: Made, tree: Tree, warm: Warm
) -> None:
    """Seen red with `UnreadableFile` not caught in `plan._Gathering`: the others are lost too."""
    case = Case(vault, tree)
    bad = case.file("strange.txt", UNREADABLE[name])
    good = case.file("good.txt", b"An invented text of a newspaper.\n")
    ended = warm.run("parvanda", "import", *vault.words, bad, good)
    assert ended.code == DONE, ended
    assert "strange.txt" in ended.out
    assert "1 new source" in ended.out
    assert warm.run("parvanda", "verify", *vault.words).code == DONE


def test_broken_utf_8_is_taken_in_and_told(vault: Made, tree: Tree, warm: Warm) -> None:
    """Seen red with a reader that decodes strictly: nothing is taken in."""
    bad = Case(vault, tree).file("broken.txt", "Слова, ".encode() * 30 + b"\xd0\xff\xfe tail\n")
    ended = warm.run("parvanda", "import", *vault.words, bad)
    assert ended.code == DONE
    assert "1 new source" in ended.out


FIFTY = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Used:
    """What a program and those it waited for took: KiB at most, seconds of work, exit code."""

    memory: int
    seconds: float
    code: int

    @property
    def bounded(self) -> bool:
        """Whether a small laptop would have borne it."""
        return self.memory < 1024 * 1024 and self.seconds < 90


_MEASURING = """
import json, os, subprocess, sys
quiet = subprocess.DEVNULL
program = subprocess.Popen(sys.argv[1:], stdout=quiet, stderr=quiet)
_pid, status, used = os.wait4(program.pid, 0)
code = os.waitstatus_to_exitcode(status)
print(json.dumps([used.ru_maxrss, used.ru_utime + used.ru_stime, code]))
"""


def _used(command: Sequence[Word], tree: Tree) -> Used:
    """What a program took. A small process starts it: Linux counts the memory of whoever starts a
    program as the program's own, and a process that has run many tests is large."""
    ended = run([sys.executable, "-c", _MEASURING, *command], tree)
    return Used(*json.loads(ended.out))


def test_fifty_megabytes_on_one_line_take_bounded_time_and_memory(vault: Made, tree: Tree) -> None:
    """Seen red with a program that takes more (the second half)."""
    path = Case(vault, tree).file("long.txt", b"")
    with path.open("wb") as file:
        file.writelines(b"an invented word " * 65536 for _piece in range(FIFTY // (17 * 65536)))
    used = _used((*PARVANDA, "import", *vault.words, path), tree)
    assert used.bounded, used
    assert used.code in (DONE, REFUSED)
    with vault.open() as it:
        assert it.verify() == ()
        assert len(it.reader.all_of("person")) == 2
    greedy = _used((PARVANDA[0], "-c", "b'x' * (1100 << 20)"), tree)
    assert greedy.code == 0
    assert not greedy.bounded


HARMFUL = "A\x1b[31mred\x07 \u202eevil\u2066 \u0085\x9b2J\u2028end"


def test_a_name_that_steers_the_terminal_is_shown_harmless(vault: Made, warm: Warm) -> None:
    """Seen red with `plain` left out of `output.say`: the escapes reach the terminal."""
    with vault.open() as it, it.step("add") as step:
        ref = step.create("person")
        step.say(ref.id, "name", Text(HARMFUL))
        step.about(ref)
    for words in (("show", *vault.words, str(ref)), ("history", *vault.words)):
        shown = warm.run("parvanda", *words)
        assert shown.code == DONE
        assert "evil" in shown.out
        assert not set(shown.out) & set("\x1b\x07\u202e\u2066\u0085\x9b\u2028")
    told = warm.run("parvanda", "show", *vault.words, str(ref), "--json")
    assert not set(told.out) & set("\x1b\x07\u202e\u2066\u0085\x9b\u2028")
    assert told.json()["title"] == HARMFUL


def test_a_refusal_does_not_steer_the_terminal_either(vault: Made, tree: Tree, warm: Warm) -> None:
    """Seen red with the sentence written as it is: the name on a foreign sheet stands in it."""
    sheet = tree.inputs / "foreign sheet.txt"
    sheet.write_text(render_sheet(RecoverySheet(bytes(32), "A\x1b[31m\u202eB", bytes(4))), "utf-8")
    words = ("key", "change", vault.folder, "--recovery-sheet", sheet)
    ended = warm.run("parvanda", *words, "--new-passphrase-file", vault.passphrase_file)
    assert _faults(ended) == []
    assert "B”" in ended.err
    assert not set(ended.err) & set("\x1b\u202e")


QUESTIONS_ASKED = ["", '"', "(", "AND", "*", "?*", "name:", "[2017 TO", "~", "\\", "a" * 5000]


@pytest.mark.parametrize("query", QUESTIONS_ASKED, ids=lambda query: query[:9] or "empty")
def test_a_broken_question_is_answered_or_refused(query: str, vault: Made, warm: Warm) -> None:
    """Seen red with a parser that raises what Whoosh raises: the fault of ours, 70."""
    ended = warm.run("parvanda", "search", *vault.words, query)
    assert ended.code in (DONE, REFUSED)
    assert ended.out if ended.code == DONE else _faults(ended) == []


def test_a_passphrase_from_standard_input_opens(vault: Made, tree: Tree) -> None:
    """The way on where no file is wanted; seen red with "-" taken for a file's name."""
    data = vault.passphrase_file.read_bytes()
    ended = parvanda(tree, "stats", vault.folder, "--passphrase-file", "-", stdin=data)
    assert ended.code == DONE


def test_a_file_name_of_an_old_code_page_is_no_hindrance(
    vault: Made, tree: Tree, warm: Warm
) -> None:
    """Seen red with the name kept as Python gives it: it cannot be written as UTF-8."""
    folder = tree.inputs / "old"
    folder.mkdir()
    old = os.fsencode(folder) + b"/" + "письмо.txt".encode("cp1251")
    Path(os.fsdecode(old)).write_text("An invented letter of an invented newspaper.\n", "utf-8")
    ended = warm.run("parvanda", "import", *vault.words, folder, "--json")
    assert ended.code == DONE, ended
    source = ended.json()["new"][-1]
    shown = warm.run("parvanda", "show", *vault.words, source)
    assert shown.code == DONE
    assert "\\xef\\xe8\\xf1" in shown.out
    assert warm.run("parvanda", "search", *vault.words, "letter").out.count(source) == 1


def test_a_second_instance_is_refused(vault: Made, warm: Warm) -> None:
    """Seen red with `locking_mode = NORMAL`: the second one opens it too."""
    with vault.open() as it:
        ended = warm.run("parvanda", "stats", *vault.words)
        assert _faults(ended) == []
        assert "already open" in ended.err
        assert it.verify() == ()
    assert warm.run("parvanda", "stats", *vault.words).code == DONE


def test_a_bad_refusal_would_be_seen() -> None:
    """The planted faults: other exit codes, two sentences, values, output."""
    assert _faults(Ended(REFUSED, "", "There is no vault at this place. Check the name.\n")) == []
    for bad in (
        Ended(OURS, "", "A fault of ours."),
        Ended(DONE, "", "Done."),
        Ended(REFUSED, "half", "Refused."),
        Ended(REFUSED, "", "One.\nTwo."),
        Ended(REFUSED, "", f"The person {MARKER} is not here."),
        Ended(REFUSED, "", "[Errno 2] No such file."),
        Ended(REFUSED, "", ""),
    ):
        assert _faults(bad)
