"""Mentions in the source reader: marked, listed, asked about, confirmed and refused."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.desk import Desk
from app.pages.source.mentions import Mentioned
from app.pages.source.page import SourcePage
from app.pages.source.rows import _item
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Text
from casefiles.operations.history import undo
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.pages.sources import LETTER, cited, listed, marked, named, opened, source
from tests.app.qt import Until, places, quiet

CONTROL = Qt.KeyboardModifier.ControlModifier


def words_in(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_names_are_marked_in_any_script_solid_where_somebody_cited_them(page: SourcePage) -> None:
    assert marked(page) == ["Сафар Одинаев", "Safar Odinaev", "Odinaev"]
    assert [one.certain for one in page.text.shown.marks] == [True, False, False]


def test_the_list_jumps_through_the_passages_of_a_record(
    desk: Desk, vault: Vault, until: Until, letter: Ref
) -> None:
    khujand = named(vault, "place", "Khujand", letter, 16)
    add_record(
        vault,
        kind="incident",
        said=[Said("title", Text("Led away"), citations=cited(letter, 17, 18))],
    )
    page = opened(desk, until, letter)
    assert listed(page) == [
        "Incidents",
        "Led away   1",
        "Places",
        "Khujand   2  ?",
        "Not known yet",
        "Сафар Одинаев   2",
    ]
    page.side.list.setFocus()
    page.side.list.setCurrentRow(1)
    QTest.keyClick(page.side.list, Qt.Key.Key_Return)
    assert page.text.caret() == LETTER.index("Nobody")
    gone = places(desk)
    page.side.list.setCurrentRow(3)
    QTest.keyClick(page.side.list, Qt.Key.Key_Return, CONTROL)
    assert [one.ref for one in gone] == [khujand]


def test_suggestions_are_answered_with_a_digit(page: SourcePage, until: Until) -> None:
    row = listed(page).index("Safar Odinaev   3  ?")
    page.side.list.setFocus()
    page.side.list.setCurrentRow(row)
    assert "Do these 2 passages mean Safar Odinaev?" in words_in(page.side)
    for _passage in range(3):
        QTest.keyClick(page.side.list, Qt.Key.Key_Return)
    assert "Does this passage mean Safar Odinaev?" in words_in(page.side)
    QTest.keyClick(page.side.list, Qt.Key.Key_2)  # the one that is looked at is no mention
    until(lambda: marked(page) == ["Сафар Одинаев", "Safar Odinaev"])
    assert page.side.list.currentRow() == row
    QTest.keyClick(page.side.list, Qt.Key.Key_1)
    until(lambda: all(one.certain for one in page.text.shown.marks))
    assert listed(page)[row] == "Safar Odinaev   2"


def test_what_is_in_view_is_confirmed_at_once_and_undone_at_once(
    page: SourcePage, vault: Vault, until: Until
) -> None:
    QTest.mouseClick(page.side.deciding.view, Qt.MouseButton.LeftButton)
    until(lambda: all(one.certain for one in page.text.shown.marks))
    until(page.side.deciding.view.isHidden)
    undo(vault)
    until(lambda: [one.certain for one in page.text.shown.marks] == [True, False, False])


def test_a_name_that_nobody_bears_yet_becomes_a_person(
    desk: Desk, vault: Vault, until: Until
) -> None:
    words = "Umed Toshev wept. Nobody asked Umed Toshev why."
    page = opened(desk, until, source(vault, words, "Another letter"))
    assert listed(page) == ["Not known yet", "Umed Toshev   2"]
    page.side.list.setFocus()
    page.side.list.setCurrentRow(1)
    QTest.keyClick(page.side.list, Qt.Key.Key_1)
    until(quiet(desk))
    assert page.bar.asking == "person"
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    until(lambda: vault.reader.counts().get("person") == 1)
    until(lambda: listed(page) == ["Persons", "Umed Toshev   2"])


def test_somebody_new_is_looked_for_in_a_page_that_is_open(
    page: SourcePage, vault: Vault, until: Until
) -> None:
    add_record(vault, kind="place", said=[Said("name", Text("Khujand"))])
    until(lambda: "Khujand" in marked(page))


def test_the_count_stands_at_the_end_of_any_name(qt: QApplication) -> None:
    for title in ("Нома ба прокуратура " * 6, "سید عبدالرحمن"):
        one = Mentioned(Ref("person", RecordId.new()), title, ((0, 4),), ())
        words = _item(one).text()
        assert len(words) < 70
        assert words.endswith("\u2069   1" if title.startswith("س") else "…   1")
