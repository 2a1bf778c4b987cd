"""What is asked of a new incident beside its own fields: who suffered, and what was done."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.desk import Desk
from app.forms.gathering import Gathering
from app.forms.linking import LinkEditor
from app.forms.several import Several
from app.forms.shape import FormRows
from casefiles.model.claim import Citation
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Link
from casefiles.operations.recording import Draft, Said
from casefiles.text import _


class FirstAct(QObject):
    """Two rows of a form. Who acted, and more than one act, is told on the incident's page."""

    changed = Signal()

    def __init__(self, desk: Desk, rows: FormRows, struck: Ref | None = None) -> None:
        """`struck`: somebody of whom it is known already that they suffered."""
        super().__init__(rows)
        self._struck = struck
        properties = BY_NAME["act"].properties
        self._victims = Several(desk, replace(properties["victim"], many=True), _("Another person"))
        self._done = Several(desk, properties["act"])
        rows.add(_("Who suffered"), self._victims)
        rows.add(_("What was done"), self._done)
        for one in (self._victims, self._done):
            one.changed.connect(self.changed)
        if struck is not None:
            first = self._victims.editors[0]
            assert isinstance(first, LinkEditor)
            first.field.filled.connect(self._victims.look)
            first.set_value(Link(struck.id))

    @property
    def typed(self) -> bool:
        """Whether there is more in it than was known already."""
        draft, known = self.draft(), str(self._struck or "")
        return "done" in draft or any(
            not known or one.get("ref") != known for one in draft.get("victims", ())
        )

    def victims(self, found: Gathering) -> list[RecordId]:
        """Who suffered."""
        return [one.to for one in found.values(self._victims) if isinstance(one, Link)]

    def said(self, found: Gathering, citations: tuple[Citation, ...]) -> list[Said]:
        """What was done to each of them."""
        return [Said("act", value, citations) for value in found.values(self._done)]

    def drafts(self) -> list[Draft]:
        """Persons to be made."""
        return self._victims.drafts()

    def draft(self) -> dict[str, Any]:
        """What was typed; nothing if nothing was."""
        typed = {"victims": self._victims.draft(), "done": self._done.draft()}
        return {name: one for name, one in typed.items() if one}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        self._victims.restore(draft.get("victims", []))
        self._done.restore(draft.get("done", []))

    def clear(self) -> None:
        """Empty both."""
        for one in (*self._victims.editors, *self._done.editors):
            one.restore({})
