"""Numbers and points: "23" or "23–28" with a unit; latitude and longitude with their precision."""

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.forms.editor import Choice, Editor, Line, nothing_yet
from app.theme import GRID
from casefiles.errors import NotUnderstood
from casefiles.model.properties import Property
from casefiles.model.values import Number, Point, Value
from casefiles.model.vocabulary import load
from casefiles.text import N_, _, language

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_RANGE = re.compile(rf"{_NUMBER}(?:\s*(?:-|–|—|to|до|bis)\s*{_NUMBER})?")
_DEGREES = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?)\s*[°,; ]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*°?")
_PRECISIONS = (
    (50, N_("exact to a house (50 m)")),
    (500, N_("exact to a street (500 m)")),
    (2_000, N_("exact to a village (2 km)")),
    (10_000, N_("exact to a town (10 km)")),
    (50_000, N_("exact to a district (50 km)")),
    (200_000, N_("exact to a region (200 km)")),
)
_USUAL = "10000"


class NumberEditor(Editor):
    """Edits a quantity or a range, and its unit."""

    def __init__(self, prop: Property, parent: QWidget | None = None) -> None:
        super().__init__(prop, parent)
        self._field = Line(_("23 or 23–28"))
        self._unit = Choice()
        self._unit.setEditable(True)
        self._unit.setAccessibleName(_("Unit of {field}").format(field=_(prop.label)))
        self._unit.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._unit.addItem("", "")
        for term in load("statistic_unit").terms:
            self._unit.addItem(load("statistic_unit").label(term.code, language()), term.code)
        self._unit.choose(prop.unit)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._field, 1)
        row.addWidget(self._unit, 1)
        self.column.addLayout(row)
        self._finish(self._field)
        self._field.textChanged.connect(self._edited)
        self._unit.currentTextChanged.connect(self._edited)

    def value(self) -> Value:
        """The number."""
        if self.empty:
            raise nothing_yet()
        found = _RANGE.fullmatch(self._field.text().strip())
        if not found:
            raise NotUnderstood(_("Write a number, or two with a dash between them: 23–28."))
        low = float(found[1].replace(",", "."))
        high = float(found[2].replace(",", ".")) if found[2] else low
        if low > high:
            raise NotUnderstood(_("The first number is larger than the second."))
        return Number(low, high, self._unit_code())

    @property
    def empty(self) -> bool:
        """Whether no number was typed."""
        return not self._field.text().strip()

    def set_value(self, value: Value) -> None:
        """Show a number."""
        assert isinstance(value, Number)
        low, high = f"{value.low:.15g}", f"{value.high:.15g}"
        self._field.setText(low if low == high else f"{low}–{high}")
        self._unit.choose(value.unit)

    def draft(self) -> dict[str, Any]:
        """What was typed."""
        return {"typed": self._field.text(), "unit": self._unit.currentText()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put it back."""
        self._field.setText(str(draft.get("typed", "")))
        self._unit.setCurrentText(str(draft.get("unit", "")))

    def _unit_code(self) -> str:
        text = self._unit.currentText().strip()
        if text and text == self._unit.itemText(self._unit.currentIndex()):
            return self._unit.code()
        try:
            return load("statistic_unit").find(text) if text else ""
        except NotUnderstood:
            return text


class PointEditor(Editor):
    """Edits a place on the globe, never more exact than its source."""

    def __init__(self, prop: Property, parent: QWidget | None = None) -> None:
        super().__init__(prop, parent)
        self._field = Line(_("latitude, longitude: 38.54, 68.78"))
        self._within = Choice(_("How exact"))
        for metres, words in _PRECISIONS:
            self._within.addItem(_(words), str(metres))
        self._within.choose(_USUAL)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._field, 1)
        row.addWidget(self._within, 1)
        self.column.addLayout(row)
        self._finish(self._field)
        self._field.textChanged.connect(self._edited)
        self._within.currentIndexChanged.connect(self._edited)

    def value(self) -> Value:
        """The point."""
        if self.empty:
            raise nothing_yet()
        found = _DEGREES.fullmatch(self._field.text().strip())
        lat, lon = (float(found[1]), float(found[2])) if found else (999.0, 999.0)
        if abs(lat) > 90 or abs(lon) > 180:
            raise NotUnderstood(_("Write two numbers in degrees, north first: 38.54, 68.78."))
        return Point(lat, lon, float(self._within.code()))

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not self._field.text().strip()

    def set_value(self, value: Value) -> None:
        """Show a point."""
        assert isinstance(value, Point)
        self._field.setText(f"{value.lat:.10g}, {value.lon:.10g}")
        self._choose(f"{value.within:.15g}")

    def draft(self) -> dict[str, Any]:
        """What was typed."""
        return {"typed": self._field.text(), "within": self._within.code()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put it back."""
        self._field.setText(str(draft.get("typed", "")))
        self._choose(str(draft.get("within", _USUAL)))

    def _choose(self, metres: str) -> None:
        if self._within.findData(metres) < 0:
            self._within.addItem(_("exact to {m} m").format(m=metres), metres)
        self._within.choose(metres)
