"""Everything that can be done everywhere: one table, of which menus, keys and the box are made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from casefiles.text import N_, _


@dataclass(frozen=True, slots=True)
class Command:
    """`does` is the name of a method of `acts.Acts`; keys the first of which is shown."""

    menu: str
    words: str
    does: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    line_before: bool = False


FILE, EDIT, GO, VIEW, HELP = N_("&File"), N_("&Edit"), N_("&Go"), N_("&View"), N_("&Help")

COMMANDS: Sequence[Command] = (
    Command(FILE, N_("New person"), "new_person", ("Ctrl+N, 1",)),
    Command(FILE, N_("New organisation"), "new_organisation", ("Ctrl+N, 2",)),
    Command(FILE, N_("New incident"), "new_incident", ("Ctrl+N, 3",)),
    Command(FILE, N_("New place"), "new_place", ("Ctrl+N, 4",)),
    Command(FILE, N_("New source"), "new_source", ("Ctrl+N, 5",)),
    Command(FILE, N_("Import …"), "go_import", ("Ctrl+I",), line_before=True),
    Command(FILE, N_("Make a dossier …"), "go_dossier", ("Ctrl+P",)),
    Command(FILE, N_("Share …"), "go_share", ()),
    Command(FILE, N_("Receive …"), "go_receive", ()),
    Command(FILE, N_("Save"), "already_saved", ("Ctrl+S",), line_before=True),
    Command(FILE, N_("Lock"), "lock", ("Ctrl+L",), N_("Ends the program; typing is kept.")),
    Command(FILE, N_("Lock and quit"), "quit", ("Ctrl+Q",)),
    Command(EDIT, N_("Undo"), "undo", ("Ctrl+Z",)),
    Command(EDIT, N_("Redo"), "redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command(EDIT, N_("Put in the trash"), "trash", ("Ctrl+Del",), line_before=True),
    Command(EDIT, N_("Find in this page"), "find", ("Ctrl+F",), line_before=True),
    Command(EDIT, N_("Next hit"), "find_next", ("F3",)),
    Command(EDIT, N_("Previous hit"), "find_previous", ("Shift+F3",)),
    Command(
        EDIT,
        N_("Filter by time and place"),
        "filter",
        ("Ctrl+Shift+F",),
        N_("Narrows all lists to incidents of a time and a place, and who stands in them."),
    ),
    Command(GO, N_("Find or do"), "focus_box", ("Ctrl+K",)),
    Command(GO, N_("Back"), "back", ("Alt+Left",)),
    Command(GO, N_("Forward"), "forward", ("Alt+Right",)),
    Command(GO, N_("Next pane"), "next_pane", ("F6",), line_before=True),
    Command(GO, N_("Previous pane"), "previous_pane", ("Shift+F6",)),
    Command(GO, N_("New tab"), "new_tab", ("Ctrl+T",), line_before=True),
    Command(GO, N_("Close tab"), "close_tab", ("Ctrl+W",)),
    Command(GO, N_("Open the closed tab again"), "reopen_tab", ("Ctrl+Shift+T",)),
    Command(GO, N_("Next tab"), "next_tab", ("Ctrl+Tab",)),
    Command(GO, N_("Previous tab"), "previous_tab", ("Ctrl+Shift+Tab",)),
    Command(VIEW, N_("Evidence"), "toggle_evidence", ("Ctrl+E",)),
    Command(VIEW, N_("Larger"), "larger", ("Ctrl++", "Ctrl+="), line_before=True),
    Command(VIEW, N_("Smaller"), "smaller", ("Ctrl+-",)),
    Command(VIEW, N_("Usual size"), "usual_size", ("Ctrl+0",)),
    Command(VIEW, N_("Light"), "light", (), line_before=True),
    Command(VIEW, N_("Dark"), "dark", ()),
    Command(VIEW, N_("High contrast"), "high_contrast", ()),
    Command(VIEW, N_("Full screen"), "full_screen", ("F11",), line_before=True),
    Command(HELP, N_("Help for this page"), "help_page", ("F1",)),
    Command(HELP, N_("All keys"), "all_keys", ("Ctrl+/",)),
)


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
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        if command.tip:
            action.setStatusTip(_(command.tip))
        does: Callable[[], None] = getattr(acts, command.does)
        action.triggered.connect(lambda _checked=False, does=does: does())
        menu.addAction(action)
        made[command.does] = action
    return made
