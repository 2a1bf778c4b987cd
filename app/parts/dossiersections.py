"""The sections of a dossier in the order of its pages: ticked, left out, or with nothing to say."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.parts.ticks import Tick
from app.theme import GRID
from app.widgets.layouts import empty
from app.widgets.words import label
from casefiles.dossier.sections import SECTIONS
from casefiles.dossier.templates import template_named
from casefiles.release.audience import Audience
from casefiles.text import _


class SectionChoice(QWidget):
    """A tick for each section. What cannot be chosen is quiet, and a line under it says why."""

    changed = Signal()

    def __init__(self, template: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.template = ""
        self.ticks: dict[str, Tick] = {}
        self._why: dict[str, QLabel] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.show_template(template)

    # What it answers

    def without(self) -> tuple[str, ...]:
        """The names of the sections that are left out."""
        return tuple(name for name, tick in self.ticks.items() if not tick.isChecked())

    # What it does

    def show_template(self, name: str) -> None:
        """The sections of this template, all ticked."""
        if name == self.template:
            return
        self.template = name
        empty(self._rows)
        self.ticks, self._why = {}, {}
        self._fixed(_("Cover and contents"), _("Always there."), ticked=True)
        for section in template_named(name).all_sections:
            self.ticks[section], self._why[section] = self._row(_(SECTIONS[section].title))
            self.ticks[section].setChecked(True)
            self.ticks[section].toggled.connect(lambda _on: self.changed.emit())
        self._fixed(_("Sources and notes"), _("Always there, if anything rests on a source."), True)
        self._fixed(_("Working notes"), _("Never: they stay in the case files."), ticked=False)

    def put(self, without: Collection[str]) -> None:
        """Tick all but these, without telling."""
        for name, tick in self.ticks.items():
            tick.blockSignals(True)
            tick.setChecked(name not in without)
            tick.blockSignals(False)
            self._say(name, "")

    def tell(self, silent: Collection[str], audience: Audience) -> None:
        """These have nothing to say to this audience."""
        for name in self.ticks:
            self._say(name, _reason(name, audience) if name in silent else "")

    # How inside

    def _say(self, name: str, why: str) -> None:
        tick, words = self.ticks[name], self._why[name]
        tick.setEnabled(not why)
        tick.setAccessibleDescription(why)
        words.setText(why)
        words.setVisible(bool(why))

    def _row(self, title: str) -> tuple[Tick, QLabel]:
        tick, words = Tick(title), label("", "small")
        words.setContentsMargins(GRID * 3, 0, GRID, GRID // 2)
        words.hide()
        self._rows.addWidget(tick)
        self._rows.addWidget(words)
        return tick, words

    def _fixed(self, title: str, why: str, ticked: bool) -> None:
        tick, words = self._row(title)
        tick.setChecked(ticked)
        tick.setEnabled(False)
        tick.setAccessibleDescription(why)
        words.setText(why)
        words.show()


def _reason(name: str, audience: Audience) -> str:
    if audience is Audience.INTERNAL:
        return _(SECTIONS[name].silent)
    # That none are recorded would be untrue if this audience only may not see them.
    return _("Nothing that this audience may see.")
