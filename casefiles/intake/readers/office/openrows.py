"""The sheets of an OpenDocument workbook. Cells are shown as they were shown; dates as ISO dates.

A sheet of LibreOffice tells a million empty rows in one element, so repetitions of what is empty
cost nothing, and those of what is not are bounded by the size of a text.
"""

from casefiles.intake.readers.office.flow import Flow, commented, inside
from casefiles.intake.readers.office.grid import MOST_CELLS, Book, Row
from casefiles.intake.readers.office.markup import Attributes, leave_out
from casefiles.intake.readers.office.openbody import Body, number
from casefiles.intake.reading import Refusal

_HIDDEN = ("collapse", "filter")


class Sheets(Body):
    """Hears the part with the words."""

    def __init__(self, book: Book) -> None:
        super().__init__(Flow())
        self._book = book
        self._row: Row = []
        self._column = self._repeated = self._rows = 1
        self._row_hidden = self._sheet_hidden = False
        self._value = self._name = ""
        self._hidden_columns: list[range] = []
        self._hidden_tables: set[str] = set()
        self._in_sheet = False
        self.begins |= {
            "table:table": self._begin_sheet,
            "style:table-properties": self._table_properties,
            "table:table-column": self._columns,
            "table:table-row": self._begin_row,
            **dict.fromkeys(("table:table-cell", "table:covered-table-cell"), self._begin_cell),
            "table:tracked-changes": leave_out,
        }
        self.ends |= {
            "table:table": self._end_sheet,
            "table:table-row": self._end_row,
            **dict.fromkeys(("table:table-cell", "table:covered-table-cell"), self._fill_cell),
            "office:annotation": self._comment_sheet,
        }

    def _begin_sheet(self, told: Attributes) -> bool:
        """Tables in cells are left out: programs write none."""
        if self._in_sheet:
            return True
        self._in_sheet = True
        self._name = told.get("table:name", "")
        self._sheet_hidden = told.get("table:style-name") in self._hidden_tables
        self._column, self._hidden_columns = 0, []
        return False

    def _end_sheet(self) -> None:
        self._in_sheet = False
        self._book.end_sheet(
            self._name, hidden=self._sheet_hidden, hidden_columns=self._hidden_columns
        )

    def _table_properties(self, told: Attributes) -> None:
        if self._style and told.get("table:display") == "false":
            self._hidden_tables.add(self._style)

    def _columns(self, told: Attributes) -> None:
        first = self._column
        self._column += number(told.get("table:number-columns-repeated", ""), 1)
        if told.get("table:visibility") in _HIDDEN:
            self._hidden_columns.append(range(first, self._column))

    def _begin_row(self, told: Attributes) -> None:
        self._row, self._column = [], 0
        self._rows = number(told.get("table:number-rows-repeated", ""), 1)
        self._row_hidden = told.get("table:visibility") in _HIDDEN

    def _end_row(self) -> None:
        self._book.row(self._row, times=self._rows, hidden=self._row_hidden)

    def _begin_cell(self, told: Attributes) -> None:
        self._repeated = number(told.get("table:number-columns-repeated", ""), 1)
        kind = told.get("office:value-type", "")
        self._value = told.get("office:date-value", "") if kind == "date" else ""
        self._apart(told)

    def _fill_cell(self) -> None:
        shown = inside(self._end_apart())
        words = self._value.replace("T", " ").removesuffix(" 00:00:00") or shown
        if words:
            if len(self._row) + self._repeated > MOST_CELLS:
                raise Refusal("unpacked")
            self._row += [(self._column + at, words) for at in range(self._repeated)]
        self._column += self._repeated

    def _comment_sheet(self) -> None:
        paragraphs = self._end_apart()
        self._book.behind(commented(self._who, paragraphs))
