"""PDF comes in as the words of its pages, and nothing else of it is ever asked for."""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from casefiles.errors import UnreadableFile
from casefiles.intake.reader import read_text
from casefiles.intake.readers import pdf
from casefiles.intake.reading import Refusal
from resources import path

TAJIK = "Муҳиддин Кабирӣ гуфт: «Ҷавобгарии аҳолӣ»"
FONT = "for reading"


@pytest.fixture(scope="module", autouse=True)
def font() -> None:
    pdfmetrics.registerFont(TTFont(FONT, str(path("fonts") / "NotoSans-Regular.ttf")))


def made(*pages: str, font: str = FONT, **options: object) -> bytes:
    """A PDF with these words, a page each; an empty one holds a drawing only."""
    file = BytesIO()
    canvas = Canvas(file, **options)
    for words in pages:
        canvas.setFont(font, 12)
        canvas.rect(20, 20, 100, 100)
        for number, line in enumerate(words.split("\n")):
            canvas.drawString(50, 700 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_the_words_come_line_by_line_and_page_by_page() -> None:
    read = read_text(made(f"{TAJIK}\nthe second line", "another page"))
    assert read.text == f"{TAJIK}\nthe second line\n\fanother page\n"
    assert read.encoding == "pdf"
    assert read.notes == ()
    assert read.confinement.full


def test_letters_are_read_without_a_font_in_the_file() -> None:
    assert read_text(made("Plain letters", font="Helvetica")).text == "Plain letters\n"


def test_a_page_without_words_is_said_and_still_counted() -> None:
    read = read_text(made("first", "", "third"))
    assert read.text == "first\n\f\fthird\n"
    assert read.notes == ("One page is a picture without words that could be read.",)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda: made("", ""), "pictures"),
        (lambda: made("words", encrypt=StandardEncryption("secret")), "locked"),
        (lambda: b"%PDF-1.7\n" + b"\0" * 2_000, "damaged"),
        (lambda: b"%PDF-", "damaged"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_way_on(file: Callable[[], bytes], said: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_text(file())
    assert said in refused.value.sentence
    assert refused.value.way_on


def test_a_file_that_is_locked_against_changes_only_is_read() -> None:
    locked = StandardEncryption("", ownerPassword="owner", canModify=0)
    assert read_text(made("words", encrypt=locked)).text == "words\n"


def test_hundreds_of_pages_are_counted_right() -> None:
    read = read_text(made(*(f"page {number}" for number in range(1, 301))))
    assert [page.strip() for page in read.text.split("\f")] == [f"page {n}" for n in range(1, 301)]


def test_what_a_planted_file_wants_to_do_is_not_done() -> None:
    wants = b"<</S/JavaScript/JS(app.launchURL\\('x'\\);)>>"
    file = made("words").replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction " + wants)
    assert wants in file
    assert read_text(file).text == "words\n"


@given(st.binary(max_size=300))
def test_any_bytes_give_words_or_a_refusal(data: bytes) -> None:
    pdf.prepare()
    with suppress(Refusal):
        pdf.read(b"%PDF-1.4\n" + data).text.encode()


@given(st.integers(10, 3_000), st.binary(min_size=1, max_size=20))
def test_a_file_with_a_damaged_place_gives_words_or_a_refusal(at: int, damage: bytes) -> None:
    whole = made("some words", "and some more")
    pdf.prepare()
    with suppress(Refusal):
        read = pdf.read(whole[:at] + damage + whole[at + len(damage) :])
        assert "\r" not in read.text
        read.text.encode()
