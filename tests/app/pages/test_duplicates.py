"""The page of duplicates: pairs side by side, decided by digits, undone, and never asked twice."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.desk import Desk
from app.jobs import Job
from app.pages.duplicates import DuplicatesPage
from app.place import Place
from casefiles.ledger.gathering import judged
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations import duplicates
from casefiles.operations.history import undo
from casefiles.operations.recording import Said, add_values
from casefiles.vault import Vault
from tests.app.qt import Until, places, quiet, show, unnamed
from tests.casefiles.insight.alike.records import ends, record

Names = tuple[str, str]
PAIRS: tuple[Names, ...] = (
    ("Umar Testov", "Умар Тестов"),
    ("Nigora Samplova", "Nigora Samplowa"),
    ("Rustam Exampli", "Rustam Examplov"),
)


def twins(vault: Vault, *pairs: Names) -> list[frozenset[bytes]]:
    """A pair of persons for each; the same day of birth makes the earlier pairs likelier."""
    made = []
    for number, names in enumerate(pairs):
        said = {"born": "1980"} if number == 0 else {}
        made.append(ends(*(record(vault, "person", name, **said) for name in names)))
    return made


@pytest.fixture
def page(desk: Desk, vault: Vault, until: Until) -> DuplicatesPage:
    """Three pairs of persons, already looked for."""
    twins(vault, *PAIRS)
    duplicates.look_and_keep(vault)
    return shown(desk, until)


def shown(desk: Desk, until: Until, words: str = "") -> DuplicatesPage:
    page = show(DuplicatesPage(desk), until, Place("duplicates", words=words))
    page.activateWindow()
    settle(page, until)
    page.first().setFocus()
    return page


def settle(page: DuplicatesPage, until: Until) -> None:
    until(quiet(page.desk))
    QApplication.processEvents()
    until(quiet(page.desk))


def pressed(page: DuplicatesPage, until: Until, key: Qt.Key) -> None:
    QTest.keyClick(page.card, key)
    settle(page, until)


def reads(page: DuplicatesPage) -> str:
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    return "\n".join((*labels, page.card.toPlainText() if page.card.isVisible() else ""))


def standing_on(page: DuplicatesPage) -> str:
    return page.card.accessibleName() if page.card.isVisible() else ""


def test_a_pair_stands_side_by_side_with_its_reasons(page: DuplicatesPage) -> None:
    told = reads(page)
    assert "Are these the same person?" in told
    assert "3 left" in told
    assert "All parts that both have agree in sound." in told
    assert "Born: 1980 in both." in told
    assert standing_on(page) == "Umar Testov | Умар Тестов"
    assert "Born: 1980 in both." in page.card.accessibleDescription()
    assert not unnamed(page)


def test_letters_that_differ_are_underlined_and_not_only_coloured(
    page: DuplicatesPage, until: Until
) -> None:
    pressed(page, until, Qt.Key.Key_Down)
    found = page.card.document().find("Samplowa")
    underlined = []
    while not found.isNull():
        start, letters = found.selectionStart(), ""
        for at, letter in enumerate("Samplowa", start=1):
            found.setPosition(start + at)
            letters += letter if found.charFormat().fontUnderline() else ""
        underlined.append(letters)
        found = page.card.document().find("Samplowa", start + 1)
    assert "w" in underlined


@pytest.mark.parametrize(
    ("key", "verdict"),
    [(Qt.Key.Key_1, "same"), (Qt.Key.Key_2, "different"), (Qt.Key.Key_3, "unsure")],
)
def test_a_digit_decides_and_leads_on(
    page: DuplicatesPage, vault: Vault, until: Until, key: Qt.Key, verdict: str
) -> None:
    before = standing_on(page)
    pressed(page, until, key)
    assert list(judged(vault.ledger).values()) == [verdict]
    assert "2 left" in reads(page)
    assert standing_on(page) != before
    assert "Ctrl+Z takes it back." in reads(page)
    assert page.card.hasFocus()


def test_digits_of_a_persian_keyboard_decide_too(
    page: DuplicatesPage, vault: Vault, until: Until
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, "۲")
        QApplication.sendEvent(page.card, event)
    settle(page, until)
    assert list(judged(vault.ledger).values()) == ["different"]


def test_digits_decide_wherever_in_the_page_the_focus_is(
    page: DuplicatesPage, vault: Vault, until: Until
) -> None:
    QTest.keyClick(page.answers.buttons[1], Qt.Key.Key_3)
    settle(page, until)
    assert list(judged(vault.ledger).values()) == ["unsure"]


def test_the_buttons_say_and_do_the_same(page: DuplicatesPage, vault: Vault, until: Until) -> None:
    words = [one.text() for one in page.answers.buttons]
    assert words == ["1   The same", "2   Different", "3   Not sure", "4   Relatives"]
    assert page.answers.buttons[0].property("main")
    QTest.keyClick(page.answers.buttons[1], Qt.Key.Key_Return)
    settle(page, until)
    assert list(judged(vault.ledger).values()) == ["different"]


def test_a_key_pressed_before_the_next_pair_is_read_decides_nothing(
    page: DuplicatesPage, vault: Vault, until: Until
) -> None:
    QTest.keyClick(page.card, Qt.Key.Key_2)
    QTest.keyClick(page.card, Qt.Key.Key_1)
    settle(page, until)
    assert list(judged(vault.ledger).values()) == ["different"]


def test_undo_leads_back_to_that_pair(page: DuplicatesPage, vault: Vault, until: Until) -> None:
    first = standing_on(page)
    pressed(page, until, Qt.Key.Key_1)
    pressed(page, until, Qt.Key.Key_2)
    undo(vault)
    settle(page, until)
    second = standing_on(page)
    assert second != first
    undo(vault)
    settle(page, until)
    assert standing_on(page) == first
    assert "3 left" in reads(page)
    assert judged(vault.ledger) == {}


def test_arrows_go_from_pair_to_pair_and_stop_at_the_ends(
    page: DuplicatesPage, until: Until
) -> None:
    first = standing_on(page)
    pressed(page, until, Qt.Key.Key_Up)
    assert standing_on(page) == first
    names = [first]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        pressed(page, until, key)
        names.append(standing_on(page))
    assert len(set(names)) == 3
    pressed(page, until, Qt.Key.Key_Left)
    pressed(page, until, Qt.Key.Key_Up)
    assert standing_on(page) == first


def test_back_leads_to_the_pair_that_was_left(
    page: DuplicatesPage, desk: Desk, until: Until
) -> None:
    pressed(page, until, Qt.Key.Key_Down)
    left, name = page.place(), standing_on(page)
    again = show(DuplicatesPage(desk), until, left)
    settle(again, until)
    assert standing_on(again) == name


def test_links_in_the_card_open_the_records(page: DuplicatesPage, desk: Desk, until: Until) -> None:
    gone = places(desk)
    page.card.setFocus(Qt.FocusReason.TabFocusReason)
    page.card.focusNextPrevChild(True)
    QTest.keyClick(page.card, Qt.Key.Key_Return)
    assert [place.page for place in gone] == ["person"]


def test_perhaps_relatives_stand_on_a_shelf_of_their_own(
    desk: Desk, vault: Vault, until: Until
) -> None:
    record(vault, "person", "Umar Testov")
    record(vault, "person", "Salim Testov")
    duplicates.look_and_keep(vault)
    page = shown(desk, until)
    assert "Nothing to compare. Last look: today." in reads(page)
    page = shown(desk, until, "kin")
    assert "Are these relatives?" in reads(page)
    assert page.answers.buttons[3].property("main")
    pressed(page, until, Qt.Key.Key_4)
    assert vault.reader.counts()["relation"] == 1
    assert "Nothing to compare." in reads(page)


def test_what_was_left_open_can_be_looked_at_again(
    page: DuplicatesPage, vault: Vault, until: Until
) -> None:
    pressed(page, until, Qt.Key.Key_3)
    [shelf] = [one for one in buttons(page, "Not sure   1") if one.isCheckable()]
    shelf.click()
    settle(page, until)
    assert standing_on(page) == "Umar Testov | Умар Тестов"
    pressed(page, until, Qt.Key.Key_2)
    assert list(judged(vault.ledger).values()) == ["different"]
    assert "Nothing to compare." in reads(page)


def test_the_first_visit_looks_by_itself_and_can_be_stopped(
    desk: Desk, vault: Vault, until: Until
) -> None:
    twins(vault, *PAIRS)
    stopping: list[Callable[[], None]] = []

    def stop(job: Job) -> None:
        stopping.append(job.cancel)
        job.cancel()

    desk.working.connect(stop)
    page = shown(desk, until)
    assert stopping
    assert "Stopped. Nothing was written or changed." in reads(page)
    desk.working.disconnect(stop)
    [way_on] = buttons(page, "Look now")
    way_on.click()
    settle(page, until)
    assert "3 left" in reads(page)


def test_nothing_to_compare_says_when_it_looked_and_leads_on(
    desk: Desk, vault: Vault, until: Until
) -> None:
    page = shown(desk, until)
    assert "Nothing to compare. Last look: today." in reads(page)
    assert isinstance(page.first(), QPushButton)
    twins(vault, *PAIRS[:1])
    settle(page, until)
    assert "Something was written down since." in reads(page)
    QTest.keyClick(page.first(), Qt.Key.Key_Return)
    settle(page, until)
    assert "1 left" in reads(page)


def test_the_focus_stays_in_the_page_while_it_looks_and_goes_to_the_way_on(
    desk: Desk, until: Until
) -> None:
    page = show(DuplicatesPage(desk), until, Place("duplicates"))
    page.activateWindow()
    until(lambda: page._looking or page._empty is not None)
    page.first().setFocus()
    assert page.focusWidget() is page.first()
    settle(page, until)
    assert "Nothing to compare." in reads(page)
    assert page.focusWidget() is page.first()


def test_sure_pairs_are_listed_before_they_are_merged(
    desk: Desk, vault: Vault, until: Until
) -> None:
    for name in ("Umar Testov", "Nigora Samplova"):
        for _ in range(2):
            record(vault, "person", name, born="1980-01-02")
    twins(vault, PAIRS[2])
    duplicates.look_and_keep(vault)
    page = shown(desk, until)
    page.shelves.sure.click()
    settle(page, until)
    rows = page.several.rows
    listed = [rows.topLevelItem(at) for at in range(rows.topLevelItemCount())]
    assert sorted(item.text(0) for item in listed if item) == ["Nigora Samplova", "Umar Testov"]
    assert {item.text(2) for item in listed if item} == {"Name, Born"}
    assert judged(vault.ledger) == {}
    QTest.keyClick(rows, Qt.Key.Key_Escape)
    settle(page, until)
    assert "3 left" in reads(page)
    page.shelves.sure.click()
    settle(page, until)
    rows.setCurrentIndex(rows.model().index(0, 0))
    assert page.several.merge.text() == "Merge this 1 pair"
    page.several.merge.click()
    settle(page, until)
    assert list(judged(vault.ledger).values()) == ["same"]
    assert "2 left" in reads(page)
    assert "1 pair is merged. Ctrl+Z takes it back." in reads(page)
    undo(vault)
    settle(page, until)
    assert "3 left" in reads(page)
    assert "1 pair is merged." not in reads(page)


def test_a_record_that_was_changed_is_shown_as_it_is_now(
    page: DuplicatesPage, vault: Vault, until: Until
) -> None:
    pair = duplicates.waiting(vault).alike[0]
    ref: Ref = duplicates.refs_of(pair)[0]
    add_values(vault, ref=ref, said=[Said("occupation", Text("fisherman"))])
    settle(page, until)
    assert "fisherman" in page.card.toPlainText()


def buttons(page: DuplicatesPage, words: str) -> list[QPushButton]:
    found = page.findChildren(QPushButton)
    return [one for one in found if one.isVisible() and words in one.text()]


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_2])
def test_what_was_done_is_said_of_its_pair_also_where_none_is_left(
    desk: Desk, vault: Vault, until: Until, key: Qt.Key
) -> None:
    twins(vault, PAIRS[0])
    duplicates.look_and_keep(vault)
    page = shown(desk, until)
    pressed(page, until, key)
    told = reads(page)
    assert "Nothing to compare." in told
    assert "Umar Testov | Умар Тестов\nThey are" in told
    assert "Ctrl+Z takes it back." in told
    twins(vault, PAIRS[1])
    QTest.keyClick(page.first(), Qt.Key.Key_Return)
    settle(page, until)
    assert standing_on(page) == "Nigora Samplova | Nigora Samplowa"
    assert "Ctrl+Z takes it back." not in reads(page)


def test_what_was_done_is_said_no_more_once_somebody_goes_on_or_takes_it_back(
    page: DuplicatesPage, vault: Vault, until: Until
) -> None:
    pressed(page, until, Qt.Key.Key_2)
    assert "Umar Testov | Умар Тестов\nThey are kept apart." in reads(page)
    pressed(page, until, Qt.Key.Key_Down)
    assert "They are kept apart." not in reads(page)
    pressed(page, until, Qt.Key.Key_2)
    assert "They are kept apart." in reads(page)
    undo(vault)
    settle(page, until)
    assert "They are kept apart." not in reads(page)
    pressed(page, until, Qt.Key.Key_2)
    page.hide()
    page.show()
    assert "They are kept apart." not in reads(page)
