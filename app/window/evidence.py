"""The evidence pane: on what the field in focus rests, in the words of the source."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.desk import Desk, Evidence
from app.parts.wrappedlink import WrappedLink, add_link
from app.place import Place
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.layouts import empty
from app.widgets.words import button, label, shortened
from casefiles.insight.fields import Cited, Field, fields_of
from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.ledger.changes import Changes
from casefiles.model.claim import Citation
from casefiles.text import _, many
from casefiles.vault import Vault

_MOST_LINES = 6
_MOST_LETTERS = 600
_WITH_FORMS = ("source", "new")
"""Pages without fields where a passage is kept, or may be what is written down rests on."""


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A citation with the words of its lines, as far as the source's text is here."""

    cited: Cited
    words: str


class _Told(NamedTuple):
    """A field, and what each of its values rests on."""

    field: Field
    quoted: dict[int, list[_Quoted]]


class EvidencePane(QWidget):
    """Follows the focus: value by value, source by source."""

    needed_now = Signal()
    """It may be needed now, or needed no more: see `needed`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Evidence | None = None
        self._whose: WrappedLink | None = None
        self._elsewhere = False
        self._beside_record = self._beside_forms = self._put_away = False
        self.setAccessibleName(_("Evidence"))
        self._kept = QFrame()
        self._kept.setProperty("role", "notice")
        self._column = Column(widest=600)
        self._column.body.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.addWidget(self._kept)
        column.addWidget(self._column, 1)
        desk.evidence.connect(self.show_evidence)
        desk.changed.connect(self.follow)
        desk.citation.connect(self._show_kept)
        self._show_kept(desk.kept_citation)
        self._paint(())

    @property
    def needed(self) -> bool:
        """Whether something stands in it, or will as soon as a field has the focus: a page of a
        record must not move under the hand that goes to a field."""
        kept = self._beside_forms and not self._kept.isHidden()
        return self._shown is not None or self._beside_record or kept

    def toggle(self) -> None:
        """Put it away or bring it back by hand; what was put away stays so."""
        self._put_away = self.isVisible()
        self.setVisible(not self._put_away)

    def have_room(self, *, room: bool) -> None:
        """There is room for it in the window, or there is none."""
        self.setVisible(room and not self._put_away)

    def show_evidence(self, evidence: Evidence) -> None:
        """Show on what these fields rest."""
        if evidence == self._shown:
            return
        self._shown, self._elsewhere = evidence, False
        self.needed_now.emit()

        def question(vault: Vault) -> tuple[str, list[_Told]]:
            names = Names(Known(vault.reader))
            names.learn([evidence.ref])
            told = [_Told(field, _quoted(vault, field)) for field in evidence.fields]
            return names.of(evidence.ref), told

        def answer(told: tuple[str, list[_Told]]) -> None:
            if self._shown == evidence:
                self._paint(told[1], WrappedLink(self._desk, evidence.ref, told[0]))

        self._desk.ask(self, question, answer, about="evidence")

    def follow(self, _changes: Changes) -> None:
        """Show the same fields as they stand now."""
        shown = self._shown
        if shown is None or not shown.fields:
            return

        def question(vault: Vault) -> list[Field]:
            ref = vault.reader.resolve(shown.ref.id)
            fields = fields_of(vault.reader, ref) if ref is not None else ()
            now = {one.name: one for one in fields}
            return [_as_now(one, now.get(one.name)) for one in shown.fields]

        def answer(fields: list[Field]) -> None:
            if self._shown is shown:
                self.show_evidence(Evidence(shown.ref, tuple(fields)))

        self._desk.ask(self, question, answer, about="evidence as it stands now")

    def leave(self, place: Place | None) -> None:
        """Elsewhere nothing rests on this any more. Beside a source it stays, to compare."""
        ref, shown = place.ref if place else None, self._shown
        # A dossier or an archive of a record is a place of it, too, but shows no fields.
        self._beside_record = bool(place and ref and place.page == Place.of(ref).page)
        source = place is None or place.page == "source"
        self._beside_forms = self._beside_record or place is None or place.page in _WITH_FORMS
        if shown is not None and not source and place != Place.of(shown.ref):
            self._shown = None
            self._paint(())
        self._elsewhere = bool(shown and source and place and place != Place.of(shown.ref))
        if self._whose is not None:
            self._whose.setVisible(self._elsewhere)
        self.needed_now.emit()

    def _paint(self, told: Sequence[_Told], whose: WrappedLink | None = None) -> None:
        """`whose` it is is said beside a source, where the page does not tell."""
        self._column.clear()
        self._whose = whose
        body = self._column.body
        body.addWidget(label(_("Evidence"), "small"))
        if whose is not None:
            add_link(body, whose)
            whose.setVisible(self._elsewhere)
        if not told:
            body.addWidget(label(_("Go to a field to see what it rests on."), "muted"))
        for field, quoted in told:
            body.addWidget(label(field.label, "heading"))
            for number, value in enumerate(field.values):
                body.addSpacing(GRID)
                body.addWidget(label(value.words if not value.masked else _("(hidden)")))
                if value.remarks:
                    body.addWidget(label("; ".join(value.remarks), "small"))
                body.addWidget(label(_count(len(value.cited), value.independent), "small"))
                for one in quoted.get(number, ()):
                    body.addWidget(self._source(one))

    def _source(self, one: _Quoted) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(GRID + 4, GRID, GRID, GRID)
        column.setSpacing(2)
        add_link(column, WrappedLink(self._desk, one.cited.source, one.cited.title))
        if one.cited.place:
            column.addWidget(label(one.cited.place, "small"))
        if one.words:
            column.addWidget(label(f"“{one.words}”"))
        opening = button(_("Open at the passage"), quiet=True)
        opening.setProperty("link", True)
        opening.clicked.connect(lambda: self._open(one.cited))
        column.addWidget(opening)
        return card

    def _open(self, cited: Cited) -> None:
        state = {"line": cited.first_line, "last_line": cited.last_line} if cited.first_line else {}
        self._desk.open(Place.of(cited.source, **state))

    def _show_kept(self, citation: Citation | None) -> None:
        layout = self._kept.layout()
        if layout is None:
            layout = QVBoxLayout(self._kept)
            layout.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        empty(layout)
        self._kept.setVisible(citation is not None)
        if citation is not None:
            lines = _lines(citation.passage.first_line, citation.passage.last_line)
            layout.addWidget(label(_("Kept for the next value: {lines}").format(lines=lines)))
            drop = button(_("Clear"), quiet=True, tip=_("The next value does not rest on it."))
            drop.clicked.connect(lambda: self._desk.keep_citation(None))
            layout.addWidget(drop)
        self.needed_now.emit()


def _as_now(shown: Field, now: Field | None) -> Field:
    """The field of today; where one value of it was shown, that one if it still stands."""
    if now is None:
        return replace(shown, values=())
    claims = {value.claim for value in shown.values}
    same = tuple(value for value in now.values if value.claim in claims)
    return replace(now, values=same) if len(shown.values) == 1 and same else now


def _quoted(vault: Vault, field: Field) -> dict[int, list[_Quoted]]:
    texts: dict[bytes, tuple[int, list[str]]] = {}
    found: dict[int, list[_Quoted]] = {}
    for number, value in enumerate(field.values):
        for cited in value.cited:
            words = cited.quote or _words_of(vault, cited, texts)
            found.setdefault(number, []).append(_Quoted(cited, words))
    return found


def _words_of(vault: Vault, cited: Cited, texts: dict[bytes, tuple[int, list[str]]]) -> str:
    if not cited.first_line:
        return ""
    key = bytes(cited.source.id)
    if key not in texts:
        texts[key] = _text(vault, cited)
    first, lines = texts[key]
    wanted = lines[max(0, cited.first_line - first) : max(0, cited.last_line - first + 1)]
    words = " ".join(line.strip() for line in wanted[:_MOST_LINES] if line.strip())
    return shortened(words, _MOST_LETTERS)


def _text(vault: Vault, cited: Cited) -> tuple[int, list[str]]:
    from casefiles.model.values import Layer

    layers = [one.claim.value for one in vault.reader.shown(cited.source, "words_layer")]
    first = next((one.first_line for one in layers if isinstance(one, Layer)), 1)
    return first, vault.reader.text_of(cited.source).split("\n")


def _count(sources: int, independent: int) -> str:
    if not sources:
        return _("No source yet.")
    told = many("{n} source", "{n} sources", sources)
    return told + ", " + many("{n} independent", "{n} independent", independent)


def _lines(first: int, last: int) -> str:
    if not first:
        return _("a passage")
    if last > first:
        return _("lines {a}–{b}").format(a=first, b=last)
    return _("line {n}").format(n=first)
