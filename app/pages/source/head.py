"""The head of a source: what it is called, who wrote it, where its file came from."""

import html
from bisect import bisect_left

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.desk import Desk
from app.pages.source.lines import Lines
from app.pages.source.reading import Reading
from app.parts.links import RefLink
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.layouts import empty
from app.widgets.words import button, label, shortened
from casefiles.insight.fields import Value
from casefiles.text import _, many

_DIGITS = 8
_LONG = 60
_LEAST_LINES = 2
_WRAPPED = Qt.TextFlag.TextWordWrap


class Head(QFrame):
    """Title, one line of authors and dates, copies, and the strip of origin."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("role", "bar")
        self._words = ""
        self._title = label("", "title")
        self._byline = label("", "muted")
        self._strip = QWidget()
        self._flow = Flow(self._strip, gap=GRID)
        self.side = button("", quiet=True)
        top = QHBoxLayout()
        top.setSpacing(GRID * 2)
        top.addWidget(self._title, 1)
        top.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 2, GRID)
        column.setSpacing(GRID // 2)
        column.addLayout(top)
        column.addWidget(self._byline)
        column.addWidget(self._strip)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Narrower, the title has more lines."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """As much of the title as a quarter of the page has room for: the text is what matters."""
        page, metrics = self.parentWidget(), self._title.fontMetrics()
        if page is None:
            return
        lines = max(_LEAST_LINES, page.height() // 4 // metrics.lineSpacing())
        area = QRect(0, 0, self._title.width(), lines * metrics.lineSpacing())

        def fits(letters: int) -> bool:
            words = shortened(self._words, letters)
            high = metrics.boundingRect(area, _WRAPPED, words).height()
            return high < area.height() + metrics.lineSpacing() // 2  # not a line more

        whole = len(self._words)
        # The first length that does not fit any more; all shorter ones do.
        most = bisect_left(range(whole + 1), True, lo=1, key=lambda at: not fits(at)) - 1
        self._title.setText(shortened(self._words, max(most, 1)))
        self._title.setToolTip(html.escape(self._words) if most < whole else "")

    def tell(self, told: Reading) -> None:
        """Show the head of this source."""
        self._words = told.title
        self._title.setAccessibleName(told.title)
        self.fit()
        self._byline.setText("  ·  ".join(told.byline))
        self._byline.setVisible(bool(told.byline))
        empty(self._flow)
        for ref, title in told.copy_of:
            self._flow.addWidget(label(_("Copy of"), "small", wrap=False))
            self._flow.addWidget(RefLink(self._desk, ref, title))
        if told.file_name:
            place = _of_file(told.file_name, told.lines)
            self._flow.addWidget(label(place, "small", wrap=len(place) > _LONG))
        if told.sha256:
            digest = label(f"SHA-256 {told.sha256[:_DIGITS]}…", "small", wrap=False)
            digest.setToolTip(told.sha256)
            digest.setAccessibleName(f"SHA-256 {told.sha256}")
            self._flow.addWidget(digest)
        if told.handed_in is not None:
            self._flow.addWidget(_handed_in(told.handed_in))
        self._strip.setVisible(self._flow.count() > 0)


def _of_file(name: str, lines: Lines | None) -> str:
    """The file, and how much of it this is."""
    if lines is None:
        return name
    if lines.pages:
        pages = many("{n} page", "{n} pages", lines.pages)
        return _("{file}, {pages}").format(file=name, pages=pages)
    return _("{file}, lines {a}–{b}").format(file=name, a=lines.first, b=lines.last)


def _handed_in(value: Value) -> QWidget:
    """Who handed it in; masked values are shown when asked for."""
    told = _("Handed in by {who}").format(who=value.words)
    if not value.masked:
        return label(told, "small")
    made: QPushButton = button(_("Handed in by: show"), quiet=True)

    def show() -> None:
        made.setText(told.replace("&", "&&"))
        made.setAccessibleName(told)

    made.clicked.connect(show)
    return made
