"""Blocks of an outline into what ReportLab can place on pages."""

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable

from casefiles.dossier import outline as o
from casefiles.dossier.pdf import markup, styles
from casefiles.dossier.pdf.fitted import Fitted
from casefiles.dossier.pdf.grid import Cell, grid
from casefiles.text import _

ABREAST = 3  # conflicting values in one row; more go below
LABEL_SHARE = 0.27
AFTER = 10.0  # points below a table

MANNERS = {
    o.Manner.BODY: styles.BODY,
    o.Manner.REMARK: styles.REMARK,
    o.Manner.QUOTE: styles.QUOTE,
}


def flowables(block: o.Block) -> list[Flowable]:
    """What to place for one block; headings are made by the document, which numbers them."""
    match block:
        case o.Paragraph():
            return [Fitted(markup.runs(block.runs), MANNERS[block.manner])]
        case o.Listing():
            return [_item(item) for item in block.items]
        case o.Table():
            return [_table(block)] if block.rows else []
        case o.Facts():
            return _facts(block)
        case o.Chronology():
            return [_chronology(block)] if block.rows else []
        case o.Heading():
            room = CondPageBreak(styles.ROOM_HEADING)
            return [room, Fitted(markup.words(block.text), styles.HEADING_3)]


def _item(item: o.Runs) -> Fitted:
    return Fitted(markup.runs(item), styles.ITEM, bulletText="\N{BULLET}")


def _table(table: o.Table) -> Flowable:
    head = [[Fitted(markup.words(word), styles.CELL_HEAD)] for word in table.head]
    rows = [[[Fitted(markup.runs(cell), styles.CELL_SMALL)] for cell in row] for row in table.rows]
    return grid(rows, table.widths or [1.0] * len(table.head), head=head, after=AFTER)


def _chronology(chronology: o.Chronology) -> Flowable:
    rows = [
        [
            [Fitted(markup.words(row.when), styles.CELL_WHEN)],
            _with_remark(row.runs, row.remark),
        ]
        for row in chronology.rows
    ]
    return grid(rows, [LABEL_SHARE, 1 - LABEL_SHARE], after=AFTER)


def _facts(block: o.Facts) -> list[Flowable]:
    """One grid for facts that agree, one for each that does not, in their order."""
    placed: list[Flowable] = []
    agreeing: list[list[Cell]] = []
    for fact in block.facts:
        if not fact.conflicting:
            agreeing.append([_label(fact), [_inline(value) for value in fact.values]])
            continue
        placed += _agreeing(agreeing)
        agreeing = []
        placed.append(_conflict(fact))
    placed += _agreeing(agreeing)
    if placed:
        placed[-1].spaceAfter = AFTER
    return placed


def _agreeing(rows: list[list[Cell]]) -> list[Flowable]:
    return [grid(rows, [LABEL_SHARE, 1 - LABEL_SHARE])] if rows else []


def _conflict(fact: o.Fact) -> Flowable:
    """Values side by side, each with an accent line before it; nobody has chosen."""
    columns = max(1, min(len(fact.values), ABREAST))
    label = [*_label(fact), Fitted(markup.words(_("Sources disagree")), styles.CELL_DISAGREE)]
    rows: list[list[Cell]] = []
    for first in range(0, max(1, len(fact.values)), columns):
        abreast = [_values([value]) for value in fact.values[first : first + columns]]
        abreast += [[] for _missing in range(columns - len(abreast))]
        rows.append([label if first == 0 else [], *abreast])
    shares = [LABEL_SHARE, *[(1 - LABEL_SHARE) / columns] * columns]
    return grid(rows, shares, barred=True)


def _label(fact: o.Fact) -> Cell:
    return [Fitted(markup.words(fact.label), styles.CELL_LABEL)]


def _inline(value: o.Value) -> Fitted:
    """A value with its remark behind it: calmer than a line of its own for each."""
    remark = ""
    if value.remark:
        ink = f'size="8" color="{styles.MUTED}"'
        remark = f"&nbsp;&nbsp; <font {ink}>{markup.words(value.remark)}</font>"
    return Fitted(markup.runs(value.runs) + remark, styles.CELL)


def _values(values: Sequence[o.Value]) -> Cell:
    return [piece for value in values for piece in _with_remark(value.runs, value.remark)]


def _with_remark(runs: o.Runs, remark: str) -> Cell:
    said = [Fitted(markup.runs(runs), styles.CELL)]
    if remark:
        said.append(Fitted(markup.words(remark), styles.CELL_REMARK))
    return said
