"""A relative of a person: who, what they are to each other, and on what that rests."""

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
from app.forms.shape import FormRows
from app.theme import GRID
from app.widgets.words import label
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Link, TermValue
from casefiles.operations.drafts import About
from casefiles.operations.recording import Draft, Said, add_records
from casefiles.text import N_, _


class RelativeForm(Form):
    """Adds a relation of kinship to a person; the relative may be made in place."""

    def __init__(self, desk: Desk, person: Ref, title: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Add the relative"), parent)
        self.person = person
        properties = BY_NAME["relation"].properties
        asked = {
            "who": replace(properties["who"], label=N_("Relative"), links_to=("person",)),
            "kinship": replace(properties["kinship"], label=N_("Is the")),
            "note": properties["note"],
        }
        self.fields: dict[str, Editor] = {
            name: editor_for(prop, desk) for name, prop in asked.items()
        }
        self.citing = Citing(desk, person)
        self._lay_out(title)
        for editor in self.fields.values():
            editor.changed.connect(self.drafted)
        self.citing.changed.connect(self.drafted)
        self.around.changed.connect(self.drafted)
        self._begin()

    # What it answers

    @property
    def key(self) -> str:
        """Under which what was typed is kept."""
        return str(About(self.person, "relative"))

    def draft(self) -> dict[str, Any]:
        """Everything that was typed."""
        return {
            "fields": {name: editor.draft() for name, editor in self.fields.items()},
            "around": self.around.draft(),
            "rests_on": self.citing.draft(),
        }

    # What it does

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        for name, editor in self.fields.items():
            editor.restore(draft.get("fields", {}).get(name, {}))
        self.around.restore(draft.get("around", {}))
        self.citing.restore(draft.get("rests_on", {}))

    def start(self) -> None:
        """Stand in the name of the relative."""
        self.fields["who"].setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write the relation down, and the relative if new, in one Step."""
        self.notice.hide()
        if not self.save_button.isEnabled():
            return
        found = Gathering()
        said = self._entered(found)
        if not found.whole(self.notice):
            return
        new = [draft for editor in self.fields.values() for draft in editor.drafts()]
        new += [*self.citing.drafts(), *self.around.drafts(), Draft("relation", said)]
        self._write(lambda vault: add_records(vault, drafts=new))

    # How inside

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(GRID)
        column.addWidget(label(_("Add a relative of {name}").format(name=title), "heading"))
        column.addWidget(self.notice)
        rows = FormRows()
        for editor in self.fields.values():
            rows.add(_(editor.prop.label), editor)
        self.around = Around(self.desk, rows)
        rows.add(_("Rests on"), self.citing)
        column.addWidget(rows)
        column.addLayout(self._buttons())

    def _entered(self, found: Gathering) -> tuple[Said, ...]:
        citations = found.ask(self.citing.citations) or ()
        around: dict[str, Any] = {
            "certainty": self.around.certainty.code(),
            "by": self.around.speaker.code(),
            "who": found.ask(self.around.who_says),
            "held": self.around.when_held(found),
        }
        who, kinship = self.fields["who"], self.fields["kinship"]
        if who.empty:
            found.say(who, _("Say who it is, even if only as “a brother, not named”."))
        if kinship.empty:
            found.say(kinship, _("Say what they are to each other, even if only “relative”."))
        told = [
            Said("whose", Link(self.person.id), citations, **around),
            Said("relation_type", TermValue("kinship"), citations, **around),
        ]
        for name, editor in self.fields.items():
            told += [Said(name, value, citations, **around) for value in found.values(editor)]
        return tuple(told)
