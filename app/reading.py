"""What pages that read one record share: the picture is asked for, painted, and kept in place."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.desk import Desk
from app.forms.keeping import keeping
from app.page import Page
from app.parts.field import FieldRow
from app.parts.heading import heading
from app.parts.recordbody import RecordBody
from app.parts.section import Section
from app.place import Place
from app.widgets.column import Column
from app.widgets.flow import Flow
from app.widgets.notice import Empty
from app.widgets.pieces import Piece
from app.widgets.turns import Turns
from app.widgets.words import button, label, snug
from casefiles.errors import CaseFileError
from casefiles.insight.fields import Field
from casefiles.ledger.changes import Changes
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import ValueType
from casefiles.operations import judging
from casefiles.text import _
from casefiles.vault import Vault

_NOT_TYPED = (ValueType.FILE, ValueType.LAYER)
"""What comes with an import, not from a keyboard."""


class Picture(Protocol):
    """What every picture of a record has."""

    @property
    def ref(self) -> Ref:
        """The record it is of."""

    @property
    def title(self) -> str:
        """What it is called."""


P = TypeVar("P", bound=Picture)


class RecordPage(Page, Generic[P]):
    """Reads one record. A kind of page says how its picture is made, and of which pieces it is.

    Pieces are made in turns. When the record changes, only what tells something else is made anew:
    the rest stays as it stands, with the focus and what is being typed in it.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place: Place | None = None
        self._rows: dict[str, FieldRow] = {}
        self._adding: FieldRow | None = None
        self._wants_focus = True
        self._focused: QWidget | None = None
        self._left: dict[str, Any] = {}
        self._scroll_to: int | None = None
        self.column = Column()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)
        keeping(desk)  # it has to know what was begun before the first record is painted
        self._trashed = False
        self._turns = Turns(self)
        self._turns.turned.connect(self._turned)
        self._lay_out()
        self._dossier = self._command(_("Make a dossier of this …"), self._make_dossier)
        self._share = self._command(_("Share this …"), self._share_this)
        self._unmerge = self._command(_("Take the merged records apart"), self._take_apart)
        self._own = [self._command(_(words), does) for words, does in self.adds().items()]

    # What it answers

    @property
    def ref(self) -> Ref:
        """The record shown."""
        assert self._place is not None
        assert self._place.ref is not None
        return self._place.ref

    @property
    def whole(self) -> bool:
        """Whether all of it is painted."""
        return not any(one.busy for one in self.findChildren(Turns))

    def place(self) -> Place:
        """Where it is, how far scrolled, and which field had the focus."""
        assert self._place is not None
        return self._place.left(**(self._left or self._stands()))

    def wants(self, changes: Changes) -> bool:
        """Any change may concern a record that is named here; asking again is cheap."""
        return self._place is not None and bool(changes.touched or changes.beside)

    def first(self) -> QWidget:
        """The field that had the focus, else the first one."""
        wanted = str(self._place.state.get("field", "")) if self._place else ""
        return self._row(wanted) or self.column

    def commands(self) -> list[QAction]:
        """What this page adds; dossier, share, taking apart."""
        return [*self._own, self._dossier, self._share, self._unmerge]

    # What a kind of page says

    def adds(self) -> Mapping[str, Callable[[], None]]:
        """What can be added here with a form of its own, by the words of the button."""
        return {}

    @staticmethod
    def picture(reader: Reader, ref: Ref) -> Any:
        """Everything that is shown of the record; asked beside the window."""
        raise NotImplementedError

    def above(self, told: P) -> Sequence[Piece]:
        """What stands across the page."""
        raise NotImplementedError

    def leading(self, _told: P) -> Sequence[Piece]:
        """What stands below that where reading begins."""
        return ()

    def trailing(self, _told: P) -> Sequence[Piece]:
        """What stands beside it, or below it where the page is narrow."""
        return ()

    def below(self, _told: P) -> Sequence[Piece]:
        """What stands under the first, or at the very end where the page is narrow."""
        return ()

    def header(self, title: str, *, members: int, names: str = "", line: str = "") -> Piece:
        """Shape, title, other names and a line of counts, with what can be done at the side."""

        def make() -> QWidget:
            menu = self._menu(members)
            return heading(self.ref.kind, title, menu, members=members, names=names, line=line)

        told = (self.ref, title, members, names, line, self._trashed)
        return Piece("header", told, make)

    def fields(self, title: str, told: Sequence[Field]) -> list[Piece]:
        """The rows of all fields, and the way to everything else that can be said."""
        every = (*told, *self._begun({one.name for one in told}))
        rows = [Piece(f"field {one.name}", one, partial(self._field, one)) for one in every]
        more = Piece("something else", None, self._something_else)
        return [Piece("fields", title, partial(Section, title)), *rows, more]

    # What it does

    def visit(self, place: Place) -> None:
        """Ask for the picture; what is shown stays until it comes."""
        another = self._place is None or self._place.ref != place.ref
        self._wants_focus = self._wants_focus or another or not self._rows
        self._place = place
        ref = place.ref
        assert ref is not None
        if another:
            self._lay_out()

        def question(vault: Vault) -> tuple[P, bool] | None:
            current = vault.reader.resolve(ref.id)
            if current is None:
                return None
            trashed = vault.reader.summaries([current])[current].trashed
            return self.picture(vault.reader, current), trashed

        self.desk.ask(self, question, self._painted, failed=self._lost)

    def add_to(self, name: str) -> None:
        """Begin to write down a value of a property, whether or not it has one already."""
        row = self._rows.get(name)
        if row is None:
            self._put_away_adding()
            prop = BY_NAME[self.ref.kind].properties[name]
            row = self._adding = self._field(Field(name, _(prop.label), (), False))
            self.column.body.insertWidget(1, row)
            row.show()
        self.column.ensureWidgetVisible(row)
        row.begin_adding()

    def choose_property(self) -> None:
        """Offer everything else that can be said about such a record."""
        menu = QMenu(self)
        for name, prop in BY_NAME[self.ref.kind].properties.items():
            if name not in self._rows and prop.type not in _NOT_TYPED:
                action = menu.addAction(_(prop.label))
                action.triggered.connect(lambda _on=False, name=name: self.add_to(name))
        sender = self.sender()
        at = sender.mapToGlobal(QPoint(0, 0)) if isinstance(sender, QWidget) else QCursor.pos()
        menu.popup(at)

    # How inside

    def _lay_out(self) -> None:
        """Empty; nothing of the record before is left to come back to."""
        self._turns.stop()
        self._left, self._scroll_to, self._focused = {}, None, None
        self.column.clear()
        self._rows.clear()
        self._adding = None
        self._body = RecordBody(self.column)
        self._body.made.connect(self._heed)

    def _painted(self, answer: tuple[P, bool] | None) -> None:
        if answer is None:
            self._lost(None)
            return
        told, self._trashed = answer
        assert self._place is not None
        self._left = self._left or (self._stands() if self._rows else dict(self._place.state))
        self._scroll_to = int(self._left.get("scroll", 0))
        if told.ref != self.ref:
            self._place = Place.of(told.ref, **self._left)
        if self._has_focus():
            self._focused, self._wants_focus = QApplication.focusWidget(), True
        if self._focused is self.column:  # had it while there was nothing to stand on
            self._focused = None
        above = [*self._in_the_trash(), *self.above(told)]
        beside = self.leading(told), self.trailing(told)
        steps = self._body.put(above, *beside, self.below(told))
        self._rows = {name: row for name, row in self._rows.items() if row.parentWidget()}
        self.called.emit(told.title or _(BY_NAME[self.ref.kind].words.one))
        self._turns.begin(steps)

    def _turned(self) -> None:
        """Come back to where it was left as soon as there is enough of the page."""
        if self._scroll_to is not None and self.column.scroll_to(self._scroll_to, whole=self.whole):
            self._scroll_to = None
        if self.whole:
            self._put_away_adding()
        wanted = str(self._left.get("field", ""))
        there = wanted in self._rows if wanted else bool(self._rows)
        stop = str(self._left.get("stop", ""))
        if self._wants_focus and (self.whole or (there and self._focused is None and not stop)):
            self._wants_focus = False
            self._focus(wanted, stop)
        if self.whole:
            self._left = {}

    def _heed(self, piece: QWidget) -> None:
        """A piece may go on by itself, row by row."""
        for turns in piece.findChildren(Turns):
            turns.turned.connect(self._turned)

    def _stands(self) -> dict[str, Any]:
        focused = next((name for name, row in self._rows.items() if _holds_focus(row)), "")
        here = QApplication.focusWidget() if self._has_focus() and not focused else None
        stop = here.accessibleName() if here is not None else ""
        return {**self.column.state(), "field": focused, "stop": stop}

    def _row(self, name: str) -> FieldRow | None:
        """That of a field; else the one that is being written in, else the first."""
        writing = (row for row in self._rows.values() if row.form is not None)
        others = iter(self._rows.values())
        return self._rows.get(name) or next(writing, None) or next(others, None)

    def _field(self, told: Field) -> FieldRow:
        row = FieldRow(self.desk, self.ref, told)
        self._rows[told.name] = row
        return row

    def _begun(self, shown: Collection[str]) -> list[Field]:
        """Fields without a value of which one is being written, or was and is not finished."""
        if self._adding is not None and self._adding.form is not None:
            shown = {*shown, self._adding.field.name}
        known = BY_NAME[self.ref.kind].properties
        names = [name for name in keeping(self.desk).names(self.ref) if name in known]
        return [Field(name, _(known[name].label), (), False) for name in names if name not in shown]

    def _something_else(self) -> QWidget:
        more = snug(button(_("Add something else …"), quiet=True))
        more.clicked.connect(self.choose_property)
        return more

    def _put_away_adding(self) -> None:
        """A row that was there for a first value only goes once the page shows it, or it closed."""
        row = self._adding
        if row is None or (row.form is not None and self._rows.get(row.field.name) is row):
            return
        self._adding = None
        if self._rows.get(row.field.name) is row:
            del self._rows[row.field.name]
        row.hide()
        row.deleteLater()

    def _focus(self, name: str, stop: str) -> None:
        """Where it was; only if what had it is no longer there, or this is another page."""
        kept, self._focused = self._focused, None
        if stop and not (kept is not None and isValid(kept) and kept.accessibleName() == stop):
            kept = next((one for one in self.findChildren(QWidget) if _is(one, stop)), kept)
        if kept is not None and isValid(kept) and self.isAncestorOf(kept):
            if kept.isVisible():
                kept.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            if QApplication.focusWidget() is not None and not self._has_focus():
                return  # it hid itself when it was left for something beside the page
        row = self._row(name)
        typing = isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit))
        if row is not None and self.isVisible() and (self._has_focus() or not typing):
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _lost(self, fault: CaseFileError | None) -> None:
        self._lay_out()
        sentence = fault.sentence if fault else _("This record is no longer here.")
        back = Place("history")
        lost = Empty(sentence, _("Look into the history"), lambda: self.desk.open(back))
        for step in self._body.put([Piece("lost", sentence, lambda: lost)]):
            step()

    def _menu(self, members: int) -> QMenu:
        menu = QMenu(self)
        self._dossier.setVisible(self.ref.kind == "person")
        self._unmerge.setVisible(members > 1)
        menu.addActions(self.commands())
        menu.addSeparator()
        if self._trashed:
            menu.addAction(_("Take out of the trash")).triggered.connect(self._from_trash)
        else:
            menu.addAction(_("Put in the trash")).triggered.connect(self._to_trash)
        return menu

    def _command(self, words: str, does: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.triggered.connect(lambda _on=False: does())
        return action

    def _make_dossier(self) -> None:
        self.desk.open(Place("dossier", self.ref))

    def _share_this(self) -> None:
        self.desk.open(Place("share", self.ref))

    def _take_apart(self) -> None:
        ref = self.ref
        self.desk.act(self, lambda vault: judging.unmerge(vault, ref=ref))

    def _to_trash(self) -> None:
        ref = self.ref
        self.desk.act(self, lambda vault: judging.put_in_trash(vault, refs=[ref]))

    def _from_trash(self) -> None:
        ref = self.ref
        self.desk.act(self, lambda vault: judging.take_from_trash(vault, refs=[ref]))

    def _in_the_trash(self) -> list[Piece]:
        return [Piece("in the trash", None, self._discarded)] if self._trashed else []

    def _discarded(self) -> QWidget:
        line = Flow(made := QWidget())
        line.addWidget(label(_("This record lies in the trash."), "danger", wrap=False))
        back = button(_("Take out of the trash"))
        back.clicked.connect(self._from_trash)
        line.addWidget(back)
        return made


def _holds_focus(row: QWidget) -> bool:
    focused = row.window().focusWidget()
    return focused is not None and (focused is row or row.isAncestorOf(focused))


def _is(widget: QWidget, name: str) -> bool:
    """Whether the focus can go back to it."""
    return (
        widget.accessibleName() == name
        and widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    )
