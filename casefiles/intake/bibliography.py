"""Title, outlet, authors and date of one article, from the lines at its two ends."""

import re
from dataclasses import dataclass

from casefiles.intake import bylines, datelines, footnotes, furniture, headings
from casefiles.intake.blocks import Block, Mark
from casefiles.intake.headings import Heading
from casefiles.text import _

_HEAD, _FOOT = 6, 6
"""So many blocks at the beginning and at the end may say who published what when."""

_LONGEST_SEARCHED = 300_000
_DATELINE = re.compile(r"[^\W\d_][^()]{1,40}\((?P<agency>[^()\d]{2,40})\)\s*[-–—]")


@dataclass(frozen=True, slots=True)
class Description:
    """What could be told about an article."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    date_text: str | None
    remarks: tuple[str, ...]


def describe(
    part: tuple[Block, ...], text: str, page_text: str, posted: str | None, *, alone: bool
) -> Description:
    """Describe the article that the blocks `part` make up; `alone`: it has the page to itself."""
    heading, heading_at = _heading(part)
    closing = _closing_line(part)
    outlet = _outlet(part, heading, closing, page_text, alone=alone)
    authors = _authors(part, closing, outlet, text, heading_at)
    date_text, about_date = _date(part, text, posted)
    remarks = list(about_date)
    if heading is None:
        remarks.insert(0, _("No title could be told."))
    else:
        remarks += _repeated(part, heading, heading_at)
    remarks += footnotes.remarks(text[:_LONGEST_SEARCHED])
    title = heading.title if heading else None
    return Description(title, outlet, authors, date_text, tuple(remarks))


def _heading(part: tuple[Block, ...]) -> tuple[Heading | None, int]:
    for at, block in enumerate(part[:_HEAD]):
        if block.heading:
            return block.heading, at
        if block.mark not in (Mark.FURNITURE, Mark.ARCHIVE, Mark.DATE, Mark.BYLINE):
            break
    return None, -1


def _closing_line(part: tuple[Block, ...]) -> str:
    """A name alone at the end, before the date if there is one: the outlet, or the author."""
    for block in reversed(part[max(1, len(part) - _FOOT) :]):
        if block.ends or block.around:
            continue
        return headings.tidy(block.text) if _is_name(block) else ""
    return ""


def _is_name(block: Block) -> bool:
    return block.mark is Mark.SHORT and headings.name_like(block.text)


def _outlet(
    part: tuple[Block, ...], heading: Heading | None, closing: str, page_text: str, *, alone: bool
) -> str | None:
    if heading and heading.outlet:
        if closing and headings.stands_for(heading.outlet, closing):
            return closing
        return headings.spelled_out(heading.outlet, page_text)
    if closing and bylines.is_organisation(closing):
        return closing
    for block in part[: _HEAD + 2]:
        found = _DATELINE.match(block.text)
        if found:
            return headings.tidy(found["agency"])
    invited = (furniture.newsletter_outlet(block.text) for block in part[-_FOOT:] if alone)
    return next((outlet for outlet in invited if outlet), None)


def _authors(
    part: tuple[Block, ...], closing: str, outlet: str | None, text: str, heading_at: int
) -> tuple[str, ...]:
    found: list[str] = []
    head, foot = part[: heading_at + _HEAD], part[-_FOOT:]
    for block in dict.fromkeys((*head, *foot)):
        if block.mark is Mark.BYLINE:
            found += bylines.from_byline(block.text)
        if block.date and block.date.by:
            found.append(bylines.person_name(block.date.by))
    if closing and closing != outlet:
        found.append(bylines.person_name(closing))
    for block in head[heading_at + 1 : heading_at + 4]:
        found += bylines.from_introduction(block.text)
    if not any(found):
        for block in foot:
            earlier = text[: text.rfind(block.text[:80])] if block.text[:80] in text else text
            found += bylines.from_note_on_author(block.text, earlier)
    return tuple(dict.fromkeys(name for name in found if name))


def _date(
    part: tuple[Block, ...], text: str, posted: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """The date of publication and what has to be said about it."""
    near = dict.fromkeys((*part[:_HEAD], *part[-_FOOT:]))
    dates = [block.date for block in near if block.date]
    printed = list(dict.fromkeys(date.edtf for date in dates if date.edtf))
    if printed:
        several = _("Several dates stand at its ends; compare them.")
        return printed[0], (several,) if len(printed) > 1 else ()
    latest = datelines.latest_in(text[:_LONGEST_SEARCHED])
    yearless = next((date for date in dates if date.yearless), None)
    if yearless and latest:
        guessed = _year_after(yearless, latest)
        return guessed, (_("The year is not printed: it follows from the dates in the text."),)
    if dates:
        return None, (_("The date printed there could not be understood."),)
    if posted:
        return posted, (_("No date is printed: it is the period of the page's archive."),)
    undated = _("No date is printed.")
    if not latest:
        return None, (undated,)
    return None, (undated, _("The latest day it speaks of is {day}.").format(day=latest))


def _year_after(yearless: datelines.DateLine, latest: str) -> str | None:
    """The first such day that is not before the latest day the text speaks of."""
    year = int(latest[:4])
    for candidate in (year, year + 1):
        text = datelines.with_year(yearless, candidate)
        if text and text.rstrip("?") >= latest:
            return text
    return None


def _repeated(part: tuple[Block, ...], heading: Heading, heading_at: int) -> list[str]:
    """Other lines that say the title again, fused with the outlet's name or alone."""
    title, found = headings.folded(heading.title), []
    for block in (*part[heading_at + 1 :][:_HEAD], *part[heading_at + 1 :][-_FOOT:]):
        other = headings.folded(block.text) if len(block.text) <= 300 else ""
        if title and other.endswith(title) and len(other) <= len(title) + 40:
            found.append(_("The title stands again in line {line}.").format(line=block.line))
    return list(dict.fromkeys(found))
