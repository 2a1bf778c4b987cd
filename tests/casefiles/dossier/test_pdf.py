"""The printed dossier, read back with two independent readers: PDFium and poppler."""

import ctypes
import hashlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from casefiles.dossier import outline as o
from casefiles.dossier import pdf
from casefiles.dossier.outline import text

LONG = "They told her that her work at the school would end if her brother spoke again. "
HOSTILE = (
    "<b>&amp;</b>",
    "<img src='/etc/passwd' width='10'/>",
    "<link href='http://example.org'>x</link>",
    "<a href='http://example.org'>x</a>",
    "<font name='Courier'>x</font>",
    "]]><!-- <para> -->",
    "%s {x} \\N &lt; &#65;",
)


def dossier(*blocks: o.Block, title: str = "Dossier: Раҳмонҷон Ғаффорзода") -> o.Outline:
    return o.Outline(
        title=title,
        subtitle="Person dossier",
        purpose="For the lawyer. Documented cases are not all cases.",
        audience_mark="Partner – do not pass on",
        language="en",
        version="1.2",
        date="22 November 2026",
        sections=(
            o.Section("Identity", (o.Heading("Names"), *blocks)),
            o.Section("Chronology", (o.Chronology((o.ChronologyRow("about 2016", text(LONG)),)),)),
        ),
        sources=(
            o.SourceNote(1, "One text", "An author", "A bulletin", "2018", "lines 3–9", "", "copy"),
            o.SourceNote(2, "", passage="lines 12–14", same_as=1),
        ),
    )


def printed(outline: o.Outline) -> bytes:
    target = io.BytesIO()
    told = pdf.write(outline, target)
    content = target.getvalue()
    assert told.sha256 == hashlib.sha256(content).hexdigest()
    assert told.pages == len(pdfium.PdfDocument(content))
    return content


def pages(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(content)]


def words(content: bytes) -> str:
    return " ".join(" ".join(pages(content)).split())


def run(program: str, content: bytes, folder: Path) -> str:
    file = folder / "dossier.pdf"
    file.write_bytes(content)
    done = subprocess.run([program, str(file)], capture_output=True, text=True, check=True)
    return done.stdout


def test_what_the_outline_says_is_printed() -> None:
    fact = o.Fact(
        "Sentence",
        (o.Value(text("23 years", 1), "stated; a court"), o.Value(text("25 years", 2), "reported")),
        conflicting=True,
    )
    listing = o.Listing((text("first item"), text("second item")))
    quote = o.Paragraph(text("We know where your children are."), o.Manner.QUOTE)
    read = words(printed(dossier(o.Facts((fact,)), listing, quote, o.Heading("Acts", 3))))
    for wanted in (
        "For the lawyer. Documented cases are not all cases.",
        "PARTNER – DO NOT PASS ON",
        "Version 1.2",
        "Date 22 November 2026",
        "1 Identity",
        "1.1 Names",
        "Sources disagree",
        "23 years[1]",
        "25 years[2]",
        "stated; a court",
        "second item",
        "We know where your children are.",
        "about 2016",
        "An author: One text. A bulletin, 2018, lines 3–9.",
        "see note 1, lines 12–14.",
    ):
        assert wanted in read, wanted


def test_cyrillic_and_tajik_letters_are_read_back_as_they_were_written() -> None:
    names = "Ғаффор Ӣброҳим Қосим Ӯлмас Ҳаким Ҷамшед ғ ӣ қ ӯ ҳ ҷ Ёрмуҳаммад Ѓ Ў Әә Ōō ʿAlī Şükrü"
    assert names in words(printed(dossier(o.Paragraph(text(names)))))


@pytest.mark.parametrize("attack", HOSTILE)
def test_markup_in_data_prints_as_it_stands(attack: str) -> None:
    runs = (o.Run(attack, bold=True, italic=True, notes=(1,)),)
    outline = dossier(
        o.Heading(attack),
        o.Heading(attack, 3),
        o.Paragraph(runs),
        o.Table((attack, "b"), ((runs, text("x")),)),
        o.Facts((o.Fact(attack, (o.Value(runs, attack),)),)),
        title=attack,
    )
    content = printed(outline)
    assert words(content).replace(" ", "").count(attack.replace(" ", "")) >= 9
    assert b"/URI" not in content
    assert b"/Image" not in content.replace(b"/ImageB", b"").replace(b"/ImageC", b"").replace(
        b"/ImageI", b""
    )


def test_the_same_outline_gives_the_same_bytes() -> None:
    outline = dossier(o.Paragraph(text("Ҷ", 1)))
    other = printed(dossier(o.Paragraph(text("something else in between"))))
    assert printed(outline) == printed(outline) != other


def test_another_process_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import hashlib, io; from casefiles.dossier import outline as o, pdf\n"
        "told = pdf.write(o.Outline('T', '', 'Ҷ', 'm', 'en', '1', 'd', (), ()), io.BytesIO())\n"
        "print(told.sha256)"
    )
    here = pdf.write(o.Outline("T", "", "Ҷ", "m", "en", "1", "d", (), ()), io.BytesIO()).sha256
    root = str(Path(pdf.__file__).parents[3])
    place = {"PYTHONPATH": root, "TZ": "Asia/Dushanbe", "USER": "someone", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=place, cwd=tmp_path
    )
    assert done.stdout.strip() == here


def test_all_fonts_are_embedded_subsets(tmp_path: Path) -> None:
    fact = o.Fact("a", tuple(o.Value(text(v)) for v in "pqrs"), conflicting=True)
    table = o.Table(("A", "B"), ((text(LONG * 40), text("x")),))
    listed = run("pdffonts", printed(dossier(o.Facts((fact,)), table)), tmp_path).splitlines()[2:]
    assert listed
    for line in listed:
        assert re.match(r"[A-Z]{6}\+NotoSans-\w+ .* yes +yes +yes ", line), line


def test_the_metadata_holds_a_title_a_language_and_nothing_else(tmp_path: Path) -> None:
    content = printed(dossier())
    assert pdfium.PdfDocument(content).get_metadata_dict(skip_empty=True) == {
        "Title": "Dossier: Раҳмонҷон Ғаффорзода",
        "Producer": "PDF",
    }
    told = run("pdfinfo", content, tmp_path)
    assert "CreationDate" not in told
    assert "Author" not in told
    assert b"/Lang (en)" in content
    for word in (b"anonymous", b"/ModDate", b"/Author", b"/Creator"):
        assert word not in content


def test_bookmarks_lead_to_the_pages_the_contents_name() -> None:
    table = o.Table(("A", "B"), tuple((text(LONG), text(LONG * 4)) for _row in range(40)))
    content = printed(dossier(table))
    marks = {
        mark.get_title(): mark.get_dest().get_index() + 1
        for mark in pdfium.PdfDocument(content).get_toc()
        if mark.get_dest() is not None
    }
    assert list(marks) == ["1  Identity", "1.1  Names", "2  Chronology", "3  Sources and notes"]
    contents = " ".join(pages(content)[1].split())
    assert f"2 Chronology {marks['2  Chronology']}" in contents
    assert marks["2  Chronology"] > 5
    assert "Chronology" in pages(content)[marks["2  Chronology"] - 1]


def links(content: bytes) -> list[tuple[int, int]]:
    """Each link of the document: the page it stands on and the page it leads to, from 1."""
    found: list[tuple[int, int]] = []
    document = pdfium.PdfDocument(content)
    for index in range(len(document)):
        position, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(document[index], position, link):
            target = raw.FPDFLink_GetDest(document, link)
            found.append((index + 1, raw.FPDFDest_GetDestPageIndex(document, target) + 1))
    return found


def test_note_marks_and_contents_are_links_inside_the_document() -> None:
    content = printed(dossier(o.Paragraph((*text(LONG * 60), o.Run("said", notes=(1, 2))))))
    last = len(pdfium.PdfDocument(content))
    found = links(content)
    # in the contents four entries of two links each; two marks; one "see note"
    assert [page for page, _to in found].count(2) == 4 * 2
    assert [to for page, to in found if page == 2] == [3, 3, 3, 3, last, last, last, last]
    said_on = next(n for n, page in enumerate(pages(content), 1) if "said[1]" in page)
    assert found[8:] == [(said_on, last), (said_on, last), (last, last)]


def test_each_page_bears_its_number_and_the_audience_mark() -> None:
    read = pages(printed(dossier(o.Paragraph(text(LONG * 120)))))
    assert len(read) > 4
    for number, page in enumerate(read, 1):
        assert f"Page {number} of {len(read)}" in page
        assert "Partner – do not pass on" in page


def test_a_table_repeats_its_head_and_a_cell_longer_than_a_page_is_whole() -> None:
    many = " ".join(f"word{number}" for number in range(3000))
    table = o.Table(("Head A", "Head B"), ((text("short"), text(many)),))
    content = printed(dossier(table))
    read = words(content)
    assert all(f"word{number}" in read for number in range(3000))
    with_cell = [page for page in pages(content) if "word" in page]
    assert len(with_cell) > 4
    assert all("Head B" in page for page in with_cell)


@pytest.mark.parametrize("lines", range(19, 27))
def test_a_heading_stands_on_the_page_on_which_its_table_begins(lines: int) -> None:
    filler = [o.Paragraph(text("A line.")) for _number in range(lines)]
    row = (text("Victim " * 6), text("Deed " * 60))
    remark = o.Paragraph(text("A remark."), o.Manner.REMARK)
    heading, table = o.Heading("Heading under test", 3), o.Table(("To whom", "Act"), (row,))
    told = pages(printed(dossier(*filler, heading, remark, table)))
    [page] = [one for one in told if "Heading under test" in one]
    assert "Victim" in page


def test_a_long_word_is_broken_and_not_cut_off() -> None:
    word = "Ғайриқонунӣ" * 30
    table = o.Table(("a", "b", "c"), ((text(word), text("x"), text("y")),))
    content = printed(dossier(o.Paragraph(text(word)), table, title=word))
    assert "".join(words(content).split()).count(word) >= 2


def test_characters_the_fonts_lack_are_shown_and_counted() -> None:
    read = words(printed(dossier(o.Paragraph(text("name: רחמן 漢")))))
    assert "name: \ufffd\ufffd\ufffd\ufffd \ufffd" in read
    assert "5 characters could not be set" in read
    assert "Scripts: Cjk, Hebrew." in read
    assert "could not be set" not in words(printed(dossier()))


def test_invisible_characters_change_nothing() -> None:
    hidden = "Ra\u00adh\u200dmon\u202ezoda\ufeff"
    assert "Rahmonzoda" in words(printed(dossier(o.Paragraph(text(hidden)))))


def test_a_russian_dossier_says_so_in_its_catalogue() -> None:
    whole = o.Outline("T", "", "", "m", "ru", "1", "d", (o.Section("S", ()),), ())
    assert b"/Lang (ru)" in printed(whole)


any_text = (
    st.text(max_size=60)
    | st.sampled_from(HOSTILE)
    | st.text(alphabet="Ҷ漢شلا۱2() <>&;\n\u202e\u200c")
)
any_runs = st.lists(
    st.builds(
        o.Run,
        any_text,
        st.booleans(),
        st.booleans(),
        st.lists(st.sampled_from([1, 2]), max_size=3).map(tuple),
    ),
    max_size=4,
).map(tuple)
any_values = st.lists(st.builds(o.Value, any_runs, any_text), max_size=5).map(tuple)
any_block = st.one_of(
    st.builds(o.Paragraph, any_runs, st.sampled_from(list(o.Manner))),
    st.builds(o.Heading, any_text, st.sampled_from([2, 3])),
    st.builds(o.Listing, st.lists(any_runs, max_size=3).map(tuple)),
    st.builds(
        o.Table,
        st.tuples(any_text, any_text),
        st.lists(st.tuples(any_runs, any_runs), max_size=4).map(tuple),
    ),
    st.builds(
        o.Facts,
        st.lists(st.builds(o.Fact, any_text, any_values, st.booleans()), max_size=4).map(tuple),
    ),
    st.builds(
        o.Chronology,
        st.lists(st.builds(o.ChronologyRow, any_text, any_runs, any_text), max_size=3).map(tuple),
    ),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # making a failure small takes minutes
)
@given(st.lists(any_block, max_size=6), any_text)
def test_no_text_stops_the_writer(blocks: list[o.Block], title: str) -> None:
    printed(dossier(*blocks, title=title))
