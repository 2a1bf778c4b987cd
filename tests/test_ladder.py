"""The ladder of ARCHITECTURE.md, held three ways: contracts, reading the code, planted faults."""

import ast
import shutil
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(p for top in ("app", "casefiles", "resources") for p in (ROOT / top).rglob("*.py"))
EVERYTHING = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {c["id"]: c for c in DECLARED["tool"]["importlinter"]["contracts"]}

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MEDIAN_FILE = 150


def _lint(house: Path) -> subprocess.CompletedProcess[str]:
    # In a process of its own, started in the house: the modules of this one are loaded here.
    program = (
        "import sys; from importlinter.cli import lint_imports;"
        "sys.exit(lint_imports(no_cache=True, no_logo=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", program], cwd=house, capture_output=True, text=True, check=False
    )


def test_every_contract_is_kept() -> None:
    outcome = _lint(ROOT)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken" in outcome.stdout


class Import(NamedTuple):
    """One import, wherever it stands: by whom, of what, in which file and line."""

    importer: str
    imported: str
    where: str


def _imports_of(path: Path) -> Iterator[Import]:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Import):
            yield from (Import(module, alias.name, where) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{where}: relative import"
            assert node.module
            yield from (
                Import(module, f"{node.module}.{alias.name}", where) for alias in node.names
            )


def _rungs(contract: str, container: str = "") -> dict[str, tuple[int, int]]:
    """Each name of a layers contract: its height from above, and its place among neighbours."""
    heights = {}
    for height, layer in enumerate(CONTRACTS[contract]["layers"]):
        for place, name in enumerate(layer.split("|")):
            heights[container + name.strip().strip("()")] = (height, place)
    return heights


RUNGS = {**_rungs("casefiles", "casefiles."), **_rungs("app", "app.")}
TOPS = _rungs("ladder")


def _goes_up(link: Import) -> bool:
    for rungs, depth in ((TOPS, 1), (RUNGS, 2)):
        above = rungs.get(".".join(link.importer.split(".")[:depth]))
        below = rungs.get(".".join(link.imported.split(".")[:depth]))
        # Heights inside one package say nothing about those inside another.
        one_house = depth == 1 or link.importer.split(".")[0] == link.imported.split(".")[0]
        if one_house and above and below and above != below and above[0] >= below[0]:
            return True
    return False


def test_no_import_goes_up_or_aside_not_even_inside_a_function() -> None:
    wrong = [link.where for path in SOURCES for link in _imports_of(path) if _goes_up(link)]
    assert not wrong


def test_every_module_stands_on_a_rung() -> None:
    names = {".".join(p.relative_to(ROOT).with_suffix("").parts[:2]) for p in SOURCES}
    assert {n for n in names if "." in n and not n.endswith("__init__")} <= set(RUNGS)


def test_nothing_is_imported_by_a_computed_name() -> None:
    """What is discovered at run time, no contract sees."""
    wrong = [
        link.where
        for path in SOURCES
        for link in _imports_of(path)
        if link.imported.startswith("importlib.import_module")
    ]
    wrong += [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id == "__import__")
        or (isinstance(node, ast.Attribute) and node.attr == "import_module")
    ]
    assert not wrong


def test_files_are_short() -> None:
    lengths = {p: p.read_text(encoding="utf-8").count("\n") for p in EVERYTHING}
    assert not {str(p.relative_to(ROOT)): n for p, n in lengths.items() if n > LONGEST_FILE}
    assert statistics.median(lengths[p] for p in SOURCES if lengths[p] > 1) < MEDIAN_FILE


def test_functions_are_short() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in EVERYTHING
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not wrong


FAULTS = {
    "up": ("casefiles/names", "import casefiles.ledger", "The ladder|Inside the case files"),
    "aside": ("casefiles/insight", "import casefiles.release", "Inside the case files"),
    "up to the window": ("resources", "import app", "The ladder"),
    "in a function": ("casefiles/seal", "def f():\n    import casefiles.search", "Inside the case"),
    "in a circle": ("casefiles/model", "import casefiles.model.planted_too", "No circles"),
    "to a network": ("casefiles/exchange", "import socket", "speaks to a network"),
    "to Qt": ("casefiles/insight", "import PySide6", "know no Qt"),
    "to cryptography": ("casefiles/exchange", "import nacl.public", "Only the seal"),
    "to SQL": ("casefiles/dossier", "import sqlalchemy", "know SQL"),
    "to Whoosh": ("casefiles/dossier", "import whoosh", "know Whoosh"),
    "to ReportLab": ("casefiles/dossier", "import reportlab", "knows ReportLab"),
}


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = tmp_path_factory.mktemp("house")
    for path in [*SOURCES, ROOT / "pyproject.toml"]:
        target = house / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return house


@pytest.mark.parametrize("way", FAULTS)
def test_a_planted_import_turns_its_contract_red(way: str, copied_house: Path) -> None:
    package, code, complaint = FAULTS[way]
    planted = copied_house / package / "planted.py"
    back = copied_house / package / "planted_too.py"
    planted.write_text(code + "\n", encoding="utf-8")
    back.write_text(f"import {package.replace('/', '.')}.planted\n", encoding="utf-8")
    try:
        outcome = _lint(copied_house)
    finally:
        planted.unlink()
        back.unlink()
    broken = [line for line in outcome.stdout.splitlines() if " BROKEN" in line]
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    assert any(word in line for word in complaint.split("|") for line in broken), broken


def test_the_reading_of_imports_sees_a_planted_one() -> None:
    assert _goes_up(Import("casefiles.names.planted", "casefiles.ledger.step", ""))
    assert _goes_up(Import("casefiles.search.planted", "casefiles.dossier.outline", ""))
    assert _goes_up(Import("resources", "casefiles.text", ""))
    assert not _goes_up(Import("casefiles.ledger.step", "casefiles.model.ids", ""))
    assert not _goes_up(Import("casefiles.ledger.step", "casefiles.ledger.tables", ""))
