"""The one box: what Enter does does not depend on how quickly it comes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app import theme
from app.desk import Desk
from app.place import Place
from app.window.box import Box
from casefiles.errors import VaultDamaged
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record
from tests.app.pages.sources import named, source
from tests.app.qt import Until, places


@pytest.fixture
def box(qt: QApplication, desk: Desk) -> Iterator[Box]:
    words = ["Put in the trash", "Trash", "Import …", "Import"]
    does = [QAction(one, qt) for one in words]
    made = Box(desk, lambda: does)
    made.show()
    made.activateWindow()
    made.take_focus()
    qt.processEvents()
    yield made
    made.hide()
    made.deleteLater()
    qt.processEvents()


def person(desk: Desk, name: str) -> Ref:
    return add_record(desk.vault, kind="person", said=[Said("name", Text(name))])


def test_enter_before_the_answer_waits_for_it(box: Box, desk: Desk, until: Until) -> None:
    safar, gone = person(desk, "Safar Odinaev"), places(desk)
    QTest.keyClicks(box, "odinaev")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert gone == [], "nothing is known yet"
    until(lambda: gone)
    assert gone == [Place.of(safar)]
    assert box.text() == ""


def test_enter_never_goes_by_a_list_of_other_words(box: Box, desk: Desk, until: Until) -> None:
    person(desk, "Safar Odinaev")
    malika, gone = person(desk, "Malika Gulova"), places(desk)
    QTest.keyClicks(box, "odinaev")
    until(lambda: not box.waiting)
    box.selectAll()
    QTest.keyClicks(box, "gulova")
    QTest.keyClick(box, Qt.Key.Key_Return)
    until(lambda: gone)
    assert gone == [Place.of(malika)]


def test_typing_on_after_enter_takes_it_back(box: Box, desk: Desk, until: Until) -> None:
    person(desk, "Safar Odinaev")
    gone = places(desk)
    QTest.keyClicks(box, "odin")
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "a")
    until(lambda: not box.waiting)
    assert gone == []


def test_where_nothing_is_found_enter_leads_to_the_search(
    box: Box, desk: Desk, until: Until
) -> None:
    gone = places(desk)
    QTest.keyClicks(box, "xylophone")
    QTest.keyClick(box, Qt.Key.Key_Return)
    until(lambda: gone)
    assert gone == [Place("search", words="xylophone")]


def offered(box: Box) -> list[str]:
    return [choice.words for choice in box._choices]


def test_what_is_called_so_stands_before_what_only_holds_the_word(box: Box, until: Until) -> None:
    QTest.keyClicks(box, "trash")
    until(lambda: not box.waiting)
    assert offered(box)[:2] == ["Trash", "Put in the trash"]
    assert box._list.currentRow() == 0


def test_records_are_meant_before_commands_that_only_hold_the_word(
    box: Box, desk: Desk, until: Until
) -> None:
    person(desk, "Safar The")
    QTest.keyClicks(box, "the")
    until(lambda: not box.waiting)
    assert box._list.currentItem().text().startswith("Safar The")


def test_what_is_called_so_stands_before_what_only_speaks_of_it(
    box: Box, desk: Desk, until: Until
) -> None:
    """However often another record holds the words."""
    letter = source(desk.vault, "Asomud wrote to Asomud. " * 20, "A letter")
    asomuddin = named(desk.vault, "person", "Asomuddin Odinaev of the old market", letter, 12)
    for number in range(9):
        source(desk.vault, "Asomud said so. Asomud was there.", f"Paper {number}")
    gone = places(desk)
    QTest.keyClicks(box, "asomud")
    QTest.keyClick(box, Qt.Key.Key_Return)
    until(lambda: gone)
    assert gone == [Place.of(asomuddin)]


def test_of_several_words_one_in_a_title_is_not_what_was_meant(
    box: Box, desk: Desk, until: Until
) -> None:
    letter = source(desk.vault, "The melons rotted at the stall of Odinaev.", "A letter")
    said = [
        Said("name", Text("Odinaev")),
        Said("note", Text("Far away, he heard of it: melons that rotted.")),
    ]
    add_record(desk.vault, kind="person", said=said)
    gone = places(desk)
    QTest.keyClicks(box, "stall odinaev")
    QTest.keyClick(box, Qt.Key.Key_Return)
    until(lambda: gone)
    assert gone == [Place.of(letter)]


def test_a_source_is_opened_at_the_words_as_from_the_search_page(
    box: Box, desk: Desk, until: Until
) -> None:
    letter, gone = source(desk.vault), places(desk)
    QTest.keyClicks(box, "melons")
    QTest.keyClick(box, Qt.Key.Key_Return)
    until(lambda: gone)
    assert gone == [Place.of(letter)]
    assert dict(gone[0].state) == {"line": 16, "words": "melons"}


@pytest.mark.parametrize(
    ("words", "done", "searched"), [("trash", True, False), ("the", False, True)]
)
def test_where_searching_fails_the_commands_are_still_there(
    box: Box,
    desk: Desk,
    until: Until,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    done: bool,
    searched: bool,
) -> None:
    """Only what begins so is gone by: there may be a record that was meant."""

    def damaged(*_asked: object, **_how: object) -> None:
        raise VaultDamaged("The case files are damaged.")

    monkeypatch.setattr(type(desk.vault), "search", damaged)
    gone, triggered = places(desk), []
    for action in box._commands():
        action.triggered.connect(lambda _on, one=action: triggered.append(one.text()))
    QTest.keyClicks(box, words)
    QTest.keyClick(box, Qt.Key.Key_Return)
    until(lambda: gone or triggered)
    assert triggered == (["Trash"] if done else [])
    assert gone == ([Place("search", words=words)] if searched else [])


def test_a_command_that_is_a_section_too_is_offered_once(box: Box, until: Until) -> None:
    QTest.keyClicks(box, "impo")
    until(lambda: not box.waiting)
    assert offered(box)[:1] == ["Import"]
    assert offered(box).count("Import") == 1


def test_in_an_empty_box_undo_is_for_what_was_done_last(box: Box, until: Until) -> None:
    def taken() -> bool:
        key = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        QApplication.sendEvent(box, key)
        return key.isAccepted()

    assert not taken()
    QTest.keyClicks(box, "a")
    assert taken(), "what is typed is taken back letter by letter"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not taken()
    assert not box.isUndoAvailable()


def test_a_word_that_is_not_whole_yet_finds_what_begins_so(
    box: Box, desk: Desk, until: Until
) -> None:
    person(desk, "Kabiri Muhiddin")
    QTest.keyClicks(box, "Kab")
    until(lambda: not box.waiting)
    assert box._list.currentItem().text().startswith("Kabiri Muhiddin")


def test_what_is_found_as_typed_stands_before_what_only_begins_so(
    box: Box, desk: Desk, until: Until
) -> None:
    for name in ("Karimova Zarina", "Karim Zarif"):
        person(desk, name)
    QTest.keyClicks(box, "karim")
    until(lambda: not box.waiting)
    assert [one.split()[0] for one in offered(box)][:2] == ["Karim", "Karimova"]


def test_the_list_grows_with_the_type_and_stays_in_the_window(
    box: Box, desk: Desk, qt: QApplication, until: Until
) -> None:
    for number in range(8):
        person(desk, f"Safar Odinaev {number}")
    window = QWidget()
    window.resize(500, 300)
    box.setParent(window)
    box.setGeometry(100, 10, 200, 40)
    window.show()
    window.activateWindow()
    box.show()
    box.take_focus()
    theme.apply(qt, "light", 2.0)
    try:
        QTest.keyClicks(box, "safar")
        until(lambda: not box.waiting)
        assert box._list.visualItemRect(box._list.item(0)).height() > box.fontMetrics().height()
        assert window.rect().contains(box._list.geometry())
        assert box._list.width() > box.width()
    finally:
        theme.apply(qt, "light")
        box.setParent(None)
        window.deleteLater()
