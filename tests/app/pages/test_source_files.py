"""The file of a source: with pages, without words, and a copy of it."""

from pathlib import Path

from app.desk import Desk
from app.pages.source.page import SourcePage
from app.place import Place
from casefiles.insight.remarks import place_in_words
from casefiles.model.values import FileValue, Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.pages.sources import opened, source
from tests.app.qt import Until, quiet, show


def test_a_file_without_words_is_said_to_be_here_and_a_copy_of_it_can_be_had(
    desk: Desk, vault: Vault, until: Until, tmp_path: Path
) -> None:
    data = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
    held = FileValue(vault.put_file(data), "market.png", "image/png", len(data))
    picture = add_record(vault, kind="source", said=[Said("original", held)])
    page = show(SourcePage(desk), until, Place.of(picture))
    assert page.first().accessibleName() == "Save a copy of the file …"
    assert page.original.action.isEnabled()
    target = tmp_path / "copy.png"
    page.original.save(target)
    until(quiet(desk))
    assert target.read_bytes() == data
    assert "Whoever finds it can read it" in page.notice.accessibleName()
    page.original.save(target)
    until(quiet(desk))
    assert "there already" in page.notice.accessibleName()


def test_no_copy_is_offered_of_a_file_that_is_not_here(
    desk: Desk, vault: Vault, until: Until
) -> None:
    known = add_record(vault, kind="source", said=[Said("title", Text("A book"))])
    page = show(SourcePage(desk), until, Place.of(known))
    assert page.first().accessibleName() == "Import the file"
    assert not page.original.action.isEnabled()


def test_what_is_cited_from_a_text_with_pages_says_its_page(
    desk: Desk, vault: Vault, until: Until
) -> None:
    page = opened(desk, until, source(vault, "first page\n\fsecond page, where it stands\n"))
    at = page.text.lines.text.index("where")
    page.text.go(at, at + 5, select=True)
    page.take("cite")
    assert desk.kept_citation is not None
    assert desk.kept_citation.passage.page == "2"
    assert place_in_words(desk.kept_citation.passage) == "p. 2, line 13"
