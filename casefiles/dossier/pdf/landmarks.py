"""Headings that tell where they landed: bookmarks, link targets, pages for the contents."""

from dataclasses import dataclass, field

from casefiles.dossier.pdf.fitted import Fitted


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place worth finding. `depth` is 0 for sections, 1 for headings inside them."""

    target: str
    number: str
    title: str
    depth: int

    @property
    def label(self) -> str:
        """Number and title, as bookmarks show them."""
        return f"{self.number}  {self.title}"


@dataclass(slots=True)
class Places:
    """Where things landed in one pass over the pages; the next pass prints it."""

    pages: int = 0
    page_of: dict[str, int] = field(default_factory=dict)

    def copy(self) -> "Places":
        """What is known now, untouched by what the next pass records."""
        return Places(self.pages, dict(self.page_of))


class LandmarkParagraph(Fitted):
    """A heading that records its page and sets its bookmark when it is drawn.

    ReportLab rebuilds paragraphs when it splits them, with its own constructor; so what is ours
    is attached afterwards (`placed`) and handed on to the first piece.
    """

    landmark: Landmark | None = None
    places: Places | None = None

    def placed(self, landmark: Landmark, places: Places) -> "LandmarkParagraph":
        """Itself, knowing what it marks and whom to tell."""
        self.landmark, self.places = landmark, places
        return self

    def split(self, width: float, height: float) -> list[Fitted]:
        """As ReportLab does it; the landmark stays with the first piece."""
        pieces = super().split(width, height)
        first = pieces[0] if pieces else None
        if isinstance(first, LandmarkParagraph) and self.landmark and self.places is not None:
            first.placed(self.landmark, self.places)
        return pieces

    def draw(self) -> None:
        """Draw, and tell where."""
        if self.landmark is not None and self.places is not None:
            mark = self.landmark
            self.places.page_of[mark.target] = self.canv.getPageNumber()
            self.canv.bookmarkHorizontal(mark.target, 0, self.height + 12)
            self.canv.addOutlineEntry(mark.label, mark.target, mark.depth, closed=mark.depth > 0)
        super().draw()
