"""Qt's own words follow the language."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.tongue import speak_qt


@pytest.fixture
def english_again(qt: QApplication) -> Iterator[QApplication]:
    yield qt
    speak_qt(qt, "en")


def _word(context: str, english: str) -> str:
    return QCoreApplication.translate(context, english)


def test_qt_speaks_russian_and_english_again(english_again: QApplication) -> None:
    assert speak_qt(english_again, "ru")
    assert _word("QPlatformTheme", "Cancel") == "Отмена"
    assert _word("QWidgetTextControl", "&Copy") == "&Копировать"
    assert speak_qt(english_again, "en")
    assert _word("QPlatformTheme", "Cancel") == "Cancel"


def test_a_language_that_qt_lacks_is_english(english_again: QApplication) -> None:
    speak_qt(english_again, "ru")
    assert not speak_qt(english_again, "tg")
    assert _word("QPlatformTheme", "Cancel") == "Cancel"
