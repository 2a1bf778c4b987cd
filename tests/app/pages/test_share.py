"""The share page: what leaves is told first, written for partners who are known, read back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.desk import Desk
from app.jobs import Job
from app.pages.share import SharePage
from app.place import Place
from casefiles.exchange.partners import State
from casefiles.ledger.history import past
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations import receiving, sharing
from casefiles.operations.recording import Said, add_record
from casefiles.release.audience import Audience
from casefiles.vault import Unlocking, Vault
from tests.app.qt import Until, quiet, show, unnamed
from tests.casefiles.operations.offices import make_case
from tests.conftest import CHEAP, PASSPHRASE


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Ref]]:
    """A vault with a small case and the one of a partner, closed, to copy from."""
    folder = tmp_path_factory.mktemp("offices")
    with (
        Vault.create(folder / "case", PASSPHRASE, author="N.", cost=CHEAP) as ours,
        Vault.create(folder / "other", PASSPHRASE, author="Olim", cost=CHEAP) as theirs,
    ):
        sharing.card(theirs, name="Office B")
        return folder, make_case(ours)


def opened(made_once: tuple[Path, dict[str, Ref]], name: str, place: Path) -> Vault:
    shutil.copytree(made_once[0] / name, place / name)
    return Vault.open(place / name, Unlocking(PASSPHRASE))


@pytest.fixture
def vault(made_once: tuple[Path, dict[str, Ref]], tmp_path: Path) -> Iterator[Vault]:
    """A copy of the vault with the case."""
    with opened(made_once, "case.parvanda", tmp_path) as made:
        yield made


@pytest.fixture
def other(made_once: tuple[Path, dict[str, Ref]], tmp_path: Path) -> Iterator[Vault]:
    """A copy of the partner's vault."""
    with opened(made_once, "other.parvanda", tmp_path) as made:
        yield made


@pytest.fixture
def refs(made_once: tuple[Path, dict[str, Ref]]) -> dict[str, Ref]:
    """The records of the case by name."""
    return made_once[1]


@pytest.fixture
def page(desk: Desk, vault: Vault, other: Vault, refs: dict[str, Ref], until: Until) -> SharePage:
    """The page about one person, with one partner whose words were compared."""
    sharing.add_partner(vault, card_text=str(sharing.card(other)), verified=True)
    made = show(SharePage(desk), until, Place("share", refs["zafar"]), (900, 1400))
    until(lambda: made._release is not None and quiet(desk)())
    return made


def tick_partner(page: SharePage) -> None:
    (tick,) = page.partners.ticks.values()
    QTest.keyClick(tick, Qt.Key.Key_Space)


def test_what_leaves_and_what_stays_is_told(page: SharePage, until: Until) -> None:
    told = page.leaves.text()
    assert "2  Persons" in told
    assert "Stays at home:" in told
    QTest.keyClick(page.audience.buttons[Audience.PUBLIC], Qt.Key.Key_Space)
    until(lambda: "1  Person" in map(str.strip, page.leaves.text().splitlines()))
    assert not unnamed(page)


def test_nothing_is_said_of_what_may_leave_while_it_is_counted(
    page: SharePage, until: Until
) -> None:
    QTest.keyClick(page.audience.buttons[Audience.PUBLIC], Qt.Key.Key_Space)
    assert page._frame.foot._words.text() == "Looking what goes along …"
    QTest.keyClick(page.write_button, Qt.Key.Key_Space)
    assert page._frame.notice.accessibleName() == "Looking what goes along …"
    until(lambda: page._release is not None)
    assert page._frame.foot._words.text() == "Tick a partner, or choose a passphrase."


def test_nothing_is_written_before_somebody_is_chosen(page: SharePage, vault: Vault) -> None:
    assert page._frame.foot._words.text() == "Tick a partner, or choose a passphrase."
    QTest.keyClick(page.write_button, Qt.Key.Key_Space)
    assert page._frame.notice.accessibleName() == "Tick a partner, or choose a passphrase."
    assert past(vault.ledger, limit=1)[0].act != "share"


def test_an_archive_for_a_partner_is_written_and_can_be_received(
    page: SharePage, other: Vault, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr("app.widgets.files.choose_folder", lambda *_arguments: stick)
    tick_partner(page)
    QTest.keyClick(page.write_button, Qt.Key.Key_Space)
    until(page._frame.notice.isVisible)
    told = page._frame.notice.accessibleName()
    (archive,) = stick.iterdir()
    assert f"Written, read back and verified: {archive.name}" in told
    assert "It is safe to take the stick out after ejecting it." in told
    assert "zafar" not in archive.name.lower()
    assert receiving.preview(other, archive).weighed.new_records()


@pytest.mark.parametrize("by_passphrase", [False, True])
def test_the_focus_comes_back_to_the_button_when_the_archive_is_written(
    page: SharePage,
    tmp_path: Path,
    until: Until,
    monkeypatch: pytest.MonkeyPatch,
    by_passphrase: bool,
) -> None:
    monkeypatch.setattr("app.widgets.files.choose_folder", lambda *_arguments: tmp_path)
    if by_passphrase:
        QTest.keyClick(page.to_passphrase, Qt.Key.Key_Space)
        QTest.keyClicks(page.passphrase._second.box, page.passphrase.passphrase())
    else:
        tick_partner(page)
    page.write_button.setFocus()
    QTest.keyClick(page.write_button, Qt.Key.Key_Return)
    assert page.focusWidget() is page, "and not the next button, which Enter would press"
    until(page._frame.notice.isVisible)
    assert page._frame.notice.accessibleName().startswith("Written")
    assert page.focusWidget() is page.write_button


def test_writing_can_be_cancelled_and_leaves_nothing(
    page: SharePage, vault: Vault, tmp_path: Path, until: Until
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    steps = len(past(vault.ledger))
    tick_partner(page)
    page.desk.working.connect(Job.cancel)
    page.write(folder)
    until(page._frame.notice.isVisible)
    assert page._frame.notice.accessibleName() == "Stopped. Nothing was written or changed."
    assert list(folder.iterdir()) == []
    assert len(past(vault.ledger)) == steps
    assert page.write_button.isEnabled()


def test_an_archive_with_a_passphrase_has_a_key_file(
    page: SharePage, other: Vault, tmp_path: Path, until: Until
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    QTest.keyClick(page.to_passphrase, Qt.Key.Key_Space)
    until(page.passphrase.isVisible)
    assert page._missing() == "Type the words once more."
    words = page.passphrase.passphrase()
    QTest.keyClicks(page.passphrase._second.box, words)
    assert page._missing() == ""
    page.write(stick)
    until(page._frame.notice.isVisible)
    assert "this small file" in page._frame.notice.accessibleName()
    assert page.passphrase.isHidden()  # other words would be taken for those of this archive
    page.ask_where()
    assert page.passphrase.isVisible()
    assert page.passphrase.passphrase() not in ("", words)
    archive = next(one for one in stick.iterdir() if not one.name.endswith(".key.age"))
    assert receiving.preview(other, archive, passphrase=words).weighed.new_records()


def test_who_may_not_be_told_of_is_refused_with_a_sentence(
    page: SharePage, refs: dict[str, Ref], until: Until
) -> None:
    page.visit(Place("share", refs["informant"]))
    until(lambda: "may not leave for this audience" in page.leaves.text())
    assert page._missing() == "These records may not leave for this audience."


def test_a_record_is_added_by_the_beginning_of_its_name(
    page: SharePage, vault: Vault, until: Until
) -> None:
    said = [Said("name", Text("Qodir Asomuddin"))]
    person = add_record(vault, kind="person", said=said)
    QTest.keyClicks(page.records.box.field, "asomud")
    until(lambda: page.records.box.list.isVisible() or page.records.box._nothing.isVisible())
    QTest.keyClick(page.records.box.field, Qt.Key.Key_Return)
    assert person in page.records.refs()


def test_a_card_is_added_and_verified_by_ten_words(
    desk: Desk, vault: Vault, other: Vault, refs: dict[str, Ref], until: Until
) -> None:
    page = show(SharePage(desk), until, Place("share", refs["zafar"]), (900, 1400))
    card = sharing.card(other)
    page.partners.card.setPlainText(f"  {card}\n")
    QTest.keyClick(page.partners.add, Qt.Key.Key_Space)
    until(lambda: page.partners.ticks and quiet(desk)())
    words = " ".join(card.fingerprint)
    assert sharing.partners(vault)[0].state is State.UNVERIFIED
    QTest.keyClick(page.partners.compares[words], Qt.Key.Key_Space)
    assert words in page._frame.asking.accessibleName()
    assert not page._frame.foot.isVisible()
    QTest.keyClick(page._frame.asking._go, Qt.Key.Key_Space)
    until(lambda: not page.partners.compares and quiet(desk)())
    assert sharing.partners(vault)[0].state is State.VERIFIED
    assert page.partners.chosen() == (words,)
    assert page._frame.foot.isVisible()


LONG = "Дафтари Абдулмуъминзодаи Муҳаммадраҳимхоҷаи Абдурраҳмонпур Ҷалолиддинзода-Хуҷандӣ"


@pytest.mark.usefixtures("large")
def test_the_question_is_read_whole_in_large_type(
    desk: Desk, vault: Vault, other: Vault, refs: dict[str, Ref], until: Until
) -> None:
    sharing.add_partner(vault, card_text=str(sharing.card(other, name=LONG)))
    page = show(SharePage(desk), until, Place("share", refs["zafar"]), (923, 505))
    until(lambda: page.partners.compares)
    next(iter(page.partners.compares.values())).click()
    asked = page._frame.asking._sentence
    until(lambda: asked.height() >= asked.heightForWidth(asked.width()))
    assert not page._frame.asking._leave.visibleRegion().isEmpty()


def test_what_is_no_card_is_refused_with_a_sentence(page: SharePage, until: Until) -> None:
    page.partners.card.setPlainText("not a card")
    QTest.keyClick(page.partners.add, Qt.Key.Key_Space)
    until(page._frame.notice.isVisible)
    assert page.partners.card.toPlainText() == "not a card"


def test_our_card_is_shown_renamed_and_copied(page: SharePage, vault: Vault, until: Until) -> None:
    QTest.keyClick(page.card.open, Qt.Key.Key_Space)
    until(page.card.text.toPlainText)
    page.card.called.clear()
    QTest.keyClicks(page.card.called, "Green door")
    QTest.keyClick(page.card.called, Qt.Key.Key_Return)
    until(lambda: sharing.card(vault).name == "Green door" and quiet(page.desk)())
    assert page.card.text.toPlainText() == str(sharing.card(vault))
    QTest.keyClick(page.card.copy, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == str(sharing.card(vault))


def test_a_place_keeps_the_choices_but_no_passphrase(page: SharePage, until: Until) -> None:
    tick_partner(page)
    QTest.keyClick(page.audience.buttons[Audience.OFFICIAL], Qt.Key.Key_Space)
    left = page.place()
    page.visit(Place("share"))
    until(quiet(page.desk))
    assert not page.records.refs()
    page.visit(left)
    until(lambda: page.partners.chosen() and quiet(page.desk)())
    assert page.audience.audience() is Audience.OFFICIAL
    assert "passphrase" not in left.state
