"""The trash page: restoring is one key, erasing names what goes and asks."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desk import Desk
from app.pages.trash import TrashPage
from app.place import Place
from casefiles.model.dates import UncertainDate
from casefiles.model.values import Text
from casefiles.operations.judging import put_in_trash
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import Until, places, quiet, show, unnamed


@pytest.fixture
def page(desk: Desk, vault: Vault, until: Until) -> TrashPage:
    """Two persons in the trash; one is named in a source's words."""
    names = ("Zafar Testov", "Nigora Samplova")
    refs = [add_record(vault, kind="person", said=[Said("name", Text(name))]) for name in names]
    add_record(vault, kind="source", said=[Said("title", Text("Zafar Testov was detained"))])
    put_in_trash(vault, refs=refs)
    return show(TrashPage(desk), until, Place("trash"))


def shown(page: TrashPage) -> list[str]:
    items = (page.rows.topLevelItem(at) for at in range(page.rows.topLevelItemCount()))
    return [item.text(0) for item in items if item is not None]


def test_what_lies_there_with_kind_and_day(page: TrashPage) -> None:
    assert shown(page) == ["Nigora Samplova", "Zafar Testov"]
    first = page.rows.topLevelItem(0)
    assert first is not None
    assert first.text(1) == "Person"
    today = UncertainDate.of_day(dt.datetime.now().astimezone().date()).label()
    assert first.text(2).startswith(f"{today}, ")
    assert not unnamed(page)


def test_restoring_brings_a_record_back(page: TrashPage, vault: Vault, until: Until) -> None:
    QTest.keyClick(page.restore, Qt.Key.Key_Space)
    until(lambda: shown(page) == ["Zafar Testov"])
    assert [one.title for one in vault.reader.page("person")] == ["Nigora Samplova"]
    assert page._frame.notice.isVisible()


def test_erasing_asks_with_the_names_and_tells_what_still_names_it(
    page: TrashPage, vault: Vault, until: Until
) -> None:
    QTest.keyClick(page.rows, Qt.Key.Key_Down)
    QTest.keyClick(page.erase, Qt.Key.Key_Space)
    asking = page._frame.asking
    assert "Zafar Testov (Person)" in asking.accessibleName()
    assert "Nigora" not in asking.accessibleName()
    QTest.keyClick(asking._leave, Qt.Key.Key_Space)
    until(quiet(page.desk))
    assert len(shown(page)) == 2
    QTest.keyClick(page.erase, Qt.Key.Key_Space)
    QTest.keyClick(asking._go, Qt.Key.Key_Space)
    until(lambda: shown(page) == ["Nigora Samplova"])
    until(page.naming.isVisible)
    item = page.naming.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "Zafar Testov was detained"
    assert "out of reach" in page._frame.notice.accessibleName()


@pytest.mark.usefixtures("large")
def test_the_time_is_never_cut_off(page: TrashPage, until: Until) -> None:
    page.resize(923, 505)
    until(lambda: page.rows.columnWidth(2) >= page.rows.sizeHintForColumn(2))
    assert not page.rows.horizontalScrollBar().isVisible()


def test_enter_opens_what_lies_there(page: TrashPage) -> None:
    gone = places(page.desk)
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    assert gone[0].page == "person"


def test_an_empty_trash_says_so_and_leads_on(desk: Desk, until: Until) -> None:
    page = show(TrashPage(desk), until, Place("trash"))
    assert page.empty.isVisible()
    assert not page.rows.isVisible()
    assert not page.restore.isVisible()
    gone = places(desk)
    QTest.keyClick(page.first(), Qt.Key.Key_Space)
    assert gone == [Place("history")]
