"""The list by hand: keys, mouse, columns, and staying where one was."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionHeaderV2

from app.tables.header import ListHeader
from app.tables.view import ListView
from app.theme import COMPACT_ROW, GRID, ROW
from casefiles.ledger.columns import columns_of, usual_columns
from tests.app.qt import Until
from tests.app.tables.records import Shelf, many, person

KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qt: QApplication) -> Iterator[ListView]:
    made = ListView(Shelf().fetch)
    made.resize(1000, 400)
    made.show_list("person", many(*range(1000)))
    made.show()
    made.setFocus()
    qt.processEvents()
    yield made
    made.close()


def heard(signal: SignalInstance) -> list[Any]:
    told: list[Any] = []
    signal.connect(lambda *values: told.append(values[0] if len(values) == 1 else values))
    return told


def top(view: ListView) -> int:
    return view.rowAt(0)


def test_enter_opens_and_with_ctrl_in_a_new_tab(view: ListView) -> None:
    opened = heard(view.opened)
    view.go_to(person(3))
    QTest.keyClick(view, KEY.Key_Return)
    QTest.keyClick(view, KEY.Key_Enter, CONTROL)
    assert opened == [(person(3), False), (person(3), True)]


def test_space_looks_and_del_removes_what_is_selected(view: ListView) -> None:
    looked, removed = heard(view.looked), heard(view.removed)
    view.go_to(person(3))
    QTest.keyClick(view, KEY.Key_Space)
    QTest.keyClick(view, KEY.Key_Down, SHIFT)
    QTest.keyClick(view, KEY.Key_Delete)
    assert looked == [person(3)]
    assert removed == [[person(3), person(4)]]


def test_a_persian_name_is_cut_off_where_it_ends(qt: QApplication, until: Until) -> None:
    made = ListView(Shelf(word="ا" * 90).fetch)
    made.resize(600, 200)
    made.show_list("person", many(1, 2))
    made.show()
    qt.processEvents()
    until(lambda: str(made.model().index(1, 0).data()).startswith("ا"))
    cell = made.visualRect(made.model().index(1, 0)).adjusted(GRID, 2, -GRID, -2)
    seen = made.viewport().grab(cell).toImage()

    def inked(columns: range) -> int:
        rows = range(seen.height())
        return sum(any(seen.pixelColor(x, y).lightness() < 128 for x in columns) for y in rows)

    assert 0 < inked(range(12)) < inked(range(seen.width() - 12, seen.width())) / 2
    made.close()


def test_a_double_click_opens(view: ListView) -> None:
    opened = heard(view.opened)
    where = view.visualRect(view.model().index(2, 1)).center()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, where)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, NONE, where)
    assert opened == [(person(2), False), (person(2), True)]


def test_home_end_and_pages_move_by_rows(view: ListView) -> None:
    QTest.keyClick(view, KEY.Key_End)
    assert view.current() == person(999)
    QTest.keyClick(view, KEY.Key_Home)
    assert view.current() == person(0)
    QTest.keyClick(view, KEY.Key_PageDown)
    current = view.current()
    assert current is not None
    assert 5 < int.from_bytes(current.id, "big") < 20
    QTest.keyClick(view, KEY.Key_End, SHIFT)
    assert len(view.selected()) > 900


def test_whoever_comes_by_keyboard_stands_on_the_first_row(view: ListView) -> None:
    assert view.current() == person(0)


def test_letters_typed_are_sought_as_one_word(view: ListView) -> None:
    sought = heard(view.sought)
    QTest.keyClicks(view, "ka")
    assert sought == ["k", "ka"]
    assert view.go_to_first([person(5000).id, person(70).id])
    assert view.current() == person(70)
    assert not view.go_to_first([person(5000).id])


def test_a_click_on_a_head_asks_for_that_order_and_again_for_the_other(view: ListView) -> None:
    sorting = heard(view.sorting)
    head = view.horizontalHeader()
    where = QPoint(head.sectionViewportPosition(1) + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, NONE, where)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, NONE, where)
    assert sorting == [("when", False), ("when", True)]
    assert view.sorted_by == ("when", True)
    assert "Born" in head.accessibleDescription()


def test_the_menu_of_a_head_sorts_and_hides(view: ListView) -> None:
    sorting, chosen = heard(view.sorting), heard(view.chosen)
    upwards, downwards, hide = view._header.menu(1).actions()[:3]
    upwards.trigger()
    downwards.trigger()
    hide.trigger()
    assert sorting == [("when", False), ("when", True)]
    assert chosen == [[name for name in usual_columns("person") if name != "when"]]


def test_columns_are_chosen_and_ordered_by_keyboard(view: ListView, qt: QApplication) -> None:
    chosen = heard(view.chosen)
    view.columns_button().click()
    chooser = view.choose_columns()
    qt.processEvents()
    names = [one.data(Qt.ItemDataRole.UserRole) for one in chooser._items()]
    assert names[: len(usual_columns("person"))] == list(usual_columns("person"))
    assert set(names) == {column.name for column in columns_of("person")}
    chooser.list.setCurrentRow(1)
    QTest.keyClick(chooser.list, KEY.Key_Space)
    chooser.list.setCurrentRow(2)
    chooser.up.click()
    chooser.take.click()
    assert chosen == [["title", "lives_in", "incidents", "sources"]]
    assert view.columns == ("title", "lives_in", "incidents", "sources")


def test_a_list_cannot_be_left_without_a_column(view: ListView) -> None:
    chooser = view.choose_columns()
    for item in chooser._items():
        item.setCheckState(Qt.CheckState.Unchecked)
    assert not chooser.take.isEnabled()
    chooser.as_usual.click()
    assert chooser.chosen() == list(usual_columns("person"))
    chooser.reject()


def test_the_selection_stays_with_its_records_when_rows_come_and_go(view: ListView) -> None:
    view.select([person(10), person(11), person(20)])
    view.show_list("person", many(*range(5, 15), 16, 17, 20))
    assert view.selected() == [person(10), person(11), person(20)]
    view.show_list("person", many(*range(15)))
    assert view.selected() == [person(10), person(11)]


def test_the_focus_and_what_is_in_view_stay_when_rows_come_above(view: ListView) -> None:
    view.go_to(person(500))
    before = top(view)
    view.show_list("person", many(*range(2000, 2100), *range(1000)))
    assert view.current() == person(500)
    assert top(view) == before + 100


@pytest.mark.parametrize(("stood", "left", "stands"), [(5, 1000, 6), (999, 999, 998)])
def test_where_a_record_goes_the_next_has_the_focus(
    view: ListView, stood: int, left: int, stands: int
) -> None:
    view.go_to(person(stood))
    view.show_list("person", many(*(one for one in range(left) if one != stood)))
    assert view.current() == person(stands)


def test_at_the_top_one_stays_at_the_top(view: ListView) -> None:
    view.show_list("person", many(*range(2000, 2100), *range(1000)))
    assert top(view) == 0


def test_a_list_of_another_kind_begins_anew(view: ListView) -> None:
    view.select([person(500)])
    view.go_to(person(500))
    view.show_list("place", many(*range(1000)))
    assert view.selected() == []
    assert top(view) == 0


def test_what_was_chosen_for_one_kind_is_not_taken_over_by_the_next(view: ListView) -> None:
    view.set_columns(["title", "sources"])
    view._header._sort("sources", descending=True)
    view.show_list("incident", many(*range(1000)))
    assert view.columns == usual_columns("incident")
    assert view.sorted_by == ("title", False)


def test_a_list_of_another_kind_looks_as_it_is_told(view: ListView) -> None:
    looks = {"columns": ["title", "place"], "widths": {"place": 321}, "sorted": ["place", True]}
    view.show_list("incident", many(*range(1000)), looks)
    assert (view.columns, view.sorted_by) == (("title", "place"), ("place", True))
    assert view.horizontalHeader().sectionSize(1) == 321


def test_a_column_made_wider_is_told_when_it_is_let_go(view: ListView) -> None:
    widened, left = heard(view.widened), Qt.MouseButton.LeftButton
    head = view.horizontalHeader()
    edge = QPoint(head.sectionViewportPosition(2) - 1, head.height() // 2)
    QTest.mousePress(head.viewport(), left, NONE, edge)
    QTest.mouseMove(head.viewport(), edge + QPoint(40, 0))
    assert not widened
    QTest.mouseRelease(head.viewport(), left, NONE, edge + QPoint(40, 0))
    assert len(widened) == 1
    assert view.state()["widths"]


def test_where_it_stood_is_told_without_how_it_looked(view: ListView) -> None:
    view._header.restore({"widths": {"when": 321}})
    view.restore({"top": person(500).id.hex(), "row": 500})
    assert view.columns == usual_columns("person")
    assert view.state()["widths"] == {"when": 321}


def test_it_is_left_and_found_again_as_it_was(view: ListView, qt: QApplication) -> None:
    view.set_columns(["title", "sex"])
    view.horizontalHeader().resizeSection(1, 321)
    view._header._sort("sex", descending=True)
    view.go_to(person(600))
    state, before = view.state(), top(view)
    other = ListView(Shelf().fetch)
    other.resize(1000, 400)
    other.restore(state)
    assert (other.columns, other.sorted_by) == (("title", "sex"), ("sex", True))
    other.show()
    other.show_list("person", many(*range(300, 1000)))
    qt.processEvents()
    assert other.horizontalHeader().sectionSize(1) == 321
    assert other.current() == person(600)
    assert top(other) == before - 300
    other.close()


def test_a_state_of_an_older_program_does_no_harm(view: ListView) -> None:
    view.restore({"columns": ["gone", "title"], "top": "no id", "current": "", "row": 3})
    assert view.columns == ("title",)
    assert top(view) == 3
    view.restore({})


def test_the_title_takes_the_room_that_is_left(view: ListView, qt: QApplication) -> None:
    head = view.horizontalHeader()
    assert head.length() == view.viewport().width()
    view.resize(1200, 400)
    qt.processEvents()
    assert head.length() == view.viewport().width()
    view.resize(300, 400)
    qt.processEvents()
    assert head.sectionSize(0) > 150


def test_a_long_head_is_cut_short_rather_than_the_list_scrolled(
    view: ListView, qt: QApplication
) -> None:
    head = view.horizontalHeader()
    assert isinstance(head, ListHeader)
    long = replace(columns_of("person")[-1], label="Записи, которые основаны на этом источнике")
    head.renew((columns_of("person")[0], long))
    before = head._of_letters(long, 10, 99)
    assert head._least_width(long) < before
    option = QStyleOptionHeaderV2()
    head.resizeSection(1, head._least_width(long))
    head.initStyleOptionForIndex(option, 1)
    assert option.text.startswith("Записи")
    assert option.text.endswith("…")


def test_rows_are_as_high_as_is_chosen(view: ListView) -> None:
    assert view.rowHeight(0) >= ROW
    view.set_compact(True)
    assert COMPACT_ROW <= view.rowHeight(0) < ROW


def test_it_has_a_name_for_who_cannot_see_it(view: ListView) -> None:
    assert view.accessibleName() == "List: Persons"


def test_what_is_selected_is_told(view: ListView) -> None:
    picked = heard(view.picked)
    view.select([person(1), person(2)])
    assert picked[-1] == 2


def test_the_row_with_the_focus_looks_different(view: ListView, qt: QApplication) -> None:
    view.select([person(1), person(2)])
    view.go_to(person(1))
    focused = view.grab().toImage()
    view.clearFocus()
    qt.processEvents()
    assert view.grab().toImage() != focused
