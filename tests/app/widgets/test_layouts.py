"""What stands in a layout is read in order, and without leaving anything behind."""

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

import app
from app.widgets.flow import Flow
from app.widgets.layouts import empty, laid_out


def test_widgets_come_in_reading_order(qt: QApplication) -> None:
    page = QWidget()
    first, second, third, fourth, last = (QWidget(page) for _number in range(5))
    column = QVBoxLayout(page)
    line, grid = QHBoxLayout(), QGridLayout()
    column.addWidget(first)
    column.addStretch(1)
    column.addLayout(line)
    column.addLayout(grid)
    column.addWidget(last)
    line.addWidget(second)
    grid.addWidget(fourth, 1, 0)
    grid.addWidget(third, 0, 1)
    assert list(laid_out(column)) == [first, second, third, fourth, last]


def test_a_flow_is_read_and_emptied(qt: QApplication) -> None:
    page = QWidget()
    flow = Flow(page)
    made = [QWidget() for _number in range(3)]
    for one in made:
        flow.addWidget(one)
    assert list(laid_out(flow)) == made
    empty(flow)
    assert list(laid_out(flow)) == []


def test_what_was_read_is_not_taken_for_what_comes_after(qt: QApplication) -> None:
    """Layouts are made where items of another were, which went with their widgets: here it fell."""
    page = QWidget()
    column = QVBoxLayout(page)
    for _round in range(50):
        for _number in range(20):
            column.addWidget(QWidget())
        before = list(laid_out(column))
        assert len(before) == 20
        for one in before:
            one.deleteLater()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
        after = [QWidget() for _number in range(20)]
        layouts = [QVBoxLayout(one) for one in after]
        assert [one.layout() for one in after] == layouts
        for one in after:
            one.deleteLater()
        del one, before, after, layouts
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


def test_no_layout_is_asked_for_its_items() -> None:
    """`app.widgets.layouts` says why. A tree may be asked what lies under the mouse."""
    asks = re.compile(r"(?<!def )\bitemAt\((?!event\.position)")
    house = Path(app.__file__).parent
    assert asks.search("item = layout.itemAt(0)")
    assert [str(one) for one in house.rglob("*.py") if asks.search(one.read_text("utf-8"))] == []
