"""The page of a person follows what changes, and leaves alone what somebody is doing on it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from app.desk import Desk
from app.forms.linking import LinkEditor
from app.forms.relative import RelativeForm
from app.pages.person import PersonPage
from app.parts.adding import Adding
from app.parts.wrappedlink import WrappedLink
from app.place import Place
from app.widgets.walking import walk
from casefiles.insight.person import person_picture
from casefiles.model.claim import Citation
from casefiles.model.ids import Ref
from casefiles.model.values import Link, TermValue, Text
from casefiles.operations import history, judging
from casefiles.operations.amending import add_value
from casefiles.operations.recording import Draft, Said, add_record, add_records
from casefiles.vault import Vault
from tests.app.qt import Until, quiet, show, type_words

RELATIVES = 30


@pytest.fixture
def ref(vault: Vault) -> Ref:
    """A person with two names and thirty brothers."""
    said = [
        Said("name", Text("Zafar")),
        Said("name", Text("Зафар")),
        Said("function", Text("cook")),
    ]
    person = add_record(vault, kind="person", said=said)
    names = [f"Brother {number}" for number in range(RELATIVES)]
    brothers = add_records(
        vault, drafts=[Draft("person", (Said("name", Text(name)),)) for name in names]
    )
    kin = [Said("relation_type", TermValue("kinship")), Said("kinship", TermValue("brother"))]
    whose = Said("whose", Link(person.id))
    add_records(
        vault,
        drafts=[Draft("relation", (Said("who", Link(one.id)), whose, *kin)) for one in brothers],
    )
    return person


@pytest.fixture
def page(desk: Desk, ref: Ref, until: Until) -> PersonPage:
    return show(PersonPage(desk), until, Place.of(ref))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def still(page: PersonPage, until: Until) -> None:
    until(quiet(page.desk))
    QApplication.processEvents()
    until(quiet(page.desk))
    until(lambda: page.whole)


def test_what_did_not_change_stays_with_what_is_typed_in_it(
    page: PersonPage, ref: Ref, vault: Vault, until: Until
) -> None:
    names, function = page._rows["name"], page._rows["function"]
    function.setFocus()
    QTest.keyClick(function, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_words(focused(), "teach")
    typing = focused()
    add_value(vault, ref=ref, said=Said("name", Text("Zafarjon")))
    until(lambda: page._rows["name"] is not names)
    still(page, until)
    assert page._rows["function"] is function
    assert focused() is typing
    type_words(typing, "er")
    assert isinstance(typing, QLineEdit)
    assert typing.text() == "teacher"


def test_tab_goes_through_the_fields_in_order_after_one_was_made_anew(
    page: PersonPage, ref: Ref, vault: Vault, until: Until
) -> None:
    names = page._rows["name"]
    add_value(vault, ref=ref, said=Said("name", Text("Zafarjon")))
    until(lambda: page._rows["name"] is not names)
    still(page, until)
    page._rows["name"].lines[-1].setFocus()
    for _step in range(10):
        walk(page, forwards=True)
        if focused() is page._rows["function"].lines[0]:
            break
        assert page._rows["name"].isAncestorOf(focused())
    assert page._rows["function"].lines[0].hasFocus()


def test_a_first_value_is_written_above_and_then_stands_among_the_others(
    page: PersonPage, ref: Ref, vault: Vault, until: Until
) -> None:
    page.add_to("papers")
    row = page._adding
    type_words(focused(), "passport 12")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    until(lambda: "papers" in vault.reader.statements(ref))
    until(lambda: page._rows.get("papers") is not row)
    still(page, until)
    assert page._adding is None
    assert page._rows["papers"].parentWidget() is page._body._leading
    assert page._rows["papers"].isAncestorOf(focused())


def test_a_first_value_begun_is_not_lost_when_something_else_changes(
    page: PersonPage, ref: Ref, vault: Vault, until: Until
) -> None:
    page.add_to("papers")
    names, row = page._rows["name"], page._adding
    add_value(vault, ref=ref, said=Said("name", Text("Zafarjon")))
    until(lambda: page._rows["name"] is not names)
    still(page, until)
    assert page._adding is row
    assert page._rows["papers"] is row


def test_the_rest_of_a_long_section_comes_when_asked_for(page: PersonPage, until: Until) -> None:
    def seen() -> set[str]:
        names = (one.accessibleName() for one in page.findChildren(WrappedLink))
        return {name for name in names if name.startswith("Brother")}

    [more] = [one for one in page.findChildren(QPushButton) if one.text() == f"All {RELATIVES}"]
    before = len(seen())
    assert before < RELATIVES
    more.click()
    until(lambda: page.whole)
    assert len(seen()) == RELATIVES
    assert not more.isVisible()


def test_another_record_is_not_scrolled_as_the_one_before(
    page: PersonPage, ref: Ref, vault: Vault, until: Until
) -> None:
    other = add_record(vault, kind="person", said=[Said("name", Text("Umed"))])
    page.visit(Place.of(other))
    still(page, until)
    page.visit(Place.of(ref, scroll=200, field="function"))
    until(lambda: page._rows and page.ref == ref)
    page.visit(Place.of(other))
    still(page, until)
    assert page.column.verticalScrollBar().value() == 0
    assert page.place().state["field"] == "name"


def test_a_record_that_went_and_came_back_is_shown_again(
    page: PersonPage, ref: Ref, vault: Vault, until: Until
) -> None:
    judging.put_in_trash(vault, refs=[ref])
    still(page, until)
    history.undo(vault)
    still(page, until)
    until(lambda: "name" in page._rows)
    assert page._rows["name"].isVisible()


def test_what_lies_in_the_trash_says_so_and_comes_back(
    page: PersonPage, vault: Vault, ref: Ref, until: Until
) -> None:
    judging.put_in_trash(vault, refs=[ref])
    until(lambda: any("lies in the trash" in one.text() for one in page.findChildren(QLabel)))
    back = [one for one in page.findChildren(QPushButton) if one.text() == "Take out of the trash"]
    back[0].click()
    until(lambda: ref in {one.ref for one in vault.reader.all_of("person")})
    until(lambda: not any("lies in the trash" in one.text() for one in page.findChildren(QLabel)))


def _adding(page: PersonPage) -> Adding:
    [found] = page.findChildren(Adding)
    return found


def test_a_relative_is_added_by_keyboard_with_what_it_rests_on(
    desk: Desk, vault: Vault, until: Until
) -> None:
    person = add_record(vault, kind="person", said=[Said("name", Text("Zafar"))])
    mother = add_record(vault, kind="person", said=[Said("name", Text("Khadija"))])
    paper = add_record(vault, kind="source", said=[Said("title", Text("Letter"))])
    desk.keep_citation(Citation(paper.id))
    page = show(PersonPage(desk), until, Place.of(person))
    _adding(page).button.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    until(quiet(desk))
    type_words(focused(), "Khad")
    [form] = page.findChildren(RelativeForm)
    who = form.fields["who"]
    assert isinstance(who, LinkEditor)
    until(who.field.list.isVisible)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    type_words(focused(), "Mother")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: bool(person_picture(vault.reader, person).relatives))
    still(page, until)
    [one] = person_picture(vault.reader, person).relatives
    assert (one.ref, one.kinship) == (mother, "Mother")
    [cited] = {
        citation.source
        for statements in vault.reader.statements(one.relation).values()
        for said in statements
        for citation in said.claim.citations
    }
    assert cited == paper.id
    assert [link.text() for link in page.findChildren(WrappedLink) if "Khadija" in link.text()]
    assert not page.findChildren(RelativeForm)
    assert focused() is _adding(page).button


def test_a_relative_that_was_begun_waits_until_somebody_goes_on(
    desk: Desk, vault: Vault, until: Until
) -> None:
    person = add_record(vault, kind="person", said=[Said("name", Text("Zafar"))])
    page = show(PersonPage(desk), until, Place.of(person))
    adding = _adding(page)
    adding.begin()
    until(quiet(desk))
    type_words(focused(), "Somebody")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    until(adding._sign.isVisible)
    adding._sign.going.click()
    until(quiet(desk))
    [form] = [one for one in page.findChildren(RelativeForm) if one.isVisible()]
    until(lambda: "Somebody" in str(form.draft()))


def test_a_relative_needs_a_person_and_a_kinship(desk: Desk, vault: Vault, until: Until) -> None:
    person = add_record(vault, kind="person", said=[Said("name", Text("Zafar"))])
    page = show(PersonPage(desk), until, Place.of(person))
    _adding(page).begin()
    until(quiet(desk))
    [form] = page.findChildren(RelativeForm)
    form.save()
    for name in ("who", "kinship"):
        assert form.fields[name]._fault.isVisible()
    assert person_picture(vault.reader, person).relatives == ()


def test_a_relative_can_be_added_from_the_actions_and_the_box(
    desk: Desk, vault: Vault, until: Until
) -> None:
    person = add_record(vault, kind="person", said=[Said("name", Text("Zafar"))])
    page = show(PersonPage(desk), until, Place.of(person))
    [action] = [one for one in page.commands() if one.text() == "Add a relative"]
    action.trigger()
    until(quiet(desk))
    [form] = page.findChildren(RelativeForm)
    assert form.isAncestorOf(focused())
