"""The pages of a made dossier with what turns and zooms them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.desk import Desk
from app.parts.pdfview import PdfView
from app.theme import GRID
from app.widgets.words import button, label
from casefiles.release.pages import picture
from casefiles.text import _


class DossierPages(QWidget):
    """A line of buttons over the pages; each page is painted when it comes into sight."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._content = b""
        self._count = 0
        self.view = PdfView()
        self.number = label("", "muted", wrap=False)
        self.before = _tool("‹", _("Page before"))
        self.after = _tool("›", _("Next page"))
        self.smaller = _tool("−", _("Smaller pages"))
        self.larger = _tool("+", _("Larger pages"))
        self.fitting = button(_("Fit width"), quiet=True)
        self._tools = (self.before, self.after, self.smaller, self.larger, self.fitting)
        bar = QHBoxLayout()
        bar.setSpacing(GRID // 2)
        for one in (self.before, self.number, self.after):
            bar.addWidget(one)
        bar.addStretch(1)
        for tool in (self.smaller, self.larger, self.fitting):
            bar.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self.view.wanted.connect(self._paint)
        self.view.at.connect(lambda _at: self._say_page())
        self.before.clicked.connect(lambda: self.view.go_to(self.view.page - 1))
        self.after.clicked.connect(lambda: self.view.go_to(self.view.page + 1))
        self.smaller.clicked.connect(self.view.smaller)
        self.larger.clicked.connect(self.view.larger)
        self.fitting.clicked.connect(self.view.fit)
        self.put(b"", ())

    def put(self, content: bytes, pages: Sequence[tuple[float, float]], page: int = 0) -> None:
        """Show this PDF, at a page."""
        self._content, self._count = content, len(pages)
        self.view.show_pages(pages)
        self.view.go_to(min(page, len(pages) - 1))
        for one in self._tools:
            one.setEnabled(bool(pages))
        self._say_page()

    def _say_page(self) -> None:
        said = _("Page {n} of {all}").format(n=self.view.page + 1, all=self._count)
        self.number.setText(said if self._count else _("No pages yet"))
        self.view.setAccessibleDescription(self.number.text())

    def _paint(self, number: int, scale: float) -> None:
        content = self._content
        self.desk.ask(
            self,
            lambda _vault: picture(content, number, scale),
            lambda one: self.view.put(number, scale, one) if content is self._content else None,
            about=f"page {number}",
        )


def _tool(sign: str, name: str) -> QPushButton:
    made = button(sign, quiet=True, tip=name)
    made.setAccessibleName(name)
    made.setMinimumWidth(GRID * 5)
    return made
