"""The state of the keyboard beside a passphrase: learned from letters, shown in words."""

from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QGuiApplication, QInputMethod, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.widgets import keyboard
from app.widgets.keyboard import Keyboard, caps_lamp
from app.widgets.passphrase import NewPassphrase, PassphraseBox


def _key(box: QLineEdit, letter: str, *, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, held, letter)
    QApplication.sendEvent(box, pressed)


class Watched(NamedTuple):
    """A box and who watches it."""

    box: QLineEdit
    keyboard: Keyboard


@pytest.fixture
def watched(qt: QApplication, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """A box with no lamp to look at and a Russian layout."""
    monkeypatch.setattr(keyboard, "caps_lamp", lambda: None)
    monkeypatch.setattr(QInputMethod, "locale", lambda _self: QLocale("ru_RU"))
    box = QLineEdit()
    return Watched(box, Keyboard(box))


def test_nothing_is_said_of_caps_lock_while_nobody_knows(watched: Watched) -> None:
    assert watched.keyboard.caps is None
    assert watched.keyboard.words() == "Keyboard: RU"


@pytest.mark.parametrize(
    ("letter", "shift", "on"),
    [("а", False, False), ("А", False, True), ("А", True, False), ("а", True, True)],
)
def test_a_letter_tells_of_caps_lock(
    watched: Watched, letter: str, *, shift: bool, on: bool
) -> None:
    _key(watched.box, letter, shift=shift)
    assert watched.keyboard.caps is on
    assert watched.keyboard.words() == f"Keyboard: RU    Caps Lock: {'on' if on else 'off'}"


def test_letters_without_case_and_digits_tell_nothing(watched: Watched) -> None:
    for letter in "ق7 ":
        _key(watched.box, letter)
    assert watched.keyboard.caps is None


def test_letters_of_another_script_than_the_layout_are_told(watched: Watched) -> None:
    _key(watched.box, "q")
    assert watched.keyboard.layout == "Latin letters"
    _key(watched.box, "й")
    assert watched.keyboard.layout == "RU"
    _key(watched.box, "ق")
    assert watched.keyboard.layout == "Arabic letters"


def test_the_key_itself_turns_what_is_known(watched: Watched) -> None:
    _key(watched.box, "а")
    QTest.keyClick(watched.box, Qt.Key.Key_CapsLock)
    assert watched.keyboard.caps is True


def test_the_lamp_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyboard, "_LAMPS", tmp_path)
    assert caps_lamp() is None
    for name, lit in (("input1::capslock", "0"), ("input2::capslock", "0")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "brightness").write_text(lit + "\n")
    assert caps_lamp() is False
    (tmp_path / "input2::capslock" / "brightness").write_text("1\n")
    assert caps_lamp() is True


def test_what_is_typed_is_hidden_until_asked_for(qt: QApplication) -> None:
    made = PassphraseBox("Passphrase")
    made.show()
    QTest.keyClicks(made.box, "secret")
    assert made.box.displayText() != "secret"
    QTest.mouseClick(made._show, Qt.MouseButton.LeftButton)
    assert made.box.displayText() == "secret"
    made.box.selectAll()
    made.box.copy()
    made.clear()
    assert made.box.echoMode() == QLineEdit.EchoMode.Password
    QGuiApplication.clipboard().clear()


def test_six_words_are_offered_in_the_language_of_the_window(qt: QApplication) -> None:
    from casefiles.seal.words import word_list
    from casefiles.text import speaking

    made = NewPassphrase()
    for code, name in (("en", "english"), ("ru", "russian"), ("tg", "russian"), ("fa", "english")):
        with speaking(code):
            made.offer()
        words = made.passphrase().split(" ")
        assert len(words) == 6
        assert set(words) <= set(word_list(name))
    before = made.passphrase()
    made.offer()
    assert made.passphrase() != before
    assert made.trouble()
