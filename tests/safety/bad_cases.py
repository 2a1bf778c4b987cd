"""Commands that must be refused, by a name that says what is wrong with each."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.safety.made import MARKER, Made
from tests.safety.running import Tree, Word


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
    "an empty sheet": lambda case: (
        "key",
        "change",
        case.made.folder,
        "--recovery-sheet",
        case.file("sheet", b""),
        "--new-passphrase-file",
        case.made.passphrase_file,
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
