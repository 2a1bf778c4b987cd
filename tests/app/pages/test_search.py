"""The search page: asks while one types, keys through the list, narrowing, nothing lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton

from app.desk import Desk
from app.pages.search.asking import ask
from app.pages.search.page import SearchPage
from app.pages.search.painting import ROW
from app.place import Place
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Link, Text, When
from casefiles.operations.judging import put_in_trash
from casefiles.operations.recording import Said, add_record
from casefiles.operations.searches import is_saved, saved_searches
from casefiles.search.layouts import on_other_keyboard
from casefiles.vault import Vault
from tests.app.pages.sources import LETTER, source
from tests.app.qt import Until, quiet, show, type_words, unnamed

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def letter(vault: Vault) -> Ref:
    """A letter that names Safar Odinaev in two scripts."""
    return source(vault)


@pytest.fixture
def safar(vault: Vault) -> Ref:
    """A person of that name, born 1971 in Khujand."""
    khujand = add_record(vault, kind="place", said=[Said("name", Text("Khujand"))])
    return add_record(
        vault,
        kind="person",
        said=[
            Said("name", Text("Safar Odinaev")),
            Said("born", When(UncertainDate.parse("1971"))),
            Said("birthplace", Link(khujand.id)),
        ],
    )


@pytest.fixture
def page(desk: Desk, until: Until, letter: Ref, safar: Ref) -> SearchPage:
    """The page with nothing asked yet."""
    assert letter
    assert safar
    made = show(SearchPage(desk), until, Place("search"))
    made.box.setFocus()
    return made


def asked(page: SearchPage, until: Until, words: str) -> None:
    """Typed, and answered."""
    type_words(page.box, words)
    until(lambda: page._answer and page._answer.words == page.box.text() and quiet(page.desk)())


def titles(page: SearchPage) -> list[str]:
    return [row.title for row in page.list.hits.rows]


def opened(desk: Desk) -> list[tuple[Place, bool]]:
    gone: list[tuple[Place, bool]] = []
    desk.opening.connect(lambda place, new_tab: gone.append((place, new_tab)))
    return gone


def press(page: SearchPage, kind: str) -> None:
    button = page.facets._kinds[kind]
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_before_a_question_it_says_how_to_ask(page: SearchPage) -> None:
    assert page.nothing.isVisible()
    assert page.first() is page.box
    assert not unnamed(page)


def test_typing_finds_in_any_script(page: SearchPage, until: Until) -> None:
    asked(page, until, "одинаев")
    assert sorted(titles(page)) == ["A letter", "Safar Odinaev"]
    letter = next(row for row in page.list.hits.rows if row.ref.kind == "source")
    words = {piece.text[start:end] for piece in letter.pieces for start, end in piece.marks}
    assert words == {"Одинаев", "Odinaev"}
    assert letter.line == 16
    assert page._answer is not None
    assert [one.other for one in page._answer.variants] == ["Odinaev"]
    assert not unnamed(page)


def test_down_enters_the_list_and_up_goes_back(page: SearchPage, until: Until) -> None:
    asked(page, until, "odinaev")
    QTest.keyClick(page.box, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 0
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == 1
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert page.box.hasFocus()


def test_letters_typed_in_the_list_go_on_in_the_box(page: SearchPage, until: Until) -> None:
    asked(page, until, "odina")
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    page.list.setFocus()
    asked_for = page.box.text()
    type_words(page.list, "e")
    assert page.box.text() == asked_for + "e"
    assert page.box.hasFocus()


def test_enter_opens_a_source_at_the_hit(page: SearchPage, until: Until, letter: Ref) -> None:
    gone = opened(page.desk)
    asked(page, until, "melons")
    QTest.keyClick(page.box, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.keyClick(page.list, Qt.Key.Key_Return, CONTROL)
    (here, new), (_there, other) = gone
    assert here == Place("source", letter)
    assert dict(here.state) == {"line": 16, "words": "melons"}
    assert (new, other) == (False, True)


def test_enter_before_the_answer_waits_for_it(page: SearchPage, until: Until) -> None:
    type_words(page.box, "melons")
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    until(page.list.hasFocus)
    assert titles(page) == ["A letter"]


def test_next_and_previous_hit(page: SearchPage, until: Until) -> None:
    asked(page, until, "odinaev")
    page.find_next()
    assert page.list.currentIndex().row() == 1
    page.find_next()
    assert page.list.currentIndex().row() == 0
    page.find_next(back=True)
    assert page.list.currentIndex().row() == 1


def test_f3_goes_on_from_page_to_page_along_what_was_found(
    page: SearchPage, until: Until, letter: Ref, safar: Ref
) -> None:
    asked(page, until, "Одинаев")
    page.list.choose(0)
    gone = opened(page.desk)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    first, second = (row.ref for row in page.list.hits.rows[:2])
    assert {first, second} == {letter, safar}
    assert page.desk.go_on(first)
    assert page.desk.go_on(second, back=True)
    assert [place.ref for place, _new_tab in gone] == [first, second, first]
    assert not page.desk.go_on(first, back=True), "there is nothing before the first"
    assert not page.desk.go_on(None)
    elsewhere = Ref("person", RecordId.new())
    assert not page.desk.go_on(elsewhere)
    assert not page.desk.go_on(elsewhere, back=True), "what was not found has nothing before it"


def test_kinds_are_counted_and_chosen(page: SearchPage, until: Until) -> None:
    asked(page, until, "odinaev")
    assert page.facets._kinds[""].text() == "All 2"
    assert page.facets._kinds["person"].text() == "Persons 1"
    assert page.facets._kinds["incident"].isHidden(), "only kinds that occur"
    press(page, "source")
    until(lambda: titles(page) == ["A letter"])
    assert page.facets._kinds[""].text() == "All 2"
    press(page, "")
    until(lambda: len(titles(page)) == 2)


def test_years_narrow_and_say_what_has_no_date(page: SearchPage, until: Until) -> None:
    asked(page, until, "odinaev")
    assert page.facets.since.findData(1971) > 0
    page.facets.since.setFocus()
    QTest.keyClick(page.facets.since, Qt.Key.Key_Down)
    assert page.facets.since.currentData() == 1971
    assert titles(page) == ["Safar Odinaev"]
    assert page.facets.undated.text() == "Without a date: 1"


def test_what_occurs_narrows_in_the_question_itself(
    page: SearchPage, vault: Vault, until: Until
) -> None:
    add_record(vault, kind="person", said=[Said("name", Text("Umar Odinaev"))])
    asked(page, until, "odinaev")
    assert sorted(titles(page)) == ["A letter", "Safar Odinaev", "Umar Odinaev"]
    (menu,) = (one.menu() for one in page.facets.menus.buttons if one.text() == "Place")
    (khujand,) = menu.actions()
    assert khujand.text() == "Khujand   1"
    khujand.trigger()
    # Who was born there, and the letter that speaks of the place.
    until(lambda: quiet(page.desk)() and sorted(titles(page)) == ["A letter", "Safar Odinaev"])
    assert page.box.text() == 'odinaev place:"Khujand"'
    assert page.place().words == page.box.text()


def test_another_spelling_is_left_out_and_taken_in_by_its_tick(
    page: SearchPage, until: Until
) -> None:
    asked(page, until, "одинаев")
    (tick,) = page.chips.findChildren(QCheckBox)
    assert tick.isChecked()
    assert "Odinaev" in tick.accessibleName()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    until(lambda: quiet(page.desk)() and titles(page) == ["A letter"])
    assert page.box.text() == "одинаев!Odinaev"
    tick = next(one for one in page.chips.findChildren(QCheckBox) if one.isVisible())
    assert not tick.isChecked()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    until(lambda: quiet(page.desk)() and len(titles(page)) == 2)
    assert page.box.text() == "одинаев"


def test_a_question_is_kept_and_tells_what_is_new(
    page: SearchPage, vault: Vault, until: Until
) -> None:
    asked(page, until, "odinaev")
    QTest.keyClick(page.save, Qt.Key.Key_Space)
    until(lambda: quiet(page.desk)() and is_saved(vault, words="odinaev"))
    add_record(vault, kind="person", said=[Said("name", Text("Karim Odinaev"))])
    page.visit(Place("search"))
    until(lambda: any("1 new" in one for one in offered(page)))
    (going,) = (one for one in page.nothing.findChildren(QPushButton) if "1 new" in one.text())
    QTest.keyClick(going, Qt.Key.Key_Space)
    until(lambda: "Karim Odinaev" in titles(page) and page.save.isChecked())
    until(lambda: quiet(page.desk)() and saved_searches(vault)[0].new == 0)
    QTest.keyClick(page.save, Qt.Key.Key_Space)
    until(lambda: not is_saved(vault, words="odinaev"))


def test_the_trash_is_looked_through_on_request(
    page: SearchPage, vault: Vault, until: Until, safar: Ref
) -> None:
    put_in_trash(vault, refs=[safar])
    asked(page, until, "odinaev kind:person")
    assert titles(page) == []
    (look,) = (one for one in page.nothing.findChildren(QPushButton) if "trash" in one.text())
    asked_for = opened(page.desk)
    QTest.keyClick(look, Qt.Key.Key_Space)
    until(lambda: any("Safar Odinaev" in one for one in offered(page)))
    (found,) = (one for one in page.nothing.findChildren(QPushButton) if "Safar" in one.text())
    QTest.keyClick(found, Qt.Key.Key_Space)
    assert [place for place, _tab in asked_for] == [Place.of(safar)]


def offered(page: SearchPage) -> list[str]:
    return [one.text() for one in page.nothing.findChildren(QPushButton)]


def test_the_preview_shows_the_record_and_follows(page: SearchPage, until: Until) -> None:
    asked(page, until, "odinaev")
    QTest.keyClick(page.box, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    until(lambda: page.preview.isVisible() and quiet(page.desk)())
    first = page.preview.accessibleDescription()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    until(lambda: page.preview.accessibleDescription() != first)
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert not page.preview.isVisible()


def test_nothing_found_offers_what_finds_something(page: SearchPage, until: Until) -> None:
    asked(page, until, "odinajeff")
    assert page.nothing.isVisible()
    offers = [one.text() for one in page.nothing.findChildren(QPushButton)]
    assert any(one.startswith(("odinaj*", "odinajeff~")) for one in offers)
    QTest.keyClick(page.nothing.findChildren(QPushButton)[0], Qt.Key.Key_Space)
    until(lambda: titles(page))
    assert page.box.text() != "odinajeff"


def test_the_other_keyboard_is_thought_of(vault: Vault, letter: Ref) -> None:
    assert letter
    assert "одинаев" in on_other_keyboard("Jlbyftd")
    offers = ask(vault, "Jlbyftd", "", 10).offers
    assert next(one.words for one in offers) == "одинаев"


def test_a_broken_question_is_taken_as_words_and_says_so(page: SearchPage, until: Until) -> None:
    asked(page, until, '("melons AND')
    assert titles(page) == ["A letter"]
    assert "could not be read as written" in page.notes.text()


def test_copies_are_folded_under_their_original(
    page: SearchPage, vault: Vault, until: Until, letter: Ref
) -> None:
    source(vault, LETTER, "A reprint", Said("copy_of", Link(letter.id)))
    asked(page, until, "melons")
    (row,) = page.list.hits.rows
    assert row.title == "A letter"
    assert "Also printed in letter.txt" in row.spoken()


def test_it_is_left_and_found_again_as_it_was(
    page: SearchPage, desk: Desk, until: Until, safar: Ref
) -> None:
    asked(page, until, "odinaev")
    page.list.choose(titles(page).index("Safar Odinaev"))
    left = page.place()
    other = show(SearchPage(desk), until, left)
    current = other.list.current()
    assert current is not None
    assert current.ref == safar
    assert other.box.text() == "odinaev"


def test_what_changes_is_found_anew_and_the_choice_stays(
    page: SearchPage, vault: Vault, until: Until, safar: Ref
) -> None:
    asked(page, until, "odinaev")
    page.list.choose(titles(page).index("Safar Odinaev"))
    add_record(vault, kind="person", said=[Said("name", Text("Karim Odinaev"))])
    until(lambda: "Karim Odinaev" in titles(page))
    current = page.list.current()
    assert current is not None
    assert current.ref == safar


def test_rows_grow_where_it_is_narrow_and_are_spoken_whole(
    page: SearchPage, qt: object, until: Until
) -> None:
    asked(page, until, "melons")
    index = page.list.hits.index(0)
    wide = page.list.visualRect(index).height()
    page.resize(360, 700)
    until(lambda: page.list.visualRect(index).height() > wide)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("A letter. Source")
    assert "line 16" in spoken
    assert index.data(ROW).ref.kind == "source"


def test_the_years_are_those_of_the_record(vault: Vault, safar: Ref) -> None:
    row = next(one for one in ask(vault, "odinaev", "", 10).rows if one.ref == safar)
    assert row.years == (1971, 1971)
