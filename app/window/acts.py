"""What the menus, the keys and the box do: one method for each entry of `commands`."""

from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app import theme
from app.desk import Desk, Notice
from app.forms.form import Form
from app.forms.newrecord import NewRecordForm
from app.place import Place
from app.widgets.notice import NoticeBar
from app.window.box import Box
from app.window.evidence import EvidencePane
from app.window.filterbar import FilterBar
from app.window.pins import pin_or_unpin
from app.window.rail import Rail
from app.window.tabs import Tabs
from casefiles.model.ids import Ref
from casefiles.operations import history, judging
from casefiles.operations.preferences import set_preference
from casefiles.text import _
from casefiles.vault import Vault

HOME = Place("today")
LEAST_SCALE, MOST_SCALE, STEP = 1.0, 2.0, 0.1


class Shown(Protocol):
    """What the acts need of the window."""

    desk: Desk
    tabs: Tabs
    box: Box
    rail: Rail
    evidence: EvidencePane
    notices: NoticeBar
    filter: FilterBar

    def tell(self, notice: Notice) -> None:
        """Say a sentence above the page."""

    def show_pins(self) -> None:
        """Show anew what is pinned at the side."""

    def close(self) -> bool:
        """Close the window."""

    def windowState(self) -> Qt.WindowState:  # noqa: N802 - Qt's name
        """Whether it fills the screen."""

    def setWindowState(self, state: Qt.WindowState, /) -> None:  # noqa: N802 - Qt's name
        """Let it fill the screen, or not."""


class Acts(QObject):
    """Acts of one window."""

    def __init__(self, window: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._wanted_look: tuple[str, float] | None = None

    def focus_box(self) -> None:
        """Put the caret into the box."""
        self._window.box.take_focus()

    def back(self) -> None:
        """Back to where the tab was."""
        self._window.tabs.walk(-1)

    def forward(self) -> None:
        """Forward again."""
        self._window.tabs.walk(1)

    def new_tab(self) -> None:
        """A new tab with the first page."""
        self._window.tabs.open(HOME, new_tab=True)

    def close_tab(self) -> None:
        """Close the tab in front."""
        self._window.tabs.close_tab()

    def reopen_tab(self) -> None:
        """Open what was closed last."""
        self._window.tabs.reopen()

    def next_tab(self) -> None:
        """The tab to the right."""
        self._window.tabs.next_tab(1)

    def previous_tab(self) -> None:
        """The tab to the left."""
        self._window.tabs.next_tab(-1)

    def new_person(self) -> None:
        """A form for a person."""
        self._new("person")

    def new_organisation(self) -> None:
        """A form for an organisation."""
        self._new("organisation")

    def new_incident(self) -> None:
        """A form for an incident."""
        self._new("incident")

    def new_place(self) -> None:
        """A form for a place."""
        self._new("place")

    def new_source(self) -> None:
        """A form for a source."""
        self._new("source")

    def go_import(self) -> None:
        """Bring documents in."""
        self._window.tabs.open(Place("import"))

    def go_dossier(self) -> None:
        """A dossier of the person shown."""
        self._window.tabs.open(Place("dossier", self._subject("person")))

    def go_share(self) -> None:
        """Share the record shown."""
        self._window.tabs.open(Place("share", self._subject()))

    def go_receive(self) -> None:
        """Take in what a partner sent."""
        self._window.tabs.open(Place("receive"))

    def go_duplicates(self) -> None:
        """Go through the records that may be one."""
        self._window.tabs.open(Place("duplicates"))

    def save(self) -> None:
        """Save the form in which somebody writes; nothing else has to be saved by hand."""
        form = QApplication.focusWidget()
        while form is not None and not isinstance(form, Form | NewRecordForm):
            form = form.parentWidget()
        if form is not None:
            form.save()
            return
        self._window.notices.tell(
            _("Already saved: everything is written down as soon as it is done.")
        )

    def lock(self) -> None:
        """Lock now."""
        self._window.desk.locking.emit()

    def quit(self) -> None:
        """Close the window, which locks."""
        self._window.close()

    def undo(self) -> None:
        """Take back the newest act."""
        self._taken_back(redo=False)

    def redo(self) -> None:
        """Bring back what was taken back last."""
        self._taken_back(redo=True)

    def trash(self) -> None:
        """Put the record shown in the trash."""
        place = self._window.tabs.page.place() if self._window.tabs.page else None
        if place is None or place.ref is None:
            self._window.notices.tell(_("Open a record first; then it can be put in the trash."))
            return
        ref = place.ref
        self._window.desk.act(
            self,
            lambda vault: judging.put_in_trash(vault, refs=[ref]),
            lambda _none: self._window.tell(
                Notice(_("Put in the trash."), action=_("Undo"), act=self.undo)
            ),
        )

    def pin(self) -> None:
        """Pin the record shown to the side, or take it from there."""
        page, desk = self._window.tabs.page, self._window.desk
        ref = page.place().ref if page else None
        if ref is None:
            self._window.notices.tell(_("Open a record first; then it can be pinned to the side."))
            return

        def done(pinned: bool) -> None:
            self._window.show_pins()
            words = _("Pinned to the side.") if pinned else _("No longer pinned.")
            self._window.notices.tell(words)

        desk.act(self, lambda vault: pin_or_unpin(vault, ref), done)

    def find(self) -> None:
        """Find in the page."""
        if self._window.tabs.page:
            self._window.tabs.page.find_here()

    def find_next(self) -> None:
        """The next hit in the page."""
        if self._window.tabs.page:
            self._window.tabs.page.find_next()

    def find_previous(self) -> None:
        """The hit before."""
        if self._window.tabs.page:
            self._window.tabs.page.find_next(back=True)

    def filter(self) -> None:
        """Narrow all lists to a time and a place."""
        self._window.filter.begin()

    def next_pane(self) -> None:
        """The focus into the next pane."""
        self._pane(1)

    def previous_pane(self) -> None:
        """The focus into the pane before."""
        self._pane(-1)

    def toggle_evidence(self) -> None:
        """Show or hide the evidence pane."""
        self._window.evidence.toggle()

    def larger(self) -> None:
        """Larger type."""
        self._look(scale=self._scale + STEP)

    def smaller(self) -> None:
        """Smaller type."""
        self._look(scale=self._scale - STEP)

    def usual_size(self) -> None:
        """Type as it was made."""
        self._look(scale=1.0)

    def light(self) -> None:
        """The light theme."""
        self._look(name="light")

    def dark(self) -> None:
        """The dark theme."""
        self._look(name="dark")

    def high_contrast(self) -> None:
        """The theme of highest contrast."""
        self._look(name="contrast")

    def full_screen(self) -> None:
        """The whole screen, or back."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def help_page(self) -> None:
        """The manual's page for this screen."""
        page = self._window.tabs.page
        self._help(page.help or page.name if page else "")

    def all_keys(self) -> None:
        """The list of all keys."""
        self._help("keys")

    # How inside

    def _help(self, words: str) -> None:
        """Beside what is being done; from the manual itself it only turns the page."""
        place, page = Place("help", words=words), self._window.tabs.page
        self._window.tabs.open(place, new_tab=page is None or page.name != place.page)

    def _taken_back(self, *, redo: bool) -> None:
        focused = QApplication.focusWidget()
        reading = getattr(focused, "isReadOnly", bool)()
        typing = None if reading else getattr(focused, "undo", None)
        if typing is not None and getattr(focused, "isUndoAvailable", lambda: True)():
            # In a text that is being typed, undo takes back the typing.
            (focused.redo if redo else focused.undo)()  # type: ignore[union-attr]
            return
        doing = history.redo if redo else history.undo

        def done(lines: tuple[history.Line, ...]) -> None:
            said = _("Brought back: {what}") if redo else _("Taken back: {what}")
            self._window.tell(Notice(said.format(what="; ".join(line.words for line in lines))))

        self._window.desk.act(self, doing, done)

    def _new(self, kind: str) -> None:
        self._window.tabs.open(Place("new", words=kind))

    def _subject(self, kind: str = "") -> Ref | None:
        place = self._window.tabs.page.place() if self._window.tabs.page else None
        ref = place.ref if place else None
        return ref if ref is not None and (not kind or ref.kind == kind) else None

    def _pane(self, by: int) -> None:
        panes: list[QWidget] = [
            self._window.box,
            self._window.rail,
            self._window.tabs,
            self._window.evidence,
        ]
        panes = [pane for pane in panes if pane.isVisible()]
        focused = QApplication.focusWidget()
        inside = [pane is focused or pane.isAncestorOf(focused) for pane in panes if focused]
        at = inside.index(True) if True in inside else 0
        target = panes[(at + by) % len(panes)]
        if target is self._window.rail:
            self._window.rail.focus()
        elif target is self._window.tabs:
            self._window.tabs.focus_page()
        elif target is self._window.box:
            self._window.box.take_focus()
        else:
            first = next((one for one in target.findChildren(QWidget) if _takes_focus(one)), target)
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _look(self, *, name: str = "", scale: float | None = None) -> None:
        """Keys that follow each other quickly are one change: laying out everything takes time."""
        if self._wanted_look is None:
            QTimer.singleShot(0, self, self._change_look)
        larger = self._scale if scale is None else scale
        wanted = round(min(MOST_SCALE, max(LEAST_SCALE, larger)), 1)
        before = self._wanted_look[0] if self._wanted_look else theme.current()
        self._wanted_look = (name or before, wanted)

    def _change_look(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        assert self._wanted_look is not None
        (look, scale), self._wanted_look = self._wanted_look, None
        theme.apply(application, look, scale)

        def keep(vault: Vault) -> None:
            set_preference(vault, "look.theme", look)
            set_preference(vault, "look.scale", scale)

        self._window.desk.act(self, keep)

    @property
    def _scale(self) -> float:
        return self._wanted_look[1] if self._wanted_look else theme.scale()


def _takes_focus(widget: QWidget) -> bool:
    return (
        widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QLabel)
    )
