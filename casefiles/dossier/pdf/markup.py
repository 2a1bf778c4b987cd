"""Runs into ReportLab's paragraph markup. Every word of data is escaped here, and only here."""

from xml.sax.saxutils import escape

from casefiles.dossier.outline import Run, Runs
from casefiles.dossier.pdf.fonts import settable
from casefiles.dossier.pdf.styles import ACCENT


def words(text: str) -> str:
    """Plain text as markup: nothing in it is taken for a tag or an entity."""
    return escape(settable(text)).replace("\n", "<br/>")


def runs(pieces: Runs) -> str:
    """Runs as markup, each followed by its note marks, which link to the notes."""
    return "".join(_run(piece) for piece in pieces)


def link(target: str, text: str, colour: str = "") -> str:
    """Text that leads to a place inside the document."""
    ink = f' color="{colour}"' if colour else ""
    return f'<a href="#{target}"{ink}>{words(text)}</a>'


def anchor(target: str) -> str:
    """An invisible place that links lead to."""
    return f'<a name="{target}"/>'


def note_target(number: int) -> str:
    """The name of the place where source note `number` stands."""
    return f"note-{number}"


def _run(piece: Run) -> str:
    marked = words(piece.text)
    if piece.italic:
        marked = f"<i>{marked}</i>"
    if piece.bold:
        marked = f"<b>{marked}</b>"
    return marked + " ".join(_mark(number) for number in piece.notes)


def _mark(number: int) -> str:
    return f'<super size="7" rise="2.6">{link(note_target(number), f"[{number}]", ACCENT)}</super>'
