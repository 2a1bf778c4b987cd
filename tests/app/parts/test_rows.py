"""Rows: columns give way before a list scrolls sideways, and the row with the focus is seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app import theme
from app.parts.rows import Rows

ROOM = 620
LONG = "Муҳаммадраҷабалии Ҳоҷишарифхоҷаи Абдуғаффорзода"


@pytest.fixture
def rows(qt: QApplication) -> Iterator[Rows]:
    made = Rows("Rows", ("Title", "Author", "Outlet"), least=26)
    made.resize(ROOM, 300)
    made.row(LONG, LONG, LONG)
    made.show()
    made.fit(1, 2)
    qt.processEvents()
    yield made
    made.close()
    made.deleteLater()


def test_columns_give_way_before_it_scrolls(rows: Rows) -> None:
    assert sum(map(rows.columnWidth, range(3))) <= rows.viewport().width()


def test_columns_come_back_with_the_room(rows: Rows, qt: QApplication) -> None:
    before = rows.columnWidth(1)
    rows.resize(ROOM * 3, 300)
    qt.processEvents()
    assert rows.columnWidth(1) > before


def test_the_row_with_the_focus_has_a_bar(rows: Rows, qt: QApplication) -> None:
    rows.restore({})
    rows.activateWindow()
    rows.setFocus()
    qt.processEvents()
    item = rows.currentItem()
    assert item is not None
    middle = rows.visualItemRect(item).center().y()
    painted = rows.viewport().grab().toImage().pixelColor(1, middle).name()
    assert painted.upper() == theme.colours().accent
