"""Documenters at work who may be killed at any moment: each act is acknowledged once it is saved.

An acknowledgement is one line on standard output, written by one system call after the Step (or
the import) has returned: what it names must be there at every later opening. `careless` is the
planted fault: it acknowledges first and saves afterwards.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

from casefiles.errors import DiskFull
from casefiles.intake.plan import plan_import
from casefiles.ledger import history
from casefiles.model.claim import Citation, Passage
from casefiles.model.values import FileValue, Text
from casefiles.operations.importing import VaultTexts, take_in
from casefiles.seal.recovery import parse_sheet
from casefiles.vault import Unlocking, Vault
from tests.safety.made import MARKER

NAMES = 3
"""A record written here has three names from one Step: with fewer, a Step was torn."""


def opened(folder: Path, sheet: Path) -> Vault:
    """The vault, opened with its recovery sheet: without the cost of a passphrase."""
    return Vault.open(folder, Unlocking(sheet=parse_sheet(sheet.read_text("utf-8"))))


def edit(folder: Path, sheet: Path) -> int:
    """Write records, files, undo and redo, until killed."""
    with opened(folder, sheet) as vault:
        number = 0
        while True:
            number += 1
            _acknowledge(person=_add_person(vault, number))
            if number % 3 == 0:
                _acknowledge(file=_add_file(vault))
            if number % 4 == 0:
                history.undo(vault.ledger, author="")
                _acknowledge(undone=history.redo(vault.ledger, author="")[0].number)


def careless(folder: Path, sheet: Path) -> int:
    """The planted fault: acknowledges a Step before it is written."""
    with opened(folder, sheet) as vault:
        with vault.step("add") as step:
            ref = step.create("person")
            for number in range(NAMES):
                step.say(ref.id, "name", Text(f"{MARKER} {number}"))
            _acknowledge(person=str(ref))
            os.kill(os.getpid(), 9)
        return 0


def bring(folder: Path, sheet: Path, inputs: Path) -> int:
    """Import the files of a folder one by one, until killed or done."""
    with opened(folder, sheet) as vault:
        for path in sorted(inputs.iterdir()):
            made = plan_import([path], VaultTexts(vault))
            take_in(vault, plan=made)
            _acknowledge(source=made.files[0].sha256)
    return 0


def until_full(folder: Path, sheet: Path) -> int:
    """Write until the disk is full; then read on with the same open vault."""
    with opened(folder, sheet) as vault:
        try:
            while True:
                _acknowledge(person=_add_person(vault, 0))
                _acknowledge(file=_add_file(vault))
        except DiskFull:
            assert vault.reader.all_of("person")
    return 0


def half_a_file(folder: Path, sheet: Path) -> int:
    """Begin to keep a file that is too large for the disk; end as a program that is closed."""
    with opened(folder, sheet) as vault:
        try:
            vault.put_file(os.urandom(8 << 20))
        except DiskFull:
            _acknowledge(refused="full")
    return 0


def _add_person(vault: Vault, number: int) -> str:
    with vault.step("add") as step:
        ref = step.create("person")
        for name in range(NAMES):
            step.say(ref.id, "name", Text(f"{MARKER} {number} {name}"))
        step.about(ref)
    return str(ref)


def _add_file(vault: Vault) -> str:
    data = os.urandom(16) + MARKER.encode() * 100_000  # more than one chunk
    sha256 = vault.put_file(data)
    with vault.step("add") as step:
        ref = step.create("source")
        step.say(ref.id, "original", FileValue(sha256, f"{MARKER}.bin", "", len(data)))
        step.say(ref.id, "title", Text(MARKER), citations=(Citation(ref.id, Passage()),))
        step.about(ref)
    return sha256.hex()


def _acknowledge(**what: str | int) -> None:
    os.write(1, json.dumps(what).encode() + b"\n")


ACTS: dict[str, Callable[..., int]] = {
    "edit": edit,
    "careless": careless,
    "bring": bring,
    "until_full": until_full,
    "half_a_file": half_a_file,
}
"""What `warm_program` can be asked to run beside the command line."""
