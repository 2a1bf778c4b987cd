"""A field on the page: read with its sources, edited in place, by keyboard alone."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from app.desk import Desk, Evidence, Notice
from app.forms.saying import SayingForm
from app.parts.field import FieldRow
from app.place import Place
from casefiles.insight.fields import Field, fields_of
from casefiles.model.claim import Citation, Passage
from casefiles.model.dates import understand
from casefiles.model.ids import Ref
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Text, When
from casefiles.operations.drafts import drafts
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault
from tests.app.qt import Until, quiet, unnamed

CONTROL = Qt.KeyboardModifier.ControlModifier
OPEN: list[QWidget] = []


@pytest.fixture(autouse=True)
def put_away() -> Iterator[None]:
    """No row outlives its test."""
    yield
    while OPEN:
        OPEN.pop().hide()


@pytest.fixture
def ref(vault: Vault) -> Ref:
    """A person with a disputed birth, a town, a secret and two functions."""
    one, other = (
        add_record(vault, kind="source", said=[Said("title", Text(title))])
        for title in ("Letter", "Court paper")
    )
    town = add_record(vault, kind="place", said=[Said("name", Text("Isfara"))])
    both = (Citation(one.id, Passage(3, 5)), Citation(other.id))
    return add_record(
        vault,
        kind="person",
        said=[
            Said("name", Text("Zafar")),
            Said("born", When(understand("1971")), both),
            Said("born", When(understand("1974")), (Citation(other.id),)),
            Said("birthplace", Link(town.id)),
            Said("papers", Text("passport 12345")),
            Said("function", Text("teacher"), (Citation(one.id),)),
            Said("function", Text("driver")),
        ],
    )


def field(vault: Vault, ref: Ref, name: str) -> Field:
    found = {one.name: one for one in fields_of(vault.reader, ref)}
    return found.get(name, Field(name, name, (), disputed=False))


def shown(desk: Desk, ref: Ref, name: str, until: Until) -> FieldRow:
    """One row in a window, focused."""
    window = QWidget()
    column = QVBoxLayout(window)
    row = FieldRow(desk, ref, field(desk.vault, ref, name))
    column.addWidget(row)
    column.addStretch(1)
    OPEN.append(window)
    window.resize(600, 500)
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    row.setFocus()
    until(quiet(desk))
    return row


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def keys(text: str) -> None:
    QTest.keyClicks(focused(), text)


def words(vault: Vault, ref: Ref, name: str) -> list[str]:
    return [one.words for one in field(vault, ref, name).values]


def entries(menu: QMenu) -> list[str]:
    return [one.text().partition("\t")[0] for one in menu.actions() if one.text()]


def choose(row: FieldRow, entry: str) -> None:
    menu = row.menu_of(row.lines[0])
    [action] = [one for one in menu.actions() if one.text().startswith(entry)]
    action.trigger()


def form_of(row: FieldRow, until: Until) -> SayingForm:
    until(lambda: row.form is not None and row.form.isVisible())
    assert isinstance(row.form, SayingForm)
    return row.form


def test_the_dots_say_how_many_sources_there_are(desk: Desk, ref: Ref, until: Until) -> None:
    row = shown(desk, ref, "born", until)
    said = [one.dots.accessibleName() for one in row.lines]
    assert said[0].startswith("2 sources, ")
    assert said[0].endswith(" independent")
    assert said[1] == "1 source"
    assert shown(desk, ref, "birthplace", until).lines[0].dots.accessibleName() == "No source"


def test_values_that_disagree_stand_together(desk: Desk, ref: Ref, until: Until) -> None:
    row = shown(desk, ref, "born", until)
    assert [one.words for one in row.lines] == ["1971", "1974"]
    assert row._disputed.isVisible()
    assert "disagree" in row._disputed.text()
    assert not shown(desk, ref, "function", until)._disputed.isVisible()


def test_the_focus_brings_the_evidence(desk: Desk, ref: Ref, until: Until) -> None:
    heard: list[Evidence] = []
    desk.evidence.connect(heard.append)
    row = shown(desk, ref, "born", until)
    assert heard[-1].ref == ref
    assert [one.words for one in heard[-1].fields[0].values] == ["1971"]
    press(Qt.Key.Key_Down)
    assert [one.words for one in heard[-1].fields[0].values] == ["1974"]
    count = len(heard)
    press(Qt.Key.Key_Period, CONTROL)
    assert len(heard) == count + 1
    QTest.mouseClick(row.lines[0].dots, Qt.MouseButton.LeftButton)
    assert [one.words for one in heard[-1].fields[0].values] == ["1971"]


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_a_value_is_edited_in_place(
    desk: Desk, vault: Vault, ref: Ref, until: Until, key: Qt.Key
) -> None:
    row = shown(desk, ref, "function", until)
    assert row.lines[0].hasFocus()
    press(key)
    form = form_of(row, until)
    assert form.editor.value() == Text("teacher")
    press(Qt.Key.Key_A, CONTROL)
    keys("headmaster")
    press(Qt.Key.Key_Return)
    until(lambda: "headmaster" in words(vault, ref, "function"))
    assert sorted(words(vault, ref, "function")) == ["driver", "headmaster"]
    until(lambda: row.form is None)


def test_ctrl_enter_adds_a_value(desk: Desk, vault: Vault, ref: Ref, until: Until) -> None:
    row = shown(desk, ref, "function", until)
    press(Qt.Key.Key_Return, CONTROL)
    form_of(row, until)
    keys("poet")
    press(Qt.Key.Key_Return)
    until(lambda: "poet" in words(vault, ref, "function"))
    assert len(words(vault, ref, "function")) == 3


def test_an_empty_field_offers_to_add(desk: Desk, vault: Vault, ref: Ref, until: Until) -> None:
    row = shown(desk, ref, "occupation", until)
    assert row.add_button.hasFocus()
    press(Qt.Key.Key_Return)
    form_of(row, until)
    keys("baker")
    press(Qt.Key.Key_Return)
    until(lambda: words(vault, ref, "occupation") == ["baker"])


def test_esc_goes_back_to_the_value_and_the_draft_stays(
    desk: Desk, vault: Vault, ref: Ref, until: Until
) -> None:
    row = shown(desk, ref, "function", until)
    press(Qt.Key.Key_F2)
    form_of(row, until)
    keys("x")
    press(Qt.Key.Key_Escape)
    until(quiet(desk))
    assert row.form is None
    assert row.lines[0].hasFocus()
    assert drafts(vault)
    press(Qt.Key.Key_F2)
    form = form_of(row, until)
    until(lambda: form.editor.draft()["text"] == "teacherx")


def test_a_form_stays_open_when_the_page_is_painted_anew(
    desk: Desk, ref: Ref, until: Until
) -> None:
    row = shown(desk, ref, "function", until)
    press(Qt.Key.Key_F2)
    form_of(row, until)
    keys(" and poet")
    again = shown(desk, ref, "function", until)
    form = form_of(again, until)
    assert form.editor.value() == Text("teacher and poet")
    assert form.isAncestorOf(focused())


def test_secrets_are_hidden_until_space(desk: Desk, ref: Ref, until: Until) -> None:
    row = shown(desk, ref, "papers", until)
    [line] = row.lines
    assert "12345" not in line.words
    assert "12345" not in line.accessibleName()
    told: list[Notice] = []
    desk.told.connect(told.append)
    QApplication.clipboard().clear()
    press(Qt.Key.Key_C, CONTROL)
    assert told
    assert "12345" not in QApplication.clipboard().text()
    press(Qt.Key.Key_Space)
    assert "12345" in line.accessibleName()
    press(Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "passport 12345"
    press(Qt.Key.Key_Space)
    assert "12345" not in line.words
    QApplication.clipboard().clear()


def test_a_link_opens_its_record_and_f2_edits_it(desk: Desk, ref: Ref, until: Until) -> None:
    gone: list[tuple[Place, bool]] = []
    desk.opening.connect(lambda place, new_tab: gone.append((place, new_tab)))
    row = shown(desk, ref, "birthplace", until)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CONTROL)
    assert [new_tab for _place, new_tab in gone] == [False, True]
    assert all(place.ref and place.ref.kind == "place" for place, _tab in gone)
    press(Qt.Key.Key_F2)
    form = form_of(row, until)
    until(lambda: form.editor.draft()["typed"] == "Isfara")


def test_del_withdraws_and_the_notice_brings_it_back(
    desk: Desk, vault: Vault, ref: Ref, until: Until
) -> None:
    told: list[Notice] = []
    desk.told.connect(told.append)
    shown(desk, ref, "function", until)
    press(Qt.Key.Key_Delete)
    until(lambda: words(vault, ref, "function") == ["driver"])
    until(lambda: told)
    assert told[0].act is not None
    told[0].act()
    until(lambda: words(vault, ref, "function") == ["teacher", "driver"])


def test_rejecting_asks_for_the_reason_and_can_be_taken_back(
    desk: Desk, vault: Vault, ref: Ref, until: Until
) -> None:
    row = shown(desk, ref, "function", until)
    choose(row, "Reject")
    keys("a misprint")
    press(Qt.Key.Key_Return)
    until(lambda: any(one.rejected for one in field(vault, ref, "function").values))
    row = shown(desk, ref, "function", until)
    rejected = next(line for line in row.lines if line.value.rejected)
    assert "Reject this value …" not in entries(row.menu_of(rejected))
    [back] = [one for one in row.menu_of(rejected).actions() if one.text().startswith("Neither")]
    back.trigger()
    until(lambda: not any(one.rejected for one in field(vault, ref, "function").values))


def test_preferring_needs_a_reason_too(desk: Desk, vault: Vault, ref: Ref, until: Until) -> None:
    row = shown(desk, ref, "born", until)
    last = row.menu_of(row.lines[1])
    [action] = [one for one in last.actions() if one.text().startswith("Prefer")]
    action.trigger()
    assert row.form is not None
    press(Qt.Key.Key_Return)
    assert row.form.notice.isVisible()
    keys("the passport says so")
    press(Qt.Key.Key_Return)
    until(lambda: words(vault, ref, "born")[0] == "1974")


def test_a_value_is_protected_from_the_menu(
    desk: Desk, vault: Vault, ref: Ref, until: Until
) -> None:
    row = shown(desk, ref, "function", until)
    [levels] = [one for one in row.menu_of(row.lines[0]).findChildren(QMenu) if one.actions()]
    assert len(levels.actions()) == len(Sensitivity)
    levels.actions()[int(Sensitivity.INTERNAL)].trigger()
    until(lambda: field(vault, ref, "function").values[0].masked)


def test_the_menu_offers_the_kept_passage(desk: Desk, vault: Vault, ref: Ref, until: Until) -> None:
    [paper, *_more] = vault.reader.all_of("source")
    row = shown(desk, ref, "birthplace", until)
    assert "Add a source …" in entries(row.menu_of(row.lines[0]))
    desk.keep_citation(Citation(paper.ref.id, Passage(7, 7)))
    choose(row, "Cite the passage")
    form_of(row, until)
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: field(vault, ref, "birthplace").values[0].cited)


def rows_of(desk: Desk, ref: Ref, names: Sequence[str], until: Until) -> list[FieldRow]:
    window = QWidget()
    column = QVBoxLayout(window)
    rows = [FieldRow(desk, ref, field(desk.vault, ref, name)) for name in names]
    for row in rows:
        column.addWidget(row)
    OPEN.append(window)
    window.resize(600, 500)
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    rows[0].setFocus()
    until(quiet(desk))
    return rows


def test_arrows_walk_through_the_fields(desk: Desk, ref: Ref, until: Until) -> None:
    name, born, place = rows_of(desk, ref, ["name", "born", "birthplace"], until)
    assert name.lines[0].hasFocus()
    press(Qt.Key.Key_Down)
    assert born.lines[0].hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert place.lines[0].link is not None
    assert place.lines[0].link.hasFocus()
    press(Qt.Key.Key_Up)
    assert born.isAncestorOf(focused())


def test_everything_has_a_name_and_can_be_hit(desk: Desk, ref: Ref, until: Until) -> None:
    for row in rows_of(desk, ref, ["name", "born", "birthplace", "papers"], until):
        assert unnamed(row) == []
        for line in row.lines:
            assert line.dots.width() >= 24
            assert line.dots.height() >= 24
            assert line.height() >= 24


def test_long_values_wrap_and_nothing_is_cut_off(desk: Desk, vault: Vault, until: Until) -> None:
    long = "قاسموف جمشید پسر غفور از روستای کانی‌بادام در ولایت سغد تاجیکستان " * 3
    person = add_record(vault, kind="person", said=[Said("name", Text(long.strip()))])
    row = shown(desk, person, "name", until)
    row.window().resize(360, 400)
    until(quiet(desk))
    [line] = row.lines
    assert line.height() > 3 * row.fontMetrics().height()
    assert line.rect().contains(line.dots.geometry())
    assert line.heightForWidth(line.width()) <= line.height()


def test_narrow_rows_put_the_label_above(desk: Desk, ref: Ref, until: Until) -> None:
    row = shown(desk, ref, "born", until)
    assert row.lines[0].mapTo(row, QPoint(0, 0)).x() >= row._label.width()
    row.window().resize(300, 400)
    QApplication.processEvents()
    assert row.lines[0].mapTo(row, QPoint(0, 0)).x() < row._label.width()


def test_tab_goes_through_the_fields_and_the_open_form_in_reading_order(
    desk: Desk, ref: Ref, until: Until
) -> None:
    rows = rows_of(desk, ref, ["name", "born", "birthplace", "papers"], until)
    rows[1].begin_adding()
    until(quiet(desk))
    rows[0].setFocus()
    seen: list[QWidget] = []
    while focused() not in seen:
        seen.append(focused())
        press(Qt.Key.Key_Tab)
    owners = [next(n for n, row in enumerate(rows) if row.isAncestorOf(one)) for one in seen]
    assert owners == sorted(owners)
    assert focused() is seen[0]
    form = rows[1].form
    assert form is not None
    assert {form.save_button, form.leave_button} <= set(seen)


def test_the_form_on_a_value_opens_right_below_it(desk: Desk, ref: Ref, until: Until) -> None:
    row = shown(desk, ref, "function", until)
    press(Qt.Key.Key_Return)
    until(lambda: row.form and row.form.height() > 50)
    assert row.form is not None
    first, form, second = row.lines[0].geometry(), row.form.geometry(), row.lines[1].geometry()
    assert first.bottom() < form.top() <= form.bottom() < second.top()
    row.form.leave()
    row.begin_adding()
    until(lambda: row.form and row.form.geometry().top() > row.lines[1].geometry().bottom())
