"""kill -9 at random moments of edits and imports: nothing acknowledged is lost, nothing is torn.

A documenter (`editor`) works in a process of its own and acknowledges each act once it is saved;
the process is killed after a random time, and the vault opened again: 200 times over all. What the
kill leaves on the disk, a journal included, holds no marker word.
"""

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from casefiles.ledger import files, history, tables
from casefiles.model.ids import Ref
from casefiles.vault import Vault
from tests.safety.conftest import copied
from tests.safety.editor import NAMES, opened
from tests.safety.made import MARKER, Made, leaks
from tests.safety.running import Tree, Warm

EDITS, IMPORTS, PARTS = 140, 60, 4
"""Cycles in all, and into how many tests they are divided, so that several cores share them."""
AFRESH = 12
"""Cycles after which a small vault is taken again: what many cycles leave makes each one slow."""


@dataclass
class Seen:
    """What was acknowledged in a vault's life, and what had become of it after each kill."""

    persons: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)

    def hear(self, lines: str) -> None:
        """Note acknowledgements. A line without an end was never fully said."""
        for line in lines.splitlines(keepends=True):
            if line.endswith("\n"):
                told: dict[str, Any] = json.loads(line)
                self.persons |= {told[key] for key in ("person",) if key in told}
                self.files |= {told[key] for key in ("file", "source") if key in told}

    def look(self, vault: Vault) -> None:
        """Compare with the vault as it is now; collects all that is not as it was told."""
        if history.past(vault.ledger, limit=1)[0].act == history.UNDO:
            history.redo(vault.ledger, author="")  # killed between an undo and its redo
        self.lost += [str(damage) for damage in vault.verify()]
        there = [one.ref for one in vault.reader.all_of("person")]
        self.lost += sorted(self.persons - set(map(str, there)))
        self.lost += [f"torn: {ref}" for ref in there if _names(vault, ref) % NAMES]
        stored = set(_stored(vault))
        self.lost += sorted(self.files - {one.hex() for one in stored})
        with vault.database.reading() as connection:
            self.lost += [f"orphan: {one.hex()}" for one in stored - files.used(connection)]


class Moment(NamedTuple):
    """When to kill: so many seconds after so many acknowledgements, however slow the machine."""

    acknowledged: int
    seconds: float


def _names(vault: Vault, ref: Ref) -> int:
    return len(vault.reader.statements(ref)["name"])


def _stored(vault: Vault) -> Iterator[bytes]:
    with vault.database.reading() as connection:
        digests = {row.sha256 for row in connection.execute(tables.chunk.select())}
    for sha256 in digests:
        vault.get_file(sha256)  # raises if a byte of it is not what was put
        yield sha256


def _cycle(warm: Warm, seen: Seen, moment: Moment, act: str, made: Made, *more: Path) -> None:
    child = warm.start(act, made.folder, made.sheet_file, *more)
    child.wait_for_lines(moment.acknowledged)
    time.sleep(moment.seconds)
    os.kill(child.pid, signal.SIGKILL)
    ended = child.ended()
    assert ended.code in (-9, 0), ended.err
    assert not [one for path in made.folder.iterdir() for one in leaks(path.read_bytes())]
    seen.hear(ended.out)
    with opened(made.folder, made.sheet_file) as vault:
        seen.look(vault)


def _afresh(made: Made, tree: Tree) -> tuple[Made, Seen]:
    shutil.rmtree(tree.work / made.folder.name, ignore_errors=True)
    return copied(made, tree), Seen()


@pytest.mark.parametrize("part", range(PARTS))
def test_no_acknowledged_edit_is_lost(part: int, warm: Warm, made_once: Made, tree: Tree) -> None:
    """Seen red with `careless`, which acknowledges before it saves (the test below)."""
    chance, heard = random.Random(part), 0
    for cycle in range(EDITS // PARTS):
        if cycle % AFRESH == 0:
            made, seen = _afresh(made_once, tree)
        moment = Moment(chance.randrange(6), chance.uniform(0, 0.08))
        _cycle(warm, seen, moment, "edit", made)
        assert seen.lost == []
        heard = max(heard, len(seen.persons))
    assert heard > AFRESH, "hardly anything was saved before the kills: nothing was tested"


@pytest.mark.parametrize("part", range(PARTS))
def test_no_acknowledged_import_is_lost(part: int, warm: Warm, made_once: Made, tree: Tree) -> None:
    """Seen red with files swept before the Step that names them (`files.used` without articles)."""
    chance, heard = random.Random(100 + part), 0
    for cycle in range(IMPORTS // PARTS):
        if cycle % AFRESH == 0:
            made, seen = _afresh(made_once, tree)
        inputs = tree.inputs / f"cycle {cycle}"
        inputs.mkdir()
        for number in range(3):
            text = f"{MARKER} {cycle} {number}\n" + f"An invented line {cycle * number}.\n" * 400
            (inputs / f"{number}.txt").write_text(text, "utf-8")
        moment = Moment(chance.randrange(3), chance.uniform(0, 1.2))
        _cycle(warm, seen, moment, "bring", made, inputs)
        assert seen.lost == []
        heard = max(heard, len(seen.files))
    assert heard > 3, "hardly anything was imported before the kills: nothing was tested"


def test_an_acknowledgement_before_saving_would_be_seen(
    warm: Warm, vault: Made, tree: Tree
) -> None:
    """The planted fault: this documenter says "done" before the Step is written."""
    seen = Seen()
    child = warm.start("careless", vault.folder, vault.sheet_file)
    seen.hear(child.ended().out)
    with opened(vault.folder, vault.sheet_file) as opening:
        seen.look(opening)
    assert len(seen.lost) == 1

