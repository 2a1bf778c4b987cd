"""The manual, a page a screen, and all keys. Its words come with the program."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextTable, QTextTableFormat
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

import resources
from app.desk import Desk
from app.page import Page
from app.place import Place
from app.theme import GRID, colours
from casefiles.ledger.changes import Changes
from casefiles.text import _, language

FIRST = "index"


class HelpPage(Page):
    """Shows one page of `resources/help` (Markdown), in the reader's language if it is there."""

    name = "help"
    help = "index"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = Place(self.name)
        self._text = QTextBrowser()
        self._text.setProperty("plain", True)
        self._text.setOpenLinks(False)
        self._text.setAccessibleName(_("Help"))
        self._text.anchorClicked.connect(
            lambda url: desk.open(Place("help", words=url.toString().removesuffix(".md")))
        )
        self._text.document().setDocumentMargin(GRID * 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)

    def place(self) -> Place:
        """Which page of the manual, how far scrolled."""
        return self._place.left(scroll=self._text.verticalScrollBar().value())

    def wants(self, _changes: Changes) -> bool:
        """The manual does not change."""
        return False

    def first(self) -> QWidget:
        """The text, for scrolling by keys."""
        return self._text

    def visit(self, place: Place) -> None:
        """Show a page of the manual; one that is not written yet leads to the first."""
        self._place = place
        self._text.setMarkdown(_page(place.words) or _page(FIRST))
        self._set_tables()
        self._text.verticalScrollBar().setValue(int(place.state.get("scroll", 0)))
        self.called.emit(_("Help"))

    def _set_tables(self) -> None:
        """Room around the words of tables, and lines of the theme: Qt sets them without either.

        Its own border is a raised one, whose lighter side is not seen on paper.
        """
        for table in self._text.document().rootFrame().childFrames():
            if isinstance(table, QTextTable):
                shape = table.format()
                shape.setCellPadding(GRID * 0.75)
                shape.setTopMargin(GRID)
                shape.setBottomMargin(GRID)
                shape.setBorderCollapse(True)
                shape.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
                shape.setBorderBrush(QColor(colours().line))
                table.setFormat(shape)

    def find_here(self) -> None:
        """The text itself is short; its own search is enough."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _page(words: str) -> str:
    name = "".join(letter for letter in words if letter.isalnum() or letter == "-")
    for code in (language(), "en"):
        file = resources.path("help", code, f"{name}.md")
        if name and file.is_file():
            return file.read_text("utf-8")
    return ""
