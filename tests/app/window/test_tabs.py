"""Tabs: back leads to the place as it was left."""

from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.desk import Desk
from app.page import Page
from app.place import Place
from app.window.tabs import Past, Tabs
from casefiles.ledger.changes import Changes
from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record

Until = Callable[[Callable[[], object]], None]
HOME = Place("first")


class Plain(Page):
    """A page that remembers how far it was scrolled, and counts."""

    made: ClassVar[int] = 0

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        type(self).made += 1
        self.scrolled = 0
        self.refreshed = 0
        self.shown = HOME

    def place(self) -> Place:
        return self.shown.left(scroll=self.scrolled)

    def visit(self, place: Place) -> None:
        self.shown = place
        self.scrolled = int(place.state.get("scroll", 0))
        self.called.emit(place.words or place.page)

    def refresh(self) -> None:
        self.refreshed += 1


class First(Plain):
    name = "first"


class Second(Plain):
    name = "second"


class Once(Plain):
    """A page that is done with at once."""

    name = "once"
    spent = True


@pytest.fixture
def tabs(desk: Desk) -> Iterator[Tabs]:
    made = Tabs(desk, {"first": First, "second": Second, "once": Once}, HOME)
    made.open(HOME)
    made.show()
    yield made
    made.hide()


def here(tabs: Tabs) -> Plain:
    assert isinstance(tabs.page, Plain)
    return tabs.page


def test_back_does_not_lead_to_a_page_that_is_done_with(tabs: Tabs) -> None:
    tabs.open(Place("once"))
    tabs.open(Place("second"))
    tabs.walk(-1)
    assert here(tabs).shown == HOME
    tabs.walk(1)
    assert here(tabs).shown == Place("second")


def test_back_and_forward_lead_to_places_as_they_were_left(tabs: Tabs) -> None:
    tabs.open(Place("second", words="one"))
    here(tabs).scrolled = 120
    tabs.open(Place("second", words="two"))
    assert (here(tabs).shown.words, here(tabs).scrolled) == ("two", 0)
    tabs.walk(-1)
    assert (here(tabs).shown.words, here(tabs).scrolled) == ("one", 120)
    tabs.walk(-1)
    assert here(tabs).shown == HOME
    tabs.walk(-1)
    assert here(tabs).shown == HOME
    tabs.walk(1)
    assert (here(tabs).shown.words, here(tabs).scrolled) == ("one", 120)


def test_a_page_that_is_left_leads_back_to_where_one_came_from_or_home(tabs: Tabs) -> None:
    tabs.open(Place("first", words="a list"))
    tabs.open(Place("second"))
    here(tabs).leaving.emit()
    assert here(tabs).shown == Place("first", words="a list")
    tabs.open(Place("second"), new_tab=True)
    here(tabs).leaving.emit()
    assert here(tabs).shown == HOME


def test_many_tabs_keep_their_titles_and_scroll(tabs: Tabs) -> None:
    tabs.resize(500, 300)
    for number in range(8):
        tabs.open(Place("first", words=f"Detention in Isfara {number}"), new_tab=True)
    QApplication.processEvents()
    bar = tabs._bar
    widths = [bar.tabRect(at).width() for at in range(bar.count())]
    assert sum(widths) > bar.width(), "it scrolls"
    whole = bar.fontMetrics().horizontalAdvance("Detention in Isfara 1")
    assert min(widths[1:]) > whole / 2
    assert bar.tabRect(bar.currentIndex()).right() <= bar.width(), "the one in front is seen"


def test_going_on_from_the_middle_forgets_what_lay_ahead(tabs: Tabs) -> None:
    for words in ("one", "two"):
        tabs.open(Place("second", words=words))
    tabs.walk(-1)
    tabs.open(Place("second", words="three"))
    tabs.walk(1)
    assert here(tabs).shown.words == "three"


def test_a_page_is_made_once_a_tab(tabs: Tabs) -> None:
    before = Second.made
    for words in ("one", "two", "three"):
        tabs.open(Place("second", words=words))
    assert Second.made == before + 1
    tabs.open(Place("second", words="four"), new_tab=True)
    assert Second.made == before + 2


def test_a_closed_tab_opens_again_with_its_past(tabs: Tabs) -> None:
    tabs.open(Place("second", words="one"), new_tab=True)
    tabs.open(Place("second", words="two"))
    tabs.close_tab()
    assert here(tabs).shown == HOME
    tabs.reopen()
    assert here(tabs).shown.words == "two"
    tabs.walk(-1)
    assert here(tabs).shown.words == "one"


def test_closing_the_last_tab_leads_home(tabs: Tabs) -> None:
    tabs.open(Place("second", words="one"))
    tabs.close_tab()
    assert here(tabs).shown == HOME


def test_pages_out_of_sight_follow_when_they_are_seen_again(
    tabs: Tabs, desk: Desk, until: Until
) -> None:
    first = here(tabs)
    tabs.open(Place("second"))
    told: list[Changes] = []
    desk.changed.connect(told.append)
    desk.changed.connect(tabs.follow)
    desk.act(tabs, lambda vault: add_record(vault, kind="person", said=[Said("name", Text("A"))]))
    until(lambda: told)
    assert here(tabs).refreshed == 1
    assert first.refreshed == 0
    tabs.walk(-1)
    assert first.refreshed == 1


def test_a_past_is_kept_as_plain_values_without_how_places_were_left() -> None:
    past = Past().gone(Place("first")).gone(Place("second", words="w", state={"scroll": 3}))
    kept = Past.from_json(past.to_json())
    assert kept == past
    assert kept.here is not None
    assert not kept.here.state


def test_titles_are_plain_text_and_short(tabs: Tabs) -> None:
    tabs.open(Place("second", words="<b>Tom & Jerry</b> " * 9))
    label = QLabel(tabs._bar.tabText(0))
    assert label.text().startswith("<b>Tom && Jerry")
    assert len(label.text()) < 40
