"""The first page: where to go on, what to check, and how to begin where nothing is yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.desk import Desk
from app.forms.keeping import keeping
from app.page import Page
from app.parts.disputes import DISPUTED
from app.parts.pastlines import moment_of
from app.parts.section import Columns, Section, linked_row
from app.place import Place
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.flow import Flow
from app.widgets.words import button, label, shortened
from casefiles.ledger import counting
from casefiles.ledger.changes import Changes
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.operations import adopting, drafts, duplicates, history
from casefiles.operations.keeping import sheet_confirmed
from casefiles.operations.searches import SavedSearch, saved_searches
from casefiles.text import _, many
from casefiles.vault import Vault

_CONTINUED = 3
_WAITING = 6
_LOOKED_AT = 40
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Begun:
    """Something that was being typed: where it goes on, what it is called, the key of its draft."""

    place: Place
    words: str
    key: str


@dataclass(frozen=True, slots=True)
class _Told:
    counts: int
    recent: Sequence[tuple[Ref, str, str]]
    disputed: Mapping[str, int]
    contradictions: int
    proposals: int
    alike: int
    begun: Sequence[_Begun]
    name: str
    sheet: bool
    """Whether the recovery sheet is known to be on paper."""


class TodayPage(Page):
    """Continue, check, begin."""

    name = "today"
    help = "today"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place = Place(self.name)
        keeping(desk)  # what was left unfinished is known from the first page on
        self._first: QWidget = self
        self._saved: QWidget | None = None
        self.column = Column()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)

    def place(self) -> Place:
        """Where it is."""
        return self._place.left(**self.column.state())

    def wants(self, _changes: Changes) -> bool:
        """Everything that was done is seen here."""
        return True

    def first(self) -> QWidget:
        """The first thing to go on with."""
        return self._first

    def visit(self, place: Place) -> None:
        """Ask what there is."""
        self._place = place
        self.called.emit(_("Today"))
        self.desk.ask(self, _ask, self._paint)

    def _paint(self, told: _Told) -> None:
        state = self.column.state()
        focused = QApplication.focusWidget()
        here = focused is not None and self.isAncestorOf(focused)
        self.column.clear()
        self._saved = None
        body = self.column.body
        body.addWidget(label(told.name or _("Today"), "title"))
        body.addWidget(self._beginning(empty=not told.counts))
        if not told.sheet:
            body.addWidget(self._no_sheet())
        if told.begun:
            body.addWidget(self._begun(told.begun))
        if told.counts:
            body.addWidget(Columns(self._recent(told), self._to_check(told)))
        self.desk.ask(self, saved_searches, self._add_saved, about="saved")
        self.column.restore(state)
        if here:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _beginning(self, *, empty: bool) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, GRID, 0, GRID)
        words = (
            _("Drop documents here, or start with a person.")
            if empty
            else _("Drop documents anywhere to bring them in.")
        )
        column.addWidget(label(words, "muted"))
        ways = QWidget()
        line = Flow(ways, gap=GRID)
        for text, place, main in (
            (_("New person"), Place("new", words="person"), True),
            (_("New incident"), Place("new", words="incident"), False),
            (_("Import documents"), Place("import"), False),
        ):
            going = button(text, main=main)
            going.clicked.connect(lambda _on=False, place=place: self.desk.open(place))
            line.addWidget(going)
            if main:
                self._first = going
        column.addWidget(ways)
        return holder

    def _no_sheet(self) -> QWidget:
        """A quiet reminder, until somebody said that the sheet is on paper."""
        holder = QWidget()
        line = Flow(holder, gap=GRID)
        line.addWidget(label(_("No recovery sheet was confirmed."), "muted", wrap=False))
        going = button(
            _("Print it or write it down"),
            quiet=True,
            tip=_("Without it, a lost passphrase means lost case files."),
        )
        place = Place("settings", words=_("Recovery sheet"))
        going.clicked.connect(lambda: self.desk.open(place))
        line.addWidget(going)
        return holder

    def _begun(self, begun: Sequence[_Begun]) -> QWidget:
        section = Section(_("Not finished"))
        for one in begun:
            going = button(one.words.replace("&", "&&"), quiet=True, tip=_("Go on writing"))
            going.setAccessibleName(one.words)
            going.clicked.connect(lambda _on=False, one=one: self._go_on(one))
            section.body.addWidget(going)
        return section

    def _go_on(self, begun: _Begun) -> None:
        """Go there, and let the form open."""
        keeping(self.desk).want(begun.key)
        self.desk.open(begun.place)

    def _recent(self, told: _Told) -> QWidget:
        section = Section(_("Go on where you were"))
        section.add_rows(
            told.recent, lambda one: linked_row(self.desk, one[0], one[1], date=one[2])
        )
        if not told.recent:
            section.body.addWidget(label(_("Nothing was changed by hand yet."), "muted"))
        return section

    def _add_saved(self, saved: Sequence[SavedSearch]) -> None:
        """Questions that are kept, those with something new first."""
        if self._saved is not None:
            self._saved.hide()
            self._saved.deleteLater()
            self._saved = None
        if not saved:
            return
        self._saved = section = Section(_("Saved searches"))
        for one in sorted(saved, key=lambda one: -one.new)[:_WAITING]:
            told = many("{n} hit", "{n} hits", one.count)
            if one.new:
                told += "  ·  " + many(
                    "{n} new since you last looked", "{n} new since you last looked", one.new
                )
            going = button(f"{one.words}   ({told})", quiet=True)
            going.setText(going.text().replace("&", "&&"))
            place = Place("search", words=one.words)
            going.clicked.connect(lambda _on=False, place=place: self.desk.open(place))
            section.body.addWidget(going)
        self.column.body.addWidget(section)

    def _to_check(self, told: _Told) -> QWidget:
        section = Section(_("To check"))
        lines = (
            (
                told.proposals,
                many("{n} decision of a partner", "{n} decisions of a partner", told.proposals),
                Place("receive"),
            ),
            (
                told.alike,
                many(
                    "{n} pair of records that may be one",
                    "{n} pairs of records that may be one",
                    told.alike,
                ),
                Place("duplicates"),
            ),
            (
                told.contradictions,
                many(
                    "{n} chain of records called the same and different",
                    "{n} chains of records called the same and different",
                    told.contradictions,
                ),
                Place("history"),
            ),
            (
                sum(told.disputed.values()),
                many(
                    "{n} record on which sources disagree",
                    "{n} records on which sources disagree",
                    sum(told.disputed.values()),
                ),
                Place("list", words=next(iter(told.disputed), "") + DISPUTED),
            ),
        )
        for count, words, place in lines:
            if count:
                going = button(words, quiet=True)
                going.clicked.connect(lambda _on=False, place=place: self.desk.open(place))
                section.body.addWidget(going)
        if not any(count for count, _words, _place in lines):
            section.body.addWidget(label(_("Nothing waits to be checked."), "muted"))
        return section


def _begun(vault: Vault) -> list[_Begun]:
    """What was being typed, the newest first; one line for all that is about the same."""
    begun: dict[tuple[Place, str], _Begun] = {}
    for one in drafts.drafts(vault):
        found = _new_record(one.key) or _about(vault, one.key)
        if found is not None:
            begun.setdefault((found.place, found.words), found)
    return list(begun.values())[:_WAITING]


def _new_record(key: str) -> _Begun | None:
    first, kind, about = (*key.split(" "), "", "")[:3]
    if first != "new" or kind not in BY_NAME:
        return None
    words = _("New: {kind}").format(kind=_(BY_NAME[kind].words.one))
    return _Begun(Place("new", Ref.parse(about) if about else None, kind), words, key)


def _about(vault: Vault, key: str) -> _Begun | None:
    """A record and the name of its field; fields of a source do not stand where it is read."""
    about = drafts.About.parse(key)
    ref = vault.reader.resolve(about.ref.id) if about is not None else None
    if about is None or ref is None:
        return None
    prop = BY_NAME[ref.kind].properties.get(about.name)
    field = _(prop.label) if prop is not None else _("Add an act")
    title = vault.reader.title(ref) or _(BY_NAME[ref.kind].words.one)
    state = {"field": about.name}
    reads = ref.kind != "source"
    place = Place.of(ref, **state) if reads else Place("record", ref, state=state)
    return _Begun(place, f"{title}, {field}", key)


def _said(line: history.Line) -> str:
    """When, and the first words of what was done."""
    return f"{moment_of(line.past)}   {shortened(line.words, _LONGEST)}"


def _ask(vault: Vault) -> _Told:
    reader = vault.reader
    when: dict[Ref, str] = {}
    for line in history.lines(vault, limit=_LOOKED_AT):
        for ref in line.refs:
            when.setdefault(ref, _said(line))
    resolved = reader.resolve_all(ref.id for ref in when)
    shown = {resolved[ref.id]: words for ref, words in when.items() if ref.id in resolved}
    summaries = reader.summaries(shown)
    recent = [
        (ref, summaries[ref].title, words)
        for ref, words in shown.items()
        if ref in summaries and summaries[ref].title and not summaries[ref].trashed
    ]
    return _Told(
        sum(reader.counts().values()),
        recent[:_CONTINUED],
        counting.disputed_by_kind(vault.ledger),
        len(reader.contradictions()),
        len(adopting.proposals(vault)),
        len(duplicates.waiting(vault).alike),
        _begun(vault),
        vault.name,
        sheet_confirmed(vault),
    )
