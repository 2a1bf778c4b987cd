"""Editors: what people type becomes a value, what is not understood is said in a sentence."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)

from app import theme
from app.desk import Desk
from app.forms.dates import DateEditor
from app.forms.editor import Editor
from app.forms.editors import editor_for
from app.forms.linking import LinkEditor
from app.forms.terms import TermEditor
from casefiles.errors import NotUnderstood
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME, KINDS
from casefiles.model.values import (
    FileValue,
    Layer,
    Link,
    Number,
    Point,
    TermValue,
    Text,
    Value,
    ValueType,
    When,
)
from casefiles.model.vocabulary import load
from casefiles.operations.recording import Said, add_record
from casefiles.text import _, speaking
from casefiles.vault import Vault
from tests.app.qt import Until
from tests.conftest import CHEAP, PASSPHRASE

SHOWN: list[Editor] = []


@pytest.fixture(scope="module")
def still(qt: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all editors that neither ask nor act."""
    folder = tmp_path_factory.mktemp("still") / "still.parvanda"
    made = Desk(Vault.create(folder, PASSPHRASE, cost=CHEAP))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def put_away() -> Iterator[None]:
    """No editor outlives its test."""
    yield
    while SHOWN:
        SHOWN.pop().hide()


def editor(desk: Desk, kind: str, name: str) -> Editor:
    made = editor_for(BY_NAME[kind].properties[name], desk)
    made.show()
    made.activateWindow()
    made.setFocus()
    SHOWN.append(made)
    return made


def typed(made: Editor, text: str) -> Editor:
    field = made.stand
    assert isinstance(field, QLineEdit | QComboBox | QPlainTextEdit)
    QTest.keyClicks(field, text)
    return made


def place(vault: Vault, name: str) -> Ref:
    return add_record(vault, kind="place", said=[Said("name", Text(name))])


@pytest.mark.parametrize(
    ("kind", "name", "text", "value"),
    [
        ("person", "name", " Zafar ", Text("Zafar")),
        ("person", "born", "about 1971", When(UncertainDate("1971~"))),
        ("person", "born", "12 Aug 1994", When(UncertainDate("1994-08-12"))),
        ("person", "born", "summer 1994", When(UncertainDate("1994-22"))),
        ("incident", "persons_affected", "23", Number(23, 23, "persons")),
        ("incident", "persons_affected", "23 - 28", Number(23, 28, "persons")),
        ("place", "location", "38.54, 68.78", Point(38.54, 68.78, 10_000)),
        ("act", "act", "Beating", TermValue("beating")),
    ],
)
def test_what_is_typed_becomes_a_value(
    still: Desk, kind: str, name: str, text: str, value: Value
) -> None:
    assert typed(editor(still, kind, name), text).value() == value


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("person", "born", "some time"),
        ("person", "born", "30 Feb 1994"),
        ("incident", "persons_affected", "many"),
        ("incident", "persons_affected", "28-23"),
        ("place", "location", "north"),
        ("place", "location", "138.5, 68.7"),
        ("act", "act", "no such act"),
        ("person", "birthplace", "not chosen"),
    ],
)
def test_what_is_not_understood_is_told_in_a_sentence(
    still: Desk, kind: str, name: str, text: str
) -> None:
    made = typed(editor(still, kind, name), text)
    assert not made.empty
    with pytest.raises(NotUnderstood) as told:
        made.value()
    assert str(told.value).endswith(".")
    assert "invalid" not in str(told.value).lower()


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_an_empty_editor_has_no_value_and_a_name(still: Desk, kind: str) -> None:
    for prop in BY_NAME[kind].properties.values():
        made = editor_for(prop, still)
        assert made.empty
        with pytest.raises(NotUnderstood):
            made.value()
        field = made.stand
        assert field is not None
        assert field.accessibleName() == _(prop.label)


def values() -> list[tuple[str, str, Value]]:
    return [
        ("person", "name", Text("Қосимов", "tg")),
        ("person", "name", Text("Қосимов", "xx-YY")),
        ("person", "note", Text("one\ntwo", "fa")),
        ("person", "born", When(UncertainDate("1971~"))),
        ("person", "born", When(UncertainDate("1994-08/1995", throughout=True))),
        ("person", "born", When(UncertainDate("198X"))),
        ("act", "act", TermValue("beating")),
        ("person", "sex", TermValue("female")),
        ("incident", "persons_affected", Number(23, 28.5, "persons")),
        ("incident", "persons_affected", Number(3, 3, "sacks of rice")),
        ("place", "location", Point(38.5, 68.75, 333)),
    ]


@pytest.mark.parametrize(("kind", "name", "value"), values())
def test_a_value_shown_and_left_alone_is_the_same_value(
    still: Desk, kind: str, name: str, value: Value
) -> None:
    made = editor(still, kind, name)
    made.set_value(value)
    assert made.value() == value


@pytest.mark.parametrize(("kind", "name", "value"), values())
def test_a_draft_restores_what_was_entered(still: Desk, kind: str, name: str, value: Value) -> None:
    one, other = editor(still, kind, name), editor(still, kind, name)
    one.set_value(value)
    other.restore(one.draft())
    assert other.draft() == one.draft()


def test_every_vocabulary_has_its_labels_in_the_language_of_the_window(still: Desk) -> None:
    with speaking("ru"):
        made = editor(still, "person", "sex")
        made.set_value(TermValue("female"))
        field = made.stand
        assert isinstance(field, QComboBox)
        assert field.currentText() == "Женский"


def test_how_a_date_was_understood_stands_beneath(still: Desk) -> None:
    made = editor(still, "person", "born")
    typed(made, "summer 1373")
    hint = made._hint.text()
    assert "summer 1373" in hint
    assert "1994" in hint
    field = made.stand
    assert field is not None
    assert "summer 1373" in field.accessibleDescription()


def test_a_fault_goes_when_somebody_types_on(still: Desk) -> None:
    made = typed(editor(still, "person", "born"), "neverland")
    made.fault("Write a date.")
    assert made._fault.isVisible()
    typed(made, "1")
    assert not made._fault.isVisible()


def test_ctrl_enter_is_left_to_the_form_and_enter_is_a_new_line(still: Desk) -> None:
    made = typed(editor(still, "person", "note"), "one")
    field = made.stand
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert made.value() == Text("one")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "two")
    assert made.value() == Text("one\ntwo")


def test_files_and_texts_are_not_typed(still: Desk) -> None:
    for kind, name in (("person", "picture"), ("source", "words_layer")):
        assert BY_NAME[kind].properties[name].type in (ValueType.FILE, ValueType.LAYER)
        made = editor(still, kind, name)
        made.set_value(FileValue(b"", "", "", 0))
        made.set_value(Layer(b"", 0, b"", 0, 0, 0))
        assert made.empty


def test_a_link_is_completed_by_keyboard(desk: Desk, vault: Vault, until: Until) -> None:
    town = place(vault, "Konibodom")
    made = editor(desk, "person", "birthplace")
    assert isinstance(made, LinkEditor)
    typed(made, "Konib")
    until(made.field.list.isVisible)
    QTest.keyClick(made.field.field, Qt.Key.Key_Return)
    assert made.value() == Link(town.id)
    assert made.field.field.text() == "Konibodom"
    assert not made.drafts()
    assert not made.field.list.isVisible()


def test_the_last_entry_makes_a_new_record_with_the_form(
    desk: Desk, vault: Vault, until: Until
) -> None:
    made = editor(desk, "person", "birthplace")
    assert isinstance(made, LinkEditor)
    typed(made, "Isfara")
    until(made.field.list.isVisible)
    QTest.keyClick(made.field.field, Qt.Key.Key_Up)
    QTest.keyClick(made.field.field, Qt.Key.Key_Return)
    [draft] = made.drafts()
    assert (draft.kind, draft.said) == ("place", (Said("name", Text("Isfara")),))
    assert made.value() == Link(draft.id)  # type: ignore[arg-type]
    assert vault.reader.counts() == {}


def test_esc_puts_only_the_list_away_and_typing_lets_go_of_the_record(
    desk: Desk, vault: Vault, until: Until
) -> None:
    place(vault, "Konibodom")
    made = editor(desk, "person", "birthplace")
    assert isinstance(made, LinkEditor)
    typed(made, "Konib")
    until(made.field.list.isVisible)
    QTest.keyClick(made.field.field, Qt.Key.Key_Escape)
    assert not made.field.list.isVisible()
    assert made.field.field.text() == "Konib"
    QTest.keyClick(made.field.field, Qt.Key.Key_Down)
    until(made.field.list.isVisible)
    QTest.keyClick(made.field.field, Qt.Key.Key_Return)
    made.value()
    typed(made, "x")
    with pytest.raises(NotUnderstood):
        made.value()


def test_terms_that_begin_with_what_is_typed_come_first(still: Desk) -> None:
    made = editor(still, "act", "act")
    assert isinstance(made, TermEditor)
    line = made._field.lineEdit()
    assert line is not None
    QTest.keyClicks(line, "arr")
    completer = made._field.completer()
    assert completer is not None
    offered = completer.completionModel()
    labels = [offered.index(at, 0).data() for at in range(offered.rowCount())]
    assert labels[0].startswith("Arr")
    places = [at for at, words in enumerate(labels) if words.casefold().startswith("arr")]
    assert places == list(range(len(places)))
    assert "Death penalty carried out" in labels[len(places) :], "anywhere in a word comes after"
    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert made.value() == TermValue(load("acts").find(labels[0]))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_the_first_term_offered_is_taken_as_a_record_is(still: Desk, key: Qt.Key) -> None:
    made = editor(still, "act", "act")
    QTest.keyClick(terms_offered(made, "detent"), key)
    assert made.value() == TermValue(load("acts").find("Detention"))
    assert not terms_offered(made, "").isVisible()
    assert isinstance(made.stand, QComboBox)
    made.stand.lineEdit().selectAll()  # type: ignore[union-attr]
    QTest.keyClick(terms_offered(made, "detent"), key)
    assert made.stand.currentText() == "Detention", "also where it was chosen before"


def test_esc_takes_no_term_and_a_term_typed_in_full_stays(still: Desk) -> None:
    made = editor(still, "act", "act")
    QTest.keyClick(terms_offered(made, "detent"), Qt.Key.Key_Escape)
    assert made.stand is not None
    QTest.keyClick(made.stand, Qt.Key.Key_Tab)
    with pytest.raises(NotUnderstood):
        made.value()
    other = editor(still, "act", "act")
    QTest.keyClick(terms_offered(other, "detention"), Qt.Key.Key_Return)
    assert other.value() == TermValue("detention")


def terms_offered(made: Editor, text: str) -> QAbstractItemView:
    """Type, and the list of what is offered: as in a window, keys go there while it is open."""
    assert isinstance(made, TermEditor)
    QTest.keyClicks(made._field, text)
    completer = made._field.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    return popup


def test_an_iranian_year_is_written_in_gregorian_ones_with_a_key(still: Desk) -> None:
    made = typed(editor(still, "person", "born"), "summer 1373")
    assert isinstance(made, DateEditor)
    assert "1994" in made.convert.text()
    QTest.keyClick(made.convert, Qt.Key.Key_Return)
    assert made.value() == When(UncertainDate("1994-22"))
    assert not made.convert.isVisible()


def test_a_bare_iranian_year_becomes_the_months_it_ran(still: Desk) -> None:
    made = typed(editor(still, "person", "born"), "1373")
    assert isinstance(made, DateEditor)
    made.convert.click()
    assert made.value() == When(UncertainDate("1994-03/1995-03"))


def test_what_is_probably_iranian_is_not_a_value_before_somebody_said_so(still: Desk) -> None:
    made = typed(editor(still, "person", "born"), "1373")
    assert isinstance(made, DateEditor)
    for _time in range(2):  # to ask for the value is not to be told
        with pytest.raises(NotUnderstood):
            made.value()
    made.keep.click()
    assert made.value() == When(UncertainDate("1373"))
    assert not made.keep.isVisible()
    kept = made.draft()
    again = editor(still, "person", "born")
    again.restore(kept)
    assert again.value() == When(UncertainDate("1373"))
    typed(again, " - 1375")
    assert again.value() == When(UncertainDate("1373/1375"))


def test_a_year_that_stood_there_already_is_not_asked_about(still: Desk) -> None:
    made = editor(still, "person", "born")
    made.set_value(When(UncertainDate("1373")))
    assert made.value() == When(UncertainDate("1373"))
    assert isinstance(made, DateEditor)
    assert made.convert.isVisible(), "it can still be mended"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_shape_of_what_is_chosen_stands_in_the_middle_of_the_field(
    still: Desk, qt: QApplication, scale: float
) -> None:
    try:
        theme.apply(qt, "light", scale)
        made = editor(still, "person", "birthplace")
        assert isinstance(made, LinkEditor)
        field = made.field.field
        made.field.choose(place(still.vault, "Isfara"), "Isfara")
        qt.processEvents()
        picture = field.grab().toImage()
        ground = picture.pixel(6, 6)
        inked = [
            y
            for y in range(6, picture.height() - 6)
            if any(picture.pixel(x, y) != ground for x in range(6, round(8 + 16 * scale)))
        ]
        assert abs((inked[0] + inked[-1]) / 2 - (picture.height() - 1) / 2) <= 1
        assert inked[-1] - inked[0] >= 10 * scale, "it grows with the type"
    finally:
        theme.apply(qt, "light")
