"""The dossier page: the pages shown are those that are written, and what stays is told."""

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desk import Desk
from app.jobs import Job
from app.pages.dossier import DossierPage
from app.parts.passing import fingerprint
from app.place import Place
from casefiles.ledger.history import past
from casefiles.model.ids import Ref
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, TermValue, Text
from casefiles.operations.recording import Said, add_record
from casefiles.release.audience import Audience
from casefiles.release.pages import sizes
from casefiles.text import speaking
from casefiles.vault import Vault
from tests.app.qt import Until, quiet, show, unnamed


@pytest.fixture
def zafar(vault: Vault) -> Ref:
    """A person with a secret remark, known to an informant."""
    secret = Said("note", Text("for us alone"), sensitivity=Sensitivity.INTERNAL)
    contact = Said("contact", Text("+992 000000"))
    named = Said("name", Text("Zafar Testov"))
    ref = add_record(vault, kind="person", said=[named, contact, secret])
    informant = [Said("name", Text("Gulnora Whisperova")), Said("informant", TermValue("yes"))]
    other = add_record(vault, kind="person", said=informant)
    link = [Said("who", Link(other.id)), Said("whose", Link(ref.id))]
    add_record(vault, kind="relation", said=link)
    return ref


@pytest.fixture
def page(desk: Desk, zafar: Ref, until: Until) -> DossierPage:
    """The page with the pages of that person."""
    made = show(DossierPage(desk), until, Place("dossier", zafar), (1000, 760))
    until(made.save.isEnabled)
    return made


def test_pages_are_shown_and_counted(page: DossierPage, until: Until) -> None:
    assert page._made is not None
    assert page.pages.number.text() == f"Page 1 of {page._made.pages}"
    until(lambda: page.view.complete and quiet(page.desk)())
    picture = page.view.grab().toImage()
    letters = [picture.pixelColor(x, y).lightness() < 120 for x in range(200) for y in range(200)]
    assert any(letters)
    assert not unnamed(page)


def test_what_leaves_and_what_stays_depends_on_the_audience(
    page: DossierPage, until: Until
) -> None:
    told = page._frame.foot._words
    assert "1 person by name" in told.text()
    assert "Left out: 0 statements, 1 record." in told.text()
    assert "Looked for" in page.form.looked.text()
    QTest.keyClick(page.form.audience.buttons[Audience.INTERNAL], Qt.Key.Key_Space)
    until(lambda: "Left out: 0 statements, 0 records." in told.text())
    assert "Looked for" not in page.form.looked.text()


def test_the_file_written_is_the_one_shown_and_stands_in_the_history(
    page: DossierPage, vault: Vault, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.pdf"
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _filter: str) -> Path:
        offered.append(name)
        return target

    monkeypatch.setattr("app.widgets.files.choose_target", choose)
    QTest.keyClicks(page.form.addressee, "Ms Meier")
    assert page._made is not None
    shown = page._made.sha256
    QTest.keyClick(page.save, Qt.Key.Key_Space)
    until(page._frame.notice.isVisible)
    assert offered == ["dossier.pdf"]
    assert hashlib.sha256(target.read_bytes()).hexdigest() == shown
    assert fingerprint(shown) in page._frame.notice.accessibleName()
    assert past(vault.ledger, limit=1)[0].act == "dossier"
    (submission,) = vault.reader.page("submission")
    said = vault.reader.shown(submission.ref, "addressee_name")
    assert [one.claim.value for one in said] == [Text("Ms Meier")]


def test_a_file_that_is_there_is_left_alone(
    page: DossierPage, tmp_path: Path, until: Until
) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"other")
    page.write(target)
    until(page._frame.notice.isVisible)
    assert page._frame.notice.accessibleName().startswith("A file of this name is there already")
    assert target.read_bytes() == b"other"
    assert page.save.isEnabled()


def test_a_person_who_may_not_be_shown_is_refused_with_a_sentence(
    page: DossierPage, until: Until, vault: Vault
) -> None:
    hidden = vault.reader.find("Gulnora Whisperova")
    page.visit(Place("dossier", hidden))
    until(lambda: not page.save.isEnabled() and page._frame.notice.isVisible())
    assert "may not be shown to this audience" in page._frame.notice.accessibleName()
    assert not page.paper.isEnabled()


def test_printing_says_first_who_gets_the_pages(page: DossierPage, vault: Vault) -> None:
    before = len(past(vault.ledger))
    QTest.keyClick(page.paper, Qt.Key.Key_Space)
    assert "print service gets the pages" in page._frame.asking.accessibleName()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert not page._frame.asking.isVisible()
    assert len(past(vault.ledger)) == before


def test_what_is_printed_stands_in_the_history(
    page: DossierPage, vault: Vault, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    monkeypatch.setattr("app.widgets.printing.choose_printer", lambda _page, *, pages: printer)
    assert page._made is not None
    QTest.keyClick(page.paper, Qt.Key.Key_Space)
    QTest.keyClick(page._frame.asking._go, Qt.Key.Key_Space)
    until(page._frame.notice.isVisible)
    assert f"{page._made.pages} pages went to the printer." in page._frame.notice.accessibleName()
    assert past(vault.ledger, limit=1)[0].act == "dossier"
    assert len(sizes((tmp_path / "paper.pdf").read_bytes())) == page._made.pages


def test_pages_scroll_and_zoom_by_keyboard(page: DossierPage) -> None:
    QTest.keyClick(page.view, Qt.Key.Key_End)
    assert page._made is not None
    assert page.view.page == page._made.pages - 1
    QTest.keyClick(page.view, Qt.Key.Key_Home)
    QTest.keyClick(page.pages.larger, Qt.Key.Key_Space)
    assert page.view.zoom == 1.25
    QTest.keyClick(page.pages.fitting, Qt.Key.Key_Space)
    assert page.view.zoom == 1.0


def test_sections_stand_in_the_order_of_the_pages_and_the_silent_ones_say_why(
    page: DossierPage,
) -> None:
    ticks = page.form.sections.ticks
    assert list(ticks)[:3] == ["identity", "unknown", "family"]
    assert ticks["identity"].isEnabled()
    assert not ticks["incidents"].isEnabled()
    assert ticks["incidents"].isChecked()
    why = ticks["incidents"].accessibleDescription()
    assert why == "Nothing that this audience may see."


def test_a_section_is_left_out_and_told_in_the_history(
    page: DossierPage, vault: Vault, tmp_path: Path, until: Until
) -> None:
    assert page._made is not None
    before = page._made
    QTest.keyClick(page.form.sections.ticks["replies"], Qt.Key.Key_Space)
    until(lambda: page._made is not before)
    assert page._made is not None
    titles = [one.title for one in page._made.outline.sections]
    assert "Identity" in titles
    assert "Official replies" not in titles
    left = page.place()
    assert left.state["without"] == ["replies"]
    page.write(tmp_path / "out.pdf")
    until(page._frame.notice.isVisible)
    assert past(vault.ledger, limit=1)[0].detail["without"] == ["replies"]
    page.visit(Place("dossier", page.form.persons.refs()[0]))
    assert page.form.sections.ticks["replies"].isChecked()
    page.visit(left)
    assert not page.form.sections.ticks["replies"].isChecked()


def test_what_to_look_at_first_is_counted_and_leads_to_its_field(
    page: DossierPage, zafar: Ref
) -> None:
    assert "To look at first: 1 statement without a source." in page._frame.foot._words.text()
    opened: list[Place] = []
    page.desk.opening.connect(lambda place, _tab: opened.append(place))
    QTest.keyClick(page.check, Qt.Key.Key_Space)
    assert page.weak.rows.isVisible()
    assert not page.view.isVisible()
    assert page.weak.rows.hasFocus()
    assert not unnamed(page)
    QTest.keyClick(page.weak.rows, Qt.Key.Key_Down)
    QTest.keyClick(page.weak.rows, Qt.Key.Key_Return)
    assert [(one.page, one.ref, one.state["field"]) for one in opened] == [
        ("person", zafar, "name")
    ]
    left = page.place()
    QTest.keyClick(page.weak.rows, Qt.Key.Key_Escape)
    assert page.view.isVisible()
    page.visit(left)
    assert page.spread.checking


def test_the_language_begins_as_that_of_the_window(desk: Desk, until: Until, zafar: Ref) -> None:
    with speaking("ru"):
        page = show(DossierPage(desk), until, Place("dossier", zafar))
        assert page.form.selection().language == "ru"
        page.visit(Place("dossier", zafar, state={"language": "en"}))
        assert page.form.selection().language == "en"
        until(quiet(desk))


def test_making_the_pages_can_be_cancelled_and_begun_again(
    desk: Desk, until: Until, zafar: Ref
) -> None:
    jobs: list[Job] = []
    desk.working.connect(jobs.append)
    desk.working.connect(Job.cancel)
    page = show(DossierPage(desk), until, Place("dossier", zafar))
    until(page._frame.notice.isVisible)
    assert page._frame.notice.accessibleName() == "Stopped. Nothing was written or changed."
    assert not page.save.isEnabled()
    desk.working.disconnect()
    QTest.keyClick(page._frame.notice._act, Qt.Key.Key_Space)
    until(page.save.isEnabled)


def test_nothing_leaves_while_other_pages_are_made(page: DossierPage, until: Until) -> None:
    QTest.keyClick(page.form.audience.buttons[Audience.INTERNAL], Qt.Key.Key_Space)
    assert page._frame.foot._words.text() == "Making the pages …"
    assert not any(one.isEnabled() for one in (page.save, page.paper, page.check))
    page.ask_to_print()
    assert not page._frame.asking.isVisible()
    until(page.save.isEnabled)
    assert "What leaves" in page._frame.foot._words.text()


def test_pages_nobody_waits_for_any_more_are_given_up(
    page: DossierPage, vault: Vault, until: Until
) -> None:
    jobs: list[Job] = []
    page.desk.working.connect(jobs.append)
    page.make()
    other = add_record(vault, kind="person", said=[Said("name", Text("Anora Testova"))])
    page.visit(Place("dossier", other))
    assert jobs[0].cancelled
    assert page._made is None
    until(page.save.isEnabled)
    assert page._selection is not None
    assert page._selection.refs == (other,)
    assert not page._frame.notice.isVisible()


def test_a_closed_page_makes_no_pages(
    desk: Desk, until: Until, zafar: Ref, qt: QApplication
) -> None:
    ended: list[bool] = []
    desk.working.connect(lambda job: job.ended.connect(lambda: ended.append(job.cancelled)))
    page = DossierPage(desk)
    page.show()
    page.visit(Place("dossier", zafar))
    page.deleteLater()
    qt.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    until(lambda: ended)
    assert ended == [True]


def test_pages_are_made_when_they_are_first_seen(desk: Desk, until: Until, zafar: Ref) -> None:
    jobs: list[Job] = []
    desk.working.connect(jobs.append)
    page = DossierPage(desk)
    page.visit(Place("dossier", zafar, state={"page": 1}))
    until(quiet(desk))
    assert not jobs
    assert page.place().state["page"] == 1
    page.show()
    until(page.save.isEnabled)
    assert len(jobs) == 1


def test_writing_can_be_cancelled_and_leaves_nothing(
    page: DossierPage, vault: Vault, tmp_path: Path, until: Until
) -> None:
    steps = len(past(vault.ledger))
    folder = tmp_path / "stick"
    folder.mkdir()
    page.desk.working.connect(lambda job: job.cancel())
    page.write(folder / "out.pdf")
    until(page._frame.notice.isVisible)
    assert "Stopped" in page._frame.notice.accessibleName()
    assert list(folder.iterdir()) == []
    assert len(past(vault.ledger)) == steps
    assert page.save.isEnabled()


def test_where_there_is_little_room_choices_and_pages_take_turns(
    page: DossierPage, until: Until
) -> None:
    assert not page.spread.over.isVisible()
    page.resize(480, 600)
    until(page.spread.over.isVisible)
    assert page.view.isVisible()
    assert not page.form.isVisible()
    QTest.keyClick(page.spread.over, Qt.Key.Key_Space)
    assert page.form.persons.box.field.hasFocus()
    assert not page.view.isVisible()


def test_back_returns_to_the_same_choices_and_page(page: DossierPage, until: Until) -> None:
    page.form.audience.choose(Audience.PUBLIC)
    QTest.keyClicks(page.form.purpose, "For the hearing")
    left = page.place()
    assert left.state["audience"] == "public"
    page.visit(Place("dossier"))
    until(lambda: not page.save.isEnabled())
    page.visit(left)
    until(page.save.isEnabled)
    assert page.form.selection().purpose == "For the hearing"
    assert page.form.audience.audience() is Audience.PUBLIC


def test_another_person_is_added_by_typing(desk: Desk, zafar: Ref, until: Until) -> None:
    page = show(DossierPage(desk), until, Place("dossier"))
    assert page.first() is page.form.persons.box
    QTest.keyClicks(page.form.persons.box.field, "zafar")
    until(page.form.persons.box.list.isVisible)
    QTest.keyClick(page.form.persons.box.field, Qt.Key.Key_Return)
    until(page.save.isEnabled)
    assert page.form.persons.refs() == (zafar,)


def test_the_focus_comes_back_to_the_button_when_the_file_is_written(
    page: DossierPage, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.widgets.files.choose_target", lambda *_said: tmp_path / "out.pdf")
    page.save.setFocus()
    QTest.keyClick(page.save, Qt.Key.Key_Return)
    assert page.focusWidget() is page, "and not the next button, which Enter would press"
    until(page._frame.notice.isVisible)
    assert page.focusWidget() is page.save
