"""The window: room for large type, sentences that go when they are old, help beside the page."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget

from app import theme
from app.desk import Desk, Notice
from app.pages.help import HelpPage
from app.pages.history import HistoryPage
from app.pages.new import NewRecordPage
from app.pages.record import AnyRecordPage
from app.pages.today import TodayPage
from app.pages.trash import TrashPage
from app.parts.wrappedlink import WrappedLink
from app.place import Place
from app.window.rail import Rail
from app.window.window import Window
from casefiles.insight.fields import Field, fields_of
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Text
from casefiles.operations.amending import replace_value
from casefiles.operations.history import undo
from casefiles.operations.recording import Said, add_record
from tests.app.qt import Until

PAGES = [TodayPage, HistoryPage, TrashPage, HelpPage, AnyRecordPage, NewRecordPage]


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


def until_laid_out(qt: QApplication) -> None:
    for _turn in range(5):
        qt.processEvents()


def area(widget: QWidget, window: Window) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def words(widget: QWidget) -> list[str]:
    labels, links = widget.findChildren(QLabel), widget.findChildren(WrappedLink)
    told: list[QLabel | WrappedLink] = [*labels, *links]
    return [one.text() for one in told if one.isVisible()]


def test_large_type_leaves_the_room_to_the_page(window: Window, qt: QApplication) -> None:
    window.resize(1600, 900)
    assert window.evidence.isVisible()
    theme.apply(qt, "light", 2.0)
    assert not window.evidence.isVisible()
    theme.apply(qt, "light")
    assert window.evidence.isVisible()


def test_an_empty_pane_leaves_its_room_to_the_page(window: Window, desk: Desk) -> None:
    ref = add_record(desk.vault, kind="tag", said=[Said("name", Text("Family"))])
    window.resize(1024, 700)
    assert not window.evidence.isVisible()
    window.tabs.open(Place.of(ref))
    assert window.evidence.isVisible()
    window.tabs.open(Place("history"))
    assert not window.evidence.isVisible()
    desk.show_evidence(ref, Field("note", "Note", (), disputed=False))
    assert window.evidence.isVisible()
    window.acts.toggle_evidence()
    window.tabs.open(Place("trash"))
    window.tabs.open(Place.of(ref))
    assert not window.evidence.isVisible()


def test_what_is_told_never_makes_the_window_larger(window: Window, qt: QApplication) -> None:
    window.resize(1024, 600)
    window.tabs.open(Place("history"))
    page = window.tabs.page
    assert isinstance(page, HistoryPage)
    window.tell(Notice("A long warning with many words. " * 8, "A" * 300, danger=True))
    page._frame.notice.tell("What was done, told at length. " * 8, "B" * 300)
    page._frame.asking.ask("Shall it be done?", "Do it", lambda: None, way_on="It is safe. " * 20)
    until_laid_out(qt)
    assert window.size() == QSize(1024, 600)
    assert window.rect().contains(area(page.this, window))


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


def test_beside_a_source_the_evidence_says_whose_it_is(
    window: Window, desk: Desk, until: Until
) -> None:
    ref = add_record(desk.vault, kind="tag", said=[Said("name", Text("Family"))])
    desk.show_evidence(ref, Field("note", "Note", (), disputed=False))
    until(lambda: "Note" in words(window.evidence))
    assert not any("Family" in one for one in words(window.evidence))
    window.evidence.leave(Place("source", Ref("source", RecordId.new())))
    assert any("Family" in one for one in words(window.evidence))
    window.evidence.leave(Place.of(ref))
    assert not any("Family" in one for one in words(window.evidence))


def test_the_evidence_follows_what_is_changed_elsewhere(
    window: Window, desk: Desk, until: Until
) -> None:
    ref = add_record(desk.vault, kind="tag", said=[Said("name", Text("Family"))])
    [field] = [one for one in fields_of(desk.vault.reader, ref) if one.name == "name"]
    desk.show_evidence(ref, field)
    until(lambda: "Family" in words(window.evidence))
    claim = field.values[0].claim
    replace_value(desk.vault, ref=ref, claim=claim, said=Said("name", Text("Kin")))
    until(lambda: "Kin" in words(window.evidence))
    undo(desk.vault)
    until(lambda: "Family" in words(window.evidence))


def test_the_menu_says_what_undo_would_do(window: Window, desk: Desk, until: Until) -> None:
    action = window.actions_["undo"]
    assert action.text() == "Undo"
    add_record(desk.vault, kind="tag", said=[Said("name", Text("Family & kin"))])
    until(lambda: action.text() == "Undo: Added Family && kin")
    undo(desk.vault)
    until(lambda: window.actions_["redo"].text() == "Redo: Added Family && kin")
    assert action.text() == "Undo"


def test_a_dossier_of_a_person_belongs_to_the_dossiers(qt: QApplication) -> None:
    rail = Rail(["list", "dossier"])
    rail.mark(Place("dossier", Ref("person", RecordId.new())))
    marked = [one.text() for one in rail.findChildren(QPushButton) if one.isChecked()]
    assert marked == ["Dossiers"]


def test_a_new_incident_of_a_person_belongs_to_the_incidents(qt: QApplication) -> None:
    rail = Rail(["list", "dossier"])
    rail.mark(Place("new", Ref("person", RecordId.new()), "incident"))
    marked = [one.accessibleName() for one in rail.findChildren(QPushButton) if one.isChecked()]
    assert marked == ["Incidents"]


def test_the_second_key_is_told(window: Window) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    window.box.setFocus()
    QTest.keyClick(window.box, Qt.Key.Key_N, control)
    assert window._next_key.isVisible()
    QTest.keyClick(window.box, Qt.Key.Key_Escape)
    assert not window._next_key.isVisible()


def test_another_language_makes_a_window_anew_and_the_old_one_hears_nothing(
    window: Window, desk: Desk, qt: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, fault, _trace: faults.append(fault))
    before = Window(desk, PAGES)
    before.deleteLater()
    qt.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    del before
    desk.open(Place("trash"))
    desk.tell("Done.")
    desk.keyed.emit({})
    assert window.tabs.page is not None
    assert window.tabs.page.place() == Place("trash")
    assert faults == []


def test_every_section_is_in_the_menu(window: Window) -> None:
    menus = {action.text(): action.menu() for action in window.menuBar().actions()}
    sections = menus["&Sections"]
    assert isinstance(sections, QMenu)
    words = [one.text() for one in sections.actions() if not one.isSeparator()]
    assert words[0] == "Today"
    assert {"History", "Trash", "Settings"} <= {*words}
    next(one for one in sections.actions() if one.text() == "Trash").trigger()
    assert window.tabs.page is not None
    assert window.tabs.page.place() == Place("trash")


def test_quick_steps_of_size_are_one_change(
    window: Window, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied: list[float] = []
    really = theme.apply

    def apply(qt: QApplication, name: str, scale: float) -> None:
        applied.append(scale)
        really(qt, name, scale)

    monkeypatch.setattr(theme, "apply", apply)
    for _step in range(3):
        window.acts.larger()
    window.acts.dark()
    until(lambda: theme.current() == "dark")
    assert applied == [pytest.approx(1.3)]


def test_ctrl_s_saves_the_form_in_which_somebody_writes(
    window: Window, desk: Desk, qt: QApplication, until: Until
) -> None:
    window.tabs.open(Place("new", words="incident"))
    page = window.tabs.page
    assert isinstance(page, NewRecordPage)
    assert page.form is not None
    page.form.start()
    until(lambda: page.isAncestorOf(qt.focusWidget() or window))
    QTest.keyClicks(qt.focusWidget() or page, "A house search")
    QTest.keyClick(qt.focusWidget() or page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    until(lambda: desk.vault.reader.counts().get("incident") == 1)
    window.box.take_focus()
    QTest.keyClick(window.box, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    until(lambda: any("Already saved" in one for one in words(window)))
