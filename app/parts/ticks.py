"""Ticks and choices whose words break into lines: Qt's own would be cut off."""

from typing import cast

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from app.theme import GRID

_NARROWEST = GRID * 15


class _Wrapping:
    """What both have in common; a mixin before the Qt class."""

    _words = ""
    _control: QStyle.ControlElement

    def hold(self, words: str) -> None:
        """These words, as they are: what looks like a mnemonic is a letter."""
        me = cast("QAbstractButton", self)
        self._words = words
        me.setAccessibleName(words)
        me.setText(words.replace("&", "&&"))
        me.setMinimumHeight(GRID * 3)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        me.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All its words in one line, however they are broken now."""
        metrics = cast("QAbstractButton", self).fontMetrics()
        width = metrics.horizontalAdvance(self._words) + self._beside(metrics)
        return QSize(width, max(metrics.height() + GRID, GRID * 3))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It can be narrower than its words."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())  # type: ignore[misc]

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height of all lines at this width."""
        metrics = cast("QAbstractButton", self).fontMetrics()
        lines = _lines(self._words, metrics, width - self._beside(metrics))
        one = metrics.height() + GRID
        return max(one + (len(lines) - 1) * metrics.lineSpacing(), GRID * 3)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The words broken for this width; set as a text they would have to be laid out again."""
        me = cast("QCheckBox", self)
        option = QStyleOptionButton()
        me.initStyleOption(option)
        metrics = me.fontMetrics()
        lines = _lines(self._words, metrics, me.width() - self._beside(metrics))
        option.text = "\n".join(lines).replace("&", "&&")
        painter = QStylePainter(me)
        painter.drawControl(self._control, option)
        painter.end()

    def _beside(self, metrics: QFontMetrics) -> int:
        """The room that the box takes, and a little air."""
        return 2 * metrics.height() + GRID


class Tick(_Wrapping, QCheckBox):
    """A check box."""

    _control = QStyle.ControlElement.CE_CheckBox

    def __init__(self, words: str) -> None:
        super().__init__()
        self.hold(words)


class Choice(_Wrapping, QRadioButton):
    """One of several."""

    _control = QStyle.ControlElement.CE_RadioButton

    def __init__(self, words: str) -> None:
        super().__init__()
        self.hold(words)


def _lines(words: str, metrics: QFontMetrics, room: int) -> list[str]:
    """The words in lines that fit; a single long word has a line of its own."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
