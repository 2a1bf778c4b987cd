"""How long lists of a large archive take: run it, read the figures.

    python tests/benchmarks/lists.py [PERSONS]

50,000 persons with birth, place and source, a fifth of them victims of an act: all ids, narrowed by
typed words, sorted by each usual column, 200 rows, and the list painted without a screen. Not a
test: nothing here passes or fails, and no test is timed.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app import theme
from app.tables.view import ListView
from casefiles.ledger.columns import columns_of, usual_columns
from casefiles.ledger.database import Database, DatabaseKey
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.listing import Listing
from casefiles.ledger.packed import Ids
from casefiles.ledger.step import Step
from casefiles.model.claim import Citation
from casefiles.model.ids import Ref
from casefiles.model.values import Link, TermValue, Text
from tests.benchmarks.ledger import fill

TIMES = 5


def told(what: str, work: Callable[[], object]) -> None:
    """Do it a few times and print how long it took: the first time, and in the middle."""
    took = []
    for _ in range(TIMES):
        before = time.perf_counter()
        work()
        took.append((time.perf_counter() - before) * 1000)
    print(f"  {what:28} first {took[0]:6.1f} ms, median {statistics.median(took):6.1f} ms")


def archive(folder: Path, persons: int) -> Ledger:
    """A ledger of that many persons, every fifth a victim in one of many incidents."""
    key = DatabaseKey(os.urandom(32), os.urandom(16))
    ledger = Ledger.create(Database.create(folder / "ledger.db", key))
    step = Step("import", "N.")
    _add_acts(step, fill(step, persons))
    before = time.perf_counter()
    ledger.commit(step)
    print(f"  import of {len(step.claims):,} claims: {time.perf_counter() - before:.1f} s")
    return ledger


def _add_acts(step: Step, victims: list[Ref]) -> None:
    chance = random.Random(21)
    report = step.create("source")
    step.say(report.id, "title", Text("A report"))
    incidents = [step.create("incident") for _ in range(max(1, len(victims) // 10))]
    for number, incident in enumerate(incidents):
        step.say(incident.id, "title", Text(f"Detention {number}"))
    for victim in victims[::5]:
        act = step.create("act")
        cites = [Citation(report.id)]
        step.say(act.id, "incident", Link(chance.choice(incidents).id), citations=cites)
        step.say(act.id, "victim", Link(victim.id))
        step.say(act.id, "act", TermValue("arbitrary_detention"))


def asked(listing: Listing) -> None:
    """The questions without a window."""
    told("all ids", lambda: listing.ids("person"))
    told("all ids, downwards", lambda: listing.ids("person", descending=True))
    told("count", lambda: listing.count("person"))
    for words in ("kabirov", "zafar kab", "nobody", "village 12"):
        told(f"narrowed by {words!r}", lambda words=words: listing.ids("person", words=words))  # type: ignore[misc]
    for column in usual_columns("person")[1:]:
        told(f"sorted by {column}", lambda column=column: listing.ids("person", sort=column))  # type: ignore[misc]
    told("titles that begin with 'ka'", lambda: listing.titled("person", "ka"))
    ids = listing.ids("person")
    pages = iter(range(0, len(ids), 200))
    told("200 rows", lambda: listing.rows("person", _page(ids, pages)))
    every = [column.name for column in columns_of("person")]
    told("200 rows, all columns", lambda: listing.rows("person", _page(ids, pages), every))


def _page(ids: Ids, pages: Iterator[int]) -> Ids:
    start = next(pages)
    return ids[start : start + 200]


def painted(listing: Listing) -> None:
    """The list as a window shows it, asking in the window's own thread."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.load_fonts()
    theme.apply(application, "light")
    view = ListView(lambda ids, names, answer: answer(listing.rows("person", ids, names)))
    view.resize(1200, 800)
    view.show()
    ids = listing.ids("person")
    told("shown, rows and paint", lambda: _live(application, lambda: view.show_list("person", ids)))
    bar = view.verticalScrollBar()
    places = iter(random.Random(22).choices(range(bar.maximum()), k=TIMES))
    told("scrolled far away", lambda: _live(application, lambda: bar.setValue(next(places))))
    told("painted again", view.grab)
    view.selectAll()
    told("all selected, shown anew", lambda: view.show_list("person", ids))


def _live(application: QApplication, act: Callable[[], object]) -> None:
    act()
    for _ in range(4):
        application.processEvents()


def main() -> None:
    """Print the figures."""
    given = argparse.ArgumentParser()
    given.add_argument("persons", nargs="?", type=int, default=50_000)
    persons = given.parse_args().persons
    with tempfile.TemporaryDirectory(prefix="parvanda-figures-") as folder:
        print(f"Lists of {persons:,} persons")
        ledger = archive(Path(folder), persons)
        asked(Listing(ledger))
        painted(Listing(ledger))
        ledger.database.close()


if __name__ == "__main__":
    main()
