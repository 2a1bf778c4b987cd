"""From the case files to a PDF that may leave, or a refusal."""

import datetime as dt
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest

from casefiles.dossier.making import MadeDossier, make_dossier
from casefiles.errors import OutputRefused
from casefiles.model.values import Text
from casefiles.release.audience import Audience
from casefiles.release.selection import Selection

if TYPE_CHECKING:
    from tests.casefiles.dossier.conftest import Desk

DATE = dt.date(2026, 11, 22)


def made(desk: "Desk", audience: Audience, file_name: str = "dossier.pdf") -> MadeDossier:
    selection = Selection((desk.refs["rahim"],), audience)
    return make_dossier(selection, desk.reader, version="1", date=DATE, file_name=file_name)


def words(dossier: MadeDossier) -> str:
    pages = pdfium.PdfDocument(dossier.content)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def test_a_dossier_is_made_whole(desk: "Desk") -> None:
    dossier = made(desk, Audience.INTERNAL)
    read = words(dossier)
    assert dossier.pages == len(pdfium.PdfDocument(dossier.content))
    for wanted in (
        "Раҳим Каримов",
        "teacher <b>&amp;</b> activist",
        "Sources disagree",
        "Zulfiya Nazarova",
        "see note",
        "Internal – must not leave this desk",
    ):
        assert wanted in read, wanted


def test_the_same_input_gives_the_same_bytes(desk: "Desk") -> None:
    assert made(desk, Audience.PUBLIC).content == made(desk, Audience.PUBLIC).content
    assert made(desk, Audience.PUBLIC).sha256 != made(desk, Audience.PARTNER).sha256


def test_withheld_names_are_not_in_the_printed_dossier(desk: "Desk") -> None:
    dossier = made(desk, Audience.PUBLIC)
    read = words(dossier)
    assert "Zulfiya" not in read
    assert "Sister of Rahim Karimov" in read
    assert dossier.scanned.names == 1
    assert dossier.left_out.statements == 1


def test_a_withheld_name_in_anybodys_words_refuses_the_dossier(desk: "Desk") -> None:
    told = Text("Они допросили Зулфию Назарову во дворе.")
    desk.add("search", "incident", ("account", told, [("paper", 44, 44)]))
    with pytest.raises(OutputRefused, match="page") as refused:
        made(desk, Audience.PUBLIC)
    assert "Назаров" not in str(refused.value)
    assert made(desk, Audience.PARTNER).pages
    with pytest.raises(OutputRefused, match="name of the file"):
        made(desk, Audience.PUBLIC, "zulfiya-nazarova.pdf")
