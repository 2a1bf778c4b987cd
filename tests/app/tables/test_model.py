"""The lazy model: asks for what is seen, shows dots until it comes, forgets what is old."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from app.tables import model as lists
from app.tables.model import DISPUTED, PAGE, WAITING, ListModel
from casefiles.model.sensitivity import Sensitivity
from tests.app.tables.records import COLUMNS, Shelf, many, person

ROLE = Qt.ItemDataRole


def said(model: ListModel, row: int, column: int = 0, role: int = ROLE.DisplayRole) -> Any:
    return model.data(model.index(row, column), role)


def seen(qt: QApplication, model: ListModel, *rows: int) -> None:
    """Paint these rows, and let what follows from that happen."""
    for row in rows:
        said(model, row)
    for _turn in range(5):
        qt.processEvents()


@pytest.fixture
def shelf(qt: QApplication) -> Shelf:
    return Shelf()


@pytest.fixture
def model(shelf: Shelf) -> ListModel:
    made = ListModel(shelf.fetch)
    made.show("person", many(*range(1000)), COLUMNS)
    return made


def test_it_keeps_the_rules_of_qt(model: ListModel, qt: QApplication) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show("person", many(1, 2, 3), COLUMNS[:2])
    qt.processEvents()
    assert (model.rowCount(), model.columnCount()) == (3, 2)
    tester.deleteLater()


def test_only_the_page_that_is_seen_is_asked_for(
    qt: QApplication, model: ListModel, shelf: Shelf
) -> None:
    assert said(model, 450) == WAITING
    seen(qt, model, 450, 451)
    assert said(model, 450) == "Person 450"
    assert shelf.asked == [(list(range(400, 600)), ("title", "when", "sources"))]


def test_of_a_long_scroll_only_the_end_is_asked_for(
    qt: QApplication, model: ListModel, shelf: Shelf
) -> None:
    shelf.at_once = False
    seen(qt, model, 0)
    for row in range(0, 1000, PAGE):
        said(model, row)
    shelf.answer()
    seen(qt, model)
    assert [asked[0][0] for asked in shelf.asked][:2] == [0, 800]
    assert len(shelf.asked) <= 4


def test_what_was_asked_for_another_list_does_not_get_into_this_one(
    qt: QApplication, model: ListModel, shelf: Shelf
) -> None:
    shelf.at_once = False
    seen(qt, model, 0)
    model.show("person", many(7), COLUMNS)
    shelf.answer()
    assert said(model, 0) == WAITING
    seen(qt, model, 0)
    shelf.answer()
    assert said(model, 0) == "Person 7"


def test_a_list_asked_for_again_shows_what_was_known_until_it_comes(
    qt: QApplication, model: ListModel, shelf: Shelf
) -> None:
    seen(qt, model, 0)
    shelf.at_once, shelf.word = False, "Renamed"
    model.show("person", many(*range(5, 1000)), COLUMNS)
    seen(qt, model, 0)
    assert said(model, 0) == "Person 5"
    shelf.answer()
    assert said(model, 0) == "Renamed 5"


def test_cells_known_for_other_columns_are_not_shown_under_these(
    qt: QApplication, model: ListModel, shelf: Shelf
) -> None:
    seen(qt, model, 0)
    model.show("person", many(0, 1), COLUMNS[1:])
    assert said(model, 0) == WAITING


def test_what_is_no_longer_there_is_an_empty_row_and_not_asked_again(
    qt: QApplication, model: ListModel, shelf: Shelf
) -> None:
    shelf.gone = {3}
    seen(qt, model, 3)
    assert said(model, 3) == ""
    seen(qt, model, 3)
    assert len(shelf.asked) == 1


def test_old_pages_are_forgotten(
    qt: QApplication, model: ListModel, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "KEPT_PAGES", 2)
    for row in (0, 200, 400):
        seen(qt, model, row)
    assert said(model, 400) == "Person 400"
    assert said(model, 0) == WAITING


def test_a_row_is_a_reference_whether_it_is_known_or_not(model: ListModel) -> None:
    assert said(model, 700, role=ROLE.UserRole) == person(700)
    assert model.place_of(person(700)) == 700
    assert model.place_of(person(5000)) is None


def test_disagreement_is_a_sign_and_words(qt: QApplication, model: ListModel, shelf: Shelf) -> None:
    shelf.disputed = frozenset({"when"})
    seen(qt, model, 0)
    assert said(model, 0, 1) == f"1971 {DISPUTED}"
    assert "sources disagree" in said(model, 0, 1, ROLE.ToolTipRole)
    assert said(model, 0, 1, ROLE.AccessibleTextRole) == "Born: 1971, sources disagree"
    assert DISPUTED not in said(model, 0, 0)


def test_protection_is_said_with_the_title(
    qt: QApplication, model: ListModel, shelf: Shelf
) -> None:
    shelf.sensitivity = Sensitivity.INTERNAL
    seen(qt, model, 0)
    tip = said(model, 0, 0, ROLE.ToolTipRole)
    assert tip.startswith("Person 0\n")
    assert tip != "Person 0\n"


def test_numbers_stand_at_the_end_with_their_head(model: ListModel) -> None:
    right = Qt.AlignmentFlag.AlignRight
    horizontal = Qt.Orientation.Horizontal
    for column, numeric in ((0, False), (2, True)):
        cell = said(model, 0, column, ROLE.TextAlignmentRole)
        head = model.headerData(column, horizontal, ROLE.TextAlignmentRole)
        assert bool(cell & right) == bool(head & right) == numeric


def test_every_cell_says_something_to_who_cannot_see_it(qt: QApplication, model: ListModel) -> None:
    assert said(model, 0, 0, ROLE.AccessibleTextRole) == "being read"
    seen(qt, model, 0)
    words = [said(model, 0, column, ROLE.AccessibleTextRole) for column in range(3)]
    assert words == ["Person 0", "Born: 1971", "Sources: 0"]
