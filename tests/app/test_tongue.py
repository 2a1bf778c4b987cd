"""Qt's own words follow the language."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app import tongue
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


@pytest.mark.parametrize(
    ("told", "best"), [(["ru-RU", "en"], "ru"), (["tg-TJ", "ru-RU"], "ru"), (["de"], "en")]
)
def test_the_first_words_are_in_the_language_of_the_computer(
    monkeypatch: pytest.MonkeyPatch, told: list[str], best: str
) -> None:
    class Set:
        @staticmethod
        def system() -> "Set":
            return Set()

        def uiLanguages(self) -> list[str]:  # noqa: N802 - Qt's name
            return told

    monkeypatch.setattr(tongue, "QLocale", Set)
    assert tongue.best_of(["en", "ru"]) == best
