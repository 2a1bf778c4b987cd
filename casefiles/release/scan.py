"""The last look at a finished PDF before it leaves: no withheld name may stand anywhere in it.

Composing already left out what the audience may not see. But a name can stand in another's words:
in an account, a quotation, a title. So the finished file is read as a reader would read it: text of
each page, title and bookmarks, remarks on links, and the name of the file itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium

from casefiles.errors import OutputRefused
from casefiles.release.finding import NameFinder
from casefiles.release.pages import ONE_AT_A_TIME
from casefiles.release.protected import Protected
from casefiles.stopping import pause
from casefiles.text import _

_MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Scanned:
    """How much was looked at. Dossiers hold no pictures or attachments that could not be read."""

    pages: int
    names: int


def scan_pdf(content: bytes, file_name: str, protected: Protected) -> Scanned:
    """Look through a PDF of our own making for withheld names.

    Raises `OutputRefused` naming the places, never the names.
    """
    finder = NameFinder(protected)
    pages = 0
    places: list[str] = []
    with ONE_AT_A_TIME:
        texts = list(_texts(content, file_name))
    for place, text in texts:
        pause()
        pages += place.isdecimal()
        if finder.found(text):
            places.append(place)
    if places:
        raise OutputRefused(_sentence(places), _way_on())
    return Scanned(pages, len(protected.names))


def _texts(content: bytes, file_name: str) -> Iterator[tuple[str, str]]:
    """Each place of the document and the words there; pages are named by their number."""
    yield _("the name of the file"), file_name
    document = pdfium.PdfDocument(content)
    try:
        for number, page in enumerate(document, 1):
            pause()
            text = page.get_textpage()
            yield str(number), text.get_text_bounded()
            text.close()
            page.close()
        for value in document.get_metadata_dict(skip_empty=True).values():
            yield _("the properties of the document"), value
        for bookmark in document.get_toc():
            yield _("the bookmarks"), bookmark.get_title()
        if document.count_attachments():
            yield _("an attachment"), ""
    finally:
        document.close()


def _sentence(places: list[str]) -> str:
    pages = [place for place in places if place.isdecimal()]
    others = list(dict.fromkeys(place for place in places if not place.isdecimal()))
    told = pages[:_MOST_PLACES]
    if told:
        more = " …" if len(pages) > _MOST_PLACES else ""
        others.insert(0, _("page {numbers}").format(numbers=", ".join(told) + more))
    return _("A name that this audience may not see stands in the output: {places}.").format(
        places="; ".join(others)
    )


def _way_on() -> str:
    return _(
        "Nothing was written. Raise the protection of what mentions it there, reword it, or choose "
        "a closer audience."
    )
