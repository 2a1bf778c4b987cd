"""Pages: the order of the parts, headers and footers, the two passes, the metadata."""

import io
from functools import partial

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from casefiles.dossier.outline import Heading, Outline, Section
from casefiles.dossier.pdf import blocks, fonts, markup, parts, styles
from casefiles.dossier.pdf.fitted import Fitted
from casefiles.dossier.pdf.grid import Grid
from casefiles.dossier.pdf.landmarks import Landmark, LandmarkParagraph, Places
from casefiles.dossier.pdf.metadata import Metadata
from casefiles.stopping import pause
from casefiles.text import _

IMPRINT_HEIGHT = 110


def set_pages(outline: Outline) -> tuple[int, bytes]:
    """Number of pages and the bytes of the PDF.

    The contents need one line an entry whether the page is known or not, so the second pass
    places everything where the first one did.
    """
    fonts.register()
    found = Places()
    body = _body(outline, found)
    _pass(outline, body, Places(), found)
    first = found.copy()
    content = _pass(outline, body, first, found)
    if found != first:
        msg = "the second pass placed something elsewhere than the first"
        raise AssertionError(msg)
    return found.pages, content


def _pass(outline: Outline, body: list[Flowable], known: Places, found: Places) -> bytes:
    """Set all pages, printing the places that are `known` and recording them in `found`."""
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer,
        title=fonts.one_line(outline.title),
        pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
        pageTemplates=_templates(outline, known),
    )
    for flowable in body:
        flowable.__dict__.pop("_postponed", None)  # left by the pass before
    story = [*_front(outline, known), *body]
    document.build(story, canvasmaker=partial(_canvas, outline))
    found.pages = document.page
    return buffer.getvalue()


def _canvas(outline: Outline, *args: object, **settings: object) -> Canvas:
    settings |= {
        "initialFontName": fonts.REGULAR,
        "lang": outline.language,
        "invariant": 1,
        "pageCompression": 1,
    }
    canvas = Canvas(*args, **settings)
    canvas._doc.info = Metadata()  # the one way to it
    canvas.showOutline()
    return canvas


def _front(outline: Outline, known: Places) -> list[Flowable]:
    """Cover and contents."""
    story = [*parts.cover(outline), FrameBreak(), *parts.imprint(outline)]
    story += [NextPageTemplate("page"), PageBreak()]
    return [*story, *parts.contents(_landmarks(outline), known), PageBreak()]


def _body(outline: Outline, found: Places) -> list[Flowable]:
    """The numbered sections and what stands after them."""
    marks = {mark.target: mark for mark in _landmarks(outline)}
    story: list[Flowable] = []
    for index, section in enumerate(outline.sections, 1):
        pause()
        story += _section(index, section, marks, found)
    if outline.sources:
        last = marks[_target(len(outline.sections) + 1)]
        story += [*_heading(last, found), *parts.notes(outline.sources)]
    return story + parts.shortfall(fonts.missing(outline.texts()))


def _section(
    index: int, section: Section, marks: dict[str, Landmark], found: Places
) -> list[Flowable]:
    placed = _heading(marks[_target(index)], found)
    inner = 0
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == 2:
            inner += 1
            placed += _heading(marks[_target(index, inner)], found)
        else:
            placed += blocks.flowables(block)
    _keep_with_headings(placed)
    return placed


def _keep_with_headings(placed: list[Flowable]) -> None:
    """A heading stands on the page on which the table below it begins."""
    for index, one in enumerate(placed):
        if isinstance(one, CondPageBreak):
            one.height = max(one.height, _beginning(placed[index + 1 : index + 6]))


def _beginning(following: list[Flowable]) -> float:
    """The room that headings take together with the first row of the table they lead to."""
    room = 0.0
    for one in following:
        if isinstance(one, Grid):
            return room + one.opening
        if isinstance(one, Fitted):
            _width, height = one.wrap(styles.TEXT_WIDTH, styles.TEXT_HEIGHT)
            room += one.getSpaceBefore() + height + one.getSpaceAfter()
    return 0.0


def _landmarks(outline: Outline) -> list[Landmark]:
    marks: list[Landmark] = []
    for index, section in enumerate(outline.sections, 1):
        marks.append(Landmark(_target(index), str(index), fonts.one_line(section.title), 0))
        headings = [b for b in section.blocks if isinstance(b, Heading) and b.level == 2]
        for inner, heading in enumerate(headings, 1):
            title = fonts.one_line(heading.text)
            marks.append(Landmark(_target(index, inner), f"{index}.{inner}", title, 1))
    if outline.sources:
        index = len(outline.sections) + 1
        marks.append(Landmark(_target(index), str(index), _("Sources and notes"), 0))
    return marks


def _target(section: int, inner: int = 0) -> str:
    return f"section-{section}-{inner}"


def _heading(mark: Landmark, found: Places) -> list[Flowable]:
    """The heading, and the room it wants below it (keepWithNext would drag whole tables along)."""
    style = styles.HEADING_2 if mark.depth else styles.SECTION
    room = CondPageBreak(styles.ROOM_HEADING if mark.depth else styles.ROOM_SECTION)
    number = f'<font color="{styles.ACCENT}">{mark.number}</font>'
    text = f"{number}&nbsp;&nbsp;{markup.words(mark.title)}"
    return [room, LandmarkParagraph(text, style).placed(mark, found)]


def _templates(outline: Outline, known: Places) -> list[PageTemplate]:
    left, width = styles.LEFT, styles.TEXT_WIDTH
    bare = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    above = styles.BOTTOM + IMPRINT_HEIGHT
    title = Frame(left, above, width, styles.TEXT_HEIGHT - IMPRINT_HEIGHT, id="title", **bare)
    foot = Frame(left, styles.BOTTOM, width, IMPRINT_HEIGHT, id="imprint", **bare)
    text = Frame(left, styles.BOTTOM, width, styles.TEXT_HEIGHT, id="text", **bare)
    return [
        PageTemplate("cover", [title, foot], onPage=partial(_foot, outline, known)),
        PageTemplate("page", [text], onPage=partial(_head_and_foot, outline, known)),
    ]


def _foot(outline: Outline, known: Places, canvas: Canvas, document: BaseDocTemplate) -> None:
    """The audience mark on the left, page x of y on the right."""
    pause()  # this is called once a page
    page = _("Page {page} of {pages}").format(page=document.page, pages=known.pages)
    number_width = 110.0
    mark = Fitted(markup.words(outline.audience_mark), styles.FOOT)
    mark_width = styles.TEXT_WIDTH - number_width
    _width, height = mark.wrap(mark_width, styles.BOTTOM)
    top = styles.BOTTOM - 24
    mark.drawOn(canvas, styles.LEFT, top - height)
    number = Fitted(markup.words(page), styles.FOOT_RIGHT)
    _width, height = number.wrap(number_width, styles.BOTTOM)
    number.drawOn(canvas, styles.LEFT + mark_width, top - height)
    canvas.setStrokeColor(styles.HAIRLINE)
    canvas.setLineWidth(0.4)
    canvas.line(styles.LEFT, top + 5, styles.LEFT + styles.TEXT_WIDTH, top + 5)


def _head_and_foot(
    outline: Outline, known: Places, canvas: Canvas, document: BaseDocTemplate
) -> None:
    _foot(outline, known, canvas, document)
    running = Fitted(markup.words(fonts.one_line(outline.title)[:90]), styles.FOOT)
    running.wrap(styles.TEXT_WIDTH, styles.TOP)
    running.drawOn(canvas, styles.LEFT, styles.PAGE_HEIGHT - styles.TOP + 22)
