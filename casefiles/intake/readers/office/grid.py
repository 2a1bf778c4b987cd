"""The sheets of a workbook as text: a name, then a line for each row with something in it.

Rows and columns that are wholly empty are not shown, so that cells far to the right of a sheet
do not fill the page with bars. What the workbook hides is shown, and counted: it may be why it was
hidden that matters.
"""

from casefiles.intake.readers.office.flow import Room, beside, inside
from casefiles.intake.reading import Note, Refusal

MOST_CELLS = 1_000_000

Row = list[tuple[int, str]]


class Book:
    """Collects sheets one after the other."""

    def __init__(self) -> None:
        self.hidden_sheets = self.hidden_rows = self.hidden_columns = 0
        self._room = Room()
        self._cells = 0
        self._sheets: list[str] = []
        self._rows: list[Row] = []
        self._behind: list[str] = []

    def row(self, cells: Row, *, times: int = 1, hidden: bool = False) -> None:
        """A row: the cells with something in them by the numbers of their columns, in order."""
        if not cells:
            return
        self._cells += len(cells) * times
        if self._cells > MOST_CELLS:
            raise Refusal("unpacked")
        self._room.take(times * sum(len(words) + 3 for _column, words in cells))
        self._rows += [cells] * times
        self.hidden_rows += hidden * times

    def behind(self, words: str) -> None:
        """Something to stand behind the rows of the sheet, as comments do."""
        self._room.take(len(words))
        self._behind.append(words)

    def end_sheet(self, name: str, *, hidden: bool, hidden_columns: list[range]) -> None:
        """The rows since the last sheet are one. A sheet without any has only a name."""
        columns = sorted({column for row in self._rows for column, _words in row})
        places = {column: place for place, column in enumerate(columns)}
        self.hidden_columns += sum(
            any(column in some for some in hidden_columns) for column in columns
        )
        self.hidden_sheets += hidden
        lines = [inside([name.strip()]), *(self._line(row, places) for row in self._rows)]
        self._sheets.append("\n".join([*lines, *self._behind]))
        self._rows, self._behind = [], []

    def text(self) -> str:
        """All sheets, "" if none of them has a row."""
        return "\n\n".join(self._sheets)

    def notes(self) -> tuple[Note, ...]:
        """What is hidden in the workbook and stands in the text all the same."""
        counted = (
            ("hidden_sheets", self.hidden_sheets),
            ("hidden_rows", self.hidden_rows),
            ("hidden_columns", self.hidden_columns),
        )
        return tuple(Note(code, count) for code, count in counted if count)

    def _line(self, row: Row, places: dict[int, int]) -> str:
        filled = [""] * (1 + max(places[column] for column, _words in row))
        self._room.take(3 * (len(filled) - len(row)))
        for column, words in row:
            filled[places[column]] = words
        return beside(filled)
