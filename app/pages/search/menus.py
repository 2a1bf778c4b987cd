"""One button for each thing hits are told apart by; its menu adds a condition to the question."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from app.widgets.flow import Flow
from app.widgets.words import button
from casefiles.operations.facets import Group
from casefiles.text import _

_ELSEWHERE = frozenset({"kind", "year"})
"""Groups that have a line of their own."""


class Menus(QObject):
    """Place, act, agency, language, protection: those that occur in what was found."""

    chosen = Signal(str)
    """What to add to the question."""

    def __init__(self, line: Flow, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        self.buttons: list[QPushButton] = []

    def tell(self, groups: Sequence[Group]) -> None:
        """Show a button for each group at the end of the line, its values in its menu."""
        for old in self.buttons:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = [self._menu_of(one) for one in groups if one.name not in _ELSEWHERE]
        for one in self.buttons:
            self._line.addWidget(one)

    def _menu_of(self, group: Group) -> QPushButton:
        made = button(group.label, quiet=True, tip=_("See only some of what was found"))
        menu = QMenu(made)
        menu.setAccessibleName(group.label)
        for one in group.values:
            entry = menu.addAction(f"{one.label}   {one.count}".replace("&", "&&"))
            entry.triggered.connect(lambda _on=False, words=one.words: self.chosen.emit(words))
        made.setMenu(menu)
        return made
