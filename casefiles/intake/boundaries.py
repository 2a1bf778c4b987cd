"""Where the articles of a page begin.

A press archive repeats its own habits: a heading with the outlet, or the date under each article,
or the date above each. The rules look for a habit first and then use it, so that a date or a short
line inside one article does not cut it. What a rule cannot tell stays one piece: a person can cut
it, but would not notice a wrong cut.
"""

from dataclasses import dataclass

from casefiles.intake import headings
from casefiles.intake.blocks import Block, Mark

_REPEATED_WITHIN = 3
"""A heading said twice in so many blocks opens one article, not two."""


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a page, and whether its header says that it holds several articles."""

    blocks: tuple[Block, ...]
    archive: bool


def openings(page: Page) -> tuple[int, ...]:
    """Indexes of the blocks with which articles begin; () where the page is one article."""
    found = _with_headings(page)
    found |= _with_dates_above(page, found)
    if page.archive or found:
        found |= _after_endings(page, found)
    cuts = tuple(sorted(found))
    return cuts if page.archive or _convincing(page, cuts) else ()


def _with_headings(page: Page) -> set[int]:
    found: list[int] = []
    for at, block in enumerate(page.blocks):
        if block.mark in (Mark.HEADING, Mark.QUOTED) and _may_open(page, at):
            again = found and at - found[-1] <= _REPEATED_WITHIN
            if not (again and _same_title(page.blocks[found[-1]], block)):
                found.append(at)
    return set(found)


def _may_open(page: Page, at: int) -> bool:
    block = page.blocks[at]
    if at == 0:
        return True
    before = page.blocks[at - 1]
    if before.around or before.ends:
        return True
    return block.gap >= 2 and ". " not in block.text


def _same_title(one: Block, other: Block) -> bool:
    assert one.heading
    assert other.heading
    return headings.folded(one.heading.title) == headings.folded(other.heading.title)


def _with_dates_above(page: Page, known: set[int]) -> set[int]:
    """Title, then date (and by-line), then text. A labelled date ("Posted on") is always above."""
    below = _dates_stand_below(page, known)
    found = set()
    for at, block in enumerate(page.blocks):
        title = _title_above(page, at)
        if block.mark is not Mark.DATE or title is None or not _text_follows(page, at):
            continue
        labelled = bool(block.date and block.date.labelled)
        if labelled or (not below and (title == 0 or _may_open(page, title))):
            found.add(title)
    return {at for at in found if not known & set(range(at - _REPEATED_WITHIN, at + 1))}


def _title_above(page: Page, at: int) -> int | None:
    above = at - 1
    while above > 0 and page.blocks[above].mark is Mark.BYLINE:
        above -= 1
    titles = (Mark.SHORT, Mark.HEADING, Mark.QUOTED)
    return above if above >= 0 and page.blocks[above].mark in titles else None


def _text_follows(page: Page, at: int) -> bool:
    rest = (block for block in page.blocks[at + 1 :] if block.mark is not Mark.BYLINE)
    following = next(rest, None)
    return following is not None and following.mark in (Mark.PROSE, Mark.SHORT)


def _dates_stand_below(page: Page, known: set[int]) -> bool:
    """The page's habit: a heading comes right after a date or by-line that closes an article."""
    return any(at and page.blocks[at - 1].ends for at in known)


def _after_endings(page: Page, known: set[int]) -> set[int]:
    """An article without a heading begins behind the line with which the one before ended."""
    below = _dates_stand_below(page, known)
    found = set()
    for at in range(1, len(page.blocks)):
        block, before = page.blocks[at], page.blocks[at - 1]
        if at in known or block.mark not in (Mark.PROSE, Mark.SHORT):
            continue
        by_date = before.ends and below and _closed_by_date(page, at, known)
        by_credit = page.archive and block.gap >= 2 and _credit(page, at - 1)
        if (by_date or by_credit) and _words_follow(page, at, known):
            found.add(at)
    return found


def _words_follow(page: Page, at: int, known: set[int]) -> bool:
    """Whether a paragraph stands there before the next article that is known."""
    end = min((other for other in known if other > at), default=len(page.blocks))
    return any(block.mark is Mark.PROSE for block in page.blocks[at:end])


def _closed_by_date(page: Page, at: int, known: set[int]) -> bool:
    """Whether the date before block `at` closes an article, set off by space or by a name."""
    last = at - 1
    while last > 0 and page.blocks[last].mark in (Mark.BYLINE, Mark.TRAILER):
        last -= 1
    date, above = page.blocks[last], page.blocks[last - 1]
    if date.mark is not Mark.DATE or known & set(range(last - _REPEATED_WITHIN, last + 1)):
        return False
    return max(date.gap, page.blocks[at].gap) >= 2 or headings.name_like(above.text)


def _credit(page: Page, at: int) -> bool:
    """A name alone under a paragraph, nearer to it than to what follows: where it was published."""
    if at == 0 or page.blocks[at].mark is not Mark.SHORT:
        return False
    block, above, below = page.blocks[at], page.blocks[at - 1], page.blocks[at + 1]
    return (
        above.mark is Mark.PROSE
        and block.gap < below.gap
        and below.mark is Mark.PROSE
        and headings.name_like(block.text)
    )


def _convincing(page: Page, cuts: tuple[int, ...]) -> bool:
    """Without an archive header: several articles, each with words, most with date or outlet."""
    if len(cuts) < 2:
        return False
    parts = [page.blocks[a:b] for a, b in zip(cuts, (*cuts[1:], len(page.blocks)), strict=True)]
    worded = all(any(block.mark is Mark.PROSE for block in part) for part in parts)
    dated = sum(any(block.mark is Mark.DATE for block in part) for part in parts)
    return worded and 2 * dated > len(parts)
