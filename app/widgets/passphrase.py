"""Typing a passphrase: a box that can be shown, and what the keyboard does about it."""

from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.theme import GRID
from app.widgets.keyboard import Keyboard
from app.widgets.words import button, label
from casefiles.text import _

_LONGEST = 1000


class PassphraseBox(QWidget):
    """A label, a box whose signs are hidden until asked for, and the state of the keyboard."""

    entered = Signal()
    """Enter was pressed in it."""

    def __init__(self, words: str, *, watched: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QLineEdit()
        self.box.setMaxLength(_LONGEST)
        self.box.setAccessibleName(words)
        self._name = label(words, "", wrap=False)
        self._name.setBuddy(self.box)
        self._show = button(_("Show"), tip=_("Shows what is typed, to whoever sees the screen."))
        self._show.setCheckable(True)
        self._show.toggled.connect(self._shown)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.box, 1)
        line.addWidget(self._show)
        self._state = label("", "small")
        self.keyboard = Keyboard(self.box)
        self.keyboard.changed.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._name)
        column.addLayout(line)
        column.addWidget(self._state)
        self._state.setVisible(watched)
        self.box.returnPressed.connect(self.entered)
        self.setFocusProxy(self.box)
        self._shown(False)
        self._tell()

    def text(self) -> str:
        """What is typed."""
        return self.box.text()

    def ask(self, words: str) -> None:
        """Ask for something else with the same box."""
        self._name.setText(words)
        self.box.setAccessibleName(words)

    def clear(self) -> None:
        """Take it away and hide what comes next."""
        self.box.setText("")  # unlike clear(), it leaves nothing for Ctrl+Z
        self._show.setChecked(False)

    def again(self) -> None:
        """The caret in the box, what is in it marked: typing replaces it."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.selectAll()

    def stand_on(self, number: int) -> None:
        """Mark a word (from 1), so that typing replaces it alone; or go behind the last."""
        words = self.text().split(" ")
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        if number <= len(words):
            before = sum(len(word) + 1 for word in words[: number - 1])
            self.box.setSelection(before, len(words[number - 1]))
        else:
            self.box.end(False)

    def _shown(self, shown: bool) -> None:
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        hints |= Qt.InputMethodHint.ImhNoAutoUppercase
        if not shown:
            hints |= Qt.InputMethodHint.ImhHiddenText
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.box.setEchoMode(mode)
        self.box.setInputMethodHints(hints)
        words = _("Hide") if shown else _("Show")
        self._show.setText(words)
        self._show.setAccessibleName(words)
        if self.isVisible():
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self._state.setText(self.keyboard.words())


class NewPassphrase(QWidget):
    """A passphrase to be: six words by chance, or words of one's own; typed once more in any case.

    Generated words are shown and typed back, so that the fingers know them before they are needed.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own = False
        self._words = ""
        self._offered = label("", "heading")
        self._offered.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._card = QFrame()
        self._card.setProperty("role", "card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        inside.addWidget(self._offered)
        self._said = label("", "muted")
        self._other = button(_("Other words"), quiet=True)
        self._own = button("", quiet=True)
        self._first = PassphraseBox(_("Your passphrase"), watched=False)
        self._second = PassphraseBox(_("Once more"))
        ways = QHBoxLayout()
        ways.addWidget(self._other)
        ways.addWidget(self._own)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for one in (self._said, self._card):
            column.addWidget(one)
        column.addLayout(ways)
        column.addWidget(self._first)
        column.addWidget(self._second)
        self._other.clicked.connect(self.offer)
        self._own.clicked.connect(lambda: self._choose(own=not self.own))
        self._first.entered.connect(self._second.again)
        self._second.entered.connect(self.entered)

    # What it answers

    def passphrase(self) -> str:
        """The passphrase as it will be set."""
        return self._first.text() if self.own else self._words

    def trouble(self) -> str:
        """Why it cannot be set yet, as a sentence; empty if it can."""
        wanted, again = self.passphrase(), self._second.text()
        if not wanted:
            return _("The passphrase is empty.")
        if self.own:
            return "" if wanted == again else _("The two passphrases differ. Type both again.")
        if not again:
            return _("Type the words once more.")
        wrong = self._wrong()
        if wrong > len(wanted.split(" ")):
            return _("There is more in the box than the six words.")
        if wrong:
            return _("Word {n} is another one. Compare and correct it.").format(n=wrong)
        return ""

    # What it does

    def offer(self) -> None:
        """Offer six other words, in the language of the window."""
        from casefiles.seal.passphrase import generate_words
        from casefiles.text import language

        self._words = " ".join(generate_words(language=language()))
        self._choose(own=False)

    def again(self) -> None:
        """The caret where something is to be typed; of six words only the wrong one is marked."""
        wrong = 0 if self.own or not self._second.text() else self._wrong()
        if wrong:
            self._second.stand_on(wrong)
        else:
            (self._first if self.own and not self._first.text() else self._second).again()

    def clear(self) -> None:
        """Take everything away."""
        self._words = ""
        self._offered.clear()
        self._first.clear()
        self._second.clear()

    # How inside

    def _wrong(self) -> int:
        """Which of the words typed back, from 1, is not the one offered; 0 if all are."""
        pairs = zip_longest(self._words.split(" "), self._second.text().split(" "))
        return next((at for at, (word, typed) in enumerate(pairs, 1) if word != typed), 0)

    def _choose(self, *, own: bool) -> None:
        self.own = own
        self._first.clear()
        self._second.clear()
        self._offered.setText(self._words)
        self._card.setVisible(not own)
        self._other.setVisible(not own)
        self._first.setVisible(own)
        self._said.setText(
            _("Short or known sentences are guessed. Six words by chance are safe.")
            if own
            else _("These six words were drawn by chance. Learn them, or write them on paper.")
        )
        self._second.ask(_("Once more") if own else _("Type the six words"))
        words = _("Take six words by chance") if own else _("I choose my own")
        self._own.setText(words)
        self._own.setAccessibleName(words)
        self.again()
