"""The main window: everything of it, put together."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app import commands, theme
from app.desk import Desk, Notice
from app.page import Page
from app.parts.pastlines import NextActs, next_acts
from app.place import Place
from app.theme import GRID
from app.widgets.notice import NoticeBar
from app.widgets.progress import JobBar
from app.widgets.walking import walk
from app.widgets.words import ToolButton, button, label, shortened
from app.window.actions import actions_for, give_keys, section_actions
from app.window.acts import HOME, Acts
from app.window.box import WORDS, Box
from app.window.counting import counted
from app.window.evidence import EvidencePane
from app.window.faults import show_fault
from app.window.filterbar import FilterBar
from app.window.focus import FocusKeeper
from app.window.nextkey import NextKey
from app.window.pins import pins
from app.window.rail import Rail
from app.window.tabs import Past, Tabs
from casefiles.ledger.changes import Changes
from casefiles.operations.keeping import mend_keys
from casefiles.operations.preferences import preference, set_preference
from casefiles.text import _, language
from casefiles.vault import Vault

_NARROW, _ROOMY = 1000, 1500
"""As wide as the evidence pane needs the window, with something in it and without."""
_ACT = 60
"""Letters of what undo would do, in the menu."""
_COUNTED = ("person", "incident", "source")


class Window(QMainWindow):
    """Bar, rail, tabs, evidence pane and foot around one desk."""

    closing = Signal()
    spoken = Signal()
    """The language is another one: the window has to be made anew."""

    def __init__(self, desk: Desk, pages: Sequence[type[Page]]) -> None:
        super().__init__()
        self.desk = desk
        self.acts = Acts(self, self)
        self._wide = True
        self._here: Place | None = None
        self._walked = 0
        # No name of a vault or record: titles are seen in task bars and previews.
        self.setWindowTitle("Parvanda")
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        kinds: Mapping[str, type[Page]] = {page.name: page for page in pages}
        self.tabs = Tabs(desk, kinds, HOME)
        self.rail = Rail([*kinds])
        self.evidence = EvidencePane(desk)
        self.box = Box(desk, self._all_commands)
        self.notices = NoticeBar()
        self.progress = JobBar()
        self.filter = FilterBar(desk)
        self._saved = label("", "small", wrap=False)
        self._counts = label("", "small", wrap=False)
        self._next_key = NextKey(
            _("New: 1 person, 2 organisation, 3 incident, 4 place, 5 source"), Qt.Key.Key_N
        )
        self.actions_ = actions_for(self.acts, self.menuBar())
        self.actions_ |= section_actions(self.menuBar(), self._open, self)
        self._language = language()
        self._build()
        self._connect()
        self.tabs.open(HOME)
        self._count()
        self._name_acts()
        self.show_pins()
        self._tell_warnings()

    # What it answers

    def pasts(self) -> Sequence[Past]:
        """What is open, for coming back after a lock."""
        return self.tabs.pasts()

    # What it does

    def restore(self, kept: Sequence[Mapping[str, Any]]) -> None:
        """Open the tabs that stood open when the vault was locked."""
        pasts = [Past.from_json(one) for one in kept if one["places"]]
        if pasts:
            self.tabs.restore(pasts)
            self.tabs.close_tab(0)

    def keeping_places(self, key: str) -> Callable[[], None]:
        """What keeps inside the vault which tabs stand open now, whenever it is called: how pages
        stand can only be told while they are seen."""
        kept = [past.to_json() for past in self.tabs.pasts()]

        def keep() -> None:
            if not self.desk.vault.read_only:
                set_preference(self.desk.vault, key, kept)

        return keep

    def show_pins(self) -> None:
        """Show anew what is pinned at the side."""
        self.desk.ask(self, pins, self.rail.show_pins, about="pins")

    def tell(self, notice: Notice) -> None:
        """Say a sentence above the page."""
        self.notices.tell(
            notice.sentence,
            notice.way_on,
            danger=notice.danger,
            action=notice.action,
            act=notice.act,
        )

    def _name_acts(self) -> None:
        """The menu says what undo and redo would do."""

        def answer(told: NextActs) -> None:
            for does, verb, line in (
                ("undo", _("Undo"), told.undo),
                ("redo", _("Redo"), told.redo),
            ):
                what = shortened(line.words, _ACT) if line is not None else ""
                words = _("{verb}: {what}").format(verb=verb, what=what) if what else verb
                self.actions_[does].setText(words.replace("&", "&&"))
                self.actions_[does].setProperty(WORDS, verb)  # no person is found as a command

        self.desk.ask(self, next_acts, answer, about="acts")

    def _tell_warnings(self) -> None:
        """What was found wrong with the keys when the vault was opened."""
        vault = self.desk.vault
        sentence, mends = " ".join(vault.warnings), bool(vault.unlocked.damage)
        if mends and not vault.read_only:
            self.notices.tell(
                sentence,
                _("The case files are whole. One copy of the keys opened them."),
                danger=True,
                action=_("Make both copies whole"),
                act=self._mend_keys,
            )
        elif sentence:
            self.notices.tell(sentence, danger=True)

    def _mend_keys(self) -> None:
        self.desk.act(
            self,
            mend_keys,
            lambda _done: self.desk.tell(_("Both copies of the keys are whole and the same.")),
        )

    # Qt

    def event(self, event: QEvent) -> bool:
        """Ctrl+N waits for a second key: it is told which."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        new = QKeySequence.StandardKey.New
        if asked and isinstance(event, QKeyEvent) and event.matches(new):
            self._next_key.show()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Qt tells every window of a change of language, also of those that are none."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and language() != self._language:
            self._language = language()
            QTimer.singleShot(0, self, self.spoken.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where room is short the page comes first; the evidence pane comes back with the room."""
        super().resizeEvent(event)
        self._make_room()

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes as reading does, whatever was made when."""
        return walk(self, forwards=forwards)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Dropped files go to the import, which shows what would happen first."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.tabs.open(Place("import", state={"paths": paths}))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing locks: what was done is written down, what was typed is kept."""
        self.closing.emit()
        self.desk.close()
        super().closeEvent(event)

    # How inside

    def _make_room(self) -> None:
        """Large type needs room as a narrow window does."""
        least = _NARROW if self.evidence.needed else _ROOMY
        wide = self.width() >= least * theme.scale()
        if wide != self._wide:
            self._wide = wide
            self.evidence.have_room(room=wide)

    def _build(self) -> None:
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setChildrenCollapsible(False)
        middle.setHandleWidth(1)
        # A sentence that comes moves the page only: what is aimed at beside it stays in its place.
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.notices)
        inside.addWidget(self.tabs, 1)
        for widget, stretch in ((self.rail, 0), (page, 1), (self.evidence, 0)):
            middle.addWidget(widget)
            middle.setStretchFactor(middle.count() - 1, stretch)
        middle.setSizes([190, 800, 290])
        self.evidence.setMinimumWidth(220)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top())
        column.addWidget(middle, 1)
        column.addWidget(self.progress)
        column.addWidget(self.filter)
        column.addWidget(self._foot())
        whole = QWidget()
        whole.setLayout(column)
        self.setCentralWidget(whole)

    def _top(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(GRID, GRID, GRID * 2, GRID)
        line.setSpacing(GRID)
        for text, name, does in (
            ("‹", _("Back"), self.acts.back),
            ("›", _("Forward"), self.acts.forward),
        ):
            step = ToolButton(text, name)
            step.clicked.connect(does)
            line.addWidget(step)
        self.box.setMaximumWidth(640)
        line.addWidget(self.box, 9)  # up to its widest before anything stays empty
        line.addStretch(1)
        line.addWidget(self._saved)
        lock = button(_("Lock"), tip=_("Lock now (Ctrl+L)"))
        lock.clicked.connect(self.acts.lock)
        line.addWidget(lock)
        return bar

    def _foot(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "foot")
        line = QHBoxLayout(bar)
        line.setContentsMargins(GRID * 2, 4, GRID * 2, 4)
        narrowing = button(
            _("Filter"), quiet=True, tip=_("Filter by time and place (Ctrl+Shift+F)")
        )
        narrowing.clicked.connect(self.acts.filter)
        line.addWidget(narrowing)
        line.addWidget(self._counts)
        line.addSpacing(GRID * 3)
        line.addWidget(self._next_key, 1)
        line.addStretch()  # takes the room only while the words before it are hidden
        if self.desk.vault.read_only:
            line.addWidget(label(_("Open for reading only"), "danger", wrap=False))
        return bar

    def _connect(self) -> None:
        desk = self.desk
        theme.on_change().changed.connect(self._make_room)
        self.evidence.needed_now.connect(self._make_room)
        # Methods, not lambdas: they go with the window when another language makes it anew.
        desk.opening.connect(self._open)
        desk.changed.connect(self._follow)
        desk.told.connect(self.tell)
        desk.working.connect(self.progress.follow)
        desk.saving.connect(self._saved.setText)
        desk.keyed.connect(self._give_keys)
        desk.ask(self, _changed_keys, desk.keyed.emit, about="keys")
        desk.faulty.connect(self._show_fault)
        self.rail.chosen.connect(self._open)
        self.tabs.moved.connect(self._moved)
        FocusKeeper(self, self.tabs, self.box)
        self.notices.told.connect(self._begin_walk)

    def _open(self, place: Place, new_tab: bool) -> None:
        self.tabs.open(place, new_tab=new_tab)

    def _give_keys(self, changed: Mapping[str, str]) -> None:
        give_keys(self.actions_, changed)

    def _show_fault(self, fault: BaseException) -> None:
        show_fault(self, fault)

    def _moved(self) -> None:
        tab = self.tabs.tab
        self.rail.mark(tab.past.here if tab else None)
        self._walk(tab.past.here if tab else None)
        self.evidence.leave(tab.past.here if tab else None)
        self.actions_["back"].setEnabled(bool(tab and tab.past.at > 0))
        ahead = bool(tab and tab.past.at < len(tab.past.places) - 1)
        self.actions_["forward"].setEnabled(ahead)

    def _begin_walk(self) -> None:
        self._walked = 0

    def _walk(self, here: Place | None) -> None:
        """What was told goes along to one page, as acts often lead to one, and no further."""
        if here == self._here:
            return
        self._here = here
        self._walked += 1
        if self._walked > 1 and not self.notices.pressing():
            self.notices.hide()

    def _follow(self, changes: Changes) -> None:
        self.tabs.follow(changes)
        self._count()
        self._name_acts()
        self.show_pins()

    def _count(self) -> None:
        self.desk.ask(self, lambda vault: vault.reader.counts(), self._counted, about="counts")

    def _counted(self, counts: Mapping[str, int]) -> None:
        self.rail.count(counts)
        told = [counted(kind, number) for kind in _COUNTED if (number := counts.get(kind, 0))]
        self._counts.setText(", ".join(told) or _("Nothing in here yet"))

    def _all_commands(self) -> Sequence[QAction]:
        page = self.tabs.page
        return [*(page.commands() if page else ()), *self.actions_.values()]


def _changed_keys(vault: Vault) -> Mapping[str, str]:
    kept: Mapping[str, str] = preference(vault, commands.CHANGED, {})
    return kept
