"""The history page: lines in words, undo that says what it does, older steps undone together."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desk import Desk
from app.pages.history import HistoryPage
from app.place import Place
from casefiles.ledger.history import past
from casefiles.model.values import Link, Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import Until, places, quiet, show, unnamed


@pytest.fixture
def page(desk: Desk, vault: Vault, until: Until) -> HistoryPage:
    """Three steps: a person, an incident of that person, another person."""
    zafar = add_record(vault, kind="person", said=[Said("name", Text("Zafar Testov"))])
    exile = Said("exile", Link(zafar.id))
    add_record(vault, kind="incident", said=[Said("title", Text("The raid")), exile])
    add_record(vault, kind="person", said=[Said("name", Text("Nigora"))], author="Olim")
    return show(HistoryPage(desk), until, Place("history"))


def shown(page: HistoryPage) -> list[str]:
    items = (page.past.rows.topLevelItem(at) for at in range(page.past.rows.topLevelItemCount()))
    return [f"{item.text(1)}|{item.text(3)}" for item in items if item is not None]


def choose(page: HistoryPage, row: int) -> None:
    item = page.past.rows.topLevelItem(row)
    assert item is not None
    page.past.rows.setCurrentItem(item)


def test_lines_stand_newest_first_in_words(page: HistoryPage) -> None:
    assert shown(page) == ["Added Nigora|", "Added The raid|", "Added Zafar Testov|"]
    assert not unnamed(page)


def test_undo_says_what_it_would_do_and_redo_brings_it_back(
    page: HistoryPage, until: Until
) -> None:
    assert page.undo.accessibleName() == "Undo: Added Nigora"
    assert not page.redo.isEnabled()
    QTest.keyClick(page.undo, Qt.Key.Key_Space)
    until(lambda: page.redo.isEnabled() and quiet(page.desk)())
    assert shown(page)[1] == "Added Nigora|undone"
    assert page.undo.accessibleName() == "Undo: Added The raid"
    QTest.keyClick(page.redo, Qt.Key.Key_Space)
    until(lambda: page.undo.accessibleName() == "Undo: Added Nigora")
    assert "Added Nigora|" in shown(page)


def test_an_older_step_is_undone_together_with_what_rests_on_it(
    page: HistoryPage, vault: Vault, until: Until
) -> None:
    choose(page, 2)
    QTest.mouseClick(page.this, Qt.MouseButton.LeftButton)
    asking = page._frame.asking
    until(asking.isVisible)
    assert "2: Added The raid" in asking.accessibleName()
    assert page.focusWidget() is asking._leave  # leaning on Enter does nothing
    QTest.keyClick(asking._leave, Qt.Key.Key_Escape)
    assert not asking.isVisible()
    assert not any(one.withdrawn for one in past(vault.ledger))
    QTest.mouseClick(page.this, Qt.MouseButton.LeftButton)
    until(asking.isVisible)
    QTest.keyClick(asking._go, Qt.Key.Key_Space)
    until(lambda: len(shown(page)) == 4)
    assert [one.number for one in past(vault.ledger) if one.withdrawn] == [2, 1]


def test_a_filter_by_words_author_and_day(page: HistoryPage, until: Until) -> None:
    QTest.keyClicks(page.past.words, "raid")
    QTest.keyClick(page.past.words, Qt.Key.Key_Return)
    until(lambda: shown(page) == ["Added The raid|"])
    page.past.words.clear()
    QTest.keyClicks(page.past.author, "oli")
    QTest.keyClick(page.past.author, Qt.Key.Key_Return)
    until(lambda: shown(page) == ["Added Nigora|"])
    QTest.keyClicks(page.past.day, "1999")
    QTest.keyClick(page.past.day, Qt.Key.Key_Return)
    until(lambda: not shown(page) and quiet(page.desk)())
    assert page.past.count.text().startswith("No line of the history fits this.")


@pytest.mark.parametrize("words", ["{:%Y-%m}", "{:%d.%m.%Y}", "{0.day} ", "{:%Y}"])
def test_a_day_is_asked_for_as_it_is_written(page: HistoryPage, until: Until, words: str) -> None:
    now = dt.datetime.now().astimezone()
    QTest.keyClicks(page.past.day, words.format(now))
    QTest.keyClick(page.past.day, Qt.Key.Key_Return)
    until(quiet(page.desk))
    assert shown(page)
    first = page.past.rows.topLevelItem(0)
    assert first is not None
    assert first.text(0).startswith(f"{now.day} ")


def test_enter_opens_the_record_of_a_line(page: HistoryPage, until: Until) -> None:
    gone = places(page.desk)
    choose(page, 1)
    QTest.keyClick(page.past.rows, Qt.Key.Key_Return)
    until(lambda: gone)
    assert gone[0].ref is not None
    assert gone[0].ref.kind == "incident"


def test_a_line_of_several_records_lists_them(
    page: HistoryPage, vault: Vault, until: Until
) -> None:
    from casefiles.operations.judging import keep_apart

    persons = [one.ref for one in vault.reader.page("person")]
    keep_apart(vault, refs=persons)
    until(lambda: len(shown(page)) == 4)
    choose(page, 0)
    QTest.keyClick(page.past.rows, Qt.Key.Key_Return)
    item = page.past.rows.topLevelItem(0)
    assert item is not None
    until(lambda: item.childCount() == 2)
    gone = places(page.desk)
    QTest.keyClick(page.past.rows, Qt.Key.Key_Return)
    assert gone == [Place.of(persons[0])]


def test_pages_of_fifty_come_while_scrolling(desk: Desk, vault: Vault, until: Until) -> None:
    for number in range(63):
        add_record(vault, kind="tag", said=[Said("name", Text(f"tag {number}"))])
    page = show(HistoryPage(desk), until, Place("history"))
    until(lambda: len(shown(page)) == 50)
    assert "More come while you scroll." in page.past.count.text()
    bar = page.past.rows.verticalScrollBar()
    bar.setValue(bar.maximum())
    until(lambda: len(shown(page)) == 63)
    assert shown(page)[-1] == "Added tag 0|"


def test_the_chain_is_verified_with_a_clear_answer(page: HistoryPage, until: Until) -> None:
    QTest.keyClick(page.verify, Qt.Key.Key_Space)
    until(page._frame.notice.isVisible)
    assert page._frame.notice.accessibleName().startswith("The chain holds.")
    assert page.verify.isEnabled()


def test_a_place_keeps_filter_and_row(page: HistoryPage, until: Until) -> None:
    choose(page, 1)
    left = page.place()
    page.visit(Place("history", words="nothing"))
    until(quiet(page.desk))
    page.visit(left)
    until(lambda: len(shown(page)) == 3)
    current = page.past.rows.currentItem()
    assert current is not None
    assert current.text(1) == "Added The raid"
