"""The receive page: opened and told first, taken in as one step, decisions answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desk import Desk
from app.pages.receive import ReceivePage
from app.place import Place
from casefiles.ledger.history import past
from casefiles.model.ids import Ref
from casefiles.operations import adopting, sharing
from casefiles.operations.judging import prefer
from casefiles.release.audience import Audience
from casefiles.vault import Vault
from tests.app.qt import Until, quiet, show, unnamed
from tests.casefiles.operations.offices import make_case
from tests.conftest import CHEAP, PASSPHRASE


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[tuple[Vault, dict[str, Ref]]]:
    """The vault of a partner, with a small case."""
    with Vault.create(tmp_path / "sender", PASSPHRASE, author="Nigora", cost=CHEAP) as made:
        sharing.card(made, name="Office A")
        yield made, make_case(made)


@pytest.fixture
def archive(sender: tuple[Vault, dict[str, Ref]], vault: Vault, tmp_path: Path) -> Path:
    """An archive for us, about one person, with one decision in it."""
    theirs, refs = sender
    name = theirs.reader.shown(refs["zafar"], "name")[0].claim
    prefer(theirs, ref=refs["zafar"], claim=name.id, reason="passport")
    target = tmp_path / "x.age"
    sharing.share(
        theirs,
        refs=[refs["zafar"]],
        recipients=[str(sharing.card(vault))],
        audience=Audience.PARTNER,
        target=target,
    )
    return target


@pytest.fixture
def page(desk: Desk, archive: Path, until: Until) -> ReceivePage:
    """The page with the archive opened."""
    state = {"path": str(archive)}
    made = show(ReceivePage(desk), until, Place("receive", state=state), (900, 1200))
    until(lambda: made._seen is not None)
    return made


def test_from_whom_for_whom_and_how_much_is_told_first(
    page: ReceivePage, vault: Vault, sender: tuple[Vault, dict[str, Ref]]
) -> None:
    told = page._sender.text()
    assert "From Office A: not known here." in told
    assert " ".join(sharing.card(sender[0]).fingerprint) in told
    assert "Made for: Partner" in told
    assert "new entries" in page._counts.text()
    assert "1  decisions that wait" in page._counts.text()
    assert past(vault.ledger) == []
    assert not unnamed(page)


def test_an_unknown_sender_needs_a_tick(page: ReceivePage, vault: Vault, until: Until) -> None:
    assert not page.take.isEnabled()
    assert "Tick that you know" in page._frame.foot._words.text()
    QTest.keyClick(page.known, Qt.Key.Key_Space)
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page._frame.notice.isVisible)
    assert [one.act for one in past(vault.ledger)] == ["receive"]
    assert "Zafar Testov" in [one.title for one in vault.reader.page("person")]


def test_trying_lists_the_records_and_takes_nothing_in(page: ReceivePage, vault: Vault) -> None:
    QTest.keyClick(page.trying, Qt.Key.Key_Space)
    titles = [item.text(0) for item in page.records.items()]
    assert "Zafar Testov" in titles
    assert "The raid" in titles
    assert "Gulnora Whisperova" not in titles
    assert past(vault.ledger) == []


def test_undo_takes_all_of_it_back(page: ReceivePage, vault: Vault, until: Until) -> None:
    QTest.keyClick(page.known, Qt.Key.Key_Space)
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page._frame.notice.isVisible)
    QTest.keyClick(page._frame.notice._act, Qt.Key.Key_Space)
    until(lambda: vault.reader.page("person") == [] and quiet(page.desk)())


def test_the_same_archive_again_says_so(page: ReceivePage, archive: Path, until: Until) -> None:
    QTest.keyClick(page.known, Qt.Key.Key_Space)
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    until(page._frame.notice.isVisible)
    page.load(archive)
    until(lambda: page._tells.text() == "Already received.")
    assert not page.take.isEnabled()


def test_decisions_are_adopted_afterwards(page: ReceivePage, vault: Vault, until: Until) -> None:
    QTest.keyClick(page.known, Qt.Key.Key_Space)
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
    desk: Desk, vault: Vault, sender: tuple[Vault, dict[str, Ref]], archive: Path, until: Until
) -> None:
    sharing.add_partner(vault, card_text=str(sharing.card(sender[0])), verified=True)
    state = {"path": str(archive)}
    page = show(ReceivePage(desk), until, Place("receive", state=state))
    until(page.take.isEnabled)
    assert not page.known.isVisible()


def test_a_sender_with_other_keys_is_not_taken_from(
    desk: Desk, vault: Vault, archive: Path, tmp_path: Path, until: Until
) -> None:
    with Vault.create(tmp_path / "impostor", PASSPHRASE, cost=CHEAP) as impostor:
        sharing.add_partner(vault, card_text=str(sharing.card(impostor, name="Office A")))
    state = {"path": str(archive)}
    page = show(ReceivePage(desk), until, Place("receive", state=state))
    until(lambda: page._seen is not None)
    QTest.keyClick(page.known, Qt.Key.Key_Space)
    assert not page.take.isEnabled()
    assert "not the keys known before" in page._frame.foot._words.text()


def test_with_a_passphrase_and_its_key_file(
    desk: Desk, sender: tuple[Vault, dict[str, Ref]], tmp_path: Path, until: Until
) -> None:
    theirs, refs = sender
    target = tmp_path / "y.age"
    sharing.share(
        theirs,
        refs=[refs["zafar"]],
        passphrase=PASSPHRASE,
        audience=Audience.PARTNER,
        target=target,
    )
    page = show(ReceivePage(desk), until, Place("receive", state={"path": str(target)}))
    assert page.sealed.isChecked()
    QTest.keyClicks(page.passphrase.box, "wrong words")
    QTest.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    until(page._frame.notice.isVisible)
    assert page._seen is None
    page.passphrase.clear()
    QTest.keyClicks(page.passphrase.box, PASSPHRASE)
    QTest.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    until(lambda: page._seen is not None)


def test_what_is_no_archive_is_told(desk: Desk, tmp_path: Path, until: Until) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("no archive")
    page = show(ReceivePage(desk), until, Place("receive", state={"path": str(file)}))
    until(page._frame.notice.isVisible)
    assert not page.take.isVisible()
