"""Bringing documents in: one step, everything kept, records that were there found again."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from casefiles.errors import Cancelled, UnreadableFile
from casefiles.intake.plan import plan_import
from casefiles.ledger.reader import Statement
from casefiles.model.ids import Ref
from casefiles.model.values import FileValue, Layer, Link, TermValue, Text, When
from casefiles.operations.history import undo
from casefiles.operations.importing import PAGE, VaultTexts, take_in
from casefiles.operations.recording import Said, add_record
from casefiles.operations.searching import search
from casefiles.vault import Vault

FIRST = """Riverside Gazette: Two brothers questioned in Lower Mill

Two brothers were questioned for a day in Lower Mill because a third lives abroad. Their mother
waited at the gate until evening. Neighbours say that the officers came from the capital, that they
showed no paper, and that they asked about a conference nobody in the village had heard of.

May 4, 2016
"""
SECOND = """Hilltop Review: School closed to a pupil in Upper Mill

A pupil in Upper Mill was sent home because of what an uncle wrote. The head teacher said that the
district had telephoned. The family has asked in writing for a reason and has received no answer,
although the law gives the office fifteen days in which it must reply to any letter from a parent.

May 9, 2016
"""
PAGE_TEXT = f"Monthly Archives: May 2016\n\n{FIRST}\n{SECOND}"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved page with two articles."""
    file = tmp_path / "page.txt"
    file.write_text(PAGE_TEXT, encoding="utf-8")
    return file


def imported(vault: Vault, *files: Path) -> list[Ref]:
    return list(take_in(vault, plan=plan_import(files, VaultTexts(vault))).new)


def first(vault: Vault, ref: Ref, name: str) -> Statement:
    return vault.reader.shown(ref, name)[0]


def test_a_page_becomes_a_page_and_its_articles(vault: Vault, page: Path) -> None:
    articles = imported(vault, page)
    assert sorted(map(vault.reader.title, articles)) == [
        "School closed to a pupil in Upper Mill",
        "Two brothers questioned in Lower Mill",
    ]
    link = first(vault, articles[0], "part_of").claim.value
    assert isinstance(link, Link)
    parent = vault.reader.resolve(link.to)
    assert parent is not None
    assert first(vault, parent, "genre").claim.value == TermValue(PAGE)


def test_the_original_is_kept_byte_for_byte(vault: Vault, page: Path) -> None:
    imported(vault, page)
    source = vault.reader.find("source:page.txt")
    original = first(vault, source, "original").claim.value
    assert isinstance(original, FileValue)
    assert vault.get_file(original.sha256) == page.read_bytes()


def test_lines_and_offsets_lead_back_into_the_file(vault: Vault, page: Path) -> None:
    for article in imported(vault, page):
        layer = first(vault, article, "words_layer").claim.value
        assert isinstance(layer, Layer)
        words = vault.reader.text_of(article)
        lines = PAGE_TEXT.split("\n")[layer.first_line - 1 : layer.last_line]
        assert words == "\n".join(lines)
        assert PAGE_TEXT[layer.start : layer.start + layer.chars] == words


def test_articles_are_found_once_and_not_again_in_their_page(vault: Vault, page: Path) -> None:
    imported(vault, page)
    assert [hit.title for hit in vault.search("officers gate").hits] == [
        "Two brothers questioned in Lower Mill"
    ]


def test_a_picture_is_kept_byte_for_byte_as_a_source_without_words(
    vault: Vault, tmp_path: Path
) -> None:
    file = tmp_path / "the market in May.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    [picture] = imported(vault, file)
    original = first(vault, picture, "original").claim.value
    assert isinstance(original, FileValue)
    assert vault.get_file(original.sha256) == file.read_bytes()
    assert (original.name, original.media_type) == (file.name, "image/png")
    assert vault.reader.title(picture) == "the market in May"
    assert first(vault, picture, "genre").claim.value == TermValue("image")
    assert not vault.reader.shown(picture, "words_layer")
    assert imported(vault, file) == []
    undo(vault)
    assert vault.reader.counts() == {}


def test_words_are_not_hung_on_a_picture_that_is_called_as_they_are(
    vault: Vault, tmp_path: Path
) -> None:
    picture, text = tmp_path / "The market.png", tmp_path / "a.html"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    words = "We stood at the gate until the evening. " * 20
    text.write_text(f"<html><title>The market</title><p>{words}</p></html>")
    [seen] = imported(vault, picture)
    [read] = imported(vault, text)
    assert read != seen
    assert not vault.reader.shown(seen, "words_layer")
    original = first(vault, read, "original").claim.value
    assert isinstance(original, FileValue)
    assert original.media_type == "text/html"
    assert imported(vault, text) == []


def test_a_scanned_document_is_kept_as_it_is_and_the_plan_says_why(
    vault: Vault, tmp_path: Path
) -> None:
    file = tmp_path / "scan.pdf"
    canvas = Canvas(str(file))
    canvas.rect(50, 50, 300, 300)
    canvas.save()
    plan = plan_import([file], VaultTexts(vault))
    assert "kept as it is. The pages of this PDF are pictures" in plan.account()[0]
    [scan] = take_in(vault, plan=plan).new
    original = first(vault, scan, "original").claim.value
    assert isinstance(original, FileValue)
    assert original.media_type == "application/pdf"
    assert vault.get_file(original.sha256) == file.read_bytes()


def test_letters_of_a_mailbox_are_sources_of_their_own(vault: Vault, tmp_path: Path) -> None:
    file = tmp_path / "saved.mbox"
    file.write_text(
        "".join(
            f"From a@b Mon Jan  1 00:00:00 2018\nFrom: Ali <ali@example.org>\nSubject: {subject}\n"
            f"Date: {day} Jan 2018 10:00:00 +0500\nMessage-ID: <{day}@x>\n\nwords of {subject}\n\n"
            for day, subject in ((2, "one"), (3, "two"))
        )
    )
    one, two = imported(vault, file)
    assert [vault.reader.title(ref) for ref in (one, two)] == ["one", "two"]
    assert first(vault, two, "author").claim.value == Text("Ali")
    assert first(vault, two, "genre").claim.value == TermValue("letter")
    when = first(vault, two, "published").claim.value
    assert isinstance(when, When)
    assert when.date.text == "2018-01-03"
    assert vault.reader.text_of(two).endswith("words of two")
    assert "one" not in vault.reader.text_of(two)


def test_what_a_file_is_comes_from_its_bytes_and_not_from_its_name(
    vault: Vault, tmp_path: Path
) -> None:
    file = tmp_path / "report.txt"
    canvas = Canvas(str(file))
    for words in ("first page", "second page"):
        canvas.drawString(50, 700, words)
        canvas.showPage()
    canvas.save()
    [report] = imported(vault, file)
    original = first(vault, report, "original").claim.value
    assert isinstance(original, FileValue)
    assert original.media_type == "application/pdf"
    assert vault.reader.text_of(report) == "first page\n\fsecond page"
    assert not vault.reader.shown(report, "genre")
    found = search(vault, text="second").found
    assert found[0].passages == ("p. 2, line 2",)


def test_one_undo_takes_back_the_whole_import(vault: Vault, page: Path) -> None:
    imported(vault, page)
    undo(vault)
    assert vault.reader.counts() == {}
    assert vault.search("officers").hits == ()
    assert vault.verify() == ()


def test_the_same_file_is_not_taken_in_twice(vault: Vault, page: Path) -> None:
    imported(vault, page)
    assert imported(vault, page) == []


def test_a_reprint_is_linked_to_what_it_repeats_as_inferred(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "b.txt").write_text(FIRST + "\nA later print.\n", encoding="utf-8")
    earlier, later = imported(vault, tmp_path / "a.txt", tmp_path / "b.txt")
    copy = first(vault, later, "copy_of").claim
    assert (copy.value, copy.certainty) == (Link(earlier.id), "inferred")


def test_words_are_attached_to_the_bibliographic_record_that_is_there(
    vault: Vault, page: Path
) -> None:
    known = add_record(
        vault,
        kind="source",
        said=[
            Said("title", Text("Two brothers questioned in Lower Mill")),
            Said("outlet", Text("The Riverside Gazette")),
        ],
    )
    taken = take_in(vault, plan=plan_import([page], VaultTexts(vault)))
    assert taken.attached == (known,)
    assert "waited at the gate" in vault.reader.text_of(known)
    assert [one.claim.value for one in vault.reader.shown(known, "outlet")] == [
        Text("The Riverside Gazette")
    ]


def test_where_an_article_stands_tells_its_record_though_it_has_no_title(
    vault: Vault, page: Path
) -> None:
    plan = plan_import([page], VaultTexts(vault))
    draft = plan.files[0].articles[1].draft
    place = Text(f"page.txt:{draft.start_line}-{draft.end_line}")
    known = add_record(vault, kind="source", said=[Said("locator", place)])
    assert take_in(vault, plan=plan).attached == (known,)


def test_stopping_takes_nothing_in(vault: Vault, page: Path) -> None:
    plan = plan_import([page], VaultTexts(vault))
    with pytest.raises(Cancelled):
        take_in(vault, plan=plan, cancelled=lambda: True)
    assert vault.reader.counts() == {}


def test_a_file_that_changed_since_the_plan_stops_the_import(vault: Vault, page: Path) -> None:
    plan = plan_import([page], VaultTexts(vault))
    page.write_text("something else", encoding="utf-8")
    with pytest.raises(UnreadableFile):
        take_in(vault, plan=plan)
    assert vault.reader.counts() == {}
