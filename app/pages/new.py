"""The page for a new record. `Place.words` is its kind, `Place.ref` whom a new incident struck."""

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import Desk
from app.forms.newrecord import NewRecordForm, title_of
from app.page import Page
from app.place import Place
from app.widgets.column import Column
from app.widgets.words import label
from casefiles.ledger.changes import Changes
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME

_WIDEST = 40
"""Lines of type, in heights: a form is read in one look."""


class NewRecordPage(Page):
    """One form. Once it was saved, the next visit begins a new one."""

    name: ClassVar[str] = "new"
    help: ClassVar[str] = "new"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._kind = ""
        self._about: Ref | None = None
        self.form: NewRecordForm | None = None
        self.column = Column(widest=_WIDEST * self.fontMetrics().height())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.column)

    # What it answers

    def place(self) -> Place:
        """The kind, and how far it is scrolled."""
        return Place(self.name, self._about, self._kind, self.column.state())

    def wants(self, changes: Changes) -> bool:  # noqa: ARG002 - a form shows nothing of the vault
        """Never: what is typed must not be touched."""
        return False

    @property
    def spent(self) -> bool:
        """Whether its record is made."""
        return self.form is None

    def first(self) -> QWidget:
        """The name."""
        return next(iter(self.form.fields.values())).editors[0] if self.form else self

    # What it does

    def visit(self, place: Place) -> None:
        """Show the form of a kind; the one that is there already stays."""
        kind = place.words if place.words in BY_NAME else "person"
        if self.form is None or (kind, place.ref) != (self._kind, self._about):
            self._kind, self._about = kind, place.ref
            self.column.clear()
            self.form = NewRecordForm(self.desk, kind, place.ref)
            self.form.made.connect(self._made)
            self.form.left.connect(self.leaving)
            self.column.body.addWidget(label(title_of(kind), "title"))
            self.column.body.addWidget(self.form)
        self.column.restore(place.state)
        self.called.emit(title_of(kind))

    def _made(self) -> None:
        self.form = None
