"""How long looking for duplicates takes in a large archive, and what it finds: read the figures.

    python tests/benchmarks/duplicates.py [PERSONS] [--profile]

50,000 persons whose names are as common as names are (a few very common, most rare), with births,
places and incidents; every fiftieth is written down twice: in Cyrillic, with an ending dropped, the
surname first, or one part left out. Not a test: nothing here passes or fails, no test is timed.
"""

import argparse
import cProfile
import os
import pstats
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from casefiles.insight.alike.facts import gather
from casefiles.insight.alike.looking import look
from casefiles.insight.alike.persons import candidates, comparable
from casefiles.ledger.database import Database, DatabaseKey
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.step import Step
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.values import Link, TermValue, Text, When

BEGINS = ("Za", "Sa", "Ru", "Fa", "Di", "Ni", "Mu", "U", "Ba", "Pa", "Jo", "Ko", "Ma", "Sho", "Gu")
MIDDLES = ("fa", "da", "rukh", "li", "go", "mi", "ha", "ri", "me", "hro", "rvi", "na", "sta", "bo")
ENDS = ("r", "n", "d", "z", "m", "l", "sh", "t", "b", "k")
CYRILLIC = {
    "sh": "ш",
    "kh": "х",
    "zh": "ж",
    "ch": "ч",
    "a": "а",
    "b": "б",
    "d": "д",
    "e": "е",
    "f": "ф",
    "g": "г",
    "h": "ҳ",
    "i": "и",
    "j": "ҷ",
    "k": "к",
    "l": "л",
    "m": "м",
    "n": "н",
    "o": "о",
    "p": "п",
    "r": "р",
    "s": "с",
    "t": "т",
    "u": "у",
    "v": "в",
    "y": "й",
    "z": "з",
}


@dataclass
class Someone:
    """A person as the first record has them."""

    given: str
    surname: str
    year: int
    place: int


def words(chance: random.Random, count: int) -> list[str]:
    """That many invented names, the first of which will be the commonest."""
    made: dict[str, None] = {}
    while len(made) < count:
        middle = "".join(chance.choices(MIDDLES, k=chance.choice((1, 1, 2))))
        made[chance.choice(BEGINS) + middle + chance.choice(ENDS)] = None
    return list(made)


def chosen(chance: random.Random, names: list[str]) -> str:
    """Zipf's law: the second name is half as common as the first."""
    return names[min(len(names) - 1, int(len(names) ** chance.random()) - 1)]


def cyrillic(name: str) -> str:
    """The name as a Tajik typist would write it."""
    lower = name.lower()
    for latin, letter in CYRILLIC.items():
        lower = lower.replace(latin, letter)
    return lower.title()


def again(chance: random.Random, one: Someone) -> str:
    """The same person as somebody else wrote them down."""
    given, surname = one.given, one.surname
    way = chance.randrange(4)
    if way == 0:
        return f"{cyrillic(surname)} {cyrillic(given)}"
    if way == 1:
        return f"{given} {surname.removesuffix('ov')}i"
    if way == 2:
        return f"{surname}, {given}"
    return f"{cyrillic(given)} {cyrillic(surname)}"


def fill(step: Step, persons: int) -> list[tuple[Ref, Ref]]:
    """The persons; returns those written down twice."""
    chance = random.Random(23)
    given, surnames = words(chance, 1500), [one + "ov" for one in words(chance, 6000)]
    places = [step.create("place") for _ in range(400)]
    incidents = [step.create("incident") for _ in range(persons // 10)]
    twice = []
    for number in range(persons - persons // 50):
        one = Someone(
            chosen(chance, given),
            chosen(chance, surnames),
            chance.randrange(1940, 2000),
            chance.randrange(len(places)),
        )
        first = person(step, f"{one.given} {one.surname}", one, places, chance)
        if number % 5 == 0:
            act = step.create("act")
            step.say(act.id, "victim", Link(first.id))
            step.say(act.id, "incident", Link(chance.choice(incidents).id))
        if number % 49 == 0:
            twice.append((first, person(step, again(chance, one), one, places, chance)))
    return twice


def person(step: Step, name: str, one: Someone, places: list[Ref], chance: random.Random) -> Ref:
    """One record; of birth and place it knows now one, now the other, now both."""
    ref = step.create("person")
    step.say(ref.id, "name", Text(name))
    step.say(ref.id, "sex", TermValue("male"))
    if chance.random() < 0.7:
        step.say(ref.id, "born", When(UncertainDate(str(one.year))))
    if chance.random() < 0.7:
        step.say(ref.id, "lives_in", Link(places[one.place].id))
    return ref


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("persons", nargs="?", type=int, default=50_000)
    asked.add_argument("--profile", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="parvanda-figures-") as folder:
        key = DatabaseKey(os.urandom(32), os.urandom(16))
        ledger = Ledger.create(Database.create(Path(folder) / "ledger.db", key))
        step = Step("import", "N.")
        twice = fill(step, given.persons)
        ledger.commit(step)
        print(f"Duplicates among {given.persons:,} persons, {len(twice):,} written down twice")
        _measure(ledger, twice, profiled=given.profile)
        ledger.database.close()


def _measure(ledger: Ledger, twice: list[tuple[Ref, Ref]], *, profiled: bool) -> None:
    with _told("gathering"):
        every = gather(ledger, "person")
    facts = {one: told for one, told in every.items() if comparable(told)}
    with _told("meeting by keys"):
        met = candidates(facts)
    together = sum((min(a.id, b.id), max(a.id, b.id)) in met for a, b in twice)
    print(f"    {len(met):,} pairs share a key, {together:,} of those written twice")
    profile = cProfile.Profile(time.process_time)
    if profiled:
        profile.enable()
    with _told("the whole look"):
        found = look(ledger, "person", frozenset())
    if profiled:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
    offered = {one.ends for one in found if not one.kin}
    kept = sum(frozenset((a.id, b.id)) in offered for a, b in twice)
    print(f"    {len(offered):,} pairs are offered, {kept:,} of those written twice")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory of the whole process {most:4.0f} MB at most, the import included")


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Print how long the block took."""
    before, worked = time.perf_counter(), time.process_time()
    yield
    took, worked = time.perf_counter() - before, time.process_time() - worked
    print(f"  {what:24} {took:6.2f} s ({worked:.2f} s of work)")


if __name__ == "__main__":
    main()
