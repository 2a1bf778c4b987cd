"""Sources with words, made without a file: what tests of reading and searching share."""

from app.desk import Desk
from app.pages.source.page import SourcePage
from app.place import Place
from casefiles.model.claim import Citation, Passage
from casefiles.model.ids import Ref
from casefiles.model.values import FileValue, Layer, Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import Until, show

FIRST_LINE = 12
LETTER = """A letter to the district office

Sirs,

my brother Сафар Одинаев was led away from the market in Khujand on Tuesday. He sells melons.
Nobody saw Safar Odinaev since. His melons rotted at the stall.
I ask you to tell me where Odinaev is kept. He may be in Khujand still."""


def source(vault: Vault, text: str = LETTER, title: str = "A letter", *more: Said) -> Ref:
    """A source whose text begins with line 12 of its file."""
    sha256 = vault.put_file(text.encode())
    last = FIRST_LINE + text.count("\n")
    said = [
        Said("title", Text(title)),
        Said("words_layer", Layer(sha256, len(text), sha256, FIRST_LINE, last, 0)),
        Said("original", FileValue(sha256, "letter.txt", "text/plain", len(text.encode()))),
        *more,
    ]
    return add_record(vault, kind="source", said=said)


def cited(where: Ref, first: int, last: int = 0) -> tuple[Citation, ...]:
    """A citation of lines of a source."""
    return (Citation(where.id, Passage(first, last or first)),)


def named(vault: Vault, kind: str, name: str, where: Ref, line: int) -> Ref:
    """A record whose name rests on a line of a source."""
    said = [Said("name", Text(name), citations=cited(where, line))]
    return add_record(vault, kind=kind, said=said)


def opened(desk: Desk, until: Until, ref: Ref, **state: object) -> SourcePage:
    """A source in the reader, the caret in its text."""
    page = show(SourcePage(desk), until, Place.of(ref, **state))
    page.text.setFocus()
    return page


def marked(page: SourcePage) -> list[str]:
    """The words that are underlined in the letter."""
    return [LETTER[one.start : one.end] for one in page.text.shown.marks]


def listed(page: SourcePage) -> list[str]:
    """The rows of the list beside the text."""
    return [page.side.list.item(row).text() for row in range(page.side.list.count())]
