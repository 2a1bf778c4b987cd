"""Links: the shape grows with the type, and the title begins beside it whatever its script."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.parts.links import RefLink
from app.parts.wrappedlink import WrappedLink, add_link
from app.place import Place
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import places

PERSIAN = "محی‌الدین کبیری"


@pytest.fixture
def ref(vault: Vault) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text(PERSIAN))])


def column_with(link: WrappedLink, qt: QApplication, width: int = 600) -> QWidget:
    """A column as pages have it, with the link in it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    add_link(column, link)
    column.addStretch(1)
    holder.resize(width, 200)
    holder.show()
    qt.processEvents()
    return holder


def ink(shown: QWidget) -> list[int]:
    """The columns in which something is written in the colour of links."""
    picture = shown.grab().toImage()
    accent = QColor(theme.colours().accent).rgb()
    return [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) == accent for y in range(picture.height()))
    ]


def test_a_persian_title_begins_next_to_its_shape(desk: Desk, ref: Ref, qt: QApplication) -> None:
    holder = column_with(WrappedLink(desk, ref, PERSIAN), qt)
    assert 0 < max(ink(holder)) < holder.width() / 2
    qt.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        holder = column_with(WrappedLink(desk, ref, "Muhiddin Kabiri"), qt)
        assert min(ink(holder)) > holder.width() / 2
    finally:
        qt.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("title", ["Муҳиддин Кабирӣ " * 9, f"{PERSIAN} " * 9])
def test_a_long_title_breaks_and_a_short_one_leaves_the_rest_of_the_line_free(
    desk: Desk, ref: Ref, qt: QApplication, title: str
) -> None:
    short, long = WrappedLink(desk, ref, "Кабирӣ"), WrappedLink(desk, ref, title.strip())
    beside = column_with(short, qt)
    holder = column_with(long, qt)
    assert 0 < max(ink(beside)) < short.width()
    assert short.width() < 200
    assert holder.width() >= long.width() > 400
    assert long.height() >= 2 * short.height() - 20
    assert max(ink(holder)) <= holder.width()


def test_shapes_grow_with_the_type(desk: Desk, ref: Ref, qt: QApplication) -> None:
    link, wrapped = RefLink(desk, ref, PERSIAN), WrappedLink(desk, ref, PERSIAN)
    usual, high = link.iconSize().width(), wrapped.heightForWidth(300)
    try:
        theme.apply(qt, "light", 2.0)
        assert link.iconSize().width() == wrapped.iconSize().width() == 2 * usual
        qt.processEvents()
        assert wrapped.heightForWidth(300) > high
    finally:
        theme.apply(qt, "light")


def test_enter_goes_where_it_leads(desk: Desk, ref: Ref, qt: QApplication) -> None:
    there = Place.of(ref, line=3)
    link = WrappedLink(desk, ref, PERSIAN, there)
    holder = column_with(link, qt)
    gone = places(desk)
    QTest.keyClick(link, Qt.Key.Key_Return)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert gone == [there, there]
    holder.hide()
