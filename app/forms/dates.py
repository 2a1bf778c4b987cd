"""Dates as people write them; beneath stands how they were understood."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.forms.editor import Editor, Line, nothing_yet
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.words import button
from casefiles.errors import NotUnderstood
from casefiles.model.dates import (
    UncertainDate,
    in_the_future,
    typed,
    understand,
    what_is_wrong,
)
from casefiles.model.iranian import from_iranian, year_in_doubt
from casefiles.model.properties import Property
from casefiles.model.values import Value, When
from casefiles.text import N_, _

_FROM_IRANIAN = 621
_WRITE_LIKE = N_("Write it like “12 Aug 1994”, “summer 1973”, “about 1971” or “1994 – 1997”.")


class DateEditor(Editor):
    """Edits an uncertain date. What is shown and left as it was stays exactly as it was.

    A year such as 1373 is probably Iranian: nothing is written of it before somebody said so or
    otherwise, by one of two buttons or by saving once more after it was asked.
    """

    def __init__(self, prop: Property, parent: QWidget | None = None) -> None:
        super().__init__(prop, parent)
        self._field = Line(_("about 1971, summer 1994, 12 Aug 1994 …"))
        self.column.addWidget(self._field)
        self._finish(self._field)
        self.convert, self.keep = button("", quiet=True), button("", quiet=True)
        self._calendars = self._asking()
        self._given: tuple[str, UncertainDate] | None = None
        self._asked: int | None = None
        self._meant: int | None = None
        self._field.textChanged.connect(self._look)

    def value(self) -> Value:
        """The date."""
        return When(self.date())

    def date(self) -> UncertainDate:
        """The date that was typed; raises `NotUnderstood`, also where its calendar is not known."""
        date = self._read()
        year = self._in_doubt(date)
        if year and year != self._asked and (not self._given or date is not self._given[1]):
            raise NotUnderstood(
                _("{year} is probably a year of the Iranian calendar.").format(year=year),
                _("Choose what is meant, or save once more to keep it as it is."),
            )
        return date

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
        text = typed(date)
        self._given = (text, date)
        self._field.setText(text)

    def draft(self) -> dict[str, Any]:
        """What was typed, and the year that was said to be Gregorian."""
        meant = {"gregorian": self._meant} if self._meant else {}
        return {"typed": self._field.text(), **meant}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        meant = draft.get("gregorian")
        self._meant = meant if isinstance(meant, int) else None
        self._field.setText(str(draft.get("typed", "")))
        if self._meant:
            self._look()

    def fault(self, sentence: str) -> None:
        """Who was asked once which calendar is meant, and saves again, has said it."""
        super().fault(sentence)
        if sentence and not self._calendars.isHidden():
            self._asked = self._year()

    # How inside

    def _asking(self) -> QWidget:
        """Two quiet buttons beneath what was understood."""
        holder = QWidget()
        flow = Flow(holder, gap=GRID)
        for one, act in ((self.convert, self._convert), (self.keep, self._keep)):
            flow.addWidget(one)
            one.clicked.connect(act)
        holder.hide()
        self.column.insertWidget(self.column.count() - 1, holder)
        return holder

    def _convert(self) -> None:
        found = from_iranian(self._field.text())
        if found is not None:
            self._field.setText(typed(found))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self._meant = self._year()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def _look(self) -> None:
        self.hint(self._understood())
        self._show_calendars()
        self._edited()

    def _show_calendars(self) -> None:
        year = self._year()
        self._calendars.setVisible(year is not None)
        if year is None:
            return
        found = from_iranian(self._field.text())
        self.convert.setVisible(found is not None)
        if found is not None:
            _say(self.convert, _("Write “{date}”").format(date=found.label()))
        _say(self.keep, _("{year} is Gregorian").format(year=year))

    def _year(self) -> int | None:
        """The year whose calendar is in doubt."""
        if self.empty:
            return None
        try:
            return self._in_doubt(self._read())
        except NotUnderstood:
            return None

    def _in_doubt(self, date: UncertainDate) -> int | None:
        year = year_in_doubt(date)
        return None if year == self._meant else year

    def _read(self) -> UncertainDate:
        text = self._field.text().strip()
        if not text:
            raise nothing_yet()
        if self._given and text == self._given[0]:
            return self._given[1]
        try:
            return understand(text)
        except NotUnderstood as fault:
            raise NotUnderstood(f"{fault.sentence} {_(_WRITE_LIKE)}") from None

    def _understood(self) -> str:
        if self.empty:
            return ""
        try:
            date = self._read()
        except NotUnderstood:
            wrong = what_is_wrong(self._field.text())
            return wrong or _("Not understood yet.") + " " + _(_WRITE_LIKE)
        understood = _("Understood as: {date}").format(date=date.sentence())
        today = dt.datetime.now().astimezone().date()
        ahead = in_the_future(date, today=today)
        return f"{understood}{ahead and '. ' + ahead}{_calendar(date)}"


def _calendar(date: UncertainDate) -> str:
    year = year_in_doubt(date)
    if year is None:
        return ""
    words = _("In the Iranian calendar {year} began in March {began}.")
    return "\n" + words.format(year=year, began=year + _FROM_IRANIAN)


def _say(one: QPushButton, words: str) -> None:
    one.setText(words)
    one.setAccessibleName(words)
