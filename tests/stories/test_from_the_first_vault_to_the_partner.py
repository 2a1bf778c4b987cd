"""A documenter's way with the real command line: a vault, documents, finding, paper, a partner.

Each test is one act, run as a program of its own, as it would be typed; they build on each other
only through the vaults of the fixtures.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from casefiles.seal.passphrase import Cost
from casefiles.vault import Vault

ROOT = Path(__file__).parents[2]
PASSPHRASE = "six words that nobody will guess"
LETTER = """Riverside Gazette: Two brothers questioned in Lower Mill

Two brothers of Сафар Одинаев were questioned in Lower Mill. Their mother waited at the gate until
evening. Neighbours say that the officers came from the capital and showed no paper at all.

May 4, 2016
"""


@dataclass(frozen=True)
class Desk:
    """A folder with vaults, and the program."""

    folder: Path

    def type(self, *words: str | Path, code: int = 0) -> "subprocess.CompletedProcess[str]":
        """Run the program; its exit code must be `code`."""
        done = subprocess.run(
            [sys.executable, "-m", "app", *map(str, words), "--passphrase-file", "passphrase"],
            cwd=self.folder,
            env={"PYTHONPATH": str(ROOT), "HOME": str(self.folder), "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == code, done.stderr
        return done

    def ask(self, *words: str | Path) -> Any:
        """The answer as a program reads it."""
        return json.loads(self.type(*words, "--json").stdout)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with the example vault, made by the real `create --example`."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    (desk.folder / "passphrase").write_text(PASSPHRASE + "\nnotes below are not read\n")
    desk.type("create", "Example", "--example")
    return desk


@pytest.fixture
def desk(tmp_path: Path, cheap: Cost) -> Desk:
    """A desk with an empty vault."""
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    Vault.create(tmp_path / "Work", PASSPHRASE, author="N.", cost=cheap).close()
    return Desk(tmp_path)


@pytest.fixture
def imported(desk: Desk) -> Desk:
    """The same with a letter brought in."""
    (desk.folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    desk.type("import", "Work", "letter.txt")
    return desk


def best(desk: Desk, vault: str, query: str, kind: str) -> str:
    return str(desk.ask("search", vault, query, "--kind", kind)["hits"][0]["ref"])


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_name_typed_in_cyrillic_finds_the_person_written_in_latin(example: Desk) -> None:
    first = example.ask("search", "Example", "Кабири", "--kind", "person")["hits"][0]
    assert first["title"] == "Muhiddin Kabiri"
    assert first["why"]


def test_a_person_is_shown_with_sources_and_what_leads_there(example: Desk) -> None:
    shown = example.ask("show", "Example", "person:Muhiddin Kabiri")
    names = next(field for field in shown["fields"] if field["property"] == "name")
    assert {"Muhiddin Kabiri", "Mukhiddin Kabiri"} <= {one["words"] for one in names["values"]}
    assert all(one["sources"] for one in names["values"] if "Our own" not in str(one["remarks"]))
    assert shown["linked"]


def test_sentences_that_differ_by_source_stand_side_by_side(example: Desk) -> None:
    trial = best(example, "Example", "trial lawyer Yorov", "proceeding")
    shown = example.ask("show", "Example", trial)
    years = next(field for field in shown["fields"] if field["property"] == "sentence_years")
    assert {"23 years", "25 years"} <= {one["words"] for one in years["values"]}
    assert years["disputed"]


def test_a_dossier_is_printed_and_kept_in_the_history(example: Desk) -> None:
    person = best(example, "Example", "Kabiri", "person")
    words = ("--template", "person", "--audience", "partner", "--language", "en")
    made = example.ask("dossier", "Example", person, *words, "-o", "kabiri.pdf")
    assert made["pages"] > 3
    text = text_of(example.folder / "kabiri.pdf")
    assert "Muhiddin Kabiri" in text
    assert "Page 2 of" in text
    assert "dossier" in example.ask("history", "Example")[0]["words"]


def test_a_partner_receives_what_was_sealed_for_them_alone(
    example: Desk, tmp_path: Path, cheap: Cost
) -> None:
    Vault.create(example.folder / "Partner", PASSPHRASE, cost=cheap).close()
    person = best(example, "Example", "Buzurgmehr Yorov", "person")
    key = example.ask("card", "Partner")["recipient"]
    sealed = ("--to", key, "--audience", "partner", "-o", "yorov.age")
    example.type("share", "Example", person, *sealed)

    look = example.ask("receive", "Partner", "yorov.age", "--try")
    assert look["counts"]["new"] > 50
    assert example.ask("stats", "Partner")["records"] == {}

    assert example.ask("receive", "Partner", "yorov.age")["taken"]
    assert best(example, "Partner", "Yorov", "person")
    assert not example.ask("receive", "Partner", "yorov.age")["taken"]
    assert example.ask("verify", "Partner")["whole"]

    example.type("undo", "Partner")
    assert example.ask("stats", "Partner")["records"] == {}
    refused = example.type("receive", "Example", "yorov.age", code=1)
    assert refused.stdout == ""


def test_the_example_is_whole(example: Desk) -> None:
    counts = example.ask("stats", "Example")
    assert counts["records"]["person"] >= 60
    assert counts["records"]["incident"] >= 40
    assert counts["disputed"] > 10
    assert example.ask("verify", "Example")["whole"]


def test_an_imported_letter_is_found_with_file_line_and_marks(imported: Desk) -> None:
    (hit,) = imported.ask("search", "Work", "Safar Odinaev")["hits"]
    assert hit["file_name"] == "letter.txt"
    snippet = hit["snippets"][0]
    marked = [snippet["text"][start:end] for start, end in snippet["marks"]]
    assert marked == ["Сафар", "Одинаев"]
    assert snippet["passage"] == "line 3"


def test_a_plan_is_corrected_before_anything_is_taken_in(desk: Desk) -> None:
    (desk.folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    desk.type("import", "Work", "letter.txt", "--plan-out", "plan.json")
    assert desk.ask("stats", "Work")["records"] == {}
    plan = desk.folder / "plan.json"
    plan.write_text(plan.read_text().replace("Two brothers questioned", "Two brothers held"))
    desk.type("import", "Work", "--plan", "plan.json")
    hits = desk.ask("search", "Work", "brothers")["hits"]
    assert [hit["title"] for hit in hits] == ["Two brothers held in Lower Mill"]


def test_undo_and_redo_work_after_the_program_ended(imported: Desk) -> None:
    imported.type("undo", "Work")
    assert imported.ask("search", "Work", "brothers")["hits"] == []
    imported.type("redo", "Work")
    assert len(imported.ask("search", "Work", "brothers")["hits"]) == 1
    assert [line["act"] for line in imported.ask("history", "Work")] == ["redo", "undo", "import"]


def test_a_wrong_passphrase_gets_one_sentence_and_writes_nothing(desk: Desk) -> None:
    before = {file.name: file.read_bytes() for file in (desk.folder / "Work.parvanda").iterdir()}
    (desk.folder / "passphrase").write_text("something else")
    refused = desk.type("search", "Work", "anything", code=1)
    assert refused.stdout == ""
    assert len(refused.stderr.splitlines()) == 1
    after = {file.name: file.read_bytes() for file in (desk.folder / "Work.parvanda").iterdir()}
    assert after == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("search", "Nowhere", "x"), 1),
        (("show", "Work", "person:Nobody"), 1),
        (("dossier", "Work", "person:Nobody", "--audience", "partner", "-o", "x.pdf"), 1),
        (("share", "Work", "x", "--audience", "partner", "-o", "x.age"), 2),
        (("receive", "Work", "passphrase"), 1),
        (("frobnicate", "Work"), 2),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(
    desk: Desk, words: tuple[str, ...], code: int
) -> None:
    refused = desk.type(*words, code=code)
    assert refused.stdout == ""
    assert refused.stderr.strip()


def test_everything_comes_out_in_an_open_form_and_in_again(imported: Desk, cheap: Cost) -> None:
    imported.type("export", "Work", "--format", "jsonl", "-o", "all.jsonl")
    Vault.create(imported.folder / "Second", PASSPHRASE, cost=cheap).close()
    loaded = imported.ask("load", "Second", "all.jsonl", "--as-own")
    assert loaded["new"] > 5
    assert imported.ask("load", "Second", "all.jsonl")["new"] == 0
    first, second = imported.ask("stats", "Work"), imported.ask("stats", "Second")
    assert first["records"] == second["records"]
