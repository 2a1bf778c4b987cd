"""The words of a page as blocks of plain text: paragraphs, lines of lists, rows of tables.

Old pages are set in tables: the whole article lies in one cell. So a row becomes one line only
where every cell is short, one block of a few lines; otherwise its cells follow one another.
"""

from dataclasses import dataclass, field

_SOFT_HYPHEN = "\u00ad"
_DEEPEST_INDENT = 5
_LINES_OF_A_CELL = 4


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text between blank lines.

    `inside`: it stands in what the page says is its article. Blocks of the same `group` other than
    0 stand right under each other: a list, a table.
    """

    text: str
    inside: bool
    heading: bool = False
    group: int = 0


@dataclass(slots=True)
class _List:
    """An open list: the number of its next item, None where items have dashes."""

    number: int | None


@dataclass(slots=True)
class _Frame:
    """What is filled just now: the page itself, or a cell of a table."""

    blocks: list[Block] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    rows: list[list[list[Block]]] = field(default_factory=list)
    group_of_list: int = 0
    group_of_table: int = 0


class Blocks:
    """Takes words and the ends of blocks in the order of the page."""

    def __init__(self) -> None:
        self._frames = [_Frame()]
        self._pieces: list[str] = []
        self._groups = 0
        self.inside = self.heading = self.kept = 0

    def add(self, words: str) -> None:
        """Words as they stand in the markup; white space is put right when the block ends."""
        self._pieces.append(words if self.kept else words.replace("\n", " "))

    def line_end(self) -> None:
        """The line ends here, the block goes on."""
        self._pieces.append("\n")

    def end_block(self) -> None:
        """What was added becomes a block, if there are words in it."""
        pieces, self._pieces = self._pieces, []
        text = "".join(pieces).replace(_SOFT_HYPHEN, "")
        text = _kept(text) if self.kept else _collapsed(text)
        if text:
            frame = self._frames[-1]
            group = frame.group_of_list if frame.lists else 0
            text = _indented(text, frame)
            frame.blocks.append(Block(text, self.inside > 0, self.heading > 0, group))

    def start_list(self, number: int | None) -> None:
        """A list, with the number of its first item; an outermost list is a group of its own."""
        self.end_block()
        frame = self._frames[-1]
        if not frame.lists:
            frame.group_of_list = self._group()
        frame.lists.append(_List(number))

    def end_list(self) -> None:
        """The innermost list ends."""
        self.end_block()
        self._frames[-1].lists.pop()

    def start_item(self, number: int | None) -> None:
        """An item of the innermost list; `number` where the page counts otherwise."""
        self.end_block()
        frame = self._frames[-1]
        if frame.lists and frame.lists[-1].number is not None:
            number = frame.lists[-1].number if number is None else number
            frame.lists[-1].number = number + 1
            frame.marks.append(f"{number}. ")
        else:
            frame.marks.append("- ")

    def end_item(self) -> None:
        """The innermost item ends."""
        self.end_block()
        self._frames[-1].marks.pop()

    def start_table(self) -> None:
        """The rows that follow are one group."""
        self.end_block()
        self._frames[-1].group_of_table = self._group()

    def start_row(self) -> None:
        """A row of a table."""
        self.end_block()
        self._frames[-1].rows.append([])

    def end_row(self) -> None:
        """A row becomes a line, or its cells one after the other."""
        self.end_block()
        frame = self._frames[-1]
        cells = frame.rows.pop()
        if len(cells) > 1 and any(cells) and all(_short(cell) for cell in cells):
            line = " | ".join(" ".join(_words(cell)) for cell in cells)
            inside = any(block.inside for cell in cells for block in cell)
            frame.blocks.append(Block(line, inside, group=frame.group_of_table))
        else:
            frame.blocks.extend(block for cell in cells for block in cell)

    def start_cell(self) -> None:
        """A cell, which is filled as a page of its own."""
        self.end_block()
        self._frames.append(_Frame())

    def end_cell(self) -> None:
        """The cell is full."""
        self.end_block()
        blocks = self._frames.pop().blocks
        frame = self._frames[-1]
        if frame.rows:
            frame.rows[-1].append(blocks)
        else:
            frame.blocks.extend(blocks)

    def all(self) -> tuple[Block, ...]:
        """Every block; nothing may be open any more."""
        self.end_block()
        return tuple(self._frames[0].blocks)

    def _group(self) -> int:
        self._groups += 1
        return self._groups


def joined(blocks: tuple[Block, ...]) -> str:
    """Blocks as one text, with blank lines between them."""
    pieces = []
    for at, block in enumerate(blocks):
        if at:
            close = block.group and block.group == blocks[at - 1].group
            pieces.append("\n" if close else "\n\n")
        pieces.append(block.text)
    return "".join(pieces)


def _collapsed(text: str) -> str:
    """One space for any white space (no-break spaces, too), at most one empty line."""
    lines: list[str] = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        if words or (lines and lines[-1]):
            lines.append(words)
    return "\n".join(lines).rstrip("\n")


def _kept(text: str) -> str:
    """Text that is set as it is written; only what cannot be seen is put right."""
    lines = text.replace("\r", "\n").replace("\u00a0", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _indented(text: str, frame: _Frame) -> str:
    """The first block of an item behind its mark, the others under it."""
    if not frame.marks:
        return text
    mark = frame.marks[-1]
    if not mark.isspace():
        frame.marks[-1] = " " * len(mark)
    indent = "  " * min(len(frame.marks) - 1, _DEEPEST_INDENT)
    first, *others = text.split("\n")
    hanging = indent + " " * len(mark)
    return "\n".join([indent + mark + first, *(hanging + line if line else "" for line in others)])


def _short(cell: list[Block]) -> bool:
    if not cell:
        return True
    text = cell[0].text
    return len(cell) == 1 and "\n\n" not in text and text.count("\n") < _LINES_OF_A_CELL


def _words(cell: list[Block]) -> list[str]:
    return cell[0].text.split() if cell else []
