"""A page as blocks: its lines that are not blank, each with what it looks like."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from casefiles.intake import bylines, datelines, furniture, headings
from casefiles.intake.datelines import DateLine
from casefiles.intake.headings import Heading

_LOOKED_AT = 1000
"""Longer lines are prose whatever stands in them; none is matched against a pattern as a whole."""


class Mark(Enum):
    """What a line looks like."""

    ARCHIVE = "header of a page with several articles"
    FURNITURE = "menu, pager"
    TRAILER = "rubric, tags, comments"
    DATE = "a date alone"
    BYLINE = "who wrote it"
    HEADING = "Outlet: Title"
    QUOTED = "a title in quotation marks"
    SHORT = "could be a title, a name or a section heading"
    PROSE = "a paragraph"


@dataclass(frozen=True, slots=True)
class Block:
    """A line that is not blank. `line` counts from 1; `gap` is the number of blank lines before."""

    line: int
    text: str
    gap: int
    mark: Mark
    heading: Heading | None = None
    date: DateLine | None = None

    @property
    def ends(self) -> bool:
        """Whether articles end with such a line (or begin with it: the page must tell)."""
        return self.mark in (Mark.DATE, Mark.BYLINE, Mark.TRAILER)

    @property
    def around(self) -> bool:
        """Whether it stands around articles and belongs to none."""
        return self.mark in (Mark.ARCHIVE, Mark.FURNITURE)


def blocks_of(lines: list[str], page_text: str) -> tuple[Block, ...]:
    """The blocks of a page. `page_text` is looked through to tell an outlet from a topic."""
    topics: dict[str, bool] = {}

    def is_topic(front: str) -> bool:
        if front not in topics:
            topics[front] = len(topics) < 50 and headings.is_topic(front, page_text)
        return topics[front]

    return tuple(_settled(block, is_topic) for block in _raw(lines))


def _raw(lines: list[str]) -> Iterator[Block]:
    gap = 0
    for number, line in enumerate(lines, 1):
        text = line.strip()[:_LOOKED_AT]
        if not text:
            gap += 1
            continue
        yield _block(number, text, gap)
        gap = 0


def _block(number: int, text: str, gap: int) -> Block:
    date = datelines.read(text)
    if date:
        return Block(number, text, gap, Mark.DATE, date=date)
    for mark, applies in (
        (Mark.ARCHIVE, furniture.archive),
        (Mark.FURNITURE, furniture.is_furniture),
        (Mark.TRAILER, furniture.is_trailer),
        (Mark.BYLINE, bylines.is_byline),
    ):
        if len(text) < 300 and applies(text):
            return Block(number, text, gap, mark)
    heading = headings.with_outlet(text)
    if heading:
        return Block(number, text, gap, Mark.HEADING, heading)
    inner = headings.quoted(text)
    if inner and headings.title_like(inner):
        return Block(number, text, gap, Mark.QUOTED, Heading(inner, quoted=True))
    if headings.title_like(text) and not furniture.is_cross_reference(text):
        return Block(number, text, gap, Mark.SHORT, Heading(headings.tidy(text)))
    return Block(number, text, gap, Mark.PROSE)


def _settled(block: Block, is_topic: Callable[[str], bool]) -> Block:
    """A heading whose front is a topic ("Country: what happened there") is all title."""
    heading = block.heading
    if block.mark is not Mark.HEADING or heading is None or heading.quoted:
        return block
    if not is_topic(heading.outlet):
        return block
    whole = Heading(headings.tidy(block.text))
    return Block(block.line, block.text, block.gap, Mark.SHORT, whole)
