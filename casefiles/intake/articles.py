"""A page of text split into the articles it holds, with what can be told about each.

The rules know no outlet and no site. What they cannot tell they leave out and say so in a remark;
nothing here is final, a person corrects the drafts before they are taken in.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from casefiles.intake import bibliography, furniture
from casefiles.intake.blocks import Block, Mark, blocks_of
from casefiles.intake.boundaries import Page, openings
from casefiles.intake.lines import LineMap
from casefiles.intake.reading import Part
from casefiles.text import _

_MOST_LINES = 200_000
"""A text with more lines is a table or a log, and looking at each would only cost time."""


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """One article of a text, as far as it can be told. Correct it with `dataclasses.replace`.

    `date_text` and `posted_text` are EDTF level 1 (published; put on the page). Lines count from 1,
    both included; `start` and `end` are code points from 0, end exclusive. `remarks` are sentences.
    """

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    date_text: str | None
    posted_text: str | None
    start_line: int
    end_line: int
    start: int
    end: int
    remarks: tuple[str, ...] = ()


def split(text: str) -> tuple[ArticleDraft, ...]:
    """The articles of a text, in order; one draft of the whole where no split is recognised.

    An empty text has no articles.
    """
    line_map = LineMap(text)
    if not text.strip():
        return ()
    if line_map.lines > _MOST_LINES:
        return (_undivided(text, line_map),)
    lines = text.split("\n")
    blocks = blocks_of(lines, text)
    archives = [furniture.archive(block.text) for block in blocks if block.mark is Mark.ARCHIVE]
    posted = next((archive.period for archive in archives if archive and archive.period), None)
    page = Page(blocks, archive=blocks[0].mark is Mark.ARCHIVE or _archive_on_top(blocks))
    parts = _parts(page)
    alone = len(parts) == 1
    return tuple(_draft(part, text, line_map, posted, alone=alone) for part in parts)


def whole(text: str) -> tuple[ArticleDraft, ...]:
    """The text as one draft, whatever it holds (`--split never`)."""
    if not text.strip():
        return ()
    line_map = LineMap(text)
    if line_map.lines > _MOST_LINES:
        return (_undivided(text, line_map),)
    blocks = blocks_of(text.split("\n"), text)
    return (_draft(blocks, text, line_map, None, alone=True),)


def parted(text: str, parts: Iterable[Part]) -> tuple[ArticleDraft, ...]:
    """The documents that a file says it is made of, called as it calls them."""
    line_map = LineMap(text)
    return tuple(
        ArticleDraft(
            part.title or None,
            None,
            (part.author,) if part.author else (),
            part.date or None,
            None,
            part.first_line,
            part.last_line,
            *line_map.span(part.first_line, part.last_line, text),
        )
        for part in parts
    )


def outside(drafts: tuple[ArticleDraft, ...], text: str) -> tuple[int, ...]:
    """Numbers of the lines that hold words and belong to no draft."""
    if LineMap(text).lines > _MOST_LINES:
        return ()
    covered = {n for draft in drafts for n in range(draft.start_line, draft.end_line + 1)}
    lines = enumerate(text.split("\n"), 1)
    return tuple(n for n, line in lines if line.strip() and n not in covered)


def _archive_on_top(blocks: tuple[Block, ...]) -> bool:
    """Menus may stand above the archive header, but no text."""
    for block in blocks[:20]:
        if block.mark is Mark.ARCHIVE:
            return True
        if block.mark not in (Mark.FURNITURE, Mark.SHORT):
            return False
    return False


def _parts(page: Page) -> list[tuple[Block, ...]]:
    blocks, cuts = page.blocks, list(openings(page))
    if not cuts and not page.archive:
        return [blocks]
    first = next((n for n, block in enumerate(blocks) if block.mark is Mark.ARCHIVE), -1) + 1
    before = blocks[first : cuts[0] if cuts else len(blocks)]
    if any(block.mark is Mark.PROSE for block in before) or not cuts:
        cuts.insert(0, first)
    ends = [*cuts[1:], len(blocks)]
    parts = [_without_furniture(blocks[a:b]) for a, b in zip(cuts, ends, strict=True)]
    return [part for part in parts if part] or [blocks]


def _without_furniture(part: tuple[Block, ...]) -> tuple[Block, ...]:
    kept = list(part)
    while kept and kept[-1].around:
        kept.pop()
    while kept and kept[0].around:
        kept.pop(0)
    return tuple(kept)


def _draft(
    part: tuple[Block, ...], text: str, line_map: LineMap, posted: str | None, *, alone: bool
) -> ArticleDraft:
    first, last = part[0].line, part[-1].line
    start, end = line_map.span(first, last, text)
    record = bibliography.describe(part, text[start:end], text, posted, alone=alone)
    return ArticleDraft(
        record.title,
        record.outlet,
        record.authors,
        record.date_text,
        posted,
        first,
        last,
        start,
        end,
        record.remarks,
    )


def _undivided(text: str, line_map: LineMap) -> ArticleDraft:
    remark = _("The text has too many lines to look for articles in it; it is kept as one.")
    return ArticleDraft(None, None, (), None, None, 1, line_map.lines, 0, len(text), (remark,))
