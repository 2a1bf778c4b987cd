"""A new record: only a name is needed, everything else can come later."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from app.forms.alike import Alike
from app.forms.citing import Citing
from app.forms.editors import NOT_TYPED
from app.forms.firstact import FirstAct
from app.forms.gathering import Gathering
from app.forms.keeping import keeping
from app.forms.several import Several
from app.forms.shape import FormRows, chain, takes_enter
from app.theme import GRID
from app.widgets.notice import NoticeBar
from app.widgets.words import button, label
from casefiles.errors import CaseFileError, FaultyDraft
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Text
from casefiles.operations.amending import add_incident
from casefiles.operations.completing import Candidate, alike
from casefiles.operations.drafts import drop_draft
from casefiles.operations.recording import Draft, Said, add_records
from casefiles.text import N_, _
from casefiles.vault import Vault

_MAIN: Mapping[str, Sequence[str]] = {
    "person": ("name", "born", "birthplace", "lives_in", "function", "last_seen", "note"),
    "organisation": ("name", "abbreviation", "organisation_type", "part_of", "based_in", "note"),
    "incident": ("title", "when", "place", "agency", "account"),
    "place": ("name", "former_name", "place_type", "part_of", "location"),
    "source": ("title", "genre", "author", "outlet", "published", "locator", "note"),
}
_USUAL = 7
_PAUSE_MS = 250
_TITLES = {
    "person": N_("New person"),
    "organisation": N_("New organisation"),
    "incident": N_("New incident"),
    "place": N_("New place"),
    "source": N_("New source"),
}


def title_of(kind: str) -> str:
    """What a new record of the kind is called before it has a name."""
    known = _TITLES.get(kind)
    return _(known) if known else _("New: {kind}").format(kind=_(BY_NAME[kind].words.one))


def needed(kind: str) -> str:
    """What a new record of the kind cannot do without; called as the first field is."""
    if "title" in BY_NAME[kind].properties:
        return _("Only a title is needed. Add the rest as you learn it.")
    return _("Only a name is needed. Add the rest as you learn it.")


class NewRecordForm(QWidget):
    """The main fields of a kind. `made` tells the record once it is written."""

    made = Signal(object)
    left = Signal()

    def __init__(
        self, desk: Desk, kind: str, about: Ref | None = None, parent: QWidget | None = None
    ) -> None:
        """`about`: the person to whom a new incident happened."""
        super().__init__(parent)
        self.desk, self.kind, self.about = desk, kind, about
        self.fields: dict[str, Several] = {}
        self.notice = NoticeBar()
        self.alike = Alike(desk)
        self.citing = Citing(desk)
        self.save_button = button(_("Save"), main=True, tip=_("Ctrl+Enter"))
        self.leave_button = button(_("Leave"), quiet=True, tip=_("What you typed is kept."))
        self.more_button = button(_("More fields"), quiet=True)
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(_PAUSE_MS)
        self._ask.timeout.connect(self._look_for_alike)
        self.act: FirstAct | None = None
        self._lay_out()
        self._tell = True
        keeping(desk).ask(self, self.key, self._again)

    # What it answers

    @property
    def key(self) -> str:
        """Under which what was typed is kept."""
        return f"new {self.kind} {self.about or ''}".rstrip()

    def draft(self) -> dict[str, Any]:
        """Everything that was typed."""
        fields = {name: several.draft() for name, several in self.fields.items()}
        return {
            "fields": {name: typed for name, typed in fields.items() if typed},
            "act": self.act.draft() if self.act is not None else {},
            "rests_on": self.citing.draft(),
        }

    @property
    def name(self) -> str:
        """The name typed so far."""
        first = next(iter(self.fields.values())).editors[0]
        return str(first.draft().get("text", "")).strip()

    # What it does

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        typed: Mapping[str, Any] = draft.get("fields", {})
        if any(name not in self.fields for name in typed):
            self.show_more()
        for name, drafts in typed.items():
            if name in self.fields:
                self.fields[name].restore(drafts)
        if self.act is not None and draft.get("act"):
            self.act.restore(draft["act"])
        self.citing.restore(draft.get("rests_on", {}))

    def save(self) -> None:
        """Write it down in one Step, and go there."""
        self.notice.hide()
        write = self._entered()
        if write is None or not self.save_button.isEnabled():
            return
        self.save_button.setEnabled(False)
        key = self.key
        keeping(self.desk).forget(key)

        def work(vault: Vault) -> Ref:
            made = write(vault)
            drop_draft(vault, key)
            return made

        self.desk.act(self, work, self._made, failed=self._not_made)

    def leave(self) -> None:
        """Go without losing anything."""
        self._keep()
        keeping(self.desk).leave(self.key)
        self.left.emit()

    def start(self) -> None:
        """Stand in the name."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_more(self) -> None:
        """All other fields of the kind."""
        self.more_button.hide()
        for name in BY_NAME[self.kind].properties:
            self._row(name)
        chain(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter saves; Enter goes on to the next field; Esc leaves."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        focus = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and control:
            self.save()
        elif enter and isinstance(focus, QAbstractButton):
            focus.click()
        elif enter and not takes_enter(focus):
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    # How inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 2)
        column.addWidget(label(needed(self.kind), "muted"))
        column.addWidget(self.notice)
        self._rows = FormRows()
        usual = list(BY_NAME[self.kind].properties)[:_USUAL]
        for name in _MAIN.get(self.kind, usual):
            if name == "account" and self.kind == "incident":
                self.act = FirstAct(self.desk, self._rows, self.about)
                self.act.changed.connect(self._keep)
            self._row(name)
        self._rows.add("", self.alike, at=1)
        column.addWidget(self._rows)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        rest = FormRows()
        rest.add(_("Rests on"), self.citing)
        column.addWidget(rest)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addStretch(1)
        line.addWidget(self.leave_button)
        line.addWidget(self.save_button)
        column.addLayout(line)
        self.more_button.clicked.connect(self.show_more)
        self.save_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.leave)
        self.citing.changed.connect(self._keep)
        chain(self)

    def _row(self, name: str) -> None:
        prop = BY_NAME[self.kind].properties[name]
        if name in self.fields or prop.type in NOT_TYPED:
            return
        several = Several(self.desk, prop, _("Another"))
        several.changed.connect(self._keep)
        if not self.fields:
            several.changed.connect(self._ask.start)
        self.fields[name] = several
        self._rows.add(_(prop.label), several)

    def _entered(self) -> Callable[[Vault], Ref] | None:
        """What writes it down; None if something is still to be done, which is said."""
        found = Gathering()
        citations = found.ask(self.citing.citations) or ()
        said = [
            Said(name, value, citations)
            for name, several in self.fields.items()
            for value in found.values(several)
        ]
        titles = BY_NAME[self.kind].words.title
        if not any(one.property in titles and isinstance(one.value, Text) for one in said):
            first = next(iter(self.fields.values())).editors[0]
            found.say(first, _("Give it a name: any words by which you would find it again."))
        act = self.act
        victims = act.victims(found) if act is not None else []
        done = act.said(found, citations) if act is not None else []
        if not found.whole(self.notice):
            return None
        made, new = Draft(self.kind, tuple(said)), self._new()
        if act is None:
            return lambda vault: add_records(vault, drafts=[*new, made])[-1]
        return lambda vault: add_incident(
            vault, incident=made, victims=victims, said=done, citations=citations, new=new
        )

    def _new(self) -> list[Draft]:
        """Records that what was entered leads to, and that are not there yet."""
        new = [*self.citing.drafts()]
        new += [draft for several in self.fields.values() for draft in several.drafts()]
        return new if self.act is None else [*new, *self.act.drafts()]

    def _made(self, ref: Ref) -> None:
        self.save_button.setEnabled(True)
        self._tell = False
        self.citing.saved(ref)
        self.made.emit(ref)
        self.desk.open(ref)

    def _not_made(self, fault: CaseFileError) -> None:
        self.save_button.setEnabled(True)
        self._keep()
        if not isinstance(fault, FaultyDraft):
            self.notice.tell(fault.sentence, fault.way_on)
            return
        for one in fault.faults:
            if one.field in self.fields:
                self.fields[one.field].editors[0].fault(one.sentence)
            else:
                self.notice.tell(one.sentence)

    def _keep(self) -> None:
        draft = self.draft()
        if not self._tell:
            return
        if draft["fields"] or (self.act is not None and self.act.typed):
            keeping(self.desk).keep(self.key, draft)
        else:
            keeping(self.desk).drop(self.key)

    def _again(self, draft: Mapping[str, Any]) -> None:
        """What was typed and not saved stands here again, unless somebody typed already."""
        if self.name or not (draft.get("fields") or draft.get("act")):
            return
        self.restore(draft)
        self.notice.tell(
            _("This is what you typed before."), action=_("Start over"), act=self._afresh
        )

    def _afresh(self) -> None:
        for several in self.fields.values():
            for editor in several.editors:
                editor.restore({})
        if self.act is not None:
            self.act.clear()
        self.citing.restore({})
        keeping(self.desk).drop(self.key)
        self.start()

    def _look_for_alike(self) -> None:
        kind, name = self.kind, self.name
        if len(name) < 3:
            self.alike.tell(())
            return

        def question(vault: Vault) -> tuple[Candidate, ...]:
            return alike(vault, kind=kind, name=name)

        self.desk.ask(self, question, self._hint, about="alike")

    def _hint(self, found: Sequence[Candidate]) -> None:
        self.alike.tell(found)
        chain(self)
