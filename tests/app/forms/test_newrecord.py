"""A new record: a name is enough, what is alike is hinted at, nothing typed is lost."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desk import Desk
from app.forms.gathering import Gathering
from app.forms.newrecord import NewRecordForm, needed
from app.pages.new import NewRecordPage
from app.place import Place
from casefiles.insight.incident import incident_picture
from casefiles.model.claim import Citation
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Link, Text
from casefiles.operations.drafts import drafts
from casefiles.operations.history import lines
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import Until, places, quiet, show, unnamed

CONTROL = Qt.KeyboardModifier.ControlModifier
KINDS = ("person", "organisation", "incident", "place", "source")
OPEN: list[QWidget] = []


@pytest.fixture(autouse=True)
def put_away() -> Iterator[None]:
    """No page outlives its test."""
    yield
    while OPEN:
        OPEN.pop().hide()


def page(desk: Desk, until: Until, kind: str = "person") -> NewRecordPage:
    made = show(NewRecordPage(desk), until, Place("new", words=kind))
    OPEN.append(made)
    made.activateWindow()
    until(made.isActiveWindow)
    made.first().setFocus()
    return made


def form(made: NewRecordPage) -> NewRecordForm:
    assert made.form is not None
    return made.form


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def keys(text: str) -> None:
    QTest.keyClicks(focused(), text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_enough(desk: Desk, vault: Vault, until: Until, kind: str) -> None:
    gone = places(desk)
    page(desk, until, kind)
    keys("Isfara")
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: gone)
    assert gone[-1].ref is not None
    assert gone[-1].ref.kind == kind
    assert vault.reader.title(gone[-1].ref) == "Isfara"
    assert not drafts(vault)


def test_without_a_name_it_asks_for_one(desk: Desk, vault: Vault, until: Until) -> None:
    made = form(page(desk, until))
    press(Qt.Key.Key_Return, CONTROL)
    until(quiet(desk))
    assert made.fields["name"].editors[0]._fault.isVisible()
    assert vault.reader.counts() == {}


def test_everything_still_to_be_done_is_told_at_one_time(
    desk: Desk, vault: Vault, until: Until
) -> None:
    made = form(page(desk, until, "incident"))
    assert made.act is not None
    when, place = made.fields["when"].editors[0], made.fields["place"].editors[0]
    suffered, name = made.act._victims.editors[0], made.fields["title"].editors[0]
    for editor, words in ((when, "some time"), (place, "Isfara"), (suffered, "Zafar")):
        editor.setFocus()
        keys(words)
        press(Qt.Key.Key_Escape)  # the list of records, so that the words stay words
    until(quiet(desk))
    made.save()
    for editor in (name, when, place, suffered):
        assert editor._fault.isVisible(), editor.prop.name
    assert name.isAncestorOf(focused())
    assert vault.reader.counts() == {}


def test_a_letter_typed_on_the_button_for_another_goes_into_the_next_field(
    desk: Desk, until: Until
) -> None:
    made = form(page(desk, until))
    keys("Zafar")
    while focused() is not made.fields["name"]._more:
        press(Qt.Key.Key_Tab)
    keys("m")
    assert len(made.fields["name"].editors) == 1
    following = list(made.fields)[1]
    assert made.fields[following].isAncestorOf(focused())
    assert made.draft()["fields"][following]
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    while focused() is not made.fields["name"]._more:
        press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Space)
    assert len(made.fields["name"].editors) == 2


def test_everything_filled_in_is_one_step(desk: Desk, vault: Vault, until: Until) -> None:
    paper = add_record(vault, kind="source", said=[Said("title", Text("Letter"))])
    desk.keep_citation(Citation(paper.id))
    gone = places(desk)
    made = form(page(desk, until))
    before = len(lines(vault))
    keys("Zafar")
    QTest.mouseClick(made.fields["name"]._more, Qt.MouseButton.LeftButton)
    keys("Zafarjon")
    made.fields["born"].setFocus()
    keys("about 1971")
    press(Qt.Key.Key_Return)
    assert made.fields["birthplace"].isAncestorOf(focused())
    keys("Isfara")
    link = made.fields["birthplace"].editors[0]
    until(link.field.list.isVisible)  # type: ignore[attr-defined]
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: gone)
    ref = gone[-1].ref
    assert ref is not None
    said = vault.reader.statements(ref)
    assert {one.claim.value for one in said["name"]} == {Text("Zafar"), Text("Zafarjon")}
    assert said["born"][0].claim.citations == (Citation(paper.id),)
    value = said["birthplace"][0].claim.value
    assert isinstance(value, Link)
    town = vault.reader.resolve(value.to)
    assert town is not None
    assert vault.reader.title(town) == "Isfara"
    assert len(lines(vault)) == before + 1


def test_a_like_name_is_hinted_at_and_opens(desk: Desk, vault: Vault, until: Until) -> None:
    known = add_record(vault, kind="person", said=[Said("name", Text("Қосимов Ҷамшед"))])
    gone = places(desk)
    made = form(page(desk, until))
    keys("Jamshed Qosimov")
    until(made.alike.isVisible)
    [hint] = made.alike.buttons
    QTest.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert [place.ref for place in gone] == [known]


def test_what_was_typed_is_there_at_the_next_visit(desk: Desk, vault: Vault, until: Until) -> None:
    left: list[bool] = []
    page(desk, until).leaving.connect(lambda: left.append(True))
    keys("Zaf")
    press(Qt.Key.Key_Escape)
    assert left
    until(quiet(desk))
    assert drafts(vault)
    again = form(page(desk, until))
    until(lambda: again.name == "Zaf")
    assert again.notice.isVisible()
    again._afresh()
    until(quiet(desk))
    assert again.name == ""
    assert not drafts(vault)


def test_after_saving_the_next_visit_is_a_new_form(desk: Desk, until: Until) -> None:
    gone = places(desk)
    made = page(desk, until)
    keys("Zafar")
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: gone)
    made.visit(Place("new", words="person"))
    until(quiet(desk))
    assert form(made).name == ""


def test_going_back_and_forth_keeps_the_form(desk: Desk, until: Until) -> None:
    made = page(desk, until)
    keys("Zaf")
    made.visit(made.place())
    assert form(made).name == "Zaf"


@pytest.mark.parametrize("kind", KINDS)
def test_everything_has_a_name(desk: Desk, until: Until, kind: str) -> None:
    made = page(desk, until, kind)
    form(made).show_more()
    assert unnamed(made) == []
    shown = set(form(made).fields)
    typed = {
        name
        for name, prop in BY_NAME[kind].properties.items()
        if prop.type.value not in ("file", "layer")
    }
    assert shown == typed


def test_tab_goes_down_the_form_and_through_the_hints(
    desk: Desk, vault: Vault, until: Until
) -> None:
    add_record(vault, kind="person", said=[Said("name", Text("Jamshed Qosimov"))])
    made = form(page(desk, until))
    first = focused()
    keys("Jamshed Qosimov")
    until(made.alike.isVisible)
    seen: list[QWidget] = []
    while focused() not in seen:
        seen.append(focused())
        press(Qt.Key.Key_Tab)
    assert focused() is first
    heights = [one.mapTo(made, one.rect().topLeft()).y() for one in seen]
    assert all(after >= before - 4 for before, after in pairwise(heights))
    assert made.alike.buttons[0] in seen
    assert seen[-1] is made.save_button


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_needed_is_called_as_the_first_field_is(kind: str) -> None:
    first = next(iter(BY_NAME[kind].properties))
    assert f" {first} " in needed(kind)


def test_letters_typed_on_the_language_go_into_the_next_field(desk: Desk, until: Until) -> None:
    made = form(page(desk, until))
    keys("Zafar")
    press(Qt.Key.Key_Tab)
    language = focused()
    assert "Language" in language.accessibleName()
    keys("a")
    keys("bout 1971")
    assert focused().text() == "about 1971"  # type: ignore[attr-defined]
    assert made.draft()["fields"]["born"]
    assert not language.currentData()  # type: ignore[attr-defined]


def test_letters_on_the_button_for_another_write_over_nothing(desk: Desk, until: Until) -> None:
    made = form(page(desk, until))
    made.fields["born"].setFocus()
    keys("1971")
    before = made.fields["born"].draft()
    made.fields["name"].setFocus()
    keys("Zafar")
    more = made.fields["name"]._more
    more.setFocus()
    keys("x")
    assert focused() is more
    assert made.fields["born"].draft() == before != []


def test_tab_takes_what_enter_would_and_words_that_are_no_record_are_told(
    desk: Desk, vault: Vault, until: Until
) -> None:
    isfara = add_record(vault, kind="place", said=[Said("name", Text("Isfara"))])
    made = form(page(desk, until))
    made.fields["birthplace"].setFocus()
    keys("Isfara")
    link = made.fields["birthplace"].editors[0]
    until(link.field.list.isVisible)  # type: ignore[attr-defined]
    press(Qt.Key.Key_Tab)
    assert link.value() == Link(isfara.id)
    link.field.setFocus()  # type: ignore[attr-defined]
    link.restore({})
    keys("Nowhere")
    press(Qt.Key.Key_Tab)
    assert link._fault.isVisible()


def incident_of(desk: Desk, until: Until, about: Ref) -> NewRecordForm:
    made = show(NewRecordPage(desk), until, Place("new", about, "incident"))
    OPEN.append(made)
    made.activateWindow()
    until(made.isActiveWindow)
    made.first().setFocus()
    act = form(made).act
    assert act is not None
    until(lambda: not act._victims.editors[0].empty)
    return form(made)


def test_an_incident_begun_at_a_person_struck_that_person(
    desk: Desk, vault: Vault, until: Until
) -> None:
    zafar = add_record(vault, kind="person", said=[Said("name", Text("Zafar"))])
    paper = add_record(vault, kind="source", said=[Said("title", Text("Letter"))])
    desk.keep_citation(Citation(paper.id))
    gone, before = places(desk), len(lines(vault))
    made = incident_of(desk, until, zafar)
    keys("Night of the search")
    assert made.act is not None
    assert made.act._victims._more.isVisible()
    QTest.mouseClick(made.act._victims._more, Qt.MouseButton.LeftButton)
    keys("Odina")
    another = made.act._victims.editors[1]
    until(another.field.list.isVisible)  # type: ignore[attr-defined]
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: gone)
    assert gone[-1].ref is not None
    picture = incident_picture(vault.reader, gone[-1].ref)
    assert {one.title for row in picture.acts for one in row.suffered} == {"Zafar", "Odina"}
    assert {row.sources for row in picture.acts} == {1}
    assert len(lines(vault)) == before + 1
    assert lines(vault)[0].words == "Added Night of the search"


def test_what_was_begun_at_a_person_waits_there_and_not_in_another_form(
    desk: Desk, vault: Vault, until: Until
) -> None:
    zafar = add_record(vault, kind="person", said=[Said("name", Text("Zafar"))])
    made = incident_of(desk, until, zafar)
    assert not made.act.typed  # type: ignore[union-attr]
    keys("Night")
    press(Qt.Key.Key_Escape)
    until(lambda: drafts(vault))
    until(quiet(desk))
    plain = form(page(desk, until, "incident"))
    until(quiet(desk))
    assert plain.name == ""
    assert plain.draft()["act"] == {}
    again = incident_of(desk, until, zafar)
    until(lambda: again.name == "Night")
    assert again.act.victims(Gathering()) == [zafar.id]  # type: ignore[union-attr]
