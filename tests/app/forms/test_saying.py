"""The inline form: real keys in, one Step out; nothing typed is lost by leaving or by a fault."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desk import Desk
from app.forms.keeping import keeping
from app.forms.saying import SayingForm
from casefiles.insight.fields import fields_of
from casefiles.model.claim import Citation, Claim, Passage
from casefiles.model.ids import Ref
from casefiles.model.values import Link, Text
from casefiles.operations import amending
from casefiles.operations.drafts import drafts
from casefiles.operations.history import lines
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.vault import Vault
from tests.app.qt import Until, quiet, unnamed

OPEN: list[QWidget] = []
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def put_away() -> Iterator[None]:
    """No form outlives its test."""
    yield
    while OPEN:
        OPEN.pop().hide()


@pytest.fixture
def zafar(vault: Vault) -> Ref:
    """A person with a name."""
    return add_record(vault, kind="person", said=[Said("name", Text("Zafar"))])


@pytest.fixture
def letter(vault: Vault) -> Ref:
    """A source."""
    return add_record(vault, kind="source", said=[Said("title", Text("Letter of the family"))])


def shown(form: SayingForm, until: Until) -> SayingForm:
    OPEN.append(form)
    form.resize(600, 500)
    form.show()
    form.activateWindow()
    until(form.isActiveWindow)
    form.start()
    until(quiet(form.desk))
    return form


def keys(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def told(vault: Vault, ref: Ref, name: str) -> list[tuple[str, int]]:
    found = {one.name: one for one in fields_of(vault.reader, ref)}
    return [(one.words, len(one.cited)) for one in found[name].values] if name in found else []


def claim(vault: Vault, ref: Ref, said: Said) -> Claim:
    [made] = add_values(vault, ref=ref, said=[said])
    return amending.statement_of(vault.reader, ref=ref, claim=made).claim


def test_enter_saves_a_value_that_rests_on_the_kept_passage(
    desk: Desk, vault: Vault, zafar: Ref, letter: Ref, until: Until
) -> None:
    desk.keep_citation(Citation(letter.id, Passage(12, 14), "taken away"))
    form = shown(SayingForm(desk, zafar, "function"), until)
    ended: list[bool] = []
    form.saved.connect(lambda: ended.append(True))
    keys("teacher")
    press(Qt.Key.Key_Return)
    until(lambda: ended)
    assert told(vault, zafar, "function") == [("teacher", 1)]
    [statement] = vault.reader.statements(zafar)["function"]
    assert statement.claim.citations == (Citation(letter.id, Passage(12, 14), "taken away"),)


def test_the_kept_passage_can_be_unticked(
    desk: Desk, vault: Vault, zafar: Ref, letter: Ref, until: Until
) -> None:
    desk.keep_citation(Citation(letter.id))
    form = shown(SayingForm(desk, zafar, "function"), until)
    [(_citation, tick)] = form.citing._ticks
    assert "Letter of the family" in tick.box.accessibleName()
    QTest.keyClick(tick.box, Qt.Key.Key_Space)
    keys("teacher")
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: told(vault, zafar, "function"))
    assert told(vault, zafar, "function") == [("teacher", 0)]


def test_the_kept_passage_stays_with_the_record_it_was_used_for(
    desk: Desk, vault: Vault, zafar: Ref, letter: Ref, until: Until
) -> None:
    other = add_record(vault, kind="person", said=[Said("name", Text("Odina"))])
    desk.keep_citation(Citation(letter.id))
    shown(SayingForm(desk, zafar, "function"), until)
    keys("teacher")
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: told(vault, zafar, "function") == [("teacher", 1)])
    until(lambda: not desk.citation_meant(other))
    ticks = {
        ref: shown(SayingForm(desk, ref, "function"), until).citing._ticks[0][1].ticked
        for ref in (zafar, other)
    }
    assert ticks == {zafar: True, other: False}
    desk.keep_citation(Citation(letter.id, Passage(2, 2)))  # another passage is meant for anything
    assert shown(SayingForm(desk, other, "function"), until).citing._ticks[-1][1].ticked


def test_a_source_is_named_by_hand_with_its_lines(
    desk: Desk, vault: Vault, zafar: Ref, letter: Ref, until: Until
) -> None:
    form = shown(SayingForm(desk, zafar, "function"), until)
    keys("teacher")
    QTest.mouseClick(form.citing._more, Qt.MouseButton.LeftButton)
    QTest.keyClicks(form.citing.source.field, "Letter")
    until(form.citing.source.list.isVisible)
    QTest.keyClick(form.citing.source.field, Qt.Key.Key_Return)
    QTest.keyClicks(form.citing.place, "12-14")
    QTest.keyClick(form.citing.place, Qt.Key.Key_Return)
    until(lambda: told(vault, zafar, "function"))
    [statement] = vault.reader.statements(zafar)["function"]
    assert statement.claim.citations == (Citation(letter.id, Passage(12, 14)),)


def test_what_is_not_understood_is_said_beneath_and_nothing_is_written(
    desk: Desk, vault: Vault, zafar: Ref, until: Until
) -> None:
    form = shown(SayingForm(desk, zafar, "born"), until)
    before = len(lines(vault))
    keys("when he was little")
    press(Qt.Key.Key_Return)
    until(quiet(desk))
    assert form.editor._fault.isVisible()
    assert form.isVisible()
    assert len(lines(vault)) == before


def test_a_value_is_replaced_and_its_other_statement_with_it(
    desk: Desk, vault: Vault, zafar: Ref, letter: Ref, until: Until
) -> None:
    first = claim(vault, zafar, Said("function", Text("techer"), (Citation(letter.id),)))
    second = claim(vault, zafar, Said("function", Text("techer")))
    before = len(lines(vault))
    form = shown(SayingForm(desk, zafar, "function", replacing=first, also=[second.id]), until)
    press(Qt.Key.Key_A, CONTROL)
    keys("teacher")
    press(Qt.Key.Key_Return)
    until(lambda: told(vault, zafar, "function") == [("teacher", 1)])
    until(quiet(desk))
    assert len(lines(vault)) == before + 1
    assert not form.notice.isVisible()


def test_a_link_to_a_new_record_is_one_step(
    desk: Desk, vault: Vault, zafar: Ref, until: Until
) -> None:
    form = shown(SayingForm(desk, zafar, "birthplace"), until)
    before = len(lines(vault))
    keys("Isfara")
    until(form.editor.field.list.isVisible)  # type: ignore[attr-defined]
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    until(lambda: told(vault, zafar, "birthplace") == [("Isfara", 0)])
    assert len(lines(vault)) == before + 1


def test_one_source_more(desk: Desk, vault: Vault, zafar: Ref, letter: Ref, until: Until) -> None:
    first = claim(vault, zafar, Said("function", Text("teacher")))
    desk.keep_citation(Citation(letter.id, Passage(3, 3)))
    shown(SayingForm(desk, zafar, "function", citing=first), until)
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: told(vault, zafar, "function") == [("teacher", 1)])


def test_citing_nothing_asks_for_a_source(
    desk: Desk, vault: Vault, zafar: Ref, until: Until
) -> None:
    first = claim(vault, zafar, Said("function", Text("teacher")))
    form = shown(SayingForm(desk, zafar, "function", citing=first), until)
    form.save()
    assert form.notice.isVisible()


def test_certainty_speaker_and_time_are_kept(
    desk: Desk, vault: Vault, zafar: Ref, until: Until
) -> None:
    form = shown(SayingForm(desk, zafar, "function"), until)
    assert not form.around.speaker.isVisible()
    keys("teacher")
    QTest.mouseClick(form._more, Qt.MouseButton.LeftButton)
    assert form.around.speaker.isVisible()
    form.around.certainty.choose("alleged")
    form.around.speaker.choose("relative")
    form.around.who.setFocus()
    keys("Zafar")
    until(form.around.who.list.isVisible)
    QTest.keyClick(form.around.who.field, Qt.Key.Key_Return)
    field = form.around.held.stand
    assert field is not None
    QTest.keyClicks(field, "from 1994 to 1997")
    QTest.keyClick(field, Qt.Key.Key_Return)
    until(lambda: told(vault, zafar, "function"))
    said = vault.reader.statements(zafar)["function"][0].claim
    assert (said.certainty, said.by, said.who) == ("alleged", "relative", zafar.id)
    assert said.held is not None
    assert (said.held.text, said.held.throughout) == ("1994/1997", True)


def test_esc_leaves_and_what_was_typed_comes_back(
    desk: Desk, vault: Vault, zafar: Ref, until: Until
) -> None:
    form = shown(SayingForm(desk, zafar, "function"), until)
    left: list[bool] = []
    form.left.connect(lambda: left.append(True))
    keys("teach")
    press(Qt.Key.Key_Escape)
    assert left
    until(quiet(desk))
    [kept] = drafts(vault)
    assert kept.key.startswith(str(zafar))
    again = shown(SayingForm(desk, zafar, "function"), until)
    until(lambda: again.editor.draft()["text"] == "teach")
    assert again.notice.isVisible()
    keys("er")
    press(Qt.Key.Key_Return)
    until(lambda: told(vault, zafar, "function") == [("teacher", 0)])
    until(quiet(desk))
    assert not drafts(vault)


def test_typing_is_in_the_vault_before_the_desk_locks(
    desk: Desk, vault: Vault, zafar: Ref, until: Until
) -> None:
    shown(SayingForm(desk, zafar, "function"), until)
    keys("teach")
    desk.locking.emit()
    until(quiet(desk))
    assert drafts(vault)[0].content["value"]["text"] == "teach"


def test_a_form_that_was_only_looked_at_leaves_no_draft(
    desk: Desk, vault: Vault, zafar: Ref, until: Until
) -> None:
    first = claim(vault, zafar, Said("function", Text("teacher")))
    shown(SayingForm(desk, zafar, "function", replacing=first), until)
    press(Qt.Key.Key_Escape)
    keeping(desk).write()
    until(quiet(desk))
    assert not drafts(vault)


def test_a_form_on_a_value_gone_meanwhile_says_so_and_keeps_what_was_typed(
    desk: Desk, vault: Vault, zafar: Ref, until: Until
) -> None:
    first = claim(vault, zafar, Said("function", Text("techer")))
    form = shown(SayingForm(desk, zafar, "function", replacing=first), until)
    amending.withdraw_values(vault, ref=zafar, claims=[first.id])
    press(Qt.Key.Key_A, CONTROL)
    keys("teacher")
    press(Qt.Key.Key_Return)
    until(form.notice.isVisible)
    assert form.editor.value() == Text("teacher")
    assert form.save_button.isEnabled()
    assert told(vault, zafar, "function") == []


def test_everything_in_the_form_has_a_name(
    desk: Desk, vault: Vault, zafar: Ref, letter: Ref, until: Until
) -> None:
    first = claim(vault, zafar, Said("birthplace", Link(place(vault).id), (Citation(letter.id),)))
    form = shown(SayingForm(desk, zafar, "birthplace", replacing=first), until)
    QTest.mouseClick(form._more, Qt.MouseButton.LeftButton)
    QTest.mouseClick(form.citing._more, Qt.MouseButton.LeftButton)
    assert unnamed(form) == []


def place(vault: Vault) -> Ref:
    return add_record(vault, kind="place", said=[Said("name", Text("Isfara"))])


def test_a_gregorian_year_1373_is_written_only_with_a_second_enter(
    desk: Desk, vault: Vault, zafar: Ref, until: Until
) -> None:
    shown(SayingForm(desk, zafar, "born"), until)
    keys("1373")
    press(Qt.Key.Key_Return)
    until(quiet(desk))
    assert not told(vault, zafar, "born")
    press(Qt.Key.Key_Return)
    until(lambda: told(vault, zafar, "born"))
    assert told(vault, zafar, "born") == [("1373", 0)]


def test_an_iranian_year_is_converted_on_the_way_to_saving(
    desk: Desk, vault: Vault, zafar: Ref, until: Until
) -> None:
    shown(SayingForm(desk, zafar, "born"), until)
    keys("summer 1373")
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Return):
        press(key)
        until(quiet(desk))
    until(lambda: told(vault, zafar, "born"))
    assert told(vault, zafar, "born") == [("summer 1994", 0)]
