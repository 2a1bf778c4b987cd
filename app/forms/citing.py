"""What a value rests on: passages as ticks, the one kept from the reader first, others by hand."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.forms.editor import Line
from app.forms.linking import RecordField
from app.forms.shape import FormRows, Standing, chain
from app.theme import GRID
from app.widgets.words import button, label, shortened, snug
from casefiles.errors import NotUnderstood
from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.insight.remarks import place_in_words
from casefiles.model.claim import Citation, Passage, citation_from_json
from casefiles.model.ids import RecordId, Ref
from casefiles.operations.recording import Draft
from casefiles.text import _
from casefiles.vault import Vault

_TITLE, _QUOTE = 80, 120
"""Letters of a title and of a quotation that are enough to know them by."""
_LINES = re.compile(r"(\d+)(?:\s*(?:-|–|—)\s*(\d+))?")


class Citing(Standing):
    """Gathers citations."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        about: Ref | None = None,
        *,
        use_kept: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self._about = desk, about
        self._use_kept = use_kept
        self._kept: Citation | None = None
        self._ticks: list[tuple[Citation, _Tick]] = []
        self._nothing = label(_("No source yet. Mark a passage in a source, or name one."), "small")
        self._more = snug(button(_("Name a source …"), quiet=True))
        self._by_hand = FormRows()
        self.source = RecordField(desk, _("Source"), ["source"])
        self.place = Line(_("12, 12–14, or p. 3"))
        self.place.setAccessibleName(_("Lines or page"))
        self._by_hand.add(_("Source"), self.source)
        self._by_hand.add(_("Lines or page"), self.place)
        self._by_hand.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._nothing)
        column.addLayout(self._rows)
        column.addWidget(self._by_hand)
        column.addWidget(self._more)
        self._more.clicked.connect(self._open_by_hand)
        self.source.changed.connect(self.changed)
        self.place.textChanged.connect(self.changed)
        desk.citation.connect(self._keep)
        self._keep(desk.kept_citation)
        self.stand = self._ticks[0][1] if self._ticks else self._more

    # What it answers

    def citations(self) -> tuple[Citation, ...]:
        """All that are ticked and the one by hand; raises `NotUnderstood`."""
        found = [citation for citation, tick in self._ticks if tick.ticked]
        source = self.source.record()
        if source is not None:
            found.append(Citation(source, _passage(self.place.text())))
        elif self.place.text().strip():
            raise NotUnderstood(_("Name the source that these lines stand in."))
        return tuple(dict.fromkeys(found))

    def drafts(self) -> tuple[Draft, ...]:
        """A new source, if one was named by hand."""
        return self.source.drafts()

    def draft(self) -> dict[str, Any]:
        """What was ticked and typed."""
        ticked = [one.to_json() for one, tick in self._ticks if tick.ticked]
        return {"source": self.source.draft(), "place": self.place.text(), "ticked": ticked}

    # What it does

    def show_given(self, citations: Sequence[Citation]) -> None:
        """The passages that a value rests on already, ticked."""
        for one in citations:
            self._add(one, ticked=True)
        self._describe()

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was ticked and typed."""
        self.source.restore(draft.get("source", {}))
        self.place.setText(str(draft.get("place", "")))
        if not self.source.empty or self.place.text():
            self._open_by_hand()
        ticked = [citation_from_json(one) for one in draft.get("ticked", ())]
        for one in ticked:
            self._add(one, ticked=True)  # it may have been kept by then, and not be any more
        for citation, tick in self._ticks:
            tick.tick(on=citation in ticked)
        self._describe()

    def saved(self, about: Ref) -> None:
        """What rests on these is written down, about this record."""
        if any(one == self._kept and tick.ticked for one, tick in self._ticks):
            self.desk.citation_used(about)

    # How inside

    def _keep(self, kept: object) -> None:
        if isinstance(kept, Citation) and kept != self._kept:
            self._kept = kept
            self._add(kept, ticked=self._use_kept and self.desk.citation_meant(self._about))
            self._describe()
            self.changed.emit()
        self._nothing.setVisible(not self._ticks and not self._by_hand.isVisibleTo(self))

    def _add(self, citation: Citation, *, ticked: bool) -> None:
        if any(one == citation for one, _tick in self._ticks):
            return
        tick = _Tick()
        tick.tick(on=ticked)
        tick.toggled.connect(self.changed)
        self._ticks.append((citation, tick))
        self._rows.addWidget(tick)
        chain(self)
        self._nothing.hide()

    def _describe(self) -> None:
        wanted = [citation for citation, _tick in self._ticks]

        def question(vault: Vault) -> list[str]:
            names = Names(Known(vault.reader))
            return [_words(vault, names, one.source, one) for one in wanted]

        def answer(found: list[str]) -> None:
            for (_citation, tick), words in zip(self._ticks, found, strict=False):
                tick.say(words)

        self.desk.ask(self, question, answer, about="citations")

    def _open_by_hand(self) -> None:
        self._by_hand.show()
        self._nothing.hide()
        self._more.hide()
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)


class _Tick(Standing):
    """A tick with words of any length beside it."""

    toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setMinimumSize(24, 24)
        self._label = label("")
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        policy = self._label.sizePolicy()
        policy.setHeightForWidth(True)  # known before there are words, so that they get their room
        self._label.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        self.stand = self.box
        self.box.toggled.connect(self.toggled)

    @property
    def ticked(self) -> bool:
        """Whether it is."""
        return self.box.isChecked()

    def tick(self, *, on: bool) -> None:
        """Tick it or not."""
        self.box.setChecked(on)

    def say(self, words: str) -> None:
        """The words beside it."""
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self._label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self._label.setText(words)
        self.box.setAccessibleName(words)
        self.updateGeometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The words are part of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.box.toggle()


def _words(vault: Vault, names: Names, source: RecordId, citation: Citation) -> str:
    ref = vault.reader.resolve(source)
    title = names.of(ref) if ref else _("(a source that is not here)")
    place = place_in_words(citation.passage)
    words = ", ".join(one for one in (shortened(title, _TITLE), place) if one)
    return f"{words}: “{shortened(citation.quote, _QUOTE)}”" if citation.quote else words


def _passage(typed: str) -> Passage:
    text = typed.strip()
    found = _LINES.fullmatch(text)
    if not found:
        return Passage(page=text)
    first, last = int(found[1]), int(found[2] or found[1])
    if not 1 <= first <= last:
        raise NotUnderstood(_("The lines are counted from 1, and the first comes first: 12–14."))
    return Passage(first, last)
