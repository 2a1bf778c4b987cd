"""The outline of a dossier: everything that will be printed, as plain frozen values.

`compose` makes an outline and `pdf` prints it; neither knows the other. What a dossier says can
therefore be tested without opening a PDF, previewed, and named by its digest. An outline has
already been made for its audience: nothing in it needs to be hidden any more.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_COLUMNS = 8  # more do not fit on a page at a readable size
NARROWEST = 0.06  # the smallest share of the page width a column may have
LONGEST_MARK = 120  # the audience mark stands in the footer of every page


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style, and the numbers of the source notes it rests on."""

    text: str
    bold: bool = False
    italic: bool = False
    notes: tuple[int, ...] = ()


Runs = tuple[Run, ...]


class Manner(StrEnum):
    """How a paragraph speaks."""

    BODY = "body"
    REMARK = "remark"  # about the text: small and muted
    QUOTE = "quote"  # another's words: set in


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section. Level 2 is numbered and in the contents, level 3 is not."""

    text: str
    level: int = 2

    def __post_init__(self) -> None:
        _insist(self.level in (2, 3), "a heading has level 2 or 3; level 1 is the section")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: Runs
    manner: Manner = Manner.BODY


@dataclass(frozen=True, slots=True)
class Listing:
    """Items under each other, each with a bullet."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its head is repeated on each page. `widths` are shares of the page width."""

    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        columns = len(self.head)
        _insist(1 <= columns <= MOST_COLUMNS, f"a table has 1 to {MOST_COLUMNS} columns")
        _insist(all(len(row) == columns for row in self.rows), "each row has a cell per column")
        if self.widths is not None:
            _insist(len(self.widths) == columns, "each column has one width")
            least = NARROWEST * sum(self.widths)
            _insist(min(self.widths) >= least > 0, "a column is too narrow to be read")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact. `remark` says how certain it is and who says so."""

    runs: Runs
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its values. Conflicting ones are printed side by side, others in a column."""

    label: str
    values: tuple[Value, ...]
    conflicting: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of labels and values."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ChronologyRow:
    """One line of a chronology. `when` is worded no more precisely than the source is."""

    when: str
    runs: Runs
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Chronology:
    """What happened, in order of time."""

    rows: tuple[ChronologyRow, ...]


Block = Heading | Paragraph | Listing | Table | Facts | Chronology


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the dossier."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A numbered note. `same_as` is the number of an earlier note that names the source in full."""

    number: int
    title: str
    author: str = ""
    outlet: str = ""
    date: str = ""
    passage: str = ""
    quotation: str = ""
    remark: str = ""
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole dossier. Raises ValueError when a note mark leads nowhere (a fault of ours)."""

    title: str
    subtitle: str
    purpose: str
    audience_mark: str
    language: str
    version: str
    date: str
    sections: tuple[Section, ...]
    sources: tuple[SourceNote, ...]

    def __post_init__(self) -> None:
        _insist(len(self.audience_mark) <= LONGEST_MARK, "the audience mark is too long")
        numbers = [note.number for note in self.sources]
        _insist(
            numbers == list(range(1, len(numbers) + 1)), "source notes are numbered 1, 2, 3 ..."
        )
        marks = set(_marks(self.sections))
        _insist(marks <= set(numbers), "a note mark leads to no source note")
        for note in self.sources:
            _insist(note.same_as is None or note.same_as in numbers[: note.number - 1], "see what?")

    def digest(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal."""
        return hashlib.sha256(self.to_json()).hexdigest()

    def to_json(self) -> bytes:
        """Canonical JSON: sorted keys, no spaces, UTF-8; each value tagged with its class."""
        plain = _plain(self)
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode("utf-8", "surrogatepass")

    def texts(self) -> Iterator[str]:
        """Every piece of text that will be printed, in order."""
        yield from _texts(self)


def text(words: str, *notes: int) -> Runs:
    """Plain words with their notes: the most frequent runs."""
    return (Run(words, notes=notes),)


def plain(runs: Runs) -> str:
    """The words of the runs, without styles and marks."""
    return "".join(run.text for run in runs)


def _insist(holds: bool, sentence: str) -> None:
    if not holds:
        raise ValueError(sentence)


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value):
        fields = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"is": type(value).__name__} | fields
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Manner):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name != "language":
                yield from _texts(getattr(value, field.name))


def _marks(value: object) -> Iterator[int]:
    if isinstance(value, Run):
        yield from value.notes
    elif isinstance(value, tuple):
        for part in value:
            yield from _marks(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _marks(getattr(value, field.name))
