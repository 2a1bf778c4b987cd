"""The words that Qt says by itself: buttons of its dialogs, menus of its text fields.

Everything else is said by `casefiles.text`. Where Qt brings no translation, its words are English.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, Qt, QTranslator

_NAME = "words of Qt"


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
