"""Below a record's sources stands every text that names it, cited or not."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.desk import Desk
from app.parts.namedin import NamedInSection
from app.place import Place
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.pages.sources import source
from tests.app.qt import Until, places


def buttons(section: NamedInSection) -> list[str]:
    return [one.text() for one in section.findChildren(QPushButton) if one.text()]


def safar(vault: Vault) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text("Safar Odinaev"))])


def test_each_line_leads_into_the_text(desk: Desk, vault: Vault, until: Until) -> None:
    letter, he = source(vault), safar(vault)
    section = NamedInSection(desk, he)
    until(lambda: len(buttons(section)) == 4)
    assert buttons(section) == ["A letter", "line 16", "line 17", "line 18"]
    gone = places(desk)
    QTest.mouseClick(section.findChildren(QPushButton)[2], Qt.MouseButton.LeftButton)
    assert gone == [Place.of(letter, line=17, last_line=17)]


def test_where_nobody_is_named_nothing_is_shown(desk: Desk, vault: Vault, until: Until) -> None:
    source(vault, "Safar and Odinaev are two other people.")
    section = NamedInSection(desk, safar(vault))
    until(lambda: not desk.busy)
    assert section.isHidden()


def test_behind_a_dozen_texts_a_button_brings_the_rest(
    desk: Desk, vault: Vault, until: Until
) -> None:
    for number in range(15):
        source(vault, "Safar Odinaev was seen.", f"Letter {number:02}")
    section = NamedInSection(desk, safar(vault))
    section.show()
    until(lambda: not desk.busy)
    *rows, more = buttons(section)
    assert more == "All 15"
    assert len([one for one in rows if one.startswith("Letter")]) == 12
    section.findChildren(QPushButton)[-1].click()
    until(lambda: len([one for one in buttons(section) if one.startswith("Letter")]) == 15)
    section.deleteLater()
