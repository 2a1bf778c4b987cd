"""Pieces of a page: what tells the same stays, what is new comes where it belongs."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.widgets.pieces import Piece, Pieces


@pytest.fixture
def pieces(qt: QApplication) -> Iterator[Pieces]:
    column = Pieces()
    column.show()
    yield column
    column.close()
    column.deleteLater()


def put(column: Pieces, **told: str) -> list[str]:
    """Put buttons with these words; answer their words from top to bottom."""

    def piece(name: str, words: str) -> Piece:
        return Piece(name, words, lambda: QPushButton(words))

    for step in column.put([piece(name, words) for name, words in told.items()]):
        step()
    QApplication.processEvents()
    there = sorted(column.findChildren(QPushButton), key=lambda one: one.y())
    return [one.text() for one in there]


def test_what_tells_the_same_is_the_same_widget_and_keeps_the_focus(pieces: Pieces) -> None:
    put(pieces, a="one", b="two")
    kept = pieces.findChildren(QPushButton)[0]
    kept.setFocus()
    assert put(pieces, a="one", b="another") == ["one", "another"]
    assert pieces.findChildren(QPushButton)[0] is kept
    assert kept.hasFocus()


def test_what_is_told_no_more_goes_and_what_is_new_comes_between(pieces: Pieces) -> None:
    put(pieces, a="one", c="three", d="four")
    assert put(pieces, a="one", b="two", c="three") == ["one", "two", "three"]


def test_what_stood_in_another_order_stands_in_the_new_one(pieces: Pieces) -> None:
    put(pieces, a="one", b="two", c="three")
    assert put(pieces, c="three", a="one", b="two") == ["three", "one", "two"]


def test_what_comes_later_does_not_wait_for_what_stands_before_it(pieces: Pieces) -> None:
    both = [Piece(name, name, partial(QPushButton, name)) for name in ("a", "b")]
    first, second = pieces.put(both)
    second()
    first()
    assert put(pieces, a="a", b="b") == ["a", "b"]
