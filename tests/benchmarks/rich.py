"""The largest pages and the box: run it, read the figures.

    python tests/benchmarks/rich.py [--persons N]

A person whom hundreds of texts name; a source of 1.2 million characters with thousands of marks;
from a key in the box to the list beneath it, in a vault of N persons; the memory of the process.
Everything is invented. Without a screen. Not a test: nothing passes or fails.
"""

import argparse
import hashlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import theme
from app.pages.source.page import SourcePage
from app.pages.source.text import TextView
from app.parts.field import FieldRow
from app.place import Place
from app.window.window import Window
from casefiles.ledger.step import Step
from casefiles.model.ids import Ref
from casefiles.model.values import Layer, Text
from casefiles.vault import Vault
from tests.benchmarks.ledger import fill
from tests.benchmarks.mentions import ENDINGS, text, word
from tests.benchmarks.window import CHEAP, PASSPHRASE, Gaps, answer, window_of

NAMED = 500
LARGE = 1_200_000
SEED = 4


def source(vault: Vault, step: Step, title: str, words: str) -> Ref:
    """A source with its text."""
    ref = step.create("source")
    step.say(ref.id, "title", Text(title))
    digest, size = vault.put_file(words.encode()), len(words)
    said = hashlib.sha256(words.encode()).digest()
    step.say(ref.id, "words_layer", Layer(digest, size, said, 1, words.count("\n") + 1, 0))
    return ref


def made(path: Path, persons: int) -> tuple[Ref, Ref, list[str]]:
    """A vault: whom 500 texts name, the large text, and names to type."""
    with Vault.create(path, PASSPHRASE, cost=CHEAP) as vault:
        return _filled(vault, persons)


def _filled(vault: Vault, persons: int) -> tuple[Ref, Ref, list[str]]:
    chance = random.Random(SEED)
    names = [
        f"{word(chance, 3).capitalize()} {word(chance, 2).capitalize()}{chance.choice(ENDINGS)}"
        for _ in range(100)
    ]
    with vault.step("import") as step:
        fill(step, persons)
        known = []
        for name in names:
            known.append(step.create("person"))
            step.say(known[-1].id, "name", Text(name))
        for number in range(NAMED):
            source(vault, step, f"Letter {number}", text(chance, names[:1], 1).replace(". ", ".\n"))
        large = source(
            vault, step, "A long report", text(chance, names, LARGE // 2_500).replace(". ", ".\n")
        )
    return known[0], large, names


def opened(
    application: QApplication, window: Window, what: str, place: Place, there: Callable[[], object]
) -> None:
    """From asking for a page until its top is painted, and until nothing is to come."""
    before = time.perf_counter()
    window.tabs.open(place)
    painted = 0.0
    while window.desk.busy or not (window.tabs.page and window.tabs.page.whole):
        answer(application)
        if not painted and there():
            answer(application)
            painted = time.perf_counter()
        time.sleep(0.0005)
    answer(application)
    whole = time.perf_counter()
    told = f"{(painted - before) * 1000:5.0f} ms, with all that comes after {whole - before:.1f} s"
    print(f"  {what:34} painted after {told}")


def _shows(window: Window, there: Callable[[TextView], object]) -> object:
    page = window.tabs.page
    return isinstance(page, SourcePage) and there(page.text)


def typed(application: QApplication, window: Window, names: list[str]) -> None:
    """Names typed into the box, key by key: from each key to the list that answers it."""
    took = []
    for name in names:
        window.box.clear()
        window.box.take_focus()
        for letter in name[:6]:
            before = time.perf_counter()
            QTest.keyClicks(window.box, letter)
            while window.box.waiting:
                answer(application)
                time.sleep(0.0005)
            answer(application)
            took.append((time.perf_counter() - before) * 1000)
    took.sort()
    late = took[int(len(took) * 0.95)]
    told = f"median {statistics.median(took):.0f} ms, p95 {late:.0f} ms"
    print(f"  from a key to the box's list       {told}")


def resident() -> float:
    """Megabytes of the process in memory, as Linux counts them."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--persons", type=int, default=50_000)
    persons = parser.parse_args().persons
    application = QApplication([])
    theme.load_fonts()
    theme.apply(application, "light")
    print(f"{persons:,} persons, {NAMED} texts that name one, one text of {LARGE:,} characters")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Rich.parvanda"
        # In a process of its own: what an import leaves behind is no memory of the window.
        with ProcessPoolExecutor(1, get_context("spawn")) as elsewhere:
            person, large, names = elsewhere.submit(made, path, persons).result()
        with window_of(application, path) as window:
            print(f"  memory after opening               {resident():.0f} MB")
            gaps = Gaps()
            typed(application, window, names[1:20])
            page = window.tabs
            opened(
                application,
                window,
                "a person named in 500 texts",
                Place.of(person),
                lambda: page.page and page.page.findChild(FieldRow),
            )
            looks: dict[str, Callable[[TextView], object]] = {
                "a source of 1.2 million characters": lambda one: one.lines.text,
                "with its marks, found before": lambda one: one.shown.marks,
            }
            for what, there in looks.items():
                opened(
                    application,
                    window,
                    what,
                    Place.of(large),
                    partial(_shows, window, there),
                )
                window.tabs.open(Place("list", words="person"))
            print(f"  while it waited for nothing        {gaps.told()}")
            print(f"  memory at the end                  {resident():.0f} MB")


if __name__ == "__main__":
    main()
