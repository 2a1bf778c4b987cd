"""What a passphrase cannot show: which layout types, and whether Caps Lock is on.

No toolkit says either everywhere. The layout is what the input method tells, corrected by the
script of the letter typed last; Caps Lock is read from the keyboard's lamp (Linux) or asked from
the system (Windows), corrected by letters whose case does not fit the Shift key.
"""

import sys
import unicodedata
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from casefiles.text import N_, _

_SCRIPTS = {
    "LATIN": (QLocale.Script.LatinScript, N_("Latin letters")),
    "CYRILLIC": (QLocale.Script.CyrillicScript, N_("Cyrillic letters")),
    "ARABIC": (QLocale.Script.ArabicScript, N_("Arabic letters")),
}
_LOOK_MS = 500
_LAMPS = Path("/sys/class/leds")
_CAPITAL = 0x14  # VK_CAPITAL


class Keyboard(QObject):
    """Watches what is typed into one widget."""

    changed = Signal()

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self._caps = caps_lamp()
        self._script = ""
        watched.installEventFilter(self)
        QGuiApplication.inputMethod().localeChanged.connect(self._new_layout)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def caps(self) -> bool | None:
        """Whether Caps Lock is on; None while nobody knows."""
        return self._caps

    @property
    def layout(self) -> str:
        """The layout in a few letters ("RU"), or the script it types; empty if unknown."""
        locale = QGuiApplication.inputMethod().locale()
        known = _SCRIPTS.get(self._script)
        if known is not None and known[0] != locale.script():
            return _(known[1])
        if locale.language() == QLocale.Language.C:
            return _(known[1]) if known is not None else ""
        return locale.name().split("_")[0].upper()

    def words(self) -> str:
        """Both in one line, as far as they are known."""
        said = []
        if self.layout:
            said.append(_("Keyboard: {layout}").format(layout=self.layout))
        if self._caps is not None:
            said.append(_("Caps Lock: on") if self._caps else _("Caps Lock: off"))
        return "    ".join(said)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Learn from each key; take none."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._learn(event)
        return False

    def _learn(self, event: QKeyEvent) -> None:
        before = (self._caps, self._script)
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock and self._caps is not None:
            self._caps = not self._caps
        elif len(text) == 1 and text.isalpha():
            self._script = unicodedata.name(text, "").split(" ")[0]
            if text.lower() != text.upper():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._caps = text.isupper() != shifted
        if before != (self._caps, self._script):
            self.changed.emit()

    def _new_layout(self) -> None:
        self._script = ""
        self.changed.emit()

    def _look(self) -> None:
        seen = caps_lamp()
        if seen is not None and seen != self._caps:
            self._caps = seen
            self.changed.emit()


def caps_lamp() -> bool | None:
    """Whether the system says that Caps Lock is on; None if it does not say."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(_CAPITAL) & 1)
    try:
        lamps = [
            (lamp / "brightness").read_text(encoding="ascii").strip()
            for lamp in _LAMPS.glob("*::capslock")
        ]
    except OSError:
        return None
    return any(lamp != "0" for lamp in lamps) if lamps else None
