"""The words that Qt says by itself: buttons of its dialogs, menus of its text fields.

Everything else is said by `casefiles.text`. Where Qt brings no translation, its words are English.
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator

_NAME = "words of Qt"


def best_of(known: Sequence[str]) -> str:
    """Which of these languages the computer is set to; else English.

    Nobody can look for a setting in a language they do not read.
    """
    wanted = (name.split("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in known), "en")


def speak_qt(application: QCoreApplication, code: str) -> bool:
    """Let Qt speak a language from now on; returns whether it knows that language.

    Text fields ask anew whenever they show a menu; a widget that is open already keeps its words.
    """
    for former in _translators(application):
        application.removeTranslator(former)
        former.deleteLater()
        former.setObjectName("")
    if code == "en":
        return True
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load(f"qtbase_{code}", folder):
        translator.deleteLater()
        return False
    translator.setObjectName(_NAME)
    return application.installTranslator(translator)


def _translators(application: QCoreApplication) -> list[QTranslator]:
    here = Qt.FindChildOption.FindDirectChildrenOnly
    return application.findChildren(QTranslator, _NAME, here)
