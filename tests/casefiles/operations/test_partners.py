"""Who sent it, and what came before: partners, keys that changed, gaps and replays."""

from pathlib import Path

import pytest

from casefiles.errors import ArchiveRefused, NotARecipient
from casefiles.exchange.partners import State
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations import receiving, sharing
from casefiles.operations.recording import Said, add_values
from casefiles.operations.sharing import Shared
from casefiles.release.audience import Audience
from casefiles.seal.identity import Identity
from casefiles.vault import Vault
from tests.casefiles.operations.offices import Offices, made_once, offices

__all__ = ["made_once", "offices"]


def _share(sender: Vault, to: str, path: Path, ref: Ref) -> Shared:
    return sharing.share(
        sender, refs=[ref], recipients=[to], audience=Audience.PARTNER, target=path
    )


def test_gaps_and_replays_are_told(offices: Offices) -> None:
    for number in (1, 2, 3):
        note = f"letter {number}"
        add_values(offices.a, ref=offices.refs["raid"], said=[Said("account", Text(note))])
        _share(offices.a, "Office B", offices.stick(f"{number}.age"), offices.refs["raid"])
    receiving.receive(offices.b, offices.stick("1.age"))
    third = receiving.preview(offices.b, offices.stick("3.age"))
    assert (third.number, third.last, list(third.gap), third.broken) == (3, 1, [2], False)
    receiving.receive(offices.b, offices.stick("3.age"))
    late = receiving.receive(offices.b, offices.stick("2.age"))
    assert not late.taken
    assert late.preview.received_before
    assert late.preview.last == 3


def test_a_partner_with_other_keys_is_blocked_until_compared(offices: Offices) -> None:
    impostor = Identity.new().card("office b")
    added = sharing.add_partner(offices.a, card_text=str(impostor))
    assert added.state is State.CHANGED
    with pytest.raises(NotARecipient, match="keys"):
        _share(offices.a, str(impostor), offices.stick("x.age"), offices.refs["zafar"])
    with pytest.raises(NotARecipient, match="keys"):
        _share(offices.a, impostor.recipient.text, offices.stick("x.age"), offices.refs["zafar"])
    _share(offices.a, "Office B", offices.stick("x.age"), offices.refs["zafar"])
    sharing.verify_partner(offices.a, partner=added.fingerprint)
    with pytest.raises(NotARecipient, match="keys"):
        _share(offices.a, "Office B", offices.stick("y.age"), offices.refs["zafar"])


def test_an_archive_by_a_partners_name_and_other_keys_is_refused(
    offices: Offices, tmp_path: Path, made_once: tuple[Path, dict[str, Ref]]
) -> None:
    sharing.add_partner(offices.b, card_text=str(Identity.new().card("Nobody")))
    impostor = Identity.new()
    offices.a.ledger.set_meta("identity", impostor.to_bytes())
    _share(offices.a, str(sharing.card(offices.b)), offices.stick("x.age"), offices.refs["zafar"])
    assert receiving.preview(offices.b, offices.stick("x.age")).state is State.CHANGED
    head = offices.b.ledger.head
    with pytest.raises(ArchiveRefused, match="keys"):
        receiving.receive(offices.b, offices.stick("x.age"))
    assert offices.b.ledger.head == head


def test_our_own_card_is_no_partner_and_a_card_changed_is_no_card(offices: Offices) -> None:
    with pytest.raises(NotARecipient, match="itself"):
        sharing.add_partner(offices.a, card_text=str(sharing.card(offices.a)))
    card = str(sharing.card(offices.b))
    with pytest.raises(NotARecipient):
        sharing.add_partner(offices.a, card_text=card[:-8] + "AAAAAAAA")
    assert [one.state for one in sharing.partners(offices.a)] == [State.VERIFIED]
