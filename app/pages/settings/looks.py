"""How the window looks and speaks: theme, size of type, language. Nothing needs a restart."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication

from app import theme
from app.pages.settings.row import Choice, Setting
from casefiles.text import _, language, languages, speak

THEME, SCALE, LANGUAGE = "look.theme", "look.scale", "language"
_NATIVE = {"en": "English", "ru": "Русский", "tg": "Тоҷикӣ", "fa": "فارسی"}


class Look(NamedTuple):
    """What is set."""

    theme: str
    scale: float
    language: str


class Looks(QObject):
    """Three settings; `chosen` tells a preference's key and its new value."""

    chosen = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.themes = Choice((name, _(words)) for name, words in theme.LABELS.items())
        self.size = Choice((size, f"{size} %") for size in range(100, 201, 10))
        self.languages = Choice((code, _NATIVE.get(code, code)) for code in languages())
        self.appearance = (
            Setting(_("Theme"), _("Dark spares the eyes at night."), self.themes),
            Setting(
                _("Size of type"),
                _("Everything grows with it, boxes too."),
                self.size,
                also=_("font zoom scale large"),
            ),
        )
        self.speech = (
            Setting(
                _("Language of the window"),
                _("What you wrote stays as it is, and dossiers have a language of their own."),
                self.languages,
            ),
        )
        self.themes.currentIndexChanged.connect(self._themed)
        self.size.currentIndexChanged.connect(self._sized)
        self.languages.currentIndexChanged.connect(self._spoken)

    def follow(self, look: Look) -> None:
        """Show what is set."""
        size = round(look.scale * 100)
        self.themes.choose(look.theme, look.theme)
        self.size.choose(size, f"{size} %")
        self.languages.choose(look.language, look.language)

    def _themed(self) -> None:
        name = str(self.themes.currentData())
        theme.apply(_application(), name, self.size.currentData() / 100)
        self.chosen.emit(THEME, name)

    def _sized(self) -> None:
        scale = self.size.currentData() / 100
        theme.apply(_application(), theme.current(), scale)
        self.chosen.emit(SCALE, scale)

    def _spoken(self) -> None:
        code = str(self.languages.currentData())
        speak(code)
        self.chosen.emit(LANGUAGE, code)
        application = _application()
        application.setLayoutDirection(theme.mirrored(code))
        # Qt's own way of saying it: whoever holds words makes them anew when this event comes.
        for window in application.topLevelWidgets():
            QCoreApplication.postEvent(window, QEvent(QEvent.Type.LanguageChange))


def look_now() -> Look:
    """How the window looks and speaks."""
    scale = _application().font().pointSizeF() / theme.POINTS
    return Look(theme.current(), round(scale, 2), language())


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
