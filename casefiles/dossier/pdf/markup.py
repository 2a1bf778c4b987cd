"""Runs into ReportLab's paragraph markup. Every word of data is escaped here, and only here."""

from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from casefiles.dossier.outline import Run, Runs
from casefiles.dossier.pdf.fonts import ARABIC, SIGNS, joining, settable
from casefiles.dossier.pdf.persian import Piece
from casefiles.dossier.pdf.styles import ACCENT


def words(text: str, *, bold: bool = False) -> str:
    """Plain text as markup: nothing in it is taken for a tag or an entity."""
    parts = (
        _turned(part.words, bold=bold) if part.words else escape(part.text)
        for part in joining().stretches(settable(text))
    )
    marked = "".join(parts).replace("\n", "<br/>")
    return f"<b>{marked}</b>" if bold else marked


def runs(pieces: Runs) -> str:
    """Runs as markup, each followed by its note marks, which link to the notes."""
    return "".join(_run(piece) for piece in pieces)


def link(target: str, text: str, colour: str = "", *, bold: bool = False) -> str:
    """Text that leads to a place inside the document."""
    ink = f' color="{colour}"' if colour else ""
    return f'<a href="#{target}"{ink}>{words(text, bold=bold)}</a>'


def anchor(target: str) -> str:
    """An invisible place that links lead to."""
    return f'<a name="{target}"/>'


def note_target(number: int) -> str:
    """The name of the place where source note `number` stands."""
    return f"note-{number}"


def _run(piece: Run) -> str:
    marked = words(piece.text, bold=piece.bold)
    if piece.italic:
        marked = f"<i>{marked}</i>"
    return marked + " ".join(_mark(number) for number in piece.notes)


def _mark(number: int) -> str:
    return f'<super size="7" rise="2.6">{link(note_target(number), f"[{number}]", ACCENT)}</super>'


def _turned(each: Sequence[Sequence[Piece]], *, bold: bool) -> str:
    """Words in Arabic script; what is bold must be said anew inside the name of a font."""
    pieces = list(each[0])
    for word in each[1:]:
        pieces += [Piece(" ", arabic=True), *word]
    marked = []
    for arabic, some in groupby(pieces, key=lambda piece: piece.arabic):
        told = escape("".join(piece.text for piece in some))
        inside = f"<b>{told}</b>" if bold else told
        marked.append(f'<font name="{ARABIC if arabic else SIGNS}">{inside}</font>')
    return "".join(marked)
