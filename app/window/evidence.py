"""The evidence pane: on what the field in focus rests, in the words of the source."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.desk import Desk, Evidence
from app.parts.links import WrappedLink
from app.place import Place
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.words import button, label
from casefiles.insight.fields import Cited, Field
from casefiles.model.claim import Citation
from casefiles.text import _, many
from casefiles.vault import Vault

_MOST_LINES = 6
_MOST_LETTERS = 600


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A citation with the words of its lines, as far as the source's text is here."""

    cited: Cited
    words: str


class EvidencePane(QWidget):
    """Follows the focus: value by value, source by source."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Evidence | None = None
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
        desk.citation.connect(self._show_kept)
        self._show_kept(desk.kept_citation)
        self._paint(())

    def show_evidence(self, evidence: Evidence) -> None:
        """Show on what these fields rest."""
        if evidence == self._shown:
            return
        self._shown = evidence

        def question(vault: Vault) -> list[tuple[Field, dict[int, list[_Quoted]]]]:
            return [(field, _quoted(vault, field)) for field in evidence.fields]

        def answer(told: list[tuple[Field, dict[int, list[_Quoted]]]]) -> None:
            if self._shown == evidence:
                self._paint(told)

        self._desk.ask(self, question, answer, about="evidence")

    def leave(self, place: Place | None) -> None:
        """Elsewhere nothing rests on this any more. Beside a source it stays, to compare."""
        shown = self._shown
        if shown is None or place is None or place.page == "source":
            return
        if place != Place.of(shown.ref):
            self._shown = None
            self._paint(())

    def _paint(self, told: Sequence[tuple[Field, dict[int, list[_Quoted]]]]) -> None:
        self._column.clear()
        body = self._column.body
        body.addWidget(label(_("Evidence"), "small"))
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
        column.addWidget(WrappedLink(self._desk, one.cited.source, one.cited.title))
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
        while item := layout.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self._kept.setVisible(citation is not None)
        if citation is not None:
            lines = _lines(citation.passage.first_line, citation.passage.last_line)
            layout.addWidget(label(_("Kept for the next value: {lines}").format(lines=lines)))
            drop = button(_("Let go"), quiet=True)
            drop.clicked.connect(lambda: self._desk.keep_citation(None))
            layout.addWidget(drop)


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
    return words[:_MOST_LETTERS] + ("…" if len(words) > _MOST_LETTERS else "")


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
