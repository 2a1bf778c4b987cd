"""The window: room for large type, sentences that go when they are old, help beside the page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app import theme
from app.desk import Desk, Notice
from app.pages.help import HelpPage
from app.pages.history import HistoryPage
from app.pages.today import TodayPage
from app.pages.trash import TrashPage
from app.place import Place
from app.window.rail import Rail
from app.window.window import Window
from casefiles.insight.fields import Field
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record
from tests.app.qt import Until

PAGES = [TodayPage, HistoryPage, TrashPage, HelpPage]


@pytest.fixture
def window(qt: QApplication, desk: Desk) -> Iterator[Window]:
    made = Window(desk, PAGES)
    made.show()
    made.activateWindow()
    qt.processEvents()
    yield made
    theme.apply(qt, "light")
    made.hide()
    made.deleteLater()
    qt.processEvents()


def words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_large_type_leaves_the_room_to_the_page(window: Window, qt: QApplication) -> None:
    window.resize(1280, 800)
    assert window.evidence.isVisible()
    theme.apply(qt, "light", 2.0)
    assert not window.evidence.isVisible()
    theme.apply(qt, "light")
    assert window.evidence.isVisible()


def test_a_sentence_goes_along_to_one_page_and_no_further(window: Window) -> None:
    window.tell(Notice("Done."))
    window.tabs.open(Place("history"))
    assert window.notices.isVisible()
    window.tabs.open(Place("trash"))
    assert not window.notices.isVisible()


def test_a_warning_stays(window: Window) -> None:
    window.tell(Notice("The disk is full.", danger=True))
    window.tabs.open(Place("history"))
    window.tabs.open(Place("trash"))
    assert window.notices.isVisible()


def test_help_opens_beside_the_page_and_once(window: Window) -> None:
    window.acts.help_page()
    assert len(window.tabs.pasts()) == 2
    window.acts.all_keys()
    assert len(window.tabs.pasts()) == 2


def test_evidence_of_another_page_goes(window: Window, desk: Desk, until: Until) -> None:
    ref = add_record(desk.vault, kind="tag", said=[Said("name", Text("Family"))])
    field = Field("note", "Note", (), disputed=False)
    desk.show_evidence(ref, field)
    until(lambda: "Note" in words(window.evidence))
    window.tabs.open(Place("history"))
    assert "Note" not in words(window.evidence)


def test_a_dossier_of_a_person_belongs_to_the_dossiers(qt: QApplication) -> None:
    rail = Rail(["list", "dossier"])
    rail.mark(Place("dossier", Ref("person", RecordId.new())))
    marked = [one.text() for one in rail.findChildren(QPushButton) if one.isChecked()]
    assert marked == ["Dossiers"]


def test_the_second_key_is_told(window: Window) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    window.box.setFocus()
    QTest.keyClick(window.box, Qt.Key.Key_N, control)
    assert window._next_key.isVisible()
    QTest.keyClick(window.box, Qt.Key.Key_Escape)
    assert not window._next_key.isVisible()
