"""Lines from 1, code points from 0, and nothing but LF ends a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.intake.lines import LineMap, count

TEXT = st.text(st.sampled_from("aж𝄞\u2028\x0c \n"), max_size=40)


@given(TEXT)
def test_a_span_of_lines_is_those_lines_joined(text: str) -> None:
    line_map, lines = LineMap(text), text.split("\n")
    assert line_map.lines == count(text)
    for first in range(1, line_map.lines + 1):
        for last in range(first, line_map.lines + 1):
            start, end = line_map.span(first, last, text)
            assert text[start:end] == "\n".join(lines[first - 1 : last])


@given(TEXT.filter(bool))
def test_every_code_point_lies_in_the_line_that_holds_it(text: str) -> None:
    line_map = LineMap(text)
    for offset in range(len(text)):
        line = line_map.line_of(offset)
        assert text.count("\n", 0, offset) + 1 == line
        assert line_map.start(line) <= offset <= line_map.end(line, text)


def test_an_lf_at_the_very_end_begins_no_line() -> None:
    assert [count(text) for text in ("", "a", "a\n", "a\n\n", "\n")] == [0, 1, 1, 2, 1]


@pytest.mark.parametrize("line", [0, 3, -1])
def test_a_line_that_is_not_there_has_no_place(line: int) -> None:
    with pytest.raises(IndexError):
        LineMap("one\ntwo\n").start(line)
