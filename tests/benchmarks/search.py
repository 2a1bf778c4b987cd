"""How fast the search is beside SQLite FTS5 and tantivy: run it, read the table.

    python tests/benchmarks/search.py [DOCUMENTS ...] [--large] [--persons N] [--only ENGINE]

10,000 and 50,000 documents of three hundred words in four scripts (100,000 with --large), the same
for every engine and made anew from a seed. Ours and FTS5 lie in the encrypted database of a vault,
tantivy in plain on the disk. Every question brings its first twenty hits with snippets, which is
what somebody waits for; beneath it stands what the index alone took of that: without snippets, and
with ours without the other spellings and scripts that only ours looks for. Then a name as the
search box asks for it among 50,000 persons. Not a test: nothing here passes or fails.
"""

import argparse
import multiprocessing
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from casefiles.operations.completing import candidates
from casefiles.vault import Vault
from tests.benchmarks.ledger import CHEAP, FIRST, LAST, PASSPHRASE, fill
from tests.benchmarks.search_corpus import SORTS, Corpus, Question, Text
from tests.benchmarks.search_engines import engines, resident

_EACH = 60
"""Questions of a sort."""

_UPDATES = 40
Figures = dict[str, float]


class _Handed:
    """Documents handed to an engine; the time it takes to make them is not the engine's."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = texts
        self.making = 0.0

    def __iter__(self) -> Iterator[Text]:
        before = time.perf_counter()
        for text in self._texts:
            self.making += time.perf_counter() - before
            yield text
            before = time.perf_counter()


def build(name: str, size: int, folder: str) -> Figures:
    """Index the corpus, in a process of its own."""
    corpus = Corpus(size)
    engine = engines()[name](Path(folder), new=True)
    at_first = resident()
    handed = _Handed(corpus.texts())
    before = time.perf_counter()
    engine.add(handed)
    took = time.perf_counter() - before - handed.making
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    figures = {
        "documents indexed a second": size / took,
        "memory to index, MB": peak - at_first,
        "index on disk, MB": engine.size() / 1e6,
    }
    engine.close()
    return figures


def ask(name: str, size: int, folder: str) -> Figures:
    """Open, ask and change what was built, in a process of its own."""
    corpus = Corpus(size)
    questions = corpus.questions(_EACH + 2)
    figures: Figures = {}
    first, at_first = questions[_EACH + 2], resident()
    before = time.perf_counter()
    engine = engines()[name](Path(folder), new=False)
    engine.ask(first)
    figures["open and first answer, ms"] = (time.perf_counter() - before) * 1000
    for sort in SORTS:
        some = [one for one in questions if one.sort == sort]
        took, found = _timed(engine.ask, some)
        figures |= _tell(sort, took)
        figures |= _tell(f"{sort}: index alone", _timed(engine.find, some)[0])
        figures[f"{sort}: questions answered"] = found
    figures["memory to search, MB"] = resident() - at_first
    figures |= _tell("one update, seen", list(_updates(engine, corpus)))
    engine.close()
    return figures


def _timed(
    ask: Callable[[Question], Sequence[int]], questions: Iterable[Question]
) -> tuple[list[float], int]:
    """The milliseconds of each question but the first two, and how many found anything."""
    took, found = [], 0
    for question in questions:
        before = time.perf_counter()
        found += bool(ask(question))
        took.append((time.perf_counter() - before) * 1000)
    return took[2:], found


def _updates(engine: object, corpus: Corpus) -> Iterator[float]:
    chance = random.Random(7)
    texts = list(Corpus(min(corpus.size, 500)).texts())
    for number in range(_UPDATES):
        mark = "zeb" + "bdfglmnprt"[number % 10] + "aiou"[number // 10] + "zar"
        text = replace(chance.choice(texts), body=f"{chance.choice(texts).body} {mark}")
        seen = replace(corpus.questions(1)[0], sort="as written", words=(mark,))
        before = time.perf_counter()
        engine.update(text)  # type: ignore[attr-defined]
        assert engine.ask(seen) == [text.number]  # type: ignore[attr-defined]
        yield (time.perf_counter() - before) * 1000


def _tell(what: str, took: Sequence[float]) -> Figures:
    ordered = sorted(took)
    late = ordered[int(len(ordered) * 0.95)]
    return {f"{what}, ms p50": statistics.median(ordered), f"{what}, ms p95": late}


def _apart(work: object, *given: object) -> Figures:
    """Done in a fresh process, whose memory is the engine's alone."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return dict(pool.apply(work, given))  # type: ignore[arg-type]


def compare(size: int, names: Sequence[str]) -> None:
    """The table for a corpus of one size."""
    print(f"\n{size:,} documents; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    figures: dict[str, Figures] = {}
    for name in names:
        with tempfile.TemporaryDirectory(prefix="parvanda-figures-") as folder:
            figures[name] = _apart(build, name, size, folder) | _apart(ask, name, size, folder)
    others = [name for name in names if name != "ours"] if "ours" in names else []
    ratios = "".join(f"{'ours / ' + other:>16}" for other in others)
    print(f"  {'':36}" + "".join(f"{name:>10}" for name in names) + ratios)
    for row in figures[names[0]]:
        values = {name: figures[name][row] for name in names}
        told = "".join(f"{values[name]:10.1f}" for name in names)
        told += "".join(f"{values['ours'] / (values[one] or 1):16.2f}" for one in others)
        print(f"  {row:36}{told}")


def one_name(persons: int) -> None:
    """A name as it is typed into a link, among so many persons of a real vault."""
    chance = random.Random(9)
    with tempfile.TemporaryDirectory(prefix="parvanda-figures-") as folder:
        vault = Vault.create(Path(folder) / "case", PASSPHRASE, cost=CHEAP)
        with vault.step("import", author="N.") as step:
            fill(step, persons)
        took: dict[str, list[float]] = {"in full": [], "begun": [], "misspelt": []}
        for number in range(_EACH):
            name = f"{chance.choice(FIRST.split())} {chance.choice(LAST.split())}"
            typed = {"in full": name, "begun": name[:-3], "misspelt": name.replace("o", "u", 1)}
            for sort, text in typed.items():
                before = time.perf_counter()
                candidates(vault, text=text, kinds=["person"])
                took[sort] += [(time.perf_counter() - before) * 1000] if number else []
        print(f"\nA name among {persons:,} persons, ms")
        for sort, times in took.items():
            p50, p95 = _tell("", times).values()
            print(f"  {sort:32} p50 {p50:6.1f}  p95 {p95:6.1f}")
        vault.close()


def main() -> None:
    """Print the figures."""
    given = argparse.ArgumentParser()
    given.add_argument("documents", nargs="*", type=int, default=[10_000, 50_000])
    given.add_argument("--large", action="store_true")
    given.add_argument("--persons", type=int, default=50_000)
    given.add_argument("--only", default="")
    asked = given.parse_args()
    there = [name for name in engines() if asked.only in ("", name)]
    if "tantivy" not in engines():
        print("tantivy is not installed here (pip install tantivy); the table goes on without it.")
    print("Ours and FTS5 in the encrypted database of a vault; tantivy on the disk, in plain.")
    for size in [100_000] if asked.large else asked.documents:
        compare(size, there)
    if asked.persons:
        one_name(asked.persons)


if __name__ == "__main__":
    main()
