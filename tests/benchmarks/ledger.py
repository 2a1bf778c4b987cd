"""How long the ledger takes at the size of a large archive: run it, read the figures.

    python tests/benchmarks/ledger.py [PERSONS] [--alone | --vault] [--profile WHAT]

50,000 persons with 200,000 claims as one Step, then Steps of three claims, rebuilding, verifying,
opening and undoing; once the ledger alone, once in a vault with its search index. Not a test:
nothing here passes or fails, and no test is timed.
"""

import argparse
import cProfile
import os
import pstats
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from casefiles.ledger import history
from casefiles.ledger.database import Database, DatabaseKey
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.ledger.step import Step
from casefiles.ledger.verify import verify
from casefiles.model.claim import Citation
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Link, Text, When
from casefiles.seal.passphrase import LEAST_MEMORY_KIB, Cost
from casefiles.vault import Unlocking, Vault

PASSPHRASE = "seven made up words for the figures"
CHEAP = Cost(LEAST_MEMORY_KIB, 1, 1)
FIRST = "Zafar Sadriddin Rustam Farrukh Dilorom Nigora Munira Zarina Umed Safar Bahrom Parvina"
LAST = "Kabirov Rahimov Nazarova Yusufov Saidov Qodirov Hakimova Sharipov Davlatov Olimova"

_profiled = ""


def fill(step: Step, persons: int) -> list[Ref]:
    """`persons` with four claims each: kind, name with a citation, birth, place."""
    chance = random.Random(20)
    places = [_named(step, "place", f"Village {number}") for number in range(500)]
    source = _named(step, "source", "A list")
    refs = []
    for number in range(persons):
        ref = step.create("person")
        name = f"{chance.choice(FIRST.split())} {chance.choice(LAST.split())} {number}"
        step.say(ref.id, "name", Text(name), citations=[Citation(source.id)])
        year = chance.randrange(1940, 2000)
        step.say(ref.id, "born", When(UncertainDate.parse(f"{year}")))
        step.say(ref.id, "lives_in", Link(chance.choice(places).id))
        refs.append(ref)
    return refs


def small_steps(step: Callable[[], object], count: int = 200) -> None:
    """Steps of three claims on persons that are there."""
    took = []
    for _ in range(count):
        before = time.perf_counter()
        step()
        took.append(time.perf_counter() - before)
    took.sort()
    middle, late = statistics.median(took), took[int(count * 0.95)]
    print(f"  a Step of three claims   p50 {middle * 1000:.1f} ms, p95 {late * 1000:.1f} ms")


@contextmanager
def told(what: str) -> Iterator[None]:
    """Print how long the block took; profile it if it was asked for."""
    profile = cProfile.Profile(time.process_time) if _profiled and _profiled in what else None
    before, worked = time.perf_counter(), time.process_time()
    if profile:
        profile.enable()
    yield
    if profile:
        profile.disable()
    took, worked = time.perf_counter() - before, time.process_time() - worked
    print(f"  {what:24} {took:.2f} s ({worked:.2f} s of work)")
    if profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        pstats.Stats(profile).sort_stats("cumtime").print_stats(35)


def alone(folder: Path, persons: int) -> None:
    """The ledger without an index."""
    path, key = folder / "ledger.db", DatabaseKey(os.urandom(32), os.urandom(16))
    ledger = Ledger.create(Database.create(path, key))
    refs = _import(ledger, persons)
    small_steps(lambda: _three_claims(ledger, random.choice(refs).id))
    with told("rebuild"):
        ledger.rebuild()
    with told("verify"):
        assert verify(ledger) == ()
    ledger.database.close()
    with told("open, first 50 rows"):
        ledger = Ledger.open(Database.open(path, key))
        assert len(Reader(ledger).page("person", limit=50)) == 50
    _undo_and_redo(ledger)
    print(f"  size                     {path.stat().st_size / 1e6:.0f} MB")
    ledger.database.close()


def in_vault(folder: Path, persons: int) -> None:
    """The same with the search index beside it."""
    vault = Vault.create(folder / "case", PASSPHRASE, cost=CHEAP)
    refs = _import(vault.ledger, persons)
    small_steps(lambda: _three_claims(vault.ledger, random.choice(refs).id), count=60)
    with told("rebuild"):
        vault.rebuild()
    with told("verify"):
        assert vault.verify() == ()
    vault.close()
    with told("open, first 50 rows"):
        vault = Vault.open(folder / "case", Unlocking(PASSPHRASE))
        assert len(vault.reader.page("person", limit=50)) == 50
    _undo_and_redo(vault.ledger)
    print(f"  size                     {(vault.folder / 'vault.db').stat().st_size / 1e6:.0f} MB")
    vault.close()


def _import(ledger: Ledger, persons: int) -> list[Ref]:
    step = Step("import", "N.")
    refs = fill(step, persons)
    with told(f"import {len(step.claims):,} claims"):
        ledger.commit(step)
    return refs


def _undo_and_redo(ledger: Ledger) -> None:
    with told("undo of the small Steps"):
        while (newest := history.next_undo(ledger)) and newest.number > 1:
            history.undo(ledger, author="N.")
    with told("undo of the import"):
        history.undo(ledger, author="N.")
    with told("redo of the import"):
        history.redo(ledger, author="N.")


def _three_claims(ledger: Ledger, person: RecordId) -> None:
    with ledger.step("change", author="N.") as step:
        for number in range(3):
            step.say(person, "note", Text(f"something that was said, {number}"))


def _named(step: Step, kind: str, name: str) -> Ref:
    ref = step.create(kind)
    step.say(ref.id, "title" if kind == "source" else "name", Text(name))
    return ref


def main() -> None:
    """Print the figures."""
    global _profiled  # noqa: PLW0603 - a script
    asked = argparse.ArgumentParser()
    asked.add_argument("persons", nargs="?", type=int, default=50_000)
    asked.add_argument("--alone", action="store_true")
    asked.add_argument("--vault", action="store_true")
    asked.add_argument("--profile", default="")
    given = asked.parse_args()
    _profiled = given.profile
    folder = Path(tempfile.mkdtemp(prefix="parvanda-figures-"))
    try:
        if given.alone or not given.vault:
            print("The ledger alone")
            alone(folder, given.persons)
        if given.vault or not given.alone:
            print("In a vault, with its index")
            in_vault(folder, given.persons)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
