"""A documenter's acts, told through the command line: what is typed, and what is answered.

The example vault is created once, by the real program with everything it costs. The stories run on
copies of it whose keys were made cheap; they type the same commands, in children of a process that
has the program loaded (`tests.safety.running.Warm`).
"""

import fcntl
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casefiles.operations.keeping import Access, change_passphrase
from casefiles.vault import Unlocking, Vault
from tests.conftest import CHEAP
from tests.safety.running import DONE, REFUSED, Ended, Tree, Warm, Word, parvanda, run, tool

PASSPHRASE = "seven invented words for a story told"
NAMES = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody's desk: a vault, and the command line to type on."""

    warm: Warm
    tree: Tree
    vault: Path
    passphrase_file: Path

    def types(self, verb: str, *words: Word) -> str:
        """Type a command that must be done; what it printed."""
        ended = self.tries(verb, *words)
        assert ended.code == DONE, ended.err
        return ended.out

    def tries(self, verb: str, *words: Word) -> Ended:
        """Type a command, whatever comes of it."""
        opens = ("--passphrase-file", self.passphrase_file)
        return self.warm.run("parvanda", *verb.split(), self.vault, *words, *opens)

    def asks(self, verb: str, *words: Word) -> Any:
        """The answer as a program reads it."""
        return json.loads(self.types(verb, *words, "--json"))

    def finds(self, *words: Word) -> str:
        """The reference of the first hit."""
        return str(self.asks("search", *words)["hits"][0]["ref"])


@pytest.fixture(scope="session")
def example_made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example vault, made once for all processes that run tests, with cheap keys."""
    shared = tmp_path_factory.getbasetemp().parent / "example for stories"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = shared / "work" / "Example.parvanda"
        if not folder.exists():
            shutil.rmtree(shared, ignore_errors=True)
            _create_example(Tree.new(shared), folder)
    return folder


def _create_example(tree: Tree, folder: Path) -> None:
    secret = tree.inputs / "passphrase.txt"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    making = folder.with_name("Making.parvanda")
    words = ("--example", "--author", "N. Documenter", "--passphrase-file", secret)
    created = parvanda(tree, "create", making, *words)
    assert created.code == DONE, created.err
    assert "Created the vault Making." in created.out
    change_passphrase(Access(making, PASSPHRASE, cost=CHEAP), new=PASSPHRASE)
    making.rename(folder)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """The command line, loaded once."""
    with Warm(Tree.new(tmp_path_factory.mktemp("stories") / "tree")) as ready:
        yield ready


@pytest.fixture
def desk(warm: Warm, example_made_once: Path, tmp_path: Path) -> Desk:
    """A desk with the example vault."""
    tree = Tree.new(tmp_path / "tree")
    vault = tree.work / "Example.parvanda"
    shutil.copytree(example_made_once, vault)
    return _desk(warm, tree, vault)


@pytest.fixture
def partner(warm: Warm, tmp_path: Path) -> Desk:
    """Another desk, with an empty vault."""
    tree = Tree.new(tmp_path / "partner")
    vault = tree.work / "Partner.parvanda"
    Vault.create(vault, PASSPHRASE, author="A Partner", cost=CHEAP).close()
    return _desk(warm, tree, vault)


def _desk(warm: Warm, tree: Tree, vault: Path) -> Desk:
    secret = tree.inputs / "passphrase.txt"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    return Desk(warm, tree, vault, secret)


_OVENS = """The bakers of Verzob lose their ovens

Officials sealed the bakery of Ulmas Parvonachi on 12 March 2019. His sister Zarnigor said that no
paper was shown to her.
"""
_AGAIN = """Пекарню опечатали снова

Улмас Парвоначи рассказал, что пекарню опечатали во второй раз. Его сестра ждала до вечера.
"""
_LETTER = """A letter about ovens

Whoever bakes must eat, wrote the cousin of a baker. Nobody answered the letter.
"""
_TRAVEL = """The ovens of the mountains

A travel report without any case in it: bread, snow, a bus.
"""
_ARTICLES = (_OVENS, _AGAIN, _LETTER, _TRAVEL)


@pytest.fixture
def documents(desk: Desk) -> Path:
    """Five invented text files: four articles, and one of them printed again elsewhere."""
    folder = desk.tree.inputs / "documents"
    folder.mkdir()
    for name, text in zip(NAMES, (*_ARTICLES, _ARTICLES[0]), strict=True):
        copy = "" if name != "fifth" else "Reprinted from another paper.\n"
        encoding = "cp1251" if name == "second" else "utf-8"
        (folder / f"{name}.txt").write_bytes((text * 2 + copy).encode(encoding))
    return folder


def test_the_example_is_there_and_whole(desk: Desk) -> None:
    counted = desk.asks("stats")
    assert counted["records"]["person"] >= 60
    assert counted["records"]["incident"] >= 40
    assert counted["disputed"] > 0
    told = desk.asks("verify")
    assert told["whole"]
    assert len(told["head"].split()) == 4
    assert desk.asks("verify")["head"] == told["head"]


def test_a_name_typed_in_cyrillic_finds_the_person_written_in_latin(desk: Desk) -> None:
    hits = desk.asks("search", "Кабири", "--kind", "person")["hits"]
    assert "Kabiri" in hits[0]["title"]
    assert hits[0]["kind"] == "person"
    assert hits[0]["why"]
    shown = desk.types("show", hits[0]["ref"])
    assert "Kabiri" in shown
    assert "line " in shown  # each statement names the line of the article it rests on


def test_documents_are_brought_in_found_and_taken_back(desk: Desk, documents: Path) -> None:
    before = desk.asks("stats")["records"]["source"]
    taken = desk.asks("import", documents)
    assert len(taken["new"]) == 5
    assert all(any(name in line for line in taken["account"]) for name in NAMES)
    found = desk.asks("search", '"Улмас Парвоначи"')["hits"]
    assert found[0]["file_name"] == "second.txt"
    snippet = found[0]["snippets"][0]
    marked = [snippet["text"][start:end] for start, end in snippet["marks"]]
    assert "Парвоначи" in " ".join(marked)
    assert "line 3" in snippet["passage"]
    # The article printed twice is one finding, with its copy under it.
    ovens = desk.asks("search", '"sealed the bakery"')["hits"]
    assert len(ovens) == 1
    assert {ovens[0]["file_name"], *(one["file_name"] for one in ovens[0]["copies"])} == {
        "first.txt",
        "fifth.txt",
    }
    again = desk.asks("import", documents)
    assert again["new"] == []
    desk.types("undo")
    assert desk.asks("stats")["records"]["source"] == before
    assert desk.asks("search", '"sealed the bakery"')["hits"] == []
    desk.types("redo")
    assert len(desk.asks("search", '"sealed the bakery"')["hits"]) == 1
    assert desk.asks("verify")["whole"]


def test_the_dates_of_a_source_stand_below_its_mentions(desk: Desk, documents: Path) -> None:
    [ovens] = desk.asks("import", documents / "first.txt")["new"]
    told = desk.types("mentions", ovens)
    assert "2 dates stand in the text." in told
    assert "12 March 2019  →  on 12 March 2019" in told
    assert all("surface" in one and "ref" in one for one in desk.asks("mentions", ovens))
    dated = desk.asks("mentions", ovens, "--dates")[0]
    assert (dated["surface"], dated["date"]) == ("12 March 2019", "2019-03-12")


def test_a_plan_is_corrected_before_it_is_taken_in(desk: Desk, documents: Path) -> None:
    plan = desk.tree.work / "plan.json"
    desk.types("import", documents / "third.txt", "--plan-out", plan)
    corrected = json.loads(plan.read_text("utf-8"))
    corrected["files"][0]["articles"][0] |= {"title": "Corrected", "date": "2019-03"}
    plan.write_text(json.dumps(corrected), "utf-8")
    taken = desk.asks("import", "--plan", plan)
    shown = desk.asks("show", taken["new"][0])
    assert shown["title"] == "Corrected"
    assert "2019-03" in json.dumps(shown) or "March 2019" in json.dumps(shown)


def test_records_are_merged_taken_apart_and_the_history_tells(desk: Desk) -> None:
    one, other = (desk.finds(name, "--kind", "person") for name in ("Kabiri", "Halimov"))
    desk.types("merge", one, other, "--reason", "tried in a story", "--author", "Second Author")
    assert desk.asks("show", one)["ref"] == desk.asks("show", other)["ref"]
    newest = desk.asks("history", "--limit", "1")[0]
    assert (newest["act"], newest["author"]) == ("merge", "Second Author")
    desk.types("unmerge", one)
    assert desk.asks("show", one)["title"] != desk.asks("show", other)["title"]
    desk.types("undo")
    assert desk.asks("show", one)["ref"] == desk.asks("show", other)["ref"]
    desk.types("undo")
    assert desk.asks("show", one)["title"] != desk.asks("show", other)["title"]
    told = desk.types("history")
    assert "(undone)" in told
    assert "Merged" in told


def test_records_that_may_be_one_are_told_with_reasons_and_not_again(desk: Desk) -> None:
    first, *others = told = desk.asks("duplicates", "--kind", "person")
    assert all(len(one["refs"]) == len(one["titles"]) == 2 and one["why"] for one in told)
    assert first["titles"][0] in desk.types("duplicates", "--kind", "person")
    desk.types("keep-apart", *first["refs"])
    assert desk.asks("duplicates", "--kind", "person") == others
    decided = desk.asks("duplicates", "--kind", "person", "--decided")
    assert first["refs"] in [one["refs"] for one in decided]
    assert desk.tries("duplicates", "--kind", "incident").code == REFUSED


def test_an_older_step_is_undone_only_together_with_what_rests_on_it(
    desk: Desk, documents: Path
) -> None:
    desk.types("import", documents / "first.txt")
    number = desk.asks("history", "--limit", "1")[0]["step"]
    desk.types("import", documents / "fifth.txt")  # says that it is a copy of the first
    refused = desk.tries("undo", "--step", str(number))
    assert refused.code == REFUSED
    assert str(number + 1) in refused.err
    desk.types("undo", "--step", str(number), "--together")
    assert desk.asks("search", '"sealed the bakery"')["hits"] == []


def test_what_is_erased_is_gone_for_good(desk: Desk, documents: Path) -> None:
    taken = desk.asks("import", documents / "second.txt")
    erased = desk.types("erase", taken["new"][0], "--yes", "--reason", "asked for")
    assert "out of reach" in erased
    assert desk.asks("search", "Парвоначи")["hits"] == []
    assert desk.tries("show", taken["new"][0]).code == REFUSED
    assert desk.asks("verify")["whole"]
    assert desk.tries("undo").code == REFUSED
    assert desk.asks("search", "Парвоначи")["hits"] == []


def test_the_passphrase_is_changed_and_the_sheet_opens_when_it_is_lost(partner: Desk) -> None:
    sheet, new = partner.tree.work / "sheet.txt", partner.tree.inputs / "new.txt"
    partner.types("key sheet", "-o", sheet)
    new.write_text("forgotten at once\n", "utf-8")
    partner.types("key change", "--new-passphrase-file", new)
    assert partner.tries("stats").code == REFUSED
    found = partner.tree.inputs / "found again.txt"
    found.write_text("another one to remember\n", "utf-8")
    words = ("key", "change", partner.vault, "--recovery-sheet", sheet)
    typed = partner.warm.run("parvanda", *words, "--new-passphrase-file", found)
    assert typed.code == DONE, typed
    opened = partner.warm.run("parvanda", "verify", partner.vault, "--passphrase-file", found)
    assert opened.code == DONE
    assert "as it was written" in opened.out


def test_a_key_file_is_needed_from_when_it_is_added_until_it_is_removed(partner: Desk) -> None:
    key_file = partner.tree.work / "key.bin"
    partner.types("key add-file", key_file)
    assert partner.tries("stats").code == REFUSED
    assert partner.types("stats", "--key-file", key_file)
    partner.types("key remove-file", key_file)
    assert partner.types("stats")


def test_a_second_program_is_refused_while_the_vault_is_open(desk: Desk) -> None:
    with Vault.open(desk.vault, Unlocking(PASSPHRASE)):
        refused = desk.tries("stats")
    assert refused.code == REFUSED
    assert "already open" in refused.err
    assert desk.types("stats")


def test_a_dossier_is_printed_for_a_partner_and_the_history_says_so(desk: Desk) -> None:
    person = desk.finds("Кабири", "--kind", "person")
    pdf = desk.tree.work / "dossier.pdf"
    words = ("--template", "person", "--audience", "partner", "--language", "en", "-o", pdf)
    made = desk.asks("dossier", person, *words)
    text = run([tool("pdftotext"), "-layout", pdf, "-"], desk.tree).out
    assert "Kabiri" in text
    assert f"of {made['pages']}" in text
    assert desk.asks("history", "--limit", "1")[0]["act"] == "dossier"
    assert desk.tries("dossier", person, *words).code == REFUSED  # never over another file


def test_a_dossier_is_checked_first_and_sections_are_left_out(desk: Desk) -> None:
    person = desk.finds("Кабири", "--kind", "person")
    words = (person, "--audience", "official")
    steps = len(desk.asks("history"))
    whole = desk.asks("dossier", *words, "--check")
    some = desk.asks("dossier", *words, "--check", "--without", "incidents")
    assert {"no source", "one origin"} <= {one["lack"] for one in whole}
    assert 0 < len(some) < len(whole)
    assert "statements without a source" in desk.types("dossier", *words, "--check")
    assert len(desk.asks("history")) == steps
    pdf = desk.tree.work / "less.pdf"
    desk.types("dossier", *words, "--without", "incidents", "-o", pdf)
    assert desk.asks("history", "--limit", "1")[0]["words"].endswith("without: Incidents")
    assert desk.tries("dossier", *words, "--without", "secrets", "--check").code == REFUSED


def test_an_archive_goes_to_a_partner_who_looks_takes_it_in_and_takes_it_back(
    desk: Desk, partner: Desk
) -> None:
    person = desk.finds("Кабири", "--kind", "person")
    card = desk.tree.inputs / "card.txt"
    card.write_text(partner.asks("card", "--name", "Partner")["card"], "utf-8")
    desk.types("partner", card)
    desk.types("partner", "--verified", "Partner")
    archive = desk.tree.work / "one.age"
    desk.types("share", person, "--to", "Partner", "--audience", "partner", "-o", archive)

    empty = partner.asks("stats")
    looked = partner.asks("receive", archive, "--try")
    assert not looked["taken"]
    assert looked["counts"]["new"] > 100
    assert partner.asks("stats") == empty
    assert partner.asks("receive", archive)["taken"]
    assert "Kabiri" in partner.asks("search", "Кабири", "--kind", "person")["hits"][0]["title"]
    again = partner.asks("receive", archive)
    assert (again["taken"], again["received_before"]) == (False, True)
    assert partner.asks("verify")["whole"]
    partner.types("undo")
    assert partner.asks("search", "Кабири")["hits"] == []
    assert desk.asks("verify")["whole"]


def test_an_archive_for_somebody_else_stays_shut(desk: Desk, partner: Desk) -> None:
    person = desk.finds("Кабири", "--kind", "person")
    archive, ours = desk.tree.work / "two.age", desk.asks("card")["recipient"]
    desk.types("share", person, "--to", ours, "--audience", "internal", "-o", archive)
    refused = partner.tries("receive", archive)
    assert refused.code == REFUSED
    assert refused.out == ""


def test_everything_leaves_openly_and_is_loaded_again(desk: Desk, partner: Desk) -> None:
    written = desk.tree.work / "all.jsonl"
    desk.types("export", "--format", "jsonl", "-o", written)
    for line in written.read_text("utf-8").splitlines():
        assert isinstance(json.loads(line), dict)
    partner.types("load", written, "--as-own")
    assert partner.asks("stats")["records"] == desk.asks("stats")["records"]
    assert partner.asks("load", written, "--as-own")["new"] == 0
    assert partner.asks("verify")["whole"]
