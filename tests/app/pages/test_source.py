"""The source reader: lines of the file, marks, going to a passage, taking from it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app import theme
from app.desk import Desk, Notice
from app.pages.source.page import SourcePage
from app.place import Place
from casefiles.model.claim import Citation
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.pages.sources import LETTER, listed, opened, source
from tests.app.qt import Until, places, quiet, show, type_words, unnamed

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def select(page: SourcePage, words: str) -> None:
    """With Shift and the arrows, as a hand does it."""
    page.text.go(LETTER.index(words))
    for _letter in words:
        QTest.keyClick(page.text, Qt.Key.Key_Right, SHIFT)
    assert page.text.selected() == words


def told(desk: Desk) -> list[str]:
    heard: list[str] = []
    desk.told.connect(lambda notice: heard.append(_sentence(notice)))
    return heard


def _sentence(notice: Notice) -> str:
    return notice.sentence


def test_the_words_stand_at_the_lines_of_their_file(page: SourcePage) -> None:
    assert page.text.toPlainText() == LETTER
    assert page.text.lines.number(0) == 12
    assert page.text.lines.line_at(LETTER.index("Nobody")) == 17
    assert not unnamed(page)


def test_enter_on_a_mark_opens_its_record(page: SourcePage, safar: Ref) -> None:
    gone = places(page.desk)
    page.text.go(LETTER.index("Одинаев"))
    QTest.keyClick(page.text, Qt.Key.Key_Return)
    assert [one.ref for one in gone] == [safar]


def test_a_click_on_a_mark_opens_its_record_and_beside_it_nothing(
    page: SourcePage, safar: Ref
) -> None:
    gone = places(page.desk)
    for words in ("melons", "Одинаев"):
        middle = page.text.place_of(LETTER.index(words) + 3).center()
        where = page.text.viewport().mapFrom(page.text, middle)
        QTest.mouseClick(page.text.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [one.ref for one in gone] == [safar]


def test_a_citation_leads_to_its_lines_with_the_words_marked(
    desk: Desk, until: Until, letter: Ref
) -> None:
    page = opened(desk, until, letter, line=17, last_line=18, words="melons")
    first, last = page.text.shown.passage or (0, 0)
    assert LETTER[first:last].startswith("Nobody")
    assert LETTER[first:last].endswith("still.")
    assert [LETTER[start:end] for start, end in page.text.shown.hits] == ["melons", "melons"]
    assert page.text.shown.current == 1  # the one in the lines that were asked for
    assert page.text.caret() == first


def test_it_is_left_and_found_again_at_the_same_spot(page: SourcePage, until: Until) -> None:
    page.text.go(LETTER.index("rotted"))
    left = page.place()
    page.text.go(0)
    page.visit(left)
    until(quiet(page.desk))
    assert page.text.caret() == LETTER.index("rotted")


def test_cite_keeps_the_lines_and_the_words(page: SourcePage, letter: Ref) -> None:
    heard = told(page.desk)
    select(page, "Nobody saw Safar Odinaev since.")
    QTest.keyClick(page.text, Qt.Key.Key_Return, CONTROL)
    kept = page.desk.kept_citation
    assert isinstance(kept, Citation)
    assert kept.source == letter.id
    assert (kept.passage.first_line, kept.passage.last_line) == (17, 17)
    assert kept.quote == "Nobody saw Safar Odinaev since."
    assert heard == ["Kept: line 17 of “A letter”. The next value you add can rest on it."]


def test_several_lines_are_told_as_such_and_empty_ends_are_not_cited(page: SourcePage) -> None:
    heard = told(page.desk)
    page.text.go(LETTER.index("Sirs"), LETTER.index("Nobody") + 1, select=True)
    QTest.keyClick(page.text, Qt.Key.Key_Left, SHIFT)  # back over the N: the line break stays
    QTest.keyClick(page.text, Qt.Key.Key_Return, CONTROL)
    assert heard == ["Kept: lines 14–16 of “A letter”. The next value you add can rest on it."]


def test_without_a_selection_nothing_is_taken(page: SourcePage) -> None:
    heard = told(page.desk)
    QTest.keyClick(page.text, Qt.Key.Key_M, CONTROL)
    assert heard == ["Select some words of the text first."]
    assert not page.bar.isVisible()


def test_a_new_person_is_made_from_selected_words(
    page: SourcePage, vault: Vault, until: Until, letter: Ref
) -> None:
    gone = places(page.desk)
    select(page, "Nobody")
    assert page.bar.isVisible()
    QTest.keyClick(page.text, Qt.Key.Key_M, CONTROL)
    assert page.bar.field.text() == "Nobody"
    type_words(page.bar.field, "Нигора")
    until(quiet(page.desk))
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    until(lambda: gone)
    ref = gone[0].ref
    assert ref is not None
    (name,) = vault.reader.shown(ref, "name")
    assert name.claim.value == Text("Нигора")
    assert name.claim.citations[0].source == letter.id
    assert name.claim.citations[0].passage.first_line == 17


def test_the_person_that_is_there_is_found_in_another_spelling(
    page: SourcePage, vault: Vault, until: Until, safar: Ref
) -> None:
    gone = places(page.desk)
    select(page, "Safar Odinaev")
    QTest.keyClick(page.text, Qt.Key.Key_M, CONTROL)
    until(quiet(page.desk))
    assert page.bar.choices.count() == 2
    assert page.bar.choices.currentRow() == 0
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    until(lambda: gone and quiet(page.desk)())
    assert [one.ref for one in gone] == [safar]
    assert vault.reader.counts()["person"] == 1
    until(lambda: [one.certain for one in page.text.shown.marks] == [True, True, False])


def test_down_chooses_a_new_record_although_one_is_alike(
    page: SourcePage, vault: Vault, until: Until
) -> None:
    gone = places(page.desk)
    select(page, "Safar Odinaev")
    QTest.keyClick(page.text, Qt.Key.Key_M, CONTROL)
    until(quiet(page.desk))
    QTest.keyClick(page.bar.field, Qt.Key.Key_Down)
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    until(lambda: gone)
    assert vault.reader.counts()["person"] == 2


def test_a_place_is_made_with_its_own_keys(page: SourcePage, vault: Vault, until: Until) -> None:
    gone = places(page.desk)
    select(page, "Khujand")
    QTest.keyClick(page.text, Qt.Key.Key_M, CONTROL | SHIFT)
    until(quiet(page.desk))
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    until(lambda: gone)
    assert gone[0].ref is not None
    assert gone[0].ref.kind == "place"
    assert vault.reader.title(gone[0].ref) == "Khujand"


def test_esc_leaves_the_bar_and_nothing_was_made(page: SourcePage, vault: Vault) -> None:
    select(page, "Nobody")
    QTest.keyClick(page.text, Qt.Key.Key_M, CONTROL)
    QTest.keyClick(page.bar.field, Qt.Key.Key_Escape)
    assert not page.bar.isVisible()
    assert vault.reader.counts()["person"] == 1


def test_a_note_is_kept_with_its_lines(
    page: SourcePage, vault: Vault, until: Until, letter: Ref
) -> None:
    select(page, "melons")
    QTest.keyClick(page.text, Qt.Key.Key_N, CONTROL | SHIFT)
    type_words(page.bar.field, "Ask the stall beside")
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    until(lambda: vault.reader.shown(letter, "note"))
    (note,) = vault.reader.shown(letter, "note")
    assert note.claim.citations[0].passage.first_line == 16
    until(lambda: "Ask the stall beside" in listed(page))


def test_what_is_selected_reaches_no_clipboard_until_it_is_copied(page: SourcePage) -> None:
    select(page, "melons")
    assert not page.text.createMimeDataFromSelection().formats()
    QTest.keyClick(page.text, Qt.Key.Key_C, CONTROL)
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == "melons"
    assert held.data("x-kde-passwordManagerHint").data() == b"secret"


def test_finding_counts_and_goes_on(page: SourcePage, until: Until) -> None:
    page.find_here()
    type_words(page.find_bar.box, "odinaev")
    until(lambda: page.find_bar.count.text() == "1 of 3")
    found = [LETTER[start:end] for start, end in page.text.shown.hits]
    assert found == ["Одинаев", "Odinaev", "Odinaev"]
    page.find_next()
    assert page.find_bar.count.text() == "2 of 3"
    assert page.text.caret() == LETTER.index("Odinaev since")
    page.find_next(back=True)
    page.find_next(back=True)
    assert page.find_bar.count.text() == "3 of 3"
    QTest.keyClick(page.find_bar.box, Qt.Key.Key_Escape)
    assert not page.find_bar.isVisible()
    assert not page.text.shown.hits


def test_the_hit_it_stands_on_has_a_ground_of_its_own(page: SourcePage, until: Until) -> None:
    page.find_here()
    type_words(page.find_bar.box, "odinaev")
    until(lambda: page.find_bar.count.text() == "1 of 3")
    QApplication.processEvents()
    grounds = [one.format.background().color() for one in page.text.extraSelections()]
    tone = theme.colours()
    assert grounds.count(QColor(tone.accent)) == 1
    assert grounds.count(QColor(tone.mark)) == 2


def test_after_the_last_hit_it_goes_on_to_what_else_the_search_found(
    desk: Desk, until: Until, letter: Ref, safar: Ref
) -> None:
    desk.trail = (Place.of(letter, words="odinaev"), Place.of(safar))
    gone = places(desk)
    page = opened(desk, until, letter, words="odinaev")
    until(lambda: len(page.text.shown.hits) == 3)
    page.find_next()
    page.find_next()
    assert page.text.shown.current == 2
    assert not gone
    page.find_next()
    assert gone == [Place.of(safar)]


def test_other_words_than_those_of_the_search_go_around_in_the_text(
    desk: Desk, until: Until, letter: Ref, safar: Ref
) -> None:
    desk.trail = (Place.of(letter, words="melons"), Place.of(safar, words="melons"))
    gone = places(desk)
    page = opened(desk, until, letter, words="odinaev")
    until(lambda: len(page.text.shown.hits) == 3)
    for _hit in page.text.shown.hits:
        page.find_next()
    assert page.text.shown.current == 0
    assert not gone


def test_half_a_word_is_found_while_it_is_typed(page: SourcePage, until: Until) -> None:
    page.find_here()
    type_words(page.find_bar.box, "melo")
    until(lambda: page.find_bar.count.text() == "1 of 2")
    type_words(page.find_bar.box, "x")
    until(lambda: page.find_bar.count.text() == "Nothing found")


def test_the_card_is_asked_for_with_space(
    page: SourcePage, safar: Ref, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Ref] = []

    def card(_desk: Desk, ref: Ref, _where: QPoint) -> None:
        shown.append(ref)

    monkeypatch.setattr("app.pages.source.page.show_card", card)
    page.text.go(LETTER.index("Одинаев"))
    QTest.keyClick(page.text, Qt.Key.Key_Space)
    assert shown == [safar]


@pytest.mark.parametrize("way", ["Esc", "Ctrl+F"])
def test_the_card_goes_with_esc_and_with_the_focus(
    page: SourcePage, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    shown = False

    def card(_desk: Desk, _ref: Ref, _where: QPoint) -> None:
        nonlocal shown
        shown = True

    def away() -> None:
        nonlocal shown
        shown = False

    monkeypatch.setattr("app.pages.source.page.show_card", card)
    monkeypatch.setattr("app.pages.source.page.hide_card", away)
    select(page, "Одинаев")
    QTest.keyClick(page.text, Qt.Key.Key_Space)
    assert shown
    if way == "Esc":
        QTest.keyClick(page.text, Qt.Key.Key_Escape)
    else:
        page.find_here()
    assert not shown


def test_esc_closes_the_find_bar_from_the_text_too(page: SourcePage, until: Until) -> None:
    page.find_here()
    type_words(page.find_bar.box, "melons")
    until(lambda: page.text.shown.hits)
    page.text.setFocus()
    QTest.keyClick(page.text, Qt.Key.Key_Escape)
    assert not page.find_bar.isVisible()
    assert not page.text.shown.hits


@pytest.mark.parametrize("name", theme.THEMES)
def test_what_is_selected_is_told_from_what_is_shown_and_found(
    desk: Desk, until: Until, letter: Ref, qt: QApplication, name: str
) -> None:
    theme.apply(qt, name)
    try:
        page = opened(desk, until, letter, line=14, last_line=18)
        page.text.go(LETTER.index("my brother"), LETTER.index(" was led"), select=True)
        QApplication.processEvents()
        place = page.text.place_of(LETTER.index("brother") - 1)
        seen = page.text.grab().toImage().pixelColor(place.center())
        tone = theme.colours()
        assert seen == QColor(tone.accent)
        assert min(theme.contrast(tone.accent, one) for one in (tone.selection, tone.mark)) >= 3
    finally:
        theme.apply(qt, "light")


def test_who_handed_it_in_is_shown_only_when_asked_for(
    desk: Desk, vault: Vault, until: Until
) -> None:
    ref = source(vault, LETTER, "Another letter", Said("handed_in_by", Text("a neighbour")))
    page = opened(desk, until, ref)
    (asking,) = [one for one in page.head.findChildren(QPushButton) if "Handed in" in one.text()]
    assert "neighbour" not in asking.text()
    QTest.keyClick(asking, Qt.Key.Key_Space)
    assert asking.text() == "Handed in by a neighbour"


def test_a_source_without_its_text_says_how_to_bring_it(
    desk: Desk, vault: Vault, until: Until
) -> None:
    ref = add_record(
        vault,
        kind="source",
        said=[Said("title", Text("A report")), Said("language", Text("Tajik"))],
    )
    page = opened(desk, until, ref)
    assert page.unread.isVisible()
    assert not page.text.isVisible()
    gone = places(desk)
    (importing,) = [
        one for one in page.unread.findChildren(QPushButton) if one.text() == "Import the file"
    ]
    QTest.keyClick(importing, Qt.Key.Key_Space)
    assert [one.page for one in gone] == ["import"]
    assert not unnamed(page)


def test_a_source_that_is_gone_is_told_in_the_page(
    desk: Desk, vault: Vault, until: Until, letter: Ref
) -> None:
    page = show(SourcePage(desk), until, Place("source", Ref("source", type(letter.id).new())))
    assert page.notice.isVisible()
    assert "no longer here" in page.notice.accessibleName()


def test_a_long_title_leaves_the_room_to_the_text(desk: Desk, vault: Vault, until: Until) -> None:
    title = " ".join(["Нома ба прокуратураи вилояти Суғд"] * 20)
    page = show(SourcePage(desk), until, Place.of(source(vault, LETTER, title)), (500, 500))
    until(lambda: page.head._title.text().endswith("…"))
    QApplication.processEvents()
    assert page.head.height() < page.height() * 0.45
    page.resize(1600, 2000)
    until(lambda: page.head._title.text() == title)
    page.close()
    page.deleteLater()
