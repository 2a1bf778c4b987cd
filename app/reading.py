"""What pages that read one record share: the picture is asked for, painted, and kept in place."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QCursor, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from app.page import Page
from app.parts.field import FieldRow
from app.parts.section import Section
from app.place import Place
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.icons import kind_pixmap
from app.widgets.notice import Empty
from app.widgets.words import button, label
from casefiles.errors import CaseFileError
from casefiles.insight.fields import Field
from casefiles.ledger.changes import Changes
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import ValueType
from casefiles.operations import judging
from casefiles.text import _, many
from casefiles.vault import Vault

_NOT_TYPED = (ValueType.FILE, ValueType.LAYER)
"""What comes with an import, not from a keyboard."""


class RecordPage(Page):
    """Reads one record. A kind of page says how its picture is made and painted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place: Place | None = None
        self._rows: dict[str, FieldRow] = {}
        self._wants_focus = True
        self.column = Column()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)
        self._dossier = self._command(_("Make a dossier of this …"), self._make_dossier, "")
        self._share = self._command(_("Share this …"), self._share_this, "")
        self._unmerge = self._command(_("Take the merged records apart"), self._take_apart, "")

    # What it answers

    @property
    def ref(self) -> Ref:
        """The record shown."""
        assert self._place is not None
        assert self._place.ref is not None
        return self._place.ref

    def place(self) -> Place:
        """Where it is, how far scrolled, and which field had the focus."""
        assert self._place is not None
        focused = next((name for name, row in self._rows.items() if _holds_focus(row)), "")
        return self._place.left(**self.column.state(), field=focused)

    def wants(self, changes: Changes) -> bool:
        """Any change may concern a record that is named here; asking again is cheap."""
        return self._place is not None and bool(changes.touched or changes.beside)

    def first(self) -> QWidget:
        """The field that had the focus, else the first one."""
        wanted = str(self._place.state.get("field", "")) if self._place else ""
        row = self._rows.get(wanted) or next(iter(self._rows.values()), None)
        return row or self.column

    def commands(self) -> list[QAction]:
        """Dossier, share, taking apart."""
        return [self._dossier, self._share, self._unmerge]

    # What it does

    @staticmethod
    def picture(reader: Reader, ref: Ref) -> Any:
        """Everything that is shown of the record; asked beside the window."""
        raise NotImplementedError

    def visit(self, place: Place) -> None:
        """Ask for the picture; what is shown stays until it comes."""
        another = self._place is None or self._place.ref != place.ref
        self._wants_focus = self._wants_focus or another or not self._rows
        self._place = place
        ref = place.ref
        assert ref is not None
        if another:
            self.column.clear()
            self._rows.clear()

        def question(vault: Vault) -> Any:
            current = vault.reader.resolve(ref.id)
            return self.picture(vault.reader, current) if current else None

        self.desk.ask(self, question, self._painted, failed=self._lost)

    def paint(self, told: Any) -> None:
        """Fill `column.body` with a picture."""
        raise NotImplementedError

    def field(self, told: Field) -> FieldRow:
        """The row of one property, known by its name."""
        row = FieldRow(self.desk, self.ref, told)
        self._rows[told.name] = row
        return row

    def fields_section(self, title: str, told: Sequence[Field]) -> Section:
        """The rows of all fields, and the way to everything else that can be said."""
        section = Section(title)
        for one in told:
            section.body.addWidget(self.field(one))
        more = button(_("Add something else …"), quiet=True)
        more.clicked.connect(self.choose_property)
        section.body.addWidget(more)
        return section

    def add_to(self, name: str) -> None:
        """Begin to write down a value of a property, whether or not it has one already."""
        row = self._rows.get(name)
        if row is None:
            prop = BY_NAME[self.ref.kind].properties[name]
            row = self.field(Field(name, _(prop.label), (), False))
            self.column.body.insertWidget(2, row)
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

    def header(self, title: str, *, members: int, names: str = "", line: str = "") -> QWidget:
        """Shape, title, other names and a line of counts, with what can be done at the side."""
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID + 4)
        shape = QLabel()
        shape.setPixmap(kind_pixmap(self.ref.kind, 26))
        shape.setContentsMargins(0, self.fontMetrics().height() // 4, 0, 0)
        shape.setAccessibleName(_(BY_NAME[self.ref.kind].words.one))
        row.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title or _(BY_NAME[self.ref.kind].words.one), "title"))
        for text, role in ((names, ""), (line, "muted")):
            if text:
                words.addWidget(label(text, role))
        if members > 1:
            words.addWidget(
                label(many("Merged from {n} record", "Merged from {n} records", members), "small")
            )
        row.addLayout(words, 1)
        doing = button(_("Actions"))
        doing.setMenu(self._menu(members))
        row.addWidget(doing, 0, Qt.AlignmentFlag.AlignTop)
        return head

    # How inside

    def _painted(self, told: Any) -> None:
        if told is None:
            self._lost(None)
            return
        state = dict(self.place().state) if self._rows else dict(self._place.state)  # type: ignore[union-attr]
        if told.ref != self.ref:
            self._place = Place.of(told.ref, **state)
        focused = self._wants_focus or self._has_focus()
        self._wants_focus = False
        self.setUpdatesEnabled(False)
        self.column.clear()
        self._rows.clear()
        self.paint(told)
        self.column.restore(state)
        # New widgets show themselves a moment later; until then the page stays as it was seen.
        QTimer.singleShot(0, self, lambda: self.setUpdatesEnabled(True))
        self.called.emit(told.title or _(BY_NAME[self.ref.kind].words.one))
        if focused:
            self._focus(str(state.get("field", "")))

    def _focus(self, name: str) -> None:
        row = self._rows.get(name) or next(iter(self._rows.values()), None)
        typing = isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit))
        if row is not None and self.isVisible() and (self._has_focus() or not typing):
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _lost(self, fault: CaseFileError | None) -> None:
        self.column.clear()
        self._rows.clear()
        sentence = fault.sentence if fault else _("This record is no longer here.")
        back = Place("history")
        self.column.body.addWidget(
            Empty(sentence, _("Look into the history"), lambda: self.desk.open(back))
        )

    def _menu(self, members: int) -> QMenu:
        menu = QMenu(self)
        self._dossier.setVisible(self.ref.kind == "person")
        self._unmerge.setVisible(members > 1)
        menu.addActions([self._dossier, self._share, self._unmerge])
        menu.addSeparator()
        trash = menu.addAction(_("Put in the trash"))
        trash.triggered.connect(self._to_trash)
        return menu

    def _command(self, words: str, does: Callable[[], None], keys: str) -> QAction:
        action = QAction(words, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
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


def _holds_focus(row: QWidget) -> bool:
    focused = row.window().focusWidget()
    return focused is not None and (focused is row or row.isAncestorOf(focused))
