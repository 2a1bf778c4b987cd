"""Pinned records stand at the side of every page, in the vault, under their present names."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desk import Desk
from app.pages import PAGES
from app.place import Place
from app.window.pins import MOST, pin_or_unpin, pins
from app.window.window import Window
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations import judging
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import Until, quiet


def person(vault: Vault, name: str) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text(name))])


@pytest.fixture
def window(desk: Desk, until: Until) -> Iterator[Window]:
    made = Window(desk, PAGES)
    made.show()
    still(made, until)
    yield made
    made.close()
    made.deleteLater()


def still(window: Window, until: Until) -> None:
    until(quiet(window.desk))
    QApplication.processEvents()
    until(quiet(window.desk))


def pinned(window: Window) -> list[str]:
    return [one.text() for one in window.rail._pinned.values()]


def test_the_record_shown_is_pinned_and_leads_there_from_any_page(
    window: Window, vault: Vault, until: Until
) -> None:
    ref = person(vault, "Zarina & Umed of the family with a very long name")
    window.tabs.open(Place.of(ref))
    still(window, until)
    window.acts.pin()
    until(lambda: pinned(window))
    assert pinned(window) == ["Zarina && Umed of…"]
    window.tabs.open(Place("history"))
    still(window, until)
    [pin] = window.rail._pinned.values()
    assert not pin.isChecked()
    QTest.mouseClick(pin, Qt.MouseButton.LeftButton)
    assert window.tabs.tab is not None
    assert window.tabs.tab.past.here == Place.of(ref)
    assert pin.isChecked()


def test_pinned_again_it_goes_and_what_goes_to_the_trash_goes_too(
    window: Window, vault: Vault, until: Until
) -> None:
    refs = [person(vault, name) for name in ("Zarina", "Umed")]
    for ref in refs:
        pin_or_unpin(vault, ref)
    window.show_pins()
    until(lambda: pinned(window) == ["Zarina", "Umed"])
    judging.put_in_trash(vault, refs=refs[:1])
    until(lambda: pinned(window) == ["Umed"])
    window.tabs.open(Place.of(refs[1]))
    still(window, until)
    window.acts.pin()
    until(lambda: not pinned(window))


def test_merged_records_are_pinned_once_and_the_oldest_of_too_many_goes(vault: Vault) -> None:
    refs = [person(vault, f"Person {number}") for number in range(MOST + 1)]
    for ref in refs:
        assert pin_or_unpin(vault, ref)
    assert [ref for ref, _title in pins(vault)] == refs[1:]
    judging.merge(vault, refs=refs[1:3])
    assert len(pins(vault)) == MOST - 1


def test_without_a_record_nothing_is_pinned_and_it_says_so(window: Window, until: Until) -> None:
    window.acts.pin()
    still(window, until)
    assert window.notices.isVisible()
    assert not pinned(window)
