"""Arabic script in a PDF: letters joined, words from right to left, read back as written."""

import io
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.dossier import outline as o
from casefiles.dossier.pdf import fonts, write

NAME = "گلرخسار صفی\u200cآوا"


class Letter(NamedTuple):
    """A letter of a printed page: where its left edge is, and its middle from below."""

    text: str
    left: float
    height: float


def printed(*runs: o.Run, manner: o.Manner = o.Manner.BODY) -> bytes:
    paragraph = o.Paragraph(runs, manner)
    whole = o.Outline(
        "T", "", "", "m", "en", "1", "d", (o.Section("S", (paragraph,)),), (o.SourceNote(1, "A"),)
    )
    buffer = io.BytesIO()
    write(whole, buffer)
    return buffer.getvalue()


def letters(content: bytes, number: int = 2) -> list[Letter]:
    """All of a page (that of the section), line by line, each from left to right."""
    page = pdfium.PdfDocument(content)[number].get_textpage()
    found = []
    for at in range(page.count_chars()):
        left, bottom, _right, top = page.get_charbox(at, loose=True)
        found.append(Letter(page.get_text_range(at, 1), left, round((bottom + top) / 2)))
    return sorted(found, key=lambda one: (-one.height, one.left))


def lines(content: bytes, number: int = 2) -> Iterator[str]:
    """The letters of each line as they stand on paper, from left to right, without spaces."""
    every = letters(content, number)
    for height in sorted({one.height for one in every}, reverse=True):
        yield "".join(one.text for one in every if one.height == height and one.text.strip())


def backwards(words: str) -> str:
    return "".join(words.split())[::-1]


@given(st.text(alphabet="ابتجدرسصعفقکگلمنوهیءآأؤإئةۀژچپٱيىك", min_size=1, max_size=12))
def test_each_letter_is_printed_once_and_read_as_itself(word: str) -> None:
    joining = fonts.joining()
    font = joining._family[0]
    assert "".join(font.read_as[ord(form)] for form in reversed(joining.joined(word))) == word


def test_letters_are_joined() -> None:
    joining = fonts.joining()
    forms, alone = joining.joined("ببب"), joining.joined("ب")
    assert len({*forms, alone}) == 4
    apart = joining.joined("ب\u200cب")
    assert apart[0] == apart[-1] == alone


@pytest.mark.parametrize(
    ("text", "left_to_right"),
    [
        ("علی رحیمی", "یمیحر یلع"),
        ("در سال ۱۳۷۲ و 1997", "1997 و ۱۳۷۲ لاس رد"),
        ("سال ۵/۱۳۷۲، ۲۰:۳۰", "۲۰:۳۰ ،۵/۱۳۷۲ لاس"),
        ("پایان!", "!نایاپ"),
    ],
)
def test_a_line_reads_from_right_to_left(text: str, left_to_right: str) -> None:
    assert "".join(left_to_right.split()) in list(lines(printed(o.Run(text))))


@pytest.mark.parametrize(
    ("text", "left_to_right"),
    [
        ("(دوم)", "(۰)"),
        ("«دوم».", ".«۰»"),
        ("[۱۲]", "[۰]"),
    ],
)
def test_brackets_are_turned_with_the_words_in_them(text: str, left_to_right: str) -> None:
    [stretch] = fonts.joining().stretches(text)
    [word] = stretch.words
    assert "".join("۰" if piece.arabic else piece.text for piece in word) == left_to_right


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Name (علی رحیمی), 1950", ["Name (", "علی رحیمی", "), 1950"]),
        ("of کتاب (دوم) there", ["of ", "کتاب (دوم)", " there"]),
        ("علی 1997 رضا in 1998", ["علی 1997 رضا", " in 1998"]),
        ("«علی».", ["«علی»."]),
        ("Ali\n علی!\n", ["Ali", "\n", " ", "علی!", "\n"]),
    ],
)
def test_what_stands_around_words_in_arabic_script_keeps_its_order(
    text: str, parts: list[str]
) -> None:
    assert [one.text for one in fonts.joining().stretches(text)] == parts


def test_a_name_in_an_english_sentence_changes_nothing_around_it() -> None:
    content = printed(o.Run(f"Her name, {NAME}, born 1950, was"), o.Run("known", bold=True))
    name = backwards(NAME.replace("\u200c", ""))
    assert f"Hername,{name},born1950,wasknown" in [
        one.replace("\u200c", "") for one in lines(content)
    ]


def test_a_paragraph_all_in_persian_begins_at_the_right_and_goes_on_below() -> None:
    words = [f"{one}{other}ب" for one in "دذرزو" for other in "دذرزو"] * 3
    content = printed(o.Run(" ".join(words) + ".", notes=(1,)), manner=o.Manner.QUOTE)
    body = [one for one in lines(content) if "ب" in one]
    assert len(body) > 2
    read = "".join(one.replace("[1]", "")[::-1] for one in body)
    assert read == "".join(words) + "."
    [mark] = [one for one in letters(content) if one.text == "["]
    last = min(one.height for one in letters(content) if one.text == "ب")
    [stop] = [one for one in letters(content) if one.text == "." and one.height == last]
    assert mark.left < stop.left
    rights = {
        height: max(one.left for one in letters(content) if one.height == height)
        for height in {one.height for one in letters(content) if one.text == "ب"}
    }
    assert max(rights.values()) - min(rights.values()) < 5


def test_what_goes_on_on_the_next_page_reads_on() -> None:
    words = [f"{one}{other}ب" for one in "دذرزو" for other in "دذرزو"] * 50
    content = printed(o.Run(" ".join(words)))
    pages = range(2, len(pdfium.PdfDocument(content)))
    body = [one for page in pages for one in lines(content, page) if "ب" in one]
    assert len(pages) > 1
    assert "".join(one[::-1] for one in body) == "".join(words)


def test_words_in_arabic_script_are_as_bold_as_what_they_stand_in() -> None:
    regular, bold = (printed(o.Run("علی", bold=one)) for one in (False, True))
    assert b"NotoSansArabic-Bold" not in regular
    assert b"NotoSansArabic-Bold" in bold


def test_a_word_wider_than_the_page_is_not_cut_off() -> None:
    content = printed(o.Run("ب" * 400))
    assert sum(one.count("ب") for one in lines(content)) == 400
