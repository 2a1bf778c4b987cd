"""The commands as actions: in menus, with their keys, each connected with what it does."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from app.commands import COMMANDS
from app.place import Place
from app.window.rail import SECTIONS
from casefiles.text import _

_DIGITS = 9


def actions_for(acts: QObject, menus: QMenuBar) -> dict[str, QAction]:
    """Make the actions, put them into menus, and connect each with its method of `acts`."""
    made: dict[str, QAction] = {}
    by_name: dict[str, QMenu] = {}
    for command in COMMANDS:
        menu = by_name.get(command.menu)
        if menu is None:
            menu = by_name[command.menu] = menus.addMenu(_(command.menu))
        if command.line_before:
            menu.addSeparator()
        action = QAction(_(command.words), acts)
        action.setShortcuts(command.keys_in({}))
        if command.tip:
            action.setStatusTip(_(command.tip))
        does: Callable[[], None] = getattr(acts, command.does)
        action.triggered.connect(lambda _checked=False, does=does: does())
        menu.addAction(action)
        made[command.does] = action
    return made


def section_actions(
    menus: QMenuBar, go: Callable[[Place, bool], None], parent: QObject
) -> dict[str, QAction]:
    """The sections of the rail as a menu of their own, the first nine with Ctrl and a digit."""
    made: dict[str, QAction] = {}
    menu = QMenu(_("&Sections"), menus)
    menus.insertMenu(menus.actions()[-1], menu)  # help stands last
    for number, section in enumerate(SECTIONS, 1):
        if section.after_line:
            menu.addSeparator()
        action = QAction(_(section.words), parent)
        if number <= _DIGITS:
            action.setShortcut(f"Ctrl+{number}")
        action.triggered.connect(partial(_go, go, section.place))
        menu.addAction(action)
        made[f"section {number}"] = action
    return made


def _go(go: Callable[[Place, bool], None], place: Place, _checked: bool = False) -> None:
    go(place, False)


def give_keys(actions: Mapping[str, QAction], changed: Mapping[str, str]) -> None:
    """Give the actions their keys, as they were changed."""
    for command in COMMANDS:
        actions[command.does].setShortcuts(command.keys_in(changed))
