"""Settings take hold at once and are kept in the vault; keys are given to nobody unasked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app import theme
from app.desk import Desk
from app.lock import MINUTES, Sentry
from app.pages.settings import SettingsPage, keys
from app.place import Place
from casefiles.errors import WrongKey
from casefiles.ledger.verify import Damage
from casefiles.operations.keeping import recovery_sheet, sheet_confirmed
from casefiles.operations.preferences import preference, set_preference
from casefiles.seal.passphrase import LEAST_MEMORY_KIB, Cost
from casefiles.text import language, speak
from casefiles.vault import Vault
from tests.app.qt import Until, quiet, show, unnamed
from tests.conftest import PASSPHRASE as WORDS


@pytest.fixture
def page(qt: QApplication, desk: Desk, until: Until) -> Iterator[SettingsPage]:
    made = show(SettingsPage(desk), until, Place("settings"))
    made.keys.cost = Cost(LEAST_MEMORY_KIB, 1, 1)
    yield made
    until(quiet(desk))
    made.hide()
    theme.apply(qt, "light")
    speak("en")
    qt.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _kept(desk: Desk, until: Until, key: str) -> object:
    until(quiet(desk))
    return preference(desk.vault, key)


def _names(page: SettingsPage) -> list[str]:
    rows = (one for group in page._groups for one in group.settings if one.isVisible())
    return [row._words.split(" ")[0] for row in rows]


def _opens(folder: Path, passphrase: str, key_file: Path | None = None) -> bool:
    from casefiles.seal.keyring import unlock

    try:
        unlock(folder, passphrase=passphrase, key_file=key_file)
    except WrongKey:
        return False
    return True


def test_a_theme_takes_hold_at_once_and_is_kept(
    page: SettingsPage, desk: Desk, until: Until
) -> None:
    QTest.keyClick(page.looks.themes, Qt.Key.Key_Down)
    assert theme.current() == "dark"
    assert _kept(desk, until, "look.theme") == "dark"


def test_type_grows_at_once(page: SettingsPage, desk: Desk, until: Until) -> None:
    for _step in range(5):
        QTest.keyClick(page.looks.size, Qt.Key.Key_Down)
    assert page.font().pointSizeF() == pytest.approx(theme.POINTS * 1.5)
    assert _kept(desk, until, "look.scale") == 1.5


def test_a_language_is_spoken_at_once_and_the_windows_are_told(
    page: SettingsPage, desk: Desk, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Watch(QObject):
        told = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
            Watch.told += event.type() == QEvent.Type.LanguageChange
            return False

    watch = Watch()
    page.installEventFilter(watch)
    page.looks.languages.addItem("فارسی", "fa")
    page.looks.languages.setCurrentIndex(page.looks.languages.findData("fa"))
    assert language() == "fa"
    assert page.isRightToLeft()
    assert _kept(desk, until, "language") == "fa"
    until(lambda: Watch.told)


def test_minutes_reach_the_sentry_at_once(
    page: SettingsPage, desk: Desk, until: Until, qt: QApplication
) -> None:
    sentry = Sentry(desk)
    qt.removeEventFilter(sentry)  # it outlives the test
    until(quiet(desk))
    QTest.keyClick(page.minutes, Qt.Key.Key_Up)
    assert sentry.minutes == 5
    assert _kept(desk, until, MINUTES) == 5
    QTest.keyClick(page.minutes, Qt.Key.Key_End)
    assert page.minutes.currentText() == "Never"
    assert sentry.minutes == 0


def test_the_wheel_changes_nothing(page: SettingsPage) -> None:
    before = page.minutes.currentIndex()
    here = QPointF(4, 4)
    turned = QWheelEvent(
        here,
        page.minutes.mapToGlobal(here),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.minutes, turned)
    assert page.minutes.currentIndex() == before


def test_the_name_in_the_history(page: SettingsPage, desk: Desk, until: Until) -> None:
    page.author.selectAll()
    QTest.keyClicks(page.author, "Nigora  N.")
    QTest.keyClick(page.author, Qt.Key.Key_Return)
    until(quiet(desk))
    assert desk.vault.author == "Nigora N."


def test_search_shows_what_fits_and_says_if_nothing_does(page: SettingsPage) -> None:
    assert len(_names(page)) > 9
    QTest.keyClicks(page.search, "recovery")
    assert _names(page) == ["recovery"]
    page.search.clear()
    QTest.keyClicks(page.search, "keys")
    assert _names(page) == ["keys", "passphrase", "key", "recovery"]
    page.search.setText("no such words")
    assert _names(page) == []
    assert page._nothing.isVisible()
    assert page.place().words == "no such words"
    page._nothing.findChild(QPushButton).click()  # type: ignore[union-attr]
    assert len(_names(page)) > 9


def test_the_passphrase_is_changed(page: SettingsPage, desk: Desk, until: Until) -> None:
    page.keys.change()
    QTest.keyClicks(page.keys.changing.now.box, WORDS)
    QTest.keyClick(page.keys.changing.now.box, Qt.Key.Key_Return)
    new = page.keys.new.passphrase()
    _type_here(page, new)
    until(quiet(desk))
    assert "is changed" in page.keys.passphrase.answer.accessibleName()
    assert _opens(desk.vault.folder, new)
    assert not _opens(desk.vault.folder, WORDS)
    assert not page.keys.changing.isVisible()
    assert page.keys.changing.now.text() == ""


def test_a_wrong_passphrase_changes_nothing(page: SettingsPage, desk: Desk, until: Until) -> None:
    page.keys.change()
    QTest.keyClicks(page.keys.changing.now.box, "other words")
    page.keys.new.again()
    _type_here(page, page.keys.new.passphrase())
    until(quiet(desk))
    assert "does not open" in page.keys.passphrase.answer.accessibleName()
    assert page.keys.changing.isVisible()
    assert _opens(desk.vault.folder, WORDS)


def test_a_key_file_is_added_and_removed(
    page: SettingsPage, desk: Desk, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "key.bin"
    monkeypatch.setattr(keys, "choose_target", lambda *_args: target)
    monkeypatch.setattr(keys, "choose_file", lambda *_args: target)
    _press(page, "Add a key file …")
    _type_here(page, WORDS)
    until(quiet(desk))
    assert not _opens(desk.vault.folder, WORDS)
    assert _opens(desk.vault.folder, WORDS, target)
    _press(page, "Do without it …")
    _press(page, "Key file …")
    page.keys.filing.now.box.setFocus()
    _type_here(page, WORDS)
    until(quiet(desk))
    assert _opens(desk.vault.folder, WORDS)


def test_the_sheet_is_shown_only_for_the_passphrase_and_goes_with_the_page(
    page: SettingsPage, desk: Desk, until: Until
) -> None:
    page.keys.show_sheet()
    _type_here(page, "other words")
    until(quiet(desk))
    assert not page.keys.view.isVisible()
    page.keys.show_sheet()
    _type_here(page, WORDS)
    until(quiet(desk))
    assert page.keys.view.isVisible()
    assert page.keys.view._text == recovery_sheet(desk.vault)
    assert not sheet_confirmed(desk.vault)
    _press(page, "I have it on paper")
    until(quiet(desk))
    assert sheet_confirmed(desk.vault)
    assert page.keys.view._text == ""
    page.keys.show_sheet()
    _type_here(page, WORDS)
    until(quiet(desk))
    page.hide()
    assert page.keys.view._text == ""
    assert not page.keys.view._words.accessibleName()


def test_verifying_answers_clearly(
    page: SettingsPage, desk: Desk, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.vault.step("add") as step:
        step.create("person")
    page.verify()
    until(quiet(desk))
    said = page.verifying.answer.accessibleName()
    assert said.startswith("Everything is as it was written. The history ends in: ")
    monkeypatch.setattr(Vault, "verify", lambda _self: (Damage("A step is not as written."),))
    page.verify()
    until(quiet(desk))
    said = page.verifying.answer.accessibleName()
    assert said.startswith("The vault is not as it was written. A step is not as written.")


def test_rebuilding_answers(page: SettingsPage, desk: Desk, until: Until) -> None:
    page.rebuild()
    until(quiet(desk))
    assert "computed anew" in page.rebuilding.answer.accessibleName()


def test_everything_has_a_name_and_commands_have_tips(page: SettingsPage) -> None:
    assert unnamed(page) == []
    assert all(command.text() and command.toolTip() for command in page.commands())


def test_what_was_set_is_shown_again(
    page: SettingsPage, desk: Desk, until: Until, qt: QApplication
) -> None:
    page.hide()
    set_preference(desk.vault, MINUTES, 7)
    again = show(SettingsPage(desk), until, Place("settings", words="lock"))
    assert again.minutes.currentText() == "7 minutes"
    assert again.author.text() == "N."
    assert _names(again) == ["lock"]
    again.hide()


def _press(page: QWidget, words: str) -> None:
    found = [one for one in page.findChildren(QPushButton) if one.text() == words]
    shown = [one for one in found if one.isVisible()]
    assert len(shown) == 1, f"{words}: {len(shown)} of {len(found)}"
    QTest.mouseClick(shown[0], Qt.MouseButton.LeftButton)


def _type_here(page: QWidget, words: str) -> None:
    box = page.window().focusWidget()
    assert box is not None
    QTest.keyClicks(box, words)
    QTest.keyClick(box, Qt.Key.Key_Return)


def test_what_is_asked_for_from_elsewhere_is_scrolled_into_view(
    page: SettingsPage, until: Until
) -> None:
    page.resize(700, 400)
    page.keys.show_sheet()
    box = page.keys.showing.now.box
    area = page._column.viewport()
    until(lambda: area.rect().contains(box.mapTo(area, box.rect().center())))
