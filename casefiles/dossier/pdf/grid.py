"""Rows and columns that break well across pages.

ReportLab keeps a row whole and gives up on one that is taller than a page. Rows are therefore cut
beforehand into slices of a few lines, drawn without a line between them: pages fill up, and a cell
of any length is printed.
"""

from collections.abc import Sequence
from itertools import zip_longest
from math import ceil

from reportlab.platypus import LongTable

from casefiles.dossier.pdf.fitted import Fitted
from casefiles.dossier.pdf.fonts import REGULAR
from casefiles.dossier.pdf.styles import ACCENT_LINE, GROUND, HAIRLINE, TEXT_WIDTH

SLICE = 110.0  # points: about eight lines of a cell
GAP = 9.0  # points between columns
PAD = 4.5  # points above and below a row
BARRED = 8.0  # points between an accent line and the words after it
UNDER_HEAD = 3.0  # points: a row that goes on after a page break must not touch the head

Cell = list[Fitted]
Command = tuple[object, ...]


class Grid(LongTable):  # type: ignore[misc]
    """`opening` is how much room its head and the first of its rows take, in points."""

    opening = 0.0


def grid(
    rows: Sequence[Sequence[Cell]],
    shares: Sequence[float],
    *,
    head: Sequence[Cell] | None = None,
    ruled: bool = True,
    barred: bool = False,
    after: float = 0.0,
) -> "Grid":
    """A table as wide as the text.

    `shares` are relative widths; `ruled` draws a hairline below each row; `barred` an accent line
    before each filled cell but those of the first column; `after` is the space below in points.
    """
    whole = float(sum(shares))
    widths = [TEXT_WIDTH * share / whole for share in shares]
    inner = _inner(widths, barred=barred)
    data: list[list[object]] = []
    heights: list[float | None] = []
    style = _frame(barred=barred)
    if head is not None:
        data += [list(head), [""] * len(widths)]
        heights += [None, UNDER_HEAD]
        style += _head_look()
    for row in rows:
        slices = _slices(row, inner)
        first, last = len(data), len(data) + len(slices) - 1
        data += slices
        heights += [None] * len(slices)
        style += _row_look(first, last, ruled=ruled)
        if barred:
            style += _bars(row, first, last)
    repeated = 2 if head is not None else 0
    table = Grid(
        data, widths, heights, repeatRows=repeated, style=style, hAlign="LEFT", spaceAfter=after
    )
    table.opening = _opening(data[: repeated + 1], widths)
    return table


def _opening(data: Sequence[Sequence[object]], widths: Sequence[float]) -> float:
    heights = [
        sum(piece.wrap(width, SLICE)[1] for piece in cell)
        for row in data
        for cell, width in zip(row, widths, strict=True)
        if isinstance(cell, list)
    ]
    # Head and first row each: the highest cell of all is enough for both together.
    return max(heights, default=0.0) + 4 * PAD + (26.0 if len(data) > 1 else 0.0)


def _inner(widths: Sequence[float], *, barred: bool) -> list[float]:
    """What paddings leave of the widths: slices must be cut at the lines that are drawn."""
    left = [0.0] + [BARRED if barred else 0.0] * (len(widths) - 1)
    right = [GAP] * (len(widths) - 1) + [0.0]
    return [w - before - after for w, before, after in zip(widths, left, right, strict=True)]


def _frame(*, barred: bool) -> list[Command]:
    return [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),  # empty cells would name Helvetica
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("LEFTPADDING", (1, 0), (-1, -1), BARRED if barred else 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), GAP),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]


def _head_look() -> list[Command]:
    return [
        ("BACKGROUND", (0, 0), (-1, 0), GROUND),
        ("TOPPADDING", (0, 0), (-1, 0), PAD),
        ("BOTTOMPADDING", (0, 0), (-1, 0), PAD),
        ("LINEBELOW", (0, 0), (-1, 0), 0.6, HAIRLINE),
    ]


def _row_look(first: int, last: int, *, ruled: bool) -> list[Command]:
    look: list[Command] = [
        ("TOPPADDING", (0, first), (-1, first), PAD),
        ("BOTTOMPADDING", (0, last), (-1, last), PAD),
    ]
    if ruled:
        look.append(("LINEBELOW", (0, last), (-1, last), 0.4, HAIRLINE))
    return look


def _bars(row: Sequence[Cell], first: int, last: int) -> list[Command]:
    return [
        ("LINEBEFORE", (column, first), (column, last), 1.1, ACCENT_LINE)
        for column, cell in enumerate(row)
        if column and cell
    ]


def _slices(row: Sequence[Cell], widths: Sequence[float]) -> list[list[object]]:
    """One logical row as one or more rows of the table."""
    columns = [_cut(cell, width) for cell, width in zip(row, widths, strict=True)]
    return [[piece or "" for piece in pieces] for pieces in zip_longest(*columns)]


def _cut(cell: Cell, width: float) -> list[Cell]:
    """The paragraphs of a cell in slices not higher than SLICE (but for a single line)."""
    slices: list[Cell] = [[]]
    room = SLICE
    for piece in [piece for paragraph in cell for piece in _divided(paragraph, width)]:
        if piece.height > room and slices[-1]:
            slices.append([])
            room = SLICE
        slices[-1].append(piece)
        room -= piece.height + piece.getSpaceAfter()
    return slices


def _divided(paragraph: Fitted, width: float) -> list[Fitted]:
    """A paragraph in pieces not higher than SLICE.

    Halved again and again: cutting slice after slice off would break the remaining lines anew
    each time, which takes minutes for a cell of many pages.
    """
    _width, height = paragraph.wrap(width, SLICE)
    halves: list[Fitted] = []
    if height > SLICE:
        halves = paragraph.split(width, ceil(height / 2 / SLICE) * SLICE)
    if len(halves) < 2:
        return [paragraph]
    return [piece for half in halves for piece in _divided(half, width)]
