"""The list of one kind of records: narrowed by typing, sorted by any column, however long."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk, Notice
from app.page import Page
from app.parts.disputes import DISPUTED, Disputes
from app.parts.links import hide_card, show_card
from app.place import Place
from app.tables.model import Answer
from app.tables.view import POSITION, ListView
from app.theme import GRID
from app.widgets.notice import Empty
from app.widgets.words import button, label
from casefiles.errors import CaseFileError
from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.ledger.changes import Changes
from casefiles.ledger.counting import disputed_by_kind
from casefiles.ledger.listing import Listing, ListRow
from casefiles.ledger.packed import Ids
from casefiles.ledger.within import Within
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.operations import judging
from casefiles.operations.history import undo
from casefiles.operations.preferences import preference, set_preference
from casefiles.text import N_, _, many
from casefiles.vault import Vault

_PAUSE_MS = 120
_ADD = {
    "person": N_("New person"),
    "organisation": N_("New organisation"),
    "incident": N_("New incident"),
    "place": N_("New place"),
    "source": N_("New source"),
}


class ListPage(Page):
    """All records of the kind that `Place.words` names; "person disputed": only those on which
    sources disagree.
    """

    name = "list"
    help = "list"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = Place(self.name, words="person")
        self._sort = ("title", False)
        self._looks: Mapping[str, Any] = {}
        """How the list of this kind is to look and stand when its first records are shown."""
        self._title = label("", "title", wrap=False)
        self._count = label("", "muted", wrap=False)
        self._filter = _Filter()
        self._filter.setPlaceholderText(_("Narrow the list"))
        self._filter.setAccessibleName(_("Narrow the list"))
        self._filter.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.list = ListView(self._fetch)
        self._add = button("", main=True)
        self._disputes = Disputes(desk)
        self._stack = QStackedWidget()
        self._empty: QWidget = QWidget()
        self._build()
        self._connect()

    # What it answers

    @property
    def kind(self) -> str:
        """The kind of the records listed."""
        return self._place.words.partition(" ")[0]

    @property
    def disputed(self) -> bool:
        """Whether only those are listed on which sources disagree."""
        return self._place.words.endswith(DISPUTED)

    def place(self) -> Place:
        """Which list, narrowed how, scrolled where."""
        state = self.list.state() if self.list.kind == self.kind else {}
        standing = {key: state[key] for key in POSITION if key in state}
        return self._place.left(narrowed=self._filter.text(), **standing)

    def wants(self, changes: Changes) -> bool:
        """Only records of this kind stand here, and those they are counted by."""
        return bool(changes.touched | changes.beside)

    def first(self) -> QWidget:
        """The list; where it is empty, the way to fill it."""
        return self.list

    # What it does

    def visit(self, place: Place) -> None:
        """Show the list of a kind as it was left."""
        self._place = place
        kind = self.kind
        words = BY_NAME[kind].words
        self._title.setText(_(words.more))
        self._add.setText(_(_ADD.get(kind, "New record")))
        self._add.setAccessibleName(self._add.text())
        self._add.setVisible(words.listed)
        self.called.emit(_(words.more))
        self._filter.setText(str(place.state.get("narrowed", "")))
        self.desk.ask(self, lambda vault: preference(vault, f"list.{kind}", {}), self._liked)

    def refresh(self) -> None:
        """The records are others; what is in view stays where it is."""
        self._ask()

    def find_here(self) -> None:
        """Ctrl+F leads into the box above the list."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    # How inside

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID * 2)
        head.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addStretch(1)
        head.addWidget(self._add)
        bar = QHBoxLayout()
        self._filter.setMaximumWidth(420)
        bar.addWidget(self._filter, 1)
        bar.addStretch(1)
        bar.addWidget(self.list.columns_button())
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 2, GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(self._disputes)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._filter.textEdited.connect(lambda _words: self._pause.start())
        self._filter.textChanged.connect(lambda words: None if words else self._pause.start())
        self._filter.entered.connect(self.list.setFocus)
        self._pause.timeout.connect(self._ask)
        self.desk.narrowed.connect(self._narrowed)
        self._add.clicked.connect(lambda: self.desk.open(Place("new", words=self.kind)))
        self.list.opened.connect(lambda ref, new_tab: self.desk.open(ref, new_tab=new_tab))
        self.list.looked.connect(self._look)
        self.list.removed.connect(self._to_trash)
        self.list.sorting.connect(self._sorted)
        self.list.chosen.connect(lambda _names: self._keep())
        self.list.widened.connect(self._keep)
        self.list.sought.connect(self._seek)
        self.list.picked.connect(lambda _refs: hide_card())

    def _liked(self, liked: Mapping[str, Any]) -> None:
        name, downwards = (liked.get("sorted") or ["title", False])[:2]
        self._sort = (str(name), bool(downwards))
        standing = {key: value for key, value in self._place.state.items() if key != "narrowed"}
        self._looks = {**liked, **standing}
        if standing and self.list.kind == self.kind:
            self.list.restore(standing)
        self._ask()

    def _ask(self) -> None:
        kind, words, (sort, downwards) = self.kind, self._filter.text(), self._sort
        within, disputed = self.desk.within, self.disputed

        def question(vault: Vault) -> _Told:
            listing = Listing(vault.ledger)
            ids = listing.ids(
                kind,
                words=words,
                sort=sort or "title",
                descending=downwards,
                within=within,
                disputed=disputed,
            )
            disputes = disputed_by_kind(vault.ledger) if disputed else None
            return _Told(kind, ids, listing.count(kind), disputes)

        self.desk.ask(self, question, self._show, about="ids")

    def _show(self, told: "_Told") -> None:
        kind, ids, count, disputes = told
        if kind != self.kind or (disputes is None) == self.disputed:
            return
        self._disputes.show_kinds(kind, disputes)
        self.list.show_list(kind, ids, self._looks if kind != self.list.kind else None)
        words = BY_NAME[kind].words
        shown = f"{len(ids):,}".replace(",", "\u202f")
        whole = f"{count:,}".replace(",", "\u202f")
        narrowed = len(ids) != count
        self._count.setText(_("{n} of {all}").format(n=shown, all=whole) if narrowed else whole)
        self._stack.removeWidget(self._empty)
        self._empty.deleteLater()
        self._empty = self._nothing(_(words.more).lower(), count)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self.list if ids else self._empty)

    def _nothing(self, kinds: str, count: int) -> QWidget:
        if count and self.desk.within:
            sentence = _("None of them stands in what happened in that time and place.")
            return Empty(sentence, _("Show all"), self._widen)
        if count and self.disputed and not self._filter.text():
            sentence = _("The sources disagree on none of them.")
            return Empty(sentence, _("Show all"), self._disputes.end)
        if count:
            sentence = _("None of them fits these words.")
            return Empty(sentence, _("Show all"), self._filter.clear)
        if self.kind == "source":
            sentence = _("No sources yet. Drop documents here, or import them.")
            return Empty(sentence, _("Import …"), lambda: self.desk.open(Place("import")))
        sentence = _("No {kinds} yet. Only a name is needed to begin.")
        if "title" in BY_NAME[self.kind].properties:
            sentence = _("No {kinds} yet. Only a title is needed to begin.")
        sentence = sentence.format(kinds=kinds)
        return Empty(sentence, self._add.text(), self._add.click)

    def _widen(self) -> None:
        self._filter.clear()
        self.desk.narrow(Within())

    def _narrowed(self) -> None:
        """The window's filter is another one: look again, at once if this is seen."""
        if self.isVisible():
            self._ask()
        else:
            self._stale = True

    def _fetch(self, ids: Sequence[RecordId], columns: tuple[str, ...], answer: Answer) -> None:
        kind = self.list.kind or self.kind

        def question(vault: Vault) -> Sequence[ListRow]:
            rows = Listing(vault.ledger).rows(kind, ids, columns)
            return rows if BY_NAME[kind].words.listed else _called(vault, rows, columns)

        def failed(fault: CaseFileError) -> None:
            answer(())
            self.desk.tell(fault.sentence, fault.way_on, danger=True)

        self.desk.ask(self, question, answer, failed=failed, about="rows")

    def _sorted(self, name: str, downwards: bool) -> None:
        self._sort = (name, downwards)
        self._keep()
        self._ask()

    def _keep(self) -> None:
        """Remember columns, widths and order, inside the vault; that is no act of the case."""
        kind, state = self.kind, self.list.state()
        kept = {key: state[key] for key in ("columns", "widths")} | {"sorted": list(self._sort)}
        self.desk.ask(
            self,
            lambda vault: set_preference(vault, f"list.{kind}", kept),
            lambda _none: None,
            about="keep",
        )

    def _seek(self, start: str) -> None:
        kind = self.kind
        self.desk.ask(
            self,
            lambda vault: Listing(vault.ledger).titled(kind, start),
            self.list.go_to_first,
            about="seek",
        )

    def _look(self, ref: Ref) -> None:
        index = self.list.currentIndex()
        at = self.list.visualRect(index).bottomLeft() + QPoint(GRID * 3, 0)
        show_card(self.desk, ref, self.list.viewport().mapToGlobal(at))

    def _to_trash(self, refs: list[Ref]) -> None:
        def done(_none: None) -> None:
            words = many("{n} record is in the trash.", "{n} records are in the trash.", len(refs))
            self.desk.told.emit(Notice(words, action=_("Undo"), act=self._undo))

        self.desk.act(self, lambda vault: judging.put_in_trash(vault, refs=refs), done)

    def _undo(self) -> None:
        self.desk.act(self, undo)


class _Told(NamedTuple):
    kind: str
    ids: Ids
    whole: int
    disputes: Mapping[str, int] | None
    """How many records of each kind are disputed, if only those are listed."""


def _called(vault: Vault, rows: Sequence[ListRow], columns: Sequence[str]) -> list[ListRow]:
    """Parts such as relations have no title of their own: they are called by what they join."""
    names = Names(Known(vault.reader))
    names.learn(row.ref for row in rows)
    called = []
    for row in rows:
        title = names.of(row.ref)
        cells = (title if one == "title" else row.cells[at] for at, one in enumerate(columns))
        called.append(replace(row, title=title, cells=tuple(cells)))
    return called


class _Filter(QLineEdit):
    """Down and Enter lead into the list, Esc empties it."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Steer the list from here."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
