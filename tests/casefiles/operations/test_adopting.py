"""A partner's decisions wait; adopted ones act, declined ones do not, and both can be undone."""

from pathlib import Path

import pytest

from casefiles.errors import NoSuchRecord
from casefiles.model.ids import EntryId
from casefiles.model.values import Text
from casefiles.operations.adopting import adopt, decline, proposals
from casefiles.operations.exporting import export, load
from casefiles.operations.history import undo
from casefiles.operations.judging import merge
from casefiles.operations.recording import Said, add_record
from casefiles.seal.passphrase import Cost
from casefiles.vault import Vault


@pytest.fixture
def received(vault: Vault, tmp_path: Path, cheap: Cost, passphrase: str) -> Vault:
    """A vault with two persons of a partner, who holds them for one."""
    with Vault.create(tmp_path / "Partner", passphrase, cost=cheap) as partner:
        refs = [
            add_record(partner, kind="person", said=[Said("name", Text(name))])
            for name in ("Safar Odinaev", "Сафар Одинаев")
        ]
        merge(partner, refs=refs, reason="the same letter")
        export(partner, format_name="jsonl", path=tmp_path / "all.jsonl")
    load(vault, path=tmp_path / "all.jsonl")
    return vault


def persons(vault: Vault) -> int:
    return vault.reader.counts()["person"]


def test_a_partners_decision_waits_and_is_told_in_words(received: Vault) -> None:
    (waiting,) = proposals(received)
    assert waiting.words.startswith("merge ")
    assert waiting.reason == "the same letter"
    assert persons(received) == 2


def test_an_adopted_decision_acts_and_undo_takes_it_back(received: Vault) -> None:
    adopt(received, chosen=[one.id for one in proposals(received)])
    assert (persons(received), proposals(received)) == (1, ())
    undo(received)
    assert persons(received) == 2
    assert len(proposals(received)) == 1


def test_a_declined_decision_never_acts_and_is_not_asked_again(received: Vault) -> None:
    decline(received, chosen=[one.id for one in proposals(received)])
    assert (persons(received), proposals(received)) == (2, ())


def test_what_does_not_wait_cannot_be_adopted(received: Vault) -> None:
    with pytest.raises(NoSuchRecord):
        adopt(received, chosen=[EntryId.new()])
