"""Links: the shape grows with the type, and the title begins beside it whatever its script."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app import theme
from app.desk import Desk
from app.parts.links import RefLink, WrappedLink
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault

PERSIAN = "محی‌الدین کبیری"


@pytest.fixture
def ref(vault: Vault) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text(PERSIAN))])


def ink(shown: QLabel) -> list[int]:
    """The columns of a label in which something is painted."""
    picture = shown.grab().toImage()
    ground = picture.pixel(picture.width() - 1, 0)
    return [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(picture.height()))
    ]


def test_a_persian_title_begins_next_to_its_shape(desk: Desk, ref: Ref, qt: QApplication) -> None:
    link = WrappedLink(desk, ref, PERSIAN)
    link.resize(600, 30)
    link.show()
    qt.processEvents()
    _shape, words = link.findChildren(QLabel)
    assert max(ink(words)) < words.width() / 2
    qt.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        link = WrappedLink(desk, ref, "Muhiddin Kabiri")
        link.resize(600, 30)
        link.show()
        qt.processEvents()
        _shape, words = link.findChildren(QLabel)
        assert min(ink(words)) > words.width() / 2
    finally:
        qt.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_shapes_grow_with_the_type(desk: Desk, ref: Ref, qt: QApplication) -> None:
    link, wrapped = RefLink(desk, ref, PERSIAN), WrappedLink(desk, ref, PERSIAN)
    usual = link.iconSize().width()
    try:
        theme.apply(qt, "light", 2.0)
        assert link.iconSize().width() == 2 * usual
        shape = wrapped.findChildren(QLabel)[0]
        assert shape.pixmap().deviceIndependentSize().width() == 2 * usual
    finally:
        theme.apply(qt, "light")
