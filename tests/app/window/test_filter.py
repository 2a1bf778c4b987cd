"""The filter of the window narrows every list to a time and a place, and says so."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desk import Desk
from app.pages import PAGES
from app.pages.lists import ListPage
from app.parts.field import FieldRow
from app.place import Place
from app.reading import RecordPage
from app.window.window import Window
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import RecordId
from casefiles.model.values import Link, Text, When
from casefiles.operations.recording import Draft, Said, add_record, add_records
from casefiles.vault import Vault
from tests.app.qt import quiet, type_words

Until = Callable[[Callable[[], object]], None]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(desk: Desk, vault: Vault, until: Until) -> Iterator[Window]:
    """Two incidents with an exile each, of two years and two places; the list of persons open."""
    drafts: list[Draft] = []
    for name, place, when in (("Zarina", "Сугд", "2015-05"), ("Umed", "Khatlon", "2018")):
        exile, there = RecordId.new(), RecordId.new()
        said = (
            Said("title", Text(f"Arrest of {name}")),
            Said("when", When(UncertainDate.parse(when))),
            Said("place", Link(there)),
            Said("exile", Link(exile)),
        )
        drafts += [
            Draft("person", (Said("name", Text(name)),), exile),
            Draft("place", (Said("name", Text(place)),), there),
            Draft("incident", said),
        ]
    add_records(vault, drafts=drafts)
    made = Window(desk, PAGES)
    made.show()
    made.tabs.open(Place("list", words="person"))
    still(made, until)
    yield made
    made.close()
    made.deleteLater()


def still(window: Window, until: Until) -> None:
    until(quiet(window.desk))
    QApplication.processEvents()
    until(quiet(window.desk))


def listed(window: Window) -> int:
    page = window.tabs.page
    assert isinstance(page, ListPage)
    return page.list.model().rowCount() if page._stack.currentWidget() is page.list else 0


def begin(window: Window) -> None:
    window.acts.filter()
    assert window.filter.time.hasFocus()


def test_a_time_typed_narrows_the_list_and_counts_what_is_left(
    window: Window, until: Until
) -> None:
    assert listed(window) == 2
    begin(window)
    type_words(window.filter.time, "2015 – 2016")
    until(lambda: listed(window) == 1)
    until(lambda: window.filter.said.text() == "1 person, 1 incident, 0 sources")


def test_a_place_is_chosen_in_any_script(window: Window, until: Until) -> None:
    begin(window)
    QTest.keyClick(window.filter.time, Qt.Key.Key_Tab)
    field = window.filter.place.field
    assert field.hasFocus()
    type_words(field, "Sugd")
    until(window.filter.place.list.isVisible)
    QTest.keyClick(field, Qt.Key.Key_Return)
    until(lambda: listed(window) == 1)


def test_esc_ends_it_and_the_whole_list_is_back(window: Window, until: Until) -> None:
    begin(window)
    type_words(window.filter.time, "2015")
    until(lambda: listed(window) == 1)
    QTest.keyClick(window.filter.time, Qt.Key.Key_Escape)
    until(lambda: listed(window) == 2)
    assert not window.filter.isVisible()


def test_an_empty_list_says_why_and_offers_to_show_all(window: Window, until: Until) -> None:
    begin(window)
    type_words(window.filter.time, "1994")
    until(lambda: listed(window) == 0)
    page = window.tabs.page
    assert isinstance(page, ListPage)
    page._widen()
    until(lambda: listed(window) == 2)
    assert not window.filter.isVisible()
    assert not window.filter.time.text()


def test_a_time_that_is_not_understood_changes_nothing_and_says_so(
    window: Window, until: Until
) -> None:
    begin(window)
    type_words(window.filter.time, "2015")
    until(lambda: listed(window) == 1)
    window.filter.time.clear()
    type_words(window.filter.time, "some day")
    until(lambda: "could not be understood" in window.filter.said.text())
    assert "The filter stays." in window.filter.said.text()
    assert listed(window) == 1


def test_that_it_was_not_understood_is_not_counted_over(window: Window, until: Until) -> None:
    begin(window)
    type_words(window.filter.time, "2015")
    until(lambda: listed(window) == 1)
    window.filter.time.clear()
    type_words(window.filter.time, "some day")
    until(lambda: "could not be understood" in window.filter.said.text())
    add_record(window.desk.vault, kind="person", said=[Said("name", Text("Parvin"))])
    still(window, until)
    assert "could not be understood" in window.filter.said.text()
    window.filter.time.clear()
    type_words(window.filter.time, "2015")
    until(lambda: window.filter.said.text() == "1 person, 1 incident, 0 sources")


@pytest.mark.usefixtures("large")
def test_what_the_place_hints_at_is_read_in_large_type(window: Window, until: Until) -> None:
    window.resize(1280, 800)
    begin(window)
    still(window, until)
    field = window.filter.place.field
    assert field.width() > field.fontMetrics().horizontalAdvance(field.placeholderText())


def test_a_list_that_is_not_seen_is_narrowed_when_it_is_seen_again(
    window: Window, until: Until
) -> None:
    window.tabs.open(Place("today"), new_tab=True)
    begin(window)
    type_words(window.filter.time, "2015")
    until(lambda: bool(window.desk.within))
    window.acts.close_tab()
    still(window, until)
    until(lambda: listed(window) == 1)


def in_page(window: Window) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and window.tabs.isAncestorOf(focused)


def test_the_focus_goes_back_to_the_page_when_the_filter_ends(window: Window, until: Until) -> None:
    begin(window)
    QTest.keyClick(window.filter.time, Qt.Key.Key_Escape)
    until(lambda: in_page(window))


def test_the_focus_goes_back_to_the_page_when_a_notice_is_closed(
    window: Window, until: Until
) -> None:
    window.notices.tell("Done.")
    window.notices._close.setFocus()
    QTest.keyClick(window.notices._close, Qt.Key.Key_Space)
    until(lambda: in_page(window))


def on_the_button_of_a_field(window: Window, until: Until) -> FieldRow:
    """The focus is on a button that hides as soon as it is left."""
    window.tabs.open(Place.of(next(iter(window.desk.vault.reader.all_of("person"))).ref))
    until(lambda: window.tabs.page and window.tabs.page.whole)
    until(lambda: any(one.lines for one in window.findChildren(FieldRow)))
    still(window, until)
    field = next(one for one in window.findChildren(FieldRow) if one.lines)
    field.add_button.show()
    field.add_button.setFocus()
    until(field.add_button.hasFocus)
    return field


def test_a_button_that_hides_when_it_is_left_does_not_call_the_focus_back(
    window: Window, until: Until
) -> None:
    field = on_the_button_of_a_field(window, until)
    window.rail.focus()
    until(lambda: not field.add_button.isVisible())
    for _turn in range(5):
        still(window, until)
    assert not in_page(window)


def test_what_is_painted_anew_does_not_call_the_focus_back_from_beside_the_page(
    window: Window, until: Until
) -> None:
    field, page = on_the_button_of_a_field(window, until), window.tabs.page
    assert isinstance(page, RecordPage)
    page._focused, page._wants_focus = field.add_button, True  # it is being painted again
    window.rail.focus()
    until(lambda: not field.add_button.isVisible())
    page._turned()
    still(window, until)
    assert not in_page(window)
