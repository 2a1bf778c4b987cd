"""OpenDocument texts and sheets (.odt, .ods), the form of LibreOffice and of many archives."""

from casefiles.intake.readers.decoding import finish
from casefiles.intake.readers.office import markup, openxml
from casefiles.intake.readers.office.flow import Flow
from casefiles.intake.readers.office.grid import Book
from casefiles.intake.readers.office.openbody import Body
from casefiles.intake.readers.office.openrows import Sheets
from casefiles.intake.readers.office.packed import Package
from casefiles.intake.reading import Note, Reader, Reading, Refusal

_CONTENT, _STYLES, _MANIFEST, _META = (
    *("content.xml", "styles.xml"),
    *("META-INF/manifest.xml", "meta.xml"),
)


def read_text(data: bytes) -> Reading:
    """Read a text; raises `Refusal`."""
    package = _opened(data)
    flow = Flow()
    body = Body(flow)
    # Styles come first: they say which words are hidden. Heads and feet of pages stand among them.
    if package.has(_STYLES):
        markup.walk(package.pieces(_STYLES), body)
    markup.walk(package.pieces(_CONTENT), body)
    flow.title = openxml.title(package, _META)
    counted = (("inserted", body.inserted), ("deleted", body.deleted), ("hidden", body.hidden))
    notes = tuple(Note(code, count) for code, count in counted if count)
    return finish(flow.text(), "odt", flow.lost, notes)


def read_sheets(data: bytes) -> Reading:
    """Read a workbook; raises `Refusal`."""
    package = _opened(data)
    book = Book()
    markup.walk(package.pieces(_CONTENT), Sheets(book))
    return finish(book.text(), "ods", 0, book.notes())


def _opened(data: bytes) -> Package:
    package = Package(data)
    if package.has(_MANIFEST) and b"encryption-data" in package.part(_MANIFEST):
        raise Refusal("locked")
    return package


TEXT = Reader("open text", openxml.prepare, read_text, needs_full=True)
SHEETS = Reader("open sheets", openxml.prepare, read_sheets, needs_full=True)
"""Parsers in C (expat, zlib) see the file."""
