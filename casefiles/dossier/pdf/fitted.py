"""Paragraphs that break their lines once.

ReportLab breaks a paragraph anew each time it is asked for its height: when a table measures its
rows, when it is split, when it is drawn, and all of it again in the second pass. Breaking lines is
most of the work of printing, and the answer is always the same for the same width.
"""

from typing import Any

from reportlab.platypus import Paragraph

from casefiles.dossier.pdf import styles, turning
from casefiles.dossier.pdf.fonts import BOLD

_AT_THE_RIGHT = frozenset({styles.BODY.name, styles.REMARK.name, styles.QUOTE.name})
"""Styles of paragraphs that begin at the right if nothing in them is read from the left."""


class Fitted(Paragraph):  # type: ignore[misc]
    """A paragraph that remembers the lines it was broken into."""

    fitted_width: float | None = None
    style: Any
    blPara: Any  # noqa: N815 - ReportLab's name

    def __init__(self, *content: Any, **more: Any) -> None:
        super().__init__(*content, **more)
        self._turned = any(map(turning.is_turned, self.frags))
        if self._turned and self.style.fontName == BOLD:
            turning.embolden(self.frags)
        if self._turned and self.style.name in _AT_THE_RIGHT and turning.all_turned(self.frags):
            self.style = turning.to_the_right(self.style)

    def draw(self) -> None:
        """Print the lines; only here do words change places, as lines may be broken anew."""
        broken = self.blPara
        if self._turned:
            everything = turning.is_to_the_right(self.style)
            self.blPara = turning.printed(broken, everything=everything)
        try:
            super().draw()
        finally:
            self.blPara = broken

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width and height in points when set as wide as `width`."""
        if self.fitted_width != width or not hasattr(self, "blPara"):
            super().wrap(width, height)
            self.fitted_width = width
        return width, self.height

    def split(self, width: float, height: float) -> list["Fitted"]:
        """The part that fits `height` and the rest; nothing when not even a line fits."""
        self.wrap(width, height)
        pieces: list[Fitted] = super().split(width, height)
        return pieces
