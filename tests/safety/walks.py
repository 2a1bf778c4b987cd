"""Walks through the whole command line, full of marker words, for those who watch what it does."""

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.safety.made import CYRILLIC, MARKER, PASSPHRASE, Made
from tests.safety.running import Tree, Word

Walk = Iterator[tuple[Word, ...]]
"""Commands, one after the other, each the words after `parvanda`."""

_OTHER_PASSPHRASE = f"another passphrase of {MARKER} and {CYRILLIC}"


def at_one_desk(tree: Tree, made: Made) -> Walk:
    """What a documenter does alone: find, decide, take back, keep, erase."""
    vault, opens = made.words[0], made.words[1:]
    author = ("--author", f"{MARKER} {CYRILLIC}")
    yield "search", vault, f"{MARKER} {CYRILLIC}", *opens
    yield "search", vault, f"name:{CYRILLIC}~ OR {MARKER}*", "--json", *opens
    yield "show", vault, made.person, *opens
    yield "merge", vault, made.person, made.other, "--reason", f"{MARKER} {CYRILLIC}", *opens
    yield "unmerge", vault, made.person, *author, *opens
    yield "undo", vault, *author, *opens
    yield "redo", vault, *opens
    yield "history", vault, *opens
    yield "names", f"{CYRILLIC} {MARKER}", MARKER
    yield "rebuild", vault, *opens
    yield "erase", vault, made.other, "--yes", "--reason", MARKER, *opens
    yield "stats", vault, "--json", *opens
    yield "verify", vault, *opens


def bringing_and_keeping(tree: Tree, made: Made) -> Walk:
    """What goes in and what opens it: a new vault, documents, passphrase, key file, sheet."""
    opens = ("--passphrase-file", made.passphrase_file)
    other = tree.inputs / "other passphrase.txt"
    other.write_text(_OTHER_PASSPHRASE, "utf-8")
    yield "create", tree.work / "second.parvanda", "--author", CYRILLIC, *opens
    documents = _documents(tree)
    vault, key_file, plan = made.folder, tree.work / "key.bin", tree.work / "plan.json"
    yield "import", vault, documents[0], "--author", f"{MARKER} {CYRILLIC}", *opens
    yield "import", vault, documents[1], "--plan-out", plan, *opens
    yield "import", vault, "--plan", plan, *opens
    yield "search", vault, f'"{MARKER} {CYRILLIC}"', *opens
    yield "key", "add-file", vault, key_file, *opens
    yield "stats", vault, "--key-file", key_file, *opens
    yield "key", "remove-file", vault, key_file, *opens
    yield "key", "change", vault, "--new-passphrase-file", other, *opens
    yield "key", "sheet", vault, "-o", tree.work / "sheet.txt", "--passphrase-file", other


EXPORTS = ("plan.json", "sheet.txt", "dossier.pdf")
"""What the user asks for in plain, by the names the walks give it."""
WALKS: dict[str, Callable[[Tree, Made], Walk]] = {
    "at one desk": at_one_desk,
    "bringing and keeping": bringing_and_keeping,
}


def _documents(tree: Tree) -> list[Path]:
    text = f"{MARKER} {CYRILLIC}\n\nThe invented {MARKER} was seen with {CYRILLIC}.\n"
    made = []
    for number, encoding in enumerate(("utf-8", "cp1251")):
        made.append(tree.inputs / f"{MARKER} {number}.txt")
        made[-1].write_bytes((text * 3 + str(number)).encode(encoding))
    return made


__all__ = ["EXPORTS", "PASSPHRASE", "WALKS", "Walk"]
