"""The receive page: opened and told first, taken in as one step, decisions answered."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desk import Desk
from app.jobs import Job
from app.pages.receive import ReceivePage
from app.place import Place
from casefiles.ledger.history import past
from casefiles.model.ids import Ref
from casefiles.operations import adopting, history, sharing
from casefiles.operations.judging import prefer
from casefiles.release.audience import Audience
from casefiles.seal.identity import Card
from casefiles.vault import Unlocking, Vault
from tests.app.qt import Until, quiet, show, unnamed
from tests.casefiles.operations.offices import make_case
from tests.conftest import CHEAP, PASSPHRASE


@dataclass
class Made:
    """Two vaults, closed, and archives of one for the other: to copy from."""

    folder: Path
    refs: dict[str, Ref]
    card: Card


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A small case with a decision, shared for us and with a passphrase."""
    folder = tmp_path_factory.mktemp("offices")
    with (
        Vault.create(folder / "us", PASSPHRASE, author="N.", cost=CHEAP) as us,
        Vault.create(folder / "sender", PASSPHRASE, author="Nigora", cost=CHEAP) as sender,
    ):
        card, refs = sharing.card(sender, name="Office A"), make_case(sender)
        name = sender.reader.shown(refs["zafar"], "name")[0].claim
        prefer(sender, ref=refs["zafar"], claim=name.id, reason="passport")
        for archive, way in (
            ("x.age", {"recipients": [str(sharing.card(us))]}),
            ("y.age", {"passphrase": PASSPHRASE}),
        ):
            target, audience = folder / archive, Audience.PARTNER
            chosen: Any = way
            sharing.share(sender, refs=[refs["zafar"]], audience=audience, target=target, **chosen)
    return Made(folder, refs, card)


@pytest.fixture
def vault(made_once: Made, tmp_path: Path) -> Iterator[Vault]:
    """A copy of our vault, still empty."""
    shutil.copytree(made_once.folder / "us.parvanda", tmp_path / "us.parvanda")
    with Vault.open(tmp_path / "us", Unlocking(PASSPHRASE)) as made:
        yield made


@pytest.fixture
def archive(made_once: Made) -> Path:
    """An archive for us, about one person, with one decision in it."""
    return made_once.folder / "x.age"


@pytest.fixture
def page(desk: Desk, archive: Path, until: Until) -> ReceivePage:
    """The page with the archive opened."""
    state = {"path": str(archive)}
    made = show(ReceivePage(desk), until, Place("receive", state=state), (900, 1200))
    until(lambda: made.told.seen is not None)
    return made


def test_from_whom_for_whom_and_how_much_is_told_first(
    page: ReceivePage, vault: Vault, made_once: Made
) -> None:
    told = page.told.origin.text()
    assert "From Office A: not known here." in told
    assert " ".join(made_once.card.fingerprint) in told
    assert "Made for: Partner" in told
    assert "new entries" in page.told.counts.text()
    assert "1 decision waits" in page.told.counts.text()
    assert "  " not in page.told.counts.text()
    assert "\u2007" not in page.told.counts.text()
    assert past(vault.ledger) == []
    assert not unnamed(page)


def test_an_unknown_sender_needs_a_tick(page: ReceivePage, vault: Vault, until: Until) -> None:
    assert not page.take.isEnabled()
    assert "Tick that you know" in page._frame.foot._words.text()
    QTest.keyClick(page.told.known, Qt.Key.Key_Space)
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page._frame.notice.isVisible)
    assert [one.act for one in past(vault.ledger)] == ["receive"]
    assert "Zafar Testov" in [one.title for one in vault.reader.page("person")]


def test_trying_lists_the_records_and_takes_nothing_in(page: ReceivePage, vault: Vault) -> None:
    QTest.keyClick(page.told.trying, Qt.Key.Key_Space)
    titles = [item.text(0) for item in page.told.records.items()]
    assert "Zafar Testov" in titles
    assert "The raid" in titles
    assert "Gulnora Whisperova" not in titles
    assert past(vault.ledger) == []


def test_opening_and_taking_in_can_be_cancelled(
    page: ReceivePage, archive: Path, vault: Vault, until: Until
) -> None:
    head = vault.ledger.head
    page.told.known.click()
    page.desk.working.connect(Job.cancel)
    page.take_in()
    until(page._frame.notice.isVisible)
    assert page._frame.notice.accessibleName() == "Stopped. Nothing was written or changed."
    assert vault.ledger.head == head
    page.load(archive)
    until(page._frame.notice.isVisible)
    assert page.told.seen is None
    assert page.open.isEnabled()
    page.desk.working.disconnect()
    page.look()
    until(lambda: page.told.seen is not None)


def test_after_a_file_that_is_none_another_is_chosen(
    page: ReceivePage, tmp_path: Path, until: Until
) -> None:
    wrong = tmp_path / "wrong.age"
    wrong.write_bytes(b"no")
    page.choose.setFocus()
    page.load(wrong)
    until(page._frame.notice.isVisible)
    assert page.choose.hasFocus()


def test_undo_takes_all_of_it_back(page: ReceivePage, vault: Vault, until: Until) -> None:
    QTest.keyClick(page.told.known, Qt.Key.Key_Space)
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page._frame.notice.isVisible)
    QTest.keyClick(page._frame.notice._act, Qt.Key.Key_Space)
    until(lambda: vault.reader.page("person") == [] and quiet(page.desk)())
    assert page._frame.notice._act.text() == "Redo"
    QTest.keyClick(page._frame.notice._act, Qt.Key.Key_Space)
    until(lambda: vault.reader.page("person") and quiet(page.desk)())
    assert page._frame.notice._act.text() == "Undo"


def test_undo_and_redo_elsewhere_are_heard(page: ReceivePage, vault: Vault, until: Until) -> None:
    QTest.keyClick(page.told.known, Qt.Key.Key_Space)
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    notice = page._frame.notice
    until(notice.isVisible)
    told = notice.accessibleName()
    page.desk.act(page, history.undo)
    until(lambda: notice.accessibleName() == "It was taken back. Redo brings it back.")
    assert notice._act.text() == "Redo"
    page.desk.act(page, history.redo)
    until(lambda: notice.accessibleName() == told)
    assert notice._act.text() == "Undo"


def test_what_would_come_is_seen_where_it_lies_beneath(page: ReceivePage, until: Until) -> None:
    page.resize(900, 420)
    page.told.trying.click()
    until(lambda: page._column.verticalScrollBar().value() > 0)
    assert not page.told.records.visibleRegion().isEmpty()


def test_the_same_archive_again_says_so(page: ReceivePage, archive: Path, until: Until) -> None:
    QTest.keyClick(page.told.known, Qt.Key.Key_Space)
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page._frame.notice.isVisible)
    page.load(archive)
    until(lambda: page.told.tells.text() == "Already received.")
    assert not page.take.isEnabled()


def test_decisions_are_adopted_afterwards(page: ReceivePage, vault: Vault, until: Until) -> None:
    QTest.keyClick(page.told.known, Qt.Key.Key_Space)
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page.proposals.isVisible)
    (item,) = page.proposals.rows.items()
    assert item.text(0) == "prefer a value of Zafar Testov"
    assert item.text(1) == "passport"
    assert not page.proposals.adopt.isEnabled()
    QTest.keyClick(page.proposals.rows, Qt.Key.Key_Space)
    QTest.keyClick(page.proposals.adopt, Qt.Key.Key_Space)
    until(lambda: not page.proposals.isVisible())
    assert adopting.proposals(vault) == ()
    assert past(vault.ledger, limit=1)[0].act == "adopt"


def test_a_verified_sender_needs_no_tick(
    desk: Desk, vault: Vault, made_once: Made, archive: Path, until: Until
) -> None:
    sharing.add_partner(vault, card_text=str(made_once.card), verified=True)
    state = {"path": str(archive)}
    page = show(ReceivePage(desk), until, Place("receive", state=state))
    until(page.take.isEnabled)
    assert not page.told.known.isVisible()


def test_a_sender_with_other_keys_is_not_taken_from(
    desk: Desk, vault: Vault, archive: Path, tmp_path: Path, until: Until
) -> None:
    with Vault.create(tmp_path / "impostor", PASSPHRASE, cost=CHEAP) as impostor:
        sharing.add_partner(vault, card_text=str(sharing.card(impostor, name="Office A")))
    state = {"path": str(archive)}
    page = show(ReceivePage(desk), until, Place("receive", state=state))
    until(lambda: page.told.seen is not None)
    QTest.keyClick(page.told.known, Qt.Key.Key_Space)
    assert not page.take.isEnabled()
    assert "not the keys known before" in page._frame.foot._words.text()


def test_with_a_passphrase_and_its_key_file(desk: Desk, made_once: Made, until: Until) -> None:
    target = made_once.folder / "y.age"
    page = show(ReceivePage(desk), until, Place("receive", state={"path": str(target)}))
    assert page.sealed.isChecked()
    assert page.first() is page.passphrase.box
    QTest.keyClicks(page.passphrase.box, "wrong words")
    QTest.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    until(page._frame.notice.isVisible)
    assert page.told.seen is None
    page.passphrase.clear()
    QTest.keyClicks(page.passphrase.box, PASSPHRASE)
    QTest.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    until(lambda: page.told.seen is not None)
    assert not page._frame.notice.isVisible()


def test_what_is_no_archive_is_told(desk: Desk, tmp_path: Path, until: Until) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("no archive")
    page = show(ReceivePage(desk), until, Place("receive", state={"path": str(file)}))
    until(page._frame.notice.isVisible)
    assert not page.take.isVisible()
