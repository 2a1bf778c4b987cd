"""Workbooks become a name and rows for each sheet, with the values that were saved."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import UnreadableFile
from casefiles.intake.reader import read_text
from casefiles.intake.readers.office import opendocument, sheet
from casefiles.intake.readers.office.grid import MOST_CELLS
from casefiles.intake.readers.office.sheetdates import DATE, HOURS, TIME, dated, look_of
from casefiles.intake.reading import Note, Refusal
from tests.casefiles.intake.packing import open_sheets, rows, workbook


def number(value: str, style: int = 0) -> str:
    return f'<c s="{style}"><v>{value}</v></c>'


def words(told: str) -> str:
    return f'<c t="inlineStr"><is><t>{told}</t></is></c>'


def of_excel(cells: str, **more: object) -> str:
    return sheet.read(workbook({"S": rows(cells)}, **more)).text.removeprefix("S\n")  # type: ignore[arg-type]


def test_a_workbook_of_excel_is_read_in_the_confined_child() -> None:
    data = workbook(
        {"Рӯйхат": rows(words("ном") + words("سال"), '<c t="s"><v>0</v></c>' + number("1979"))},
        shared=("<r><t>Ҷам</t></r><r><t>шед</t></r><rPh><t>left out</t></rPh>",),
    )
    read = read_text(data)
    assert read.text == "Рӯйхат\nном | سال\nҶамшед | 1979"
    assert (read.encoding, read.notes) == ("xlsx", ())


def test_an_open_workbook_is_read_in_the_confined_child() -> None:
    cells = "<table:table-cell><text:p>қишлоқ</text:p></table:table-cell>" * 2
    table = f"<table:table table:name='Ҳисор'><table:table-row>{cells}</table:table-row>"
    read = read_text(open_sheets(f"{table}</table:table>"))
    assert (read.text, read.encoding) == ("Ҳисор\nқишлоқ | қишлоқ", "ods")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ("<c><v>0.30000000000000004</v></c>", "0.30000000000000004"),
        ("<c><v>9.92900123456E+11</v></c>", "992900123456"),
        ("<c><v>1E-3</v></c>", "0.001"),
        ("<c><v>1E+300</v></c>", "1E+300"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="str"><f>A1</f><v>a_x000D_\nb</v></c>', "a / b"),
        ('<c t="d"><v>2011-03-05T10:00:00</v></c>', "2011-03-05 10:00:00"),
        ('<c t="s"><v>7</v></c><c><v>1</v></c>', "1"),
        ('<c r="XFD1"><v>1</v></c>', "1"),
    ],
)
def test_a_cell_shows_what_was_saved(cell: str, shown: str) -> None:
    assert of_excel(cell) == shown


def test_numbers_that_look_like_dates_are_dates() -> None:
    looks = (0, 14, 22, 20, 46, 164, 165)
    formats = {164: "[$-419]d\\ mmmm\\ yyyy;@", 165: "0 &quot;days&quot;"}
    cells = "".join(number("40607.5", at) for at in range(7)) + number("0.25", 3)
    assert of_excel(cells, looks=looks, formats=formats) == (
        "40607.5 | 2011-03-05 12:00 | 2011-03-05 12:00 | 2011-03-05 12:00 | 974580:00 | "
        "2011-03-05 12:00 | 40607.5 | 06:00"
    )


@pytest.mark.parametrize(
    ("value", "from_1904", "day"),
    [
        ("1", False, "1900-01-01"),
        ("59", False, "1900-02-28"),
        ("60", False, "1900-02-29"),
        ("61", False, "1900-03-01"),
        ("0", True, "1904-01-01"),
        ("39145", True, "2011-03-05"),
        ("2958465", False, "9999-12-31"),
        ("2958466", False, None),
        ("-1", False, None),
        ("nan", False, None),
        ("inf", False, None),
        ("a word", False, None),
    ],
)
def test_days_are_counted_as_excel_counts(value: str, from_1904: bool, day: str | None) -> None:
    assert dated(value, DATE, from_1904) == day


@pytest.mark.parametrize(
    ("code", "look"),
    [
        ("General", ""),
        ("0.00", ""),
        ("#,##0\\ [$сомонӣ-428];[Red]-0", ""),
        ('"dated" 0', ""),
        ("yyyy-mm-dd", DATE),
        ("dd.mm.yyyy h:mm", DATE),
        ("mmm", DATE),
        ("h:mm:ss", TIME),
        ("mm:ss", TIME),
        ("[h]:mm", HOURS),
        ("[Red]0", ""),
    ],
)
def test_a_format_tells_dates_by_its_letters(code: str, look: str) -> None:
    assert look_of(code) == look


def test_a_workbook_that_counts_from_1904_is_believed() -> None:
    properties = '<workbookPr date1904="1"/>'
    assert of_excel(number("39145"), looks=(14,), properties=properties) == "2011-03-05"


def test_cells_keep_their_columns_and_empty_columns_are_not_shown() -> None:
    told = rows(
        '<c r="B1"><v>1</v></c><c r="D1"><v>2</v></c><c r="ZZ1"/>',
        "<c><v> </v></c>",
        '<c r="D3"><v>3</v></c>',
    )
    assert sheet.read(workbook({"S": told})).text == "S\n1 | 2\n | 3"


def test_what_a_workbook_hides_is_shown_and_counted() -> None:
    told = (
        '<cols><col min="2" max="16384" hidden="1"/></cols><sheetData>'
        '<row hidden="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row hidden="1"/>'
        "</sheetData>"
    )
    read = sheet.read(workbook({"a": told, "b": rows(number("3"))}, hidden=("b",)))
    assert read.text == "a\n1 | 2\n\nb\n3"
    assert read.notes == (
        Note("hidden_sheets", 1),
        Note("hidden_rows", 1),
        Note("hidden_columns", 1),
    )


def table(inside: str, attributes: str = "") -> str:
    return f"<table:table table:name='S' {attributes}>{inside}</table:table>"


def row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def cell(shown: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>"


def test_repeated_cells_and_rows_of_an_open_workbook() -> None:
    told = table(
        row(cell("a", "table:number-columns-repeated='2'") + cell("b"))
        + row("<table:table-cell table:number-columns-repeated='16384'/>" + cell(""))
        + row(cell("c"), "table:number-rows-repeated='2'")
        + row("<table:table-cell/>", "table:number-rows-repeated='1048576'")
    )
    assert opendocument.read_sheets(open_sheets(told)).text == "S\na | a | b\nc\nc"


def test_dates_and_comments_of_an_open_workbook() -> None:
    date = "office:value-type='date' office:date-value='2011-03-05T00:00:00'"
    comment = (
        "<office:annotation><dc:creator>N.</dc:creator><text:p>why?</text:p></office:annotation>"
    )
    told = table(row(cell("05.03.11", date) + f"<table:table-cell>{comment}</table:table-cell>"))
    assert opendocument.read_sheets(open_sheets(told)).text == (
        "S\n2011-03-05\n[comment by N.: why?]"
    )


def test_what_an_open_workbook_hides_is_shown_and_counted() -> None:
    automatic = (
        "<style:style style:name='h'><style:table-properties table:display='false'/></style:style>"
    )
    column = "<table:table-column table:visibility='collapse'/>"
    told = table(column + row(cell("a"), "table:visibility='filter'"), "table:style-name='h'")
    read = opendocument.read_sheets(open_sheets(told, automatic))
    assert [note.code for note in read.notes] == ["hidden_sheets", "hidden_rows", "hidden_columns"]


@pytest.mark.parametrize(
    "told",
    [
        table(row(cell("a", "table:number-columns-repeated='999999999'"))),
        table(row(cell("a"), "table:number-rows-repeated='999999999'")),
        table(row(cell("a" * 1000), "table:number-rows-repeated='99999'")),
    ],
)
def test_repetitions_are_bounded_by_what_a_text_holds(told: str) -> None:
    with pytest.raises(Refusal, match="unpacked"):
        opendocument.read_sheets(open_sheets(told))


def test_five_million_cells_are_refused_in_time() -> None:
    told = rows(*["<c><v>1</v></c>" * 1000] * (MOST_CELLS // 1000) * 5)
    with pytest.raises(UnreadableFile, match="once unpacked"):
        read_text(workbook({"S": told}))


def test_a_shared_word_in_every_cell_does_not_fill_the_memory() -> None:
    told = rows(*['<c t="s"><v>0</v></c>' * 1000] * 100)
    with pytest.raises(Refusal, match="unpacked"):
        sheet.read(workbook({"S": told}, shared=(f"<t>{'a' * 100_000}</t>",)))


def test_rows_that_share_no_column_do_not_fill_the_memory() -> None:
    stairs = (f'<c r="{"".join(at)}1"><v>1</v></c>' for at in _columns())
    with pytest.raises(Refusal, match="unpacked"):
        sheet.read(workbook({"S": rows(*stairs)}))


def _columns() -> list[tuple[str, str, str]]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVW"
    return [(first, second, third) for first in letters for second in letters for third in letters]


def test_a_sheet_that_is_listed_and_missing_is_told() -> None:
    whole, short = io.BytesIO(workbook({"S": rows(number("1"))})), io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(short, "w") as target:
        for name in source.namelist():
            if "sheet1" not in name:
                target.writestr(name, source.read(name))
    with pytest.raises(Refusal, match="damaged"):
        sheet.read(short.getvalue())


def test_a_cell_behind_the_last_column_is_in_no_workbook() -> None:
    with pytest.raises(Refusal, match="damaged"):
        of_excel('<c r="XFE1"><v>1</v></c>')


@given(st.text(), st.booleans())
def test_no_value_and_no_format_breaks_the_dates(told: str, from_1904: bool) -> None:
    look = look_of(told)
    assert look in ("", DATE, TIME, HOURS)
    assert dated(told, look or DATE, from_1904) is None or told.strip()


@given(st.floats(0, 2_958_465), st.booleans())
def test_every_day_has_a_date(value: float, from_1904: bool) -> None:
    assert dated(str(value), DATE, from_1904)
