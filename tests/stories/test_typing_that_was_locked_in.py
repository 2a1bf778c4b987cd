"""What somebody was typing when the vault locked stands there again, with the caret behind it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from app.forms.actrow import ActForm
from app.forms.citing import Citing
from app.pages.today import TodayPage
from app.place import Place
from casefiles.model.claim import Citation, Passage
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record

if TYPE_CHECKING:
    from tests.stories.conftest import Documenter

CONTROL = Qt.KeyboardModifier.ControlModifier
BEGUN = "They came at night and"


def a_detention(documenter: "Documenter") -> Ref:
    """An incident whose account nobody wrote yet, and its page."""
    ref = add_record(
        documenter.vault, kind="incident", said=[Said("title", Text("Detention in Isfara"))]
    )
    documenter.window.tabs.open(Place.of(ref))
    documenter.until_still()
    return ref


def begin_the_account(documenter: "Documenter") -> None:
    documenter.page.add_to("account")  # type: ignore[attr-defined]
    documenter.type(BEGUN)


def typing_in(documenter: "Documenter") -> str:
    """What stands in the field with the focus, if the caret stands behind it."""
    documenter.until(lambda: isinstance(documenter.focused, QPlainTextEdit))
    field = documenter.focused
    assert isinstance(field, QPlainTextEdit)
    documenter.until(lambda: field.textCursor().atEnd() and field.toPlainText())
    return field.toPlainText()


def test_after_unlocking_one_types_on_where_one_was(documenter: "Documenter") -> None:
    a_detention(documenter)
    begin_the_account(documenter)
    documenter.lock_and_come_back()
    assert typing_in(documenter) == BEGUN
    documenter.type(" took him")
    documenter.press(Qt.Key.Key_Return, CONTROL)
    documenter.until_still()
    documenter.until_reads(f"{BEGUN} took him")
    assert not documenter.reads("Not finished")


def test_a_value_that_was_being_corrected_comes_back_too(documenter: "Documenter") -> None:
    ref = a_detention(documenter)
    documenter.press(Qt.Key.Key_F2)
    documenter.until_still()
    documenter.press(Qt.Key.Key_End)
    documenter.type(", 1997")
    documenter.lock_and_come_back()
    documenter.until_reads("Detention in Isfara, 1997")
    documenter.press(Qt.Key.Key_Return)
    documenter.until_still()
    assert documenter.vault.reader.title(ref) == "Detention in Isfara, 1997"


def test_a_row_of_acts_comes_back_too(documenter: "Documenter") -> None:
    a_detention(documenter)
    documenter.click("Add an act")
    documenter.type("Safar")
    documenter.lock_and_come_back()
    documenter.until(lambda: documenter.page.findChildren(ActForm))
    [form] = documenter.page.findChildren(ActForm)
    documenter.until(lambda: form.draft()["victims"])
    assert form.draft()["victims"][0]["typed"] == "Safar"


def test_what_was_left_is_told_at_its_field_and_goes_on_from_there(
    documenter: "Documenter",
) -> None:
    a_detention(documenter)
    begin_the_account(documenter)
    documenter.press(Qt.Key.Key_Escape)
    documenter.lock_and_come_back()
    documenter.until_reads("Not finished: What happened. Go on writing")
    assert not documenter.reads(BEGUN), "nobody asked for it"
    documenter.click("Go on writing")
    assert typing_in(documenter) == BEGUN


def test_the_first_page_names_the_field_and_leads_into_its_form(documenter: "Documenter") -> None:
    a_detention(documenter)
    begin_the_account(documenter)
    documenter.press(Qt.Key.Key_Escape)
    documenter.window.tabs.open(Place("today"))
    documenter.until_still()
    page = documenter.page
    assert isinstance(page, TodayPage)
    words = "Detention in Isfara, What happened"
    documenter.until_reads(words)
    [way] = [one for one in page.findChildren(QPushButton) if one.text() == words]
    way.setFocus()
    documenter.press(Qt.Key.Key_Return)
    assert typing_in(documenter) == BEGUN


def test_a_passage_that_was_kept_is_kept_over_locking_until_it_is_let_go(
    documenter: "Documenter",
) -> None:
    letter = add_record(documenter.vault, kind="source", said=[Said("title", Text("Letter"))])
    cited = Citation(letter.id, Passage(5, 5), "taken away")
    documenter.window.desk.keep_citation(cited)
    documenter.lock_and_come_back()
    desk = documenter.window.desk
    documenter.until(lambda: desk.kept_citation == cited)
    citing = Citing(desk)
    assert [tick.ticked for _citation, tick in citing._ticks] == [False]  # nobody chose it now
    citing.deleteLater()
    documenter.window.desk.keep_citation(None)
    documenter.lock_and_come_back()
    documenter.until_still()
    assert documenter.window.desk.kept_citation is None
