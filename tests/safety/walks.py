"""Walks through the whole command line, full of marker words, for those who watch what it does."""

from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

from casefiles.vault import Vault
from tests.safety.made import CHEAP, CYRILLIC, MARKER, PASSPHRASE, Made
from tests.safety.running import Ended, Tree, Word

Walk = Generator[tuple[Word, ...], Ended, None]
"""Commands, one after the other, each the words after `parvanda`; their answers are sent in."""

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


def between_two_desks(tree: Tree, made: Made) -> Walk:
    """What leaves and what comes: a dossier, archives, cards, the open interchange."""
    theirs = replace(made, folder=tree.work / "partner.parvanda")
    Vault.create(theirs.folder, PASSPHRASE, author=f"{CYRILLIC} partner", cost=CHEAP).close()
    secret, card = tree.inputs / "archive passphrase.txt", tree.inputs / "card.txt"
    secret.write_text(_OTHER_PASSPHRASE, "utf-8")
    told = yield "card", "--name", f"{MARKER} {CYRILLIC}", "--json", *theirs.words
    card.write_text(told.json()["card"], "utf-8")
    yield "partner", made.folder, card, *made.words[1:]
    yield "partner", "--verified", f"{MARKER} {CYRILLIC}", *made.words
    share = ("share", made.folder, made.person, "--audience", "internal", *made.words[1:])
    signed, sealed = tree.work / "archive-1.age", tree.work / "archive-2.age"
    yield *share, "--to", f"{MARKER} {CYRILLIC}", "-o", signed
    yield *share, "--with-passphrase", secret, "-o", sealed
    yield "receive", theirs.folder, signed, "--try", *theirs.words[1:]
    yield "receive", theirs.folder, signed, "--author", MARKER, *theirs.words[1:]
    yield "receive", theirs.folder, sealed, "--with-passphrase", secret, *theirs.words[1:]
    yield "export", theirs.folder, "-o", tree.work / "open.jsonl", *theirs.words[1:]
    yield "load", made.folder, tree.work / "open.jsonl", *made.words[1:]
    pdf = ("-o", tree.work / "dossier.pdf")
    yield "dossier", made.folder, made.person, "--audience", "internal", *pdf, *made.words[1:]


EXPORTS = ("plan.json", "sheet.txt", "dossier.pdf", "open.jsonl")
"""What the user asks for in plain, by the names the walks give it."""
WALKS: dict[str, Callable[[Tree, Made], Walk]] = {
    "at one desk": at_one_desk,
    "bringing and keeping": bringing_and_keeping,
    "between two desks": between_two_desks,
}


def _documents(tree: Tree) -> list[Path]:
    text = f"{MARKER} {CYRILLIC}\n\nThe invented {MARKER} was seen with {CYRILLIC}.\n"
    made = []
    for number, encoding in enumerate(("utf-8", "cp1251")):
        made.append(tree.inputs / f"{MARKER} {number}.txt")
        made[-1].write_bytes((text * 3 + str(number)).encode(encoding))
    return made
