"""The main window: everything of it, put together."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.desk import Desk, Notice
from app.page import Page
from app.place import Place
from app.theme import GRID
from app.widgets.notice import NoticeBar
from app.widgets.progress import JobBar
from app.widgets.words import button, label
from app.window.box import Box
from app.window.commands import actions_for
from app.window.evidence import EvidencePane
from app.window.faults import show_fault
from app.window.rail import SECTIONS, Rail
from app.window.tabs import Past, Tabs
from casefiles.ledger.changes import Changes
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.operations import history as acts
from casefiles.operations import judging
from casefiles.operations.preferences import set_preference
from casefiles.text import _
from casefiles.vault import Vault

HOME = Place("today")
LEAST_SCALE, MOST_SCALE, STEP = 1.0, 2.0, 0.1
_NARROW = 1000


class Window(QMainWindow):
    """Bar, rail, tabs, evidence pane and foot around one desk."""

    def __init__(self, desk: Desk, pages: Sequence[type[Page]], *, scale: float = 1.0) -> None:
        super().__init__()
        self.desk = desk
        self._scale = scale
        self._wide = True
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
        self._saved = label("", "small", wrap=False)
        self._counts = label("", "small", wrap=False)
        self.actions_ = actions_for(self, self.menuBar())
        self._build()
        self._connect()
        self.tabs.open(HOME)
        self._count()

    # What it answers

    def pasts(self) -> Sequence[Past]:
        """What is open, for coming back after a lock."""
        return self.tabs.pasts()

    @property
    def scale(self) -> float:
        """How much larger than usual the type is."""
        return self._scale

    # What it does

    def restore(self, kept: Sequence[Mapping[str, Any]]) -> None:
        """Open the tabs that stood open when the vault was locked."""
        pasts = [Past.from_json(one) for one in kept if one["places"]]
        if pasts:
            self.tabs.restore(pasts)
            self.tabs.close_tab(0)

    def keep_places(self, key: str) -> None:
        """Keep inside the vault which tabs stand open."""
        if not self.desk.vault.read_only:
            kept = [past.to_json() for past in self.tabs.pasts()]
            set_preference(self.desk.vault, key, kept)

    # Acts of the menus, named in `commands`

    def focus_box(self) -> None:
        self.box.take_focus()

    def back(self) -> None:
        self.tabs.walk(-1)

    def forward(self) -> None:
        self.tabs.walk(1)

    def new_tab(self) -> None:
        self.tabs.open(HOME, new_tab=True)

    def close_tab(self) -> None:
        self.tabs.close_tab()

    def reopen_tab(self) -> None:
        self.tabs.reopen()

    def next_tab(self) -> None:
        self.tabs.next_tab(1)

    def previous_tab(self) -> None:
        self.tabs.next_tab(-1)

    def new_person(self) -> None:
        self._new("person")

    def new_organisation(self) -> None:
        self._new("organisation")

    def new_incident(self) -> None:
        self._new("incident")

    def new_place(self) -> None:
        self._new("place")

    def new_source(self) -> None:
        self._new("source")

    def go_import(self) -> None:
        self.tabs.open(Place("import"))

    def go_dossier(self) -> None:
        self.tabs.open(Place("dossier", self._subject("person")))

    def go_share(self) -> None:
        self.tabs.open(Place("share", self._subject()))

    def go_receive(self) -> None:
        self.tabs.open(Place("receive"))

    def already_saved(self) -> None:
        self.notices.tell(_("Already saved: everything is written down as soon as it is done."))

    def lock(self) -> None:
        self.desk.locking.emit()

    def quit(self) -> None:
        self.close()

    def undo(self) -> None:
        self._taken_back(redo=False)

    def redo(self) -> None:
        self._taken_back(redo=True)

    def trash(self) -> None:
        place = self.tabs.page.place() if self.tabs.page else None
        if place is None or place.ref is None:
            self.notices.tell(_("Open a record first; then it can be put in the trash."))
            return
        ref = place.ref
        self.desk.act(
            self,
            lambda vault: judging.put_in_trash(vault, refs=[ref]),
            lambda _none: self._tell(
                Notice(_("Put in the trash."), action=_("Undo"), act=self.undo)
            ),
        )

    def find(self) -> None:  # type: ignore[override]
        if self.tabs.page:
            self.tabs.page.find_here()

    def find_next(self) -> None:
        if self.tabs.page:
            self.tabs.page.find_next()

    def find_previous(self) -> None:
        if self.tabs.page:
            self.tabs.page.find_next(back=True)

    def next_pane(self) -> None:
        self._pane(1)

    def previous_pane(self) -> None:
        self._pane(-1)

    def toggle_evidence(self) -> None:
        self.evidence.setVisible(not self.evidence.isVisible())

    def larger(self) -> None:
        self._look(scale=self._scale + STEP)

    def smaller(self) -> None:
        self._look(scale=self._scale - STEP)

    def usual_size(self) -> None:
        self._look(scale=1.0)

    def light(self) -> None:
        self._look(name="light")

    def dark(self) -> None:
        self._look(name="dark")

    def high_contrast(self) -> None:
        self._look(name="contrast")

    def full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def help_page(self) -> None:
        page = self.tabs.page
        self.tabs.open(Place("help", words=page.help or page.name if page else ""), new_tab=True)

    def all_keys(self) -> None:
        self.tabs.open(Place("help", words="keys"), new_tab=True)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where room is short the page comes first; the evidence pane comes back with the room."""
        super().resizeEvent(event)
        wide = event.size().width() >= _NARROW * self._scale
        if wide != self._wide:
            self._wide = wide
            self.evidence.setVisible(wide)

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
        """Nothing is lost: what was done is written down already."""
        self.desk.close()
        super().closeEvent(event)

    # How inside

    def _build(self) -> None:
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setChildrenCollapsible(False)
        middle.setHandleWidth(1)
        for widget, stretch in ((self.rail, 0), (self.tabs, 1), (self.evidence, 0)):
            middle.addWidget(widget)
            middle.setStretchFactor(middle.count() - 1, stretch)
        middle.setSizes([190, 800, 290])
        self.evidence.setMinimumWidth(220)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top())
        column.addWidget(self.notices)
        column.addWidget(middle, 1)
        column.addWidget(self.progress)
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
        for text, name, does in (("‹", _("Back"), self.back), ("›", _("Forward"), self.forward)):
            step = QToolButton()
            step.setText(text)
            step.setAccessibleName(name)
            step.setToolTip(name)
            step.clicked.connect(does)
            line.addWidget(step)
        self.box.setMaximumWidth(640)
        line.addWidget(self.box, 1)
        line.addStretch(1)
        line.addWidget(self._saved)
        lock = button(_("Lock"), tip=_("Lock now (Ctrl+L)"))
        lock.clicked.connect(self.lock)
        line.addWidget(lock)
        return bar

    def _foot(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "foot")
        line = QHBoxLayout(bar)
        line.setContentsMargins(GRID * 2, 4, GRID * 2, 4)
        line.addWidget(self._counts)
        line.addStretch(1)
        if self.desk.vault.read_only:
            line.addWidget(label(_("Open for reading only"), "danger", wrap=False))
        return bar

    def _connect(self) -> None:
        desk = self.desk
        desk.opening.connect(lambda place, new_tab: self.tabs.open(place, new_tab=new_tab))
        desk.changed.connect(self._follow)
        desk.told.connect(self._tell)
        desk.working.connect(self.progress.follow)
        desk.saving.connect(self._saved.setText)
        desk.faulty.connect(lambda fault: show_fault(self, fault))
        self.rail.chosen.connect(lambda place, new_tab: self.tabs.open(place, new_tab=new_tab))
        self.tabs.moved.connect(self._moved)
        for number, section in enumerate(SECTIONS[:9], 1):
            action = QAction(_(section.words), self)
            action.setShortcut(f"Ctrl+{number}")
            place = section.place
            action.triggered.connect(lambda _on=False, place=place: self.tabs.open(place))
            self.addAction(action)
            self.actions_[f"section {number}"] = action

    def _moved(self) -> None:
        tab = self.tabs.tab
        self.rail.mark(tab.past.here if tab else None)
        self.actions_["back"].setEnabled(bool(tab and tab.past.at > 0))
        ahead = bool(tab and tab.past.at < len(tab.past.places) - 1)
        self.actions_["forward"].setEnabled(ahead)

    def _follow(self, changes: Changes) -> None:
        self.tabs.follow(changes)
        self._count()

    def _count(self) -> None:
        self.desk.ask(self, lambda vault: vault.reader.counts(), self._counted, about="counts")

    def _counted(self, counts: Mapping[str, int]) -> None:
        self.rail.count(counts)
        told = [
            f"{counts[kind]:,} {_(BY_NAME[kind].words.more).lower()}".replace(",", "\u202f")
            for kind in ("person", "incident", "source")
            if counts.get(kind)
        ]
        self._counts.setText(", ".join(told) or _("Nothing in here yet"))

    def _tell(self, notice: Notice) -> None:
        self.notices.tell(
            notice.sentence,
            notice.way_on,
            danger=notice.danger,
            action=notice.action,
            act=notice.act,
        )

    def _taken_back(self, *, redo: bool) -> None:
        focused = QApplication.focusWidget()
        typing = getattr(focused, "undo", None)
        if typing is not None and getattr(focused, "isUndoAvailable", lambda: True)():
            # In a text that is being typed, undo takes back the typing.
            (focused.redo if redo else focused.undo)()  # type: ignore[union-attr]
            return
        doing = acts.redo if redo else acts.undo

        def done(lines: tuple[acts.Line, ...]) -> None:
            said = _("Brought back: {what}") if redo else _("Taken back: {what}")
            self._tell(Notice(said.format(what="; ".join(line.words for line in lines))))

        self.desk.act(self, doing, done)

    def _new(self, kind: str) -> None:
        self.tabs.open(Place("new", words=kind))

    def _subject(self, kind: str = "") -> Ref | None:
        place = self.tabs.page.place() if self.tabs.page else None
        ref = place.ref if place else None
        return ref if ref is not None and (not kind or ref.kind == kind) else None

    def _pane(self, by: int) -> None:
        panes: list[QWidget] = [self.box, self.rail, self.tabs, self.evidence]
        panes = [pane for pane in panes if pane.isVisible()]
        focused = QApplication.focusWidget()
        inside = [pane is focused or pane.isAncestorOf(focused) for pane in panes if focused]
        at = inside.index(True) if True in inside else 0
        target = panes[(at + by) % len(panes)]
        if target is self.rail:
            self.rail.focus()
        elif target is self.tabs:
            self.tabs.focus_page()
        elif target is self.box:
            self.box.take_focus()
        else:
            first = next((one for one in target.findChildren(QWidget) if _takes_focus(one)), target)
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _look(self, *, name: str = "", scale: float | None = None) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        wanted = (
            self._scale if scale is None else round(min(MOST_SCALE, max(LEAST_SCALE, scale)), 1)
        )
        self._scale = wanted
        look = name or theme.current()
        theme.apply(application, look, wanted)

        def keep(vault: Vault) -> None:
            set_preference(vault, "look.theme", look)
            set_preference(vault, "look.scale", wanted)

        self.desk.act(self, keep)

    def _all_commands(self) -> Sequence[QAction]:
        page = self.tabs.page
        return [*(page.commands() if page else ()), *self.actions_.values()]


def _takes_focus(widget: QWidget) -> bool:
    return (
        widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QLabel)
    )
