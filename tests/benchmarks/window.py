"""How quick the window is: run it, read the figures.

    python tests/benchmarks/window.py [--persons N]

First paint of the unlock window in a fresh process; from the passphrase to the caret in the box;
opening pages of the example vault and of a vault of N persons; the longest time in which the window
could not answer, beside that of a program that does nothing, and how much of it the window's thread
was at work itself (processor time; the rest is the machine's, or another thread's). Without a
screen (offscreen). Not a test: nothing here passes or fails.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from app import theme
from app.courtesy import courtesy
from app.desk import Desk
from app.pages import PAGES
from app.place import Place
from app.sweeping import Sweeper, settle
from app.window.window import Window
from casefiles.operations.example import fill_in_example
from casefiles.seal.passphrase import LEAST_MEMORY_KIB, Cost
from casefiles.vault import Unlocking, Vault
from tests.benchmarks.ledger import fill

PASSPHRASE = "six words that nobody will guess"
CHEAP = Cost(memory_kib=LEAST_MEMORY_KIB, passes=1, lanes=1)
TICK_MS = 2
IDLE_S = 10
FIRST_PAINT = """
import gc, sys, time
gc.disable()
start = time.perf_counter()
from PySide6.QtWidgets import QApplication
from app import theme
application = QApplication([])
theme.load_fonts(); theme.apply(application, "light")
from pathlib import Path
from app.jobs import Lane
from app.start import Start
window = Start(Lane("start"), Path(sys.argv[1])); window.show(); application.processEvents()
window.grab()
print((time.perf_counter() - start) * 1000)
"""


class Gaps:
    """Notices how long the window's thread does not come round."""

    def __init__(self) -> None:
        self.seen: list[float] = []
        self.own: list[float] = []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.seen.append((now - self._last) * 1000 - TICK_MS)
        self.own.append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked

    def told(self) -> str:
        """The longest, and what 99 of 100 stay below; and the same of the window's own work."""
        return f"{_longest(self.seen)}; its own work {_longest(self.own)}"


def _longest(times: list[float]) -> str:
    ordered = sorted(times)
    return f"longest {ordered[-1]:.0f} ms, p99 {ordered[int(len(ordered) * 0.99)]:.0f} ms"


@contextmanager
def window_of(application: QApplication, folder: Path) -> Iterator[Window]:
    """Unlock and open, told."""
    # As the program does, with somebody who never rests.
    settle()
    sweeper = Sweeper(application)
    sweeper.quiet = lambda: False
    before = time.perf_counter()
    vault = Vault.open(folder, Unlocking(passphrase=PASSPHRASE))
    opened = time.perf_counter()
    desk = Desk(vault)
    window = Window(desk, PAGES)
    window.show()
    courtesy.heed(window.windowHandle())
    window.box.take_focus()
    application.processEvents()
    now = time.perf_counter()
    print(f"  vault opened in {(opened - before) * 1000:.0f} ms (cheap passphrase),")
    print(f"  then the window with the caret in the box in {(now - opened) * 1000:.0f} ms")
    yield window
    desk.close()
    window.close()
    sweeper.deleteLater()


def answer(application: QApplication) -> None:
    """Once round, as the program's own loop goes: what was put away is deleted, too."""
    application.processEvents()
    application.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


def visit(application: QApplication, window: Window, what: str, places: list[Place]) -> None:
    """Open places one after the other, each until it is painted."""
    took = []
    for place in places:
        before = time.perf_counter()
        window.tabs.open(place)
        while window.desk.reading.busy or not (window.tabs.page and window.tabs.page.whole):
            answer(application)
            time.sleep(0.0005)
        answer(application)
        took.append((time.perf_counter() - before) * 1000)
    middle = statistics.median(took)
    print(f"  {what:32} median {middle:6.0f} ms, slowest {max(took):6.0f} ms of {len(took)}")


def example(application: QApplication, folder: Path) -> None:
    """Pages of the example."""
    print("The example vault")
    with Vault.create(folder, PASSPHRASE, cost=CHEAP) as vault:
        fill_in_example(vault)
    with window_of(application, folder) as window:
        places = some_of_each(window.desk.vault)
        gaps = Gaps()
        for kind, some in places.items():
            visit(application, window, f"pages: {kind}", some)
        lists = [Place("list", words=kind) for kind in ("person", "incident", "source")]
        visit(application, window, "lists", lists * 3)
        words = ("кабири", "khujand", "detained relatives", "state security")
        visit(application, window, "searches", [Place("search", words=one) for one in words])
        print(f"  while it waited for nothing     {gaps.told()}")


def some_of_each(vault: Vault) -> dict[str, list[Place]]:
    """Thirty records of every kind: asked for beforehand, since the window itself asks nothing in
    its own thread, where it would wait for the lanes."""
    kinds = ("person", "incident", "organisation", "place", "source")
    every = {kind: vault.reader.all_of(kind) for kind in kinds}
    return {
        kind: [Place.of(one.ref) for one in found[:: max(1, len(found) // 30)]]
        for kind, found in every.items()
    }


def many(application: QApplication, folder: Path, persons: int) -> None:
    """Lists and pages of a vault with very many persons."""
    print(f"A vault with {persons:,} persons")
    with Vault.create(folder, PASSPHRASE, cost=CHEAP) as vault, vault.step("import") as step:
        fill(step, persons)
    with window_of(application, folder) as window:
        every = window.desk.vault.reader.page("person", limit=200)
        gaps = Gaps()
        visit(application, window, "list of persons", [Place("list", words="person")] * 5)
        visit(application, window, "pages: person", [Place.of(one.ref) for one in every[::10]])
        visit(application, window, "searches", [Place("search", words=str(n)) for n in range(4)])
        print(f"  while it waited for nothing     {gaps.told()}")


def nothing(application: QApplication) -> None:
    """What the machine itself takes: how late a program that does nothing is woken."""
    gaps = Gaps()
    until = time.perf_counter() + IDLE_S
    while time.perf_counter() < until:
        answer(application)
        time.sleep(0.0005)
    print(f"A program that does nothing     {gaps.told()}")


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--persons", type=int, default=50_000)
    persons = parser.parse_args().persons
    application = QApplication([])
    theme.load_fonts()
    theme.apply(application, "light")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        command = [sys.executable, "-c", FIRST_PAINT, str(folder)]
        # Compiled once, as in any program that is installed.
        compiled = os.environ | {
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }
        subprocess.check_output(command, env=compiled)
        took = [float(subprocess.check_output(command, env=compiled)) for _ in range(5)]
        print(f"First paint of the unlock window: median {statistics.median(took):.0f} ms")
        nothing(application)
        example(application, folder / "Example.parvanda")
        many(application, folder / "Many.parvanda", persons)


if __name__ == "__main__":
    main()
