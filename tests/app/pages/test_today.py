"""The first page: what it reminds of, and where its lines lead."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.desk import Desk
from app.pages.today import TodayPage
from app.place import Place
from casefiles.model.dates import UncertainDate
from casefiles.model.values import Text, When
from casefiles.operations.keeping import confirm_sheet
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.operations.searches import save_search
from tests.app.qt import Until, places, quiet, show


def button(page: TodayPage, words: str) -> QPushButton | None:
    found = (one for one in page.findChildren(QPushButton) if one.isVisible())
    return next((one for one in found if words in one.text()), None)


def test_an_unconfirmed_sheet_is_reminded_of_until_it_is_on_paper(desk: Desk, until: Until) -> None:
    page = show(TodayPage(desk), until, Place("today"))
    gone = places(desk)
    until(lambda: button(page, "Print it or write it down"))
    reminder = button(page, "Print it or write it down")
    assert reminder is not None
    QTest.keyClick(reminder, Qt.Key.Key_Return)
    assert gone == [Place("settings", words="Recovery sheet")]
    confirm_sheet(desk.vault)
    page.visit(Place("today"))
    until(quiet(desk))
    until(lambda: button(page, "New person"))
    assert button(page, "Print it or write it down") is None


def test_what_sources_disagree_on_leads_to_exactly_those(desk: Desk, until: Until) -> None:
    vault = desk.vault
    ref = add_record(vault, kind="incident", said=[Said("title", Text("A raid"))])
    for day in ("2017-07-01", "2017-07-05"):
        add_values(vault, ref=ref, said=[Said("when", When(UncertainDate(day)))])
    page = show(TodayPage(desk), until, Place("today"))
    gone = places(desk)
    until(lambda: button(page, "sources disagree"))
    way = button(page, "1 record on which sources disagree")
    assert way is not None
    QTest.keyClick(way, Qt.Key.Key_Return)
    assert gone == [Place("list", words="incident disputed")]


def test_kept_questions_tell_what_is_new(desk: Desk, until: Until) -> None:
    save_search(desk.vault, words="odinaev")
    save_search(desk.vault, words="melons")
    add_record(desk.vault, kind="person", said=[Said("name", Text("Safar Odinaev"))])
    page = show(TodayPage(desk), until, Place("today"))
    gone = places(desk)
    until(lambda: button(page, "odinaev"))
    shown = [one.text() for one in page.findChildren(QPushButton) if "hit" in one.text()]
    assert shown == ["odinaev   (1 hit  ·  1 new since you last looked)", "melons   (0 hits)"]
    way = button(page, "odinaev")
    assert way is not None
    QTest.keyClick(way, Qt.Key.Key_Return)
    assert gone == [Place("search", words="odinaev")]
