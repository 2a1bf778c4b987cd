"""Workbooks of Excel (.xlsx): each sheet's name and its rows, with the values that were saved.

Office Open XML (ECMA-376), part 1, chapter 18. Formulas are never computed: the value that was
shown last stands in the file.
"""

import re
from decimal import Decimal, InvalidOperation

from casefiles.intake.readers.decoding import finish
from casefiles.intake.readers.office import markup, openxml
from casefiles.intake.readers.office.flow import commented, on_one_line
from casefiles.intake.readers.office.grid import Book, Row
from casefiles.intake.readers.office.markup import Attributes, Listener, leave_out
from casefiles.intake.readers.office.openxml import Relation
from casefiles.intake.readers.office.packed import Package
from casefiles.intake.readers.office.sheetdates import Formats, dated
from casefiles.intake.readers.office.sheetwords import Comments, SharedWords, Workbook, unescaped
from casefiles.intake.reading import Reader, Reading, Refusal

_MAIN = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Za-z]{1,3})[0-9]{1,7}")
_MOST_COLUMNS = 16_384
_LONGEST_NUMBER = 21
"""Digits up to which a number is written out: phone numbers are saved as 9.92900123456E+11."""


def read(data: bytes) -> Reading:
    """Read a workbook; raises `Refusal`."""
    package, main = openxml.opened(data, _MAIN)
    workbook, words, formats = Workbook(), SharedWords(), Formats()
    markup.walk(package.pieces(main), workbook)
    relations = openxml.relations(package, main)
    for kind, listener in (("sharedStrings", words), ("styles", formats)):
        for part in dict.fromkeys(it.part for it in relations if it.kind == kind):
            markup.walk(package.pieces(part), listener)
    book = Book()
    _read_sheets(package, relations, workbook, _Sheet(book, words, formats, workbook.from_1904))
    return finish(book.text(), "xlsx", 0, book.notes())


def _read_sheets(
    package: Package, relations: list[Relation], workbook: Workbook, sheet: "_Sheet"
) -> None:
    parts = {relation.id: relation.part for relation in relations}
    for named in workbook.sheets:
        part = parts.get(named.relation)
        sheet.hidden_columns = []
        if part is None:
            raise Refusal("damaged")
        markup.walk(package.pieces(part), sheet)
        for relation in openxml.relations(package, part):
            if relation.kind == "comments":
                comments = Comments()
                markup.walk(package.pieces(relation.part), comments)
                for author, words in comments.comments:
                    sheet.book.behind(commented(author, [on_one_line(words)]))
        sheet.book.end_sheet(named.name, hidden=named.hidden, hidden_columns=sheet.hidden_columns)


class _Sheet(Listener):
    """Hears one sheet after the other."""

    def __init__(self, book: Book, shared: SharedWords, formats: Formats, from_1904: bool) -> None:
        super().__init__()
        self.book = book
        self.hidden_columns: list[range] = []
        self._shared, self._formats, self._from_1904 = shared.found, formats, from_1904
        self._row: Row = []
        self._row_hidden = self._listening = False
        self._column = 0
        self._kind = self._style = ""
        self._value: list[str] = []
        self.begins = {
            "x:row": self._begin_row,
            "x:c": self._begin_cell,
            "x:v": self._listen,
            "x:t": self._listen,
            "x:col": self._columns,
            "x:rPh": leave_out,
            "x:extLst": leave_out,
            "x:conditionalFormatting": leave_out,
            "x:dataValidations": leave_out,
        }
        self.ends = {
            "x:row": self._end_row,
            "x:c": self._end_cell,
            "x:v": self._deafen,
            "x:t": self._deafen,
        }

    def words(self, words: str) -> None:
        """Values and words written in place; not formulas."""
        if self._listening:
            self._value.append(words)

    def _listen(self, _told: Attributes) -> None:
        self._listening = True

    def _deafen(self) -> None:
        self._listening = False

    def _columns(self, told: Attributes) -> None:
        if told.get("hidden") in ("1", "true"):
            first, last = (told.get(edge, "") for edge in ("min", "max"))
            if all(edge.isascii() and edge.isdigit() and len(edge) < 6 for edge in (first, last)):
                self.hidden_columns.append(range(int(first), int(last) + 1))

    def _begin_row(self, told: Attributes) -> None:
        self._row, self._column = [], 0
        self._row_hidden = told.get("hidden") in ("1", "true")

    def _end_row(self) -> None:
        self.book.row(self._row, hidden=self._row_hidden)
        self._row = []

    def _begin_cell(self, told: Attributes) -> None:
        self._column = _column(told.get("r", "")) or self._column + 1
        if self._column > _MOST_COLUMNS:
            raise Refusal("damaged")
        self._kind, self._style = told.get("t", "n"), told.get("s", "0")
        self._value.clear()

    def _end_cell(self) -> None:
        words = on_one_line(self._shown("".join(self._value)))
        if words:
            self._row.append((self._column, words))

    def _shown(self, value: str) -> str:
        if self._kind == "s":
            at = int(value) if value.isascii() and value.isdigit() and len(value) < 9 else -1
            return self._shared[at] if 0 <= at < len(self._shared) else ""
        if self._kind == "b":
            return {"0": "FALSE", "1": "TRUE"}.get(value, value)
        if self._kind == "d":
            return value.replace("T", " ")
        if self._kind != "n":
            return unescaped(value)
        look = self._formats.of(self._style)
        return (dated(value, look, self._from_1904) if look else None) or _number(value)


def _column(reference: str) -> int:
    found = _REFERENCE.fullmatch(reference)
    column = 0
    for letter in found[1].upper() if found else "":
        column = 26 * column + ord(letter) - ord("A") + 1
    return column


def _number(value: str) -> str:
    """A number as it is written, without an exponent where its digits can be told."""
    if "E" not in value.upper() or len(value) > 40:
        return value
    try:
        told = Decimal(value)
    except InvalidOperation:
        return value
    if told.is_finite() and abs(told.adjusted()) < _LONGEST_NUMBER:
        return f"{told:f}"
    return value


READER = Reader("excel sheets", openxml.prepare, read, needs_full=True)
"""Parsers in C (expat, zlib) see the file."""
