"""What a page is: a widget that shows a place, says how it is left, and follows changes."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.place import Place
from casefiles.ledger.changes import Changes


class Page(QWidget):
    """The base of all pages. A page is made once a tab and visited again and again."""

    name: ClassVar[str] = ""
    """The word that stands in a `Place`."""
    help: ClassVar[str] = ""
    """The name of its page in the manual."""

    called = Signal(str)
    """The title of what is shown is known, or is another one now."""
    leaving = Signal()
    """Nothing more is to be done here: back to where one came from."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = False

    # What it answers

    def place(self) -> Place:
        """Where it is, and how it would be left now."""
        raise NotImplementedError

    def wants(self, changes: Changes) -> bool:
        """Whether these changes concern what is shown."""
        return bool(changes.touched)

    @property
    def whole(self) -> bool:
        """Whether all of what was told to it is painted."""
        return True

    @property
    def spent(self) -> bool:
        """Whether what it was opened for is done: going back does not lead here again."""
        return False

    def first(self) -> QWidget:
        """What gets the focus when the page is opened."""
        return self

    def commands(self) -> Sequence[QAction]:
        """What can be done here beside what can be done everywhere: for the menu and the box."""
        return ()

    # What it does

    def visit(self, place: Place) -> None:
        """Show a place of this page, as it was left if `place.state` says so."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the same anew: something changed."""
        self.visit(self.place())

    def find_here(self) -> None:
        """Ctrl+F: find in this page."""

    def find_next(self, *, back: bool = False) -> None:
        """F3 and Shift+F3: along what the last search led to."""
        self.desk.go_on(self.place().ref, back=back)

    def follow(self, changes: Changes) -> None:
        """Refresh if this concerns us: at once if seen, else when seen again."""
        if self.wants(changes):
            if self.isVisible():
                self.refresh()
            else:
                self._stale = True

    def seen(self) -> None:
        """It comes to the front again."""
        if self._stale:
            self._stale = False
            self.refresh()
