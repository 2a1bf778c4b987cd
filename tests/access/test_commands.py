"""Everything that can be done is in a menu or in the box, and no keys mean two things."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from app.page import Page
from app.place import Place
from casefiles.vault import Vault
from tests.access.tour import EVERYWHERE, a_case, went
from tests.conftest import CHEAP, PASSPHRASE
from tests.stories.conftest import Documenter


@pytest.fixture
def documenter(qt: QApplication, tmp_path: Path) -> Iterator[Documenter]:
    """Somebody before an empty vault."""
    one = Documenter(qt, Vault.create(tmp_path / "case", PASSPHRASE, author="N.", cost=CHEAP))
    yield one
    one.window.desk.close()
    one.window.close()
    one.window.deleteLater()
    assert not one.faults


def test_every_entry_of_a_menu_has_words_and_a_tip(documenter: Documenter) -> None:
    menus = [action.menu() for action in documenter.window.menuBar().actions()]
    entries = [
        action
        for menu in menus
        if isinstance(menu, QMenu)
        for action in menu.actions()
        if not action.isSeparator()
    ]
    assert len(entries) >= 35
    assert [one for one in entries if not one.text() or not one.toolTip()] == []
    assert _twice(one.text() for one in entries) == []


def test_everything_is_found_in_the_box_by_its_words(documenter: Documenter) -> None:
    box = documenter.window.box
    for action in documenter.window.actions_.values():
        words = action.text().replace("&", "").removesuffix("…").strip()
        if action.isEnabled():
            assert words in [choice.words for choice in box._fitting(words)], words


def test_no_keys_mean_two_things_at_one_place(documenter: Documenter) -> None:
    case = a_case(documenter.vault)
    places = [*EVERYWHERE, *(Place.of(ref) for ref in case.values())]
    clashes = {}
    for place in places:
        scene = went(documenter, place)
        clashes[scene] = [*_clashes_of_window(documenter), *_clashes_of_page(documenter)]
    assert {scene: keys for scene, keys in clashes.items() if keys} == {}


def test_every_command_of_a_page_says_what_it_does(documenter: Documenter) -> None:
    case = a_case(documenter.vault)
    for place in (*EVERYWHERE, *(Place.of(ref) for ref in case.values())):
        went(documenter, place)
        commands = _page(documenter).commands()
        assert [one for one in commands if not one.text() or not one.toolTip()] == [], place


def test_enter_opens_the_first_of_a_list_just_arrived_at(documenter: Documenter) -> None:
    a_case(documenter.vault)
    documenter.until_still()
    documenter.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    documenter.until_still()
    documenter.press(Qt.Key.Key_Return)
    documenter.until(lambda: _page(documenter).place().page == "person")


def _page(documenter: Documenter) -> Page:
    page = documenter.page
    assert isinstance(page, Page)
    return page


def _clashes_of_window(documenter: Documenter) -> list[str]:
    """Keys that would do nothing, as Qt could not tell which of two is meant."""
    window = documenter.window
    wide = Qt.ShortcutContext.WindowShortcut
    seen = [
        action
        for action in window.findChildren(QAction)
        if action.shortcutContext() == wide and action.isEnabled() and _is_shown(action)
    ]
    keys = [key.toString() for action in seen for key in action.shortcuts()]
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    keys += [one.shortcut().toString() for one in buttons if not one.shortcut().isEmpty()]
    return _twice(keys)


def _is_shown(action: QAction) -> bool:
    holders = action.associatedObjects()
    return any(isinstance(one, QMenu) or getattr(one, "isVisible", bool)() for one in holders)


def _clashes_of_page(documenter: Documenter) -> list[str]:
    commands = _page(documenter).commands()
    return _twice(key.toString() for action in commands for key in action.shortcuts())


def _twice(said: Iterable[str]) -> list[str]:
    return [one for one, count in Counter(said).items() if count > 1]
