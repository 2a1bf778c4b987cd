"""Other keys for a command: chosen, pressed, and refused if they mean something else already."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QVBoxLayout, QWidget

from app.commands import CHANGED, COMMANDS, Command, refusal
from app.desk import Desk
from app.pages.settings.row import Choice, Setting
from app.theme import GRID
from app.widgets.words import button
from casefiles.operations.preferences import set_preference
from casefiles.text import _


class Shortcuts(QWidget):
    """The form below the setting: a command, its keys, and the way back to the usual ones."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._changed: dict[str, str] = {}
        self._by_name = {one.does: one for one in COMMANDS if one.changeable}
        self.command = Choice((name, _(one.words)) for name, one in self._by_name.items())
        self.command.setAccessibleName(_("Command"))
        self.keys = _Keys()
        self.keys.setAccessibleName(_("Its keys: press them"))
        self.keys.setMaximumSequenceLength(1)
        self.give = button(_("Give these keys"), main=True)
        self.usual = button(_("As at first"), quiet=True)
        self.all_usual = button(_("All as at first"), quiet=True)
        opening = button(_("Change keys …"))
        self.setting = Setting(
            _("Keys of the keyboard"),
            _("Each command can have other keys. The list of keys names the usual ones."),
            opening,
        )
        self._lay_out()
        self.setting.below(self)
        opening.clicked.connect(self._open)
        self.command.currentIndexChanged.connect(self._show)
        self.give.clicked.connect(self._give)
        self.usual.clicked.connect(lambda: self._take_back({self._chosen.does}))
        self.all_usual.clicked.connect(lambda: self._take_back(set(self._changed)))
        desk.keyed.connect(self.follow)

    def follow(self, changed: Mapping[str, str]) -> None:
        """Show which keys are in force."""
        self._changed = dict(changed)
        self._show()

    @property
    def _chosen(self) -> Command:
        return self._by_name[str(self.command.currentData())]

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for line, widgets in (
            (first, (self.command, self.keys, self.give)),
            (second, (self.usual, self.all_usual)),
        ):
            line.setSpacing(GRID)
            for widget in widgets:
                line.addWidget(widget)
            line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(first)
        column.addLayout(second)

    def _open(self) -> None:
        self.show()
        self._show()
        self.command.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setting.seen()

    def _show(self) -> None:
        keys = self._chosen.keys_in(self._changed)
        self.keys.setKeySequence(keys[0] if keys else QKeySequence())
        self.usual.setEnabled(self._chosen.does in self._changed)
        self.all_usual.setEnabled(bool(self._changed))

    def _give(self) -> None:
        command, keys = self._chosen, self.keys.keySequence()
        if why := refusal(command.does, keys, self._changed):
            self.setting.tell(why, _("Nothing was changed."))
            self._show()
            return
        words = keys.toString(QKeySequence.SequenceFormat.PortableText)
        self._keep({**self._changed, command.does: words})
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText) or _("no keys")
        self.setting.tell(_("{command}: {keys}").format(command=_(command.words), keys=shown))

    def _take_back(self, names: set[str]) -> None:
        left = {name: keys for name, keys in self._changed.items() if name not in names}
        for name in names:
            usual = self._by_name[name].keys_in({})
            if usual and (why := refusal(name, usual[0], left)):
                self.setting.tell(why, _("Give that command other keys first."))
                return
        self._keep(left)
        self.setting.tell(_("The usual keys are in force again."))

    def _keep(self, changed: dict[str, str]) -> None:
        self._desk.keyed.emit(changed)
        self._desk.act(self, lambda vault: set_preference(vault, CHANGED, changed))


class _Keys(QKeySequenceEdit):
    """Takes keys that are pressed; Tab and Esc stay what they are, and nobody is caught in it."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _WAYS_OUT:
            if event.type() == QEvent.Type.KeyPress and event.key() != Qt.Key.Key_Escape:
                return self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
            event.ignore()
            return False
        return super().event(event)


_WAYS_OUT = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)
