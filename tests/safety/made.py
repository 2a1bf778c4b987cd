"""Vaults and files made for the safety tests, with marker words in them that must not leak.

The markers are invented: no word of any language holds them, so whatever file holds one has it from
the vault. They differ from each other, so that a leak names the way it took.
"""

import base64
from dataclasses import dataclass
from pathlib import Path

from casefiles.model.claim import Citation, Passage
from casefiles.model.values import Text
from casefiles.operations.keeping import recovery_sheet
from casefiles.seal.passphrase import LEAST_MEMORY_KIB, Cost
from casefiles.vault import Unlocking, Vault

CHEAP = Cost(memory_kib=LEAST_MEMORY_KIB, passes=1, lanes=1)
MARKER = "Qvyzorthamel"
CYRILLIC = "Жухвзигорат"
PASSPHRASE = f"passphrase of {MARKER} and {CYRILLIC}"
MARKERS = (MARKER, CYRILLIC)


@dataclass(frozen=True, slots=True)
class Made:
    """A locked vault made for a test, with what opens it; `person` is a record in it."""

    folder: Path
    passphrase_file: Path
    sheet_file: Path
    person: str
    other: str

    def open(self) -> Vault:
        """Open it with the passphrase."""
        return Vault.open(self.folder, Unlocking(PASSPHRASE))

    @property
    def words(self) -> tuple[str | Path, ...]:
        """The words of a command line that name and open it."""
        return self.folder, "--passphrase-file", self.passphrase_file


def make_vault(work: Path, inputs: Path) -> Made:
    """A small vault with two persons and a source, all of whose words are markers."""
    folder = work / "case.parvanda"
    with Vault.create(folder, PASSPHRASE, author=f"author {MARKER}", cost=CHEAP) as vault:
        refs = [_add(vault, f"{word} {MARKER} person") for word in (CYRILLIC, "Second")]
        sheet = recovery_sheet(vault)
    inputs.mkdir(parents=True, exist_ok=True)
    (inputs / "passphrase.txt").write_text(PASSPHRASE + "\n", "utf-8")
    (inputs / "sheet.txt").write_text(sheet, "utf-8")
    return Made(folder, inputs / "passphrase.txt", inputs / "sheet.txt", *refs)


def _add(vault: Vault, name: str) -> str:
    with vault.step("add") as step:
        source = step.create("source")
        step.say(source.id, "title", Text(f"{CYRILLIC} {MARKER} title"))
        ref = step.create("person")
        cited = (Citation(source.id, Passage(1, 2), f"{MARKER} quoted {CYRILLIC}"),)
        for name_number in range(3):
            step.say(ref.id, "name", Text(f"{name} {name_number}"), citations=cited)
        step.say(ref.id, "note", Text(f"A note: {MARKER}, {CYRILLIC}."))
        step.about(ref)
    return str(ref)


ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "base64", "reversed")


def encoded(word: str, encoding: str) -> list[bytes]:
    """The forms a word can have in a file; base64 has three, by where the word begins."""
    if encoding == "base64":
        # The first and last signs depend on the neighbours; the middle of the word does not.
        shifted = [base64.b64encode(b"\0" * by + word.encode()) for by in range(3)]
        return [form[4 if by else 0 : -4] for by, form in enumerate(shifted)]
    if encoding == "reversed":
        return [word[::-1].encode()]
    try:
        return [word.encode(encoding)]
    except UnicodeEncodeError:
        return []


def leaks(data: bytes) -> list[str]:
    """The markers in these bytes, with the encoding each was found in."""
    return [
        f"{word} as {encoding}"
        for word in MARKERS
        for form in (word, word.casefold(), word.upper())
        for encoding in ENCODINGS
        if any(one in data for one in encoded(form, encoding))
    ]
