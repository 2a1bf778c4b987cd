"""Files are chosen by hand in Qt's own dialog, and nothing of it is noted anywhere."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit

from app.widgets import files

ROOT = Path(__file__).resolve().parents[3]


def _when_shown(act: Callable[[QFileDialog], None]) -> None:
    """Do something with the dialog as soon as it stands there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def _type(dialog: QFileDialog, words: str) -> None:
    box = dialog.findChild(QLineEdit)
    assert box is not None
    box.clear()
    QTest.keyClicks(box, words)
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    accept = buttons.buttons()[0]
    accept.click()


def test_a_file_is_chosen_by_its_name(qt: QApplication, tmp_path: Path) -> None:
    there = tmp_path / "letter.txt"
    there.write_text("words")
    _when_shown(lambda dialog: _type(dialog, "letter.txt"))
    assert files.choose_file(None, "Choose", folder=tmp_path) == there


def test_cancel_chooses_nothing(qt: QApplication, tmp_path: Path) -> None:
    _when_shown(QFileDialog.reject)
    assert files.choose_files(None, "Choose", folder=tmp_path) == []
    _when_shown(QFileDialog.reject)
    assert files.choose_folder(None, "Choose", folder=tmp_path) is None


def test_a_folder_is_chosen(qt: QApplication, tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    _when_shown(lambda dialog: _type(dialog, "inside"))
    assert files.choose_folder(None, "Choose", folder=tmp_path) == tmp_path / "inside"


def test_a_target_has_the_suggested_name(qt: QApplication, tmp_path: Path) -> None:
    _when_shown(QFileDialog.accept)
    assert files.choose_target(None, "Save", "sheet.txt", folder=tmp_path) == tmp_path / "sheet.txt"


PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
application = QApplication([])
from app.widgets import files
if sys.argv[2] == "ours":
    def accept():
        dialog = QApplication.activeModalWidget()
        dialog.accept() if isinstance(dialog, QFileDialog) else QTimer.singleShot(10, accept)
    QTimer.singleShot(0, accept)
    assert files.choose_target(None, "Save", "Qvyzorthamel.txt")
else:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.selectFile("Qvyzorthamel.txt")
    dialog.show()
    dialog.accept()
    dialog.deleteLater()
QTimer.singleShot(50, application.quit)
application.exec()
"""


def _files_left(home: Path, how: str) -> list[Path]:
    home.mkdir()
    names = ("CONFIG", "DATA", "CACHE", "STATE")
    xdg = {f"XDG_{name}_HOME": str(home / name.lower()) for name in names}
    asked = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT), how],
        env={**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **xdg},
        cwd=home,
        check=False,
        timeout=60,
    )
    assert asked.returncode == 0
    caches = ("qtpipelinecache", "fontconfig")
    return [
        path
        for path in home.rglob("*")
        if path.is_file() and not any(part.startswith(caches) for part in path.parts)
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="HOME and XDG folders are looked at")
def test_nothing_of_it_is_left_in_the_home(tmp_path: Path) -> None:
    assert _files_left(tmp_path / "ours", "ours") == []
    # Qt's dialog by itself does leave a file, so the test can see one.
    assert _files_left(tmp_path / "bare", "bare")
