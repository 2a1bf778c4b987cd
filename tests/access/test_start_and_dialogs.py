"""The start window step by step, and the few dialogs there are."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QWidget,
)

from app.jobs import Lane
from app.start import Start
from app.widgets import files
from app.window.faults import show_fault
from tests.access.tour import RULES, Seen
from tests.conftest import CHEAP

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def start(qt: QApplication, tmp_path: Path, until: Until) -> Iterator[Start]:
    """The start window, on a folder without a vault."""
    lane = Lane("start")
    window = Start(lane, tmp_path / "Parvanda", cost=CHEAP)
    window.resize(900, 700)
    window.show()
    window.activateWindow()
    until(lambda: not lane.busy)
    yield window
    window.let_go()
    until(lambda: not lane.busy)
    lane.end()
    window.deleteLater()
    qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def go_on(window: QWidget, words: str) -> None:
    """Press a button by the keyboard."""
    found = [one for one in window.findChildren(QPushButton) if one.text() == words]
    [one] = [one for one in found if one.isVisible() and one.isEnabled()]
    one.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(one, Qt.Key.Key_Space)


def scenes(start: Start, folder: Path, until: Until) -> Iterator[str]:
    """Everything that the start window shows."""
    yield "nothing here yet"
    go_on(start, "Make new case files")
    yield "name and place"
    start.creating.name.setText("Story")
    go_on(start, "Go on")
    yield "six words"
    go_on(start, "I choose my own")
    yield "words of one's own"
    go_on(start, "Take six words by chance")
    start.creating.passphrase._second.box.setText(start.creating.passphrase.passphrase())
    go_on(start, "Make the case files")
    until(start.creating.sheet.isVisible)
    yield "the recovery sheet"
    go_on(start, "I have it on paper")
    yield "the sheet typed back"
    QTest.keyClick(start, Qt.Key.Key_Escape)
    start.home()
    yield "unlocking"
    start.unlocking.notice.tell("That did not open it.", "Try again.", action="Again", act=print)
    yield "unlocking told something"
    go_on(start, "I lost my key")
    yield "a lost key"


def test_everything_in_the_start_window(start: Start, tmp_path: Path, until: Until) -> None:
    seen = Seen("start")
    start.opened.connect(lambda vault: vault.close())
    for scene in scenes(start, tmp_path, until):
        QApplication.processEvents()
        seen.look(scene, start)
    assert len(seen.scenes) == 9
    assert [words for rule in RULES for words in seen.complaints[rule]] == []


ASKED: dict[str, Callable[[QWidget | None], object]] = {
    "a file": lambda parent: files.choose_file(parent, "A file"),
    "files": lambda parent: files.choose_files(parent, "Files"),
    "a folder": lambda parent: files.choose_folder(parent, "A folder"),
    "a target": lambda parent: files.choose_target(parent, "Save", "a.pdf", "PDF (*.pdf)"),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_file_dialog(name: str, qt: QApplication, until: Until) -> None:
    told: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            told.extend(complaints(dialog))
            told.append("looked at")
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            if dialog.isVisible():
                told.append("Esc does not close it")
        finally:
            dialog.reject()

    QTimer.singleShot(0, look)
    assert not ASKED[name](None)
    assert told == ["looked at"]


def test_the_dialog_of_a_fault(qt: QApplication) -> None:
    window = QWidget()
    window.show()
    show_fault(window, ValueError("nothing of this is told"))
    [dialog] = window.findChildren(QDialog)
    assert complaints(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    window.deleteLater()


def complaints(dialog: QDialog) -> list[str]:
    """What is wrong with a dialog; Esc is tried by whoever asks."""
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    seen = Seen("dialog")
    seen.look("dialog", dialog)
    found = [words for rule in RULES for words in seen.complaints[rule]]
    box = dialog.findChild(QDialogButtonBox)
    buttons = box.buttons() if box else []
    if not 1 <= len(buttons) <= 3:
        found.append(f"{len(buttons)} buttons")
    if not any(isinstance(one, QPushButton) and one.isDefault() for one in buttons):
        found.append("no button that Enter presses")
    found += [f"a button without a verb: {one}" for one in buttons if not _verb(one)]
    return found


def _verb(button: QAbstractButton) -> bool:
    return button.text().replace("&", "").casefold() not in ("", "ok", "yes", "no")
