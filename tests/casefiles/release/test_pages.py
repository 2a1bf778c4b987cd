"""Pages of a PDF as pictures."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from casefiles.release.pages import picture, sizes


@pytest.fixture(scope="module")
def content() -> bytes:
    """Two pages of different size; the lower half of the first is red."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 100))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 200, 50, stroke=0, fill=1)
    canvas.showPage()
    canvas.setPageSize((100, 300))
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_the_size_of_each_page(content: bytes) -> None:
    assert sizes(content) == ((200, 100), (100, 300))


def test_a_picture_has_rows_of_red_green_blue(content: bytes) -> None:
    made = picture(content, 0, 2)
    assert (made.width, made.height) == (400, 200)
    assert len(made.rgb) == made.stride * made.height

    def at(x: int, y: int) -> bytes:
        start = y * made.stride + x * 3
        return made.rgb[start : start + 3]

    assert at(200, 50) == b"\xff\xff\xff"
    assert at(200, 150) == b"\xff\x00\x00"


def test_a_huge_picture_is_made_smaller(content: bytes) -> None:
    made = picture(content, 0, 10_000)
    assert made.width * made.height <= 40_100_000
