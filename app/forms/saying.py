"""The inline form for one value: what is said, how certain, by whom, and what it rests on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.desk import Desk
from app.forms.around import Around
from app.forms.citing import Citing
from app.forms.editor import Editor, Line
from app.forms.editors import editor_for
from app.forms.form import Form
from app.forms.gathering import Gathering
from app.forms.shape import FormRows
from app.theme import GRID
from app.widgets.words import button, label
from casefiles.errors import CaseFileError, FaultyDraft
from casefiles.model.claim import Claim
from casefiles.model.ids import EntryId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import value_in_words
from casefiles.operations import amending
from casefiles.operations.drafts import About
from casefiles.operations.recording import Draft, Said
from casefiles.text import _, many
from casefiles.vault import Vault


class SayingForm(Form):
    """Adds a value to a field, replaces one, or lets one rest on one source more.

    With `replacing` or `citing` it works on that claim; `also` are other statements of the same
    value, `words` the value as it is read.
    """

    def __init__(
        self,
        desk: Desk,
        ref: Ref,
        name: str,
        *,
        replacing: Claim | None = None,
        citing: Claim | None = None,
        also: Sequence[EntryId] = (),
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, _("Save"), parent)
        self.ref, self.prop = ref, BY_NAME[ref.kind].properties[name]
        self._replacing, self._citing, self._also = replacing, citing, tuple(also)
        self.editor: Editor = editor_for(self.prop, desk)
        self._rows = FormRows()
        self.citing = Citing(desk, ref, use_kept=replacing is None)
        self.reason = Line(_("optional"))
        self.together = QCheckBox()
        self._more = button(_("More"), quiet=True, tip=_("Who says so, when it held"))
        self._rows.add(_("Rests on"), self.citing)
        self.around = Around(desk, self._rows)
        self._lay_out(words)
        self._fill()
        for part in (self.editor, self.around, self.citing):
            part.changed.connect(self.drafted)
        self.reason.textChanged.connect(lambda _text: self.drafted.emit())
        self._begin()

    # What it answers

    @property
    def key(self) -> str:
        """Under which what was typed is kept."""
        claim = self._replacing or self._citing
        way = "cite" if self._citing else "edit" if claim else "add"
        return str(About(self.ref, self.prop.name, way, claim.id if claim else None))

    def draft(self) -> dict[str, Any]:
        """Everything that was typed."""
        return {
            "value": self.editor.draft(),
            "around": self.around.draft(),
            "rests_on": self.citing.draft(),
            "reason": self.reason.text(),
        }

    # What it does

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        self.editor.restore(draft.get("value", {}))
        self.around.restore(draft.get("around", {}))
        self.citing.restore(draft.get("rests_on", {}))
        self.reason.setText(str(draft.get("reason", "")))
        if self.reason.text() or not self.around.bare:
            self._unfold(shown=True)

    def start(self) -> None:
        """Stand in the first field."""
        first = self.citing if self._citing else self.editor
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write it down in one Step."""
        self.notice.hide()
        said = self._said()
        if said is None or not self.save_button.isEnabled():
            return
        self._write(self._work(said))

    # How inside

    def _lay_out(self, words: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.notice)
        if self._citing is not None:
            said = value_in_words(self.prop, self._citing.value)
            column.addWidget(label(f"{_(self.prop.label)}: {words or said}"))
            self.editor.hide()
        column.addWidget(self.editor)
        if self._replacing is not None:
            self.reason.setAccessibleName(_("Reason for the change"))
            self._rows.add(_("Reason"), self.reason)
        column.addWidget(self._rows)
        self.together.setText(
            many(
                "Also in {n} other statement of this value",
                "Also in {n} other statements of this value",
                len(self._also),
            )
        )
        self.together.setChecked(True)
        if not self._also or self._replacing is None:
            self.together.hide()
        column.addWidget(self.together)
        self._more.clicked.connect(lambda: self._unfold(shown=True))
        line = self._buttons()
        line.insertWidget(0, self._more)
        column.addLayout(line)

    def _unfold(self, *, shown: bool) -> None:
        """What is seldom said stays out of the way until it is."""
        going = shown and self._more.hasFocus()
        self.around.unfold(shown=shown)
        if self._replacing is not None:
            self._rows.show_row(self.reason, shown=shown)
        self._more.setVisible(not shown)
        if going:
            self.around.speaker.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        claim = self._replacing or self._citing
        if claim is not None:
            self.around.show_claim(claim)
        if self._replacing is not None:
            self.editor.set_value(self._replacing.value)
            self.citing.show_given(self._replacing.citations)
        self._unfold(shown=claim is not None and (claim.who is not None or not self.around.bare))

    def _said(self) -> Said | None:
        """The value with everything around it; what is not understood is said at its place."""
        self.editor.fault("")
        self.around.held.fault("")
        found, around, citing = Gathering(), self.around, self._citing
        entered = [citing.value] if citing else found.values(self.editor, needed=True)
        held = around.when_held(found)
        citations, who = found.ask(self.citing.citations), found.ask(around.who_says)
        found.require(
            citations != () or citing is None,
            _("Name the source, or tick the passage you kept."),
        )
        if not found.whole(self.notice) or citations is None:
            return None
        [value] = entered
        said = Said(self.prop.name, value, citations, around.certainty.code())
        return replace(said, by=around.speaker.code(), who=who, held=held)

    def _new(self) -> list[Draft]:
        return [*self.editor.drafts(), *self.citing.drafts(), *self.around.drafts()]

    def _work(self, said: Said) -> Callable[[Vault], object]:
        """What is done to the vault, decided here and done in the writing lane."""
        ref, new, reason = self.ref, self._new(), self.reason.text()
        also = self._also if self.together.isChecked() else ()
        if self._citing is not None:
            cited = self._citing.id
            first, *more = said.citations
            return lambda vault: amending.cite_value(
                vault, ref=ref, claim=cited, citation=first, more=more, said=said, new=new
            )
        if self._replacing is not None:
            replaced = self._replacing.id
            return lambda vault: amending.replace_value(
                vault, ref=ref, claim=replaced, said=said, also=also, new=new, reason=reason
            )
        return lambda vault: amending.add_value(vault, ref=ref, said=said, new=new)

    def _not_written(self, fault: CaseFileError) -> None:
        if not isinstance(fault, FaultyDraft):
            super()._not_written(fault)
            return
        for one in fault.faults:
            if one.field == self.prop.name and self._citing is None:
                self.editor.fault(one.sentence)
            else:
                self.notice.tell(one.sentence)
