"""Dates in the source reader: listed with what they mean, selected, given to what happened then."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desk import Desk
from app.pages.source.page import SourcePage
from casefiles.model.dates import UncertainDate
from casefiles.model.values import Text, When
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.pages.sources import cited, listed, opened, source
from tests.app.qt import Until, places, quiet, type_words, unnamed

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DIARY = """They came on 12 August 1994 and asked for him.
In the summer of 1997 they came again, as they had on 12.8.1994.
On 31 June he was gone."""


def diary(desk: Desk, vault: Vault, until: Until) -> SourcePage:
    return opened(desk, until, source(vault, DIARY, "A diary"))


def spoken(page: SourcePage, row: int) -> str:
    return str(page.side.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole))


def current(page: SourcePage, row: int) -> None:
    page.side.list.setFocus()
    page.side.list.setCurrentRow(row)


def test_dates_are_listed_in_the_order_of_time_with_what_is_understood(
    desk: Desk, vault: Vault, until: Until
) -> None:
    page = diary(desk, vault, until)
    assert listed(page) == [
        "Dates",
        "12 August 1994   2\non 12 August 1994",
        "In the summer of 1997   1\nin summer 1997",
        "31 June   1\nThere is no day 31 in June 1994: its last is day 30.",
    ]
    assert spoken(page, 1) == "12 August 1994, on 12 August 1994, seen 2 times"
    assert not unnamed(page)


def test_enter_selects_the_words_where_they_stand_one_place_after_the_other(
    desk: Desk, vault: Vault, until: Until
) -> None:
    page = diary(desk, vault, until)
    current(page, 1)
    QTest.keyClick(page.side.list, Qt.Key.Key_Return)
    assert page.text.selected() == "12 August 1994"
    assert page.bar.isVisible()
    assert page.side.list.hasFocus()
    QTest.keyClick(page.side.list, Qt.Key.Key_Return)
    assert page.text.selected() == "12.8.1994"


def test_a_new_incident_is_made_of_a_date(desk: Desk, vault: Vault, until: Until) -> None:
    page = diary(desk, vault, until)
    gone = places(desk)
    current(page, 1)
    QTest.keyClick(page.side.list, Qt.Key.Key_1)
    until(quiet(desk))
    assert (page.bar.asking, page.bar.field.text()) == ("date", "12 August 1994")
    assert page.bar.choices.item(page.bar.choices.currentRow()).text() == (
        "New incident: 12 August 1994"
    )
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    until(lambda: gone)
    made = gone[0].ref
    assert made is not None
    assert made.kind == "incident"
    [when] = vault.reader.shown(made, "when")
    assert when.claim.value == When(UncertainDate("1994-08-12"))
    assert when.claim.citations[0].passage.first_line == 12
    assert when.claim.citations[0].quote == "12 August 1994"


def test_an_incident_of_that_time_that_rests_on_the_source_is_offered_first(
    desk: Desk, vault: Vault, until: Until
) -> None:
    letter = source(vault, DIARY, "A diary")
    for title, year in (("Another time", "1990"), ("They came", "1994")):
        said = [Said("title", Text(title), citations=cited(letter, 12))]
        said.append(Said("when", When(UncertainDate(year))))
        add_record(vault, kind="incident", said=said)
    page = opened(desk, until, letter)
    gone = places(desk)
    current(page, next(row for row, words in enumerate(listed(page)) if words[:2] == "12"))
    QTest.keyClick(page.side.list, Qt.Key.Key_1)
    until(quiet(desk))
    assert [page.bar.choices.item(row).text() for row in range(2)] == ["They came", "Another time"]
    assert page.bar.choices.currentRow() == 0
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    until(lambda: gone)
    came = gone[0].ref
    assert came is not None
    assert {one.claim.value for one in vault.reader.shown(came, "when")} >= {
        When(UncertainDate("1994-08-12"))
    }


def test_selected_words_are_dated_with_a_key_and_what_is_typed_is_read_at_once(
    desk: Desk, vault: Vault, until: Until
) -> None:
    page = diary(desk, vault, until)
    page.text.setFocus()
    start = DIARY.index("31 June")
    page.text.go(start, start + len("31 June"), select=True)
    QTest.keyClick(page.text, Qt.Key.Key_D, CONTROL | SHIFT)
    until(quiet(desk))
    assert page.bar.choices.count() == 0
    type_words(page.bar.field, "30 June 1998")
    until(quiet(desk))
    assert [page.bar.choices.item(row).text() for row in range(page.bar.choices.count())] == [
        "This source: published then",
        "New incident: 30 June 1998",
    ]


def test_a_source_is_given_its_day_of_publication_and_its_dates_are_read_anew(
    desk: Desk, vault: Vault, until: Until
) -> None:
    words = "4 December 2017\n\nHe was led away last month."
    letter = source(vault, words, "A report")
    page = opened(desk, until, letter)
    assert listed(page) == ["Dates", "4 December 2017   1\non 4 December 2017"]
    current(page, 1)
    QTest.keyClick(page.side.list, Qt.Key.Key_1)
    until(quiet(desk))
    QTest.keyClick(page.bar.field, Qt.Key.Key_Up)
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    until(lambda: "last month   1\nin November 2017" in listed(page))
    assert vault.reader.counts().get("incident") is None


def test_of_many_dates_a_dozen_are_shown_until_all_are_wanted(
    desk: Desk, vault: Vault, until: Until
) -> None:
    words = ". ".join(f"On {day} May 1996 it rained" for day in range(1, 21))
    page = opened(desk, until, source(vault, words, "A calendar"))
    assert len(listed(page)) == 14
    assert listed(page)[-1] == "All 20"
    assert spoken(page, 13) == "Show all 20 dates"
    current(page, 13)
    QTest.keyClick(page.side.list, Qt.Key.Key_Return)
    assert len(listed(page)) == 21
    assert listed(page)[page.side.list.currentRow()].startswith("13 May 1996")


def test_a_name_that_nobody_bears_becomes_a_place_as_easily(
    desk: Desk, vault: Vault, until: Until
) -> None:
    page = opened(desk, until, source(vault, "They came to Lower Millbrook.", "A note"))
    current(page, 1)
    assert page.side.deciding.place.isVisible()
    QTest.keyClick(page.side.list, Qt.Key.Key_2)
    until(quiet(desk))
    assert (page.bar.asking, page.bar.field.text()) == ("place", "Lower Millbrook")
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    until(lambda: vault.reader.counts().get("place") == 1)
