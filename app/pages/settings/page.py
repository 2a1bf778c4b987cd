"""The settings: one page, a search box, each setting with one line of consequence."""

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, ClassVar, NamedTuple

from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.commands import CHANGED
from app.desk import Desk
from app.lock import DEFAULT_MINUTES, MINUTES, sentry_of
from app.page import Page
from app.pages.settings.keys import Keys
from app.pages.settings.looks import Looks, look_now
from app.pages.settings.row import Choice, Group, Setting
from app.pages.settings.shortcuts import Shortcuts
from app.place import Place
from app.resting import MINUTES as REST
from app.resting import clock_of
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.notice import Empty
from app.widgets.words import button, label
from casefiles.ledger.changes import Changes
from casefiles.operations.keeping import head_words, name_author, needs_key_file
from casefiles.operations.preferences import preference, set_preference
from casefiles.text import _, many
from casefiles.vault import Vault

_LONGEST_NAME = 80
_NAME_SHOWN = 28
_MINUTES = (1, 2, 5, 10, 15, 30, 60, 0)
_REST = (0, 45, 60, 90, 120)
_MOST_DAMAGE = 12


class _Set(NamedTuple):
    minutes: int
    rest: int
    author: str
    needs_file: bool
    changed_keys: Mapping[str, str]


class _Checked(NamedTuple):
    damage: tuple[str, ...]
    head: str


class SettingsPage(Page):
    """Appearance, language, locking, history, keys, vault, about."""

    name: ClassVar[str] = "settings"
    help: ClassVar[str] = "settings"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._author_was = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the settings"))
        self.search.setAccessibleName(_("Search the settings"))
        self.looks = Looks(self)
        self.keys = Keys(desk, self)
        self.shortcuts = Shortcuts(desk)
        self.minutes = Choice((minutes, _minutes(minutes)) for minutes in _MINUTES)
        self.rest = Choice((minutes, _minutes(minutes)) for minutes in _REST)
        self.author = QLineEdit()
        self.author.setMaxLength(_LONGEST_NAME)
        self.author.setMinimumWidth(self.fontMetrics().averageCharWidth() * _NAME_SHOWN)
        self._verify, self._rebuild = button(_("Verify")), button(_("Rebuild"))
        self._make_settings()
        self._groups = self._make_groups()
        self._nothing = Empty(
            _("No setting has these words."), _("Show all settings"), self.search.clear
        )
        self._lay_out()
        self._connect()

    # What it answers

    def place(self) -> Place:
        """With the search as its words, and how far it is scrolled."""
        return Place(self.name, words=self.search.text(), state=self._column.state())

    def wants(self, _changes: Changes) -> bool:
        """No Step changes a setting."""
        return False

    def first(self) -> QWidget:
        """The search box."""
        return self.search

    def commands(self) -> Sequence[QAction]:
        """What can be done here without looking for its button."""
        return [
            _action(self, *command)
            for command in (
                (_("Verify the vault"), _("Check that all is as it was written"), self.verify),
                (_("Change the passphrase"), _("Old copies keep the old one"), self.keys.change),
                (_("Show the recovery sheet"), _("24 words for paper"), self.keys.show_sheet),
            )
        ]

    # What it does

    def visit(self, place: Place) -> None:
        """Show the settings that have the words of the place."""
        self.called.emit(_("Settings"))
        self.search.setText(place.words)
        self.looks.follow(look_now())
        self.desk.ask(self, _ask, lambda found: self._show(found, place.state))

    def find_here(self) -> None:
        """Ctrl+F: the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def verify(self) -> None:
        """Check the whole vault, with a clear answer."""
        self.desk.long(
            self,
            _("Verifying the vault …"),
            lambda vault, _job: _check(vault),
            self._verified,
            failed=self.verifying.trouble,
        )

    def rebuild(self) -> None:
        """Compute records and search anew."""
        self.desk.long(
            self,
            _("Rebuilding records and search …"),
            lambda vault, _job: vault.rebuild(),
            lambda _nothing: self.rebuilding.tell(_("Records and search are computed anew.")),
            failed=self.rebuilding.trouble,
        )

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever leaves the page leaves no passphrase and no sheet on it."""
        super().hideEvent(event)
        self.keys.leave()

    # How inside

    def _make_settings(self) -> None:
        self.locking = Setting(
            _("Lock after"),
            _("Counted from the last key or movement. A computer that sleeps is always locked."),
            self.minutes,
            also=_("idle timeout minutes"),
        )
        self.resting = Setting(
            _("Say how long I have worked"),
            _("A quiet line, counted from opening the vault. What is read here is tiring."),
            self.rest,
        )
        self.naming = Setting(
            _("Your name in the history"),
            _("New lines of the history bear it. Old lines stay as they are."),
            self.author,
        )
        self.verifying = Setting(
            _("Verify the vault"),
            _("Reads everything and compares it with what was written. Nothing is changed."),
            self._verify,
            also=_("check damage test"),
        )
        self.rebuilding = Setting(
            _("Rebuild records and search"),
            _("Computes both anew from the history. What you wrote stays as it is."),
            self._rebuild,
            also=_("index repair"),
        )

    def _make_groups(self) -> tuple[Group, ...]:
        return (
            Group(_("Appearance"), self.looks.appearance),
            Group(_("Language"), self.looks.speech),
            Group(_("Keyboard"), (self.shortcuts.setting,)),
            Group(_("Locking"), (self.locking,)),
            Group(_("Rest"), (self.resting,)),
            Group(_("History"), (self.naming,)),
            Group(_("Keys"), (self.keys.passphrase, self.keys.file, self.keys.sheet)),
            Group(_("Vault"), (self.verifying, self.rebuilding)),
            Group(
                _("About Parvanda"),
                (
                    Setting(
                        _("Parvanda {version}").format(version=_version()),
                        _("Free software under the GPL, version 3 or later. It uses no network."),
                    ),
                ),
            ),
        )

    def _lay_out(self) -> None:
        self._column = Column(widest=840)
        for group in self._groups:
            self._column.body.addWidget(group)
        self._column.body.addWidget(self._nothing)
        self._column.body.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, 0)
        head.setSpacing(GRID * 2)
        head.addWidget(label(_("Settings"), "title", wrap=False))
        head.addWidget(self.search, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(head)
        whole.addWidget(self._column, 1)
        self._search("")

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.looks.chosen.connect(self._set)
        self.minutes.currentIndexChanged.connect(self._timed)
        self.rest.currentIndexChanged.connect(self._rested)
        self.author.editingFinished.connect(self._named)
        self._verify.clicked.connect(self.verify)
        self._rebuild.clicked.connect(self.rebuild)

    def _show(self, found: _Set, state: Mapping[str, Any]) -> None:
        self.minutes.choose(found.minutes, _minutes(found.minutes))
        self.rest.choose(found.rest, _minutes(found.rest))
        if not self.author.isModified():
            self.author.setText(found.author)
        self._author_was = found.author
        self.shortcuts.follow(found.changed_keys)
        self.keys.follow(needs_file=found.needs_file)
        self._column.restore(state)

    def _search(self, words: str) -> None:
        shown = [group.search(words) for group in self._groups]
        self._nothing.setVisible(not any(shown))

    def _set(self, key: str, value: Any) -> None:
        self.desk.act(self, lambda vault: set_preference(vault, key, value))

    def _timed(self) -> None:
        minutes = int(self.minutes.currentData())
        if (sentry := sentry_of(self.desk)) is not None:
            sentry.minutes = minutes
        self._set(MINUTES, minutes)

    def _rested(self) -> None:
        minutes = int(self.rest.currentData())
        if (clock := clock_of(self.desk)) is not None:
            clock.say_after(minutes)
        self._set(REST, minutes)

    def _named(self) -> None:
        name = " ".join(self.author.text().split())
        self.author.setModified(False)
        if name == self._author_was:
            return
        self._author_was = name
        self.desk.act(self, lambda vault: name_author(vault, name), failed=self.naming.trouble)

    def _verified(self, checked: _Checked) -> None:
        if not checked.damage:
            history = _("The history ends in: {words}").format(words=checked.head)
            self.verifying.tell(
                _("Everything is as it was written."), history if checked.head else ""
            )
            return
        shown = "\n".join(checked.damage[:_MOST_DAMAGE])
        self.verifying.answer.tell(
            _("The vault is not as it was written."),
            shown + "\n" + _("Copy its folder, then restore the last verified backup."),
            danger=True,
        )
        self.verifying.seen()


def _ask(vault: Vault) -> _Set:
    minutes = int(preference(vault, MINUTES, DEFAULT_MINUTES))
    changed = preference(vault, CHANGED, {})
    rest = int(preference(vault, REST, 0))
    return _Set(minutes, rest, vault.author, needs_key_file(vault), changed)


def _check(vault: Vault) -> _Checked:
    damage = (*vault.warnings, *(str(one) for one in vault.verify()))
    return _Checked(damage, "" if damage else head_words(vault))


def _minutes(number: int) -> str:
    return many("{n} minute", "{n} minutes", number) if number else _("Never")


def _version() -> str:
    try:
        return version("parvanda")
    except PackageNotFoundError:  # run from a folder that was not installed
        return ""


def _action(page: QWidget, words: str, tip: str, act: Callable[[], None]) -> QAction:
    made = QAction(words, page)
    made.setToolTip(tip)
    made.setStatusTip(tip)
    made.triggered.connect(act)
    return made
