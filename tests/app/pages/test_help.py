"""The manual: a page for every screen, in every language, without dead links."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QTextTable

import resources
from app.desk import Desk
from app.pages import PAGES
from app.pages.help import HelpPage
from app.place import Place
from casefiles.text import speaking

MANUALS = sorted(path for path in resources.path("help").iterdir() if path.is_dir())


@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.name)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_screen_has_a_page(page: type, manual: Path) -> None:
    assert (manual / f"{page.help or page.name}.md").is_file()  # type: ignore[attr-defined]


@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.name)
def test_no_link_leads_nowhere(manual: Path) -> None:
    for file in manual.glob("*.md"):
        for name in re.findall(r"\]\(([^)]+)\)", file.read_text("utf-8")):
            assert (manual / name).is_file(), f"{file.name} leads to {name}"


def test_the_manual_speaks_the_readers_language(desk: Desk) -> None:
    page = HelpPage(desk)
    with speaking("ru"):
        page.visit(Place("help", words="keys"))
    assert "Все клавиши" in page._text.toPlainText()
    page.visit(Place("help", words="keys"))
    assert "All keys" in page._text.toPlainText()


def test_a_page_that_is_not_there_leads_to_the_first(desk: Desk) -> None:
    page = HelpPage(desk)
    page.visit(Place("help", words="../../../etc/passwd"))
    assert "Parvanda" in page._text.toPlainText()


def test_the_words_of_a_table_have_room(desk: Desk) -> None:
    page = HelpPage(desk)
    page.visit(Place("help", words="keys"))
    frames = page._text.document().rootFrame().childFrames()
    [table] = [one for one in frames if isinstance(one, QTextTable)]
    assert table.format().cellPadding() >= 4
    assert table.format().topMargin() > 0
