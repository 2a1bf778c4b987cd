"""A row of the acts table: what was done, to whom, by whom as is alleged, where, when, on what."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import Desk
from app.forms.around import Around
from app.forms.citing import Citing
from app.forms.editor import Editor
from app.forms.editors import editor_for
from app.forms.form import Form
from app.forms.gathering import Gathering
from app.forms.several import Several
from app.forms.shape import FormRows
from app.theme import GRID
from app.widgets.words import label
from casefiles.model.claim import Citation
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Link
from casefiles.operations.amending import Involved, add_act
from casefiles.operations.drafts import About
from casefiles.operations.recording import Draft, Said
from casefiles.text import _

_ALLEGED = "alleged"
_OF_ACT = ("act", "place", "when", "account")
_OF_INVOLVEMENT = ("degree", "basis")


class ActForm(Form):
    """Adds acts to an incident: one for each who suffered, with all who are said to have acted."""

    def __init__(self, desk: Desk, incident: Ref, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Add the act"), parent)
        self.incident = incident
        act, involvement = BY_NAME["act"].properties, BY_NAME["involvement"].properties
        self.victims = Several(desk, replace(act["victim"], many=True), _("Another person"))
        self.actors = Several(
            desk, replace(involvement["perpetrator"], many=True), _("Another who acted")
        )
        self.act = {name: editor_for(act[name], desk) for name in _OF_ACT}
        self.involvement = {name: editor_for(involvement[name], desk) for name in _OF_INVOLVEMENT}
        self.citing = Citing(desk, incident)
        self._lay_out()
        for editor in (*self.act.values(), *self.involvement.values()):
            editor.changed.connect(self.drafted)
        self.victims.changed.connect(self.drafted)
        self.actors.changed.connect(self.drafted)
        self.citing.changed.connect(self.drafted)
        self.around.changed.connect(self.drafted)
        self._begin()

    # What it answers

    @property
    def key(self) -> str:
        """Under which what was typed is kept."""
        return str(About(self.incident, "act"))

    def draft(self) -> dict[str, Any]:
        """Everything that was typed."""
        return {
            "victims": self.victims.draft(),
            "actors": self.actors.draft(),
            "act": {name: editor.draft() for name, editor in self.act.items()},
            "involvement": {name: editor.draft() for name, editor in self.involvement.items()},
            "around": self.around.draft(),
            "rests_on": self.citing.draft(),
        }

    # What it does

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        self.victims.restore(draft.get("victims", []))
        self.actors.restore(draft.get("actors", []))
        for name, editor in self.act.items():
            editor.restore(draft.get("act", {}).get(name, {}))
        for name, editor in self.involvement.items():
            editor.restore(draft.get("involvement", {}).get(name, {}))
        self.around.restore(draft.get("around", {}))
        self.citing.restore(draft.get("rests_on", {}))

    def start(self) -> None:
        """Stand in the first field."""
        self.victims.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write everything down in one Step."""
        self.notice.hide()
        if not self.save_button.isEnabled():
            return
        found = Gathering()
        citations = found.ask(self.citing.citations) or ()
        victims, said, involved = self._entered(found, citations)
        if not found.whole(self.notice):
            return
        incident, new = self.incident, self._new()
        self._write(
            lambda vault: add_act(
                vault,
                incident=incident,
                victims=victims,
                said=said,
                involved=involved,
                citations=citations,
                new=new,
            )
        )

    # How inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(GRID)
        column.addWidget(label(_("Add an act"), "heading"))
        column.addWidget(self.notice)
        rows = FormRows()
        rows.add(_("Who suffered"), self.victims)
        rows.add(_("What was done"), self.act["act"])
        rows.add(_("Who acted"), self.actors)
        for name, editor in self.involvement.items():
            rows.add(_(BY_NAME["involvement"].properties[name].label), editor)
        self.around = Around(self.desk, rows, certainty=_ALLEGED, held=False)
        for name in _OF_ACT[1:]:
            rows.add(_(BY_NAME["act"].properties[name].label), self.act[name])
        rows.add(_("Rests on"), self.citing)
        column.addWidget(rows)
        column.addLayout(self._buttons())

    def _entered(
        self, found: Gathering, citations: tuple[Citation, ...]
    ) -> tuple[list[RecordId], list[Said], list[Involved]]:
        victims, actors = self._persons(found, self.victims), self._persons(found, self.actors)
        said = self._said(found, self.act, citations)
        about = self._said(found, self.involvement, citations)
        found.require(
            victims or any(one.property in ("act", "account") for one in said),
            _("Say at least who suffered, or what was done."),
        )
        found.require(actors or not about, _("Say who acted, even if only as “unknown officers”."))
        around: dict[str, Any] = {
            "certainty": self.around.certainty.code(),
            "by": self.around.speaker.code(),
            "who": found.ask(self.around.who_says),
        }
        told = tuple(replace(one, **around) for one in about)
        links = [Said("perpetrator", Link(one), citations, **around) for one in actors]
        return victims, said, [Involved(one, told) for one in links]

    @staticmethod
    def _persons(found: Gathering, several: Several) -> list[RecordId]:
        return [one.to for one in found.values(several) if isinstance(one, Link)]

    @staticmethod
    def _said(
        found: Gathering, editors: Mapping[str, Editor], citations: tuple[Citation, ...]
    ) -> list[Said]:
        return [
            Said(name, value, citations)
            for name, editor in editors.items()
            for value in found.values(editor)
        ]

    def _new(self) -> list[Draft]:
        editors = (*self.act.values(), *self.involvement.values())
        made = [draft for editor in editors for draft in editor.drafts()]
        made += [*self.victims.drafts(), *self.actors.drafts()]
        return [*made, *self.citing.drafts(), *self.around.drafts()]
