"""The look of a dossier: ink, measures and paragraph styles, in one place.

Calm: one sober family, one accent used for numbers and links only, space before lines.
"""

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from casefiles.dossier.pdf.fonts import BOLD, ITALIC, REGULAR

INK, MUTED, ACCENT = "#22262B", "#5A626B", "#1F5F8B"
HAIRLINE, GROUND = HexColor("#D8D2C6"), HexColor("#F5F2EB")
ACCENT_LINE = HexColor(ACCENT)

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 28 * mm, 26 * mm, 27 * mm, 28 * mm
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
TEXT_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    settings: dict[str, object] = {
        "fontName": REGULAR,
        "textColor": HexColor(INK),
        "bulletFontName": REGULAR,
        "splitLongWords": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
    }
    return ParagraphStyle(name, fontSize=size, leading=leading, **(settings | more))


_MUTED = HexColor(MUTED)
_CELL = {"allowWidows": 1, "allowOrphans": 1}  # cells are cut at any line, so that pages fill

COVER_MARK = _style("cover mark", 9, 13, fontName=BOLD, textColor=HexColor(ACCENT))
COVER_TITLE = _style("cover title", 27, 34, fontName=BOLD, spaceAfter=8)
COVER_SUBTITLE = _style("cover subtitle", 13, 19, textColor=_MUTED)
COVER_PURPOSE = _style("cover purpose", 11, 17)

# How much of a page must be left below the beginning of a heading; else it opens the next page.
ROOM_SECTION, ROOM_HEADING = 150.0, 90.0

SECTION = _style("section", 16, 21, fontName=BOLD, spaceBefore=26, spaceAfter=9)
HEADING_2 = _style("heading 2", 11.5, 16, fontName=BOLD, spaceBefore=15, spaceAfter=5)
HEADING_3 = _style("heading 3", 9, 13, fontName=BOLD, textColor=_MUTED, spaceBefore=9, spaceAfter=3)

BODY = _style("body", 10, 14.8, spaceAfter=7)
REMARK = _style("remark", 8.5, 12.2, textColor=_MUTED, spaceAfter=7)
QUOTE = _style("quote", 10, 14.8, leftIndent=16, rightIndent=16, spaceAfter=7, fontName=ITALIC)
ITEM = _style("item", 10, 14.8, leftIndent=13, bulletIndent=2, spaceAfter=3)

CELL = _style("cell", 9.5, 13.6, **_CELL)
CELL_SMALL = _style("small cell", 9, 12.8, **_CELL)
CELL_HEAD = _style("cell head", 8.5, 12, fontName=BOLD, textColor=_MUTED, **_CELL)
CELL_LABEL = _style("cell label", 9, 13.6, textColor=_MUTED, **_CELL)
CELL_WHEN = _style("cell when", 9.5, 13.6, fontName=BOLD, **_CELL)
CELL_REMARK = _style("cell remark", 8, 11.4, textColor=_MUTED, spaceAfter=3, **_CELL)
CELL_DISAGREE = _style("disagree", 8, 11.4, fontName=ITALIC, textColor=HexColor(ACCENT), **_CELL)
CELL_NUMBER = _style("number", 9.5, 13.6, alignment=TA_RIGHT, **_CELL)
NOTE = _style("note", 8.5, 12.2, **_CELL)
NOTE_NUMBER = _style("note number", 8.5, 12.2, alignment=TA_RIGHT, textColor=_MUTED, **_CELL)

FOOT = _style("foot", 8, 11, textColor=_MUTED)
FOOT_RIGHT = _style("foot right", 8, 11, textColor=_MUTED, alignment=TA_RIGHT)
