"""PDF by pdfium: the words of each page, pages parted by form feeds.

One page is loaded at a time and let go of before the next, so that memory does not grow with their
number. What the file would draw, run or fetch is never asked for: its words alone are.
"""

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from casefiles.intake.readers.decoding import finish
from casefiles.intake.reading import Note, Reader, Reading, Refusal
from casefiles.model.pages import PAGE_END

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_MOST_LETTERS = 20_000_000
_NO_TEXT = re.compile("[\0\ufffe\uffff\ud800-\udfff]")
"""What pdfium says where it found no letter, and halves of letters."""

_HYPHEN = "\ufffe"
"""What it says for a hyphen at the end of a line."""

_ONE_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def prepare() -> None:
    """Load the library and read a page with it, for whatever it fetches when it first works."""
    import pypdfium2 as pdfium

    codecs.lookup("utf-16-le")
    with pdfium.PdfDocument(_ONE_PAGE) as document:
        list(_pages(document))


def read(data: bytes) -> Reading:
    """Read the words; raises `Refusal` for what is locked, broken or has pictures only."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as trouble:
        raise Refusal("locked" if "password" in str(trouble).casefold() else "damaged") from None
    with document:
        pages, letters, pictured, broken = [], 0, 0, 0
        for words in _pages(document):
            pictured += words is not None and not words.strip()
            broken += words is None
            pages.append(words or "")
            letters += len(pages[-1])
            if letters > _MOST_LETTERS:
                raise Refusal("too_large")
    if letters == 0 or not any(page.strip() for page in pages):
        raise Refusal("damaged" if broken == len(pages) else "pictured")
    notes = [Note("pictured", pictured)] if pictured else []
    notes += [Note("broken_pages", broken)] if broken else []
    return finish(PAGE_END.join(pages), "pdf", 0, tuple(notes))


def _pages(document: "pdfium.PdfDocument") -> Iterator[str | None]:
    """The words of each page as lines; None where it is broken."""
    import pypdfium2 as pdfium

    for number in range(len(document)):
        try:
            page = document[number]
            try:
                words = page.get_textpage()
                try:
                    yield _plain(words.get_text_range())
                finally:
                    words.close()
            finally:
                page.close()
        except pdfium.PdfiumError:
            yield None


def _plain(words: str) -> str:
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace(_HYPHEN, "-")
    words = _NO_TEXT.sub("", words).replace(PAGE_END, "\n")
    return f"{words.rstrip()}\n" if words.strip() else ""


READER = Reader("pdf", prepare, read, patience=6)
