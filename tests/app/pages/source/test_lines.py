"""Places of a text and places of the editor: both ways, for any letters and lengths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pages.source import lines as lines_module
from app.pages.source.findbar import find
from app.pages.source.lines import Lines
from app.pages.source.text import TextView

LETTERS = st.text(alphabet="ab ҷع🙂\n\r\u2029\f", max_size=200)


@given(LETTERS, st.data())
def test_every_place_is_found_again(text: str, data: st.DataObject) -> None:
    lines = Lines(text, 7)
    offset = data.draw(st.integers(0, len(text)))
    block, column = lines.block_at(offset)
    assert lines.offset_at(block, column) == offset
    assert lines.line_at(offset) == 7 + text.count("\n", 0, offset)


@given(LETTERS)
def test_a_span_of_a_line_is_that_line(text: str) -> None:
    lines = Lines(text, 3)
    for number, line in enumerate(text.split("\n"), 3):
        start, end = lines.span(number, number)
        assert text[start:end] == line


@pytest.mark.usefixtures("qt")
def test_the_editor_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "_LONGEST", 8_000)
    text = "🙂 one\r\ntwo\u2029three\n" + "word ع " * 4_000 + "\nlast 🙂 line"
    view = TextView()
    view.show_lines(Lines(text, 1))
    assert view.blockCount() > text.count("\n") + 1  # the long line stands in pieces
    for words in ("two", "three", "last", "line"):
        at = text.index(words)
        view.go(at, at + len(words), select=True)
        assert view.selected() == words
        assert view.textCursor().selectedText() == words
        assert view.caret() == at + len(words)


@pytest.mark.usefixtures("qt")
def test_pages_have_heads_that_are_no_part_of_the_text() -> None:
    text = "first\n\fsecond\n\f\ffourth 🙂\n"
    view = TextView()
    view.show_lines(Lines(text, 1))
    shown = view.toPlainText().splitlines()
    assert [line for line in shown if "Page" in line] == [
        "──  Page 1  ──",
        "──  Page 2  ──",
        "──  Page 4  ──",
    ]
    for words, page in (("first", 1), ("second", 2), ("fourth", 4), ("🙂", 4)):
        at = text.index(words)
        view.go(at, at + len(words), select=True)
        assert view.selected() == words
        assert view.lines.page_at(at) == page
    view.selectAll()
    assert view.selected() == text
    head = next(block for block in range(9) if "Page 2" in shown[block])
    assert view.lines.offset_at(head, 5) == text.index("\fsecond")


def test_lines_that_are_not_there_are_drawn_in() -> None:
    lines = Lines("a\nb\nc", 10)
    assert lines.span(1, 99) == (0, 5)
    assert lines.span(12, 11) == (4, 5)


@pytest.mark.parametrize(
    ("text", "mirrored"), [("نامه 12", True), ("Letter نا", False), ("", False)]
)
def test_texts_read_from_the_right_are_known(text: str, mirrored: bool) -> None:
    assert Lines(text).mirrored is mirrored


def test_words_are_found_in_any_spelling_and_letter_by_letter() -> None:
    text = "Қосимов, Kasimova, qosi"
    assert [text[a:b] for a, b in find(text, "qosimov")] == ["Қосимов"]
    assert [text[a:b] for a, b in find(text, "qos")] == ["qos"]
    assert find(text, "  ") == []
