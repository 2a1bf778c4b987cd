"""A row of the acts table: several victims, alleged actors, one Step."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desk import Desk
from app.forms.actrow import ActForm
from app.forms.editor import Editor
from casefiles.model.claim import Citation
from casefiles.model.ids import Ref
from casefiles.model.values import Link, TermValue, Text
from casefiles.operations.history import lines
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import Until, quiet, type_words, unnamed

CONTROL = Qt.KeyboardModifier.ControlModifier
OPEN: list[QWidget] = []


@pytest.fixture(autouse=True)
def put_away() -> Iterator[None]:
    """No form outlives its test."""
    yield
    while OPEN:
        OPEN.pop().hide()


@pytest.fixture
def incident(vault: Vault) -> Ref:
    """An incident without acts."""
    return add_record(vault, kind="incident", said=[Said("title", Text("Detention"))])


def shown(desk: Desk, incident: Ref, until: Until) -> ActForm:
    made = ActForm(desk, incident)
    OPEN.append(made)
    made.resize(620, 800)
    made.show()
    made.activateWindow()
    until(made.isActiveWindow)
    made.start()
    until(quiet(desk))
    return made


def keys(text: str) -> None:
    QTest.keyClicks(focused(), text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def pick(until: Until, form: ActForm, text: str) -> None:
    """Type into a link and take the first record offered."""
    keys(text)
    until(lambda: any(one.field.list.isVisible() for one in links(form)))
    press(Qt.Key.Key_Return)


def links(form: ActForm) -> list:  # type: ignore[type-arg]
    from app.forms.linking import LinkEditor

    return form.findChildren(LinkEditor)


def test_a_row_with_two_victims_is_two_acts_and_one_step(
    desk: Desk, vault: Vault, incident: Ref, until: Until
) -> None:
    one, other = (
        add_record(vault, kind="person", said=[Said("name", Text(name))])
        for name in ("Zafar", "Rustam")
    )
    police = add_record(vault, kind="organisation", said=[Said("name", Text("City police"))])
    paper = add_record(vault, kind="source", said=[Said("title", Text("Letter"))])
    desk.keep_citation(Citation(paper.id))
    form = shown(desk, incident, until)
    before = len(lines(vault))
    pick(until, form, "Zafar")
    QTest.mouseClick(form.victims._more, Qt.MouseButton.LeftButton)
    pick(until, form, "Rustam")
    form.act["act"].setFocus()
    keys("Beating")
    press(Qt.Key.Key_Tab)
    form.actors.setFocus()
    pick(until, form, "City")
    form.involvement["basis"].setFocus()
    keys("two witnesses")
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: len(vault.reader.linked_to(incident, "incident")) == 2)
    assert len(lines(vault)) == before + 1
    victims = set()
    for incoming in vault.reader.linked_to(incident, "incident"):
        said = vault.reader.statements(incoming.origin)
        assert said["act"][0].claim.value == TermValue("beating")
        assert said["act"][0].claim.citations == (Citation(paper.id),)
        victims.add(said["victim"][0].claim.value)
        [involved] = vault.reader.linked_to(incoming.origin, "act")
        by = vault.reader.statements(involved.origin)
        assert by["perpetrator"][0].claim.value == Link(police.id)
        assert by["perpetrator"][0].claim.certainty == "alleged"
        assert by["basis"][0].claim.value == Text("two witnesses")
    assert victims == {Link(one.id), Link(other.id)}


def test_enter_takes_the_first_term_and_does_not_save_yet(
    desk: Desk, vault: Vault, incident: Ref, until: Until
) -> None:
    form = shown(desk, incident, until)
    form.act["act"].setFocus()
    keys("detent")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert form.act["act"].value() == TermValue("detention")
    until(quiet(desk))
    assert not vault.reader.counts().get("act")
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: vault.reader.counts().get("act"))


def test_a_new_person_is_made_in_place(
    desk: Desk, vault: Vault, incident: Ref, until: Until
) -> None:
    form = shown(desk, incident, until)
    keys("Nobody yet")
    until(lambda: any(one.field.list.isVisible() for one in links(form)))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: vault.reader.counts().get("act"))
    assert vault.reader.counts()["person"] == 1


def test_a_full_name_of_somebody_else_is_a_new_person_with_enter(
    desk: Desk, vault: Vault, incident: Ref, until: Until
) -> None:
    add_record(vault, kind="person", said=[Said("name", Text("Қосимов Ҷамшед Ғафурович"))])
    form = shown(desk, incident, until)
    type_words(focused(), "Қосимов Фаррух Ғафурович")
    until(lambda: any(one.field.list.isVisible() for one in links(form)))
    press(Qt.Key.Key_Return)
    [new] = form.victims.drafts()
    assert new.said == (Said("name", Text("Қосимов Фаррух Ғафурович")),)


def with_somebody_twice(desk: Desk, vault: Vault, incident: Ref, until: Until) -> ActForm:
    add_record(vault, kind="person", said=[Said("name", Text("Zafar"))])
    form = shown(desk, incident, until)
    pick(until, form, "Zafar")
    QTest.mouseClick(form.victims._more, Qt.MouseButton.LeftButton)
    pick(until, form, "Zafar")
    return form


def test_somebody_who_suffered_already_is_not_taken_twice(
    desk: Desk, vault: Vault, incident: Ref, until: Until
) -> None:
    form = with_somebody_twice(desk, vault, incident, until)
    assert said_beneath(form.victims.editors[1]) == "This one stands here already."
    press(Qt.Key.Key_Return, CONTROL)
    until(quiet(desk))
    assert not vault.reader.counts().get("act")


def test_what_stands_twice_no_more_is_not_complained_of(
    desk: Desk, vault: Vault, incident: Ref, until: Until
) -> None:
    form = with_somebody_twice(desk, vault, incident, until)
    first, second = form.victims.editors[:2]
    assert said_beneath(second)
    assert first.stand is not None
    first.stand.setFocus()
    QTest.keyClick(first.stand, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(first.stand, Qt.Key.Key_Delete)
    assert not said_beneath(second)


def said_beneath(editor: Editor) -> str:
    return editor._fault.accessibleName() if editor._fault.isVisible() else ""


def test_an_empty_row_says_what_is_needed(
    desk: Desk, vault: Vault, incident: Ref, until: Until
) -> None:
    form = shown(desk, incident, until)
    press(Qt.Key.Key_Return, CONTROL)
    until(quiet(desk))
    assert form.notice.isVisible()
    assert "act" not in vault.reader.counts()


def test_a_row_left_comes_back(desk: Desk, incident: Ref, until: Until) -> None:
    form = shown(desk, incident, until)
    form.act["account"].setFocus()
    keys("in the yard")
    press(Qt.Key.Key_Escape)
    until(quiet(desk))
    again = shown(desk, incident, until)
    until(lambda: again.act["account"].draft()["text"] == "in the yard")


def test_everything_has_a_name(desk: Desk, incident: Ref, until: Until) -> None:
    assert unnamed(shown(desk, incident, until)) == []


def test_what_is_no_term_is_said_once(desk: Desk, incident: Ref, until: Until) -> None:
    form = shown(desk, incident, until)
    form.act["act"].restore({"typed": "no such act"})
    form.save()
    assert "This is not one of the terms." in said_beneath(form.act["act"])
    assert not form.notice.isVisible()
