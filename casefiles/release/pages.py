"""Pages of a finished PDF as pictures, for the screen and for paper: what its reader will see.

PDFium serves one thread at a time, whoever uses it: `ONE_AT_A_TIME` is held around every use.
"""

import threading
from dataclasses import dataclass

import pypdfium2 as pdfium

ONE_AT_A_TIME = threading.Lock()
_MOST_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in rows of red, green and blue bytes; a row is `stride` bytes long."""

    width: int
    height: int
    stride: int
    rgb: bytes


def sizes(content: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points (72 an inch)."""
    with ONE_AT_A_TIME:
        document = pdfium.PdfDocument(content)
        try:
            return tuple(document.get_page_size(number) for number in range(len(document)))
        finally:
            document.close()


def picture(content: bytes, number: int, scale: float) -> Picture:
    """The page of that number (from 0) with `scale` pixels a point, or fewer if it is huge."""
    with ONE_AT_A_TIME:
        document = pdfium.PdfDocument(content)
        try:
            page = document[number]
            width, height = page.get_size()
            scale = min(scale, (_MOST_PIXELS / (width * height)) ** 0.5)
            bitmap = page.render(scale=scale, rev_byteorder=True)
            made = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            page.close()
            return made
        finally:
            document.close()
