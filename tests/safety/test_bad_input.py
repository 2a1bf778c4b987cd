"""Bad input at the command line: one sentence and a way on, nothing on standard output, no loss.

Each case is a command that must be refused with 1 (2 where the command itself is wrong). The vault
it was tried on has the same bytes afterwards, and no output file was left behind.
"""

import hashlib
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from casefiles.model.values import Text
from tests.safety.made import CYRILLIC, MARKER, Made
from tests.safety.running import DONE, MISUSED, OURS, PARVANDA, REFUSED, Ended, Tree, Warm, Word


@dataclass(frozen=True, slots=True)
class Case:
    """Where a bad command is tried: the vault, the user's files, and an output that must not be."""

    made: Made
    tree: Tree

    @property
    def output(self) -> Path:
        """A file that a refused command must not leave."""
        return self.tree.work / "output"

    def file(self, name: str, data: bytes) -> Path:
        """A file of the user's with these bytes."""
        path = self.tree.inputs / name
        path.write_bytes(data)
        return path

    def opens(self, data: bytes) -> tuple[Word, ...]:
        """The options that open a vault with a passphrase file of these bytes."""
        return "--passphrase-file", self.file("tried passphrase", data)


Words = tuple[Word, ...]


def _folder(case: Case, **files: bytes) -> Path:
    folder = case.tree.inputs / "strange.parvanda"
    folder.mkdir()
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder


def _keys(case: Case) -> dict[str, bytes]:
    return {f"keys_{one}": (case.made.folder / f"keys.{one}").read_bytes() for one in "ab"}


def _without_database(case: Case) -> Path:
    return _folder(case, **_keys(case))


def _with_database(case: Case, data: bytes) -> Path:
    return _folder(case, **_keys(case), vault_db=data)


def _database(case: Case) -> bytes:
    return (case.made.folder / "vault.db").read_bytes()


def _at(case: Case, folder: Path, verb: str = "stats") -> Words:
    return verb, folder, *case.made.words[1:]


VAULTS: dict[str, Callable[[Case], Words]] = {
    "no such folder": lambda case: _at(case, case.tree.work / "nothing"),
    "a file instead of a folder": lambda case: _at(case, case.file("a.parvanda", b"a file")),
    "an empty folder": lambda case: _at(case, _folder(case)),
    "a folder of other things": lambda case: _at(case, _folder(case, notes_txt=b"letters")),
    "keys that are empty": lambda case: _at(case, _folder(case, keys_a=b"", keys_b=b"")),
    "keys that are text": lambda case: _at(case, _folder(case, keys_a=b"x" * 1024, keys_b=b"y")),
    "a huge keys file": lambda case: _at(case, _folder(case, keys_a=bytes(1 << 22))),
    "keys and no database": lambda case: _at(case, _without_database(case)),
    "an empty database": lambda case: _at(case, _with_database(case, b"")),
    "a database cut in half": lambda case: _at(
        case, _with_database(case, _database(case)[: len(_database(case)) // 2])
    ),
    "a database cut within a page": lambda case: _at(
        case, _with_database(case, _database(case)[:-1000]), "verify"
    ),
    "a database without its end": lambda case: _at(
        case, _with_database(case, _database(case)[: -4096 * 3]), "verify"
    ),
    "a plain database": lambda case: _at(case, _with_database(case, b"SQLite format 3\0" * 512)),
    "a database of noise": lambda case: _at(case, _with_database(case, os.urandom(8192))),
    "noise after a right head": lambda case: _at(
        case, _with_database(case, _database(case)[:16] + os.urandom(8192))
    ),
    "create over a vault": lambda case: _at(case, case.made.folder, "create"),
    "create without a name": lambda case: _at(case, case.tree.work / ".parvanda", "create"),
    "create below a file": lambda case: _at(case, case.file("file", b"") / "new", "create"),
    "create with a passphrase too long": lambda case: (
        "create",
        case.tree.work / "new",
        *case.opens(b"long " * 10_000),
    ),
}

PASSPHRASES: dict[str, Callable[[Case], Words]] = {
    "a wrong passphrase": lambda case: ("stats", case.made.folder, *case.opens(b"wrong\n")),
    "an empty passphrase file": lambda case: ("stats", case.made.folder, *case.opens(b"")),
    "an empty first line": lambda case: ("stats", case.made.folder, *case.opens(b"\nsecond")),
    "a binary passphrase file": lambda case: (
        "stats",
        case.made.folder,
        *case.opens(b"\xff\xfe\0"),
    ),
    "no passphrase file": lambda case: (
        "stats",
        case.made.folder,
        "--passphrase-file",
        case.tree.inputs / "nothing",
    ),
    "a folder as passphrase file": lambda case: (
        "stats",
        case.made.folder,
        "--passphrase-file",
        case.tree.inputs,
    ),
    "nobody to ask": lambda case: ("stats", case.made.folder),
    "no key file": lambda case: ("stats", *case.made.words, "--key-file", case.output),
    "an empty key file": lambda case: (
        "stats",
        *case.made.words,
        "--key-file",
        case.file("key", b""),
    ),
    "no recovery sheet": lambda case: (
        "key",
        "change",
        case.made.folder,
        "--recovery-sheet",
        case.tree.inputs / "nothing",
        "--new-passphrase-file",
        case.made.passphrase_file,
    ),
    "a sheet with a wrong word": lambda case: (
        "key",
        "change",
        case.made.folder,
        "--recovery-sheet",
        case.file("sheet", case.made.sheet_file.read_bytes().replace(b" 1 ", b" 1 abacus ")),
        "--new-passphrase-file",
        case.made.passphrase_file,
    ),
    "a binary sheet": lambda case: (
        "key",
        "change",
        case.made.folder,
        "--recovery-sheet",
        case.file("sheet", os.urandom(500)),
        "--new-passphrase-file",
        case.made.passphrase_file,
    ),
    "an empty new passphrase": lambda case: (
        "key",
        "change",
        *case.made.words,
        "--new-passphrase-file",
        case.file("new", b""),
    ),
    "a key file over a file": lambda case: (
        "key",
        "add-file",
        case.made.folder,
        case.file("there", b"already"),
        *case.made.words[1:],
    ),
}

QUESTIONS: dict[str, Callable[[Case], Words]] = {
    "a reference to nothing": lambda case: ("show", *case.made.words, "person:" + "0" * 32),
    "a reference that is none": lambda case: ("show", *case.made.words, "?"),
    "an empty reference": lambda case: ("show", *case.made.words, ""),
    "a reference of half a sign": lambda case: ("show", *case.made.words, "\udcff"),
    "a name that several have": lambda case: ("show", *case.made.words, MARKER),
    "merge one": lambda case: ("merge", *case.made.words, case.made.person),
    "merge one twice": lambda case: (
        "merge",
        *case.made.words,
        case.made.person,
        case.made.person,
    ),
    "unmerge what is single": lambda case: ("unmerge", *case.made.words, case.made.person),
    "erase without yes": lambda case: ("erase", *case.made.words, case.made.person),
    "an empty question": lambda case: ("search", *case.made.words, ""),
    "a kind that is none": lambda case: ("search", *case.made.words, "x", "--kind", "ghost"),
    "undo a step that is none": lambda case: ("undo", *case.made.words, "--step", "99"),
    "redo nothing": lambda case: ("redo", *case.made.words),
}

DOCUMENTS: dict[str, Callable[[Case], Words]] = {
    "no plan": lambda case: ("import", *case.made.words, "--plan", case.output),
    "a plan that is no JSON": lambda case: (
        "import",
        *case.made.words,
        "--plan",
        case.file("plan", b"{"),
    ),
    "a plan of the wrong shape": lambda case: (
        "import",
        *case.made.words,
        "--plan",
        case.file("plan", json.dumps({"format": "parvanda-import-plan", "version": 1}).encode()),
    ),
    "a plan of deep brackets": lambda case: (
        "import",
        *case.made.words,
        "--plan",
        case.file("plan", b"[" * 1_000_000),
    ),
    "a binary plan": lambda case: (
        "import",
        *case.made.words,
        "--plan",
        case.file("plan", os.urandom(99)),
    ),
    "a plan out over a file": lambda case: (
        "import",
        *case.made.words,
        case.file("a.txt", b"a text"),
        "--plan-out",
        case.file("there", b"already"),
    ),
    "a sheet over a file": lambda case: (
        "key",
        "sheet",
        *case.made.words,
        "-o",
        case.file("there", b"already"),
    ),
    "names of a binary file": lambda case: ("names", "--pairs", case.file("pairs", b"\xff\xff")),
}


def _share(case: Case, *words: Word) -> Words:
    into = ("--audience", "internal", "-o", case.output)
    return "share", *case.made.words, case.made.person, *into, *words


def _receive(case: Case, data: bytes, *words: Word) -> Words:
    return "receive", *case.made.words, case.file("archive.age", data), *words


BETWEEN_DESKS: dict[str, Callable[[Case], Words]] = {
    "a recipient that is no key": lambda case: _share(case, "--to", "age1nokey"),
    "a recipient nobody knows": lambda case: _share(case, "--to", "nobody"),
    "an empty recipient": lambda case: _share(case, "--to", " "),
    "an audience that is none": lambda case: (
        *("share", *case.made.words, case.made.person, "--to", "x"),
        *("--audience", "everybody", "-o", case.output),
    ),
    "an archive that is empty": lambda case: _receive(case, b""),
    "an archive that is text": lambda case: _receive(case, b"a letter\n" * 100),
    "an archive of noise": lambda case: _receive(case, os.urandom(5000)),
    "an archive with nothing behind its head": lambda case: _receive(
        case, b"age-encryption.org/v1\n"
    ),
    "no archive": lambda case: ("receive", *case.made.words, case.output),
    "a folder as archive": lambda case: ("receive", *case.made.words, case.tree.inputs),
    "a card that is none": lambda case: ("partner", *case.made.words, case.file("card", b"hello")),
    "a partner nobody knows": lambda case: ("partner", *case.made.words, "--verified", "nobody"),
    "a load of noise": lambda case: ("load", *case.made.words, case.file("a", os.urandom(999))),
    "a load of other JSON": lambda case: ("load", *case.made.words, case.file("a", b'{"a": 1}\n')),
    "an empty load": lambda case: ("load", *case.made.words, case.file("a", b"")),
    "a format that is none": lambda case: (
        *("export", *case.made.words),
        *("--format", "doc", "-o", case.output),
    ),
    "a dossier of nobody": lambda case: (
        *("dossier", *case.made.words, "person:" + "0" * 32),
        *("--audience", "internal", "-o", case.output),
    ),
    "a dossier in no language": lambda case: (
        *("dossier", *case.made.words, case.made.person, "--language", "xx"),
        *("--audience", "internal", "-o", case.output),
    ),
    "a dossier from no template": lambda case: (
        *("dossier", *case.made.words, case.made.person, "--template", "../x"),
        *("--audience", "internal", "-o", case.output),
    ),
    "a dossier of no day": lambda case: (
        *("dossier", *case.made.words, case.made.person, "--date", "2017-02-30"),
        *("--audience", "internal", "-o", case.output),
    ),
    "a dossier into no folder": lambda case: (
        *("dossier", *case.made.words, case.made.person),
        *("--audience", "internal", "-o", case.output / "below" / "x.pdf"),
    ),
}

CASES = VAULTS | PASSPHRASES | QUESTIONS | DOCUMENTS | BETWEEN_DESKS


def _bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _faults(ended: Ended) -> list[str]:
    """What is wrong with a refusal: its exit code, its sentence, its output."""
    lines = ended.err.strip().splitlines()
    checks = {
        f"exit code {ended.code}: {ended.err}": ended.code != REFUSED,
        f"on standard output: {ended.out}": bool(ended.out),
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
    assert _faults(ended) == []
    assert (_bytes_of(vault.folder), _bytes_of(tree.inputs)) == before
    assert not case.output.exists()
    assert [path.name for path in tree.work.iterdir()] == [vault.folder.name]


MISUSES: dict[str, Words] = {
    "no such verb": ("ghost",),
    "no vault": ("stats",),
    "no words to look for": ("search", "somewhere"),
    "an option that is none": ("stats", "somewhere", "--ghost"),
    "a limit of nothing": ("search", "somewhere", "x", "--limit", "0"),
    "a limit that is no number": ("search", "somewhere", "x", "--limit", "many"),
    "a split that is none": ("import", "somewhere", "x", "--split", "twice"),
    "one name alone": ("names", "one"),
    "nothing to import": ("import", "somewhere"),
}


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
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(500),
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
    assert "1 new article" in ended.out
    assert warm.run("parvanda", "verify", *vault.words).code == DONE


def test_broken_utf_8_is_taken_in_and_told(vault: Made, tree: Tree, warm: Warm) -> None:
    """Seen red with a reader that decodes strictly: nothing is taken in."""
    bad = Case(vault, tree).file("broken.txt", "Слова, ".encode() * 30 + b"\xd0\xff\xfe tail\n")
    ended = warm.run("parvanda", "import", *vault.words, bad)
    assert ended.code == DONE
    assert "1 new article" in ended.out


FIFTY = 50 * 1024 * 1024


def test_fifty_megabytes_on_one_line_take_bounded_time_and_memory(vault: Made, tree: Tree) -> None:
    """Seen red with the limits of the reading process (`Limits`) raised to 16 GiB."""
    path = Case(vault, tree).file("long.txt", b"")
    with path.open("wb") as file:
        file.writelines(b"an invented word " * 65536 for _piece in range(FIFTY // (17 * 65536)))
    program = subprocess.Popen(
        [*map(str, (*PARVANDA, "import", *vault.words, path))],
        cwd=tree.work,
        env=tree.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    _pid, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    out, err = program.communicate()
    assert program.returncode in (DONE, REFUSED), err
    assert out.strip() or err.strip()
    assert used.ru_maxrss < 2 * 1024 * 1024  # KiB
    assert used.ru_utime + used.ru_stime < 120
    with vault.open() as it:
        assert it.verify() == ()
        assert len(it.reader.all_of("person")) == 2


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
    assert not set(told.out) & set("\x1b\x07\x85\x9b")
    assert HARMFUL in json.dumps(told.json(), ensure_ascii=False) or told.json()


@pytest.mark.parametrize(
    "query", ['"', "(", "AND", "*", "?*", "name:", "[2017 TO", "~", "\\", "a" * 5000]
)
def test_a_broken_question_is_answered_or_refused(query: str, vault: Made, warm: Warm) -> None:
    """Seen red with a parser that raises what Whoosh raises: the fault of ours, 70."""
    ended = warm.run("parvanda", "search", *vault.words, query)
    assert ended.code in (DONE, REFUSED)
    assert ended.out if ended.code == DONE else _faults(ended) == []


def test_a_passphrase_from_standard_input_opens(vault: Made, tree: Tree) -> None:
    """The way on where no file is wanted; seen red with "-" taken for a file's name."""
    from tests.safety.running import parvanda

    data = vault.passphrase_file.read_bytes()
    ended = parvanda(tree, "stats", vault.folder, "--passphrase-file", "-", stdin=data)
    assert ended.code == DONE


def test_a_second_instance_is_refused(vault: Made, warm: Warm) -> None:
    """Seen red with `BEGIN EXCLUSIVE` left out of `database._connect`: a second one reads along."""
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
