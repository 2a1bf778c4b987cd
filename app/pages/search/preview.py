"""A quiet card beside the list: the record in a few lines, and all pieces of text that fit."""

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import theme
from app.desk import Desk
from app.pages.search.asking import Piece, Row, copied
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.words import label
from casefiles.insight.card import Card, card
from casefiles.text import _


class Preview(Column):
    """Shows the hit that is selected."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._row: Row | None = None
        self.body.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        self.setAccessibleName(_("Preview"))
        self.setMinimumWidth(GRID * 30)
        theme.on_change().changed.connect(lambda: self._tell(None) if self._row else None)

    def look(self, row: Row) -> None:
        """Show this hit."""
        self._row = row
        ref = row.ref
        self._desk.ask(
            self,
            lambda vault: card(vault.reader, ref),
            self._tell,
            failed=lambda _fault: self._tell(None),
            about="preview",
        )

    def _tell(self, told: Card | None) -> None:
        row = self._row
        if row is None:
            return
        self.clear()
        self.body.addWidget(label(row.title, "heading"))
        self.body.addWidget(label(row.about, "small"))
        for line in told.lines if told else ():
            self.body.addWidget(label(line))
        for piece in row.pieces:
            self._piece(piece)
        if more := copied(row):
            self.body.addWidget(label(more, "small"))
        spoken = [row.title, *(told.lines if told else ()), *(one.text for one in row.pieces)]
        self.setAccessibleDescription(". ".join(spoken))

    def _piece(self, piece: Piece) -> None:
        if piece.passage:
            self.body.addWidget(label(piece.passage, "small"))
        made = label("")
        # Marks need rich text; every word of the data is escaped.
        made.setTextFormat(Qt.TextFormat.RichText)
        made.setText(_marked(piece))
        self.body.addWidget(made)


def _marked(piece: Piece) -> str:
    tone = theme.colours()
    style = f"background-color:{tone.mark};color:{tone.text};text-decoration:underline"
    parts, last = [], 0
    for start, end in piece.marks:
        words = html.escape(piece.text[start:end])
        parts += [html.escape(piece.text[last:start]), f'<span style="{style}">{words}</span>']
        last = end
    return "".join([*parts, html.escape(piece.text[last:])])
