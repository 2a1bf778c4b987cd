"""Below a record's sources stands every text that names it, cited or not."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.desk import Desk
from app.parts.namedin import NamedInSection
from app.parts.wrappedlink import WrappedLink
from app.place import Place
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.pages.sources import source
from tests.app.qt import Until, places


def buttons(section: NamedInSection) -> list[str]:
    every = section.findChildren(QPushButton)
    return [one.text() for one in every if one.text() and not isinstance(one, WrappedLink)]


def titles(section: NamedInSection) -> list[str]:
    links = section.findChildren(WrappedLink)
    return [one.accessibleName().partition(",")[0] for one in links]


def safar(vault: Vault) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text("Safar Odinaev"))])


def test_each_line_leads_into_the_text(desk: Desk, vault: Vault, until: Until) -> None:
    letter, he = source(vault), safar(vault)
    section = NamedInSection(desk, he)
    until(lambda: len(buttons(section)) == 3)
    assert buttons(section) == ["line 16", "line 17", "line 18"]
    assert titles(section) == ["A letter"]
    gone = places(desk)
    lines = {one.text(): one for one in section.findChildren(QPushButton)}
    QTest.mouseClick(lines["line 17"], Qt.MouseButton.LeftButton)
    section.findChildren(WrappedLink)[0].click()
    assert gone == [Place.of(letter, line=one, last_line=one) for one in (17, 16)]


def test_a_long_title_does_not_widen_the_page(desk: Desk, vault: Vault, until: Until) -> None:
    source(vault, "Safar Odinaev was seen.", " ".join(["Нома ба прокуратура"] * 8))
    section = NamedInSection(desk, safar(vault))
    section.show()
    until(lambda: len(titles(section)) == 1)
    assert section.minimumSizeHint().width() < section.fontMetrics().averageCharWidth() * 50
    section.deleteLater()


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
    assert buttons(section)[-1] == "All 15"
    assert len(titles(section)) == 12
    section.findChildren(QPushButton)[-1].click()
    until(lambda: len(titles(section)) == 15)
    section.deleteLater()
