"""Saying stop: at every place where long work looks up, nothing of it remains.

Each act is stopped at its first pause, its second, and so on, until it comes to its end.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from casefiles.dossier.making import MadeDossier
from casefiles.errors import Cancelled
from casefiles.ledger import files
from casefiles.operations import receiving, sharing
from casefiles.operations.checking import weak_places
from casefiles.operations.dossiers import preview, print_dossier
from casefiles.operations.erasing import erase_for_good
from casefiles.operations.judging import put_in_trash
from casefiles.release.audience import Audience
from casefiles.release.selection import Selection
from casefiles.stopping import pause, stoppable
from casefiles.vault import Vault
from tests.casefiles.operations.offices import Offices, made_once, offices

__all__ = ["made_once", "offices"]

DAY = dt.date(2018, 5, 4)


class StopAt:
    """Says yes when it is asked for the `number`th time."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def stopped_everywhere(work: Callable[[], object], unchanged: Callable[[], object]) -> int:
    """Do the work, stopped at one pause after another; about how many there were in all."""
    before, number = unchanged(), 0
    while True:
        try:
            with stoppable(StopAt(number)):
                work()
        except Cancelled:
            assert unchanged() == before, number
        else:
            return number
        number += 1 + number // 12  # thinner where one piece is like the next


def state(vault: Vault, folder: Path) -> tuple[bytes, list[str], list[bytes]]:
    """The history, what lies in the folder, and the files in the vault."""
    with vault.database.reading() as connection:
        kept = sorted(files.used(connection) - files.missing(connection, files.used(connection)))
    return vault.ledger.head, sorted(one.name for one in folder.iterdir()), kept


def test_nobody_says_stop_unless_it_is_arranged() -> None:
    pause()
    with pytest.raises(Cancelled), stoppable(lambda: True):
        pause()
    pause()


def test_a_dossier_is_written_whole_or_not_at_all(offices: Offices, tmp_path: Path) -> None:
    selection = Selection((offices.refs["zafar"],), Audience.INTERNAL)

    def work() -> None:
        print_dossier(offices.a, selection=selection, target=tmp_path / "out.pdf", date=DAY)

    assert stopped_everywhere(work, lambda: state(offices.a, tmp_path)) > 10
    assert (tmp_path / "out.pdf").exists()
    assert offices.a.verify() == ()


def test_a_preview_can_be_stopped_between_records_and_pages(offices: Offices) -> None:
    selection = Selection((offices.refs["zafar"],), Audience.INTERNAL)
    made: list[MadeDossier] = []

    def work() -> None:
        made[:] = [preview(offices.a, selection=selection, date=DAY)]
        weak_places(offices.a, made[0])

    pauses = stopped_everywhere(work, lambda: offices.a.ledger.head)
    assert pauses > len(offices.refs) + made[0].pages


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.PARTNER])
def test_an_archive_is_written_whole_or_not_at_all(offices: Offices, audience: Audience) -> None:
    folder = offices.folder

    def work() -> None:
        refs = [offices.refs["zafar"], offices.refs["article"]]
        sharing.share(
            offices.a,
            refs=refs,
            recipients=["Office B"],
            audience=audience,
            target=folder / "x.age",
        )

    assert stopped_everywhere(work, lambda: state(offices.a, folder)) > 10
    assert [one.name for one in folder.iterdir()] == ["x.age"]
    assert receiving.preview(offices.b, folder / "x.age").number == 1
    assert offices.a.verify() == ()


def test_neither_file_of_an_archive_with_a_passphrase_is_left_alone(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "seal_key", lambda _key, _passphrase: b"a sealed key")
    folder = offices.folder

    def work() -> None:
        sharing.share(
            offices.a,
            refs=[offices.refs["zafar"]],
            passphrase="seven words that nobody else would ever say",
            audience=Audience.PARTNER,
            target=folder / "x.age",
        )

    stopped_everywhere(work, lambda: state(offices.a, folder))
    assert len(list(folder.iterdir())) == 2


def test_opening_and_taking_in_can_be_stopped(offices: Offices) -> None:
    refs = [offices.refs["zafar"], offices.refs["article"]]
    path = offices.stick("x.age")
    sharing.share(
        offices.a, refs=refs, recipients=["Office B"], audience=Audience.PARTNER, target=path
    )
    now = lambda: state(offices.b, offices.folder)  # noqa: E731 - the same question twice
    assert stopped_everywhere(lambda: receiving.preview(offices.b, path), now) > 10
    seen = receiving.preview(offices.b, path)
    assert stopped_everywhere(lambda: receiving.take_in(offices.b, seen), now) > 10
    assert offices.b.verify() == ()
    assert receiving.preview(offices.b, path).received_before


def test_erasing_is_done_whole_or_not_at_all(offices: Offices) -> None:
    ref = offices.refs["zafar"]
    put_in_trash(offices.a, refs=[ref])
    erased = lambda: erase_for_good(offices.a, refs=[ref])  # noqa: E731
    assert stopped_everywhere(erased, lambda: state(offices.a, offices.folder)) > 5
    assert offices.a.reader.summary(ref) is None
    assert offices.a.verify() == ()


def test_verifying_the_vault_can_be_stopped(offices: Offices) -> None:
    assert stopped_everywhere(offices.a.verify, lambda: offices.a.ledger.head) > 3
