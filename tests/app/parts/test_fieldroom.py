"""The room a field takes: nothing jumps, nothing is cut off, a form can be written in."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from app.desk import Desk
from app.forms.citing import Citing
from app.pages.person import PersonPage
from app.pages.record import AnyRecordPage
from app.parts.field import FieldRow
from app.place import Place
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import Until, quiet, show

LONG = (
    "Абдурраҳмоншоҳзода Муҳаммадюсуфхон Абдулазизхоҷазода Мирзоғуломиддинов "
    "ибни Саидҷалолиддини Кӯлобӣ"
)
NARROW = (540, 560)
"""What is left of a window of 1024 x 700 between the rail and the evidence."""


@pytest.fixture
def ref(vault: Vault) -> Ref:
    said = [Said("name", Text(LONG)), Said("function", Text("cook"))]
    return add_record(vault, kind="person", said=said)


@pytest.fixture
def page(desk: Desk, ref: Ref, until: Until) -> Iterator[PersonPage]:
    made = show(PersonPage(desk), until, Place.of(ref), NARROW)
    made.activateWindow()
    until(made.isActiveWindow)
    line = made._rows["name"].lines[0]
    until(lambda: line.height() == line.heightForWidth(line.width()))
    yield made
    made.close()
    made.deleteLater()


def row(page: PersonPage, name: str) -> FieldRow:
    found: FieldRow = page._rows[name]
    return found


def test_nothing_moves_when_a_value_gets_the_focus(page: PersonPage) -> None:
    name, function = row(page, "name"), row(page, "function")
    function.setFocus()
    QApplication.processEvents()
    before = name.height(), function.y()
    name.setFocus()
    QApplication.processEvents()
    assert name.add_button.isVisible()
    assert (name.height(), function.y()) == before


def test_the_button_that_adds_covers_no_words(page: PersonPage) -> None:
    line, adding = row(page, "name").lines[0], row(page, "name").add_button
    words, _top, _height, _last = line._words(line._room(line.width()))
    widest = max(words.lineAt(at).naturalTextWidth() for at in range(words.lineCount()))
    assert line.x() + widest < adding.x()
    assert line.geometry().contains(adding.geometry())


def test_a_long_name_is_edited_in_full_sight(page: PersonPage, until: Until) -> None:
    name = row(page, "name")
    name.setFocus()
    QTest.keyClick(name.lines[0], Qt.Key.Key_F2)
    until(lambda: name.form is not None and name.form.isVisible())
    until(quiet(page.desk))
    QApplication.processEvents()
    assert name.form is not None
    assert name.form.width() > 0.9 * name.width()
    [typing] = name.form.findChildren(QPlainTextEdit)
    assert not typing.verticalScrollBar().isVisible()
    assert typing.textCursor().atEnd()
    [citing] = name.form.findChildren(Citing)
    assert citing.height() >= citing.heightForWidth(citing.width())


def test_a_long_name_is_read_to_its_last_word(page: PersonPage) -> None:
    """Qt's hint for a label is that of a width of its own choice, which may need a line less."""
    [title] = [one for one in page.findChildren(QLabel) if one.property("role") == "title"]
    assert title.heightForWidth(title.width()) > title.sizeHint().height(), "this is such a case"
    assert title.height() == title.heightForWidth(title.width())


def test_on_a_short_page_a_field_takes_no_more_room_than_its_words(
    desk: Desk, vault: Vault, until: Until
) -> None:
    ref = add_record(vault, kind="organisation", said=[Said("name", Text(LONG))])
    page = show(AnyRecordPage(desk), until, Place.of(ref), (NARROW[0], 1200))
    line = page._rows["name"].lines[0]
    until(lambda: line.height() == line.heightForWidth(line.width()))
    page.close()
    page.deleteLater()
