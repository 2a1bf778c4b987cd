"""Finding: file, line, marks at the right letters, copies under their original."""

from pathlib import Path

import pytest

from casefiles.intake.plan import plan_import
from casefiles.model.values import Text
from casefiles.operations.importing import VaultTexts, take_in
from casefiles.operations.recording import Said, add_record
from casefiles.operations.searching import search
from casefiles.vault import Vault

LETTER = """A letter to the district office

Sirs,

my brother Сафар Одинаев was led away from the market on Tuesday. He sells melons there, has never
belonged to anything, and has not come home. I ask you to tell me where he is kept and why.
"""


def taken(vault: Vault, folder: Path, **texts: str) -> None:
    files = []
    for name, text in texts.items():
        file = folder / f"{name}.txt"
        file.write_text(text, encoding="utf-8")
        files.append(file)
    take_in(vault, plan=plan_import(files, VaultTexts(vault)))


def test_a_hit_tells_its_file_and_line(vault: Vault, tmp_path: Path) -> None:
    taken(vault, tmp_path, letter=LETTER)
    (found,) = search(vault, text="melons").found
    assert found.file_name == "letter.txt"
    assert found.passages[0].endswith("5")


def test_marks_stand_at_the_letters_of_the_original_in_another_script(
    vault: Vault, tmp_path: Path
) -> None:
    taken(vault, tmp_path, letter=LETTER)
    (found,) = search(vault, text="Safar Odinaev").found
    snippet = found.hit.snippets[0]
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["Сафар", "Одинаев"]


def test_a_copy_is_named_under_its_original(vault: Vault, tmp_path: Path) -> None:
    taken(vault, tmp_path, a=LETTER, b=LETTER + "\nPassed on.\n")
    (found,) = search(vault, text="melons").found
    assert [copy.file_name for copy in found.copies] in (["a.txt"], ["b.txt"])


def test_kinds_narrow_the_search(vault: Vault) -> None:
    add_record(vault, kind="person", said=[Said("name", Text("Safar Odinaev"))])
    place = add_record(vault, kind="place", said=[Said("name", Text("Safarobod"))])
    found = search(vault, text="safar*", kinds=["place"]).found
    assert [one.hit.ref for one in found] == [place]


def test_a_broken_question_is_taken_as_words_and_says_so(vault: Vault) -> None:
    findings = search(vault, text='("unfinished AND')
    assert findings.found == ()
    assert findings.notes


@pytest.mark.parametrize(
    "words", ["odinaev", "Одинаев melons", "mel*", "melones~", "odinaev xylophone", '"whales"', ""]
)
def test_who_only_asks_which_records_gets_those_that_would_be_shown(
    vault: Vault, tmp_path: Path, words: str
) -> None:
    taken(vault, tmp_path, letter=LETTER, other="Melons are sold at the market.\nOdinaev says so.")
    add_record(vault, kind="person", said=[Said("name", Text("Safar Odinaev"))])
    assert vault.holding(words) == tuple(hit.ref for hit in vault.search(words).hits)
