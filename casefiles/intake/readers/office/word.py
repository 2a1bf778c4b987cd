"""Documents of Word (.docx): what a reader of the printed page would read, and what is behind it.

Insertions that nobody accepted are kept, deletions and hidden words left out; each is counted.
"""

from casefiles.intake.readers.decoding import finish
from casefiles.intake.readers.office import markup, openxml
from casefiles.intake.readers.office.flow import Flow
from casefiles.intake.readers.office.wordbody import Body
from casefiles.intake.readers.office.wordstyles import Styles
from casefiles.intake.reading import Note, Reader, Reading

_MAIN = "word/document.xml"
_BEHIND = ("footnotes", "endnotes", "comments", "header", "footer")


def read(data: bytes) -> Reading:
    """Read a document of Word; raises `Refusal`."""
    package, main = openxml.opened(data, _MAIN)
    parts: dict[str, dict[str, None]] = {}
    for relation in openxml.relations(package, main):
        parts.setdefault(relation.kind, {})[relation.part] = None
    flow, styles = Flow(), Styles()
    for part in parts.get("styles", ()):
        markup.walk(package.pieces(part), styles)
    body = Body(flow, styles)
    markup.walk(package.pieces(main), body)
    for kind in _BEHIND:
        for part in parts.get(kind, ()):
            markup.walk(package.pieces(part), body)
    flow.title = openxml.title(package)
    counted = (("inserted", body.inserted), ("deleted", body.deleted), ("hidden", body.hidden))
    notes = tuple(Note(code, count) for code, count in counted if count)
    return finish(flow.text(), "docx", flow.lost, notes)


READER = Reader("word document", openxml.prepare, read, needs_full=True)
"""A parser in C (expat) and one of packed bytes (zlib) see the file."""
