"""Documents of Word and OpenDocument texts become the text that a reader reads, and no more."""

import pytest

from casefiles.intake.reader import read_text
from casefiles.intake.readers.office import opendocument, word
from casefiles.intake.reading import Note
from tests.casefiles.intake import packing
from tests.casefiles.intake.packing import open_text, paragraph

TAJIK = "Ҷамшед ва Ғафур ба қишлоқи Ҳисор рафтанд, ӯ ӣд буд."
PERSIAN = "برادرم را در خانه\u200cاش بازداشت کردند."
WORDS = (paragraph(TAJIK), paragraph(PERSIAN), paragraph("Её письмо."))


def test_a_document_of_word_is_read_in_the_confined_child() -> None:
    read = read_text(packing.word("".join(WORDS), core="Письмо матери"))
    assert read.text == f"Письмо матери\n\n{TAJIK}\n\n{PERSIAN}\n\nЕё письмо."
    assert (read.encoding, read.notes, read.confinement.full) == ("docx", (), True)


def test_an_open_text_is_read_in_the_confined_child() -> None:
    body = f"<text:h>{TAJIK}</text:h><text:p>{PERSIAN}</text:p>"
    read = read_text(open_text(body, title=TAJIK))
    assert (read.text, read.encoding) == (f"{TAJIK}\n\n{PERSIAN}", "odt")


def of_word(body: str, **parts: str) -> str:
    return word.read(packing.word(body, **parts)).text


def run(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def test_tabs_and_breaks_stay_and_the_stops_of_tabs_are_no_tabs() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"
        "<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t xml:space='preserve'> three</w:t>"
        "<w:noBreakHyphen/><w:cr/><w:sym w:font='Wingdings' w:char='F0FC'/></w:r></w:p>"
    )
    assert of_word(body) == "one\ttwo\n three-\n\ufffd"


@pytest.mark.parametrize(
    "between",
    [
        "<w:p><w:r><w:t>one</w:t><w:br w:type='page'/></w:r></w:p>{two}",
        "<w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:br w:type='page'/></w:r></w:p>{two}",
        "<w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>{two}",
    ],
)
def test_a_page_ends_once_however_often_it_is_written(between: str) -> None:
    two = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>"
    assert of_word(between.format(two=two)) == "one\n\n\ftwo"


def test_a_page_that_ends_in_a_paragraph_ends_between_its_words() -> None:
    words = "<w:t xml:space='preserve'>of one </w:t><w:lastRenderedPageBreak/><w:t>sentence</w:t>"
    assert of_word(f"<w:p>{run(words)}</w:p>") == "of one \fsentence"


def test_items_of_lists_are_told_by_paragraph_or_style_and_headings_are_none() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Bullets"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:styleId="Heading1"><w:basedOn w:val="Base"/><w:pPr><w:outlineLvl w:val="0"/>'
        "</w:pPr></w:style>"
    )
    body = (
        paragraph("a", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + paragraph("b", '<w:pStyle w:val="Bullets"/>')
        + paragraph("c", '<w:pStyle w:val="Bullets"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("d", '<w:pStyle w:val="Heading1"/>')
    )
    assert of_word(body, styles=styles) == "- a\n\n- b\n\nc\n\nd"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_a_row_is_a_line_and_paragraphs_of_a_cell_stand_in_it() -> None:
    inner = table((paragraph("x"), paragraph("y")))
    body = (
        paragraph("before")
        + table(
            (paragraph("name"), paragraph("born"), paragraph("")),
            (paragraph("Ҷамшед") + paragraph("(the elder)"), paragraph(""), paragraph("1979")),
            (inner + paragraph("z"),),
            (paragraph(""),),
        )
        + paragraph("after")
    )
    lines = "name | born\nҶамшед / (the elder) |  | 1979\nx | y / z"
    assert of_word(body) == f"before\n\n{lines}\n\nafter"


def test_notes_come_behind_the_text_in_the_order_of_their_marks() -> None:
    body = (
        "<w:p><w:r><w:t>one</w:t></w:r><w:r><w:endnoteReference w:id='7'/></w:r>"
        "<w:r><w:t> two</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    notes = (
        "<w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        f"<w:footnote w:id='2'>{paragraph('the second')}</w:footnote>"
        f"<w:footnote w:id='3'>{paragraph('nobody asks')}</w:footnote>"
    )
    ends = f"<w:endnote w:id='7'>{paragraph('the')}{paragraph('first')}</w:endnote>"
    told = of_word(body, footnotes=notes, endnotes=ends)
    assert told == "one[1] two[2]\n\n[1] the first\n\n[2] the second"


def test_tracked_changes_are_counted_insertions_kept_and_deletions_left_out() -> None:
    body = (
        "<w:p><w:pPr><w:rPr><w:ins w:id='9'/></w:rPr></w:pPr><w:r><w:t>He was </w:t></w:r>"
        "<w:del><w:r><w:delText>seen</w:delText></w:r></w:del><w:ins><w:r><w:t>held</w:t></w:r>"
        "</w:ins><w:moveFrom><w:r><w:t> here</w:t></w:r></w:moveFrom></w:p>"
    )
    read = word.read(packing.word(body))
    assert read.text == "He was held"
    assert read.notes == (Note("inserted", 1), Note("deleted", 2))


def test_hidden_words_are_left_out_and_counted() -> None:
    styles = "<w:style w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>"
    body = (
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
        + run("<w:t>shown</w:t>", "<w:vanish w:val='0'/>")
        + run("<w:t>hidden</w:t>", "<w:vanish/>")
        + run("<w:t>too</w:t>", "<w:rStyle w:val='Secret'/>")
        + "</w:p>"
        + paragraph("and this", "<w:pStyle w:val='Secret'/>")
    )
    read = word.read(packing.word(body, styles=styles))
    assert (read.text, read.notes) == ("shown", (Note("hidden", 3),))


def test_comments_heads_and_feet_come_last_and_once() -> None:
    body = paragraph("text")
    made = packing.word_parts(
        body,
        comments=f"<w:comment w:author='N. N.'>{paragraph('Which day?')}</w:comment>",
        header=paragraph("A Committee"),
        footer=paragraph("page"),
    )
    kinds = {"header": "header.xml", "header#2": "header.xml", "footer": "footer.xml"}
    kinds |= {"comments": "comments.xml", "hyperlink": "../../etc/passwd"}
    made["word/_rels/document.xml.rels"] = packing.relations(kinds)
    told = word.read(packing.zipped(made)).text
    assert told == "text\n\n[comment by N. N.: Which day?]\n\nA Committee\n\npage"


def test_a_text_box_that_is_written_twice_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('in')}{paragraph('the box')}</w:txbxContent>"
    twice = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{run(twice)}{run('<w:t>around</w:t>')}</w:p>{paragraph('after')}"
    assert of_word(body) == "around\n\nin\n\nthe box\n\nafter"


def test_of_a_link_and_a_field_the_words_stay() -> None:
    body = (
        "<w:p><w:hyperlink><w:r><w:t>the page</w:t></w:r></w:hyperlink><w:r><w:fldChar/>"
        "<w:instrText>PAGE</w:instrText></w:r><w:r><w:t> 3</w:t></w:r></w:p>"
    )
    assert of_word(body) == "the page 3"


def test_the_strict_form_and_other_prefixes_mean_the_same() -> None:
    strict = (
        "<d xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'><p><r><t>one</t></r></p></d>"
    )
    assert word.read(packing.zipped({"word/document.xml": strict})).text == "one"


def of_open_text(body: str, **more: str) -> str:
    return opendocument.read_text(open_text(body, **more)).text


def test_white_space_tabs_and_breaks_of_an_open_text() -> None:
    body = (
        "<text:p>\n  one <text:span> two\n three</text:span><text:s text:c='3'/>.<text:tab/>"
        "<text:line-break/>four<text:s text:c='99999999999'/></text:p>"
    )
    assert of_open_text(body) == "one two three   .\t\nfour"


def test_pages_lists_and_tables_of_an_open_text() -> None:
    automatic = (
        "<style:style style:name='New'><style:paragraph-properties fo:break-before='page'/>"
        "</style:style>"
    )
    body = (
        "<text:p>one</text:p><text:p text:style-name='New'>two<text:soft-page-break/> three"
        "</text:p><text:list><text:list-item><text:p>a</text:p><text:p>more</text:p>"
        "<text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>"
        "</text:list-item></text:list><table:table><table:table-row><table:table-cell>"
        "<text:p>x</text:p><text:p>y</text:p></table:table-cell><table:table-cell><text:p>z"
        "</text:p></table:table-cell></table:table-row></table:table>"
    )
    told = of_open_text(body, automatic=automatic)
    assert told == "one\n\n\ftwo\f three\n\n- a\n\nmore\n\n- b\n\nx / y | z"


def test_notes_comments_boxes_and_margins_of_an_open_text() -> None:
    body = (
        "<text:p>one<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>a note</text:p></text:note-body></text:note><office:annotation><dc:creator>N. N."
        "</dc:creator><dc:date>2024-01-01</dc:date><text:p>Which day?</text:p></office:annotation>"
        " two<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"
        "</text:p>"
    )
    margin = "<style:master-page><style:header><text:p>A Committee</text:p></style:header>"
    told = of_open_text(body, styles=margin + "</style:master-page>")
    assert told == (
        "one[1] two\n\nboxed\n\n[1] a note\n\n[comment by N. N.: Which day?]\n\nA Committee"
    )


def test_changes_and_hidden_words_of_an_open_text_are_counted() -> None:
    automatic = (
        "<style:style style:name='T1'><style:text-properties text:display='none'/></style:style>"
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
        "</text:deletion></text:changed-region><text:changed-region><text:insertion/>"
        "</text:changed-region></text:tracked-changes><text:p>kept<text:span "
        "text:style-name='T1'>secret</text:span></text:p>"
        "<text:section text:display='none'><text:p>more</text:p></text:section>"
    )
    read = opendocument.read_text(open_text(body, automatic=automatic))
    assert read.text == "kept"
    assert read.notes == (Note("inserted", 1), Note("deleted", 1), Note("hidden", 2))
