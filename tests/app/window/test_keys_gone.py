"""One copy of the keys is gone: the window says so, and makes it anew."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton

from app.desk import Desk
from app.pages.today import TodayPage
from app.window.window import Window
from casefiles.seal.copies import NAMES
from casefiles.vault import Unlocking, Vault
from tests.app.qt import Until
from tests.conftest import CHEAP


def test_both_copies_of_the_keys_are_made_whole_by_a_button(
    qt: QApplication, tmp_path: Path, passphrase: str, until: Until
) -> None:
    Vault.create(tmp_path / "case", passphrase, cost=CHEAP).close()
    folder = tmp_path / "case.parvanda"
    (folder / NAMES[1]).unlink()
    desk = Desk(Vault.open(folder, Unlocking(passphrase)))
    window = Window(desk, [TodayPage])
    window.show()
    assert NAMES[1] in window.notices.accessibleName()
    [way_on] = [
        one
        for one in window.notices.findChildren(QPushButton)
        if one.isVisible() and one.text() == "Make both copies whole"
    ]
    way_on.click()
    until(lambda: "whole and the same" in window.notices.accessibleName())
    assert (folder / NAMES[0]).read_bytes() == (folder / NAMES[1]).read_bytes()
    assert desk.vault.warnings == ()
    window.hide()
    desk.close()
    window.deleteLater()
    qt.processEvents()
    with Vault.open(folder, Unlocking(passphrase)) as again:
        assert again.warnings == ()
