"""Vaults of every released form open for ever. One folder a form; they are never made again."""

import shutil
from pathlib import Path

import pytest

from casefiles.intake.plan import plan_import
from casefiles.ledger.arranging import Arranging
from casefiles.ledger.upgrades import NEWEST
from casefiles.model.claim import Citation, Passage
from casefiles.model.dates import UncertainDate
from casefiles.model.values import Link, Number, TermValue, Text, When
from casefiles.operations.history import redo, undo
from casefiles.operations.importing import VaultTexts, take_in
from casefiles.operations.judging import keep_apart, merge
from casefiles.operations.recording import Said, add_record
from casefiles.seal.passphrase import Cost
from casefiles.vault import Unlocking, Vault

HERE = Path(__file__).parent
PASSPHRASE = "an old vault opens for ever"


def make(folder: Path) -> None:
    """How the vault of form 1 was made; run by hand, once, before the form was released."""
    cost = Cost(64 * 1024, 1, 1)
    letter = folder.with_name("letter.txt")
    letter.write_text("A letter\n\nСафар Одинаев was led away on Tuesday.\n", encoding="utf-8")
    with Vault.create(folder, PASSPHRASE, author="N.", cost=cost) as vault:
        (source,) = take_in(vault, plan=plan_import([letter], VaultTexts(vault))).new
        cite = (Citation(source.id, Passage(3, 3)),)
        one = add_record(vault, kind="person", said=[Said("name", Text("Safar Odinaev"), cite)])
        other = add_record(
            vault,
            kind="person",
            said=[
                Said("name", Text("Сафар Одинаев", "ru"), cite),
                Said("born", When(UncertainDate("197X"))),
            ],
        )
        case = add_record(
            vault,
            kind="proceeding",
            said=[
                Said("title", Text("A trial")),
                Said("defendant", Link(one.id), cite),
                Said("sentence_years", Number(23, 23, "years"), cite),
                Said("sentence_years", Number(25, 25, "years"), certainty="alleged"),
                Said("open_court", TermValue("no")),
            ],
        )
        merge(vault, refs=[one, other], reason="the same letter")
        undo(vault)
        redo(vault)
        third = add_record(vault, kind="person", said=[Said("name", Text("Safar Odinaev"))])
        keep_apart(vault, refs=[one, third], reason="another village")
        add_record(vault, kind="person", said=[Said("name", Text("Undone"))])
        undo(vault)
        assert vault.reader.resolve(case.id)


@pytest.fixture(params=range(1, NEWEST + 1))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Vault:
    """A copy of a vault of each form, open."""
    name = f"v{request.param}.parvanda"
    shutil.copytree(HERE / name, tmp_path / name)
    return Vault.open(tmp_path / name, Unlocking(PASSPHRASE))


def test_an_old_vault_opens_and_is_whole(old: Vault) -> None:
    with old:
        assert old.warnings == ()
        assert old.verify() == ()
        assert old.reader.counts() == {"person": 2, "proceeding": 1, "source": 1}


def test_what_was_written_then_reads_the_same_today(old: Vault) -> None:
    with old:
        trial = old.reader.find("proceeding:A trial")
        years = [one.claim.value for one in old.reader.shown(trial, "sentence_years")]
        assert years == [Number(23, 23, "years"), Number(25, 25, "years")]
        defendant = old.reader.shown(trial, "defendant")[0].claim
        assert isinstance(defendant.value, Link)
        person = old.reader.resolve(defendant.value.to)
        assert person is not None
        assert len(old.reader.members(person)) == 2
        assert "led away" in old.reader.text_of(old.reader.find("source:A letter"))


def test_an_old_vault_is_searched_and_goes_on(old: Vault) -> None:
    with old:
        assert old.search("Odinaev", kinds=["person"]).hits
        undo(old)
        redo(old)
        add_record(old, kind="person", said=[Said("name", Text("Somebody new"))])
        assert old.verify() == ()


@pytest.mark.parametrize("form", range(1, NEWEST + 1))
def test_where_it_cannot_be_written_an_old_vault_is_whole_and_searched_too(
    form: int, tmp_path: Path
) -> None:
    """What is computed is computed anew in memory; no byte of the vault changes."""
    folder = tmp_path / f"v{form}.parvanda"
    shutil.copytree(HERE / folder.name, folder)
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    with Vault.open(folder, Unlocking(PASSPHRASE), read_only=True) as vault:
        assert vault.verify() == ()
        found = [vault.reader.record(hit.ref) for hit in vault.search("Одинаев", limit=50).hits]
        assert len(found) == sum(vault.reader.counts().values())
        assert len(Arranging(vault.ledger, "person", trashed=False).by_title([("safar",)])) == 2
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before
