"""The last look: a withheld name is found wherever it stands, in whatever spelling, never told."""

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from casefiles.dossier import outline as o
from casefiles.dossier.pdf import write
from casefiles.errors import OutputRefused
from casefiles.model.values import Text
from casefiles.release.audience import Audience
from casefiles.release.finding import NameFinder
from casefiles.release.protected import Protected, ProtectedName, protected_names
from casefiles.release.scan import scan_pdf
from casefiles.release.view import View

if TYPE_CHECKING:
    from tests.casefiles.release.conftest import SmallCase

ZULFIYA = ProtectedName("Zulfiya Nazarova", by_parts=True)
MEANT = frozenset({"Rahim Karimov"})


def finder(*names: ProtectedName, meant: frozenset[str] = MEANT) -> NameFinder:
    return NameFinder(Protected(names, meant))


@pytest.mark.parametrize(
    "text",
    [
        "Zulfiya Nazarova",
        "zulfiya nazarova",
        "NAZAROVA, Zulfiya",
        "Зульфия Назарова",
        "Зулфия Назарова",
        "Zulfia Nazarova",
        "said Zulfiya Rahimovna Nazarova on Monday",
        "her name is Zulfi-\nya Naza-\nrova",
        "Zulf\niya Nazarova",
        "Nazarova's brother",
        "a letter to Zulfiya",
        "زلفیه نظرووا",
    ],
)
def test_a_withheld_name_is_found_in_every_spelling(text: str) -> None:
    assert finder(ZULFIYA).found(text)


@pytest.mark.parametrize(
    "text",
    ["", "a house search", "Sister of Rahim Karimov", "Nazarbayev spoke", "сестра Рахима Каримова"],
)
def test_other_words_are_not_taken_for_it(text: str) -> None:
    assert not finder(ZULFIYA).found(text)


def test_a_part_that_belongs_to_somebody_who_is_meant_to_be_there_is_no_hit() -> None:
    child = ProtectedName("Umed Karimov", by_parts=True)
    assert not finder(child).found("Rahim Karimov was at home.")
    assert finder(child).found("Umed Karimov was at home.")
    assert finder(child).found("Umed was at home.")
    assert finder(child, meant=frozenset()).found("Rahim Karimov was at home.")


def test_small_words_that_sound_like_a_part_are_no_hits() -> None:
    said = ProtectedName("Said Aminov", by_parts=True)
    assert not finder(said).found("the officer said that all was well")
    assert finder(said).found("the officer asked Said")


def test_two_parts_that_sound_alike_need_two_words() -> None:
    ali = ProtectedName("Ali Aliev", by_parts=False)
    assert not finder(ali).found("Aliev came alone")
    assert finder(ali).found("Ali Aliev came")


def test_a_code_name_is_found_as_it_stands() -> None:
    code = ProtectedName("Walnut 4", coded=True)
    assert finder(code).found("as walnut-4 told us")
    assert not finder(code).found("a walnut and 14 others")


@given(st.text(max_size=200))
def test_no_text_stops_the_finder(text: str) -> None:
    finder(ZULFIYA, ProtectedName("", coded=True)).found(text)


def document(*lines: str, title: str = "A dossier", bookmark: str = "") -> bytes:
    name = "NotoSans-Regular"
    pdfmetrics.registerFont(TTFont(name, str(resources.path("fonts", f"{name}.ttf"))))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, initialFontName=name)
    canvas.setTitle(title)
    for line in lines:
        canvas.setFont(name, 10)
        canvas.drawString(50, 700, line)
        canvas.bookmarkPage(str(len(line)))
        if bookmark:
            canvas.addOutlineEntry(bookmark, str(len(line)))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


PROTECTED = Protected((ZULFIYA,), MEANT)


def test_a_clean_document_passes_and_says_how_much_was_looked_at() -> None:
    scanned = scan_pdf(document("nothing", "to find"), "dossier.pdf", PROTECTED)
    assert (scanned.pages, scanned.names) == (2, 1)


def test_a_hit_refuses_the_output_and_says_where_but_not_what() -> None:
    with pytest.raises(OutputRefused) as refused:
        scan_pdf(document("nothing", "to Зулфия Назарова"), "dossier.pdf", PROTECTED)
    told = str(refused.value)
    assert "page 2" in told
    assert "page 1" not in told
    assert "Nazarova" not in told
    assert "Назарова" not in told


@pytest.mark.parametrize(
    "written",
    [
        "زلفیه نظرووا",
        "نظرووا، زلفیه",
        "He said that (زلفیه نظرووا) was there in 1997.",
        "An English sentence so long that the line is broken just inside the name: زلفیه نظرووا",
        "سخنان زلفیه نظرووا در سال ۱۳۷۲.",
        "اسلام لاهوتی",
        "«صفی\u200cآوا»",
    ],
)
@pytest.mark.parametrize("bold", [False, True])
def test_a_name_in_arabic_script_is_found_in_a_finished_dossier(written: str, bold: bool) -> None:
    names = ("Zulfiya Nazarova", "Islom Lohuti", "Safiovo")
    protected = Protected(tuple(ProtectedName(one, by_parts=True) for one in names), MEANT)
    paragraph = o.Paragraph((o.Run("On "), o.Run(written, bold=bold, notes=(1,))))
    table = o.Table(("a", "b"), (((o.Run("x"),), (o.Run(written, bold=bold),)),), (0.9, 0.1))
    for block in (paragraph, table):
        with pytest.raises(OutputRefused):
            scan_pdf(_dossier(block), "dossier.pdf", protected)
    other = o.Paragraph((o.Run("سخنان رحیم کریموف"),))
    scan_pdf(_dossier(other), "dossier.pdf", protected)


def _dossier(block: o.Block) -> bytes:
    source = o.SourceNote(1, title="A text")
    whole = o.Outline("T", "", "", "m", "en", "1", "d", (o.Section("S", (block,)),), (source,))
    buffer = io.BytesIO()
    write(whole, buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "file_name", "place"),
    [
        (document("x"), "zulfiya_nazarova.pdf", "name of the file"),
        (document("x", title="On Zulfiya Nazarova"), "d.pdf", "properties of the document"),
        (document("x", bookmark="3  Zulfiya Nazarova"), "d.pdf", "bookmarks"),
    ],
)
def test_names_outside_the_pages_are_found_too(content: bytes, file_name: str, place: str) -> None:
    with pytest.raises(OutputRefused, match=place):
        scan_pdf(content, file_name, PROTECTED)


def test_all_withheld_names_of_the_vault_are_looked_for(case: "SmallCase") -> None:
    view = View(case.reader, Audience.PUBLIC)
    view.title(case.refs["rahim"])
    protected = protected_names(case.reader, view)
    assert {name.text for name in protected.names} == {
        "Zulfiya Nazarova",
        "Umed Karimov",
        "Farhod Salimov",
        "Walnut 4",
    }
    assert protected.meant == {"Rahim Karimov"}


def test_nothing_is_withheld_from_ourselves(case: "SmallCase") -> None:
    assert not protected_names(case.reader, View(case.reader, Audience.INTERNAL)).names


def test_a_namesake_who_is_meant_to_be_there_is_not_refused(case: "SmallCase") -> None:
    case.say("child", "name", Text("Рахим Каримов"))
    view = View(case.reader, Audience.PUBLIC)
    view.title(case.refs["rahim"])
    prepared = NameFinder(protected_names(case.reader, view))
    assert not prepared.found("Rahim Karimov, Карим Каримов")
    assert prepared.found("Рахим Назаров, Зулфия")
