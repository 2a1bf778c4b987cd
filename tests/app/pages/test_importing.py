"""The import page: a plan to look at, put right in place, taken in as one step, every file told."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTreeWidgetItem

from app.desk import Desk
from app.jobs import Job
from app.pages.importing import ImportPage
from app.parts.plantable import DATE, FATE, TITLE
from app.place import Place
from casefiles.ledger.history import past
from casefiles.model.values import Text, When
from casefiles.operations import history
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import Until, places, quiet, show, unnamed

FIRST = """Riverside Gazette: Two brothers questioned in Lower Mill

Two brothers were questioned for a day in Lower Mill because a third lives abroad. Their mother
waited at the gate until evening. Neighbours say that the officers came from the capital, that they
showed no paper, and that they asked about a conference nobody in the village had heard of.

May 4, 2016
"""
SECOND = """Hilltop Review: School closed to a pupil in Upper Mill

A pupil in Upper Mill was sent home because of what an uncle wrote. The head teacher said that the
district had telephoned. The family has asked in writing for a reason and has received no answer,
although the law gives the office fifteen days in which it must reply to any letter from a parent.

May 9, 2016
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page of two articles, the same page again, a near copy, and a file that is no text."""
    made = tmp_path / "docs"
    made.mkdir()
    page = f"Monthly Archives: May 2016\n\n{FIRST}\n{SECOND}"
    for name, text in (("page.txt", page), ("twice.txt", page), ("z.txt", SECOND + "The end.\n")):
        (made / name).write_text(text, encoding="utf-8")
    (made / "broken.pdf").write_bytes(b"%PDF-1.4")
    return made


@pytest.fixture
def page(desk: Desk, folder: Path, until: Until) -> ImportPage:
    """The page with a plan of the folder."""
    made = show(ImportPage(desk), until, Place("import", state={"paths": [str(folder)]}))
    until(made.take.isEnabled)
    return made


def article(page: ImportPage, title: str) -> QTreeWidgetItem:
    found = [one for one in page.table.items() if one.text(TITLE) == title and one.parent()]
    return found[0]


def edit(page: ImportPage, item: QTreeWidgetItem, column: int, words: str) -> None:
    """F2, type, Enter: as a person does."""
    page.table.setCurrentItem(item, column)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    editor = page.table.findChildren(QLineEdit)[-1]
    editor.selectAll()
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_every_file_stands_in_the_plan_with_its_fate(page: ImportPage) -> None:
    tops = [page.table.topLevelItem(at) for at in range(page.table.topLevelItemCount())]
    told = [one.text(0) for one in tops if one is not None]
    assert told[0].startswith("broken.pdf: The file is damaged or not whole")
    assert told[1:] == ["page.txt: new", "twice.txt: twice in this import", "z.txt: new"]
    fates = [one.text(FATE) for one in page.table.items() if one.parent() is not None]
    assert fates == ["new", "new", "near copy of “School closed to a pupil in Upper Mill”"]
    assert page.take.text() == "Take in 3 sources"
    assert not unnamed(page)


def test_put_right_in_place_and_taken_in_as_one_step(
    page: ImportPage, vault: Vault, until: Until
) -> None:
    edit(page, article(page, "Two brothers questioned in Lower Mill"), TITLE, "Two brothers")
    edit(page, article(page, "Two brothers"), DATE, "5 May 2016")
    assert article(page, "Two brothers").text(DATE) == "2016-05-05"
    copy = page.table.items()[-1]
    page.table.setCurrentItem(copy, 0)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.take.text() == "Take in 2 sources"
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page.undo.isVisible)
    assert [one.act for one in past(vault.ledger)] == ["import"]
    titles = {one.title: one.ref for one in vault.reader.page("source")}
    assert set(titles) == {"Two brothers", "School closed to a pupil in Upper Mill", "page.txt"}
    said = vault.reader.shown(titles["Two brothers"], "published")[0].claim.value
    assert isinstance(said, When)
    assert said.date.text == "2016-05-05"
    account = [one.text(0) for one in page.account.items()]
    assert len(account) == 4
    assert any("You left it out." in one for one in account)
    assert "The file is damaged or not whole" in account[0]
    told = page._frame.notice.accessibleName()
    assert told.startswith("Took in 2 new sources. 1 whole page is kept as a source beside them.")
    assert page._unread.text().startswith(
        "1 file could not be read:\nThe file is damaged or not whole"
    )
    assert "Ask for another copy of it." in page._unread.text()
    assert page._whole.isHidden()
    QTest.keyClick(page.account, Qt.Key.Key_Home)
    assert page._whole.text() == account[0]
    assert page._whole.isVisible()


def test_a_date_that_is_none_is_put_back_with_a_sentence(page: ImportPage) -> None:
    item = article(page, "Two brothers questioned in Lower Mill")
    edit(page, item, DATE, "some time or other")
    assert item.text(DATE) == "2016-05-04"
    assert page._frame.notice.isVisible()


def test_tab_goes_on_to_the_next_value(page: ImportPage) -> None:
    item = article(page, "Two brothers questioned in Lower Mill")
    page.table.setCurrentItem(item, TITLE)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    assert editor.accessibleName() == "File or article"
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert page.table.currentColumn() == TITLE + 1
    assert page.table.currentItem() is item


def test_undo_takes_the_whole_import_back(page: ImportPage, vault: Vault, until: Until) -> None:
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page.undo.isVisible)
    QTest.keyClick(page.undo, Qt.Key.Key_Space)
    until(lambda: not page.undo.isVisible())
    assert vault.reader.page("source") == []
    assert page.place().state["paths"] == []
    add_record(vault, kind="person", said=[Said("name", Text("Zafar Testov"))])
    history.undo(vault)  # what was undone last is something else
    redo = page._frame.notice._act
    assert redo.text() == "Redo"
    QTest.keyClick(redo, Qt.Key.Key_Space)
    until(page.undo.isVisible)
    assert vault.reader.page("source")
    assert vault.reader.page("person") == []


def test_undo_and_redo_elsewhere_are_heard(page: ImportPage, until: Until) -> None:
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page.undo.isVisible)
    notice = page._frame.notice
    told = notice.accessibleName()
    page.desk.act(page, history.undo)
    until(lambda: not page.undo.isVisible())
    assert notice.accessibleName() == "The import was taken back. Redo brings it back."
    assert not page.sources.isVisible()
    page.desk.act(page, history.redo)
    until(page.undo.isVisible)
    assert notice.accessibleName() == told
    assert page.sources.isVisible()


def test_an_article_without_a_title_is_called_by_its_first_words(
    desk: Desk, tmp_path: Path, until: Until
) -> None:
    words = "they took him at night and nobody was told where, " * 4
    (tmp_path / "note.txt").write_text(words, encoding="utf-8")
    paths = {"paths": [str(tmp_path / "note.txt")]}
    page = show(ImportPage(desk), until, Place("import", state=paths))
    until(page.take.isEnabled)
    item = page.table.items()[1]
    called = item.data(TITLE, Qt.ItemDataRole.AccessibleTextRole)
    assert called.startswith("(without a title) they took him at night and nobody")
    assert len(called) < 100
    assert item.text(TITLE) == ""
    edit(page, item, TITLE, "A letter")
    assert item.data(TITLE, Qt.ItemDataRole.AccessibleTextRole) == "A letter"


def test_titles_have_the_room_and_what_will_happen_gives_way(page: ImportPage) -> None:
    letter = page.table.fontMetrics().averageCharWidth()
    assert page.table.columnWidth(TITLE) >= 42 * letter


def test_the_focus_goes_from_stopping_to_the_list_to_what_was_taken_in(
    desk: Desk, folder: Path, until: Until
) -> None:
    page = show(ImportPage(desk), until, Place("import"))
    page.files.setFocus()
    page.plan([str(folder)])
    assert page.focusWidget() is page.stop
    until(page.take.isEnabled)
    assert page.focusWidget() is page.table
    page.take_in()
    assert page.focusWidget() is page.stop
    until(page.undo.isVisible)
    assert page.focusWidget() is page.sources
    page.take_back()
    until(lambda: not page.undo.isVisible())
    assert page.focusWidget() is page.files


def test_escape_stops_reading(desk: Desk, folder: Path, until: Until) -> None:
    page = show(ImportPage(desk), until, Place("import"))
    page.plan([str(folder)])
    QTest.keyClick(page.stop, Qt.Key.Key_Escape)
    until(page._frame.notice.isVisible)
    assert page._frame.notice.accessibleName().startswith("Stopped.")
    assert page.focusWidget() is page.files


def test_a_new_source_opens_with_enter(page: ImportPage, until: Until) -> None:
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page.undo.isVisible)
    gone = places(page.desk)
    QTest.keyClick(page.sources, Qt.Key.Key_Return)
    assert gone[0].page == "source"


def test_cancelled_planning_takes_nothing_in(
    desk: Desk, folder: Path, vault: Vault, until: Until
) -> None:
    desk.working.connect(Job.cancel)
    page = show(ImportPage(desk), until, Place("import", state={"paths": [str(folder)]}))
    until(page._frame.notice.isVisible)
    assert page._frame.notice.accessibleName().startswith("Stopped.")
    assert not page.stop.isVisible()
    assert past(vault.ledger) == []


def test_what_comes_while_others_are_taken_in_has_to_come_again(
    page: ImportPage, folder: Path, until: Until
) -> None:
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    page.visit(Place("import", state={"paths": [str(folder / "z.txt")]}))
    told = page._frame.notice.accessibleName()
    assert told == "Documents are being taken in. Choose more when that is done."
    until(page.undo.isVisible)
    assert page.sources.topLevelItemCount() == 4  # three articles and a whole page


def test_what_is_dropped_is_planned(desk: Desk, folder: Path, until: Until) -> None:
    page = show(ImportPage(desk), until, Place("import"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder / "z.txt"))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    until(lambda: page.take.text() == "Take in 1 source")


def test_what_is_here_already_says_so(page: ImportPage, folder: Path, until: Until) -> None:
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page.undo.isVisible)
    page.plan([str(folder / "page.txt")])
    until(lambda: page._planned and quiet(page.desk)())
    item = page.table.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "page.txt: already here"
    assert not page.take.isEnabled()


def test_an_article_whose_record_is_here_gets_attached(
    desk: Desk, folder: Path, vault: Vault, until: Until
) -> None:
    from casefiles.operations.recording import Said, add_record

    said = [Said("title", Text("School closed to a pupil in Upper Mill"))]
    add_record(vault, kind="source", said=said)
    paths = {"paths": [str(folder / "page.txt")]}
    page = show(ImportPage(desk), until, Place("import", state=paths))
    until(page.take.isEnabled)
    fate = article(page, "School closed to a pupil in Upper Mill").text(FATE)
    assert fate == "gets its words: School closed to a pupil in Upper Mill"
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page.undo.isVisible)
    assert "1 found its record here." in page._frame.notice.accessibleName()


def test_the_keys_of_the_page_work_while_the_table_has_the_focus(
    page: ImportPage, until: Until
) -> None:
    page.table.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.table, Qt.Key.Key_Return, control)
    until(quiet(page.desk))
    until(page.undo.isVisible)


def test_what_is_told_of_a_file_is_a_sentence(page: ImportPage) -> None:
    item = page.table.topLevelItem(1)
    assert item is not None
    page.table.setCurrentItem(item)
    assert page.table.remarks()[0].endswith(": new.")
