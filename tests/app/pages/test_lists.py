"""Lists of records: narrowed, sorted, opened and emptied by keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.desk import Desk
from app.pages.lists import ListPage
from app.place import Place
from casefiles.ledger.columns import usual_columns
from casefiles.model.dates import UncertainDate
from casefiles.model.values import Link, Text, When
from casefiles.operations.recording import Draft, Said, add_record, add_records, add_values
from tests.app.qt import type_words

Until = Callable[[Callable[[], object]], None]
NAMES = ("Заррина Ҷӯраева", "Zafar Nabiev", "Ғафур Азимов", "Anora Karimova")


@pytest.fixture
def page(desk: Desk, until: Until) -> ListPage:
    drafts = [Draft("person", (Said("name", Text(name)),)) for name in NAMES]
    add_records(desk.vault, drafts=drafts)
    made = ListPage(desk)
    made.resize(900, 600)
    made.show()
    made.visit(Place("list", words="person"))
    until(lambda: titles(made) and "…" not in titles(made))
    return made


def titles(page: ListPage) -> list[str]:
    model = page.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_list_stands_in_the_order_of_its_letters(page: ListPage) -> None:
    assert titles(page) == ["Anora Karimova", "Zafar Nabiev", "Ғафур Азимов", "Заррина Ҷӯраева"]


def test_typing_narrows_it_in_any_script_and_escape_shows_all(page: ListPage, until: Until) -> None:
    page.find_here()
    type_words(page._filter, "зафар")
    until(lambda: titles(page) == ["Zafar Nabiev"])
    assert page._count.text() == "1 of 4"
    QTest.keyClick(page._filter, Qt.Key.Key_Escape)
    until(lambda: len(titles(page)) == len(NAMES))


def test_enter_opens_and_control_enter_opens_in_a_new_tab(page: ListPage, desk: Desk) -> None:
    went: list[tuple[Place, bool]] = []
    desk.opening.connect(lambda place, new_tab: went.append((place, new_tab)))
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ref = desk.vault.reader.find("Anora Karimova")
    assert went == [(Place.of(ref), False), (Place.of(ref), True)]


def test_delete_puts_in_the_trash_and_offers_undo(page: ListPage, desk: Desk, until: Until) -> None:
    desk.changed.connect(page.follow)
    told: list[str] = []
    desk.told.connect(lambda notice: told.append(notice.action))
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    until(lambda: len(titles(page)) == len(NAMES) - 1)
    until(lambda: told)
    assert told == ["Undo"]
    page._undo()
    until(lambda: len(titles(page)) == len(NAMES))


def test_how_a_list_looks_is_remembered_in_the_vault(
    page: ListPage, desk: Desk, until: Until
) -> None:
    page.list.set_columns(["title", "sources"])
    page.list.sorting.emit("title", True)
    until(lambda: titles(page)[0] == "Заррина Ҷӯраева")
    until(lambda: not desk.busy)
    again = ListPage(desk)
    again.show()
    again.visit(Place("list", words="person"))
    until(lambda: titles(again) and "…" not in titles(again))
    assert titles(again)[0] == "Заррина Ҷӯраева"
    assert again.list.columns == ("title", "sources")


def test_going_to_another_list_and_back_loses_no_columns(
    page: ListPage, desk: Desk, until: Until
) -> None:
    add_record(desk.vault, kind="incident", said=[Said("title", Text("Arrests in Isfara"))])
    page.list.set_columns(["title", "sources", "sex", "incidents", "when"])
    page.list.sorting.emit("sources", True)
    page.visit(Place("list", words="incident"))
    until(lambda: titles(page) == ["Arrests in Isfara"])
    assert page.list.columns == usual_columns("incident")
    assert page.list.sorted_by == ("title", False)
    page.visit(Place("list", words="person"))
    until(lambda: len(titles(page)) == len(NAMES))
    assert page.list.columns == ("title", "sources", "sex", "incidents", "when")
    assert page.list.sorted_by == ("sources", True)


def test_an_empty_list_says_what_to_do(page: ListPage, desk: Desk, until: Until) -> None:
    went: list[Place] = []
    desk.opening.connect(lambda place, _new_tab: went.append(place))
    page.visit(Place("list", words="incident"))
    until(lambda: page._stack.currentWidget() is page._empty)
    page._empty.findChildren(QPushButton)[0].click()
    assert went == [Place("new", words="incident")]


def test_back_leads_to_the_same_row(page: ListPage) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_End)
    left = page.place()
    assert left.state["current"]
    page.visit(Place("list", words="incident"))
    page.visit(left)
    assert page.place().words == "person"


def test_only_disputed_records_are_listed_until_all_are_wanted(
    page: ListPage, desk: Desk, until: Until
) -> None:
    vault = desk.vault
    ref = vault.reader.find("Zafar Nabiev")
    for year in ("1971", "1980"):
        add_values(vault, ref=ref, said=[Said("born", When(UncertainDate(year)))])
    page.visit(Place("list", words="person disputed"))
    until(lambda: titles(page) == ["Zafar Nabiev"])
    assert page._count.text() == "1 of 4"
    assert page.place() == Place("list", words="person disputed")
    assert [way.text().split() for way in page._disputes._kinds] == [["Persons", "1"]]
    went: list[Place] = []
    desk.opening.connect(lambda place, _new_tab: went.append(place))
    page._disputes.end()
    assert went == [Place("list", words="person")]
    page.visit(went[0])
    until(lambda: len(titles(page)) == len(NAMES))
    assert not page._disputes.isVisible()


def test_disputed_parts_are_called_by_what_they_join(
    page: ListPage, desk: Desk, until: Until
) -> None:
    vault = desk.vault
    one, other = vault.reader.find("Zafar Nabiev"), vault.reader.find("Anora Karimova")
    said = [Said("who", Link(one.id)), Said("whose", Link(other.id))]
    ref = add_record(vault, kind="relation", said=said)
    for year in ("1971", "1980"):
        add_values(vault, ref=ref, said=[Said("held", When(UncertainDate(year)))])
    page.visit(Place("list", words="relation disputed"))
    until(lambda: any("Zafar Nabiev" in title for title in titles(page)))
    assert "Anora Karimova" in titles(page)[0]
