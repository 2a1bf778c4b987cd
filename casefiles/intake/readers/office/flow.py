"""Where the words of a document go: paragraphs, rows of cells, notes, and the text they become.

Every reader of documents with more than words speaks to a `Flow`, so that a table or a footnote
looks the same whatever program wrote it.
"""

from dataclasses import dataclass, field

from casefiles.intake.reading import Refusal
from casefiles.model.pages import PAGE_END as PAGE

MOST_CHARACTERS = 16 * 1024 * 1024
"""Some eight thousand pages; four bytes each at most, which is what an answer may carry."""

_BLANK = " \t\n"
_INSIDE, _BESIDE = " / ", " | "


class Room:
    """How much a text may still grow: one shared string can stand in a million cells."""

    def __init__(self) -> None:
        self._left = MOST_CHARACTERS

    def take(self, characters: int) -> None:
        """Raises `Refusal` where there is no room for so many."""
        self._left -= characters
        if self._left < 0:
            raise Refusal("unpacked")


@dataclass(slots=True)
class _Place:
    """The text itself, or a cell, a note, a text box: whatever has paragraphs of its own."""

    words: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)


def beside(cells: list[str]) -> str:
    """Cells as one line. Empty ones behind the last that is filled are not shown."""
    filled = len(cells)
    while filled and not cells[filled - 1]:
        filled -= 1
    return _BESIDE.join(cells[:filled])


def inside(paragraphs: list[str]) -> str:
    """Paragraphs as they stand in a cell: on its one line."""
    return _INSIDE.join(paragraphs).replace("\n", _INSIDE)


def on_one_line(words: str) -> str:
    """The lines of a cell beside each other."""
    if "\n" not in words and "\r" not in words:
        return words.strip(_BLANK)
    lines = words.replace("\r", "\n").split("\n")
    return _INSIDE.join(line.strip(_BLANK) for line in lines if line.strip(_BLANK))


def commented(author: str, paragraphs: list[str]) -> str:
    """A comment as it stands in a text."""
    name = " ".join(author.split())
    return f"[{f'comment by {name}' if name else 'comment'}: {' '.join(paragraphs)}]"


class Flow:
    """The text as it grows. What ends must have begun; what has not ended, ends with `text`."""

    def __init__(self) -> None:
        self.lost = 0
        self.title = ""
        self._room = Room()
        self._places = [_Place()]
        self._numbers: dict[str, int] = {}
        self._notes: dict[int, str] = {}
        self._comments: list[str] = []
        self._margins: dict[str, None] = {}
        self._pages_due = 0
        self._at_page = True

    def say(self, words: str) -> None:
        """More words of the paragraph."""
        self._room.take(len(words))
        self._places[-1].words.append(words)
        if self._at_page and words.strip(_BLANK):
            self._at_page = False

    def lose(self, places: int = 1) -> None:
        """Something stood here that has no letter."""
        self.lost += places
        self.say("\ufffd" * places)

    def page(self, *, again: bool = True) -> None:
        """A page ends. `again`: even where one has ended just before, so that one is empty."""
        if self._at_page and not again:
            return
        self._room.take(1)
        if len(self._places) == 1:
            self._places[0].words.append(PAGE)
        else:
            self._pages_due += 1
        self._at_page = True

    def end_paragraph(self, *, listed: bool = False) -> None:
        """What was said is a paragraph. A page that ends behind it begins the next one."""
        place = self._places[-1]
        text = "".join(place.words).strip(_BLANK)
        place.words.clear()
        kept = text.rstrip(_BLANK + PAGE)
        if kept:
            first = kept.lstrip(_BLANK + PAGE)
            before = PAGE * kept[: len(kept) - len(first)].count(PAGE)
            self._room.take(4)
            place.paragraphs.append(f"{before}- {first}" if listed else before + first)
        if ended := text[len(kept) :].count(PAGE):
            place.words.append(PAGE * ended)
        place.paragraphs += place.waiting
        place.waiting.clear()

    def begin_apart(self) -> None:
        """What follows is not said here: a note, a text box, the head of a page."""
        self._places.append(_Place())

    def end_apart(self) -> list[str]:
        """The paragraphs that were said apart."""
        self._settle()
        return self._places.pop().paragraphs

    def put_behind(self, paragraphs: list[str]) -> None:
        """Paragraphs to stand behind the one that is being said."""
        self._places[-1].waiting += paragraphs

    def begin_table(self) -> None:
        """A page that has just ended begins with the table's first row."""
        self.end_paragraph()
        words = self._places[-1].words
        self._pages_due += len("".join(words))
        words.clear()

    def end_cell(self) -> None:
        """The cell that was begun apart is full."""
        told = inside(self.end_apart())
        self._places[-1].cells.append(told)

    def cell_here(self) -> None:
        """What was said since the last cell was one, though nobody had said that it began."""
        place = self._places[-1]
        words = "".join(place.words)
        self._pages_due += words.count(PAGE)
        place.words.clear()
        place.cells.append(on_one_line(words.replace(PAGE, "")))

    def end_row(self) -> None:
        """The cells since the last row are one."""
        place = self._places[-1]
        self._room.take(3 * len(place.cells))
        line = beside(place.cells)
        place.cells.clear()
        if not line:
            return
        if len(self._places) == 1:
            line = PAGE * self._pages_due + line
            self._pages_due = 0
        place.rows.append(line)

    def end_table(self) -> None:
        """The rows since the last table are one."""
        place = self._places[-1]
        if place.rows:
            place.paragraphs.append("\n".join(place.rows))
            place.rows.clear()

    def refer(self, note: str) -> None:
        """The mark of a note, by whatever the file calls it."""
        self.say(f"[{self._numbers.setdefault(note, len(self._numbers) + 1)}]")

    def refers(self, note: str) -> bool:
        """Whether the text has a mark of this note."""
        return note in self._numbers

    def explain(self, note: str, paragraphs: list[str]) -> None:
        """What a note says. It comes behind the text."""
        self._notes[self._numbers[note]] = " ".join(paragraphs)

    def comment(self, author: str, paragraphs: list[str]) -> None:
        """Somebody's comment. It comes behind the notes."""
        self._room.take(len(author) + 20)
        self._comments.append(commented(author, paragraphs))

    def margin(self, paragraphs: list[str]) -> None:
        """The head or foot of pages. Each comes once, behind everything else."""
        if paragraphs:
            self._margins["\n".join(paragraphs)] = None

    def text(self) -> str:
        """Everything that was said."""
        while len(self._places) > 1:
            self.put_apart_behind()
        self._settle()
        told = self._places[0].paragraphs
        title = " ".join(self.title.split())
        first = told[0].strip(_BLANK + PAGE).partition("\n")[0] if told else ""
        return "\n\n".join(
            [
                *([title] if title and " ".join(first.split()) != title else []),
                *told,
                *(f"[{number}] {words}" for number, words in sorted(self._notes.items()) if words),
                *self._comments,
                *self._margins,
            ]
        )

    def put_apart_behind(self) -> None:
        """What was said apart stands behind the paragraph it was said in."""
        paragraphs = self.end_apart()
        self.put_behind(paragraphs)

    def _settle(self) -> None:
        self.end_paragraph()
        if self._places[-1].cells:
            self.end_row()
        self.end_table()
