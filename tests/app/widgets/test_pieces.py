"""Pieces of a page: what tells the same stays, what is new comes where it belongs."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.widgets.pieces import Piece, Pieces, chain_in_order


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


def tabbed(column: Pieces) -> list[str]:
    """The words of the buttons in the order in which Tab goes through them."""
    found: list[str] = []
    one: QWidget | None = column.nextInFocusChain()
    while one is not None and one is not column:
        if isinstance(one, QPushButton):
            found.append(one.text())
        one = one.nextInFocusChain()
    return found


def test_what_tells_the_same_is_the_same_widget_and_keeps_the_focus(pieces: Pieces) -> None:
    put(pieces, a="one", b="two")
    kept = pieces.in_order()[0]
    kept.setFocus()
    assert put(pieces, a="one", b="another") == ["one", "another"]
    assert pieces.in_order()[0] is kept
    assert kept.hasFocus()


def test_what_is_told_no_more_goes_and_what_is_new_comes_between(pieces: Pieces) -> None:
    put(pieces, a="one", c="three", d="four")
    assert put(pieces, a="one", b="two", c="three") == ["one", "two", "three"]


def test_what_comes_later_does_not_wait_for_what_stands_before_it(pieces: Pieces) -> None:
    first, second = pieces.put(
        [Piece(name, name, lambda name=name: QPushButton(name)) for name in ("a", "b")]
    )
    second()
    first()
    assert [one.text() for one in pieces.in_order() if isinstance(one, QPushButton)] == ["a", "b"]


def test_tab_goes_from_top_to_bottom_though_the_middle_came_last(pieces: Pieces) -> None:
    put(pieces, a="one", b="two", c="three")
    put(pieces, a="one", b="new", c="three")
    assert tabbed(pieces) == ["one", "three", "new"], "as Qt has it"
    chain_in_order(pieces)
    assert tabbed(pieces) == ["one", "new", "three"]
