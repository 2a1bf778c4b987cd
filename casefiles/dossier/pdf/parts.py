"""The parts around the sections: cover, contents, source notes, what could not be set."""

from collections import Counter

from reportlab.platypus import Flowable, HRFlowable, Spacer

from casefiles.dossier.outline import Outline, SourceNote
from casefiles.dossier.pdf import markup, styles
from casefiles.dossier.pdf.fitted import Fitted
from casefiles.dossier.pdf.fonts import REPLACEMENT
from casefiles.dossier.pdf.grid import grid
from casefiles.dossier.pdf.landmarks import Landmark, Places
from casefiles.text import _, many

SHORT_DIGEST = 16  # hexadecimal digits shown on the cover; the whole one is in the history


def cover(outline: Outline) -> list[Flowable]:
    """Mark, title, subtitle, a short line, purpose."""
    placed: list[Flowable] = [
        Fitted(markup.words(outline.audience_mark.upper()), styles.COVER_MARK),
        Spacer(1, 96),
        Fitted(markup.words(outline.title), styles.COVER_TITLE),
        Fitted(markup.words(outline.subtitle), styles.COVER_SUBTITLE),
        Spacer(1, 20),
        HRFlowable(width=54, thickness=2, color=styles.ACCENT_LINE, hAlign="LEFT", lineCap="butt"),
        Spacer(1, 16),
        Fitted(markup.words(outline.purpose), styles.COVER_PURPOSE),
    ]
    return placed


def imprint(outline: Outline) -> list[Flowable]:
    """The foot of the cover: for whom, which version, when, and the digest of the contents."""
    lines = (
        (_("For"), outline.audience_mark),
        (_("Version"), outline.version),
        (_("Date"), outline.date),
        (_("Digest of contents"), outline.digest()[:SHORT_DIGEST]),
    )
    rows = [
        [
            [Fitted(markup.words(label), styles.CELL_LABEL)],
            [Fitted(markup.words(value), styles.CELL)],
        ]
        for label, value in lines
    ]
    return [grid(rows, [0.27, 0.73])]


def contents(landmarks: list[Landmark], places: Places) -> list[Flowable]:
    """The list of contents with page numbers from the pass before; each line is a link."""
    title = Fitted(markup.words(_("Contents")), styles.SECTION)
    rows = [
        [
            [Fitted(markup.link(mark.target, mark.number, styles.ACCENT), styles.CELL)],
            [Fitted(_entry(mark), styles.CELL)],
            [Fitted(str(places.page_of.get(mark.target, "")), styles.CELL_NUMBER)],
        ]
        for mark in landmarks
    ]
    return [title, grid(rows, [0.09, 0.82, 0.09], ruled=False)] if rows else [title]


def notes(sources: tuple[SourceNote, ...]) -> list[Flowable]:
    """The numbered source notes that the marks in the text lead to."""
    rows = [
        [
            [Fitted(_note_number(note.number), styles.NOTE_NUMBER)],
            [Fitted(_note(note), styles.NOTE)],
        ]
        for note in sources
    ]
    return [grid(rows, [0.07, 0.93], ruled=False)] if rows else []


def shortfall(missing: Counter[str]) -> list[Flowable]:
    """A remark on characters that the fonts lack; nothing when there are none."""
    count = sum(missing.values())
    if not count:
        return []
    sentence = many(
        "{n} character could not be set, because the fonts of this version lack it. It is printed",
        "{n} characters could not be set, because the fonts of this version lack them. Each is "
        "printed",
        count,
    )
    scripts = ", ".join(sorted(missing))
    ending = _("as {mark}, so that nothing is left out unseen. Scripts: {scripts}.")
    remark = f"{sentence} {ending.format(mark=REPLACEMENT, scripts=scripts)}"
    return [Spacer(1, 14), Fitted(markup.words(remark), styles.REMARK)]


def _entry(mark: Landmark) -> str:
    return markup.link(mark.target, mark.title, bold=not mark.depth)


def _note_number(number: int) -> str:
    return markup.anchor(markup.note_target(number)) + str(number)


def _note(note: SourceNote) -> str:
    """Author: title. Outlet, date. Passage. Quotation. Remark."""
    if note.same_as is not None:
        see = _("see note {number}").format(number=note.same_as)
        head = markup.link(markup.note_target(note.same_as), see, styles.ACCENT)
    else:
        by = f"{markup.words(note.author)}: " if note.author else ""
        printed = ", ".join(markup.words(part) for part in (note.outlet, note.date) if part)
        head = f"{by}{markup.words(note.title, bold=True)}" + (f". {printed}" if printed else "")
    said = [head + (f", {markup.words(note.passage)}" if note.passage else "") + "."]
    if note.quotation:
        said.append(f"“{markup.words(note.quotation)}”")
    if note.remark:
        said.append(f'<font color="{styles.MUTED}"><i>{markup.words(note.remark)}</i></font>')
    return " ".join(said)
