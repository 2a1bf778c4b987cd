"""Everything that can be done everywhere: one table, of which menus, keys and the box are made.

The keys can be changed; what was changed is a preference of the vault. A key that means something
else already is refused, and so is a bare letter: on another keyboard it would be another one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from casefiles.text import N_, _

CHANGED = "keys"
"""The preference: which commands have other keys than at first, by name; empty for none."""


@dataclass(frozen=True, slots=True)
class Command:
    """`does` is the name of a method of `acts.Acts`; keys the first of which is shown."""

    menu: str
    words: str
    does: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    line_before: bool = False

    @property
    def changeable(self) -> bool:
        """Whether its keys can be others: not where one key after another is pressed."""
        return not any("," in keys for keys in self.keys)

    def keys_in(self, changed: Mapping[str, str]) -> list[QKeySequence]:
        """Its keys, as they were changed."""
        if self.changeable and self.does in changed:
            return [QKeySequence(changed[self.does])] if changed[self.does] else []
        return [QKeySequence(keys) for keys in self.keys]


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
    Command(
        FILE,
        N_("Duplicates …"),
        "go_duplicates",
        (),
        N_("Records that may be one, pair after pair."),
    ),
    Command(FILE, N_("Save"), "save", ("Ctrl+S",), line_before=True),
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
    Command(GO, N_("Pin this record to the side, or unpin it"), "pin", ("Ctrl+D",)),
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

_OF_PAGES = (
    *(f"Ctrl+{number}" for number in range(1, 10)),
    *("Ctrl+Return", "Ctrl+Enter", "Ctrl+Shift+Return", "Ctrl+.", "Ctrl+M", "Ctrl+Shift+M"),
    *("Ctrl+Shift+N", "Ctrl+Shift+D", "Ctrl+O", "Ctrl+Shift+O", "Ctrl+R", "Ctrl+Shift+K"),
    *("Ctrl+Alt+Z", "Ctrl+N", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Del", "F2", "F10"),
    *("Ctrl+Home", "Ctrl+End", "Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"),
    *("Ctrl+Backspace", "Shift+Del", "Shift+Ins", "Shift+F10"),
)
"""Keys of sections, pages, lists and of writing: none of them may be given to something else."""
_MAY_BE = re.compile(r"Ctrl\+|Alt\+|Meta\+|^(?:Shift\+)?F\d+$")


def refusal(does: str, keys: QKeySequence, changed: Mapping[str, str]) -> str:
    """Why a command cannot have these keys, as a sentence; nothing if it can."""
    if keys.isEmpty():
        return ""
    if not _MAY_BE.search(keys.toString()):
        return _("Choose keys with Ctrl or Alt, or one from F1 to F12.")
    for command in COMMANDS:
        taken = (one.toString().partition(",")[0] for one in command.keys_in(changed))
        if command.does != does and keys.toString() in taken:
            return _("These keys mean something else: {command}.").format(command=_(command.words))
    if keys in [QKeySequence(one) for one in _OF_PAGES]:
        return _("These keys mean something in lists, pages or in writing.")
    return ""
