"""Tabs with histories: back and forward lead to the same scroll position and selection."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from app.page import Page
from app.place import Place
from app.theme import GRID
from app.widgets.words import ToolButton, shortened
from casefiles.ledger.changes import Changes
from casefiles.text import _

Pages = Mapping[str, type[Page]]
_MOST_CLOSED = 20
_LONGEST, _LEAST = 28, 20
"""Letters of a tab: of its title at most, and of its width at least, frame and button included."""
_LEAST_HEIGHT = GRID * 30


@dataclass(frozen=True, slots=True)
class Past:
    """Where a tab has been, and where in that it stands."""

    places: tuple[Place, ...] = ()
    at: int = -1

    @property
    def here(self) -> Place | None:
        """The place it stands at."""
        return self.places[self.at] if self.places else None

    def gone(self, place: Place) -> "Past":
        """After going on to a place: what lay ahead is forgotten."""
        return Past((*self.places[: self.at + 1], place), self.at + 1)

    def left(self, place: Place) -> "Past":
        """The same, remembering how the present place is left."""
        if not self.places:
            return self
        places = list(self.places)
        places[self.at] = place
        return replace(self, places=tuple(places))

    def without_here(self) -> "Past":
        """After leaving the present place for good: what lay ahead of it is forgotten, too."""
        return Past(self.places[: self.at], self.at - 1) if self.places else self

    def to_json(self) -> dict[str, Any]:
        """For keeping inside the vault."""
        return {"places": [place.to_json() for place in self.places], "at": self.at}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Past":
        """What `to_json` gave."""
        return cls(tuple(map(Place.from_json, said["places"])), int(said["at"]))

    def moved(self, by: int) -> "Past":
        """Back or forward, as far as there is somewhere to go."""
        return replace(self, at=max(0, min(len(self.places) - 1, self.at + by)))


class Tab(QStackedWidget):
    """One tab: its past, and one page of each name that was visited."""

    called = Signal(str)
    moved = Signal()
    leaving = Signal()
    """The page in front is to be left for where one came from."""

    def __init__(self, desk: Desk, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._kinds = desk, pages
        self._pages: dict[str, Page] = {}
        self.past = Past()
        self.title = ""

    @property
    def page(self) -> Page | None:
        """The page in front."""
        page = self.currentWidget()
        return page if isinstance(page, Page) else None

    def remembered(self) -> Past:
        """Its past, with how the present place would be left now."""
        page = self.page
        return self.past.left(page.place()) if page is not None else self.past

    def go(self, place: Place) -> None:
        """Go to a place; from the place itself this only shows it anew."""
        past = self.remembered()
        if self.page is not None and self.page.spent:
            past = past.without_here()
        self._show(past.left(place) if past.here == place else past.gone(place))

    def walk(self, by: int) -> None:
        """Back (-1) or forward (1)."""
        past = self.remembered()
        if past.moved(by).at != past.at:
            self._show(past.moved(by))

    def restore(self, past: Past) -> None:
        """Open it as it was when it was closed."""
        self._show(past)

    def follow(self, changes: Changes) -> None:
        """Tell all its pages."""
        for page in self._pages.values():
            page.follow(changes)

    def _show(self, past: Past) -> None:
        self.past = past
        place = past.here
        if place is None or place.page not in self._kinds:
            return
        page = self._pages.get(place.page)
        if page is None:
            page = self._kinds[place.page](self._desk, self)
            page.called.connect(self._named)
            page.leaving.connect(self.leaving)
            self._pages[place.page] = page
            self.addWidget(page)
        before = self.currentWidget()
        self.setCurrentWidget(page)
        page.visit(place)
        if before is not page:
            page.seen()
        self.moved.emit()

    def _named(self, title: str) -> None:
        if self.sender() is self.page:
            self.title = title
            self.called.emit(title)


class _Bar(QTabBar):
    """As wide as its tabs: Qt keeps room for two scroll buttons even beside a single one.

    Where there are many they give way as long as their titles can be told apart, then it scrolls.
    """

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Room for a word or two and for the button that closes it."""
        whole = self.tabSizeHint(index)
        least = self.fontMetrics().averageCharWidth() * _LEAST
        return QSize(min(whole.width(), least), whole.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No wider than it has to be."""
        return QSize(0, super().minimumSizeHint().height())


class _Stack(QStackedWidget):
    """The tabs one over the other, in the room there is."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What grows in a page takes its room from the page: its list gets lower, or scrolls. The
        window does not grow by it, as the foot of the page would go off a small screen."""
        return QSize(super().minimumSizeHint().width(), _LEAST_HEIGHT)


class Tabs(QWidget):
    """All tabs under their bar. There is always one."""

    moved = Signal()

    def __init__(
        self, desk: Desk, pages: Pages, home: Place, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._pages, self._home = desk, pages, home
        self._closed: list[Past] = []
        self._bar = _Bar()
        self._bar.setExpanding(False)
        self._bar.setMovable(True)
        self._bar.setElideMode(Qt.TextElideMode.ElideRight)
        self._bar.setUsesScrollButtons(True)
        self._bar.setAccessibleName(_("Tabs"))
        self._bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._stack = _Stack()
        more = ToolButton("+", _("New tab"))
        more.setToolTip(_("New tab (Ctrl+T)"))
        more.clicked.connect(lambda: self.open(self._home, new_tab=True))
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self._bar, 0)
        top.addWidget(more)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self._bar.currentChanged.connect(self._switch)
        self._bar.tabMoved.connect(self._reordered)

    @property
    def tab(self) -> Tab | None:
        """The tab in front."""
        tab = self._stack.currentWidget()
        return tab if isinstance(tab, Tab) else None

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self.tab.page if self.tab else None

    def pasts(self) -> Sequence[Past]:
        """What is open, for coming back after a lock."""
        return [tab.remembered() for tab in self._each()]

    def open(self, place: Place, *, new_tab: bool = False) -> None:
        """Go to a place, here or in a new tab, and put the focus there."""
        if new_tab or self.tab is None:
            self._add().go(place)
        else:
            self.tab.go(place)
        self.focus_page()

    def focus_page(self) -> None:
        """Put the focus where the page wants it, once it is laid out."""
        page = self.page
        if page is not None:
            QTimer.singleShot(
                0, page, lambda: page.first().setFocus(Qt.FocusReason.OtherFocusReason)
            )

    def restore(self, pasts: Sequence[Past]) -> None:
        """Open tabs as they were."""
        for past in pasts:
            self._add().restore(past)

    def walk(self, by: int) -> None:
        """Back or forward in the tab in front."""
        if self.tab:
            self.tab.walk(by)
            self.focus_page()

    def leave(self) -> None:
        """Back in the tab in front; home where it has been nowhere else."""
        if self.tab and self.tab.past.at > 0:
            self.walk(-1)
        else:
            self.open(self._home)

    def next_tab(self, by: int) -> None:
        """The next tab, round and round."""
        if self._bar.count():
            self._bar.setCurrentIndex((self._bar.currentIndex() + by) % self._bar.count())
            self.focus_page()

    def close_tab(self, index: int = -1) -> None:
        """Close a tab, the one in front if none is named; the last becomes the home page."""
        index = self._bar.currentIndex() if index < 0 else index
        tab = self._stack.widget(index)
        if not isinstance(tab, Tab):
            return
        self._closed = [*self._closed, tab.remembered()][-_MOST_CLOSED:]
        if self._bar.count() == 1:
            self._add().go(self._home)
        self._stack.removeWidget(tab)
        self._bar.removeTab(index)
        tab.deleteLater()
        self.focus_page()

    def reopen(self) -> None:
        """Open again what was closed last."""
        if self._closed:
            self._add().restore(self._closed.pop())
            self.focus_page()

    def follow(self, changes: Changes) -> None:
        """Tell all pages of all tabs."""
        for tab in self._each():
            tab.follow(changes)

    def _each(self) -> list[Tab]:
        widgets = [self._stack.widget(at) for at in range(self._stack.count())]
        return [one for one in widgets if isinstance(one, Tab)]

    def _add(self) -> Tab:
        tab = Tab(self._desk, self._pages)
        tab.called.connect(self._namer(tab))
        tab.moved.connect(self.moved)
        tab.leaving.connect(self.leave)
        self._stack.addWidget(tab)
        index = self._bar.addTab(_("New tab"))
        close = QToolButton()
        close.setText("×")
        close.setProperty("tab", True)
        close.setToolTip(_("Close this tab (Ctrl+W)"))
        close.setAccessibleName(_("Close this tab"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(lambda: self.close_tab(self._stack.indexOf(tab)))
        self._bar.setTabButton(index, QTabBar.ButtonPosition.RightSide, close)
        self._bar.setCurrentIndex(index)
        self._stack.setCurrentWidget(tab)
        return tab

    def _namer(self, tab: Tab) -> Callable[[str], None]:
        def name(title: str) -> None:
            index = self._stack.indexOf(tab)
            self._bar.setTabText(index, shortened(title, _LONGEST).replace("&", "&&"))
            self._bar.setTabToolTip(index, "")

        return name

    def _switch(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        if self.page is not None:
            self.page.seen()
        self.moved.emit()

    def _reordered(self, there: int, here: int) -> None:
        widget = self._stack.widget(there)
        if widget is not None:
            self._stack.removeWidget(widget)
            self._stack.insertWidget(here, widget)
            self._stack.setCurrentIndex(self._bar.currentIndex())
