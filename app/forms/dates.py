"""Dates as people write them; beneath stands how they were understood."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.forms.editor import Editor, Line, nothing_yet
from casefiles.errors import NotUnderstood
from casefiles.model.dates import UncertainDate, understand
from casefiles.model.properties import Property
from casefiles.model.values import Value, When
from casefiles.text import N_, _

_IRANIAN = range(1300, 1451)
"""Years that in these files are hardly of the Gregorian calendar."""
_FROM_IRANIAN = 621
_WRITE_LIKE = N_("Write it like “12 Aug 1994”, “summer 1973”, “about 1971” or “1994 – 1997”.")


class DateEditor(Editor):
    """Edits an uncertain date. What is shown and left as it was stays exactly as it was."""

    def __init__(self, prop: Property, parent: QWidget | None = None) -> None:
        super().__init__(prop, parent)
        self._field = Line(_("about 1971, summer 1994, 12 Aug 1994 …"))
        self.column.addWidget(self._field)
        self._finish(self._field)
        self._given: tuple[str, UncertainDate] | None = None
        self._field.textChanged.connect(self._look)

    def value(self) -> Value:
        """The date."""
        return When(self.date())

    def date(self) -> UncertainDate:
        """The date that was typed; raises `NotUnderstood`."""
        text = self._field.text().strip()
        if not text:
            raise nothing_yet()
        if self._given and text == self._given[0]:
            return self._given[1]
        try:
            return understand(text)
        except NotUnderstood as fault:
            raise NotUnderstood(f"{fault.sentence} {_(_WRITE_LIKE)}") from None

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not self._field.text().strip()

    def set_value(self, value: Value) -> None:
        """Show a date as it would be typed."""
        assert isinstance(value, When)
        self.set_date(value.date)

    def set_date(self, date: UncertainDate) -> None:
        """The same for a bare date."""
        text = _typed(date)
        self._given = (text, date)
        self._field.setText(text)

    def draft(self) -> dict[str, Any]:
        """What was typed."""
        return {"typed": self._field.text()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        self._field.setText(str(draft.get("typed", "")))

    def _look(self) -> None:
        self.hint(self._understood())
        self._edited()

    def _understood(self) -> str:
        if self.empty:
            return ""
        try:
            date = self.date()
        except NotUnderstood:
            return _("Not understood yet.") + " " + _(_WRITE_LIKE)
        understood = _("Understood as: {date}").format(date=date.sentence())
        return f"{understood}{_calendar(date)}"


def _typed(date: UncertainDate) -> str:
    """In words where those are understood as the same date again, else in EDTF."""
    try:
        if understand(date.label()).text == date.text:
            return date.label()
    except NotUnderstood:
        pass
    return date.text


def _calendar(date: UncertainDate) -> str:
    year = date.earliest.year if date.earliest else 0
    if year not in _IRANIAN:
        return ""
    began = year + _FROM_IRANIAN
    return "\n" + _("In the Iranian calendar {year} began in March {began}. Write {began}?").format(
        year=year, began=began
    )
