"""What is said around a value: how certain, who says so, when it held."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.desk import Desk
from app.forms.dates import DateEditor
from app.forms.editor import Choice
from app.forms.gathering import Gathering
from app.forms.linking import RecordField
from app.forms.shape import FormRows
from casefiles.model.claim import REPORTED, Claim
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import RecordId
from casefiles.model.properties import date
from casefiles.model.values import When
from casefiles.model.vocabulary import load
from casefiles.operations.recording import Draft
from casefiles.text import N_, _, language


class Around(QObject):
    """Certainty, speaker, the person who speaks, and the time it held: rows of a form."""

    changed = Signal()

    def __init__(
        self, desk: Desk, rows: FormRows, *, certainty: str = REPORTED, held: bool = True
    ) -> None:
        super().__init__(rows)
        self._rows = rows
        self.certainty = _choice("certainty", _("How certain"))
        self.certainty.choose(certainty)
        self.speaker = _choice("speaker", _("Who says so"), blank=_("not said"))
        self.who = RecordField(desk, _("By name"), ["person", "organisation"])
        self.held = DateEditor(date(N_("When it held")))
        rows.add(_("How certain"), self.certainty)
        rows.add(_("Who says so"), self.speaker)
        rows.add(_("By name"), self.who)
        if held:
            rows.add(_("When it held"), self.held)
        else:
            self.held.setParent(rows)
            self.held.hide()
        self.certainty.currentIndexChanged.connect(self.changed)
        self.speaker.currentIndexChanged.connect(self.changed)
        self.who.changed.connect(self.changed)
        self.held.changed.connect(self.changed)

    # What it answers

    @property
    def bare(self) -> bool:
        """Whether nothing is said but how certain it is."""
        return not self.speaker.code() and self.who.empty and self.held.empty

    def who_says(self) -> RecordId | None:
        """Whose word it is; raises `NotUnderstood`."""
        return self.who.record()

    def when_held(self, found: Gathering) -> UncertainDate | None:
        """When it held."""
        return next((one.date for one in found.values(self.held) if isinstance(one, When)), None)

    def drafts(self) -> tuple[Draft, ...]:
        """A new person or organisation who speaks."""
        return self.who.drafts()

    def draft(self) -> dict[str, Any]:
        """What was chosen and typed."""
        return {
            "certainty": self.certainty.code(),
            "by": self.speaker.code(),
            "who": self.who.draft(),
            "held": self.held.draft(),
        }

    # What it does

    def unfold(self, *, shown: bool) -> None:
        """Show or hide everything but how certain it is."""
        for field in (self.speaker, self.who, self.held):
            self._rows.show_row(field, shown=shown)

    def show_claim(self, claim: Claim) -> None:
        """As one claim has it."""
        self.certainty.choose(claim.certainty)
        self.speaker.choose(claim.by)
        if claim.who is not None:
            self.who.stand_on(claim.who)
        if claim.held is not None:
            self.held.set_date(claim.held)

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put it back."""
        self.certainty.choose(str(draft.get("certainty", REPORTED)))
        self.speaker.choose(str(draft.get("by", "")))
        self.who.restore(draft.get("who", {}))
        self.held.restore(draft.get("held", {}))


def _choice(vocabulary: str, name: str, blank: str | None = None) -> Choice:
    made = Choice(name)
    if blank is not None:
        made.addItem(blank, "")
    for term in load(vocabulary).terms:
        made.addItem(load(vocabulary).label(term.code, language()), term.code)
    return made
