"""kill -9 at random moments of edits and imports: nothing acknowledged is lost, nothing is torn.

A documenter (`editor`) works in a process of its own and acknowledges each act once it is saved;
the process is killed after a random time, and the vault opened again: 200 times over all. What the
kill leaves on the disk, a journal included, holds no marker word.
"""

import random
import shutil
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.safety.conftest import copied
from tests.safety.editor import opened
from tests.safety.made import MARKER, Made, leaks
from tests.safety.running import Tree, Warm
from tests.safety.seen import Seen

EDITS, IMPORTS, PARTS = 140, 60, 4
"""Cycles in all, and into how many tests they are divided, so that several cores share them."""
FILES = 8
"""Files for each cycle of imports: more than can be read before the kill."""
AFRESH = 12
"""Cycles after which a small vault is taken again: what many cycles leave makes each one slow."""


class Moment(NamedTuple):
    """When to kill: so many seconds after so many acknowledgements, however slow the machine."""

    acknowledged: int
    seconds: float


def _cycle(warm: Warm, seen: Seen, moment: Moment, act: str, made: Made, *more: Path) -> None:
    child = warm.start(act, made.folder, made.sheet_file, *more)
    child.wait_for_lines(moment.acknowledged)
    time.sleep(moment.seconds)
    ended = child.ended("kill")
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
    """Seen red with all files swept at the next opening (`files.used` returning nothing)."""
    chance, heard = random.Random(100 + part), 0
    for cycle in range(IMPORTS // PARTS):
        if cycle % AFRESH == 0:
            made, seen = _afresh(made_once, tree)
        inputs = tree.inputs / f"cycle {cycle}"
        inputs.mkdir()
        for number in range(FILES):
            text = f"{MARKER} {cycle} {number}\n" + f"An invented line {cycle * number}.\n" * 400
            (inputs / f"{number}.txt").write_text(text, "utf-8")
        moment = Moment(chance.randrange(FILES // 2), chance.uniform(0, 0.6))
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
