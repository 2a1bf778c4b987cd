"""Paragraphs that break their lines once.

ReportLab breaks a paragraph anew each time it is asked for its height: when a table measures its
rows, when it is split, when it is drawn, and all of it again in the second pass. Breaking lines is
most of the work of printing, and the answer is always the same for the same width.
"""

from reportlab.platypus import Paragraph


class Fitted(Paragraph):  # type: ignore[misc]
    """A paragraph that remembers the lines it was broken into."""

    fitted_width: float | None = None

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
